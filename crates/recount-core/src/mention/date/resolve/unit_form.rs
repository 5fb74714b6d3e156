//! Units seen from an anchor: "last week", "the past two weeks", "the first week of October", "July of that year".

use jiff::civil::Date;

use super::{
    Anchor, Resolver,
    calendar_form::{days_ahead, in_year},
    from_story, steps,
};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    lexicon::{DateUnit as Unit, Which},
    mention::date::{
        calendar,
        form::{Count, Nth, Partial},
        tense::Tense,
    },
};

impl Resolver<'_> {
    /// "Last week", "the past two weeks".
    pub(super) fn which(&mut self, which: Which, count: Option<Count>, unit: Unit) -> Option<Edtf> {
        let base = self.base_of(which)?;
        match count {
            Some(count) => self.stretch_of_units(which, count, unit, base),
            None if which == Which::Past && unit != Unit::Quarter && unit != Unit::Weekend => {
                self.stretch_of_units(which, Count::exactly(1), unit, base)
            }
            // Told as past on a weekday, "the weekend" is the one just over.
            None if unit == Unit::Weekend && which == Which::This && self.place.tense == Tense::Past => {
                let ahead = |value: Edtf| value.first_day() > base.first_day();
                let back = |value: Edtf| if ahead(value) { unit_at(base, unit, -1) } else { Some(value) };
                unit_at(base, unit, 0).and_then(back)
            }
            None => unit_at(base, unit, steps(which)),
        }
    }

    /// From where a pointer counts.
    fn base_of(&mut self, which: Which) -> Option<Precision> {
        if which == Which::The {
            let here = self.told.filter(|told| self.anchors.story || told.sentence == self.place.sentence);
            if let Some(told) = here {
                self.used = Anchor::Story;
                return Some(told.precision);
            }
            return self.speaking().map(Precision::Day);
        }
        if from_story(which) || self.anchors.story {
            return self.story();
        }
        self.speaking().map(Precision::Day)
    }

    /// The past or next so many units, up to or from the anchor.
    fn stretch_of_units(&self, which: Which, count: Count, unit: Unit, base: Precision) -> Option<Edtf> {
        let past = steps(which) < 0;
        let number = i64::from(count.value);
        if unit >= Unit::Decade {
            let years = number * if unit == Unit::Decade { 10 } else { 100 };
            let year = base.first_day()?.year();
            let other = i16::try_from(i64::from(year) + if past { -years } else { years }).ok()?;
            let (first, last) = if past { (other, year) } else { (year, other) };
            return (!count.vague).then(|| Edtf::between(Precision::Year(first), Precision::Year(last)));
        }
        let Precision::Day(day) = base else { return None };
        let at = |day: Date| End::At(Point::from(Precision::Day(day)));
        if count.vague {
            // How far it reaches is not said: there is an end, but it is unknown.
            return Some(if past {
                Edtf::Interval(End::Unknown, at(day))
            } else {
                Edtf::Interval(at(day), End::Unknown)
            });
        }
        if unit == Unit::Quarter {
            return quarters(day, if past { -number } else { number });
        }
        let far = units_on(day, unit, if past { -number } else { number })?;
        Some(if past {
            calendar::stretch(far, day)
        } else {
            calendar::stretch(calendar::add_days(day, 1)?.min(far), far)
        })
    }

    /// A named one inside another stretch: a month of a year, a day of a month, a weekday of a week.
    pub(super) fn within(&self, inner: &Partial, outer: Edtf) -> Option<Edtf> {
        let first = outer.first_day()?;
        match outer {
            Edtf::Point(Point { precision: Precision::Year(year), .. }) => in_year(inner, year),
            Edtf::Point(Point { precision: Precision::Month(year, month), .. }) => {
                let day = inner.day?;
                in_year(&Partial { month: Some(month), day: Some(day), ..Partial::default() }, year)
            }
            _ => {
                let day = calendar::add_days(first, days_ahead(first, inner.weekday?))?;
                (day <= outer.last_day()?).then(|| day.into())
            }
        }
    }

    /// "The first week of October", "the last Monday of March", "the second half of the year".
    pub(super) fn nth(&self, index: i16, count: i16, what: Nth, outer: Edtf) -> Option<Edtf> {
        let (first, last) = (outer.first_day()?, outer.last_day()?);
        let year = match outer {
            Edtf::Point(Point { precision: Precision::Year(year), .. }) => Some(year),
            _ => None,
        };
        match what {
            Nth::Half => half(first, last, year, index),
            Nth::Weekday(weekday) => {
                let weeks = i64::from(index) - i64::from(index > 0);
                let from = if index > 0 {
                    let start = if outer.day().is_some() { calendar::add_days(first, 1)? } else { first };
                    calendar::add_days(start, days_ahead(start, weekday))?
                } else {
                    calendar::add_days(
                        last,
                        days_ahead(last, weekday) - if days_ahead(last, weekday) == 0 { 0 } else { 7 } + 7,
                    )?
                };
                let day = calendar::add_days(from, weeks.checked_mul(7)?)?;
                (outer.day().is_some() || (first..=last).contains(&day)).then(|| day.into())
            }
            Nth::Unit(unit) => nth_units(first, last, year, index, count, unit),
        }
    }

    /// "In two days", "within a week" of what is to come; other durations have no place in the calendar.
    pub(super) fn duration(&mut self, count: Count, unit: Unit) -> Option<Edtf> {
        let ahead = self.place.inside && !self.anchors.story && !count.vague;
        let future =
            self.place.tense == Tense::Future || self.anchors.notice && self.place.tense == Tense::Unknown;
        if !ahead || !future || unit < Unit::Day {
            return None;
        }
        let day = self.speaking()?;
        units_on(day, unit, i64::from(count.value)).map(Edtf::from)
    }
}

