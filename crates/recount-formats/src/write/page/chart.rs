//! The days as a drawing: a lane for orders and one for each measure; a dot is a day, a bar an interval, a diamond a
//! deadline. Marks of one lane and period are drawn once, with their number.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use recount_core::{
    edtf::Edtf,
    view::{Day, Entry},
};

use super::{anchors::Anchors, html::Html, timeline};
use crate::write::words;

const WIDTH: f64 = 960.0;
const LEFT: f64 = 170.0;
const LANE: f64 = 34.0;
const TOP: f64 = 30.0;
/// The lanes drawn; further measures stand in the list alone.
const LANES: usize = 14;
/// The longest stretch of time drawn, in days; what lies further back stands in the list alone.
const LONGEST: i32 = 730;

/// First and last day of a mark; either may be open.
type Period = (Option<Date>, Option<Date>);

/// The entries of a lane by period.
type Lane<'a> = BTreeMap<Period, Vec<&'a Entry>>;

/// Draws the dated entries, where they span more than one day.
pub(super) fn draw(html: &mut Html, days: &[Day], anchors: &Anchors) {
    let Some(scale) = Scale::over(days) else { return };
    let lanes = lanes(days, &scale);
    let height = TOP + LANE * lanes.len() as f64 + 8.0;
    let view = format!("0 0 {WIDTH:.0} {height:.0}");
    html.raw("<div class=\"chart\" tabindex=\"0\" role=\"group\" aria-label=\"Timeline drawing; the list below tells the same\">");
    html.open("svg", &[("viewBox", &view), ("class", "timeline")]);
    for (day, label) in scale.ticks() {
        let x = format!("{:.1}", scale.x(day));
        html.leaf(
            "line",
            &[("class", "grid"), ("x1", &x), ("x2", &x), ("y1", "22"), ("y2", &format!("{height:.0}"))],
            "",
        );
        html.leaf("text", &[("x", &x), ("y", "15"), ("text-anchor", "middle")], &label);
    }
    for (number, (name, marks)) in lanes.iter().enumerate() {
        let y = TOP + LANE * (number as f64 + 0.5);
        html.leaf("text", &[("class", "lane"), ("x", "0"), ("y", &format!("{:.1}", y + 4.5))], name);
        for (period, entries) in marks {
            mark(html, *period, entries, y, &scale, anchors);
        }
    }
    html.raw("</svg></div>\n");
}

/// The lanes in the order in which their counts matter, orders first.
fn lanes<'a>(days: &'a [Day], scale: &Scale) -> Vec<(String, Lane<'a>)> {
    let mut lanes: Vec<(String, Lane)> = vec![("Orders".to_owned(), Lane::new())];
    for day in days {
        let Some(period) = day.when.map(period).filter(|period| scale.shows(*period)) else { continue };
        for entry in &day.entries {
            let name = lane_of(entry);
            let at = lanes.iter().position(|(other, _)| other == name).unwrap_or_else(|| {
                lanes.push((name.to_owned(), Lane::new()));
                lanes.len() - 1
            });
            lanes[at].1.entry(period).or_default().push(entry);
        }
    }
    lanes.retain(|(_, marks)| !marks.is_empty());
    lanes.sort_by_key(|(name, marks)| {
        let many = marks.values().map(Vec::len).sum::<usize>();
        (name != "Orders", std::cmp::Reverse(many), name.clone())
    });
    lanes.truncate(LANES);
    lanes
}

/// "Returned" of "Returned: 436,790 Afghans".
fn lane_of(entry: &Entry) -> &str {
    match entry.kind {
        "figure" => entry.text.split_once(": ").map_or("Other", |(label, _)| label),
        _ => "Orders",
    }
}

fn period(when: Edtf) -> Period {
    (when.first_day(), when.last_day())
}

fn mark(html: &mut Html, period: Period, entries: &[&Entry], y: f64, scale: &Scale, anchors: &Anchors) {
    let Some(first) = entries.first() else { return };
    let target = format!("#{}", timeline::target(first, anchors));
    html.open("a", &[("href", &target)]).leaf("title", &[], &title(entries));
    let is_deadline = entries.iter().any(|entry| entry.kind == "deadline");
    let end = match period {
        (Some(one), Some(two)) if one == two => {
            let x = scale.x(one);
            if is_deadline {
                diamond(html, x, y)
            } else {
                dot(html, x, y)
            }
            x
        }
        (one, two) => bar(html, one, two, y, scale),
    };
    if entries.len() > 1 {
        let (x, y) = (format!("{:.1}", end + 9.0), format!("{:.1}", y - 5.0));
        html.leaf("text", &[("class", "many"), ("x", &x), ("y", &y)], &format!("×{}", entries.len()));
    }
    html.close("a");
}

