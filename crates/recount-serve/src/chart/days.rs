//! From days to places: true days on a line. What lies far from all others stands in a lane of its own beside it, and so does what has
//! no day.

use jiff::civil::Date;
use recount_formats::write::scale::Scale;

use super::{LEFT, RIGHT, Tick};
use crate::say;

/// How wide a lane beside the line is.
const LANE: f64 = 78.0;
/// What keeps points off the ends of the line.
const MARGIN: f64 = 22.0;
/// A gap of fewer days sets nothing apart from what follows, or, since the latest word is mostly the answer, from what came before.
const GAP: i32 = 30;
const LATE: i32 = 365;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// On its day.
    Day(f64),
    /// In the middle of a lane, in which its place from side to side says nothing.
    Lane(f64),
}

/// A lane beside the line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lane {
    pub(crate) x: f64,
    pub(crate) width: f64,
    pub(crate) middle: f64,
    pub(crate) name: &'static str,
}

/// The line of days, with its lanes.
pub(super) struct Days {
    first: Date,
    last: Date,
    scale: Option<Scale>,
    pub(super) left: f64,
    pub(super) right: f64,
    earlier: Option<Lane>,
    later: Option<Lane>,
    undated: Option<Lane>,
}

impl Days {
    /// A line for these days, in order, with a lane for what has none where there is any; none where no day is known.
    pub(super) fn over(days: &[Date], has_undated: bool) -> Option<Days> {
        let (from, to) = middle(days);
        let (first, last) = (*days.get(from)?, *days.get(to.checked_sub(1)?)?);
        let mut right = RIGHT;
        let mut beside = |asked: bool, name| {
            asked.then(|| {
                right -= LANE + 8.0;
                lane(right + 8.0, name)
            })
        };
        let undated = beside(has_undated, "no day");
        let later = beside(to < days.len(), "later");
        let earlier = (from > 0).then(|| lane(LEFT, "earlier"));
        let left = if earlier.is_some() { LEFT + LANE + 8.0 } else { LEFT };
        let scale = Scale::between(first, last, left + MARGIN, right - MARGIN);
        Some(Days { first, last, scale, left, right, earlier, later, undated })
    }

    /// Where a day stands; what has none, and what lies beyond the line, in its lane.
    pub(super) fn place(&self, day: Option<Date>) -> Option<Place> {
        let lane = |lane: &Option<Lane>| lane.as_ref().map(|lane| Place::Lane(lane.middle));
        match day {
            None => lane(&self.undated),
            Some(day) if day < self.first => lane(&self.earlier),
            Some(day) if day > self.last => lane(&self.later),
            Some(day) => Some(Place::Day(self.x(day))),
        }
    }

    /// The place of a day on the line, at its end for one beyond it.
    pub(super) fn x(&self, day: Date) -> f64 {
        self.scale.as_ref().map_or(f64::midpoint(self.left, self.right), |scale| scale.x(day))
    }

    pub(super) fn lanes(&self) -> Vec<Lane> {
        [&self.earlier, &self.later, &self.undated].into_iter().flatten().cloned().collect()
    }

    pub(super) fn ticks(&self) -> Vec<Tick> {
        match &self.scale {
            Some(scale) => {
                scale.ticks().into_iter().map(|(day, name)| Tick { at: scale.x(day), name }).collect()
            }
            None => vec![Tick { at: self.x(self.first), name: say::date(&self.first.to_string()) }],
        }
    }
}

fn lane(x: f64, name: &'static str) -> Lane {
    Lane { x, width: LANE, middle: x + LANE / 2.0, name }
}

/// The stretch of the list that holds the bulk of days, in order: at either end those go, one in five at most, that stand further from
/// the rest than the rest is long, twice over. So one look back of a year leaves the weeks that matter their width.
fn middle(days: &[Date]) -> (usize, usize) {
    let (mut from, mut to) = (0, days.len());
    let most = (days.len() / 5).max(1);
    while to - from > 2 {
        let cut = (from + 1..to).filter_map(|at| {
            let gap = between(*days.get(at - 1)?, *days.get(at)?);
            let (before, behind) = (at - from, to - at);
            let rest = if before < behind {
                between(*days.get(at)?, *days.get(to - 1)?)
            } else {
                between(*days.get(from)?, *days.get(at - 1)?)
            };
            let cut = days.len() - (to - from) + before.min(behind);
            (gap > if before < behind { GAP } else { LATE } && gap > 2 * rest && cut <= most).then_some((
                gap,
                at,
                before < behind,
            ))
        });
        match cut.max_by_key(|(gap, _, _)| *gap) {
            Some((_, at, true)) => from = at,
            Some((_, at, false)) => to = at,
            None => break,
        }
    }
    (from, to)
}

fn between(one: Date, two: Date) -> i32 {
    one.until(two).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_look_back_does_not_take_the_width() {
        let mut days = vec![date(2026, 10, 31)];
        days.extend((1..=20).map(|day| date(2027, 9, day)));
        assert_eq!(middle(&days), (1, 21));
        let line = Days::over(&days, true).expect("a line");
        assert!(matches!(line.place(Some(days[0])), Some(Place::Lane(x)) if x < line.left));
        assert!(matches!(line.place(None), Some(Place::Lane(x)) if x > line.right));
        let names: Vec<&str> = line.lanes().into_iter().map(|lane| lane.name).collect();
        assert_eq!(names, ["earlier", "no day"]);
    }

    #[test]
    fn days_stand_where_they_are() {
        let days = [date(2027, 12, 1), date(2027, 12, 11), date(2027, 12, 21)];
        let line = Days::over(&days, false).expect("a line");
        let at = |day| line.x(day);
        assert!((at(days[1]) - f64::midpoint(at(days[0]), at(days[2]))).abs() < 0.001);
        assert!(line.lanes().is_empty());
    }

    #[test]
    fn two_groups_are_not_parted() {
        let days = [date(2026, 1, 1), date(2026, 1, 2), date(2027, 1, 1), date(2027, 1, 2)];
        assert_eq!(middle(&days), (0, 4));
        let late = [date(2027, 10, 1), date(2027, 10, 5), date(2027, 10, 9), date(2028, 2, 4)];
        assert_eq!(middle(&late), (0, 4));
        assert!(Days::over(&[], true).is_none());
    }
}
