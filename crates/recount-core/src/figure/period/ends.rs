//! Sums over the ends of periods.

use crate::{
    edtf::{Edtf, End, Point, Precision},
    mention::DateMention,
};

/// Decades as years, seasons and quarters as months, so that every reader knows the days.
pub(super) fn in_days(period: Edtf) -> Edtf {
    let months = |point: Point| {
        let month = |day: jiff::civil::Date| Precision::Month(day.year(), day.month() as u8);
        let ends = point.precision.first_day().zip(point.precision.last_day());
        ends.map_or(Edtf::Point(point), |(first, last)| Edtf::between(month(first), month(last)))
    };
    match period {
        Edtf::Point(Point { precision: Precision::Decade(year), .. }) => {
            Edtf::between(Precision::Year(year), Precision::Year(year.saturating_add(9)))
        }
        Edtf::Point(Point { precision: Precision::Century(year), .. }) => {
            Edtf::between(Precision::Year(year), Precision::Year(year.saturating_add(99)))
        }
        Edtf::Point(point @ Point { precision: Precision::Part(..), .. }) => months(point),
        _ => period,
    }
}

/// Both ends of a range that stand apart: "1985–1987".
pub(super) fn joined(dates: &[DateMention], at: usize) -> Option<Edtf> {
    let (start, end) = if dates.get(at)?.ranges_on {
        (dates.get(at)?, dates.get(at + 1)?)
    } else {
        let before = dates.get(at.checked_sub(1)?).filter(|before| before.ranges_on)?;
        (before, dates.get(at)?)
    };
    ordered(first(start.value?)?, last(end.value?)?)
}

/// "The past few days": an interval one of whose ends is not known says too little.
pub(super) const fn is_without_bound(value: Edtf) -> bool {
    matches!(value, Edtf::Interval(End::Unknown, _) | Edtf::Interval(_, End::Unknown))
}

pub(super) fn first(value: Edtf) -> Option<Point> {
    match value {
        Edtf::Point(point) | Edtf::Interval(End::At(point), _) => Some(point),
        Edtf::Interval(..) => None,
    }
}

pub(super) fn last(value: Edtf) -> Option<Point> {
    match value {
        Edtf::Point(point) | Edtf::Interval(_, End::At(point)) => Some(point),
        Edtf::Interval(..) => None,
    }
}

/// From one to the other; the one where both are the same, nothing where the end lies before the start.
pub(super) fn ordered(start: Point, end: Point) -> Option<Edtf> {
    if start == end {
        return Some(Edtf::Point(start));
    }
    let fits = start.precision.first_day()? <= end.precision.last_day()?;
    fits.then_some(Edtf::Interval(End::At(start), End::At(end)))
}

/// Whether a date spans no more than so many days.
pub(super) fn is_narrow(date: &DateMention, days: i32) -> bool {
    let ends = date.value.and_then(|value| value.first_day().zip(value.last_day()));
    ends.is_some_and(|(first, last)| (last - first).get_days() <= days)
}
