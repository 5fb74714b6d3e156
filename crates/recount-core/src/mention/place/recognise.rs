//! Which words name a place: the longest name of the gazetteer, weighed by what stands around it.

use std::{borrow::Cow, ops::Range};

use super::{context::Wording, evidence, pattern};
use crate::{
    lexicon::{
        Gazetteer, Lexicon, SourceKind,
        gazetteer::{Candidate, Form, Kind, key, key_of},
    },
    span::Span,
    text::{Prose, Token, TokenKind},
};

/// A name found in a report, and what it may mean.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) span: Span,
    /// The pieces it is made of.
    pub(super) pieces: Range<usize>,
    /// The form it is looked up by.
    pub(super) key: String,
    /// What it may mean; empty for a name the gazetteer lacks.
    pub(super) candidates: Vec<Candidate>,
    /// The sort of place the words beside it name.
    pub(super) sort: Option<Sort>,
    /// How much speaks for a place.
    pub(super) score: f64,
    /// The name behind it that says where it lies: "Paris, Texas".
    pub(super) container: Option<usize>,
    pub(super) sentence: usize,
}

/// What the words beside a name say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A state, province, district, county.
    Division,
    /// A city, town, village, camp.
    Settlement,
    /// A river, island, airport.
    Site,
}

impl Name {
    /// Whether the word stands for people or things of the place.
    pub(super) fn is_demonym(&self) -> bool {
        !self.candidates.is_empty() && self.candidates.iter().all(|candidate| candidate.form == Form::Demonym)
    }
}

/// A word of a name: a token, or what hyphens leave of it.
#[derive(Debug, Clone)]
pub(super) struct Piece<'r> {
    pub(super) span: Span,
    pub(super) key: Cow<'r, str>,
    pub(super) token: usize,
    pub(super) capital: bool,
    pub(super) word: bool,
    pub(super) sentence: usize,
    /// A hyphen joins it to the piece before.
    pub(super) glued: bool,
}

/// What is needed to judge a name.
pub(super) struct Reading<'r> {
    pub(super) text: &'r str,
    pub(super) prose: &'r Prose,
    pub(super) lexicon: &'r Lexicon,
    pub(super) pieces: Vec<Piece<'r>>,
    pub(super) wording: Wording<'r>,
}

impl Reading<'_> {
    /// The piece `at`, where it stands in the sentence `sentence`.
    pub(super) fn piece(&self, at: Option<usize>, sentence: usize) -> Option<&Piece<'_>> {
        self.pieces.get(at?).filter(|piece| piece.sentence == sentence)
    }

    /// The lower-case token of a piece.
    pub(super) fn lower(&self, piece: &Piece<'_>) -> &str {
        self.prose.tokens.get(piece.token).map_or("", |token| &*token.lower)
    }
}

/// Every name of a place in the report, in order.
pub(super) fn names(text: &str, prose: &Prose, lexicon: &Lexicon) -> Vec<Name> {
    let pieces = pieces(text, prose);
    let wording = Wording::read(text, prose, lexicon);
    let reading = Reading { text, prose, lexicon, pieces, wording };
    let mut names = candidates(&reading);
    pattern::lengthen(&reading, &mut names);
    pattern::unknown(&reading, &mut names);
    link(&reading, &mut names);
    evidence::weigh(&reading, &mut names);
    evidence::keep(&reading, names)
}

/// The words of the text, taken apart at hyphens.
fn pieces<'r>(text: &str, prose: &'r Prose) -> Vec<Piece<'r>> {
    // With room for those that hyphens make two of.
    let mut pieces = Vec::with_capacity(prose.tokens.len() + prose.tokens.len() / 8);
    for (number, sentence) in prose.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let Some(token) = prose.tokens.get(at) else { continue };
            let slice = token.span.slice(text);
            let is_money = is_money(text, token);
            let word = token.kind == TokenKind::Word && !is_money;
            if word && token.lower.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                pieces.push(Piece {
                    span: token.span,
                    key: key_of(slice, &token.lower),
                    token: at,
                    capital: token.is_capitalised(text),
                    word,
                    sentence: number,
                    glued: false,
                });
                continue;
            }
            let mut start = token.span.start;
            for (part, glued) in
                slice.split_inclusive(['-', '‑', '‐']).zip(std::iter::successors(Some(false), |_| Some(true)))
            {
                let bare = part.trim_end_matches(['-', '‑', '‐']);
                let span = Span::new(start, start + bare.len());
                start += part.len();
                if bare.is_empty() && word {
                    continue;
                }
                pieces.push(Piece {
                    span,
                    key: if token.kind == TokenKind::Mark || is_money {
                        Cow::default()
                    } else {
                        Cow::Owned(key(bare))
                    },
                    token: at,
                    capital: bare.chars().next().is_some_and(char::is_uppercase),
                    word,
                    sentence: number,
                    glued,
                });
            }
        }
    }
    pieces
}

