//! What the numbers of one report are to each other: parts that add up exactly to a total are its parts; a part greater than its
//! whole, and two numbers for one thing, are told, and both kept.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Key, Series,
    finding::{Finding, Relation},
};
use crate::{
    figure::{Per, Status, Unit},
    lexicon::Lexicon,
    origin::Account,
};

/// With more numbers of one measure in a report than this no sums are looked for.
const MANY: usize = 512;
/// Parts that are told one by one.
const TOLD: usize = 6;

/// A number of a report, with what it counts.
#[derive(Clone, Copy)]
struct Told<'s> {
    key: &'s Key,
    account: &'s Account,
    number: u64,
}

/// Where the parts of a whole differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Place,
    Group,
}

impl By {
    const fn words(self) -> &'static str {
        match self {
            By::Place => "place by place",
            By::Group => "group by group",
        }
    }

    /// What sets the part apart from the whole.
    fn label(self, part: &Key, whole: &Key) -> Option<String> {
        match self {
            By::Place => part.place.clone().filter(|_| part.place != whole.place),
            By::Group => {
                let inside = part.place == whole.place && part.group.parts != whole.group.parts;
                part.group.words().filter(|_| inside && !part.group.parts.is_empty())
            }
        }
    }
}

/// The parts that add up to a whole, report by report.
pub(super) fn findings(series: &[Series]) -> Vec<Finding> {
    let mut by_report: BTreeMap<&str, Vec<Told<'_>>> = BTreeMap::new();
    for (key, account) in series.iter().flat_map(|one| one.accounts().map(|account| (&*one.key, &**account)))
    {
        by_report.entry(&account.document).or_default().extend(Told::of(key, account));
    }
    by_report
        .into_values()
        .flat_map(|told| by_measure(told).into_iter().flat_map(|told| sums(&told)))
        .collect()
}

/// What cannot be in the numbers of one report, by what they count: a part greater than its whole, two numbers for one thing.
pub fn doubts(accounts: &BTreeMap<Key, Vec<Account>>, lexicon: &Lexicon) -> Vec<Finding> {
    let each = accounts.iter().flat_map(|(key, told)| told.iter().map(move |account| (key, account)));
    let told: Vec<Told<'_>> = each.filter_map(|(key, account)| Told::of(key, account)).collect();
    let mut doubts = Vec::new();
    for told in by_measure(told) {
        let parts: BTreeSet<_> = sums(&told).into_iter().map(|sum| sum.from).collect();
        doubts.extend(greater(&told));
        let twice = twice(&told, lexicon).into_iter();
        doubts.extend(twice.filter(|doubt| !parts.contains(&doubt.from) && !parts.contains(&doubt.to)));
    }
    doubts
}

impl<'s> Told<'s> {
    /// An exact number, and no rate.
    fn of(key: &'s Key, account: &'s Account) -> Option<Told<'s>> {
        let number = account.bounds.low.filter(|low| account.bounds.high == Some(*low) && *low > 0)?;
        key.per.is_none().then_some(Told { key, account, number })
    }

    fn is_of_one_time(&self, other: &Told<'_>) -> bool {
        self.account.period == other.account.period && self.key.which == other.key.which
    }
}

/// The numbers of each measure, unit and status, in order of place.
fn by_measure(told: Vec<Told<'_>>) -> Vec<Vec<Told<'_>>> {
    type Sort<'s> = (&'s str, Unit, Status, Option<Per>);
    let mut sorts: BTreeMap<Sort<'_>, Vec<Told<'_>>> = BTreeMap::new();
    for one in told {
        sorts.entry((&one.key.measure, one.key.unit, one.key.status, one.key.per)).or_default().push(one);
    }
    let mut sorts: Vec<Vec<Told<'_>>> = sorts.into_values().collect();
    sorts.retain(|told| told.len() > 1 && told.len() <= MANY);
    sorts.iter_mut().for_each(|told| told.sort_by_key(|one| one.account.name().1));
    sorts
}

/// The parts of each number that neighbours add up to exactly.
fn sums(told: &[Told<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, whole) in told.iter().enumerate() {
        let found = [By::Place, By::Group].into_iter().find_map(|by| Some((by, parts(told, at, by)?)));
        if let Some((by, parts)) = found {
            let reason = reason(&parts, whole, by);
            let of = |part: &Told<'_>| Finding::new(Relation::PartOf, part.account, whole.account, &*reason);
            findings.extend(parts.iter().map(of));
        }
    }
    findings
}

