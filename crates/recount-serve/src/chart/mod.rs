//! A series drawn over time: a point for each account with its bounds as a bar, one shape and colour for each kind of source, hollow for
//! what is planned, pale for what later accounts replaced. Numbers only; the template writes the markup, a table beside it tells the same.

use jiff::civil::Date;
use recount_core::{
    edtf::{Edtf, End},
    view::{AccountLine, words::number},
};
use recount_formats::write::{scale::Scale, words};

use crate::say;

/// The drawing's width and height, and what its axes take.
pub(crate) const WIDTH: f64 = 760.0;
pub(crate) const HEIGHT: f64 = 320.0;
const LEFT: f64 = 76.0;
const RIGHT: f64 = WIDTH - 18.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = HEIGHT - 40.0;

/// What is drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chart {
    pub(crate) points: Vec<Point>,
    pub(crate) days: Vec<Tick>,
    pub(crate) values: Vec<Tick>,
    pub(crate) legend: Vec<Entry>,
    /// Whether equal steps upward are equal factors.
    pub(crate) is_log: bool,
    pub(crate) has_planned: bool,
    pub(crate) has_replaced: bool,
}

/// A place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: f64,
    pub(crate) name: String,
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
    /// The outline of its shape.
    pub(crate) shape: String,
    /// The bar of its bounds, with what closes or opens its ends.
    pub(crate) bar: Option<String>,
    /// The line over the days it holds for.
    pub(crate) span: Option<String>,
    pub(crate) title: String,
}

/// An account with the status of its count, and its row.
pub(crate) struct Told<'a> {
    pub(crate) status: &'static str,
    pub(crate) account: &'a AccountLine,
    pub(crate) row: usize,
}