/// "US$" and "US $".
fn is_money(text: &str, token: &Token) -> bool {
    let short =
        || token.span.len() <= 3 && token.span.slice(text).bytes().all(|byte| byte.is_ascii_uppercase());
    match text.as_bytes().get(token.span.end..).unwrap_or_default() {
        [b'$', ..] => true,
        [b' ', b'$', ..] => short(),
        _ => false,
    }
}

fn candidates(reading: &Reading) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < reading.pieces.len() {
        if let Some(length) = organisation(reading, at) {
            at += length;
            continue;
        }
        match longest(reading, at, names.last()) {
            Some(name) => {
                at = name.pieces.end;
                names.push(name);
            }
            None => at += 1,
        }
    }
    names
}

/// The longest name of the gazetteer that starts with the piece `at`.
fn longest(reading: &Reading, at: usize, before: Option<&Name>) -> Option<Name> {
    let first = reading.pieces.get(at)?;
    if !first.capital || !first.word || first.key.is_empty() || is_behind_article(reading, at) {
        return None;
    }
    let keys = run(reading, at).map(|piece| &*piece.key);
    for (length, candidates) in reading.lexicon.places.starting(keys) {
        let used = reading.pieces.get(at..at + length)?;
        let last = used.last()?;
        let small_inside = used.iter().all(|piece| {
            piece.capital || piece.glued || reading.lexicon.place_words.inside.contains(&piece.key)
        });
        if !last.capital && !last.glued && length > 1 || !small_inside {
            continue;
        }
        let span = Span::new(first.span.start, last.span.end);
        let mut candidates = written(reading, span, at, candidates, before);
        if names_division(reading, at + length, first.sentence) {
            candidates.retain(|candidate| reading.lexicon.places.kind(candidate.place) != Kind::Country);
        }
        if !candidates.is_empty() {
            let words: Vec<&str> = used.iter().map(|piece| &*piece.key).collect();
            return Some(Name {
                span,
                pieces: at..at + length,
                key: words.join(" "),
                candidates,
                sort: None,
                score: 0.0,
                container: None,
                sentence: first.sentence,
            });
        }
    }
    None
}

/// How many words name an organisation or a movement here: Hamas is no town, nor the Red Cross, however the gazetteer spells towns.
fn organisation(reading: &Reading, at: usize) -> Option<usize> {
    let first = reading.pieces.get(at).filter(|first| first.capital && first.word)?;
    let organisations = &reading.lexicon.organisations;
    let words = run(reading, at).map(|piece| piece.span.slice(reading.text));
    let alone = std::iter::once(first.span.slice(reading.text));
    let (kind, length) = organisations.starting(alone).or_else(|| organisations.starting(words))?;
    (kind != SourceKind::Government).then_some(length)
}

/// Whether a hyphen ties the piece to an Arabic article: the "Jazira" of "Al-Jazira" is another place than Jazira.
fn is_behind_article(reading: &Reading, at: usize) -> bool {
    let glued = reading.pieces.get(at).is_some_and(|piece| piece.glued);
    let before = at.checked_sub(1).filter(|_| glued).and_then(|before| reading.pieces.get(before));
    before.is_some_and(|before| matches!(&*before.key, "al" | "el" | "ad" | "ar" | "as" | "at" | "az" | "an"))
}

/// Whether the piece is a capitalised sort of division: the "Britain" of "West New Britain Province" is no country.
fn names_division(reading: &Reading, at: usize, sentence: usize) -> bool {
    reading.piece(Some(at), sentence).is_some_and(|piece| {
        piece.capital
            && matches!(
                reading.lower(piece),
                "province" | "district" | "county" | "governorate" | "oblast" | "prefecture"
            )
    })
}

/// The pieces from `at` on that only space or hyphens part.
fn run<'r>(reading: &'r Reading<'_>, at: usize) -> impl Iterator<Item = &'r Piece<'r>> + Clone {
    let pieces = reading.pieces.get(at..).unwrap_or(&[]);
    let goes_on = |(last, piece): &(&Piece<'_>, &Piece<'_>)| {
        let gap = reading.text.get(last.span.end..piece.span.start).unwrap_or("?");
        let close = piece.glued || gap.len() < 4 && gap.chars().all(char::is_whitespace);
        piece.sentence == last.sentence && !piece.key.is_empty() && close && !gap.is_empty()
    };
    let behind = pieces.iter().zip(pieces.iter().skip(1)).take_while(goes_on).map(|(_, piece)| piece);
    pieces.iter().take(1).chain(behind).take(Gazetteer::LONGEST)
}

