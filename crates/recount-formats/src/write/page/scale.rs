//! From days to places on a drawing.

use jiff::{Span, ToSpan, civil::Date};

use crate::write::words;

/// First and last day of a mark; either may be open.
pub type Period = (Option<Date>, Option<Date>);

/// The stretch of days that is drawn, and where on the drawing.
pub struct Scale {
    first: Date,
    last: Date,
    left: f64,
    right: f64,
}

impl Scale {
    /// A stretch that holds the bulk of the periods and every one of the `wanted` days within a year of it; none where
    /// that is less than two days. Nine in ten of the bounds, and as much again on either side, are the bulk: so one
    /// report's look back at 1944 does not press everything else into a corner.
    pub fn over(periods: &[Period], wanted: &[Date], left: f64, right: f64) -> Option<Scale> {
        let mut days: Vec<Date> =
            periods.iter().flat_map(|(first, last)| [*first, *last]).flatten().collect();
        days.sort_unstable();
        let low = *days.get(days.len() / 20)?;
        let high = *days.get((days.len() - 1).saturating_sub(days.len() / 20))?;
        let reach = days_between(low, high).clamp(14, 400);
        let inside = |from: Date, to: Date, reach: i32| {
            move |day: &&Date| days_between(**day, from) <= reach && days_between(to, **day) <= reach
        };
        let first = **days.iter().filter(inside(low, high, reach)).collect::<Vec<_>>().first()?;
        let last = **days.iter().filter(inside(low, high, reach)).collect::<Vec<_>>().last()?;
        let orders: Vec<&Date> = wanted.iter().filter(inside(first, last, 365)).collect();
        let first = orders.iter().fold(first, |first, day| first.min(**day));
        let last = orders.iter().fold(last, |last, day| last.max(**day));
        (first < last).then_some(Scale { first, last, left, right })
    }

    /// Exactly this stretch; none where it is less than two days.
    pub fn between(first: Date, last: Date, left: f64, right: f64) -> Option<Scale> {
        (first < last).then_some(Scale { first, last, left, right })
    }

    /// Whether any part of a period lies here.
    pub fn shows(&self, period: Period) -> bool {
        let starts_before_end = period.0.is_none_or(|first| first <= self.last);
        let ends_after_start = period.1.is_none_or(|last| last >= self.first);
        starts_before_end && ends_after_start && period != (None, None)
    }

    /// Where a day stands; at the edge for a day beyond it.
    pub fn x(&self, day: Date) -> f64 {
        let share = f64::from(days_between(self.first, day)) / f64::from(self.days());
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0)
    }

    /// Whether the day lies on the drawing.
    pub fn holds(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    fn days(&self) -> i32 {
        days_between(self.first, self.last).max(1)
    }

    /// About ten days to name. The year stands with the first, and with the first of each further year.
    pub fn ticks(&self) -> Vec<(Date, String)> {
        match [1, 2, 7, 14].into_iter().find(|step| self.days() / step <= 11) {
            Some(step) => self.every(self.first, step.days(), false),
            None => {
                let months = i64::from(self.days() / 330 + 1);
                let start = self.first.first_of_month().checked_add(1.month()).unwrap_or(self.first);
                self.every(start, Span::new().months(months), true)
            }
        }
    }

    fn every(&self, start: Date, step: Span, of_months: bool) -> Vec<(Date, String)> {
        let mut ticks: Vec<(Date, String)> = Vec::new();
        let mut day = start;
        while day <= self.last && ticks.len() < 40 {
            let is_new_year = ticks.last().is_none_or(|(last, _)| last.year() != day.year());
            ticks.push((day, short(day, of_months, is_new_year)));
            match day.checked_add(step) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        ticks
    }
}

/// "9 Feb" or "9 Feb 2027", or "Feb 2027" of a month.
fn short(day: Date, of_month: bool, with_year: bool) -> String {
    let words = words::date(day.into());
    let mut parts = words.split(' ');
    let (number, month) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let month = month.get(..3).unwrap_or(month);
    match (of_month, with_year) {
        (true, _) => format!("{month} {}", day.year()),
        (false, true) => format!("{number} {month} {}", day.year()),
        (false, false) => format!("{number} {month}"),
    }
}

fn days_between(one: Date, two: Date) -> i32 {
    one.until(two).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(number: i8) -> Period {
        (Some(date(2027, 2, number)), Some(date(2027, 2, number)))
    }

    #[test]
    fn a_look_back_does_not_stretch_the_line() {
        let mut periods: Vec<Period> = (1..=28).map(day).collect();
        periods.push((Some(date(1944, 1, 1)), Some(date(1944, 1, 1))));
        let scale = Scale::over(&periods, &[date(2027, 3, 31)], 0.0, 100.0).expect("a stretch");
        assert_eq!((scale.first, scale.last), (date(2027, 2, 1), date(2027, 3, 31)));
        assert!(!scale.shows(periods[28]));
        assert!(scale.shows((None, Some(date(2027, 2, 3)))));
        assert!(!scale.shows((None, Some(date(2026, 2, 3)))));
    }

    #[test]
    fn ticks_are_few() {
        for last in [date(2027, 2, 3), date(2027, 3, 9), date(2028, 1, 1), date(2029, 2, 1)] {
            let scale = Scale { first: date(2027, 2, 1), last, left: 0.0, right: 1.0 };
            let ticks = scale.ticks();
            assert!((2..=14).contains(&ticks.len()), "{ticks:?}");
        }
        let scale = Scale { first: date(2027, 2, 1), last: date(2027, 2, 8), left: 0.0, right: 1.0 };
        assert_eq!(scale.ticks()[1].1, "2 Feb");
    }

    #[test]
    fn the_year_is_told_where_it_begins() {
        let scale = Scale::between(date(2027, 12, 30), date(2028, 1, 3), 0.0, 1.0).expect("a stretch");
        let names: Vec<String> = scale.ticks().into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["30 Dec 2027", "31 Dec", "1 Jan 2028", "2 Jan", "3 Jan"]);
    }

    #[test]
    fn one_day_is_no_line() {
        assert!(Scale::over(&[day(3), day(3)], &[], 0.0, 1.0).is_none());
        assert!(Scale::over(&[], &[], 0.0, 1.0).is_none());
        assert!(Scale::over(&[(None, None)], &[], 0.0, 1.0).is_none());
    }
}
