//! What the reports tell of, at a glance: of each measure the count that has most behind it, those first that have most.

use std::cmp::Reverse;

use recount_core::view::{AccountLine, CountLine};

use super::{Page, anchors::Anchors, counts, html::Html};
use crate::write::{situation, words};

/// How many counts stand in the table; what harms people stands there too, however little is told of it.
const AT_A_GLANCE: usize = 14;
/// Measures that are never left out.
const ALWAYS: &[&str] = &["killed", "missing", "injured", "displaced", "detained", "deported", "returned"];

/// The weightiest counts in a table.
pub(super) fn section(html: &mut Html, page: &Page, anchors: &Anchors) {
    let chosen = at_a_glance(&page.table.counts, &page.situation.keys);
    if chosen.is_empty() {
        html.raw("<p class=\"nothing\">No figure was found in these reports.</p>\n");
        return;
    }
    html.raw("<section id=\"glance\" aria-label=\"At a glance\">\n<table>\n<thead><tr><th scope=\"col\">Measure</th>");
    html.raw("<th scope=\"col\" class=\"number\">Best supported</th><th scope=\"col\">Who says so</th>");
    html.raw("<th scope=\"col\">Of whom, where</th><th scope=\"col\" class=\"number\">Range</th>");
    html.raw("<th scope=\"col\" class=\"number\">Accounts</th></tr></thead>\n<tbody>\n");
    for index in chosen {
        if let Some(count) = page.table.counts.get(index) {
            row(html, count, anchors.count(index), page);
        }
    }
    html.raw("</tbody>\n</table>\n</section>\n");
}

fn row(html: &mut Html, count: &CountLine, anchor: &str, page: &Page) {
    let taken = situation::answer(count);
    html.raw("<tr><th scope=\"row\">");
    html.leaf("a", &[("href", &format!("#{anchor}"))], &count.label);
    counts::status(html, count);
    let value = taken.map_or_else(|| count.range.clone(), |account| account.words.clone());
    html.raw("</th>").leaf("td", &[("class", "number range")], &value);
    html.leaf("td", &[], &taken.map(who).unwrap_or_default());
    html.leaf("td", &[], &counts::subject(count, page.lexicon));
    html.leaf("td", &[("class", "number")], &counts::range(count));
    html.leaf("td", &[("class", "number")], &count.accounts.len().to_string()).raw("</tr>\n");
}

/// On whose word, and as of when: "the civil protection agency, 9 February 2027".
fn who(account: &AccountLine) -> String {
    let word = words::on_whose_word(account.source.as_deref(), account.source_kind, account.own.as_ref());
    match account.day.or(account.published) {
        Some(day) => format!("{word}, {}", words::date(day)),
        None => format!("{word}, undated"),
    }
}

/// The key figures, then of each measure and status that is not among them the count that has most behind it; those first that have
/// most, and what is told as fact before the rest.
fn at_a_glance(counts: &[CountLine], keys: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).filter(|at| counts[*at].measure != "other").collect();
    order.sort_by_key(|at| (counts[*at].status != "reported", Reverse(support(&counts[*at])), *at));
    let mut seen: Vec<(&str, &str)> =
        keys.iter().filter_map(|at| counts.get(*at)).map(|key| (key.measure.as_str(), key.status)).collect();
    let is_first = |at: &usize| {
        let kind = (counts[*at].measure.as_str(), counts[*at].status);
        let is_new = !seen.contains(&kind);
        seen.extend(is_new.then_some(kind));
        is_new
    };
    let firsts: Vec<usize> = order.into_iter().filter(is_first).collect();
    let always = |at: usize| ALWAYS.contains(&counts[at].measure.as_str()) && counts[at].status == "reported";
    let chosen = firsts.iter().enumerate().filter(|(place, at)| *place < AT_A_GLANCE || always(**at));
    keys.iter().copied().chain(chosen.map(|(_, at)| *at)).collect()
}

/// What stands behind a count: independent voices, the reports that tell it, the day it speaks of.
fn support(count: &CountLine) -> (usize, usize, String) {
    let mut documents: Vec<&str> = count.accounts.iter().map(|account| account.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let day = count.as_of.and_then(|day| day.last_day().or(day.first_day()));
    (
        count.origins + documents.len(),
        count.accounts.len(),
        day.map(|day| day.to_string()).unwrap_or_default(),
    )
}
