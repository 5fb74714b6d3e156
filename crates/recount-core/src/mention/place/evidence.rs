//! What speaks for and against a name being a place. The weights were set by hand on public corpora (`docs/places.md`).

use std::collections::BTreeSet;

use super::{
    context::opens_person,
    recognise::{Name, Piece, Reading, Sort},
};
use crate::lexicon::gazetteer::{Form, Kind, NameTraits};

/// From this score on a name is taken for a place.
const ENOUGH: f64 = 1.0;

/// Names of this weight are places before anything else is looked at: countries, regions, large towns.
const KNOWN: f64 = 2.0;

/// The sort of place that the words beside a name say it is.
pub(super) fn sort(reading: &Reading, name: &Name) -> Option<Sort> {
    let words = &reading.lexicon.place_words;
    if let Some(next) = reading.piece(Some(name.pieces.end), name.sentence) {
        let lower = reading.lower(next);
        if words.division_after.contains(lower) {
            return Some(Sort::Division);
        }
        if words.settlement_after.contains(lower) {
            return Some(Sort::Settlement);
        }
        if words.site_after.contains(lower) {
            return Some(Sort::Site);
        }
    }
    let of = reading.piece(name.pieces.start.checked_sub(1), name.sentence)?;
    let before = match reading.lower(of) {
        "of" => reading.piece(name.pieces.start.checked_sub(2), name.sentence)?,
        _ => of,
    };
    let lower = reading.lower(before);
    if words.division_before.contains(lower) && reading.lower(of) == "of" {
        return Some(Sort::Division);
    }
    words.settlement_before.contains(lower).then_some(Sort::Settlement)
}

/// Where names start and end.
struct Borders {
    /// The first pieces of well-known places.
    starts: BTreeSet<usize>,
    /// The pieces behind well-known places.
    ends: BTreeSet<usize>,
    /// The first pieces of all names.
    all: BTreeSet<usize>,
}

/// Gives every name its score.
pub(super) fn weigh(reading: &Reading, names: &mut [Name]) {
    let known: Vec<&Name> = names.iter().filter(|name| weight(reading, name) >= KNOWN).collect();
    let starts: BTreeSet<usize> = known.iter().map(|name| name.pieces.start).collect();
    let ends: BTreeSet<usize> = known.iter().map(|name| name.pieces.end).collect();
    let all: BTreeSet<usize> = names.iter().map(|name| name.pieces.start).collect();
    let borders = Borders { starts, ends, all };
    for name in names.iter_mut() {
        let traits = match name.key.contains(' ') {
            true => NameTraits::default(),
            false => reading.lexicon.places.traits(&name.key),
        };
        name.score = weight(reading, name)
            + before(reading, name, traits, &borders)
            + after(reading, name, traits, &borders)
            + own(reading, name, traits);
    }
}

/// How well known the best of its places is.
fn weight(reading: &Reading, name: &Name) -> f64 {
    let places = &reading.lexicon.places;
    let best = name.candidates.iter().map(|candidate| match places.kind(candidate.place) {
        _ if matches!(candidate.form, Form::Exact(_) | Form::Suffix(_)) => 3.0,
        _ if candidate.form == Form::Demonym => 3.0,
        Kind::Country => 3.5,
        Kind::Continent | Kind::Region | Kind::Water | Kind::Site => 2.5,
        Kind::Crossing | Kind::Camp => 1.0,
        kind => {
            let people = (places.population(candidate.place) + 1.0).log10() - 3.0;
            let floor = if kind == Kind::First && !candidate.traits.short { 1.5 } else { -0.5 };
            people.clamp(floor, 3.0)
                - if candidate.traits.alternate { 1.0 } else { 0.0 }
                - if candidate.traits.short { 0.5 } else { 0.0 }
        }
    });
    let floor = if name.candidates.is_empty() { 1.0 } else { -1.0 };
    best.fold(floor, f64::max) + if name.pieces.len() > 1 { 1.0 } else { 0.0 }
}

