//! One number, out of digits and words, and where it ends.

use std::ops::Range;

use super::digits::{Piece, pieces, times};
use crate::{
    lexicon::{Dates, Numbers},
    span::Span,
    text::{Token, TokenKind},
};

/// A number at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) value: f64,
    /// The magnitude it ends in, 1 where it has none: one million for "five million".
    pub(super) scale: f64,
    pub(super) dotted: bool,
}

/// Reads numbers from the tokens of one text.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) numbers: &'t Numbers,
    pub(super) dates: &'t Dates,
}

/// What a word adds to a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Unit(f64),
    Ten(f64),
    Magnitude(f64),
    Digits(f64),
}

/// The number so far: what is closed by a magnitude, and the group that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    closed: f64,
    open: f64,
    /// The smallest magnitude of a thousand or more that closed a group.
    least: f64,
    last: Option<Part>,
}

impl Sum {
    /// The number with this part added; none where the two do not make one number.
    fn with(self, part: Part) -> Option<Sum> {
        use Part::{Digits, Magnitude, Ten, Unit};
        let next = match (self.last, part) {
            (None, Unit(value) | Ten(value) | Digits(value)) => Sum { open: value, ..self },
            (Some(Ten(_)), Unit(value)) if (1.0..10.0).contains(&value) => {
                Sum { open: self.open + value, ..self }
            }
            (Some(Magnitude(size)), Unit(value) | Ten(value) | Digits(value))
                if value > 0.0 && value < size =>
            {
                Sum { open: self.open + value, ..self }
            }
            (_, Magnitude(size)) => self.closed_by(size)?,
            _ => return None,
        };
        Some(Sum { last: Some(part), ..next })
    }

    fn closed_by(self, size: f64) -> Option<Sum> {
        let count = if self.last.is_none() { 1.0 } else { self.open };
        if size < 1000.0 {
            let fits = count > 0.0 && (count < 100.0 || matches!(self.last, Some(Part::Digits(_))))
                || self.open == 0.0;
            return fits.then_some(Sum { open: count.max(1.0) * size, ..self });
        }
        if count == 0.0 {
            return Some(Sum { closed: self.closed * size, least: size, ..self });
        }
        let fits = self.least == 0.0 || size < self.least;
        fits.then_some(Sum { closed: self.closed + times(count, size), open: 0.0, least: size, ..self })
    }

    fn value(self) -> f64 {
        self.closed + self.open
    }

    fn scale(self) -> f64 {
        match self.last {
            Some(Part::Magnitude(size)) => size,
            _ => 1.0,
        }
    }
}

impl<'t> Reader<'t> {
    /// The numbers that start at the token `at`: one, or several where a token of digits holds several.
    pub(super) fn numbers_at(&self, at: usize, end: usize) -> Vec<Number> {
        let Some(token) = self.tokens.get(at).filter(|_| at < end) else { return Vec::new() };
        if token.kind == TokenKind::Number {
            let found = self.pieces(at, end);
            if let [piece] = found[..] {
                return vec![self.compose(at, end, Some(piece)).unwrap_or_else(|| self.alone(at, piece))];
            }
            return found.into_iter().map(|piece| self.alone(at, piece)).collect();
        }
        self.part_of_magnitude(at, end).or_else(|| self.compose(at, end, None)).into_iter().collect()
    }

