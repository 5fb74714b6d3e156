//! Orders, deadlines and figures on one line of days; intervals stay intervals, and what has no date stands last.

use std::collections::BTreeSet;

use super::table;
use crate::{
    count::{Ledger, Occasion, Series},
    edtf::Edtf,
    lexicon::Lexicon,
    order::Act,
    origin::{Account, Named},
    span::Span,
};

/// One day or interval, with what is told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// When; none for what has no date.
    pub when: Option<Edtf>,
    /// What is told of it.
    pub entries: Vec<Entry>,
}

/// One thing on the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// `figure`, `effective`, `deadline` or `order`.
    pub kind: &'static str,
    /// In a few words: "Returned: 436,790 Afghans", "expulsion order".
    pub text: String,
    /// The count it belongs to, by its `id`; none for an order.
    pub count: Option<String>,
    /// The measure's code; none for an order.
    pub measure: Option<String>,
    /// `reported`, `planned`, `denied`, `hypothetical`; none for an order.
    pub status: Option<&'static str>,
    /// ISO 3166 alpha-3 codes of the countries, in any role.
    pub countries: Vec<String>,
    /// Whom it is credited to, or who acts.
    pub source: Option<String>,
    /// The kind of source, for a figure.
    pub source_kind: Option<&'static str>,
    /// The publisher, where nobody is credited and it is an institution that counts: it is its own count.
    pub own: Option<Named>,
    /// Whether the report gives no day, so that the entry stands on the day of publication.
    pub by_publication: bool,
    /// The report's name.
    pub document: String,
    /// The figure or clause, in bytes of the report's text.
    pub span: Span,
    /// The sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub words: String,
}

/// Everything dated, in order of its first day.
pub fn timeline(ledger: &Ledger, lexicon: &Lexicon) -> Vec<Day> {
    let mut dated: Vec<(Option<Edtf>, Entry)> = Vec::new();
    for series in &ledger.series {
        for (at, count) in series.counts.iter().enumerate() {
            let id = table::id(series, at);
            let accounts = count.accounts.iter().map(|standing| &standing.account);
            dated.extend(accounts.filter_map(|account| figure(series, account, &id, lexicon)));
        }
    }
    // A paragraph that stands twice in a page orders once.
    let mut told: BTreeSet<(&str, Act, &str)> = BTreeSet::new();
    for occasion in &ledger.orders {
        if told.insert((&occasion.document, occasion.order.act, &occasion.text)) {
            dated.extend(order(occasion));
        }
    }
    dated.sort_by_cached_key(|(when, entry)| (place(*when), *when, entry.document.clone(), entry.span));
    let mut days: Vec<Day> = Vec::new();
    for (when, entry) in dated {
        match days.last_mut() {
            Some(day) if day.when == when => day.entries.push(entry),
            _ => days.push(Day { when, entries: vec![entry] }),
        }
    }
    days
}

/// Where it stands on the line: by first day, or by last day where the first is open; undated last.
fn place(when: Option<Edtf>) -> (bool, Option<jiff::civil::Date>) {
    let day = when.and_then(|when| when.first_day().or_else(|| when.last_day()));
    (day.is_none(), day)
}

fn figure(series: &Series, account: &Account, id: &str, lexicon: &Lexicon) -> Option<(Option<Edtf>, Entry)> {
    let evidence = account.evidence.first()?;
    let label = lexicon.measure(&series.key.measure).map_or(&series.key.measure, |measure| &measure.label);
    let who = account.who.as_deref().unwrap_or("");
    let entry = Entry {
        kind: "figure",
        text: format!("{label}: {} {who}", evidence.words()).trim().to_string(),
        count: Some(id.to_string()),
        measure: Some(series.key.measure.clone()),
        status: Some(series.key.status.code()),
        countries: countries(series),
        source: account.source.as_ref().map(|source| source.text.clone()),
        source_kind: account.source.as_ref().map(|source| source.kind.code()),
        own: account.own.clone(),
        by_publication: account.period.is_none(),
        document: account.document.clone(),
        span: evidence.span,
        sentence: evidence.sentence,
        words: evidence.text.clone(),
    };
    Some((account.period.or(account.published), entry))
}

/// The countries of a series, in any role, each once.
fn countries(series: &Series) -> Vec<String> {
    let places = &series.key.countries;
    let all: BTreeSet<&String> = places.from.iter().chain(&places.at).chain(&places.to).collect();
    all.into_iter().cloned().collect()
}

/// The days an order names; where it names none, the order alone.
fn order(occasion: &Occasion) -> Vec<(Option<Edtf>, Entry)> {
    let order = &occasion.order;
    let entry = |kind| Entry {
        kind,
        text: order.act.code().replace('_', " "),
        count: None,
        measure: None,
        status: None,
        countries: Vec::new(),
        source: order.actor.clone(),
        source_kind: None,
        own: None,
        by_publication: false,
        document: occasion.document.clone(),
        span: order.span,
        sentence: occasion.sentence,
        words: occasion.text.clone(),
    };
    let mut days: Vec<(Option<Edtf>, Entry)> = Vec::new();
    days.extend(order.effective.map(|when| (Some(when), entry("effective"))));
    days.extend(order.deadline.map(|when| (Some(when), entry("deadline"))));
    if days.is_empty() {
        days.push((None, entry("order")));
    }
    days
}
