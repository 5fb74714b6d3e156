//! Places the gazetteer lacks, where the text says that a name is a place: "the village of X", "X district".

use super::recognise::{Name, Reading, Sort};
use crate::span::Span;

/// Adds the names that stand between others and are no name of the gazetteer.
pub(super) fn unknown(reading: &Reading, names: &mut Vec<Name>) {
    let mut taken = vec![false; reading.pieces.len() + 1];
    for name in names.iter() {
        taken.iter_mut().take(name.pieces.end).skip(name.pieces.start).for_each(|taken| *taken = true);
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < reading.pieces.len() {
        let end = capitals(reading, at, &taken);
        if end > at
            && let Some(sort) = sort(reading, at, end)
        {
            found.push(name(reading, at, end, sort));
        }
        at = end.max(at + 1);
    }
    if !found.is_empty() {
        names.extend(found);
        names.sort_by_key(|name| name.span.start);
    }
}

/// Makes the first word of a longer name that the gazetteer lacks no place of its own: "the village of Abu Hamira".
pub(super) fn lengthen(reading: &Reading, names: &mut [Name]) {
    let starts: std::collections::BTreeSet<usize> = names.iter().map(|name| name.pieces.start).collect();
    for name in names.iter_mut().filter(|name| name.pieces.len() == 1) {
        let mut end = name.pieces.end;
        while end - name.pieces.start < 4 && !starts.contains(&end) && goes_on(reading, name, end) {
            end += 1;
        }
        let settled = sort(reading, name.pieces.start, end) == Some(Sort::Settlement);
        if end > name.pieces.end
            && settled
            && let Some(last) = reading.pieces.get(end - 1)
        {
            let words = reading.pieces.get(name.pieces.start..end).unwrap_or(&[]);
            name.key = words.iter().map(|piece| &*piece.key).collect::<Vec<_>>().join(" ");
            name.span = name.span.cover(last.span);
            name.pieces.end = end;
            name.candidates.clear();
            name.sort = Some(Sort::Settlement);
        }
    }
}

/// Whether the piece at `end` is a capital word right behind the name that is no sort of place.
fn goes_on(reading: &Reading, name: &Name, end: usize) -> bool {
    let words = &reading.lexicon.place_words;
    let (Some(piece), Some(before)) =
        (reading.piece(Some(end), name.sentence), reading.piece(end.checked_sub(1), name.sentence))
    else {
        return false;
    };
    let lower = reading.lower(piece);
    let close = reading.text.get(before.span.end..piece.span.start) == Some(" ");
    piece.capital
        && piece.word
        && close
        && !words.division_after.contains(lower)
        && !words.settlement_after.contains(lower)
        && !words.site_after.contains(lower)
        && !words.free_before.contains(lower)
}

/// The end of the run of capital words from `at` on, at most four, none of them taken.
fn capitals(reading: &Reading, at: usize, taken: &[bool]) -> usize {
    let words = &reading.lexicon.place_words;
    let mut end = at;
    while let Some(piece) = reading.pieces.get(end) {
        let free = !taken.get(end).copied().unwrap_or(true);
        let line = reading.wording.capitals.get(piece.sentence).copied().unwrap_or(false);
        if !piece.capital || !piece.word || !free || line || end - at >= 4 {
            break;
        }
        let lower = reading.lower(piece);
        if words.division_after.contains(lower)
            || words.settlement_after.contains(lower)
            || words.free_before.contains(lower)
        {
            break;
        }
        if end > at {
            let before = reading.pieces.get(end - 1);
            let gap =
                before.and_then(|before| reading.text.get(before.span.end..piece.span.start)).unwrap_or("?");
            let same = before.is_some_and(|before| before.sentence == piece.sentence);
            if !same || !(gap == " " || piece.glued) {
                break;
            }
        }
        end += 1;
    }
    end
}

/// What the words beside say these capital words are.
fn sort(reading: &Reading, start: usize, end: usize) -> Option<Sort> {
    let words = &reading.lexicon.place_words;
    let sentence = reading.pieces.get(start)?.sentence;
    let before = reading.piece(start.checked_sub(1), sentence);
    let of = before.filter(|piece| reading.lower(piece) == "of");
    if let Some(sort) = of.and_then(|_| reading.piece(start.checked_sub(2), sentence)) {
        let lower = reading.lower(sort);
        let plain = !sort.capital;
        if plain
            && matches!(
                lower,
                "village" | "villages" | "town" | "towns" | "hamlet" | "city" | "settlement" | "suburb"
            )
        {
            return Some(Sort::Settlement);
        }
        if plain && matches!(lower, "province" | "district" | "county" | "governorate" | "oblast") {
            return Some(Sort::Division);
        }
    }
    let next = reading.piece(Some(end), sentence)?;
    let beside = reading.text.get(reading.pieces.get(end.checked_sub(1)?)?.span.end..next.span.start)? == " ";
    let lower = reading.lower(next);
    let locative = before.is_some_and(|piece| {
        words.locative.contains(reading.lower(piece))
            || matches!(reading.lower(piece), "the" | "'s" | "and" | ",")
    });
    if !beside || !locative {
        return None;
    }
    if matches!(
        lower,
        "province"
            | "district"
            | "districts"
            | "county"
            | "governorate"
            | "oblast"
            | "woreda"
            | "township"
            | "prefecture"
            | "municipality"
            | "locality"
            | "tehsil"
            | "upazila"
            | "subdistrict"
            | "sub-district"
            | "sub-county"
    ) {
        return Some(Sort::Division);
    }
    (!next.capital
        && matches!(lower, "village" | "villages" | "town" | "hamlet" | "neighbourhood" | "neighborhood"))
    .then_some(Sort::Settlement)
}

fn name(reading: &Reading, start: usize, end: usize, sort: Sort) -> Name {
    let pieces = reading.pieces.get(start..end).unwrap_or(&[]);
    let words: Vec<&str> = pieces.iter().map(|piece| &*piece.key).collect();
    let span = pieces.iter().map(|piece| piece.span).reduce(Span::cover).unwrap_or_default();
    Name {
        span,
        pieces: start..end,
        key: words.join(" "),
        candidates: Vec::new(),
        sort: Some(sort),
        score: 0.0,
        container: None,
        sentence: pieces.first().map_or(0, |piece| piece.sentence),
    }
}
