//! Calendar dates whose year, month or week the text leaves out, and holidays.

use jiff::civil::Date;

use super::{Anchor, Resolver, Told};
use crate::{
    edtf::{Edtf, Precision},
    lexicon::{Holiday, Which},
    mention::date::{
        calendar,
        form::{Partial, System},
        tense::Tense,
    },
};

impl Resolver<'_> {
    /// The days of a calendar date.
    pub(super) fn calendar(&mut self, partial: &Partial) -> Option<Edtf> {
        if partial.system != System::Gregorian {
            return other_calendar(partial);
        }
        if partial.month.is_none() && partial.day.is_some() {
            return self.day_alone(partial);
        }
        if partial.month.is_none()
            && partial.part.is_none()
            && partial.week.is_none()
            && partial.year.is_none()
        {
            return self.weekday(partial.weekday?);
        }
        if partial.is_full() {
            return in_year(partial, partial.year?);
        }
        let year = self.year_of(partial)?;
        in_year(partial, year)
    }

    /// The year of a date that states none.
    fn year_of(&mut self, partial: &Partial) -> Option<i16> {
        if self.anchors.story {
            return self.year_of_story(partial);
        }
        if let Some(year) = self.year_told_near(partial) {
            return Some(year);
        }
        let Some(publication) = self.anchors.publication else {
            self.used = Anchor::Story;
            return self.year_without_publication();
        };
        self.used = Anchor::Publication;
        self.nearest_year(partial, publication)
    }

    /// Where the day of publication is unknown: the year told just before, or the only one the text speaks of.
    fn year_without_publication(&self) -> Option<i16> {
        let near = self.told.filter(|told| {
            told.with_year
                && told.paragraph == self.place.paragraph
                && told.sentence + 1 >= self.place.sentence
        });
        let told = near.and_then(|told| told.precision.first_day()).map(Date::year);
        told.or(self.anchors.only_year.filter(|_| self.place.tense != Tense::Future))
    }

    /// Of the years around publication the one that the tense asks for.
    fn nearest_year(&self, partial: &Partial, publication: Date) -> Option<i16> {
        let year = publication.year();
        let around = [year.checked_sub(1)?, year, year.checked_add(1)?];
        if partial.week.is_some() {
            return Some(year);
        }
        let all = around.into_iter().filter_map(|year| {
            let value = in_year(partial, year)?;
            Some((year, value.first_day()?, value.last_day()?))
        });
        let all: Vec<(i16, Date, Date)> = all.collect();
        let agrees = |(_, day, _): &&(i16, Date, Date)| {
            partial.weekday.is_none_or(|weekday| calendar::weekday(*day) == weekday)
        };
        let agreeing: Vec<(i16, Date, Date)> = all.iter().filter(agrees).copied().collect();
        // Where no year has that day on that weekday, the date is right more often than the weekday.
        let around = if agreeing.is_empty() { all } else { agreeing };
        let past = around.iter().rev().find(|(_, first, _)| *first <= publication);
        let future = around.iter().find(|(_, _, last)| *last >= publication);
        let far = |found: Option<&(i16, Date, Date)>| {
            found.map_or(i32::MAX, |(_, first, last)| days_off(publication, *first, *last))
        };
        let chosen = match self.place.tense {
            Tense::Future if far(future) < 300 || far(past) > 60 => future,
            Tense::Past if far(past) < 330 || far(future) > 45 => past,
            Tense::Future => past,
            Tense::Past => future,
            Tense::Unknown if self.anchors.notice => future,
            Tense::Unknown if far(future) < far(past) && far(future) < 120 => future,
            Tense::Unknown => past,
        };
        chosen.or(past).or(future).map(|(year, ..)| *year)
    }

    /// The year of a date told near by with its own, when it is not that of publication: "In June 2018 … in July".
    fn year_told_near(&mut self, partial: &Partial) -> Option<i16> {
        let told = self.told.filter(|told| {
            told.with_year
                && !told.since
                && told.paragraph == self.place.paragraph
                && told.sentence + 1 >= self.place.sentence
        })?;
        let year = told.precision.first_day()?.year();
        if self.anchors.publication.is_none_or(|day| day.year() == year || !self.is_month_of(&told)) {
            return None;
        }
        self.used = Anchor::Story;
        let after = in_year(partial, year)?.first_day()? >= told.precision.first_day()?;
        if after {
            Some(year)
        } else {
            year.checked_add(1)
                .filter(|year| self.anchors.publication.is_none_or(|day| *year < day.year()))
                .or(Some(year))
        }
    }

    /// Whether the date told is a month or a day, so that a bare month goes on from it.
    fn is_month_of(&self, told: &Told) -> bool {
        matches!(told.precision, Precision::Month(..) | Precision::Day(_))
    }

    /// In a history, the year told last; a January behind a December is of the next.
    fn year_of_story(&mut self, partial: &Partial) -> Option<i16> {
        self.used = Anchor::Story;
        let Some(told) = self.told else { return self.anchors.first_year };
        let first = told.precision.first_day()?;
        let year = first.year();
        let month = in_year(partial, year)?.first_day()?.month();
        let known = matches!(told.precision, Precision::Month(..) | Precision::Day(_));
        let wraps = known && first.month() - month >= 9 && told.sentence + 6 >= self.place.sentence;
        if wraps { year.checked_add(1) } else { Some(year) }
    }

    /// "The 15th", "Tuesday the 19th": in the month told or around publication.
    fn day_alone(&mut self, partial: &Partial) -> Option<Edtf> {
        let day = partial.day?;
        let base = match self.story()? {
            Precision::Month(year, month) => Date::new(year, i8::try_from(month).ok()?, 1).ok()?,
            Precision::Day(day) => day,
            _ => return None,
        };
        if let Some(weekday) = partial.weekday {
            return self.day_with_weekday(base, day, weekday);
        }
        let here = in_month(base, 0, day);
        if self.used != Anchor::Publication {
            return here.map(Edtf::from);
        }
        let future =
            self.place.tense == Tense::Future || self.place.tense == Tense::Unknown && self.anchors.notice;
        let found = if future {
            (0..3).filter_map(|months| in_month(base, months, day)).find(|day| *day >= base)
        } else {
            (0..3).filter_map(|months| in_month(base, -months, day)).find(|day| *day <= base)
        };
        found.or(here).map(Edtf::from)
    }

    /// The nearest month in which that day has that weekday, looking first where the tense points.
    fn day_with_weekday(&self, base: Date, day: u8, weekday: u8) -> Option<Edtf> {
        let future =
            self.place.tense == Tense::Future || self.place.tense == Tense::Unknown && self.anchors.notice;
        let here = in_month(base, 0, day).filter(|found| calendar::weekday(*found) == weekday);
        here.or_else(|| {
            (1..14)
                .map(|months| if future { months } else { -months })
                .filter_map(|months| in_month(base, months, day))
                .find(|found| calendar::weekday(*found) == weekday)
        })
        .map(Edtf::from)
    }

    /// A bare weekday: the last one in the past tense, the next one in the future; in a history from the day told.
    fn weekday(&mut self, weekday: u8) -> Option<Edtf> {
        if self.anchors.story {
            let told = self.told_day()?;
            return calendar::add_days(told, days_ahead(told, weekday)).map(Edtf::from);
        }
        let day = self.speaking()?;
        let future =
            self.place.tense == Tense::Future || self.place.tense == Tense::Unknown && self.anchors.notice;
        let days = if future { days_ahead(day, weekday) } else { days_ahead(day, weekday) - 7 };
        let days = match days {
            -7 => 0,
            0 if self.place.tense == Tense::Unknown => 7,
            days => days,
        };
        calendar::add_days(day, days).map(Edtf::from)
    }

    /// A holiday in the year that is meant, or the weekend around it.
    pub(super) fn holiday(
        &mut self,
        number: usize,
        year: Option<i16>,
        which: Option<Which>,
        weekend: bool,
    ) -> Option<Edtf> {
        let holiday = self.dates.holiday(number)?;
        let year = match (holiday.year, year) {
            (Some(year), _) | (None, Some(year)) => year,
            (None, None) => self.year_of_holiday(holiday, which)?,
        };
        let day = day_of(holiday, year)?;
        if weekend {
            return weekend_around(day);
        }
        let value = Edtf::from(day);
        Some(if holiday.hijri.is_some() { super::approximately(value) } else { value })
    }

    fn year_of_holiday(&mut self, holiday: &Holiday, which: Option<Which>) -> Option<i16> {
        if self.anchors.story {
            self.used = Anchor::Story;
            return self.told?.precision.first_day().map(Date::year);
        }
        let base = self.speaking()?;
        let around = || (-1..=1i16).filter_map(|step| base.year().checked_add(step));
        let future = match which {
            Some(Which::Next | Which::Following) => true,
            Some(Which::Last | Which::Past | Which::Previous) => false,
            Some(Which::This) => return Some(base.year()),
            _ => {
                self.place.tense == Tense::Future || self.place.tense == Tense::Unknown && self.anchors.notice
            }
        };
        let strictly = which.is_some();
        let fits = |year: &i16| {
            day_of(holiday, *year).is_some_and(|day| {
                if future {
                    day > base || !strictly && day == base
                } else {
                    day < base || !strictly && day == base
                }
            })
        };
        if future { around().find(fits) } else { around().rfind(fits) }
    }
}

