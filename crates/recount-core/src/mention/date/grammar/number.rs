//! Numbers inside time expressions: days, years and counts, in digits and words.

use super::{Grammar, Read};
use crate::{lexicon::TimeWord, mention::date::form::Count};

impl Grammar<'_> {
    /// A day of a month: "3", "3rd", "third", "twenty-second".
    pub(super) fn day(&self, at: usize) -> Read<u8> {
        let (value, end) = self.ordinal(at).or_else(|| self.plain_day(at))?;
        (1..=31).contains(&value).then_some((value as u8, end))
    }

    /// A day in digits without "th", or in words.
    fn plain_day(&self, at: usize) -> Read<u32> {
        match self.digits(at) {
            Some((value, 1 | 2, "")) => Some((value, at + 1)),
            Some(_) => None,
            None => self.small_cardinal(at),
        }
    }

    /// "3rd", "third", "twenty-second".
    pub(super) fn ordinal(&self, at: usize) -> Read<u32> {
        if let Some((value, _, "st" | "nd" | "rd" | "th")) = self.digits(at) {
            return Some((value, at + 1));
        }
        if let Some(tens) = self.cardinal_word(at).filter(|value| *value >= 20) {
            let next = at + 1 + usize::from(self.is(at + 1, "-"));
            if let Some(ones) = self.ordinal_word(next).filter(|ones| *ones < 10) {
                return Some((tens + ones, next + 1));
            }
        }
        self.ordinal_word(at).map(|value| (value, at + 1))
    }

    /// One to ninety-nine in words.
    pub(super) fn small_cardinal(&self, at: usize) -> Read<u32> {
        let first = self.cardinal_word(at)?;
        let next = at + 1 + usize::from(self.is(at + 1, "-"));
        match self.cardinal_word(next) {
            Some(ones) if first >= 20 && ones < 10 => Some((first + ones, next + 1)),
            _ => Some((first, at + 1)),
        }
    }

    /// How many: digits, words, "a", "a few", "several", "a couple of".
    pub(super) fn count(&self, at: usize) -> Read<Count> {
        if let Some((value, 1..=4, "")) = self.digits(at) {
            return Some((Count::exactly(value), at + 1)).filter(|_| !self.is(at + 1, ","));
        }
        if self.is(at, "a") || self.is(at, "an") {
            let next = at + 1 + usize::from(self.is(at + 1, "mere"));
            return match self.vague_count(next) {
                Some(count) => Some((count, next + 1 + usize::from(self.is(next + 1, "of")))),
                None if self.is(next, "hundred") => Some((Count::exactly(100), next + 1)),
                None => self.count(next).filter(|_| next > at + 1).or(Some((Count::exactly(1), next))),
            };
        }
        if let Some(count) = self.vague_count(at) {
            return Some((count, at + 1 + usize::from(self.is(at + 1, "of"))));
        }
        let (value, next) = self.small_cardinal(at)?;
        if self.is(next, "hundred") {
            return Some((Count::exactly(value * 100), next + 1));
        }
        Some((Count::exactly(value), next))
    }

    fn vague_count(&self, at: usize) -> Option<Count> {
        self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::VagueCount(value) => {
                Some(Count { value: u32::from(*value), vague: !self.is(at, "couple") })
            }
            _ => None,
        })
    }

    /// A year: four digits, "'99", "480 BC", "AD 14", "nineteen eighty-six". Astronomical.
    pub(super) fn year(&self, at: usize) -> Read<i16> {
        if self.is_after_christ(at) {
            return match self.digits(at + 1) {
                Some((value, 1..=4, "")) => Some((value as i16, at + 2)),
                _ => None,
            };
        }
        if let Some(found) = self.year_before_christ(at) {
            return Some(found);
        }
        match self.digits(at) {
            Some((value, 1..=4, "")) if self.is_after_christ(at + 1) => Some((value as i16, at + 2)),
            Some((value @ 1000..=2199, 4, "")) => Some((value as i16, at + 1)),
            Some(_) => None,
            None => self.short_year(at).or_else(|| self.year_in_words(at)),
        }
    }

    fn year_before_christ(&self, at: usize) -> Read<i16> {
        let (value, length, suffix) = self.digits(at)?;
        let before = |at: usize| self.has(at, |sense| sense == TimeWord::BeforeChrist);
        let stuck = suffix == "bc" || suffix == "bce";
        ((1..=4).contains(&length) && (before(at + 1) && suffix.is_empty() || stuck))
            .then(|| (1 - value as i16, at + if stuck { 1 } else { 2 }))
    }

    fn is_after_christ(&self, at: usize) -> bool {
        self.has(at, |sense| sense == TimeWord::AfterChrist)
            && self.atoms.get(at).is_some_and(|atom| atom.capital || atom.lower.contains('.'))
    }

    /// "'99", of the century that its text most likely means.
    fn short_year(&self, at: usize) -> Read<i16> {
        if !self.is_one_of(at, &["'", "’", "‘"]) || self.spaced(at + 1) {
            return None;
        }
        match self.digits(at + 1) {
            Some((value, 2, "")) => Some((pivot(value), at + 2)),
            _ => None,
        }
    }

    /// "Nineteen eighty-six", "nineteen hundred ninety-three", "two thousand and fifteen".
    fn year_in_words(&self, at: usize) -> Read<i16> {
        let (first, next) = self.small_cardinal(at)?;
        if first == 2 && self.is(next, "thousand") {
            let behind = next + 1 + usize::from(self.is(next + 1, "and"));
            let (rest, end) = self.small_cardinal(behind).unwrap_or((0, next + 1));
            return Some((2000 + rest as i16, end));
        }
        if !(10..=20).contains(&first) {
            return None;
        }
        let next = next + usize::from(self.is(next, "hundred"));
        let (rest, end) = self.small_cardinal(next)?;
        (rest >= 10).then(|| ((first * 100 + rest) as i16, end))
    }

    /// The digits at the start of a piece: value, how many, and what is stuck behind them.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize, &str)> {
        let digits = self.atoms.get(at)?.number.as_ref()?;
        Some((digits.value, digits.length, digits.suffix.as_str()))
    }

    fn cardinal_word(&self, at: usize) -> Option<u32> {
        self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Cardinal(value) => Some(u32::from(*value)),
            _ => None,
        })
    }

    fn ordinal_word(&self, at: usize) -> Option<u32> {
        self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Ordinal(value) => Some(u32::from(*value)),
            _ => None,
        })
    }
}

/// The year that two digits stand for: up to 29 in this century, else in the last.
pub(super) const fn pivot(two: u32) -> i16 {
    if two < 30 { 2000 + two as i16 } else { 1900 + (two % 100) as i16 }
}
