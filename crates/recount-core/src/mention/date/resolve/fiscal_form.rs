//! The days of a budget year, where it is known when the country's starts.

use jiff::civil::Date;

use super::{Resolver, steps};
use crate::{
    edtf::{Edtf, Precision},
    lexicon::{CalledBy, FiscalYear, Which},
    mention::date::{
        calendar,
        form::{BudgetYear, Partial},
    },
};

impl Resolver<'_> {
    /// The whole year, or a quarter or half of it by EDTF's code. Where no country tells when it starts, a pair of years is
    /// what it says, and one year is about that year.
    pub(super) fn fiscal(&mut self, year: &BudgetYear, part: Option<u8>) -> Option<Edtf> {
        let first = match (*year, self.place.fiscal) {
            (BudgetYear::Ending(last), _) => self.day_after_a_year_before(&last)?,
            (BudgetYear::Named { first, both }, Some(known)) => match called_by(known, both) {
                Some(CalledBy::Start) => start(known, first)?,
                Some(CalledBy::End) => start(known, first.checked_sub(1)?)?,
                None => return about(first, both).filter(|_| part.is_none()),
            },
            (BudgetYear::Named { first, both }, None) => {
                return about(first, both).filter(|_| part.is_none());
            }
            (BudgetYear::Which(which), Some(known)) => self.pointed(which, known)?,
            (BudgetYear::Which(_), None) => return None,
        };
        let (from, months) = months_of(part)?;
        let first = calendar::add_months(first, from)?;
        Some(calendar::stretch(first, calendar::add_days(calendar::add_months(first, months)?, -1)?))
    }

    /// The first day of the year that ends on this one.
    fn day_after_a_year_before(&mut self, last: &Partial) -> Option<Date> {
        let last = self.calendar(last)?.day()?;
        calendar::add_months(calendar::add_days(last, 1)?, -12)
    }

    /// The first day of the year that holds the day of speaking, or of one beside it.
    fn pointed(&mut self, which: Which, known: FiscalYear) -> Option<Date> {
        let day = self.speaking()?;
        let begun = start(known, day.year())?;
        let held = if begun <= day { begun } else { start(known, day.year().checked_sub(1)?)? };
        calendar::add_months(held, steps(which) * 12)
    }
}

/// A pair of years names the one in which it starts first.
fn called_by(known: FiscalYear, both: bool) -> Option<CalledBy> {
    if both { Some(CalledBy::Start) } else { known.by }
}

fn start(known: FiscalYear, year: i16) -> Option<Date> {
    let (month, day) = known.starts;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn about(first: i16, both: bool) -> Option<Edtf> {
    if both {
        return Some(Edtf::between(Precision::Year(first), Precision::Year(first.checked_add(1)?)));
    }
    Some(super::approximately(Precision::Year(first).into()))
}

/// From which month on, and how many: of a year, a half or a quarter.
fn months_of(part: Option<u8>) -> Option<(i64, i64)> {
    match part {
        None => Some((0, 12)),
        Some(quarter @ 33..=36) => Some((i64::from(quarter - 33) * 3, 3)),
        Some(half @ 40..=41) => Some((i64::from(half - 40) * 6, 6)),
        Some(_) => None,
    }
}
