//! The reports' own words, with every figure marked and leading to its count, and every order labelled.

use recount_core::{
    Extraction, Report, Span,
    figure::{Figure, Status},
    order::Order,
    view::{self, Dating},
};

use super::{Page, anchors::Anchors, dates, html::Html};
use crate::write::{dating as dating_words, words};

/// How many figures of a report are listed beside it.
const LISTED: usize = 40;

/// Every report, whole.
pub(super) fn section(html: &mut Html, page: &Page, anchors: &Anchors) {
    html.raw("<section id=\"reports\">\n<h2>Reports</h2>\n");
    html.raw("<p class=\"legend\">Each marked figure leads to its count. A full line under it tells a fact, a broken one a \
              plan, a dotted one what could be, a double one a denial.</p>\n");
    let datings = dates::read(page);
    dates::table(html, page, &datings, anchors);
    for ((report, extraction), dating) in page.reports.iter().zip(page.extractions).zip(&datings) {
        let all = std::mem::replace(&mut html.scope, page.masks.scope([report.document.as_str()]));
        html.open("article", &[("class", "report"), ("id", &anchors.report(&report.document))]).raw("\n");
        heading(html, report, extraction, dating);
        html.raw("<div class=\"text\" dir=\"auto\">");
        text(html, report, extraction, page, anchors);
        html.raw("</div>\n");
        // Every figure is marked in the text; the list beside it is for reports that one reads through.
        if !page.is_heavy() {
            contents(html, report, extraction, page, anchors);
        }
        html.raw("</article>\n");
        html.scope = all;
    }
    html.raw("</section>\n");
}

/// The report's figures beside its text, each leading to its count.
fn contents(html: &mut Html, report: &Report, extraction: &Extraction, page: &Page, anchors: &Anchors) {
    if extraction.figures.is_empty() {
        html.raw("<p class=\"contents\">No figure was found in this report.</p>\n");
        return;
    }
    html.raw("<ul class=\"contents\" aria-label=\"Figures of this report\">\n");
    let doubts = view::doubts(&report.text, extraction, page.lexicon);
    for figure in extraction.figures.iter().take(LISTED) {
        let Some(index) = anchors.count_of(&report.document, figure.span) else { continue };
        let label = &page.table.counts[index].label;
        let here = format!("#{}", anchors.figure(&report.document, figure.span));
        html.raw("<li>").leaf("a", &[("href", &here)], figure.span.slice(&report.text));
        let who = figure.who.as_ref().map(|who| format!("{} ", who.text)).unwrap_or_default();
        html.text(&format!(" {who}· "));
        html.leaf("a", &[("href", &format!("#{}", anchors.count(index)))], &label.to_lowercase());
        for doubt in doubts.iter().filter(|doubt| doubt.figure == figure.span) {
            html.raw("<br>! ").text(&doubt.says);
        }
        html.raw("</li>\n");
    }
    if extraction.figures.len() > LISTED {
        let more = format!("and {} more in the text", extraction.figures.len() - LISTED);
        html.leaf("li", &[], &more).raw("\n");
    }
    html.raw("</ul>\n");
}

fn heading(html: &mut Html, report: &Report, extraction: &Extraction, dating: &Dating) {
    let title = report.title.as_deref().or(extraction.title.as_deref());
    html.leaf("h3", &[], title.unwrap_or(&report.document)).raw("\n<p class=\"provenance\">");
    html.leaf("span", &[("class", "document")], &report.document);
    if let Some(outlet) = &report.outlet {
        html.text(", ").text(outlet);
    }
    html.text(", ").text(&dating_words::headline(dating));
    if let Some(url) = &report.url {
        html.text(" · ");
        if html.scope.as_ref().is_some_and(|scope| scope.is_told_by(url)) {
            html.text("its address names somebody");
        } else if is_web_address(url) {
            html.leaf("a", &[("href", url), ("rel", "noreferrer noopener")], "original");
        } else {
            html.text(url);
        }
    }
    html.text(" · ").text(&words::plural(extraction.figures.len(), "figure"));
    for reason in dating_words::reasons(dating) {
        html.raw("<br>").text(&reason);
    }
    html.raw("</p>\n");
}

/// Only addresses of the web become links; "javascript:" and its like stay text.
fn is_web_address(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}

/// The text with its marks. What overlaps an earlier figure stays unmarked.
fn text(html: &mut Html, report: &Report, extraction: &Extraction, page: &Page, anchors: &Anchors) {
    let mut orders = extraction.orders.iter().peekable();
    let mut at = 0;
    for figure in extraction.figures.iter() {
        if figure.span.start < at {
            continue;
        }
        while let Some(order) = orders.next_if(|order| order.span.start <= figure.span.start) {
            at = order_label(html, report, order, at, anchors);
        }
        html.text(Span::new(at, figure.span.start).slice(&report.text));
        mark(html, report, figure, page, anchors);
        at = figure.span.end;
    }
    for order in orders {
        at = order_label(html, report, order, at, anchors);
    }
    html.text(Span::new(at, report.text.len()).slice(&report.text));
}

fn mark(html: &mut Html, report: &Report, figure: &Figure, page: &Page, anchors: &Anchors) {
    let id = anchors.figure(&report.document, figure.span);
    let words = figure.span.slice(&report.text);
    let class = match figure.status {
        Status::Reported => "figure",
        Status::Planned => "figure planned",
        Status::Denied => "figure denied",
        Status::Hypothetical => "figure hypothetical",
    };
    match anchors.count_of(&report.document, figure.span) {
        Some(index) => {
            let count = &page.table.counts[index];
            let title = format!("{}, {}", count.label, figure.status.code());
            let target = format!("#{}", anchors.count(index));
            html.leaf("a", &[("class", class), ("id", &id), ("href", &target), ("title", &title)], words);
        }
        None => {
            html.leaf("mark", &[("class", class), ("id", &id)], words);
        }
    }
}

/// The text up to the order and a label before it; how far the text is written then.
fn order_label(html: &mut Html, report: &Report, order: &Order, at: usize, anchors: &Anchors) -> usize {
    let start = order.span.start.max(at);
    html.text(Span::new(at, start).slice(&report.text));
    let id = anchors.order(&report.document, order.span);
    let mut words = order.act.code().replace('_', " ");
    if let Some(deadline) = order.deadline {
        words.push_str(&format!(", by {}", words::date(deadline)));
    }
    html.leaf("span", &[("class", "tag order"), ("id", &id)], &words);
    start
}
