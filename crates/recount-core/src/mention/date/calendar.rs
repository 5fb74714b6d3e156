//! Sums over calendar days: months, weeks, Easter, and the calendars of Islam and Iran. All are total: `None` outside
//! the years that jiff knows (-9999 to 9999).

use jiff::{ToSpan, civil::Date};

use crate::edtf::{Edtf, Precision};

/// The day so many days on.
pub(super) fn add_days(day: Date, days: i64) -> Option<Date> {
    let days = i32::try_from(days).ok().filter(|days| days.unsigned_abs() < 4_000_000)?;
    day.checked_add(days.days()).ok()
}

/// The day so many months on; the month's last where it has no such day.
pub(super) fn add_months(day: Date, months: i64) -> Option<Date> {
    let months = i32::try_from(months).ok().filter(|months| months.unsigned_abs() < 120_000)?;
    day.checked_add(months.months()).ok()
}

/// A month so many months on.
pub(super) fn month_on(year: i16, month: u8, months: i64) -> Option<(i16, u8)> {
    let day = add_months(Date::new(year, i8::try_from(month).ok()?, 1).ok()?, months)?;
    Some((day.year(), day.month() as u8))
}

/// The Monday of the day's week.
pub(super) fn monday(day: Date) -> Option<Date> {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// Monday to Sunday of the week so many weeks on.
pub(super) fn week(day: Date, weeks: i64) -> Option<(Date, Date)> {
    let first = add_days(monday(day)?, weeks.checked_mul(7)?)?;
    Some((first, add_days(first, 6)?))
}

/// Monday is 1.
pub(super) fn weekday(day: Date) -> u8 {
    day.weekday().to_monday_one_offset() as u8
}

/// From one day to another; the day itself where they are the same.
pub(super) fn stretch(first: Date, last: Date) -> Edtf {
    if first == last { first.into() } else { Edtf::between(Precision::Day(first), Precision::Day(last)) }
}

/// Western Easter Sunday by the method of Meeus, Jones and Butcher.
pub(super) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l).div_euclid(433);
    let month = (h + l - 7 * m + 90).div_euclid(25);
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day of the lunar calendar of Islam by its tabular (civil) rule; the sighted moon may differ by a day or two.
pub(super) fn from_hijri(year: i16, month: u8, day: u8) -> Option<Date> {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    from_julian_day(
        (11 * year + 3).div_euclid(30) + 354 * year + 30 * month - (month - 1) / 2 + day + 1_948_055,
    )
}

/// A day of the solar calendar of Iran and Afghanistan by the rule of 33 years, right from 1343 to 1500.
pub(super) fn from_solar(year: i16, month: u8, day: u8) -> Option<Date> {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let before = if month <= 7 { 31 * (month - 1) } else { 30 * (month - 1) + 6 };
    from_julian_day(1_948_319 + 365 * (year - 1) + (8 * year + 21).div_euclid(33) + before + day)
}

/// How many days the month of that calendar has, counted to the first of the next.
pub(super) fn last_of_other(first: Date, next: Option<Date>) -> Option<Date> {
    add_days(next?, -1).filter(|last| *last >= first)
}

fn from_julian_day(number: i64) -> Option<Date> {
    add_days(Date::new(1970, 1, 1).ok()?, number - 2_440_588)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(day: Option<Date>, expected: &str) {
        assert_eq!(day.map(|day| day.to_string()).as_deref(), Some(expected));
    }

    #[test]
    fn easter_is_right() {
        check(easter(2018), "2018-04-01");
        check(easter(1916), "1916-04-23");
        check(easter(2024), "2024-03-31");
    }

    #[test]
    fn other_calendars_are_converted() {
        check(from_hijri(1444, 9, 1), "2023-03-23");
        check(from_hijri(1445, 1, 1), "2023-07-19");
        check(from_solar(1402, 1, 1), "2023-03-21");
        check(from_solar(1403, 1, 1), "2024-03-20");
        check(from_solar(1402, 8, 10), "2023-11-01");
    }

    #[test]
    fn sums_end_where_the_calendar_ends() {
        let last = Date::new(9999, 12, 31).unwrap();
        assert_eq!(add_days(last, 1), None);
        assert_eq!(add_months(last, i64::MAX), None);
        check(add_months(Date::new(2024, 2, 29).unwrap(), 12), "2025-02-28");
    }
}
