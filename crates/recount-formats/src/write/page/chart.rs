//! The days as a drawing: a lane for orders and one for each measure; a dot is a day, a bar an interval, a diamond a
//! deadline. Marks of one lane and period are drawn once, with their number.

use std::collections::BTreeMap;

use recount_core::view::{Day, Entry, Table};

use super::{
    anchors::Anchors,
    html::Html,
    scale::{Period, Scale},
    timeline,
};

const WIDTH: f64 = 1000.0;
const LEFT: f64 = 190.0;
const TOP: f64 = 34.0;
/// A row of marks; a lane has as many as it takes for them not to touch, but no more than `ROWS`.
const ROW: f64 = 19.0;
const ROWS: usize = 6;
/// The lanes drawn; further measures stand in the list alone.
const LANES: usize = 16;
const ORDERS: &str = "Orders";

/// The entries of a lane by period.
type Marks<'a> = BTreeMap<Period, Vec<&'a Entry>>;

/// Draws the dated entries, where they span more than one day.
pub(super) fn draw(html: &mut Html, days: &[Day], table: &Table, anchors: &Anchors) {
    let periods: Vec<Period> = days.iter().filter_map(period).collect();
    let with_orders = days.iter().filter(|day| day.entries.iter().any(|entry| entry.kind != "figure"));
    let wanted: Vec<_> =
        with_orders.filter_map(period).flat_map(|(first, last)| [first, last]).flatten().collect();
    let Some(scale) = Scale::over(&periods, &wanted, LEFT + 12.0, WIDTH - 24.0) else { return };
    let lanes: Vec<Lane> = lanes(days, table, &scale);
    let height = lanes.iter().fold(TOP, |height, lane| height + lane.height());
    html.raw("<div class=\"chart\" tabindex=\"0\" role=\"group\" aria-label=\"The days as a drawing; the list below tells the \
              same\">");
    html.open("svg", &[("viewBox", &format!("0 0 {WIDTH:.0} {height:.0}")), ("class", "timeline")]);
    for (day, label) in scale.ticks() {
        let x = format!("{:.1}", scale.x(day));
        line(html, "grid", [scale.x(day), scale.x(day), 22.0, height]);
        html.leaf("text", &[("x", &x), ("y", "14"), ("text-anchor", "middle")], &label);
    }
    let mut top = TOP;
    for lane in &lanes {
        line(html, "rule", [0.0, WIDTH, top, top]);
        let y = format!("{:.1}", top + ROW / 2.0 + 8.0);
        html.leaf("text", &[("class", "lane"), ("x", "0"), ("y", &y)], lane.name);
        for mark in &lane.marks {
            draw_mark(html, mark, top + 3.0 + ROW * (mark.row as f64 + 0.5), anchors);
        }
        top += lane.height();
    }
    html.raw("</svg></div>\n");
}

fn period(day: &Day) -> Option<Period> {
    day.when.map(|when| (when.first_day(), when.last_day()))
}

/// One row of the drawing, or several.
struct Lane<'a> {
    name: &'a str,
    marks: Vec<Mark<'a>>,
}

/// The entries of one period.
struct Mark<'a> {
    entries: Vec<&'a Entry>,
    from: f64,
    to: f64,
    /// Whether an end is not known, or beyond the drawing.
    open: bool,
    /// Where the dot stands: at the known end, else in the middle.
    dot: f64,
    row: usize,
}

impl Lane<'_> {
    fn height(&self) -> f64 {
        let rows = self.marks.iter().map(|mark| mark.row + 1).max().unwrap_or(1);
        ROW * rows as f64 + 6.0
    }
}

/// The lanes in the order of the counts, orders first.
fn lanes<'a>(days: &'a [Day], table: &'a Table, scale: &Scale) -> Vec<Lane<'a>> {
    let mut names: Vec<&str> = vec![ORDERS];
    for count in &table.counts {
        if names.last() != Some(&count.label.as_str()) {
            names.push(&count.label);
        }
    }
    let mut by_name: BTreeMap<&str, Marks> = BTreeMap::new();
    for day in days {
        let Some(period) = period(day).filter(|period| scale.shows(*period)) else { continue };
        for entry in &day.entries {
            by_name.entry(lane_of(entry)).or_default().entry(period).or_default().push(entry);
        }
    }
    let lane = |name| by_name.remove(name).map(|marks| Lane { name, marks: in_rows(marks, scale) });
    names.into_iter().filter_map(lane).take(LANES).collect()
}