/// The numbers right behind or before the whole that add up to it, or all there are.
fn parts<'s>(told: &[Told<'s>], at: usize, by: By) -> Option<Vec<Told<'s>>> {
    let whole = told.get(at)?;
    let is_part = |other: &&Told<'_>| by.label(other.key, whole.key).is_some();
    // The total may be told again between itself and its parts.
    let others = |told: &[Told<'s>]| {
        told.iter().filter(|other| other.number != whole.number).copied().collect::<Vec<_>>()
    };
    let behind = others(told.get(at + 1..)?);
    let mut before = others(told.get(..at)?);
    before.reverse();
    let all: Vec<Told<'s>> = told.iter().filter(is_part).copied().collect();
    let run = |run: Vec<Told<'s>>| {
        let mut sum = 0_u64;
        let mut labels = BTreeSet::new();
        let mut parts = Vec::new();
        for part in run {
            let label = by.label(part.key, whole.key)?;
            sum = sum.saturating_add(part.number);
            if !labels.insert(label) || sum > whole.number {
                return None;
            }
            parts.push(part);
            if sum == whole.number {
                return (parts.len() > 1).then_some(parts);
            }
        }
        None
    };
    let exact = |parts: &Vec<Told<'s>>| parts.len() == all.len();
    run(behind).or_else(|| run(before)).or_else(|| run(all.clone()).filter(exact))
}

fn reason(parts: &[Told<'_>], whole: &Told<'_>, by: By) -> String {
    let by = by.words();
    if parts.len() > TOLD {
        return format!("adds up: {} parts make exactly {}, {by}", parts.len(), whole.number);
    }
    let numbers: Vec<String> = parts.iter().map(|part| part.number.to_string()).collect();
    format!("adds up: {} = {}, {by}", numbers.join(" + "), whole.number)
}

/// Parts that are greater than every whole that the report gives for them.
fn greater(told: &[Told<'_>]) -> Vec<Finding> {
    let doubt = |part: &Told<'_>| {
        let wholes = told.iter().filter(|whole| is_whole(whole, part));
        let whole = wholes.max_by_key(|whole| whole.number)?;
        let reason = "a part greater than the whole that the report gives";
        let is_greater = part.number > whole.number;
        is_greater.then(|| Finding::new(Relation::NotComparable, part.account, whole.account, reason))
    };
    told.iter().filter_map(doubt).collect()
}

/// Whether the first counts all of which the second is one place, or one group of people.
fn is_whole(whole: &Told<'_>, part: &Told<'_>) -> bool {
    let (all, one) = (whole.key, part.key);
    let place = all.place.is_none() && one.place.is_some() && all.group == one.group;
    let group = all.place == one.place && all.group.parts.is_empty() && !one.group.parts.is_empty();
    (place || group)
        && all.countries == one.countries
        && all.share_of.is_none()
        && one.share_of.is_none()
        && whole.is_of_one_time(part)
}

/// Numbers that one report gives for one thing, of one time and on one word, in other sentences.
fn twice(told: &[Told<'_>], lexicon: &Lexicon) -> Vec<Finding> {
    let mut known: BTreeMap<&Key, Vec<&Told<'_>>> = BTreeMap::new();
    let mut doubts = Vec::new();
    for one in told.iter().filter(|one| one.key.place.is_some() || is_toll(one.key, lexicon)) {
        let before = known.entry(one.key).or_default();
        let other = before.iter().rev().find(|other| is_rival(one, other));
        let reason = "two numbers of one report for one thing";
        doubts
            .extend(other.map(|two| Finding::new(Relation::NotComparable, two.account, one.account, reason)));
        before.push(one);
    }
    doubts
}

fn is_toll(key: &Key, lexicon: &Lexicon) -> bool {
    lexicon.counting.is_of_events(&key.measure) && key.group.parts.is_empty()
}

fn is_rival(one: &Told<'_>, two: &Told<'_>) -> bool {
    let sentence = |told: &Told<'_>| told.account.evidence.first().map(|evidence| evidence.sentence);
    one.number != two.number
        && one.is_of_one_time(two)
        && one.account.voice() == two.account.voice()
        && sentence(one) != sentence(two)
}
