//! What the accounts of a count are to each other, with the reason for each finding.

use recount_core::view::{CountLine, FindingLine};

use super::{anchors::Anchors, html::Html};

/// How many findings stand open; the others unfold.
const OPEN: usize = 4;
/// More than these would bury the count; they are counted, not told. `recount findings` lists all.
const MOST: usize = 24;

/// The findings of a count as a list: those that warn come first.
pub(super) fn list(html: &mut Html, count: &CountLine, anchors: &Anchors) {
    let mut findings: Vec<&FindingLine> = count.findings.iter().collect();
    findings.sort_by_key(|finding| weight(finding.relation));
    if findings.is_empty() {
        return;
    }
    html.raw("<ul class=\"findings\">\n");
    for (at, finding) in findings.iter().take(MOST).enumerate() {
        if at == OPEN && findings.len() > OPEN + 1 {
            html.raw("</ul>\n<details><summary>");
            html.text(&format!("{} more findings", findings.len() - OPEN));
            html.raw("</summary>\n<ul class=\"findings\">\n");
        }
        item(html, finding, anchors);
    }
    if findings.len() > MOST {
        html.leaf("li", &[], &format!("and {} more", findings.len() - MOST));
    }
    html.raw("</ul>\n");
    if findings.len() > OPEN + 1 {
        html.raw("</details>\n");
    }
}

fn item(html: &mut Html, finding: &FindingLine, anchors: &Anchors) {
    html.raw("<li>").leaf("span", &[("class", "relation")], relation(finding.relation)).raw(" ");
    for (at, mark) in [&finding.from, &finding.to].into_iter().enumerate() {
        let target = format!("#{}", anchors.figure(&mark.document, mark.span));
        html.text(if at == 0 { "" } else { " and " }).leaf(
            "a",
            &[("href", &target)],
            anchors.name(&mark.document),
        );
    }
    html.text(": ").text(&finding.reason).raw("</li>\n");
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
