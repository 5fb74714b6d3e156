//! What counts are to each other that one report tells beside each other, or that tell one number of two things.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Series,
    finding::{Finding, Relation},
    key::Key,
};
use crate::{event::Scope, figure::Status, origin::Account};

/// With so many tolls told after one of the same report it is set beside no more.
const NEXT: usize = 3;
/// A number told of more things than this sets none apart.
const FEW: usize = 4;

/// An account with what it counts, and the number of its count.
struct Told<'s> {
    key: &'s Key,
    account: &'s Account,
    count: usize,
}

/// The findings between counts whose events are known.
pub fn findings(series: &[Series]) -> Vec<Finding> {
    let told = told(series);
    let mut by_report: BTreeMap<&str, Vec<&Told<'_>>> = BTreeMap::new();
    let mut by_number: BTreeMap<(&str, u64), BTreeMap<usize, &Told<'_>>> = BTreeMap::new();
    for one in &told {
        by_report.entry(&one.account.document).or_default().push(one);
        let number = (one.key.measure.as_str(), one.account.bounds.least());
        by_number.entry(number).or_default().entry(one.count).or_insert(one);
    }
    let mut findings: Vec<Finding> = by_report.into_values().flat_map(of_report).collect();
    findings
        .extend(by_number.into_values().flat_map(|told| of_number(&told.into_values().collect::<Vec<_>>())));
    findings
}

/// The accounts of tolls whose scope is known.
fn told(series: &[Series]) -> Vec<Told<'_>> {
    let counts = series.iter().flat_map(|series| series.counts.iter().map(|count| (&*series.key, count)));
    let known = counts.filter(|(key, _)| {
        key.status == Status::Reported && (key.which.scope.is_some() || key.which.cause.is_some())
    });
    let accounts = known.enumerate().flat_map(|(number, (key, count))| {
        count.accounts.iter().map(move |standing| Told { key, account: &standing.account, count: number })
    });
    accounts.collect()
}

/// Of one report: each beside the next few told of the same measure, and the greatest.
fn of_report(mut told: Vec<&Told<'_>>) -> Vec<Finding> {
    told.sort_by_key(|one| one.account.name().1);
    let mut findings = Vec::new();
    let mut said: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, one) in told.iter().enumerate() {
        let same =
            |other: &&&Told<'_>| other.key.measure == one.key.measure && other.key.unit == one.key.unit;
        let mixed = told.get(at + 1).filter(|other| !same(other) && is_confused(one, other));
        let after = told.iter().skip(at + 1).filter(same).take(NEXT);
        let greatest = told.iter().filter(same).max_by_key(|other| other.account.bounds.least());
        for other in after.chain(greatest).chain(mixed).filter(|other| other.count != one.count) {
            let pair = (one.account.name().1.start, other.account.name().1.start);
            if said.insert((pair.0.min(pair.1), pair.0.max(pair.1))) {
                findings.push(beside(one, other));
            }
        }
    }
    findings
}

/// What two counts of one report and measure are to each other.
fn beside(one: &Told<'_>, two: &Told<'_>) -> Finding {
    let (less, more) =
        if one.account.bounds.least() <= two.account.bounds.least() { (one, two) } else { (two, one) };
    let mixed = one.key.measure != two.key.measure;
    match part(less, more).filter(|_| !mixed) {
        Some(reason) => Finding::new(Relation::PartOf, less.account, more.account, reason),
        None => Finding::new(Relation::NotComparable, one.account, two.account, apart(one, two)),
    }
}

/// Whether a count of another measure is easily taken for this one: the same number, or one of the same sentence.
fn is_confused(one: &Told<'_>, two: &Told<'_>) -> bool {
    let sentence = |told: &Told<'_>| told.account.evidence.first().map(|evidence| evidence.sentence);
    let number = one.account.bounds.least() == two.account.bounds.least();
    one.key.unit == two.key.unit && (number || sentence(one) == sentence(two))
}

/// Why the lesser is a part of the greater.
fn part(less: &Told<'_>, more: &Told<'_>) -> Option<&'static str> {
    let (small, large) = (&less.key, &more.key);
    if small == large && small.which.scope.is_some() {
        return Some("told beside a greater number of the same event");
    }
    let places = small.countries.at.is_empty() || small.countries.at == large.countries.at;
    let cause = small.which.cause == large.which.cause;
    let whole = large.group.parts.is_empty();
    let running = large.which.scope == Some(Scope::Since);
    if !small.group.parts.is_empty() && whole && (small.which.day == large.which.day || running) {
        return Some("group: a sub-group of the people counted");
    }
    let inside = matches!(small.which.scope, Some(Scope::Happening | Scope::Stretch));
    (inside && running && whole && places && cause).then_some("event: one happening of all since a start")
}

/// Why two are not set against each other.
fn apart(one: &Told<'_>, two: &Told<'_>) -> &'static str {
    match (&one.key.which, &two.key.which) {
        _ if one.key.measure != two.key.measure => "measure: another thing is counted",
        (left, right) if left.scope != right.scope => "scope: one happening beside a running total",
        (left, right) if left.day != right.day => "event: of another day",
        _ => "event: another happening or another part",
    }
}

/// One number told of a few things: the same number is not the same toll.
fn of_number(told: &[&Told<'_>]) -> Vec<Finding> {
    let known = told.iter().filter(|one| one.key.which.day.is_some() && one.account.bounds.least() >= 10);
    let known: Vec<&&Told<'_>> = known.collect();
    if known.len() > FEW {
        return Vec::new();
    }
    let pairs =
        known.iter().enumerate().flat_map(|(at, one)| known.iter().skip(at + 1).map(move |two| (one, two)));
    let others = pairs.filter(|(one, two)| {
        one.key.which.day != two.key.which.day && one.account.document != two.account.document
    });
    others
        .map(|(one, two)| {
            Finding::new(
                Relation::NotComparable,
                one.account,
                two.account,
                "event: the same number of another day",
            )
        })
        .collect()
}
