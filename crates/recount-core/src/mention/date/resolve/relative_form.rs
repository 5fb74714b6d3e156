//! Named times and offsets seen from an anchor: "last Monday", "next March", "three days later", "2 Fridays ago".

use jiff::civil::Date;

use super::{
    Anchor, Resolver,
    calendar_form::{days_ahead, in_year},
    from_story, steps,
    unit_form::{unit_at, units_on},
};
use crate::{
    edtf::{Edtf, Point, Precision},
    lexicon::{DateUnit as Unit, Which},
    mention::date::{
        calendar,
        form::{Base, Count, Partial},
        tense::Tense,
    },
};

impl Resolver<'_> {
    /// "Last Monday", "next March", "this summer", "the previous April".
    pub(super) fn which_named(&mut self, which: Which, named: &Partial) -> Option<Edtf> {
        let base = if from_story(which) || self.anchors.story {
            self.story()?
        } else {
            Precision::Day(self.speaking()?)
        };
        match named.weekday {
            Some(weekday) if named.month.is_none() => {
                let Precision::Day(day) = base else { return None };
                self.which_weekday(which, weekday, day)
            }
            _ => which_in_year(which, named, base),
        }
    }

    fn which_weekday(&self, which: Which, weekday: u8, base: Date) -> Option<Edtf> {
        let ahead = days_ahead(base, weekday);
        let of_week = |weeks: i64| {
            let (monday, _) = calendar::week(base, weeks)?;
            calendar::add_days(monday, i64::from(weekday) - 1)
        };
        let day = match which {
            Which::Last => of_week(-1),
            Which::Next => of_week(1).filter(|_| weekday != calendar::weekday(base) || ahead == 0),
            Which::Past | Which::Previous => {
                calendar::add_days(base, if ahead == 0 { -7 } else { ahead - 7 })
            }
            Which::Following => calendar::add_days(base, if ahead == 0 { 7 } else { ahead }),
            Which::This if self.place.tense == Tense::Past => of_week(0),
            Which::This => calendar::add_days(base, ahead),
            Which::Same | Which::That | Which::The => calendar::add_days(base, ahead),
        }?;
        Some(day.into())
    }

    /// "Three days ago", "two years later", "a week after Easter".
    pub(super) fn offset(&mut self, counts: &[(Count, Unit)], later: bool, from: &Base) -> Option<Edtf> {
        if from.is_unknown() && !is_next_day(counts) || counts.iter().any(|(count, _)| count.vague) {
            return None;
        }
        let (base, exact) = match from {
            Base::Speaking => (Precision::Day(self.speaking()?), false),
            Base::Story => (self.story()?, false),
            // What happened is dated where it was told, not by the day of publication.
            Base::Event => (self.story().filter(|_| self.used == Anchor::Story)?, false),
            Base::Named(phrase) => {
                let value = self.phrase(phrase)?;
                let side = if later { value.last_day()? } else { value.first_day()? };
                match value {
                    Edtf::Point(Point {
                        precision: precision @ (Precision::Year(_) | Precision::Month(..)),
                        ..
                    }) => (precision, false),
                    _ => (Precision::Day(side), true),
                }
            }
        };
        let sign = if later { 1 } else { -1 };
        let [(count, unit)] = counts else { return several(base, counts, sign) };
        let number = i64::from(count.value) * sign;
        if exact {
            let Precision::Day(day) = base else { return None };
            return units_on(day, *unit, number).map(Edtf::from);
        }
        single(base, *unit, number)
    }

    /// The nth such weekday after or before the anchor.
    pub(super) fn weekdays(&mut self, weekday: u8, count: i16) -> Option<Edtf> {
        let day = self.speaking()?;
        let ahead = days_ahead(day, weekday);
        let first = if count > 0 {
            if ahead == 0 { 7 } else { ahead }
        } else if ahead == 0 {
            -7
        } else {
            ahead - 7
        };
        let weeks = i64::from(count) - i64::from(count.signum());
        calendar::add_days(day, first + 7 * weeks).map(Edtf::from)
    }
}

/// "Last March", "this summer", "next 6 April": the one that ends before, holds or follows the base.
fn which_in_year(which: Which, named: &Partial, base: Precision) -> Option<Edtf> {
    let (first, last) = (base.first_day()?, base.last_day()?);
    let mut around =
        [-1i16, 0, 1, 2].into_iter().filter_map(|step| in_year(named, first.year().checked_add(step)?));
    match steps(which) {
        -1 => around.rfind(|value| value.last_day().is_some_and(|day| day < first)),
        1 => around.find(|value| value.first_day().is_some_and(|day| day > last)),
        _ => in_year(named, first.year()),
    }
}

/// One count of units from the base, as exact as the unit: years from a day give a year.
fn single(base: Precision, unit: Unit, number: i64) -> Option<Edtf> {
    match (unit, base) {
        (Unit::Year | Unit::Decade | Unit::Century, _) => {
            let years = number
                * match unit {
                    Unit::Decade => 10,
                    Unit::Century => 100,
                    _ => 1,
                };
            unit_at(base, Unit::Year, years)
        }
        (Unit::Month, _) => unit_at(base, Unit::Month, number),
        (Unit::Hour | Unit::Minute | Unit::Second, Precision::Day(day)) if number.abs() < 24 => {
            Some(day.into())
        }
        (_, Precision::Day(day)) => units_on(day, unit, number).map(Edtf::from),
        _ => None,
    }
}

/// Several counts together: "2 years 1 month 21 days later".
fn several(base: Precision, counts: &[(Count, Unit)], sign: i64) -> Option<Edtf> {
    let Precision::Day(day) = base else { return None };
    let day = counts
        .iter()
        .try_fold(day, |day, (count, unit)| units_on(day, *unit, i64::from(count.value) * sign))?;
    Some(day.into())
}

/// "The day after the quake": of what was told just before.
fn is_next_day(counts: &[(Count, Unit)]) -> bool {
    matches!(counts, [(Count { value: 1, vague: false }, Unit::Day)])
}
