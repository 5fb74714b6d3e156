//! The counts: a table at a glance, then each count with every account for it.

use recount_core::{
    Lexicon,
    view::{AccountLine, CountLine, words::number},
};

use super::{Page, anchors::Anchors, findings, html::Html, strip};
use crate::write::words;

/// How many counts stand in the table at a glance.
const AT_A_GLANCE: usize = 12;
/// How many accounts of a count stand open; the others unfold.
const OPEN: usize = 8;
/// How long a sentence is shown, in characters.
const SENTENCE: usize = 420;

/// The weightiest counts in a table: the first of each measure, in order.
pub(super) fn glance(html: &mut Html, page: &Page, anchors: &Anchors) {
    let chosen = at_a_glance(&page.table.counts);
    if chosen.is_empty() {
        html.raw("<p class=\"nothing\">No figure was found in these reports.</p>\n");
        return;
    }
    html.raw("<section id=\"glance\" aria-label=\"At a glance\">\n<table>\n<thead><tr><th scope=\"col\">Measure</th>");
    html.raw("<th scope=\"col\" class=\"number\">Range</th><th scope=\"col\">Of whom, where</th>");
    html.raw("<th scope=\"col\" class=\"number\">Accounts</th></tr></thead>\n<tbody>\n");
    for index in chosen {
        let count = &page.table.counts[index];
        html.raw("<tr><th scope=\"row\">");
        html.leaf("a", &[("href", &format!("#{}", anchors.count(index)))], &count.label);
        status(html, count);
        html.raw("</th>").leaf("td", &[("class", "number range")], &range(count));
        html.leaf("td", &[], &subject(count, page.lexicon));
        html.leaf("td", &[("class", "number")], &count.accounts.len().to_string()).raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n</section>\n");
}

/// The first counts of each measure and status, in the order of the table.
fn at_a_glance(counts: &[CountLine]) -> Vec<usize> {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut chosen = Vec::new();
    for (index, count) in counts.iter().enumerate() {
        let kind = (count.measure.as_str(), count.status);
        if !seen.contains(&kind) && count.measure != "other" && chosen.len() < AT_A_GLANCE {
            seen.push(kind);
            chosen.push(index);
        }
    }
    chosen
}

/// Every count, under its measure.
pub(super) fn section(html: &mut Html, page: &Page, anchors: &Anchors) {
    html.raw("<section id=\"counts\">\n<h2>Counts</h2>\n");
    html.raw("<p class=\"legend\">").raw(LEGEND).raw("</p>\n");
    let mut label: Option<&str> = None;
    for (index, count) in page.table.counts.iter().enumerate() {
        if label != Some(&count.label) {
            if label.is_some() {
                html.raw("</section>\n");
            }
            html.raw("<section class=\"measure\">\n").leaf("h3", &[], &count.label).raw("\n");
            label = Some(&count.label);
        }
        count_article(html, page, index, anchors);
    }
    if label.is_some() {
        html.raw("</section>\n");
    }
    html.raw("</section>\n");
}

const LEGEND: &str = "Numbers that are told as fact carry no label; \
    <span class=\"status planned\">planned</span> covers what is ordered, expected or threatened, \
    <span class=\"status hypothetical\">hypothetical</span> what could be, <span class=\"status denied\">denied</span> what \
    somebody says is not so. On the lines below, a full dot is an exact number, a hollow one an approximate one, an arrow a bound \
    that is open to that side.";

fn count_article(html: &mut Html, page: &Page, index: usize, anchors: &Anchors) {
    let count = &page.table.counts[index];
    html.open("article", &[("class", "count"), ("id", anchors.count(index))])
        .raw("\n<div class=\"head\">\n<h4>");
    html.leaf("span", &[("class", "range")], &range(count)).raw(" ");
    html.leaf("span", &[("class", "subject")], &subject(count, page.lexicon));
    status(html, count);
    html.raw("</h4>\n<p class=\"how-many\">").text(&how_many(count)).raw("</p>\n");
    strip::draw(html, count);
    recommendation(html, count, anchors);
    html.raw("</div>\n<div class=\"body\">\n<ol class=\"accounts\">\n");
    for (at, account) in count.accounts.iter().enumerate() {
        if at == OPEN && count.accounts.len() > OPEN + 1 {
            html.raw("</ol>\n<details><summary>");
            html.text(&words::plural(count.accounts.len() - OPEN, "more account"));
            html.raw("</summary>\n<ol class=\"accounts\">\n");
        }
        account_item(html, account, anchors);
    }
    html.raw("</ol>\n");
    if count.accounts.len() > OPEN + 1 {
        html.raw("</details>\n");
    }
    findings::list(html, count, anchors);
    html.raw("</div>\n</article>\n");
}

/// Which account to take and why, or why none, where there is a choice.
fn recommendation(html: &mut Html, count: &CountLine, anchors: &Anchors) {
    if count.accounts.len() < 2 || count.reason.is_empty() {
        return;
    }
    html.raw("<p class=\"reason\">");
    match count.recommended.and_then(|at| count.accounts.get(at)) {
        Some(account) => {
            let figure =
                account.evidence.first().map(|it| format!("#{}", anchors.figure(&account.document, it.span)));
            html.raw("Best supported: ");
            html.leaf("a", &[("href", figure.as_deref().unwrap_or("#reports"))], &account.words);
            html.text(&format!(" ({})", count.reason));
        }
        None => {
            html.raw("None is recommended: ").text(&count.reason);
        }
    }
    html.raw("</p>\n");
}

/// "9,000 to 31,000", with the time it is per.
fn range(count: &CountLine) -> String {
    match count.per {
        Some(per) => format!("{} a {per}", count.range),
        None => count.range.clone(),
    }
}

/// Who and where: "Mozambicans from Mozambique to Malawi".
fn subject(count: &CountLine, lexicon: &Lexicon) -> String {
    let share = count.share_of.map(|whole| format!("of {} ", number(whole))).unwrap_or_default();
    let place = words::whereabouts(count, lexicon);
    format!("{share}{} {place}", words::counted(count)).trim_end().to_owned()
}

fn status(html: &mut Html, count: &CountLine) {
    if let Some(words) = words::standing(count) {
        html.raw(" ").leaf("span", &[("class", &format!("status {}", count.status))], &words);
    }
}

/// "5 accounts in 4 reports, 2 of them independent".
fn how_many(count: &CountLine) -> String {
    let mut documents: Vec<&str> = count.accounts.iter().map(|account| account.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let accounts = words::plural(count.accounts.len(), "account");
    let told = format!("{accounts} in {}", words::plural(documents.len(), "report"));
    match (count.accounts.len(), count.origins) {
        (0 | 1, _) => told,
        (_, 1) => format!("{told}, one origin"),
        (_, origins) => format!("{told}, {origins} independent origins"),
    }
}

fn account_item(html: &mut Html, account: &AccountLine, anchors: &Anchors) {
    let first = account.evidence.first();
    let figure = first.map(|evidence| format!("#{}", anchors.figure(&account.document, evidence.span)));
    html.raw(if account.stands {
        "<li>\n<p class=\"claim\">"
    } else {
        "<li class=\"past\">\n<p class=\"claim\">"
    });
    html.leaf("a", &[("href", figure.as_deref().unwrap_or("#reports"))], &account.words);
    match &account.source {
        Some(source) => {
            html.raw(" <span class=\"source\">")
                .text(&words::source(source, account.source_kind))
                .raw("</span>");
            if let Some(kind) = account.source_kind {
                html.raw(" ").leaf("span", &[("class", "kind")], &kind.replace('_', " "));
            }
        }
        None => {
            let word = words::on_whose_word(None, None, account.own.as_ref());
            html.raw(" ").leaf("span", &[("class", "source own-voice")], &word);
        }
    }
    if !account.stands {
        html.raw(" <span class=\"status\">superseded</span>");
    }
    html.raw("</p>\n");
    if let Some(evidence) = first {
        let [before, inner, after] = words::around(&evidence.text, evidence.within, SENTENCE);
        html.raw("<blockquote dir=\"auto\">").text(&before);
        html.leaf("mark", &[], &inner).text(&after).raw("</blockquote>\n");
    }
    html.raw("<p class=\"provenance\">");
    provenance(html, account, anchors);
    html.raw("</p>\n</li>\n");
}

/// When it held, who published it when, and where else the report says it.
fn provenance(html: &mut Html, account: &AccountLine, anchors: &Anchors) {
    html.leaf("a", &[("href", &format!("#{}", anchors.report(&account.document)))], &account.document);
    if let Some(outlet) = &account.outlet {
        html.text(", ").text(outlet);
    }
    html.text(&match account.published {
        Some(published) => format!(", {}", words::date(published)),
        None => ", undated".to_owned(),
    });
    if let Some(period) = account.period {
        html.text(" · ").text(&words::period(period));
    }
    for (at, evidence) in account.evidence.iter().enumerate().skip(1) {
        html.text(if at == 1 { " · also here: " } else { " " });
        let target = format!("#{}", anchors.figure(&account.document, evidence.span));
        html.leaf("a", &[("href", &target)], &(at + 1).to_string());
    }
}
