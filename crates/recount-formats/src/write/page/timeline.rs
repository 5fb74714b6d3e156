//! What happened when: a drawing of all days, then each day with its figures, orders and deadlines.

use recount_core::view::{Day, Entry};

use super::{Page, anchors::Anchors, chart, html::Html};
use crate::write::words;

/// How many lines of a day stand open; the others unfold.
const OPEN: usize = 12;

/// The timeline.
pub(super) fn section(html: &mut Html, page: &Page, anchors: &Anchors) {
    html.raw("<section id=\"timeline\">\n<h2>Timeline</h2>\n");
    if page.timeline.is_empty() {
        html.raw("<p class=\"nothing\">Nothing in these reports has a date.</p>\n</section>\n");
        return;
    }
    html.raw("<p class=\"legend\">").raw(LEGEND).raw("</p>\n");
    chart::draw(html, page.timeline, page.table, anchors);
    html.raw("<ol class=\"days\">\n");
    for day in page.timeline {
        day_item(html, day, anchors);
    }
    html.raw("</ol>\n</section>\n");
}

const LEGEND: &str = "A dot is a day, a bar an interval, a broken line one whose other end is open or beyond the drawing, a diamond \
    a deadline; a number tells how many figures share the mark. A figure for which its report gives no day stands on the day \
    of publication, and says so.";

fn day_item(html: &mut Html, day: &Day, anchors: &Anchors) {
    let when = day.when.map_or_else(|| "No date".to_owned(), words::date);
    let lines = alike(&day.entries);
    html.raw("<li class=\"day\">\n").leaf("h3", &[], &capital(&when)).raw("\n<ul>\n");
    for (at, line) in lines.iter().enumerate() {
        if at == OPEN && lines.len() > OPEN + 1 {
            html.raw("</ul>\n<details><summary>");
            html.text(&format!("{} more", lines.len() - OPEN)).raw("</summary>\n<ul>\n");
        }
        line_item(html, line, day.when.is_some(), anchors);
    }
    html.raw("</ul>\n");
    if lines.len() > OPEN + 1 {
        html.raw("</details>\n");
    }
    html.raw("</li>\n");
}

/// Entries that tell the same in the same words, together, in the order of the first of each.
fn alike(entries: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut lines: Vec<Vec<&Entry>> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for entry in entries {
        let at = *known.entry((entry.kind, entry.text.to_lowercase())).or_insert(lines.len());
        match lines.get_mut(at) {
            Some(line) => line.push(entry),
            None => lines.push(vec![entry]),
        }
    }
    lines
}

fn line_item(html: &mut Html, entries: &[&Entry], day_is_known: bool, anchors: &Anchors) {
    let Some(first) = entries.first() else { return };
    html.raw("<li>");
    if first.kind != "figure" {
        html.leaf("span", &[("class", "tag")], tag(first)).raw(" ");
    }
    html.leaf("a", &[("href", &format!("#{}", target(first, anchors)))], &capital(&first.text));
    html.raw(" <span class=\"told\">");
    for (at, entry) in entries.iter().enumerate() {
        html.text(if at == 0 { "— " } else { "; " });
        let told = |entry: &Entry| (entry.source.clone(), entry.own.clone());
        let is_known = entry.source.is_some() || entry.own.is_some();
        if is_known && (at == 0 || told(entries[at - 1]) != told(entry)) {
            let source = entry.source.as_deref();
            html.text(&words::on_whose_word(source, entry.source_kind, entry.own.as_ref())).text(", ");
        }
        html.leaf("a", &[("href", &format!("#{}", target(entry, anchors)))], anchors.name(&entry.document));
        if entry.by_publication && day_is_known {
            html.text(" (published then)");
        }
    }
    html.raw("</span></li>\n");
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