/// Days to the next such weekday, none where it is that day.
pub(super) fn days_ahead(day: Date, weekday: u8) -> i64 {
    (i64::from(weekday) - i64::from(calendar::weekday(day))).rem_euclid(7)
}

fn days_off(day: Date, first: Date, last: Date) -> i32 {
    if day < first {
        (first - day).get_days()
    } else if day > last {
        (day - last).get_days()
    } else {
        0
    }
}

fn in_month(base: Date, months: i64, day: u8) -> Option<Date> {
    let (year, month) = calendar::month_on(base.year(), base.month() as u8, months)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The stated parts in this year.
pub(in crate::mention::date) fn in_year(partial: &Partial, year: i16) -> Option<Edtf> {
    if let Some(part) = partial.part {
        return Some(Precision::Part(year, part).into());
    }
    if let Some(week) = partial.week {
        let monday =
            jiff::civil::ISOWeekDate::new(year, i8::try_from(week).ok()?, jiff::civil::Weekday::Monday)
                .ok()?
                .date();
        return Some(calendar::stretch(monday, calendar::add_days(monday, 6)?));
    }
    match (partial.month, partial.day) {
        (Some(month), Some(day)) => {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Edtf::from)
        }
        (Some(month), None) => Some(Precision::Month(year, month).into()),
        _ => Some(Precision::Year(year).into()),
    }
}

