//! What happened when: a drawing of all days, then each day with its figures, orders and deadlines.

use recount_core::view::{Day, Entry};

use super::{Page, anchors::Anchors, chart, html::Html};
use crate::write::words;

/// How many entries of a day stand open; the others unfold.
const OPEN: usize = 12;

/// The timeline.
pub(super) fn section(html: &mut Html, page: &Page, anchors: &Anchors) {
    html.raw("<section id=\"timeline\">\n<h2>Timeline</h2>\n");
    if page.timeline.is_empty() {
        html.raw("<p class=\"nothing\">Nothing in these reports has a date.</p>\n</section>\n");
        return;
    }
    chart::draw(html, page.timeline, anchors);
    html.raw("<ol class=\"days\">\n");
    for day in page.timeline {
        day_item(html, day, anchors);
    }
    html.raw("</ol>\n</section>\n");
}

fn day_item(html: &mut Html, day: &Day, anchors: &Anchors) {
    let when = day.when.map_or_else(|| "No date".to_owned(), words::date);
    html.raw("<li class=\"day\">\n").leaf("h3", &[], &capital(&when)).raw("\n<ul>\n");
    for (at, entry) in day.entries.iter().enumerate() {
        if at == OPEN && day.entries.len() > OPEN + 1 {
            html.raw("</ul>\n<details><summary>");
            html.text(&format!("{} more", day.entries.len() - OPEN)).raw("</summary>\n<ul>\n");
        }
        entry_item(html, entry, anchors);
    }
    html.raw("</ul>\n");
    if day.entries.len() > OPEN + 1 {
        html.raw("</details>\n");
    }
    html.raw("</li>\n");
}

fn entry_item(html: &mut Html, entry: &Entry, anchors: &Anchors) {
    let target = format!("#{}", target(entry, anchors));
    html.open("li", &[("class", entry.kind)]);
    html.raw("<span class=\"what\">");
    if entry.kind != "figure" {
        html.leaf("span", &[("class", "tag")], tag(entry)).raw(" ");
    }
    html.leaf("a", &[("href", &target)], &entry.text).raw("</span>");
    if let Some(source) = &entry.source {
        html.raw(" <span class=\"source\">").text(&words::source(source, None)).raw("</span>");
    }
    html.raw(" <span class=\"provenance\">").text(&entry.document).raw("</span></li>\n");
}

fn tag(entry: &Entry) -> &'static str {
    match entry.kind {
        "deadline" => "deadline",
        "effective" => "takes effect",
        _ => "order",
    }
}

/// The anchor of what the entry tells.
pub(super) fn target(entry: &Entry, anchors: &Anchors) -> String {
    match entry.kind {
        "figure" => anchors.figure(&entry.document, entry.span),
        _ => anchors.order(&entry.document, entry.span),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
