//! Every finding once, as a line with both accounts beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{AccountLine, CountLine, FindingLine, Table};
use crate::{count::Mark, edtf::Edtf, origin::Named, span::Span};

/// What two accounts are to each other, with what each of them says.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingRow {
    /// A name that stays the same as long as both accounts do: "drifts-wire-120-coast-88".
    pub id: String,
    /// `supersedes`, `drifts`, `contradicts`, …
    pub relation: &'static str,
    /// What is counted: the measure's code.
    pub measure: String,
    /// What is counted, in words: "Returned".
    pub label: String,
    /// The first account.
    pub from: Side,
    /// The second account.
    pub to: Side,
    /// Why.
    pub reason: String,
    /// 0 to 1, where it is a matter of likelihood.
    pub likelihood: Option<f64>,
}

/// One of the two accounts of a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The count it belongs to, by its `id`.
    pub count: String,
    /// `reported`, `planned`, `denied`, `hypothetical`.
    pub status: &'static str,
    /// ISO 3166 alpha-3 codes of the count's countries, in any role.
    pub countries: Vec<String>,
    /// The report's name.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// The value as the report words it.
    pub words: String,
    /// Lowest number stated.
    pub low: Option<u64>,
    /// Highest number stated.
    pub high: Option<u64>,
    /// Whom it is credited to; none in the reporter's own voice.
    pub source: Option<String>,
    /// The kind of source.
    pub source_kind: Option<&'static str>,
    /// The publisher, where nobody is credited and it is an institution that counts: it is its own count.
    pub own: Option<Named>,
    /// The day it speaks of.
    pub day: Option<Edtf>,
    /// The figure, in bytes of the report's text.
    pub span: Span,
    /// The sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
}

/// Every finding of the table once, in the order of its counts.
pub fn findings(table: &Table) -> Vec<FindingRow> {
    let mut accounts: BTreeMap<Mark, (&CountLine, &AccountLine)> = BTreeMap::new();
    for count in &table.counts {
        accounts.extend(count.accounts.iter().filter_map(|account| Some((mark(account)?, (count, account)))));
    }
    let mut seen: BTreeSet<(&str, &Mark, &Mark, &str)> = BTreeSet::new();
    let all = table.counts.iter().flat_map(|count| &count.findings);
    let once = all.filter(|line| seen.insert((line.relation, &line.from, &line.to, &line.reason)));
    once.filter_map(|line| row(line, &accounts)).collect()
}

fn row(line: &FindingLine, accounts: &BTreeMap<Mark, (&CountLine, &AccountLine)>) -> Option<FindingRow> {
    let (count, from) = accounts.get(&line.from)?;
    let (other, to) = accounts.get(&line.to)?;
    Some(FindingRow {
        id: line.id(),
        relation: line.relation,
        measure: count.measure.clone(),
        label: count.label.clone(),
        from: side(count, from),
        to: side(other, to),
        reason: line.reason.clone(),
        likelihood: line.likelihood,
    })
}

fn side(count: &CountLine, account: &AccountLine) -> Side {
    let evidence = account.evidence.first();
    Side {
        count: count.id.clone(),
        status: count.status,
        countries: [&count.from, &count.at, &count.to].into_iter().flatten().cloned().collect(),
        document: account.document.clone(),
        outlet: account.outlet.clone(),
        published: account.published,
        words: account.words.clone(),
        low: account.low,
        high: account.high,
        source: account.source.clone(),
        source_kind: account.source_kind,
        own: account.own.clone(),
        day: account.day,
        span: evidence.map_or(Span::default(), |evidence| evidence.span),
        sentence: evidence.map_or(Span::default(), |evidence| evidence.sentence),
        text: evidence.map(|evidence| evidence.text.clone()).unwrap_or_default(),
    }
}

/// The mark of an account, by its first sentence.
pub(super) fn mark(account: &AccountLine) -> Option<Mark> {
    Some(Mark { document: account.document.clone(), span: account.evidence.first()?.span })
}

impl FindingLine {
    /// A name that stays the same as long as both accounts do; letters, digits and hyphens.
    pub fn id(&self) -> String {
        let (from, to) = (&self.from, &self.to);
        let name = format!(
            "{}-{}-{}-{}-{}",
            self.relation, from.document, from.span.start, to.document, to.span.start
        );
        name.replace(|character: char| !character.is_alphanumeric(), "-")
    }
}
