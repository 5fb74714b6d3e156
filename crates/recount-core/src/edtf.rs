//! Dates with their uncertainty, as EDTF (ISO 8601-2) writes them: the levels and forms Recount uses.
//!
//! `2023-11-01`, `2023-11`, `2023`, `198X`, `19XX`, seasons `2023-21` … `2023-24`, quarters `2023-33` … `2023-36`,
//! `~` approximate, `?` uncertain, `%` both, and intervals of them with an open (`..`) or unknown (empty) end.

use std::fmt;

use jiff::civil::Date;

/// A date or an interval of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Edtf {
    /// One date, of any precision.
    Point(Point),
    /// From one end to the other, both inclusive.
    Interval(End, End),
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum End {
    /// A stated date.
    At(Point),
    /// `..`: without an end.
    Open,
    /// Nothing: there is an end, but it is not known.
    Unknown,
}

/// A date with its precision and qualifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Point {
    /// How much of the calendar date is stated.
    pub precision: Precision,
    /// `~`: about then.
    pub approximate: bool,
    /// `?`: perhaps then.
    pub uncertain: bool,
}

/// How exact a date is, with the parts that are stated. Years are astronomical (0 is 1 BC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Precision {
    /// `19XX`, given by its first year.
    Century(i16),
    /// `198X`, given by its first year.
    Decade(i16),
    /// `2023`.
    Year(i16),
    /// `2023-22`: 21 spring to 24 winter, 33 to 36 quarters, 40 and 41 half-years.
    Part(i16, u8),
    /// `2023-11`.
    Month(i16, u8),
    /// `2023-11-01`.
    Day(Date),
}

impl From<Date> for Edtf {
    fn from(day: Date) -> Self {
        Edtf::Point(Precision::Day(day).into())
    }
}

impl From<Precision> for Edtf {
    fn from(precision: Precision) -> Self {
        Edtf::Point(precision.into())
    }
}

impl From<Precision> for Point {
    fn from(precision: Precision) -> Self {
        Point { precision, approximate: false, uncertain: false }
    }
}

impl Precision {
    /// The first day it may mean; `None` outside the years jiff knows (-9999 to 9999).
    pub fn first_day(self) -> Option<Date> {
        match self {
            Precision::Century(year) | Precision::Decade(year) | Precision::Year(year) => first_of(year, 1),
            Precision::Part(year, part) => first_of(year, months_of(part)?.0),
            Precision::Month(year, month) => first_of(year, month),
            Precision::Day(day) => Some(day),
        }
    }

    /// The last day it may mean; a winter ends in the year after.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Precision::Century(year) => last_of(year.checked_add(99)?, 12),
            Precision::Decade(year) => last_of(year.checked_add(9)?, 12),
            Precision::Year(year) => last_of(year, 12),
            Precision::Part(year, part) => {
                let (first, last) = months_of(part)?;
                last_of(if last < first { year.checked_add(1)? } else { year }, last)
            }
            Precision::Month(year, month) => last_of(year, month),
            Precision::Day(day) => Some(day),
        }
    }
}

/// First and last month of a season, quarter or half-year, northern hemisphere.
const fn months_of(part: u8) -> Option<(i8, i8)> {
    Some(match part {
        21 => (3, 5),
        22 => (6, 8),
        23 => (9, 11),
        24 => (12, 2),
        33 => (1, 3),
        34 => (4, 6),
        35 => (7, 9),
        36 => (10, 12),
        40 => (1, 6),
        41 => (7, 12),
        _ => return None,
    })
}

fn first_of(year: i16, month: impl TryInto<i8>) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, 1).ok()
}

fn last_of(year: i16, month: impl TryInto<i8>) -> Option<Date> {
    first_of(year, month).map(Date::last_of_month)
}

impl Edtf {
    /// The first day it may mean; `None` where it is open, unknown or out of range.
    pub fn first_day(&self) -> Option<Date> {
        match self {
            Edtf::Point(point) => point.precision.first_day(),
            Edtf::Interval(End::At(point), _) => point.precision.first_day(),
            Edtf::Interval(..) => None,
        }
    }