/// What the name itself and the report's other uses of its word say.
fn own(reading: &Reading, name: &Name, traits: NameTraits) -> f64 {
    let mut score = 0.0;
    if name.pieces.len() > 1 || is_exact(name) {
        return score;
    }
    if reading.lexicon.place_words.never.contains(&name.key) {
        score -= 5.0;
    }
    let first = is_first(reading, name);
    let line = reading.wording.capitals.get(name.sentence).copied().unwrap_or(false);
    let known = name.candidates.iter().any(|candidate| {
        matches!(candidate.form, Form::Demonym | Form::Exact(_) | Form::Suffix(_))
            || reading.lexicon.places.kind(candidate.place) == Kind::Country
    });
    let free = if known { 0.3 } else { 1.0 };
    if traits.word {
        score -= free * if first || line { 3.0 } else { 1.0 };
        if reading.wording.small.contains(name.key.as_str()) {
            score -= free * 2.0;
        }
    } else if reading.wording.small.contains(name.key.as_str()) && !known {
        score -= 2.0;
    }
    if traits.given {
        score -= free;
    }
    score -= free * 0.5 * f64::from(traits.family);
    if reading.wording.persons.contains(&name.key) {
        score -= if known { 1.0 } else { 2.5 };
    }
    score
}

/// Whether it is an abbreviation or acronym written as the gazetteer has it.
fn is_exact(name: &Name) -> bool {
    name.candidates.iter().any(|candidate| matches!(candidate.form, Form::Exact(_) | Form::Suffix(_)))
}

fn is_first(reading: &Reading, name: &Name) -> bool {
    reading.piece(name.pieces.start.checked_sub(1), name.sentence).is_none_or(|piece| !piece.word)
}

/// What stands before the name.
fn before(reading: &Reading, name: &Name, traits: NameTraits, borders: &Borders) -> f64 {
    let words = &reading.lexicon.place_words;
    let Some(piece) = reading.piece(name.pieces.start.checked_sub(1), name.sentence) else { return 0.0 };
    let lower = reading.lower(piece);
    let mut score = 0.0;
    if words.locative.contains(lower) {
        score += 1.5;
    }
    if lower == "of"
        && let Some(sort) = reading.piece(name.pieces.start.checked_sub(2), name.sentence)
        && (words.settlement_before.contains(reading.lower(sort))
            || words.division_before.contains(reading.lower(sort)))
    {
        score += 3.0;
    }
    let gap = reading.text.get(piece.span.end..name.span.start).unwrap_or("");
    let beside = piece.word && gap.chars().all(char::is_whitespace);
    if !beside || !piece.capital || words.parts.contains(lower) {
        return score;
    }
    let token = reading.prose.tokens.get(piece.token);
    if token
        .is_some_and(|token| opens_person(reading.text, token, is_opening(reading, name), reading.lexicon))
    {
        return score
            - if traits.given || traits.family > 0 || traits == NameTraits::default() { 5.0 } else { 3.0 };
    }
    if words.free_before.contains(lower) || borders.ends.contains(&name.pieces.start) || sorts(reading, piece)
    {
        return score;
    }
    let first =
        reading.piece(name.pieces.start.checked_sub(2), name.sentence).is_none_or(|before| !before.word);
    let plain = reading.lexicon.places.traits(&piece.key).word || reading.wording.small.contains(lower);
    let line = reading.wording.capitals.get(name.sentence).copied().unwrap_or(false);
    score
        - if first && plain {
            0.3
        } else if line {
            1.0
        } else {
            2.5
        }
}

/// Whether the word before the name opens its sentence.
fn is_opening(reading: &Reading, name: &Name) -> bool {
    reading.piece(name.pieces.start.checked_sub(2), name.sentence).is_none_or(|before| !before.word)
}

fn sorts(reading: &Reading, piece: &Piece) -> bool {
    let words = &reading.lexicon.place_words;
    let lower = reading.lower(piece);
    words.settlement_before.contains(lower)
        || words.division_before.contains(lower)
        || words.site_before.contains(lower)
        || words.bodies_after.contains(lower)
}

/// What stands behind the name.
fn after(reading: &Reading, name: &Name, traits: NameTraits, borders: &Borders) -> f64 {
    let words = &reading.lexicon.place_words;
    let mut score = 0.0;
    if name.container.is_some() {
        score += 3.0;
    }
    if name.sort.is_some() {
        score += 1.0;
    }
    let Some(piece) = reading.piece(Some(name.pieces.end), name.sentence) else { return score };
    let lower = reading.lower(piece);
    if is_dateline(reading, name, lower) {
        score += 2.0;
    }
    if words.speech.contains(lower) && !is_locative(reading, name) && !is_exact(name) {
        score -= 2.0;
    }
    if piece.glued {
        return score - if piece.capital && !borders.all.contains(&name.pieces.end) { 2.0 } else { 0.0 };
    }
    let gap = reading.text.get(name.span.end..piece.span.start).unwrap_or("");
    let beside = gap.chars().all(char::is_whitespace) && (piece.capital || !piece.word);
    if !beside || borders.starts.contains(&name.pieces.end) {
        return score;
    }
    score - against(reading, name, traits, piece)
}

