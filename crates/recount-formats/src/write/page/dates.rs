//! The reports as a table: each with its date, what gave it, and where the text contradicts it.

use recount_core::{
    Report,
    view::{self, Dating},
};

use super::{Page, anchors::Anchors, html::Html};
use crate::write::{
    dating::reasons,
    words::{self, plural},
};

/// More than these would be no table that a person reads; every report states its date beside its text as well.
const MOST: usize = 1_000;

/// What is known of each report's date, in the reports' order.
pub(super) fn read(page: &Page) -> Vec<Dating> {
    let pairs = page.reports.iter().zip(page.extractions);
    pairs.map(|(report, extraction)| view::dating(&report.text, extraction)).collect()
}

/// The table; those whose date is in doubt or not given stand first.
pub(super) fn table(html: &mut Html, page: &Page, datings: &[Dating], anchors: &Anchors) {
    if datings.is_empty() {
        return;
    }
    let mut rows: Vec<(usize, &Dating)> = datings.iter().enumerate().collect();
    rows.sort_by_key(|(_, dating)| (dating.contradiction.is_none(), dating.given.is_some()));
    html.raw("<div id=\"dates\">\n<table>\n<thead><tr><th>Report</th><th>Date</th><th>By</th><th>Its own words</th></tr></thead>\n<tbody>\n");
    for (at, dating) in rows.iter().take(MOST) {
        let Some(report) = page.reports.get(*at) else { continue };
        row(html, report, dating, anchors);
    }
    html.raw("</tbody>\n</table>\n");
    if rows.len() > MOST {
        html.leaf("p", &[("class", "legend")], &format!("and {}", plural(rows.len() - MOST, "more report")));
    }
    html.raw("</div>\n");
}

fn row(html: &mut Html, report: &Report, dating: &Dating, anchors: &Anchors) {
    let target = format!("#{}", anchors.report(&report.document));
    html.raw("<tr><th>").leaf("a", &[("href", &target)], &report.document);
    if let Some(outlet) = &report.outlet {
        html.raw("<br>").text(outlet);
    }
    html.raw("</th><td>").text(&dating.given.map_or_else(|| "undated".to_owned(), words::date));
    if dating.contradiction.is_some() {
        html.raw(" ").leaf("span", &[("class", "tag doubt")], "in doubt");
    }
    html.raw("</td><td>").text(dating.by.as_deref().unwrap_or("–"));
    html.raw("</td><td>").text(&dating.inferred.map_or_else(String::new, words::bounds));
    for reason in reasons(dating) {
        html.raw("<br>").text(&reason);
    }
    html.raw("</td></tr>\n");
}
