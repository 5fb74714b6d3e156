//! A series drawn over time: a point for each account on its true day, with its bounds as whiskers, one shape and colour for each kind of
//! source, ringed where a publisher counts itself, hollow for what is planned, pale for what later accounts replaced; a line of steps for
//! what stood on each day. Numbers only; the template writes the markup, a table beside it tells the same.

mod days;
mod shapes;
mod swarm;
mod values;

pub(crate) use days::Lane;

use jiff::civil::Date;
use recount_core::{
    edtf::{Edtf, End},
    view::AccountLine,
};
use recount_formats::write::words;

use crate::say;
use days::{Days, Place};
use values::Up;

/// The drawing's width and height, and what its axes take.
pub(crate) const WIDTH: f64 = 860.0;
pub(crate) const HEIGHT: f64 = 350.0;
const LEFT: f64 = 76.0;
const RIGHT: f64 = WIDTH - 10.0;
const TOP: f64 = 34.0;
pub(crate) const BOTTOM: f64 = HEIGHT - 40.0;

/// What is drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chart {
    pub(crate) points: Vec<Point>,
    pub(crate) days: Vec<Tick>,
    pub(crate) values: Vec<Tick>,
    pub(crate) lanes: Vec<Lane>,
    pub(crate) legend: Vec<Entry>,
    /// Where the line of days begins and ends.
    pub(crate) left: f64,
    pub(crate) right: f64,
    /// The line of what stood on each day.
    pub(crate) steps: Option<String>,
    /// What stands now, in words at the end of that line.
    pub(crate) label: Option<Label>,
    /// Whether equal steps upward are equal factors.
    pub(crate) is_log: bool,
    pub(crate) has_planned: bool,
    pub(crate) has_replaced: bool,
    pub(crate) has_own: bool,
}

/// A place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: f64,
    pub(crate) name: String,
}

/// Words on the drawing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// `start` or `end`.
    pub(crate) anchor: &'static str,
    pub(crate) words: String,
}

/// A kind of source with its shape, in the middle of a small drawing.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) class: String,
    pub(crate) name: String,
    pub(crate) shape: String,
}

/// An account on the drawing.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    /// The number of its row in the table.
    pub(crate) row: usize,
    pub(crate) class: String,
    /// The outline of its shape, and the ring around it of a publisher's own count.
    pub(crate) shape: String,
    pub(crate) ring: Option<String>,
    /// The whiskers of its bounds, with what closes or opens their ends.
    pub(crate) bar: Option<String>,
    /// The line over the days it holds for.
    pub(crate) span: Option<String>,
    /// Where it had to make room, the line to its true place.
    pub(crate) stem: Option<String>,
    pub(crate) title: String,
}

/// An account with the status of its count, which part of what happened it tells of, and its row.
pub(crate) struct Told<'a> {
    pub(crate) status: &'static str,
    pub(crate) extent: Option<&'static str>,
    pub(crate) account: &'a AccountLine,
    pub(crate) row: usize,
}

/// What stood on a day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stood {
    pub(crate) day: Date,
    pub(crate) low: Option<u64>,
    pub(crate) high: Option<u64>,
    /// The number and whose it is.
    pub(crate) words: String,
}

