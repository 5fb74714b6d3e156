//! Numbers that count nothing here: dates, money, ages, distances, durations, percentages, names with a number.

use super::{Unit, head::unit_of, scene::Scene};
use crate::{
    mention::{Quantifier, Quantity},
    text::TokenKind,
};

/// Why a quantity is no count of people, households, dwellings or incidents, whatever follows it.
pub(super) fn excluded(scene: &Scene<'_>, quantity: &Quantity) -> Option<&'static str> {
    let whole = |value: Option<f64>| value.is_none_or(|value| value.fract() == 0.0 || quantity.dotted);
    if !(whole(quantity.low) && whole(quantity.high)) {
        return Some("fraction");
    }
    if quantity.low == Some(0.0) && quantity.high == Some(0.0) {
        return Some("zero");
    }
    if is_date(scene, quantity) {
        return Some("date");
    }
    if is_amount(scene, quantity) {
        return Some("amount");
    }
    if is_age(scene, quantity) {
        return Some("age");
    }
    if is_name(scene, quantity) {
        return Some("name");
    }
    if is_nation(scene, quantity) {
        return Some("population");
    }
    is_year(scene, quantity).then_some("year")
}

fn is_date(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    // "the week of June 21-28"
    let month = quantity.tokens.start.checked_sub(1).is_some_and(|before| {
        scene.is_capitalised(before) && scene.lexicon.dates.is_month(scene.lower(before))
    });
    if month && quantity.high.is_some_and(|value| value <= 31.0) {
        return true;
    }
    is_packed_day(quantity.span.slice(scene.text))
        || scene.is_time(quantity.tokens.end - 1) && scene.is_time(value_token(scene, quantity))
}

/// "20251027": a day as files and machines write it.
fn is_packed_day(words: &str) -> bool {
    let digits = words.len() == 8 && words.bytes().all(|byte| byte.is_ascii_digit());
    let part = |from: usize, to: usize| words.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let day = || {
        let (month, day) = (i8::try_from(part(4, 6)?).ok()?, i8::try_from(part(6, 8)?).ok()?);
        jiff::civil::Date::new(part(0, 4)?, month, day).ok()
    };
    digits && day().is_some_and(|day| (1900..2100).contains(&day.year()))
}

/// The last token of the number itself.
fn value_token(scene: &Scene<'_>, quantity: &Quantity) -> usize {
    let number = |at: &usize| scene.token(*at).is_some_and(|token| token.kind == TokenKind::Number);
    quantity.tokens.clone().rev().find(number).unwrap_or(quantity.tokens.end - 1)
}

/// Money before, or a measure behind: "$300", "300 km", "300 per cent", "14-year-old".
fn is_amount(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let units = &scene.lexicon.units;
    let first_number = first_number(scene, quantity);
    let before = first_number.checked_sub(1).map_or("", |at| scene.lower(at));
    let mut next = quantity.tokens.end;
    next += usize::from(matches!(scene.lower(next), "-" | "–" | "more"));
    let after = [scene.lower(next), scene.lemma(next)];
    // A capital hides what a word is: the lemma of "Euros" is no "euro".
    let named = after[0].strip_suffix('s').filter(|_| scene.is_capitalised(next));
    let squeezed = scene.token(value_token(scene, quantity)).is_some_and(|token| {
        token.span.end < scene.text.len() && scene.text[token.span.end..].starts_with(['%', '°'])
    });
    let per_cent = after[0] == "per" && scene.lower(next + 1) == "cent";
    let half = after[0] == "and" && scene.lower(next + 1) == "a" && scene.lower(next + 2) == "half";
    let compound = scene.lower(quantity.tokens.end) == "-"
        && after[0].split('-').next().is_some_and(|first| units.measures_of.contains(first));
    squeezed
        || compound
        || per_cent
        || half
        || units.currency.contains(before)
        || after.into_iter().chain(named).any(|word| units.measures_of.contains(word))
}

/// "children under five", "women over 60", "boys between 12 and 17": a small bound right behind those it describes.
fn is_age(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let start = quantity.tokens.start;
    let bounded =
        matches!(scene.lower(start), "under" | "over" | "below" | "above" | "between" | "younger" | "older");
    let described = start.checked_sub(1).is_some_and(|noun| {
        let aged = matches!(scene.lower(noun), "aged" | "those" | "anyone" | "everyone");
        aged || scene.tag(noun).is_noun() && unit_of(scene, noun) == Some(Unit::Person)
    });
    bounded && described && is_small(quantity) && !scene.tag(quantity.tokens.end).is_noun()
}

fn first_number(scene: &Scene<'_>, quantity: &Quantity) -> usize {
    let number = |at: &usize| scene.token(*at).is_some_and(|token| token.kind == TokenKind::Number);
    quantity.tokens.clone().find(number).unwrap_or(quantity.tokens.start)
}

/// "Article 14", "magnitude 6.5", "aged 12", "(12)", "12:30", "3-2".
fn is_name(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    if quantity.quantifier != Quantifier::Exact && quantity.quantifier != Quantifier::Range {
        return false;
    }
    let start = quantity.tokens.start;
    let before = start.checked_sub(1).map_or("", |at| scene.lower(at));
    let lemma = start.checked_sub(1).map_or("", |at| scene.lemma(at));
    let numbered =
        scene.lexicon.units.numbered.contains(before) || scene.lexicon.units.numbered.contains(lemma);
    let glued = |at: usize, text: &str| scene.token(at).is_some_and(|token| token.lower.starts_with(text));
    let token = scene.token(quantity.tokens.end - 1);
    let clock = token.is_some_and(|token| token.lower.contains([':', '/']));
    let stuck = start.checked_sub(1).and_then(|at| scene.token(at)).zip(scene.token(start)).is_some_and(
        |(left, right)| {
            left.span.end == right.span.start
                && matches!(&*left.lower, "-" | "/" | "#" | "+" | ":" | ".")
                && start >= 2
                && scene.token(start - 2).is_some_and(|far| far.span.end == left.span.start)
        },
    );
    // "[5]" is the mark of a note.
    let note = before == "[" && scene.lower(quantity.tokens.end) == "]";
    let age = before == "," && matches!(scene.lower(quantity.tokens.end), ",") && is_small(quantity);
    numbered && !glued(start, "a") || clock || stuck || age || note
}

fn is_small(quantity: &Quantity) -> bool {
    quantity.high.or(quantity.low).is_some_and(|value| value < 120.0)
}

/// "the country's 220 million residents", "a population of 40 million".
fn is_nation(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let start = quantity.tokens.start;
    let before = |back: usize| start.checked_sub(back).map_or("", |at| scene.lower(at));
    let owned = matches!(before(1), "'s" | "'")
        && matches!(
            scene.lemma(quantity.tokens.end),
            "resident" | "people" | "inhabitant" | "citizen" | "population"
        );
    let population = before(1) == "of" && matches!(before(2), "population" | "nation" | "country");
    quantity.high.or(quantity.low).is_some_and(|value| value >= 1e6) && (owned || population)
}

/// A bare number of four digits from 1900 to 2099 without a noun behind it.
fn is_year(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let is_range = quantity.quantifier == Quantifier::Range;
    let Some(value) = quantity.low.filter(|low| is_range || Some(*low) == quantity.high) else {
        return false;
    };
    let bare = scene.token(quantity.tokens.end - 1).is_some_and(|token| token.lower.len() == 4);
    let before = quantity.tokens.start.checked_sub(1).map_or("", |at| scene.lower(at));
    let introduced = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "of"
            | "from"
            | "early"
            | "late"
            | "mid"
            | "during"
            | "before"
            | "after"
            | "the"
            | "and"
            | "for"
            | ","
    );
    let noun_follows = scene.tag(quantity.tokens.end).is_noun();
    bare && (1900.0..2100.0).contains(&value) && (introduced || is_range || !noun_follows)
}
