//! What the accounts of a count are to each other, with the reason for each finding.

use std::collections::BTreeMap;

use recount_core::view::{CountLine, FindingLine};

use super::{anchors::Anchors, html::Html};

/// How many lines stand open; the others unfold.
const OPEN: usize = 4;
/// How many pairs of one relation and reason are named, where they warn and where they do not, and how many lines a count has; more would
/// bury it. `recount findings` lists all.
const NAMED: usize = 4;
const NAMED_QUIETLY: usize = 1;
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
        item(html, line, anchors);
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

fn item(html: &mut Html, line: &[&FindingLine], anchors: &Anchors) {
    let Some(first) = line.first() else { return };
    let named = if QUIET.contains(&first.relation) { NAMED_QUIETLY } else { NAMED };
    html.raw("<li>").leaf("span", &[("class", "relation")], relation(first.relation)).raw(" ");
    for (number, finding) in line.iter().take(named).enumerate() {
        html.text(if number == 0 { "" } else { "; " });
        for (at, mark) in [&finding.from, &finding.to].into_iter().enumerate() {
            let target = format!("#{}", anchors.figure(&mark.document, mark.span));
            html.text(if at == 0 { "" } else { " and " });
            html.leaf("a", &[("href", &target)], anchors.name(&mark.document));
        }
    }
    if line.len() > named {
        html.text(&format!("; and {} more", line.len() - named));
    }
    html.text(": ").text(&first.reason).raw("</li>\n");
}

/// The relation in plain words.
fn relation(code: &str) -> &str {
    match code {
        "repeats" => "Repeated",
        "same_origin" => "Same origin",
        "corroborates" => "Confirmed",
        "refines" => "Made more exact",
        "supersedes" => "Superseded",
        "part_of" => "Part of",
        "contradicts" => "Contradicted",
        "drifts" => "Changed on the way",
        "not_comparable" => "Not comparable",
        other => other,
    }
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