    /// The last day it may mean; `None` where it is open, unknown or out of range.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Edtf::Point(point) => point.precision.last_day(),
            Edtf::Interval(_, End::At(point)) => point.precision.last_day(),
            Edtf::Interval(..) => None,
        }
    }

    /// The one day it means, where it means just one.
    pub fn day(&self) -> Option<Date> {
        match self {
            Edtf::Point(Point { precision: Precision::Day(day), .. }) => Some(*day),
            _ => None,
        }
    }

    /// The same with `?` on its dates.
    pub fn uncertain(self) -> Edtf {
        let mark = |point: Point| Point { uncertain: true, ..point };
        let end = |end: End| if let End::At(point) = end { End::At(mark(point)) } else { end };
        match self {
            Edtf::Point(point) => Edtf::Point(mark(point)),
            Edtf::Interval(first, last) => Edtf::Interval(end(first), end(last)),
        }
    }

    /// From one date to another, both inclusive.
    pub fn between(first: Precision, last: Precision) -> Edtf {
        Edtf::Interval(End::At(first.into()), End::At(last.into()))
    }

    /// Reads the forms listed at the head of this file; `None` for anything else and for days that do not exist.
    pub fn parse(text: &str) -> Option<Edtf> {
        match text.split_once('/') {
            None => Point::parse(text).map(Edtf::Point),
            Some((first, last)) => Some(Edtf::Interval(End::parse(first)?, End::parse(last)?)),
        }
    }
}

impl End {
    fn parse(text: &str) -> Option<End> {
        match text {
            "" => Some(End::Unknown),
            ".." => Some(End::Open),
            _ => Point::parse(text).map(End::At),
        }
    }
}

impl Point {
    fn parse(text: &str) -> Option<Point> {
        let bare = text.trim_end_matches(['~', '?', '%']);
        let marks = &text[bare.len()..];
        if marks.len() > 1 {
            return None;
        }
        let precision = Precision::parse(bare)?;
        Some(Point {
            precision,
            approximate: matches!(marks, "~" | "%"),
            uncertain: matches!(marks, "?" | "%"),
        })
    }
}

impl Precision {
    fn parse(text: &str) -> Option<Precision> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let mut parts = digits.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?;
        let sign = |year: i16| if negative { -year } else { year };
        let rest: Vec<u8> = parts.map(two_digits).collect::<Option<_>>()?;
        if let (Some(century), true) = (year.strip_suffix("XX"), rest.is_empty()) {
            return Some(Precision::Century(sign(number(century)? * 100)));
        }
        if let (Some(decade), true) = (year.strip_suffix('X'), rest.is_empty()) {
            return Some(Precision::Decade(sign(number(decade)? * 10)));
        }
        let year = sign(number(year)?);
        match rest[..] {
            [] => Some(Precision::Year(year)),
            [month @ 1..=12] => Some(Precision::Month(year, month)),
            [part] => months_of(part).map(|_| Precision::Part(year, part)),
            [month, day] => Date::new(year, month as i8, day as i8).ok().map(Precision::Day),
            _ => None,
        }
    }
}

fn number(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Edtf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Point(point) => point.fmt(out),
            Edtf::Interval(first, last) => write!(out, "{first}/{last}"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::At(point) => point.fmt(out),
            End::Open => out.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.precision.fmt(out)?;
        out.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |year: i16| format!("{}{:04}", if year < 0 { "-" } else { "" }, year.unsigned_abs());
        match *self {
            Precision::Century(first) => write!(out, "{}XX", &year(first)[..year(first).len() - 2]),
            Precision::Decade(first) => write!(out, "{}X", &year(first)[..year(first).len() - 1]),
            Precision::Year(value) => out.write_str(&year(value)),
            Precision::Part(value, part) => write!(out, "{}-{part:02}", year(value)),
            Precision::Month(value, month) => write!(out, "{}-{month:02}", year(value)),
            Precision::Day(day) => write!(out, "{}-{:02}-{:02}", year(day.year()), day.month(), day.day()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "2023-11-01",
            "2023-11",
            "2023",
            "198X",
            "19XX",
            "2023-21",
            "2023-36",
            "2023-11~",
            "2023?",
            "2023%",
            "2023-09/2023-11-27",
            "../2023-11-01",
            "2023-11-01/..",
            "/2023",
            "-0044-03-15",
            "0000",
        ] {
            assert_eq!(Edtf::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2023-13",
            "2023-11-31",
            "2023-02-29",
            "23",
            "2023-1",
            "20X3",
            "2023-11-01~~",
            "+2023",
            "a/b",
        ] {
            assert_eq!(Edtf::parse(text), None, "{text}");
        }
    }

    #[test]
    fn bounds_are_days() {
        let bounds = |text: &str| {
            let date = Edtf::parse(text)?;
            Some(format!("{:?} {:?}", date.first_day()?, date.last_day()?))
        };
        assert_eq!(bounds("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(bounds("2023-24").as_deref(), Some("2023-12-01 2024-02-29"));
        assert_eq!(bounds("198X").as_deref(), Some("1980-01-01 1989-12-31"));
        assert_eq!(bounds("2023-09/2023-11-27").as_deref(), Some("2023-09-01 2023-11-27"));
        assert_eq!(bounds("../2023-11-27"), None);
    }
}
