//! What the words around a number make of it: quantifiers, ranges, vague counts.

use std::ops::Range;

use super::{
    Quantifier, Quantity,
    number::{Number, Reader},
};
use crate::{
    lexicon::{Bound, Quantifiers},
    span::Span,
    text::{Tag, Token},
};

/// Reads what starts at the token `at` of a sentence; returns the token to go on from.
pub(super) fn read_at(
    reader: &Reader<'_>,
    quantifiers: &Quantifiers,
    sentence: &Range<usize>,
    at: usize,
    found: &mut Vec<Quantity>,
) -> usize {
    if !reader.may_start(at) {
        return at + 1;
    }
    let floor = found.last().map_or(sentence.start, |last| last.tokens.end.max(sentence.start));
    if let Some(vague) = vague_at(reader, sentence.end, at) {
        let quantity = bounded(reader.tokens, quantifiers, floor..sentence.end, vague);
        let next = quantity.tokens.end;
        found.push(quantity);
        return next;
    }
    let numbers = reader.numbers_at(at, sentence.end);
    let [first] = &numbers[..] else {
        found.extend(numbers.iter().map(plain));
        return at + 1;
    };
    let quantity = range_from(reader, floor, sentence.end, first)
        .unwrap_or_else(|| bounded(reader.tokens, quantifiers, floor..sentence.end, plain(first)));
    let next = quantity.tokens.end.max(at + 1);
    found.push(quantity);
    next
}

fn plain(number: &Number) -> Quantity {
    Quantity {
        span: number.span,
        tokens: number.tokens.clone(),
        low: Some(number.value),
        high: Some(number.value),
        quantifier: Quantifier::Exact,
        dotted: number.dotted,
    }
}

/// "dozens", "several hundred", "tens of thousands".
fn vague_at(reader: &Reader<'_>, end: usize, at: usize) -> Option<Quantity> {
    let words = reader.tokens.get(at..end)?.iter().map(|token| &*token.lower);
    let (length, (low, high)) = reader.numbers.vague().longest(words)?;
    let next = reader.lower(at + length);
    let score = reader.lower(at) == "scores"
        && !matches!(
            next,
            "of" | "more" | "were" | "have" | "had" | "are" | "others" | "dead" | "killed" | "injured"
        );
    // "300 thousands" and "the hundreds digit" are no counts of their own.
    let counted =
        at > 0 && reader.tokens[at - 1].span.slice(reader.text).ends_with(|c: char| c.is_ascii_digit());
    (!score && !counted).then(|| Quantity {
        span: reader.tokens[at].span.cover(reader.tokens[at + length - 1].span),
        tokens: at..at + length,
        low: Some(low as f64),
        high: Some(high as f64),
        quantifier: Quantifier::Vague,
        dotted: false,
    })
}

/// The range that begins with this number, where one does.
fn range_from(reader: &Reader<'_>, floor: usize, end: usize, first: &Number) -> Option<Quantity> {
    let start = first.tokens.start;
    let before =
        start.checked_sub(1).filter(|before| *before >= floor).map_or("", |before| reader.lower(before));
    let connector = reader.lower(first.tokens.end);
    let fits = match connector {
        "and" => before == "between",
        // "rose by nine to 228" tells two counts.
        "to" if before == "by" => false,
        // "from 6.9 million in 2024 to 5.9 million", "in May 2024 to 5.9 million": a year before the second count.
        "to" if is_year(first) && (before == "in" || reader.dates.is_month(before)) => false,
        "to" | "through" => before != "from" || !follows_change(reader, floor, start),
        "-" | "–" | "—" | "~" => before != "+",
        "or" => true,
        _ => false,
    };
    let second = fits.then(|| {
        reader.numbers_at(first.tokens.end + 1, end.max(first.tokens.end + 1)).into_iter().next()
    })??;
    if second.tokens.end > end {
        return None;
    }
    let low = first.value * shared_scale(first, &second, connector);
    let opener = matches!((before, connector), ("between", _) | ("from", "to" | "through" | "-" | "–"));
    let tokens = start - usize::from(opener)..second.tokens.end;
    let adjacent = connector != "-" || is_tight_or_spaced(reader, first, &second);
    let alike = connector != "or" || second.value <= low * 10.0;
    (low < second.value && adjacent && alike).then(|| Quantity {
        span: reader.tokens[tokens.start].span.cover(second.span),
        tokens,
        low: Some(low),
        high: Some(second.value),
        quantifier: Quantifier::Range,
        dotted: first.dotted && second.dotted,
    })
}

/// A hyphen of a range stands close on both sides or apart on both.
fn is_tight_or_spaced(reader: &Reader<'_>, first: &Number, second: &Number) -> bool {
    let dash = reader.tokens[first.tokens.end].span;
    (first.span.end < dash.start) == (dash.end < second.span.start)
}

/// What the first number of a range lacks of the second's magnitude: "four and five million", "5-10,000".
fn shared_scale(first: &Number, second: &Number, connector: &str) -> f64 {
    if first.scale == 1.0 && second.scale >= 100.0 && first.value < second.value / second.scale {
        return second.scale;
    }
    let thousands = second.scale == 1.0 && second.value >= 1000.0 && second.value % 1000.0 == 0.0;
    let shortened = thousands && first.value < 1000.0 && first.value < second.value / 1000.0;
    if shortened && first.scale == 1.0 && connector != "or" { 1000.0 } else { 1.0 }
}

