//! Who copied whom: reports that share their words, and figures told again, each with what shows it and the words that
//! differ.

use std::collections::BTreeMap;

use super::findings::{FindingRow, Side};
use crate::{
    edtf::Edtf,
    extraction::Extraction,
    origin::{Named, descent, difference},
    report::Report,
    span::Span,
};

/// Two reports, or two of their figures, that go back to one telling.
#[derive(Debug, Clone, PartialEq)]
pub struct OriginRow {
    /// `copy`, `cut`, `extended`, `passages`, `credits` of reports; `same_origin`, `drifts`, `repeats` of figures.
    pub how: &'static str,
    /// The likely first telling.
    pub first: Teller,
    /// The likely later one.
    pub second: Teller,
    /// Shared 5-word sequences of all of both, for reports.
    pub jaccard: Option<f64>,
    /// Shared 5-word sequences of those of the shorter, for reports.
    pub containment: Option<f64>,
    /// The agency or outlet that is credited.
    pub credit: Option<String>,
    /// How likely it is: that the first report was first, or that both figures are one telling.
    pub likelihood: f64,
    /// Why, for figures.
    pub reason: String,
    /// The words in which they differ.
    pub changes: Vec<ChangeLine>,
}

/// One of two reports of one origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Teller {
    /// The report's name.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Edtf>,
    /// The figure with what is counted, where it is about one.
    pub words: Option<String>,
    /// Whom the figure is credited to, where it is about one.
    pub source: Option<String>,
    /// The kind of that source.
    pub source_kind: Option<&'static str>,
    /// The publisher, where nobody is credited and it is an institution that counts: it is its own count.
    pub own: Option<Named>,
    /// The sentence of the figure, in bytes of the report's text.
    pub sentence: Option<Span>,
}

/// Words of the first telling that other words stand for in the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// In the first; empty where words were added.
    pub before: String,
    /// In the second; empty where words were left out.
    pub after: String,
    /// In bytes of the first report's text.
    pub before_span: Span,
    /// In bytes of the second report's text.
    pub after_span: Span,
}

/// Reports that share their words or credit each other, then figures told again in other reports. The reports and their
/// extractions stand in one order.
pub fn origins(reports: &[Report], extractions: &[Extraction], findings: &[FindingRow]) -> Vec<OriginRow> {
    let all: Vec<&Extraction> = extractions.iter().collect();
    let of_reports = descent::descents(&all);
    let mut rows: Vec<OriginRow> =
        of_reports.iter().filter_map(|descent| report_row(descent, reports, extractions)).collect();
    let texts: BTreeMap<&str, &str> =
        reports.iter().map(|report| (report.document.as_str(), report.text.as_str())).collect();
    let retold = |row: &&FindingRow| {
        matches!(row.relation, "same_origin" | "drifts" | "repeats") && row.from.document != row.to.document
    };
    rows.extend(findings.iter().filter(retold).map(|row| figure_row(row, &texts)));
    rows
}

fn report_row(
    descent: &descent::Descent,
    reports: &[Report],
    extractions: &[Extraction],
) -> Option<OriginRow> {
    let (one, two) = (reports.get(descent.first)?, reports.get(descent.second)?);
    let teller = |at: usize| {
        let read = extractions.get(at)?;
        Some(Teller {
            document: read.document.clone(),
            outlet: read.outlet.clone(),
            published: read.published,
            words: None,
            source: None,
            source_kind: None,
            own: None,
            sentence: None,
        })
    };
    let changes = difference::changes(&one.text, &two.text);
    Some(OriginRow {
        how: descent.how.code(),
        first: teller(descent.first)?,
        second: teller(descent.second)?,
        jaccard: Some(places(descent.overlap.jaccard)),
        containment: Some(places(descent.overlap.containment)),
        credit: descent.credit.clone(),
        likelihood: descent.likelihood,
        reason: String::new(),
        changes: changes.into_iter().map(|change| change_line(change, &one.text, &two.text)).collect(),
    })
}

/// To four places.
fn places(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn figure_row(row: &FindingRow, texts: &BTreeMap<&str, &str>) -> OriginRow {
    let changes = difference::changes_of_sentence(&row.from.text, &row.to.text);
    let shifted = changes.into_iter().map(|change| difference::Change {
        before: shift(change.before, row.from.sentence.start),
        after: shift(change.after, row.to.sentence.start),
    });
    let text = |side: &Side| texts.get(side.document.as_str()).copied().unwrap_or("");
    OriginRow {
        how: row.relation,
        first: told(&row.from),
        second: told(&row.to),
        jaccard: None,
        containment: None,
        credit: None,
        likelihood: row.likelihood.unwrap_or(1.0),
        reason: row.reason.clone(),
        changes: shifted.map(|change| change_line(change, text(&row.from), text(&row.to))).collect(),
    }
}

fn shift(span: Span, by: usize) -> Span {
    Span::new(span.start.saturating_add(by), span.end.saturating_add(by))
}

fn told(side: &Side) -> Teller {
    Teller {
        document: side.document.clone(),
        outlet: side.outlet.clone(),
        published: side.published,
        words: Some(side.words.clone()),
        source: side.source.clone(),
        source_kind: side.source_kind,
        own: side.own.clone(),
        sentence: Some(side.sentence),
    }
}

fn change_line(change: difference::Change, one: &str, two: &str) -> ChangeLine {
    ChangeLine {
        before: change.before.slice(one).to_string(),
        after: change.after.slice(two).to_string(),
        before_span: change.before,
        after_span: change.after,
    }
}