/// The day so many units on.
pub(super) fn units_on(day: Date, unit: Unit, number: i64) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute => Some(day),
        Unit::Hour => calendar::add_days(day, number / 24),
        Unit::Night | Unit::Day => calendar::add_days(day, number),
        Unit::Weekend | Unit::Week => calendar::add_days(day, number.checked_mul(7)?),
        Unit::Fortnight => calendar::add_days(day, number.checked_mul(14)?),
        Unit::Month => calendar::add_months(day, number),
        Unit::Quarter => calendar::add_months(day, number.checked_mul(3)?),
        Unit::Year => calendar::add_months(day, number.checked_mul(12)?),
        Unit::Decade => calendar::add_months(day, number.checked_mul(120)?),
        Unit::Century => calendar::add_months(day, number.checked_mul(1200)?),
    }
}

/// The unit that holds the base, so many of them on; the base must be at least as exact.
pub(super) fn unit_at(base: Precision, unit: Unit, number: i64) -> Option<Edtf> {
    let day = match base {
        Precision::Day(day) => Some(day),
        _ => None,
    };
    let year = base.first_day()?.year();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Night | Unit::Day => calendar::add_days(day?, number).map(Edtf::from),
        Unit::Weekend => {
            let (monday, sunday) = calendar::week(day?, number)?;
            Some(calendar::stretch(calendar::add_days(monday, 5)?, sunday))
        }
        Unit::Week => calendar::week(day?, number).map(|(first, last)| calendar::stretch(first, last)),
        Unit::Fortnight => {
            let (first, _) = calendar::week(day?, number.checked_mul(2)?)?;
            Some(calendar::stretch(first, calendar::add_days(first, 13)?))
        }
        Unit::Month => {
            let month = match base {
                Precision::Month(_, month) => month,
                _ => day?.month() as u8,
            };
            calendar::month_on(year, month, number).map(|(year, month)| Precision::Month(year, month).into())
        }
        Unit::Quarter => {
            let first = calendar::add_months(day?, number.checked_mul(3)?)?;
            Some(quarter(first).into())
        }
        Unit::Year => i16::try_from(i64::from(year) + number).ok().map(|year| Precision::Year(year).into()),
        Unit::Decade => {
            let decade = i64::from(year).div_euclid(10) + number;
            i16::try_from(decade * 10)
                .ok()
                .filter(|year| *year >= 0)
                .map(|year| Precision::Decade(year).into())
        }
        Unit::Century => {
            let century = i64::from(year).div_euclid(100) + number;
            i16::try_from(century * 100)
                .ok()
                .filter(|year| *year >= 0)
                .map(|year| Precision::Century(year).into())
        }
    }
}

