//! Ordinals: "11th", "twenty-fifth", "two hundredth".

use std::ops::Range;

use super::{Quantifier, Quantity, number::Reader};
use crate::text::TokenKind;

/// Reads what starts at the token `at` of a sentence, `words_end` being where its ordinals in words end; returns the token to go on
/// from.
pub(super) fn read_at(
    reader: &Reader<'_>,
    end: usize,
    words_end: usize,
    at: usize,
    found: &mut Vec<Quantity>,
) -> usize {
    let in_words = || if at < words_end { in_words(reader, end, at) } else { None };
    let Some((value, last)) = in_digits(reader, at).or_else(in_words) else {
        return at + 1;
    };
    found.push(Quantity {
        span: reader.tokens[at].span.cover(reader.tokens[last].span),
        tokens: at..last + 1,
        low: Some(value),
        high: Some(value),
        quantifier: Quantifier::Exact,
        dotted: false,
    });
    last + 1
}

/// Where the last ordinal in words of these tokens ends; their start where they have none.
pub(super) fn words_end(reader: &Reader<'_>, tokens: &Range<usize>) -> usize {
    let last = tokens.clone().rev().find(|at| word(reader, reader.lower(*at)).is_some());
    last.map_or(tokens.start, |last| last + 1)
}

fn in_digits(reader: &Reader<'_>, at: usize) -> Option<(f64, usize)> {
    let token = reader.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let digits = ENDINGS.iter().find_map(|suffix| token.lower.strip_suffix(suffix))?;
    let value = digits.replace(',', "").parse().ok()?;
    Some((value, at))
}

/// A cardinal that ends in an ordinal word: the words before it compose, the last adds or multiplies.
fn in_words(reader: &Reader<'_>, end: usize, at: usize) -> Option<(f64, usize)> {
    let lower = reader.lower(at);
    if let Some(value) = word(reader, lower) {
        return Some((value, at));
    }
    if !reader.may_start(at) {
        return None;
    }
    let number = reader.numbers_at(at, end).into_iter().next()?;
    let next = number.tokens.end;
    let last = word(reader, reader.lower(next)).filter(|_| next < end)?;
    let article = matches!(lower, "a" | "an");
    if last >= 100.0 {
        return Some((number.value * last, next)).filter(|_| !article || number.tokens.len() > 1);
    }
    let fits = number.value >= 20.0
        && last < 20.0
        && (number.value % 100.0 == 0.0 || last < 10.0 && number.value % 10.0 == 0.0);
    fits.then_some((number.value + last, next))
}

/// What ordinals end in.
const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// No word of a ten and an ordinal is shorter: "tenfirst".
const SHORTEST_JOINED: usize = 8;

/// "third", "twenty-fifth", "twentyfifth".
fn word(reader: &Reader<'_>, lower: &str) -> Option<f64> {
    let ordinals = &reader.numbers.ordinals;
    if !ENDINGS.iter().any(|ending| lower.ends_with(ending)) {
        return None;
    }
    if let Some(value) = ordinals.get(lower) {
        return Some(*value);
    }
    if lower.len() < SHORTEST_JOINED {
        return None;
    }
    reader.numbers.tens.iter().find_map(|(ten, tens)| {
        let unit = lower.strip_prefix(ten)?;
        let unit = unit.trim_start_matches(['-', '—', '–']);
        ordinals.get(unit).filter(|value| **value < 10.0).map(|value| tens + value)
    })
}

#[cfg(test)]
mod tests {
    use crate::{lexicon::Lexicon, mention::quantity::read_ordinals, text::Prose};

    fn check(text: &str, expected: &[(&str, f64)]) {
        let lexicon = Lexicon::builtin();
        let found = read_ordinals(text, &Prose::read(text, &lexicon), &lexicon);
        let found: Vec<_> = found.iter().map(|o| (o.span.slice(text), o.low.unwrap_or(0.0))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn digits_and_words() {
        check("the 11th of twenty", &[("11th", 11.0)]);
        check(
            "his twenty-fifth and one hundred twenty fifth",
            &[("twenty-fifth", 25.0), ("one hundred twenty fifth", 125.0)],
        );
        check("the two hundredth", &[("two hundredth", 200.0)]);
    }
}
