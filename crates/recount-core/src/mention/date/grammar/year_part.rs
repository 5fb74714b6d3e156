//! Years and parts of them: "2014", "the year 2014", "summer of 2014", "Q1 2014", "week 31".

use super::{Grammar, Read, longest, number::pivot};
use crate::{
    lexicon::{DateUnit as Unit, TimeWord},
    mention::date::form::Partial,
};

impl Grammar<'_> {
    /// "Summer 2007", "winter of 1791", "the first quarter of 2019", "Q1 2019", "2019 H2", "third quarter".
    pub(super) fn part_of_year(&self, at: usize) -> Read<Partial> {
        let behind = self.part_name(at).map(|(part, next)| {
            let partial = Partial { part: Some(part), ..Partial::default() };
            let joined = next + usize::from(self.is_joint(next) || self.is_one_of(next, &[",", "of", "in"]));
            match self.year(joined).filter(|(_, end)| !self.counts_things(joined, *end)) {
                Some((year, end)) => (Partial { year: Some(year), ..partial }, end),
                None => (partial, next),
            }
        });
        let before = self.year(at).or_else(|| self.two_digits(at)).and_then(|(year, next)| {
            let next = next + usize::from(self.is_joint(next));
            let (part, end) = self.part_name(next)?;
            Some((Partial { year: Some(year), part: Some(part), ..Partial::default() }, end))
        });
        longest([behind, before])
    }

    pub(super) fn two_digits(&self, at: usize) -> Read<i16> {
        match self.digits(at) {
            Some((value, 2, "")) if self.is(at + 1, "q") && !self.spaced(at + 1) => {
                Some((pivot(value), at + 1))
            }
            _ => None,
        }
    }

    /// A season, "Q1", "H2", "third quarter": EDTF's code.
    pub(super) fn part_name(&self, at: usize) -> Read<u8> {
        let article = at + usize::from(self.is(at, "the"));
        if let Some(season) = self.senses(article).iter().find_map(|sense| match sense {
            TimeWord::Season(season) => Some(*season),
            _ => None,
        }) {
            return Some((season, article + 1));
        }
        match (self.lower(at), self.digits(at + 1)) {
            ("q", Some((number @ 1..=4, 1, ""))) if !self.spaced(at + 1) => {
                return Some((32 + number as u8, at + 2));
            }
            ("h", Some((number @ 1..=2, 1, ""))) if !self.spaced(at + 1) => {
                return Some((39 + number as u8, at + 2));
            }
            _ => {}
        }
        let (number, next) = self.ordinal(article).or_else(|| {
            let word = self.lower(article);
            matches!(word, "last" | "final" | "latter")
                .then(|| (if self.unit(article + 1).is_some() { 4 } else { 2 }, article + 1))
        })?;
        if self.unit(next) == Some(Unit::Quarter)
            && !self.is_plural(next)
            && number <= 4
            && !self.is(article, "last")
        {
            return Some((32 + number as u8, next + 1));
        }
        let half =
            self.is(next, "half") && self.is(next + 1, "of") && number <= 2 && self.year(next + 2).is_some();
        half.then(|| (39 + number as u8, next + 1))
    }

    /// "Week 31", "week 3 of 2027".
    pub(super) fn week(&self, at: usize) -> Read<Partial> {
        let next = at + usize::from(self.is(at, "the"));
        if self.unit(next) != Some(Unit::Week) || self.is_plural(next) {
            return None;
        }
        let (week @ 1..=53, 1 | 2, "") = self.digits(next + 1)? else { return None };
        let partial = Partial { week: Some(week as u8), ..Partial::default() };
        match self.year(next + 3).filter(|_| self.is(next + 2, "of")) {
            Some((year, end)) => Some((Partial { year: Some(year), ..partial }, end)),
            None => Some((partial, next + 2)),
        }
    }

    /// "2014", "the year 2014", "480 BC".
    pub(super) fn year_alone(&self, at: usize) -> Read<Partial> {
        let article = at + usize::from(self.is(at, "the"));
        let word = article + usize::from(self.is(article, "calendar"));
        let named = self.unit(word) == Some(Unit::Year);
        if named {
            let next = word + 1 + usize::from(self.is(word + 1, "of"));
            let (year, end) = self.year(next)?;
            return Some((Partial { year: Some(year), ..Partial::default() }, end));
        }
        if self.is(at, "cy") {
            let (year, end) = self.year(at + 1)?;
            return Some((Partial { year: Some(year), ..Partial::default() }, end));
        }
        let (year, end) = self.year(at)?;
        Some((Partial { year: Some(year), ..Partial::default() }, end))
    }
}
