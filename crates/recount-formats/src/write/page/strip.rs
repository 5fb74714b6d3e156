//! The accounts of one count on a line of numbers, as a small drawing: shapes tell how each number is stated, so that
//! nothing depends on colour.

use recount_core::view::{AccountLine, CountLine, words::number};

use super::html::Html;

const WIDTH: f64 = 320.0;
const MARGIN: f64 = 14.0;
const MIDDLE: f64 = 13.0;
/// More marks than this would only blot each other out.
const MOST: usize = 200;

/// Draws the line where two accounts differ.
pub(super) fn draw(html: &mut Html, count: &CountLine) {
    let ends: Vec<u64> =
        count.accounts.iter().flat_map(|account| [account.low, account.high]).flatten().collect();
    let (Some(&least), Some(&most)) = (ends.iter().min(), ends.iter().max()) else { return };
    if least == most || count.accounts.len() < 2 {
        return;
    }
    let scale = Scale::new(least, most);
    let label = format!("{} accounts between {} and {}", count.accounts.len(), number(least), number(most));
    html.open(
        "svg",
        &[("class", "strip"), ("viewBox", "0 0 320 40"), ("role", "img"), ("aria-label", &label)],
    );
    line(html, MARGIN, WIDTH - MARGIN, MIDDLE, "axis");
    for account in count.accounts.iter().take(MOST) {
        mark(html, account, &scale);
    }
    for (value, anchor, x) in [(least, "start", MARGIN), (most, "end", WIDTH - MARGIN)] {
        let x = format!("{x:.0}");
        html.leaf("text", &[("x", &x), ("y", "36"), ("text-anchor", anchor)], &number(value));
    }
    if scale.logarithmic {
        html.leaf("text", &[("x", "160"), ("y", "36"), ("text-anchor", "middle")], "log scale");
    }
    html.raw("</svg>\n");
}

/// From numbers to places on the line.
struct Scale {
    least: f64,
    most: f64,
    logarithmic: bool,
}

impl Scale {
    /// A line of tenfolds where the numbers differ by more than fiftyfold.
    #[expect(clippy::cast_precision_loss, reason = "a place on a drawing")]
    fn new(least: u64, most: u64) -> Scale {
        Scale { least: least as f64, most: most as f64, logarithmic: most / 50 > least.max(1) }
    }

    #[expect(clippy::cast_precision_loss, reason = "a place on a drawing")]
    fn x(&self, value: u64) -> f64 {
        let of = |value: f64| if self.logarithmic { (value + 1.0).ln() } else { value };
        let (least, most) = (of(self.least), of(self.most));
        MARGIN + (WIDTH - 2.0 * MARGIN) * (of(value as f64) - least) / (most - least)
    }
}

fn mark(html: &mut Html, account: &AccountLine, scale: &Scale) {
    html.open("g", &[]).leaf("title", &[], &account.words);
    match (account.low, account.high) {
        (Some(low), Some(high)) if low == high => {
            let class = if account.quantifier == "approximately" { "dot hollow" } else { "dot" };
            dot(html, scale.x(low), class);
        }
        (Some(low), Some(high)) => line(html, scale.x(low), scale.x(high), MIDDLE, "span"),
        (Some(low), None) => arrow(html, scale.x(low), 10.0),
        (None, Some(high)) => arrow(html, scale.x(high), -10.0),
        (None, None) => {}
    }
    html.raw("</g>");
}

fn dot(html: &mut Html, x: f64, class: &str) {
    let (x, y) = (format!("{x:.1}"), format!("{MIDDLE:.0}"));
    html.leaf("circle", &[("class", class), ("cx", &x), ("cy", &y), ("r", "4.5")], "");
}

fn line(html: &mut Html, from: f64, to: f64, y: f64, class: &str) {
    let (from, to, y) = (format!("{from:.1}"), format!("{to:.1}"), format!("{y:.0}"));
    html.leaf("line", &[("class", class), ("x1", &from), ("x2", &to), ("y1", &y), ("y2", &y)], "");
}

/// A bar at the bound and an arrow to the open side.
fn arrow(html: &mut Html, x: f64, length: f64) {
    let tip = x + length;
    let back = tip - length.signum() * 4.0;
    let path = format!(
        "M{x:.1} {:.0}V{:.0}M{x:.1} {MIDDLE:.0}H{tip:.1}M{back:.1} {:.0}L{tip:.1} {MIDDLE:.0}L{back:.1} {:.0}",
        MIDDLE - 6.0,
        MIDDLE + 6.0,
        MIDDLE - 4.0,
        MIDDLE + 4.0
    );
    html.leaf("path", &[("class", "arrow"), ("d", &path)], "");
}
