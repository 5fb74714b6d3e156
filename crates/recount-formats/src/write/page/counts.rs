//! The counts: each with every account for it.

use recount_core::{
    Lexicon,
    view::{AccountLine, CountLine, words::number},
};

use super::{Page, anchors::Anchors, find, findings, html::Html, strip};
use crate::write::words;

/// How many accounts of a count stand open; the others unfold.
const OPEN: usize = 8;
/// How long a sentence is shown, in characters; and where many reports would make the page heavy, each whole in its report anyway.
const SENTENCE: usize = 280;
const SENTENCE_OF_MANY: usize = 140;

/// Every count, under its measure.
pub(super) fn section(html: &mut Html, page: &Page, anchors: &Anchors) {
    html.raw("<section id=\"counts\">\n<h2>Counts</h2>\n");
    html.raw("<p class=\"legend\">").raw(LEGEND).raw("</p>\n");
    find::bar(html);
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
    let number = count.high.or(count.low).unwrap_or(0).to_string();
    let accounts = count.accounts.len().to_string();
    let day = count.as_of.and_then(|day| day.last_day().or(day.first_day()));
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    html.open(
        "article",
        &[
            ("class", "count"),
            ("id", anchors.count(index)),
            ("data-number", &number),
            ("data-accounts", &accounts),
            ("data-day", &day),
        ],
    )
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
        let extent = words::extent(count, account.period, page.lexicon);
        let length = if page.is_heavy() { SENTENCE_OF_MANY } else { SENTENCE };
        account_item(html, account, (extent, length), anchors);
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
pub(super) fn range(count: &CountLine) -> String {
    match count.per {
        Some(per) => format!("{} a {per}", count.range),
        None => count.range.clone(),
    }
}

/// Who and where: "Mozambicans from Mozambique to Malawi".
pub(super) fn subject(count: &CountLine, lexicon: &Lexicon) -> String {
    let share = count.share_of.map(|whole| format!("of {} ", number(whole))).unwrap_or_default();
    let place = words::whereabouts(count, lexicon);
    format!("{share}{} {place}", words::counted(count)).trim_end().to_owned()
}

pub(super) fn status(html: &mut Html, count: &CountLine) {
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

fn account_item(
    html: &mut Html,
    account: &AccountLine,
    (extent, length): (Option<&str>, usize),
    anchors: &Anchors,
) {
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
    if let Some(extent) = extent {
        html.raw(" ").leaf("span", &[("class", "extent")], extent);
    }
    html.raw("</p>\n");
    if let Some(evidence) = first {
        let [before, inner, after] = words::around(&evidence.text, evidence.within, length);
        html.raw("<blockquote dir=\"auto\">").text(&before);
        html.leaf("mark", &[], &inner).text(&after).raw("</blockquote>\n");
    }
    html.raw("<p class=\"provenance\">");
    provenance(html, account, anchors);
    html.raw("</p>\n</li>\n");
}

/// When it held, who published it when, and where else the report says it.
fn provenance(html: &mut Html, account: &AccountLine, anchors: &Anchors) {
    let name = anchors.name(&account.document);
    html.leaf("a", &[("href", &format!("#{}", anchors.report(&account.document)))], name);
    // A short name made of publisher and day says both already.
    if name == account.document {
        if let Some(outlet) = &account.outlet {
            html.text(", ").text(outlet);
        }
        html.text(&match account.published {
            Some(published) => format!(", {}", words::date(published)),
            None => ", undated".to_owned(),
        });
    }
    if let Some(period) = account.period {
        html.text(" · ").text(&words::period(period));
    }
    for (at, evidence) in account.evidence.iter().enumerate().skip(1) {
        html.text(if at == 1 { " · also here: " } else { " " });
        let target = format!("#{}", anchors.figure(&account.document, evidence.span));
        html.leaf("a", &[("href", &target)], &(at + 1).to_string());
    }
}
