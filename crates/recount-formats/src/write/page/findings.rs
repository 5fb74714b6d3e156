//! What the accounts of a count are to each other, with the reason for each finding.

use std::collections::BTreeMap;

use recount_core::{
    count::Mark,
    view::{AccountLine, CountLine, FindingLine},
};

use super::{anchors::Anchors, html::Html};

/// How many lines stand open; the others unfold.
const OPEN: usize = 4;
/// How many pairs of one relation and reason are named that warn, and how many lines a count has; more would bury it. `recount findings` lists all.
const NAMED: usize = 4;
const LINES: usize = 10;

/// Relations that tell where something belongs and warn of nothing.
const QUIET: &[&str] = &["part_of", "not_comparable", "repeats", "same_origin"];

/// The findings of one relation and reason.
type Alike<'f> = Vec<&'f FindingLine>;

/// The findings of a count as a list, a line for each relation and reason: those that warn come first.
pub(super) fn list(html: &mut Html, count: &CountLine, anchors: &Anchors) {
    let lines = alike(&count.findings);
    if lines.is_empty() {
        return;
    }
    html.raw("<ul class=\"findings\">\n");
    for (at, line) in lines.iter().take(LINES).enumerate() {
        if at == OPEN && lines.len() > OPEN + 1 {
            html.raw("</ul>\n<details><summary>");
            html.text(&format!("{} more kinds of findings", lines.len() - OPEN));
            html.raw("</summary>\n<ul class=\"findings\">\n");
        }
        item(html, count, line, anchors);
    }
    html.raw("</ul>\n");
    if lines.len() > OPEN + 1 {
        html.raw("</details>\n");
    }
}

/// Findings that say the same of different pairs, together.
fn alike(findings: &[FindingLine]) -> Vec<Alike<'_>> {
    let mut lines: BTreeMap<(usize, &str), Alike<'_>> = BTreeMap::new();
    for finding in findings {
        lines.entry((weight(finding.relation), &finding.reason)).or_default().push(finding);
    }
    lines.into_values().collect()
}

fn item(html: &mut Html, count: &CountLine, line: &[&FindingLine], anchors: &Anchors) {
    let Some(first) = line.first() else { return };
    if QUIET.contains(&first.relation) {
        return quietly(html, count, line, anchors);
    }
    html.raw("<li>").leaf("span", &[("class", "relation")], &relation(first.relation)).raw(" ");
    for (number, finding) in line.iter().take(NAMED).enumerate() {
        html.text(if number == 0 { "" } else { "; " });
        account(html, &finding.from, anchors);
        html.text(" and ");
        account(html, &finding.to, anchors);
    }
    if line.len() > NAMED {
        html.text(&format!("; and {} more", line.len() - NAMED));
    }
    html.text(": ").text(&first.reason).raw("</li>\n");
}

/// What warns of nothing in few words: one account of the other count, and how many more there are.
fn quietly(html: &mut Html, count: &CountLine, line: &[&FindingLine], anchors: &Anchors) {
    let Some(first) = line.first() else { return };
    let is_own = |mark: &Mark| {
        let tells = |account: &AccountLine| {
            account.document == mark.document && account.evidence.iter().any(|it| it.span == mark.span)
        };
        count.accounts.iter().any(tells)
    };
    let (other, is_whole) = if is_own(&first.to) { (&first.from, true) } else { (&first.to, false) };
    let words = match (first.relation, is_whole) {
        ("part_of", true) => "holds".to_owned(),
        (code, _) => relation(code),
    };
    html.raw("<li>").text(&words).text(" ");
    account(html, other, anchors);
    if line.len() > 1 {
        html.text(&format!(" and {} more", line.len() - 1));
    }
    html.text(": ").text(&first.reason).raw("</li>\n");
}

fn account(html: &mut Html, mark: &Mark, anchors: &Anchors) {
    let target = format!("#{}", anchors.figure(&mark.document, mark.span));
    html.leaf("a", &[("href", &target)], anchors.name(&mark.document));
}

/// The relation in the words of the terminal and of the pages that are served.
fn relation(code: &str) -> String {
    code.replace('_', " ")
}

/// What a reader should see first.
fn weight(code: &str) -> usize {
    const ORDER: [&str; 9] = [
        "contradicts",
        "drifts",
        "corroborates",
        "supersedes",
        "refines",
        "same_origin",
        "repeats",
        "part_of",
        "not_comparable",
    ];
    ORDER.iter().position(|other| *other == code).unwrap_or(ORDER.len())
}