fn quarter(day: Date) -> Precision {
    Precision::Part(day.year(), 33 + (day.month() as u8 - 1) / 3)
}

/// The whole quarters before or behind the one that holds the day.
fn quarters(day: Date, number: i64) -> Option<Edtf> {
    let start = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
    let other = calendar::add_months(start, number.checked_mul(3)?)?;
    let next = calendar::add_months(start, 3)?;
    if number < 0 {
        return Some(calendar::stretch(other, calendar::add_days(start, -1)?));
    }
    Some(calendar::stretch(
        next,
        calendar::add_days(calendar::add_months(next, number.checked_mul(3)?)?, -1)?,
    ))
}

/// Half of a year by its own code, of anything else by its days.
fn half(first: Date, last: Date, year: Option<i16>, index: i16) -> Option<Edtf> {
    let second = index == 2 || index == -1;
    if let Some(year) = year {
        return Some(Precision::Part(year, if second { 41 } else { 40 }).into());
    }
    let days = i64::from((last - first).get_days());
    let middle = calendar::add_days(first, days / 2)?;
    Some(if second {
        calendar::stretch(calendar::add_days(middle, 1)?, last)
    } else {
        calendar::stretch(first, middle)
    })
}

/// The nth unit of a stretch, or the first or last few of them.
fn nth_units(first: Date, last: Date, year: Option<i16>, index: i16, count: i16, unit: Unit) -> Option<Edtf> {
    let skip = |start: i64| if index > 0 { i64::from(index) - 1 } else { start };
    let count = i64::from(count.max(1));
    let fits = |value: Edtf| (value.first_day()? <= last).then_some(value);
    match unit {
        Unit::Day => {
            let start = if index > 0 {
                calendar::add_days(first, skip(0))?
            } else {
                calendar::add_days(last, i64::from(index) + 1 - (count - 1))?
            };
            fits(calendar::stretch(start, calendar::add_days(start, count - 1)?))
        }
        // A week belongs to the stretch that holds its Thursday, as in ISO 8601.
        Unit::Week => {
            let thursday = |day: Date| calendar::add_days(calendar::monday(day)?, 3);
            let first_week = Some(first)
                .filter(|day| thursday(*day).is_some_and(|day| day >= first))
                .or(calendar::add_days(first, 7))?;
            let last_week = Some(last)
                .filter(|day| thursday(*day).is_some_and(|day| day <= last))
                .or(calendar::add_days(last, -7))?;
            let (base, weeks) = if index > 0 {
                (first_week, skip(0))
            } else {
                (last_week, i64::from(index) + 1 - (count - 1))
            };
            let (monday, sunday) = calendar::week(base, weeks)?;
            fits(calendar::stretch(monday, calendar::add_days(sunday, (count - 1) * 7)?))
        }
        Unit::Weekend => {
            let (monday, sunday) = calendar::week(first, skip(0))?;
            fits(calendar::stretch(calendar::add_days(monday, 5)?, sunday)).filter(|_| index > 0)
        }
        Unit::Month => {
            let start = if index > 0 {
                calendar::add_months(first, skip(0))?
            } else {
                calendar::add_months(last.first_of_month(), i64::from(index) + 1 - (count - 1))?
            };
            let end = calendar::add_months(start, count - 1)?;
            let month = |day: Date| Precision::Month(day.year(), day.month() as u8);
            fits(if count == 1 { month(start).into() } else { Edtf::between(month(start), month(end)) })
        }
        Unit::Quarter => {
            let number = if index > 0 { index } else { 5 + index };
            let code = u8::try_from(32 + number).ok().filter(|code| (33..=36).contains(code))?;
            Some(Precision::Part(year?, code).into())
        }
        Unit::Year => {
            let start = if index > 0 {
                i64::from(first.year()) + skip(0)
            } else {
                i64::from(last.year()) + i64::from(index) + 1 - (count - 1)
            };
            let at = |year: i64| i16::try_from(year).ok().map(Precision::Year);
            fits(if count == 1 {
                at(start)?.into()
            } else {
                Edtf::between(at(start)?, at(start + count - 1)?)
            })
        }
        _ => None,
    }
}
