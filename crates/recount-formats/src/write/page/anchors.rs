//! Where each thing stands on the page, so that figures and counts can lead to each other.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{Extraction, Report, Span, view::Table};

use crate::write::naming;

/// The anchors of one page.
pub(super) struct Anchors<'a> {
    reports: BTreeMap<&'a str, usize>,
    names: Vec<String>,
    counts: Vec<String>,
    count_of: BTreeMap<(usize, usize), usize>,
}

impl<'a> Anchors<'a> {
    /// Gives everything a place.
    pub(super) fn new(reports: &'a [Report], read: &[Extraction], table: &Table) -> Anchors<'a> {
        let name = |(report, read): (&Report, &Extraction)| {
            let title = report.title.as_deref().or(read.title.as_deref());
            let outlet = report.outlet.as_deref().or(read.outlet.as_deref());
            naming::report(&report.document, title, outlet, read.published.or(report.published))
        };
        let mut anchors = Anchors {
            reports: reports.iter().enumerate().map(|(at, report)| (report.document.as_str(), at)).collect(),
            names: reports.iter().zip(read).map(name).collect(),
            counts: unique(table.counts.iter().map(|count| format!("count-{}", count.id))),
            count_of: BTreeMap::new(),
        };
        for (index, count) in table.counts.iter().enumerate() {
            for account in &count.accounts {
                let Some(report) = anchors.report_number(&account.document) else { continue };
                for evidence in &account.evidence {
                    anchors.count_of.insert((report, evidence.span.start), index);
                }
            }
        }
        anchors
    }

    fn report_number(&self, document: &str) -> Option<usize> {
        self.reports.get(document).copied()
    }

    /// The anchor of a report, or of the figure or order at a place in it.
    pub(super) fn report(&self, document: &str) -> String {
        self.report_number(document).map_or_else(String::new, |number| format!("r{}", number + 1))
    }

    /// What a report is called in short.
    pub(super) fn name<'n>(&'n self, document: &'n str) -> &'n str {
        let known = self.report_number(document).and_then(|number| self.names.get(number));
        known.map_or(document, String::as_str)
    }

    /// The anchor of the figure that stands at `span`.
    pub(super) fn figure(&self, document: &str, span: Span) -> String {
        format!("{}-{}", self.report(document), span.start)
    }

    /// The anchor of the order that stands at `span`.
    pub(super) fn order(&self, document: &str, span: Span) -> String {
        format!("{}-o{}-{}", self.report(document), span.start, span.end)
    }

    /// The anchor of the count of this number.
    pub(super) fn count(&self, index: usize) -> &str {
        self.counts.get(index).map_or("", String::as_str)
    }

    /// The number of the count that the figure at `span` belongs to.
    pub(super) fn count_of(&self, document: &str, span: Span) -> Option<usize> {
        self.count_of.get(&(self.report_number(document)?, span.start)).copied()
    }
}

/// The names, with a number behind those that came before.
fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .map(|name| {
            let mut free = name.clone();
            let mut number = 2;
            while !taken.insert(free.clone()) {
                free = format!("{name}-{number}");
                number += 1;
            }
            free
        })
        .collect()
}

/// How many figures all reports have.
pub(super) fn figures_in(extractions: &[Extraction]) -> usize {
    extractions.iter().map(|extraction| extraction.figures.len()).sum()
}