/// Those candidates that the way the name is written allows.
fn written(
    reading: &Reading,
    span: Span,
    at: usize,
    candidates: Vec<Candidate>,
    before: Option<&Name>,
) -> Vec<Candidate> {
    let slice = span.slice(reading.text);
    let sentence = reading.pieces.get(at).map_or(0, |piece| piece.sentence);
    let line = reading.wording.capitals.get(sentence).copied().unwrap_or(false);
    let long = slice.chars().count() > 3;
    let acronym = is_acronym(slice) && !(long && (line || heads_line(reading, span, at)));
    candidates
        .into_iter()
        .filter(|candidate| match candidate.form {
            Form::Name | Form::Demonym => !acronym,
            Form::Exact(number) => same(slice, reading.lexicon.places.exact_form(number)),
            Form::Suffix(number) => {
                same(slice, reading.lexicon.places.exact_form(number)) && follows(reading, span, before)
            }
        })
        .collect()
}

/// Whether capitals are those of a dateline: "ROME (AP)", "KATHMANDU, NEPAL—", "ROME" alone on its line.
fn heads_line(reading: &Reading, span: Span, at: usize) -> bool {
    let Some(sentence) = reading.pieces.get(at).map(|piece| piece.sentence) else { return false };
    let first = reading.prose.sentences.get(sentence).map_or(0, |sentence| sentence.span.start);
    let before = reading.text.get(first..span.start).unwrap_or("");
    let shouted = before.len() < 40 && !before.chars().any(char::is_lowercase);
    let behind = reading.text.get(span.end..).unwrap_or("");
    let line = behind.split('\n').next().unwrap_or("").trim_start();
    shouted
        && (line.is_empty()
            || line.starts_with(['(', '—', '–', ',', ':', '•'])
            || line.starts_with("- ")
            || line.starts_with("--"))
}

/// Whether the name stands behind `before` and a comma.
fn follows(reading: &Reading, span: Span, before: Option<&Name>) -> bool {
    before.is_some_and(|before| {
        reading.text.get(before.span.end..span.start).is_some_and(|gap| gap.trim() == ",")
    })
}

/// At most five letters, all capitals: an acronym rather than a name.
fn is_acronym(slice: &str) -> bool {
    slice.chars().count() <= 5
        && slice.chars().all(|letter| letter.is_uppercase() || matches!(letter, '.' | '&'))
}

/// The same, but for a period at the end that may have gone to the sentence.
fn same(slice: &str, exact: &str) -> bool {
    slice == exact || exact.strip_suffix('.') == Some(slice) && exact.len() > 3
}

/// Says of each name which name behind it tells where it lies, and which sort of place the words beside it name.
fn link(reading: &Reading, names: &mut [Name]) {
    for at in 0..names.len() {
        let next = names.get(at + 1).filter(|next| contains(reading, &names[at], next)).map(|_| at + 1);
        let sort = evidence::sort(reading, &names[at]);
        names[at].container = next;
        names[at].sort = names[at].sort.or(sort);
    }
    // In "Paris, Lamar County, Texas" each name lies in the next.
}

/// Whether the text says that `name` lies in `next`: "X, Y", "X (Y)", "X in Y", "X district of Y", "X in the Y".
fn contains(reading: &Reading, name: &Name, next: &Name) -> bool {
    if name.sentence != next.sentence || name.is_demonym() || next.is_demonym() {
        return false;
    }
    let gap = reading.text.get(name.span.end..next.span.start).unwrap_or("");
    if gap.len() > 60 {
        return false;
    }
    let words: Vec<&str> = gap.split_whitespace().collect();
    let sorts = &reading.lexicon.place_words;
    let is_sort = |word: &str| {
        let word = word.trim_matches(',').to_lowercase();
        sorts.division_after.contains(&word)
            || sorts.settlement_after.contains(&word)
            || sorts.parts.contains(&word)
            || sorts.site_after.contains(&word)
    };
    match &words[..] {
        [","] | ["("] => true,
        [",", ..] | ["in", ..] if words.len() == 1 => true,
        [rest @ .., link] if matches!(*link, "of" | "in" | "in the" | ",") => {
            rest.iter().all(|word| is_sort(word) || matches!(*word, "," | "in" | "the" | "a"))
        }
        [rest @ .., link, "the"] if matches!(*link, "of" | "in") => {
            rest.iter().all(|word| is_sort(word) || matches!(*word, "," | "a" | "the"))
        }
        [rest @ .., word] => {
            words.len() <= 6
                && rest
                    .iter()
                    .chain([word])
                    .all(|word| is_sort(word) || matches!(*word, "," | "in" | "of" | "the" | "a" | "'s"))
                && gap.contains(',')
        }
        [] => false,
    }
}