/// "Returned" of "Returned: 436,790 Afghans".
fn lane_of(entry: &Entry) -> &str {
    match entry.kind {
        "figure" => entry.text.split_once(": ").map_or("", |(label, _)| label),
        _ => ORDERS,
    }
}

/// Puts marks that would touch one below the other.
fn in_rows<'a>(marks: Marks<'a>, scale: &Scale) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark> =
        marks.into_iter().map(|(period, entries)| mark(period, entries, scale)).collect();
    marks.sort_by(|one, two| one.from.total_cmp(&two.from).then(one.to.total_cmp(&two.to)));
    let mut ends: Vec<f64> = Vec::new();
    for mark in &mut marks {
        let free = ends.iter().position(|end| end + 18.0 <= mark.from);
        mark.row = free.unwrap_or_else(|| ends.len().min(ROWS - 1));
        match ends.get_mut(mark.row) {
            Some(end) => *end = end.max(mark.to),
            None => ends.push(mark.to),
        }
    }
    marks
}

fn mark<'a>(period: Period, entries: Vec<&'a Entry>, scale: &Scale) -> Mark<'a> {
    let from = period.0.map_or(LEFT, |day| scale.x(day));
    let to = period.1.map_or(WIDTH - 8.0, |day| scale.x(day));
    let held = |day: Option<jiff::civil::Date>| day.is_some_and(|day| scale.holds(day));
    let (starts, ends) = (held(period.0), held(period.1));
    let dot = match (starts, ends) {
        (true, false) => from,
        (false, true) => to,
        _ => f64::midpoint(from, to),
    };
    Mark { entries, from, to, open: !(starts && ends), dot, row: 0 }
}

fn draw_mark(html: &mut Html, mark: &Mark, y: f64, anchors: &Anchors) {
    let Some(first) = mark.entries.first() else { return };
    let target = format!("#{}", timeline::target(first, anchors));
    html.open("a", &[("href", &target)]).leaf("title", &[], &title(&mark.entries));
    let many = mark.entries.len() > 1;
    if mark.to - mark.from > 1.0 {
        line(html, if mark.open { "bar open" } else { "bar" }, [mark.from, mark.to, y, y]);
    }
    let middle = mark.dot;
    if mark.entries.iter().any(|entry| entry.kind == "deadline") {
        diamond(html, mark.to, y);
    } else if many || mark.open || mark.to - mark.from <= 1.0 {
        dot(html, middle, y, if many { 8.0 } else { 5.0 });
    }
    if many {
        let (x, y) = (format!("{middle:.1}"), format!("{:.1}", y + 3.7));
        html.leaf("text", &[("class", "many"), ("x", &x), ("y", &y)], &mark.entries.len().to_string());
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

fn dot(html: &mut Html, x: f64, y: f64, radius: f64) {
    let (x, y, radius) = (format!("{x:.1}"), format!("{y:.1}"), format!("{radius:.1}"));
    html.leaf("circle", &[("class", "dot"), ("cx", &x), ("cy", &y), ("r", &radius)], "");
}

fn diamond(html: &mut Html, x: f64, y: f64) {
    let path =
        format!("M{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}Z", y - 9.5, x + 9.5, y + 9.5, x - 9.5);
    html.leaf("path", &[("class", "diamond"), ("d", &path)], "");
}

fn line(html: &mut Html, class: &str, [x1, x2, y1, y2]: [f64; 4]) {
    let (x1, x2, y1, y2) = (format!("{x1:.1}"), format!("{x2:.1}"), format!("{y1:.1}"), format!("{y2:.1}"));
    html.leaf("line", &[("class", class), ("x1", &x1), ("x2", &x2), ("y1", &y1), ("y2", &y2)], "");
}