fn title(entries: &[&Entry]) -> String {
    let mut told: Vec<&str> = entries.iter().take(4).map(|entry| entry.text.as_str()).collect();
    let more = format!("and {} more", entries.len().saturating_sub(4));
    if entries.len() > 4 {
        told.push(&more);
    }
    told.join("; ")
}

fn dot(html: &mut Html, x: f64, y: f64) {
    let (x, y) = (format!("{x:.1}"), format!("{y:.1}"));
    html.leaf("circle", &[("class", "dot"), ("cx", &x), ("cy", &y), ("r", "5.5")], "");
}

fn diamond(html: &mut Html, x: f64, y: f64) {
    let path =
        format!("M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z", y - 8.0, x + 8.0, y + 8.0, x - 8.0);
    html.leaf("path", &[("class", "diamond"), ("d", &path)], "");
}

/// A bar from day to day; a dashed line runs on to the open side. Where the mark ends.
fn bar(html: &mut Html, first: Option<Date>, last: Option<Date>, y: f64, scale: &Scale) -> f64 {
    let from = first.map_or(LEFT, |day| scale.x(day));
    let to = last.map_or(WIDTH - 24.0, |day| scale.x(day));
    let class = if first.is_some() && last.is_some() { "bar" } else { "bar open" };
    let (x1, x2, y) = (format!("{from:.1}"), format!("{to:.1}"), format!("{y:.1}"));
    html.leaf("line", &[("class", class), ("x1", &x1), ("x2", &x2), ("y1", &y), ("y2", &y)], "");
    if let Some(known) = first.xor(last) {
        let x = format!("{:.1}", scale.x(known));
        html.leaf("circle", &[("class", "dot"), ("cx", &x), ("cy", &y), ("r", "4")], "");
    }
    to
}

/// From days to places on the drawing.
struct Scale {
    first: Date,
    last: Date,
}

impl Scale {
    /// The stretch of time that the entries span, its latest part where it is very long; none for less than two days.
    fn over(days: &[Day]) -> Option<Scale> {
        let periods = || days.iter().filter_map(|day| day.when).map(period);
        let last = periods().flat_map(|(first, last)| [first, last]).flatten().max()?;
        let floor = last.checked_sub(LONGEST.days()).ok()?;
        let first =
            periods().flat_map(|(first, last)| [first, last]).flatten().filter(|day| *day >= floor).min()?;
        (first < last).then_some(Scale { first, last })
    }

    /// Whether a mark has its place here.
    fn shows(&self, period: Period) -> bool {
        let inside = |day: Date| self.first <= day && day <= self.last;
        match period {
            (Some(first), Some(last)) => inside(first) && inside(last),
            (first, last) => first.or(last).is_some_and(inside),
        }
    }

    fn x(&self, day: Date) -> f64 {
        let room = WIDTH - LEFT - 40.0;
        LEFT + 14.0
            + room * f64::from(days_between(self.first, day))
                / f64::from(days_between(self.first, self.last).max(1))
    }

    /// About ten days to name: each first of a month where the stretch is long, else every so many days.
    fn ticks(&self) -> Vec<(Date, String)> {
        let span = days_between(self.first, self.last);
        let step = [1, 2, 7, 14].into_iter().find(|step| span / step <= 10);
        let mut ticks = Vec::new();
        let mut day = self.first;
        while day <= self.last && ticks.len() < 40 {
            let label = words::date(day.into());
            let label = label.rsplit_once(' ').map_or(label.as_str(), |(label, _)| label);
            let next = match step {
                Some(step) => {
                    ticks.push((day, short_month(label)));
                    day.checked_add(step.days())
                }
                None => {
                    if day.day() == 1 && months_apart(self.first, day) % (span / 330 + 1) == 0 {
                        ticks.push((day, format!("{} {}", &short_month(label)[2..], day.year())));
                    }
                    day.checked_add(1.day())
                }
            };
            match next {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        ticks
    }
}

fn months_apart(one: Date, two: Date) -> i32 {
    (i32::from(two.year()) - i32::from(one.year())) * 12 + i32::from(two.month()) - i32::from(one.month())
}

fn days_between(one: Date, two: Date) -> i32 {
    one.until(two).map_or(0, |span| span.get_days())
}

/// "9 Feb" of "9 February".
fn short_month(label: &str) -> String {
    match label.split_once(' ') {
        Some((day, month)) => format!("{day} {}", month.get(..3).unwrap_or(month)),
        None => label.to_owned(),
    }
}