    /// Whether a number or vague count may start at the token `at`.
    pub(super) fn may_start(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number || self.numbers.may_start(&token.lower))
    }

    pub(super) fn lower(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    fn alone(&self, at: usize, piece: Piece) -> Number {
        let start = self.tokens[at].span.start;
        let span = Span::new(start + piece.start, start + piece.end);
        Number { tokens: at..at + 1, span, value: piece.value, scale: 1.0, dotted: piece.dotted }
    }

    fn pieces(&self, at: usize, end: usize) -> Vec<Piece> {
        const DIMENSIONS: [&str; 13] = [
            "tall", "high", "deep", "long", "wide", "above", "below", "from", "of", "away", "to", "and", "is",
        ];
        let noun = at + 1 < end
            && self.tokens[at + 1].kind == TokenKind::Word
            && !DIMENSIONS.contains(&self.lower(at + 1));
        pieces(self.tokens[at].span.slice(self.text), self.numbers, noun)
    }

    /// "half a million", "a quarter of a million", "half million".
    fn part_of_magnitude(&self, start: usize, end: usize) -> Option<Number> {
        let mut at = start;
        at += usize::from(matches!(self.lower(at), "a" | "one"));
        let part = *self.numbers.fractions.get(self.lower(at))?;
        at += 1;
        at += usize::from(self.lower(at) == "of");
        at += usize::from(matches!(self.lower(at), "a" | "one"));
        let size = *self.numbers.magnitudes.get(self.lower(at)).filter(|_| at < end)?;
        Some(self.number(start..at + 1, part * size, size))
    }

    fn number(&self, tokens: Range<usize>, value: f64, scale: f64) -> Number {
        let span = self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span);
        Number { tokens, span, value, scale, dotted: false }
    }

    /// Adds word to word as long as they make one number.
    fn compose(&self, start: usize, end: usize, digits: Option<Piece>) -> Option<Number> {
        let (mut sum, mut at) = self.first(start, end, digits)?;
        while at < end {
            if self.fraction_at(at, end).is_some() {
                break;
            }
            let joined = usize::from(self.lower(at) == "and" && self.may_join(sum, at, digits.is_some()));
            let Some((next, after)) = self.parts_at(at + joined, end, sum) else { break };
            (sum, at) = (next, after);
        }
        let (value, at) = self.with_half(sum, at, end);
        if digits.is_some() && at == start + 1 {
            return None;
        }
        Some(self.number(start..at, value, sum.scale()))
    }

    /// The first word or digits, with an article where a magnitude follows it.
    fn first(&self, start: usize, end: usize, digits: Option<Piece>) -> Option<(Sum, usize)> {
        if let Some(piece) = digits {
            let (value, at) = if piece.bare {
                self.spaced_groups(start, end, piece.value)
            } else {
                (piece.value, start + 1)
            };
            return Some((Sum::default().with(Part::Digits(value))?, at));
        }
        let article = usize::from(matches!(self.lower(start), "a" | "an"));
        let (sum, at) = self.parts_at(start + article, end, Sum::default())?;
        let pronoun = self.lower(start) == "one" && self.is_pronoun(start);
        let bare = article == 1 && !matches!(sum.last, Some(Part::Magnitude(_)));
        (!pronoun && !bare).then_some((sum, at))
    }

    /// "the one", "this one", "no one", "one another", "one's".
    fn is_pronoun(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        let determined = matches!(
            before,
            "the"
                | "this"
                | "that"
                | "which"
                | "each"
                | "every"
                | "any"
                | "no"
                | "another"
                | "some"
                | "such"
                | "square"
        );
        let noun_follows = self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word)
            && !matches!(
                self.lower(at + 1),
                "'s" | "another"
                    | "you"
                    | "who"
                    | "that"
                    | "is"
                    | "was"
                    | "of"
                    | "to"
                    | "in"
                    | "on"
                    | "and"
                    | "or"
                    | "for"
                    | "by"
                    | "from"
                    | "do"
            );
        determined && !(before == "the" && noun_follows)
            || matches!(self.lower(at + 1), "'s" | "another" | "day") && before != "at"
    }

    /// Groups of three digits set apart by one space: `1 414 021`.
    fn spaced_groups(&self, start: usize, end: usize, first: f64) -> (f64, usize) {
        let after_month = start.checked_sub(1).is_some_and(|before| self.dates.is_month(self.lower(before)));
        let (mut value, mut at) = (first, start + 1);
        if self.tokens[start].span.len() > 3 || first < 1.0 || after_month {
            return (value, at);
        }
        // "61, 000", "57, 286 people": a space slipped in behind the mark.
        if self.lower(at) == "," && at + 1 < end && self.is_slipped_group(start, at + 1) {
            let group: f64 = self.lower(at + 1).parse().unwrap_or(0.0);
            return (value * 1000.0 + group, at + 2);
        }
        while at < end && self.is_spaced_group(at) {
            let word = self.tokens[at].span.slice(self.text);
            let (whole, _) = word.split_at_checked(3).unwrap_or((word, ""));
            value = value * 1000.0 + whole.parse::<f64>().unwrap_or(0.0);
            at += 1;
        }
        (value, at)
    }

    /// Whether three digits behind a comma and a space go on with the number before it: no list goes on behind them, none comes before, and
    /// no part is taken of a whole ("of the 412, 286 were").
    fn is_slipped_group(&self, start: usize, at: usize) -> bool {
        let group = self.lower(at);
        let before = |back: usize| start.checked_sub(back).map_or("", |before| self.lower(before));
        let digits = group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
        let of_list = matches!(before(1), "," | ";" | ":" | "and" | "of") || before(2) == "of";
        let counts = self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word)
            && !matches!(
                self.lower(at + 1),
                "and" | "or" | "to" | "were" | "was" | "are" | "is" | "had" | "have" | "of" | "in" | "on"
            );
        digits && (group == "000" || counts && !of_list)
    }

    fn is_spaced_group(&self, at: usize) -> bool {
        let word = self.tokens[at].span.slice(self.text);
        let gap = &self.text[self.tokens[at - 1].span.end..self.tokens[at].span.start];
        let mut gap = gap.chars();
        let one_space =
            matches!(gap.next(), Some(' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')) && gap.next().is_none();
        one_space && word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether "and" goes on with the number: after words, or a hundred, and not before a count of its own.
    fn may_join(&self, sum: Sum, at: usize, digits: bool) -> bool {
        let Some(Part::Magnitude(size)) = sum.last else { return false };
        let own_count = size < 1000.0
            && self.numbers.magnitudes.contains_key(self.lower(at + 2))
            && self.numbers.magnitudes.get(self.lower(at + 2)).is_some_and(|next| *next <= size);
        let hundreds = self.numbers.units.contains_key(self.lower(at + 1)) && self.lower(at + 2) == "hundred";
        size >= 100.0
            && (!digits || size < 1000.0 || hundreds)
            && !own_count
            && !matches!(self.lower(at + 1), "a" | "an")
    }

    /// The sum with the parts of the token `at` (two where it is hyphenated), and the token after.
    fn parts_at(&self, at: usize, end: usize, sum: Sum) -> Option<(Sum, usize)> {
        if at >= end {
            return None;
        }
        let token = &self.tokens[at];
        if token.kind == TokenKind::Number {
            let after_magnitude = matches!(sum.last, Some(Part::Magnitude(_)));
            let found = if after_magnitude { self.pieces(at, end) } else { Vec::new() };
            let [piece] = found[..] else { return None };
            return sum.with(Part::Digits(piece.value)).map(|sum| (sum, at + 1));
        }
        let capital = token.span.slice(self.text);
        if matches!(capital, "K" | "M" | "G" | "B") && matches!(sum.last, Some(Part::Digits(_))) {
            let size = self.numbers.suffixes.get(&token.lower)?;
            return sum.with(Part::Magnitude(*size)).map(|sum| (sum, at + 1));
        }
        if let Some(after_dash) = self.dash_between(at, end, sum) {
            return self.parts_at(after_dash, end, sum);
        }
        let sum =
            token.lower.split(['-', '—', '–']).try_fold(sum, |sum, word| sum.with(self.part(word, sum)?))?;
        Some((sum, at + 1))
    }

    /// "fifty - two": the token after a lone dash between tens and units.
    fn dash_between(&self, at: usize, end: usize, sum: Sum) -> Option<usize> {
        let dash = matches!(self.lower(at), "-" | "–" | "—");
        let unit =
            self.numbers.units.get(self.lower(at + 1)).is_some_and(|value| (1.0..10.0).contains(value));
        (dash && unit && at + 1 < end && matches!(sum.last, Some(Part::Ten(_)))).then_some(at + 1)
    }

    fn part(&self, word: &str, sum: Sum) -> Option<Part> {
        let numbers = self.numbers;
        let unit = numbers.units.get(word).map(|value| Part::Unit(*value));
        let ten = || numbers.tens.get(word).map(|value| Part::Ten(*value));
        // "12 lakhs", "two millions": a plural behind a number is the magnitude itself.
        let singular = word.strip_suffix('s').filter(|_| sum.last.is_some()).unwrap_or(word);
        let magnitude = || {
            let size = numbers.magnitudes.get(word).or_else(|| numbers.magnitudes.get(singular));
            size.map(|value| Part::Magnitude(*value))
        };
        // "dozens" alone is vague, "three dozens" is 36.
        let plural = word.ends_with('s') && sum.last.is_none();
        let suffix = || match sum.last {
            Some(Part::Digits(_)) if matches!(word, "k" | "mn" | "mil") => {
                numbers.suffixes.get(word).map(|value| Part::Magnitude(*value))
            }
            _ => None,
        };
        unit.or_else(ten).or_else(|| magnitude().filter(|_| !plural)).or_else(suffix)
    }

    /// "one and a half [million]", "a million and a half", "two million and three fifths", "twenty fifths".
    fn with_half(&self, sum: Sum, at: usize, end: usize) -> (f64, usize) {
        let value = sum.value();
        if let Some(part) = self.denominator(at, value == 1.0).filter(|_| at < end) {
            return (value * part, at + 1);
        }
        let Some((part, next)) = self.fraction_at(at, end) else { return (value, at) };
        let Some(size) = self.numbers.magnitudes.get(self.lower(next)).filter(|_| next < end) else {
            return (value + part * sum.scale(), next);
        };
        let value = if sum.scale() > 1.0 { value + part * size } else { (value + part) * size };
        (value, next + 1)
    }

    /// "and a half", "and three quarters": the fraction, and the token after it.
    fn fraction_at(&self, at: usize, end: usize) -> Option<(f64, usize)> {
        let count = match self.lower(at + 1) {
            "a" | "an" => 1.0,
            word => *self.numbers.units.get(word)?,
        };
        let part = self.denominator(at + 2, count == 1.0)?;
        (self.lower(at) == "and" && at + 2 < end).then_some((count * part, at + 3))
    }

    /// What a word makes a part of: "half", "quarters", "fifths"; "third" only behind a one.
    fn denominator(&self, at: usize, one: bool) -> Option<f64> {
        let word = self.lower(at);
        if let Some(part) = self.numbers.fractions.get(word) {
            return Some(*part);
        }
        let plural = word.strip_suffix('s').filter(|singular| !matches!(*singular, "second" | "first"));
        let singular = Some(word).filter(|word| one && !matches!(*word, "second" | "first"));
        let ordinal = plural.or(singular).and_then(|word| self.numbers.ordinals.get(word))?;
        Some(1.0 / ordinal)
    }
}