/// A date of the calendars of Islam or Iran, with its year stated; the lunar one is approximate.
fn other_calendar(partial: &Partial) -> Option<Edtf> {
    let (year, month) = (partial.year?, partial.month?);
    let convert = match partial.system {
        System::Solar => calendar::from_solar,
        _ => calendar::from_hijri,
    };
    let first = convert(year, month, partial.day.unwrap_or(1))?;
    let value = if partial.day.is_some() {
        Edtf::from(first)
    } else {
        let next =
            if month == 12 { convert(year.checked_add(1)?, 1, 1) } else { convert(year, month + 1, 1) };
        calendar::stretch(first, calendar::last_of_other(first, next)?)
    };
    Some(if partial.system == System::Hijri { super::approximately(value) } else { value })
}

/// The day of a holiday in a year.
fn day_of(holiday: &Holiday, year: i16) -> Option<Date> {
    if let Some((month, day)) = holiday.fixed {
        return Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    }
    if let Some(days) = holiday.easter {
        return calendar::add_days(calendar::easter(year)?, i64::from(days));
    }
    if let Some((month, weekday, nth)) = holiday.weekday {
        return nth_weekday(year, month, weekday, nth);
    }
    let (month, day) = holiday.hijri?;
    // The lunar year that starts in or before this one; a month may fall twice into a long solar year.
    let near = (i32::from(year) - 622) * 33 / 32;
    (near - 1..=near + 2)
        .filter_map(|hijri| calendar::from_hijri(i16::try_from(hijri).ok()?, month, day))
        .find(|day| day.year() == year)
}

/// The nth such weekday of a month; the last where negative.
pub(super) fn nth_weekday(year: i16, month: u8, weekday: u8, nth: i8) -> Option<Date> {
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    if nth > 0 {
        let day = calendar::add_days(first, days_ahead(first, weekday) + 7 * (i64::from(nth) - 1))?;
        return Some(day).filter(|day| day.month() == first.month());
    }
    let last = first.last_of_month();
    let back = (7 - days_ahead(last, weekday)) % 7;
    calendar::add_days(last, -back - 7 * (i64::from(-nth) - 1)).filter(|day| day.month() == first.month())
}

/// The days off around a holiday: to the nearest Saturday and Sunday.
fn weekend_around(day: Date) -> Option<Edtf> {
    let (first, last) = match calendar::weekday(day) {
        1 => (-2, 0),
        2 => (-3, 0),
        3 => (3, 4),
        4 => (0, 3),
        5 => (0, 2),
        6 => (0, 1),
        _ => (-1, 0),
    };
    Some(calendar::stretch(calendar::add_days(day, first)?, calendar::add_days(day, last)?))
}