/// "KHYBER:" and "PATNA, India": capitals at the start of a report's line.
fn is_dateline(reading: &Reading, name: &Name, next: &str) -> bool {
    let slice = name.span.slice(reading.text);
    is_first(reading, name)
        && slice.chars().count() > 3
        && !slice.chars().any(char::is_lowercase)
        && matches!(next, ":" | "(" | "–" | "—" | "--" | "-" | ",")
}

/// What the word right behind the name, capitalised or a number, says against a place.
fn against(reading: &Reading, name: &Name, traits: NameTraits, piece: &Piece) -> f64 {
    let words = &reading.lexicon.place_words;
    let lower = reading.lower(piece);
    let line = reading.wording.capitals.get(name.sentence).copied().unwrap_or(false);
    let demonym = name.is_demonym();
    if words.not_a_place_after.contains(lower) && !demonym {
        return if line { 2.0 } else { 4.0 };
    }
    let harmless = words.bodies_after.contains(lower)
        || words.free_before.contains(lower)
        || words.parts.contains(lower);
    if !piece.word || name.sort.is_some() || harmless {
        return 0.0;
    }
    if is_company(reading, name) && !demonym {
        return 3.0;
    }
    let next = reading.lexicon.places.traits(&piece.key);
    let person = traits.given || traits.family > 0 || traits.word || next.family > 0 && !next.word;
    match (line, demonym, person) {
        (true, _, _) => 0.5,
        (_, true, _) => 0.0,
        (_, _, true) => 3.0,
        _ => 0.7,
    }
}

/// Whether the run of capital words behind the name ends in a word for a company or paper, within four words.
fn is_company(reading: &Reading, name: &Name) -> bool {
    (name.pieces.end..name.pieces.end + 4)
        .map_while(|at| reading.piece(Some(at), name.sentence).filter(|piece| piece.capital && piece.word))
        .any(|piece| reading.lexicon.place_words.company.contains(reading.lower(piece)))
}

fn is_locative(reading: &Reading, name: &Name) -> bool {
    reading
        .piece(name.pieces.start.checked_sub(1), name.sentence)
        .is_some_and(|piece| reading.lexicon.place_words.locative.contains(reading.lower(piece)))
}

/// The names that are places: those with enough for them, and the same names elsewhere in the report.
pub(super) fn keep(reading: &Reading, names: Vec<Name>) -> Vec<Name> {
    let sure: BTreeSet<String> =
        names.iter().filter(|name| name.score >= ENOUGH + 1.5).map(|name| name.key.clone()).collect();
    let mut kept: Vec<Name> = Vec::new();
    let mut numbers: Vec<Option<usize>> = Vec::new();
    for mut name in names {
        if sure.contains(&name.key) {
            name.score += 1.5;
        }
        if name.score < ENOUGH {
            numbers.push(None);
            continue;
        }
        extend(reading, &mut name);
        numbers.push(Some(kept.len()));
        kept.push(name);
    }
    for name in &mut kept {
        name.container = name.container.and_then(|at| numbers.get(at).copied().flatten());
    }
    kept
}

/// Takes a capitalised word for the sort of place into the name: "Nyanza Province".
fn extend(reading: &Reading, name: &mut Name) {
    let Some(piece) = reading.piece(Some(name.pieces.end), name.sentence) else { return };
    let words = &reading.lexicon.place_words;
    let lower = reading.lower(piece);
    let beside = reading.text.get(name.span.end..piece.span.start).is_some_and(|gap| gap == " ");
    if piece.capital
        && beside
        && !name.is_demonym()
        && !matches!(
            name.candidates.first().map(|candidate| candidate.form),
            Some(Form::Exact(_) | Form::Suffix(_))
        )
        && (words.division_after.contains(lower)
            || words.site_after.contains(lower) && !matches!(lower, "border" | "crossing"))
        && ends_there(reading, name)
    {
        name.span.end = piece.span.end;
        name.pieces.end += 1;
    }
}

/// Whether no further capital word follows the sort: "Kandahar Province Police" keeps its name short.
fn ends_there(reading: &Reading, name: &Name) -> bool {
    reading.piece(Some(name.pieces.end + 1), name.sentence).is_none_or(|piece| {
        !piece.capital || !reading.text.get(..piece.span.start).is_some_and(|text| text.ends_with(' '))
    })
}