/// The drawing; none where no day or no number is known.
pub(crate) fn draw(told: &[Told<'_>], stood: &[Stood]) -> Option<Chart> {
    let mut dated: Vec<Date> = told.iter().filter_map(|it| day(it.account)).collect();
    dated.sort_unstable();
    let across = Days::over(&dated, dated.len() < told.len())?;
    let up = Up::over(told.iter().flat_map(|it| [it.account.low, it.account.high]).flatten())?;
    let mut swarm = swarm::Swarm::default();
    let points = told.iter().filter_map(|it| point(it, &across, &up, &mut swarm)).collect();
    Some(Chart {
        points,
        legend: legend(told),
        days: across.ticks(),
        values: up.ticks(),
        lanes: across.lanes(),
        left: across.left,
        right: across.right,
        steps: steps(stood, &across, &up),
        label: label(stood, &across, &up),
        is_log: up.is_log,
        has_planned: told.iter().any(|it| it.status == "planned"),
        has_replaced: told.iter().any(|it| !it.account.stands),
        has_own: told.iter().any(|it| is_own(it.account)),
    })
}

/// The day an account is drawn at: the one it speaks of, else the one on which it was published.
pub(crate) fn day(account: &AccountLine) -> Option<Date> {
    let at = |date: Edtf| date.last_day().or_else(|| date.first_day());
    account
        .day
        .and_then(at)
        .or_else(|| account.period.and_then(at))
        .or_else(|| account.published.and_then(at))
}

/// The middle of two bounds, or the one that is known.
fn height(low: Option<u64>, high: Option<u64>, up: &Up) -> Option<f64> {
    match (low.map(|low| up.y(low)), high.map(|high| up.y(high))) {
        (Some(low), Some(high)) => Some(f64::midpoint(low, high)),
        (one, two) => one.or(two),
    }
}

fn point(it: &Told<'_>, across: &Days, up: &Up, swarm: &mut swarm::Swarm) -> Option<Point> {
    let account = it.account;
    let y = height(account.low, account.high, up)?;
    let day = day(account);
    let place = across.place(day)?;
    let (x, drawn) = swarm.room(place, y);
    let kind = kind(account);
    let planned = if it.status == "reported" { "" } else { " hollow" };
    let replaced = if account.stands { "" } else { " replaced" };
    let source = words::on_whose_word(account.source.as_deref(), account.source_kind, account.own.as_ref());
    let when = day.map_or_else(|| "no day".to_owned(), |day| say::date(&day.to_string()));
    let extent = it.extent.map(|extent| format!(", {extent}")).unwrap_or_default();
    let (low, high) = (account.low.map(|low| up.y(low)), account.high.map(|high| up.y(high)));
    Some(Point {
        row: it.row,
        class: format!("point kind-{kind}{planned}{replaced}"),
        shape: shapes::shape(kind, x, drawn),
        ring: is_own(account).then(|| shapes::round(x, drawn, 8.0)),
        bar: shapes::bar(x, low, high),
        span: span(account, across, y).filter(|_| matches!(place, Place::Day(_))),
        stem: ((drawn - y).abs() > 1.0).then(|| format!("M{x:.1} {y:.1}V{drawn:.1}")),
        title: format!("{when}: {}, {source}, in {}{extent}", account.words, say::report(account)),
    })
}

fn is_own(account: &AccountLine) -> bool {
    account.source.is_none() && account.own.is_some()
}

/// The days an account holds for, where both ends are known.
fn span(account: &AccountLine, across: &Days, y: f64) -> Option<String> {
    let Some(Edtf::Interval(End::At(_), End::At(_))) = account.period else { return None };
    let period = account.period?;
    let (first, last) = (across.x(period.first_day()?), across.x(period.last_day()?));
    (last - first > 2.0).then(|| format!("M{first:.1} {y:.1}H{last:.1}"))
}

/// From day to day what stood, on to the end of the line.
fn steps(stood: &[Stood], across: &Days, up: &Up) -> Option<String> {
    let places: Vec<(f64, f64)> =
        stood.iter().filter_map(|it| Some((across.x(it.day), height(it.low, it.high, up)?))).collect();
    let (x, y) = places.first().filter(|_| places.len() > 1)?;
    let mut path = format!("M{x:.1} {y:.1}");
    for (x, y) in places.iter().skip(1) {
        path.push_str(&format!("H{x:.1}V{y:.1}"));
    }
    path.push_str(&format!("H{:.1}", across.right));
    Some(path)
}

/// What stands at the end of the line, beside its last point and not over it.
fn label(stood: &[Stood], across: &Days, up: &Up) -> Option<Label> {
    let last = stood.last()?;
    let (x, y) = (across.x(last.day), height(last.low, last.high, up)?);
    let is_right = x > f64::midpoint(across.left, across.right);
    let y = if y - 16.0 < TOP { y + 22.0 } else { y - 13.0 };
    Some(Label {
        x: if is_right { x - 12.0 } else { x + 12.0 },
        y,
        anchor: if is_right { "end" } else { "start" },
        words: last.words.clone(),
    })
}

/// The kind of whoever speaks: the source, or the publisher whose own count it is.
fn kind(account: &AccountLine) -> &'static str {
    let own = account.own.as_ref().map(|own| own.kind.code());
    account.source_kind.or(own).unwrap_or("none")
}

fn legend(told: &[Told<'_>]) -> Vec<Entry> {
    let mut kinds: Vec<&str> = Vec::new();
    for kind in told.iter().map(|it| kind(it.account)) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let name = |kind: &str| match kind {
        "none" => "No source named".to_owned(),
        "unnamed" => "A source without a name".to_owned(),
        kind => say::kind(kind).to_owned(),
    };
    let entry = |kind: &&str| Entry {
        class: format!("point kind-{kind}"),
        name: name(kind),
        shape: shapes::shape(kind, 9.0, 9.0),
    };
    kinds.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn stood(day: i8, value: u64) -> Stood {
        Stood { day: date(2027, 2, day), low: Some(value), high: Some(value), words: value.to_string() }
    }

    #[test]
    fn what_stood_is_a_line_of_steps() {
        let days = [date(2027, 2, 1), date(2027, 2, 11)];
        let (across, up) =
            (Days::over(&days, false).expect("days"), Up::over([10, 40].into_iter()).expect("numbers"));
        let path = steps(&[stood(1, 10), stood(11, 40)], &across, &up).expect("a line");
        assert_eq!(path.matches('V').count(), 1);
        assert!(path.ends_with(&format!("H{:.1}", across.right)));
        assert!(steps(&[stood(1, 10)], &across, &up).is_none());
        assert_eq!(
            label(&[stood(1, 10), stood(11, 40)], &across, &up).map(|it| (it.words, it.anchor)),
            Some(("40".to_owned(), "end"))
        );
    }
}
