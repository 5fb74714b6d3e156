//! The counts, the timeline and the reports as one page that needs nothing else: no request, no font, and no script to be read. A
//! small one of its own, the only one that its policy lets run, finds and sorts the counts. The page is the same for the same input,
//! byte for byte.

mod anchors;
mod chart;
mod counts;
mod dates;
mod find;
mod findings;
mod glance;
mod html;
mod positions;
mod reports;
pub mod scale;
mod strip;
mod timeline;

use recount_core::{
    Extraction, Lexicon, Report,
    view::{Day, Situation, Table},
};

use crate::Problem;

use super::{mask::Masks, situation, words::plural};
use anchors::{Anchors, figures_in};
use find::find_digest;
use html::Html;

/// All that a page shows.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The reports, in the order in which they are shown.
    pub reports: &'a [Report],
    /// What was read from each, in the same order.
    pub extractions: &'a [Extraction],
    /// The counts.
    pub table: &'a Table,
    /// What the reports are about.
    pub situation: &'a Situation,
    /// What happened when.
    pub timeline: &'a [Day],
    /// Names of countries.
    pub lexicon: &'a Lexicon,
    /// What was set aside.
    pub problems: &'a [Problem],
    /// The names that are left out.
    pub masks: &'a Masks<'a>,
    /// What the page was narrowed to, and whose decisions it carries; a sentence each.
    pub about: &'a [String],
}

/// Reports from which on the page leaves out what it says twice.
const MANY: usize = 60;

impl Page<'_> {
    /// Whether so many reports are shown that the page would be heavy to send.
    fn is_heavy(&self) -> bool {
        self.reports.len() > MANY
    }
}

/// Only the page's own style and its own script are let through: no image, no request, no form.
const HEAD: &str = concat!(
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src '",
    find_digest!(),
    "'; base-uri 'none'; form-action 'none'\">\n",
    "<meta name=\"referrer\" content=\"no-referrer\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<meta name=\"color-scheme\" content=\"light dark\">\n",
    "<meta name=\"generator\" content=\"Recount ",
    env!("CARGO_PKG_VERSION"),
    "\">\n<title>Recount: the counts</title>\n<style>\n",
    include_str!("style.css"),
    "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#counts\">To the counts</a>\n",
);

/// The style of the page, which the pages of a server share.
pub const STYLE: &str = include_str!("style.css");

/// The page as HTML.
pub fn page(page: &Page) -> String {
    let anchors = Anchors::new(page.reports, page.extractions, page.table);
    let mut html = Html::default();
    html.scope = page.masks.scope(page.reports.iter().map(|report| report.document.as_str()));
    html.raw(HEAD);
    header(&mut html, page);
    html.raw("<main>\n");
    glance::section(&mut html, page, &anchors);
    counts::section(&mut html, page, &anchors);
    timeline::section(&mut html, page, &anchors);
    positions::orders(&mut html, page, &anchors);
    positions::section(&mut html, page, &anchors);
    reports::section(&mut html, page, &anchors);
    set_aside(&mut html, page.problems);
    html.raw("</main>\n").raw(FOOTER).raw(find::SCRIPT).raw("</body>\n</html>\n");
    html.finish()
}

const FOOTER: &str = concat!(
    "<footer>\n<p>Figures of different sources are never summed. A range runs from the lowest to the highest number that any \
     account names; it is no estimate. What a report does not say is left out, not guessed.</p>\n",
    "<p>Made with Recount ",
    env!("CARGO_PKG_VERSION"),
    ". This page holds all it shows and asks nothing of the network.</p>\n</footer>\n",
);

fn header(html: &mut Html, page: &Page) {
    html.raw("<header>\n<p class=\"brand\">Recount</p>\n<h1>");
    html.text(&situation::title(page.situation, page.lexicon)).raw("</h1>\n<p class=\"lede\">");
    html.text(&situation::lede(page.situation)).raw(" ");
    let figures = plural(figures_in(page.extractions), "figure");
    let counts = plural(page.table.counts.len(), "count");
    let reports = plural(page.reports.len(), "report");
    html.text(&format!("{figures} from {reports}, set side by side as {counts}."));
    html.raw(" Every value leads to its sentence, and every sentence to the report it stands in.</p>\n");
    for line in page.about {
        html.raw("<p class=\"asked\">").text(line).raw("</p>\n");
    }
    html.raw("<nav aria-label=\"Parts of this page\">");
    for (anchor, words) in [
        ("#counts", "Counts"),
        ("#timeline", "Timeline"),
        ("#orders", "Orders"),
        ("#positions", "Positions"),
        ("#reports", "Reports"),
        ("#set-aside", "Set aside"),
    ] {
        if anchor != "#set-aside" || !page.problems.is_empty() {
            html.leaf("a", &[("href", anchor)], words).raw(" ");
        }
    }
    html.raw("</nav>\n</header>\n");
}

fn set_aside(html: &mut Html, problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    html.raw("<section id=\"set-aside\">\n<h2>Set aside, or read though odd</h2>\n<ul class=\"problems\">\n");
    for problem in problems {
        html.leaf("li", &[], &problem.to_string()).raw("\n");
    }
    html.raw("</ul>\n</section>\n");
}
