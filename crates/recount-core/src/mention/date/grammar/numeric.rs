//! Dates in digits: "2014-03-03", "3/3/14", "20161016".

use super::{Grammar, Read, number::pivot};
use crate::mention::date::form::{Partial, System};

impl Grammar<'_> {
    /// "2014-03-03", "3/3/14", "22.04.2014", "2014-03", "12-2015", "2/15".
    pub(super) fn numeric(&self, at: usize) -> Read<Partial> {
        let (first, first_length, "") = self.digits(at)? else { return None };
        if !self.is_joint(at + 1) || self.is_stuck(at) {
            return None;
        }
        let mark = self.lower(at + 1);
        let (second, second_length, "") = self.digits(at + 2)? else { return None };
        let third = match self.digits(at + 4) {
            Some((value, length, "")) if self.is(at + 3, mark) && self.is_joint(at + 3) => {
                Some((value, length))
            }
            _ => None,
        };
        let end = at + if third.is_some() { 5 } else { 3 };
        if self.is_joint(end)
            && self.digits(end + 1).is_some()
            && self.lower(end) == mark
            && third.is_none_or(|(_, length)| length != 4)
        {
            return None;
        }
        let partial = match (first_length, second_length, third) {
            (4, 1 | 2, Some((day, 1 | 2))) => ymd(first, second, day),
            (1 | 2, 1 | 2, Some((year, 4))) => month_first(first, second, Some(year)),
            (1 | 2, 1 | 2, Some((year, 2))) if mark != "." => {
                month_first(first, second, Some(pivot(year) as u32))
            }
            (4, 1 | 2, None) if mark != "." && second != first % 100 + 1 => month_of(first, second),
            (1 | 2, 4, None) if mark != "." => month_of(second, first),
            (1 | 2, 1 | 2, None) if mark == "/" => month_first(first, second, None),
            _ => None,
        }?;
        Some((partial, end)).filter(|(partial, _)| exists(partial))
    }

    /// Whether the same mark and a digit stand before without a space: part of a longer code.
    pub(super) fn is_stuck(&self, at: usize) -> bool {
        at > 1
            && !self.spaced(at)
            && !self.spaced(at - 1)
            && self.lower(at - 1) == self.lower(at + 1)
            && self.digits(at - 2).is_some()
    }

    /// "20161016".
    pub(super) fn compact(&self, at: usize) -> Read<Partial> {
        let (value, 8, "") = self.digits(at)? else { return None };
        let partial = ymd(value / 10_000, value / 100 % 100, value % 100)?;
        Some((partial, at + 1))
            .filter(|(partial, _)| exists(partial) && (1900..=2100).contains(&partial.year.unwrap_or(0)))
    }
}

/// Whether the month has such a day (in some year, where none is stated).
pub(super) fn exists(partial: &Partial) -> bool {
    let Some(day) = partial.day else { return true };
    let Some(month) = partial.month else { return day <= 31 };
    match partial.system {
        System::Gregorian => {
            let year = partial.year.unwrap_or(2000);
            jiff::civil::Date::new(year, month as i8, day as i8).is_ok()
        }
        System::Hijri => day <= 30,
        System::Solar => day <= 31,
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Partial> {
    let partial = month_of(year, month)?;
    (1..=31).contains(&day).then_some(Partial { day: Some(day as u8), ..partial })
}

pub(super) fn month_of(year: u32, month: u32) -> Option<Partial> {
    ((1..=12).contains(&month) && (1000..=2199).contains(&year)).then(|| Partial {
        year: Some(year as i16),
        month: Some(month as u8),
        ..Partial::default()
    })
}

/// American order, or the other where it is the only one possible.
fn month_first(first: u32, second: u32, year: Option<u32>) -> Option<Partial> {
    let (month, day) = if first <= 12 { (first, second) } else { (second, first) };
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    possible.then(|| Partial {
        year: year.map(|year| year as i16),
        month: Some(month as u8),
        day: Some(day as u8),
        ..Partial::default()
    })
}