/// "rose from 300 to 400" tells two counts, "from 300 to 400 men" one range.
fn follows_change(reader: &Reader<'_>, floor: usize, start: usize) -> bool {
    const CHANGES: [&str; 11] =
        ["rose", "ros", "increas", "grew", "grown", "jump", "fell", "fallen", "drop", "climb", "went"];
    const MORE: [&str; 9] = ["decreas", "declin", "risen", "rise", "up", "down", "swell", "swoll", "surg"];
    reader.tokens[floor.max(start.saturating_sub(8))..start].iter().any(|token| {
        CHANGES
            .iter()
            .chain(&MORE)
            .any(|change| token.lower.starts_with(change) && (change.len() > 2 || token.is(change)))
    })
}

/// The quantity with the quantifiers before and behind it, within the tokens `room`.
fn bounded(tokens: &[Token], quantifiers: &Quantifiers, room: Range<usize>, quantity: Quantity) -> Quantity {
    let (start, before) = quantifiers_before(tokens, quantifiers, room.start, quantity.tokens.start);
    let words =
        tokens[quantity.tokens.end..room.end.max(quantity.tokens.end)].iter().map(|token| &*token.lower);
    let after = quantifiers.after.longest(words.clone());
    // "45,089 and more than 900": the words belong to the next number.
    let after = after.filter(|(length, _)| {
        !(words.clone().nth(*length) == Some("than") && words.clone().nth(length - 1) == Some("more"))
    });
    let end = quantity.tokens.end + after.map_or(0, |(length, _)| length);
    let bound = before.into_iter().chain(after.map(|(_, bound)| bound)).max();
    let Some(bound) = bound else { return quantity };
    let (low, high, quantifier) = apply(bound, &quantity);
    let mut span = quantity.span;
    if start < quantity.tokens.start {
        span = Span::new(tokens[start].span.start, span.end);
    }
    if end > quantity.tokens.end {
        span = Span::new(span.start, tokens[end - 1].span.end);
    }
    Quantity { span, tokens: start..end, low, high, quantifier, ..quantity }
}

/// All quantifiers that stand before the number, from the inner to the outer: where they start, and the strongest.
fn quantifiers_before(
    tokens: &[Token],
    quantifiers: &Quantifiers,
    floor: usize,
    start: usize,
) -> (usize, Option<Bound>) {
    let mut at = start;
    let mut strongest = None;
    while at > floor {
        let backwards = tokens[floor..at].iter().rev().map(|token| &*token.lower);
        let Some((length, bound)) = quantifiers.before.longest(backwards) else { break };
        // "has gone up to 339" tells where it went, not a bound.
        let direction =
            at - length > floor && tokens[at - length].is("up") && is_motion(&tokens[at - length - 1]);
        if direction {
            break;
        }
        strongest = strongest.max(Some(bound));
        // "the toll exceeds 500": the verb bounds the number and stands for itself.
        if length == 1 && is_finite(&tokens[at - 1]) {
            break;
        }
        at -= length;
    }
    (at, strongest)
}

fn is_year(number: &Number) -> bool {
    number.scale == 1.0 && (1900.0..2100.0).contains(&number.value) && number.value.fract() == 0.0
}

fn is_finite(token: &Token) -> bool {
    matches!(token.tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN)
}

fn is_motion(token: &Token) -> bool {
    matches!(
        &*token.lower,
        "gone"
            | "went"
            | "go"
            | "goes"
            | "going"
            | "risen"
            | "rose"
            | "climbed"
            | "shot"
            | "moved"
            | "adds"
            | "added"
    )
}

fn apply(bound: Bound, quantity: &Quantity) -> (Option<f64>, Option<f64>, Quantifier) {
    let (low, high) = (quantity.low, quantity.high);
    match bound {
        Bound::Exact => (low, high, quantity.quantifier),
        Bound::Approximately if quantity.quantifier == Quantifier::Vague => (low, high, Quantifier::Vague),
        Bound::Approximately => (low, high, Quantifier::Approximately),
        Bound::MoreThan => (low, None, Quantifier::MoreThan),
        Bound::LessThan => (None, high, Quantifier::LessThan),
    }
}

/// Joins "more than A" and "less than B" beside each other into one range, from the quantity `first` on.
pub(super) fn join_opposite(tokens: &[Token], found: &mut Vec<Quantity>, first: usize) {
    let mut at = first;
    while at + 1 < found.len() {
        match joined(tokens, &found[at], &found[at + 1]) {
            Some(range) => {
                found[at] = range;
                found.remove(at + 1);
            }
            None => at += 1,
        }
    }
}

fn joined(tokens: &[Token], left: &Quantity, right: &Quantity) -> Option<Quantity> {
    let between = tokens.get(left.tokens.end..right.tokens.start)?;
    let words = between.iter().all(|token| matches!(&*token.lower, "and" | "but" | "," | "yet"));
    let (low, high) = match (left.quantifier, right.quantifier) {
        (Quantifier::MoreThan, Quantifier::LessThan) => (left.low?, right.high?),
        (Quantifier::LessThan, Quantifier::MoreThan) => (right.low?, left.high?),
        _ => return None,
    };
    (words && between.len() < 3 && !between.is_empty() && low < high).then(|| Quantity {
        span: left.span.cover(right.span),
        tokens: left.tokens.start..right.tokens.end,
        low: Some(low),
        high: Some(high),
        quantifier: Quantifier::Range,
        dotted: false,
    })
}