/// The drawing; none where less than two days or no numbers are known.
pub(crate) fn draw(told: &[Told<'_>]) -> Option<Chart> {
    let dated: Vec<(&Told<'_>, Date)> = told.iter().filter_map(|it| Some((it, day(it.account)?))).collect();
    let periods: Vec<(Option<Date>, Option<Date>)> =
        dated.iter().map(|(_, day)| (Some(*day), Some(*day))).collect();
    let across = Across::over(&periods)?;
    let up = Up::over(dated.iter().flat_map(|(it, _)| [it.account.low, it.account.high]).flatten())?;
    let mut points = Vec::new();
    let mut taken: Vec<(i64, usize)> = Vec::new();
    for (it, day) in &dated {
        let x = across.x(*day);
        // Accounts of one day stand side by side.
        let column = (x / 12.0).round() as i64;
        let beside = taken.iter_mut().find(|(known, _)| *known == column);
        let number = match beside {
            Some((_, number)) => {
                *number += 1;
                *number
            }
            None => {
                taken.push((column, 0));
                0
            }
        };
        let side = if number % 2 == 0 { 1.0 } else { -1.0 };
        let shifted = (x + side * 11.0 * number.div_ceil(2) as f64).clamp(LEFT + 6.0, RIGHT - 6.0);
        points.extend(point(it, shifted, &across, &up));
    }
    Some(Chart {
        legend: legend(&dated),
        days: across.ticks(),
        values: up.ticks(),
        is_log: up.is_log,
        has_planned: dated.iter().any(|(it, _)| it.status == "planned"),
        has_replaced: dated.iter().any(|(it, _)| !it.account.stands),
        points,
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

/// From days to places; a single day stands in the middle.
enum Across {
    Days(Scale),
    One(Date),
}

impl Across {
    fn over(periods: &[(Option<Date>, Option<Date>)]) -> Option<Across> {
        let first = periods.first()?.0?;
        Some(Scale::over(periods, &[], LEFT + 24.0, RIGHT - 24.0).map_or(Across::One(first), Across::Days))
    }

    fn x(&self, day: Date) -> f64 {
        match self {
            Across::Days(scale) => scale.x(day),
            Across::One(_) => f64::midpoint(LEFT, RIGHT),
        }
    }

    fn ticks(&self) -> Vec<Tick> {
        match self {
            Across::Days(scale) => {
                scale.ticks().into_iter().map(|(day, name)| Tick { at: scale.x(day), name }).collect()
            }
            Across::One(day) => vec![Tick { at: self.x(*day), name: say::date(&day.to_string()) }],
        }
    }
}

/// From numbers to places.
struct Up {
    low: f64,
    high: f64,
    is_log: bool,
}

/// Numbers that differ by more than this factor are drawn by their logarithms.
const WIDE: f64 = 60.0;

impl Up {
    fn over(values: impl Iterator<Item = u64>) -> Option<Up> {
        let values: Vec<f64> = values.map(|value| value as f64).collect();
        let high = values.iter().copied().fold(0.0, f64::max);
        let least = values.iter().copied().filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
        if values.is_empty() || high <= 0.0 {
            return None;
        }
        let is_log = high / least > WIDE;
        let low = if is_log { 10_f64.powf(least.log10().floor()) } else { 0.0 };
        Some(Up { low, high: high * if is_log { 1.5 } else { 1.08 }, is_log })
    }

    fn y(&self, value: u64) -> f64 {
        let value = value as f64;
        let share = if self.is_log {
            (value.max(self.low) / self.low).log10() / (self.high / self.low).log10()
        } else {
            value / self.high
        };
        BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0)
    }

    /// Four to six round numbers.
    fn ticks(&self) -> Vec<Tick> {
        let values: Vec<u64> = if self.is_log {
            (0..20)
                .map(|power| 10_u64.pow(power))
                .filter(|value| (self.low..=self.high).contains(&(*value as f64)))
                .collect()
        } else {
            let rough = self.high / 5.0;
            let unit = 10_f64.powf(rough.log10().floor());
            let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|by| by * unit).find(|step| rough <= *step);
            let step = (step.unwrap_or(unit).max(1.0)) as u64;
            (0..=8).map(|at| at * step).filter(|value| *value as f64 <= self.high).collect()
        };
        values.into_iter().map(|value| Tick { at: self.y(value), name: number(value) }).collect()
    }
}

fn point(it: &Told<'_>, x: f64, across: &Across, up: &Up) -> Option<Point> {
    let account = it.account;
    let (low, high) = (account.low.map(|low| up.y(low)), account.high.map(|high| up.y(high)));
    let y = match (low, high) {
        (Some(low), Some(high)) => f64::midpoint(low, high),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    let kind = kind(account);
    let planned = if it.status == "reported" { "" } else { " hollow" };
    let replaced = if account.stands { "" } else { " replaced" };
    let source = words::on_whose_word(account.source.as_deref(), account.source_kind, account.own.as_ref());
    let told = day(account).map(|day| say::date(&day.to_string())).unwrap_or_default();
    Some(Point {
        row: it.row,
        class: format!("point kind-{kind}{planned}{replaced}"),
        shape: shape(kind, x, y),
        bar: bar(x, low, high),
        span: span(account, across, y),
        title: format!("{told}: {}, {source}, in {}", account.words, account.document),
    })
}

/// A bar from bound to bound; an arrow where one is open.
fn bar(x: f64, low: Option<f64>, high: Option<f64>) -> Option<String> {
    let cap = |y: f64| format!("M{:.1} {y:.1}H{:.1}", x - 5.0, x + 5.0);
    match (low, high) {
        (Some(low), Some(high)) if (low - high).abs() < 1.0 => None,
        (Some(low), Some(high)) => Some(format!("M{x:.1} {low:.1}V{high:.1}{}{}", cap(low), cap(high))),
        (Some(low), None) => {
            let tip = (low - 24.0).max(4.0);
            Some(format!(
                "{}M{x:.1} {low:.1}V{tip:.1}M{:.1} {:.1}L{x:.1} {tip:.1}L{:.1} {:.1}",
                cap(low),
                x - 4.0,
                tip + 5.0,
                x + 4.0,
                tip + 5.0
            ))
        }
        (None, Some(high)) => {
            let tip = (high + 24.0).min(BOTTOM);
            Some(format!(
                "{}M{x:.1} {high:.1}V{tip:.1}M{:.1} {:.1}L{x:.1} {tip:.1}L{:.1} {:.1}",
                cap(high),
                x - 4.0,
                tip - 5.0,
                x + 4.0,
                tip - 5.0
            ))
        }
        (None, None) => None,
    }
}

/// The days an account holds for, where both ends are known.
fn span(account: &AccountLine, across: &Across, y: f64) -> Option<String> {
    let Some(Edtf::Interval(End::At(_), End::At(_))) = account.period else { return None };
    let period = account.period?;
    let (first, last) = (across.x(period.first_day()?), across.x(period.last_day()?));
    (last - first > 2.0).then(|| format!("M{first:.1} {y:.1}H{last:.1}"))
}

/// The outline by which a kind of source is known without its colour.
fn shape(kind: &str, x: f64, y: f64) -> String {
    let through = |corners: &[(f64, f64)]| {
        let corners: Vec<String> =
            corners.iter().map(|(right, down)| format!("{:.1} {:.1}", x + right, y + down)).collect();
        format!("M{}Z", corners.join("L"))
    };
    match kind {
        "government" => through(&[(-4.8, -4.8), (4.8, -4.8), (4.8, 4.8), (-4.8, 4.8)]),
        "un" => round(x, y, 5.4),
        "ngo" => through(&[(0.0, -6.2), (5.8, 4.4), (-5.8, 4.4)]),
        "media" => through(&[(0.0, -6.6), (6.6, 0.0), (0.0, 6.6), (-6.6, 0.0)]),
        "armed_group" => through(&[(0.0, 6.2), (5.8, -4.4), (-5.8, -4.4)]),
        "witness" => through(&[(-6.0, -2.2), (6.0, -2.2), (6.0, 2.2), (-6.0, 2.2)]),
        "expert" => through(&[(0.0, -6.2), (5.9, -1.9), (3.6, 5.0), (-3.6, 5.0), (-5.9, -1.9)]),
        _ => round(x, y, 4.0),
    }
}

/// The kind of whoever speaks: the source, or the publisher whose own count it is.
fn kind(account: &AccountLine) -> &'static str {
    let own = account.own.as_ref().map(|own| own.kind.code());
    account.source_kind.or(own).unwrap_or("none")
}

fn round(x: f64, y: f64, radius: f64) -> String {
    format!(
        "M{:.1} {y:.1}a{radius} {radius} 0 1 0 {:.1} 0a{radius} {radius} 0 1 0 {:.1} 0Z",
        x - radius,
        radius * 2.0,
        -radius * 2.0
    )
}

fn legend(dated: &[(&Told<'_>, Date)]) -> Vec<Entry> {
    let mut kinds: Vec<&str> = Vec::new();
    for (it, _) in dated {
        let kind = kind(it.account);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let name =
        |kind: &str| if kind == "none" { "No source named".to_owned() } else { say::kind(kind).to_owned() };
    let entry = |kind: &&str| Entry {
        class: format!("point kind-{kind}"),
        name: name(kind),
        shape: shape(kind, 9.0, 9.0),
    };
    kinds.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise() {
        let up = Up::over([1_000, 4_000].into_iter()).expect("a scale");
        assert!(!up.is_log && up.y(4_000) < up.y(1_000) && up.y(0) == BOTTOM);
        let names: Vec<String> = up.ticks().into_iter().map(|tick| tick.name).collect();
        assert_eq!(names, ["0", "1,000", "2,000", "3,000", "4,000"]);
        let up = Up::over([3, 4_000_000].into_iter()).expect("a scale");
        assert!(up.is_log && up.y(4_000_000) < up.y(3) && up.y(3) < BOTTOM);
        assert!(Up::over([0].into_iter()).is_none());
        assert!(Up::over(std::iter::empty()).is_none());
    }

    #[test]
    fn huge_numbers_stay_on_the_drawing() {
        let up = Up::over([1, u64::MAX].into_iter()).expect("a scale");
        assert!(up.y(u64::MAX) >= TOP && up.y(1) <= BOTTOM);
        assert!(!up.ticks().is_empty());
    }

    #[test]
    fn open_bounds_have_arrows() {
        assert!(bar(10.0, Some(100.0), None).expect("an arrow").contains("V76.0"));
        assert!(bar(10.0, Some(100.0), Some(100.0)).is_none());
        assert!(bar(10.0, Some(100.0), Some(50.0)).expect("a bar").contains("V50.0"));
    }
}
