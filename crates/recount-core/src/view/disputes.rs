//! Disputes: one question a count, not pairs: the numbers in order, who says each, since when, and the likely cause.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    table::{AccountLine, CountLine, Table, account_line},
    words,
};
use crate::{
    count::{Count, DECIDED, Ledger, Mark, Relation},
    edtf::Edtf,
};

/// A count on which those who stand for it do not agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// The count, by its `id`.
    pub count: String,
    /// What is asked: "Killed, in Kharkiv, 2024-05-25".
    pub question: String,
    /// The measure's code.
    pub measure: String,
    /// What is said, lowest first.
    pub numbers: Vec<Said>,
    /// `other day`, `bound beside a number`, `plain disagreement`.
    pub cause: &'static str,
}

/// One of the numbers of a dispute.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The number as it is worded.
    pub words: String,
    /// Lowest number stated.
    pub low: Option<u64>,
    /// Highest number stated.
    pub high: Option<u64>,
    /// Who says it; "nobody named" where none is.
    pub voices: Vec<String>,
    /// Since when: the first day for which it is told.
    pub since: Option<Edtf>,
    /// The reports that tell it.
    pub documents: Vec<String>,
}

/// Every dispute of the table, in its order.
pub fn disputes(table: &Table) -> Vec<Dispute> {
    table.counts.iter().filter_map(dispute).collect()
}

/// The dispute of a count whose standing voices exclude each other, and of which nobody has chosen the account to take.
pub fn dispute(count: &CountLine) -> Option<Dispute> {
    let stands: Vec<&AccountLine> = count.accounts.iter().filter(|account| account.stands).collect();
    let clashes = count.findings.iter().filter(|finding| finding.relation == Relation::Contradicts.code());
    let clashes = clashes.map(|finding| (&finding.from, &finding.to));
    let (numbers, cause) = split(&count.reason, &stands, clashes)?;
    Some(Dispute {
        count: count.id.clone(),
        question: question(count),
        measure: count.measure.clone(),
        cause,
        numbers,
    })
}

/// What is said in the dispute of a count that is no line yet, lowest first, and the likely cause; none where there is none.
pub fn split_in(count: &Count) -> Option<(Vec<Said>, &'static str)> {
    let clashes = || count.findings.iter().filter(|finding| finding.relation == Relation::Contradicts);
    clashes().next()?;
    let ledger = Ledger::default();
    let stands: Vec<AccountLine> = count.standing().map(|standing| account_line(standing, &ledger)).collect();
    split(&count.reason, &stands.iter().collect::<Vec<_>>(), clashes().map(|it| (&it.from, &it.to)))
}

/// The numbers of those who stand, where two of them exclude each other and nobody has chosen.
fn split<'c>(
    reason: &str,
    stands: &[&AccountLine],
    mut clashes: impl Iterator<Item = (&'c Mark, &'c Mark)>,
) -> Option<(Vec<Said>, &'static str)> {
    let marks: BTreeSet<Mark> = stands.iter().flat_map(|account| marks(account)).collect();
    if reason.starts_with(DECIDED) || !clashes.any(|(from, to)| marks.contains(from) && marks.contains(to)) {
        return None;
    }
    let mut by_value: BTreeMap<(u64, u64), Vec<&AccountLine>> = BTreeMap::new();
    for account in stands {
        by_value.entry((least(account), most(account))).or_default().push(account);
    }
    Some((by_value.into_values().filter_map(|told| said(&told)).collect(), cause(stands)))
}

fn said(told: &[&AccountLine]) -> Option<Said> {
    let first = told.first()?;
    let voice = |one: &&AccountLine| match (&one.source, &one.own) {
        (None, None) => "nobody named".to_string(),
        (source, own) => words::on_whose_word(source.as_deref(), own.as_ref()),
    };
    let voices: BTreeSet<String> = told.iter().map(voice).collect();
    let documents: BTreeSet<&str> = told.iter().map(|one| one.document.as_str()).collect();
    Some(Said {
        words: first.words.clone(),
        low: first.low,
        high: first.high,
        voices: voices.into_iter().collect(),
        since: told.iter().filter_map(|one| one.day).min_by_key(Edtf::first_day),
        documents: documents.into_iter().map(str::to_string).collect(),
    })
}

/// What is counted, in a line.
fn question(count: &CountLine) -> String {
    let people = count.people.clone();
    let place = count.place.as_ref().map(|place| format!("in {place}"));
    [Some(count.label.clone()), people, place, count.event.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// The likely cause of a disagreement.
fn cause(stands: &[&AccountLine]) -> &'static str {
    let days: BTreeSet<Option<Edtf>> = stands.iter().map(|one| one.day).collect();
    let open = |one: &&AccountLine| one.low.is_none() || one.high.is_none();
    match (days.len() > 1, stands.iter().any(open)) {
        (true, _) => "other day",
        (false, true) => "bound beside a number",
        (false, false) => "plain disagreement",
    }
}

/// Where the account stands.
fn marks(account: &AccountLine) -> impl Iterator<Item = Mark> {
    account.evidence.iter().map(|it| Mark { document: account.document.clone(), span: it.span })
}

fn least(account: &AccountLine) -> u64 {
    account.low.or(account.high).unwrap_or(0)
}

fn most(account: &AccountLine) -> u64 {
    account.high.or(account.low).unwrap_or(0)
}
