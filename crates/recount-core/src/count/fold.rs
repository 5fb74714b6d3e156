//! One count: the accounts that speak of the same thing at the same time, which of them stand, how many voices are
//! behind them, and which one to take.
//!
//! An account falls out of the bounds only where a later one stands instead of it: its own source followed it, or a
//! running total that has only grown explains it. A smaller later total of somebody else explains nothing: both stand,
//! and contradict each other. Nothing is summed, and no account is left out for being lowest, highest or alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    finding::{Finding, Mark, Relation, refines, room},
    window::gap,
};
use crate::{
    lexicon::Counting,
    mention::Quantifier,
    origin::{
        Account, Bounds, Named, source,
        telling::{LIKELY, Tie, TieReason, tie},
    },
};

/// The accounts of one thing at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// The lowest and highest that the standing accounts state.
    pub bounds: Bounds,
    /// The last day that a standing account speaks of.
    pub as_of: Option<Date>,
    /// Every account, those that stand first, latest first.
    pub accounts: Vec<Standing>,
    /// How many independent voices stand behind it.
    pub origins: usize,
    /// The place in `accounts` of the one to take; none where voices contradict each other.
    pub recommended: Option<usize>,
    /// Why that one, or why none.
    pub reason: String,
    /// What its accounts are to each other.
    pub findings: Vec<Finding>,
}

/// An account and its place in the count.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The account.
    pub account: Account,
    /// The day it speaks of; a retelling without one speaks of that of the first telling.
    pub day: Option<Date>,
    /// Accounts with the same number likely retell one another.
    pub telling: usize,
    /// Accounts with the same number are one voice: retellings, and what one source says over time.
    pub origin: usize,
    /// Whether it is the first of its tellings.
    pub first: bool,
    /// Whether no later account stands instead of it.
    pub stands: bool,
}

/// Whether the count may only grow, and so a later, greater value explains an earlier, smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Growth {
    /// A running total.
    Total,
    /// A stock, a rate, a plan, a stretch of time.
    Level,
}

/// How long a level that nobody repeats may stand beside another's later one.
const STALE: i32 = 30;
/// How near in time two levels must be to contradict each other.
const TOGETHER: i32 = 7;
/// With more accounts than this, each is set against the taken one and its neighbours in time alone.
const FEW: usize = 16;

/// What is known of all accounts of a series before they are parted into counts; places are those in `accounts`.
pub(super) struct Basis {
    /// Every account, earliest first.
    pub(super) accounts: Vec<Account>,
    /// The day each speaks of.
    pub(super) days: Vec<Option<Date>>,
    /// Which accounts tell one origin, the earlier first.
    ties: Vec<(usize, usize, Tie)>,
    /// The number of the telling that each account likely goes back to.
    tellings: Vec<usize>,
}

impl Basis {
    /// Ties the accounts of one series.
    pub(super) fn of(mut accounts: Vec<Account>, counting: &Counting) -> Basis {
        accounts.sort_by_cached_key(|account| order(account, account.as_of()));
        let ties = ties(&accounts, counting);
        let likely =
            ties.iter().filter(|(.., tie)| tie.likelihood >= LIKELY).map(|(one, two, _)| (*one, *two));
        let tellings = classes(accounts.len(), likely);
        let days = days(&accounts, &tellings);
        Basis { accounts, days, ties, tellings }
    }
}

/// The day each account speaks of: what names none speaks of the day on which the same was first told.
fn days(accounts: &[Account], tellings: &[usize]) -> Vec<Option<Date>> {
    let mut first: BTreeMap<usize, Date> = BTreeMap::new();
    for (account, telling) in accounts.iter().zip(tellings) {
        if let Some(day) = account.as_of() {
            first.entry(*telling).and_modify(|first| *first = day.min(*first)).or_insert(day);
        }
    }
    let own = |account: &Account| account.period.and_then(|period| period.last_day());
    let all = accounts.iter().zip(tellings);
    all.map(|(account, telling)| own(account).or_else(|| first.get(telling).copied())).collect()
}

impl Count {
    /// The count of the accounts at these places. None where there is no account.
    pub(super) fn of(
        basis: &Basis,
        mut members: Vec<usize>,
        growth: Growth,
        counting: &Counting,
    ) -> Option<Count> {
        members.sort_by_cached_key(|at| order(&basis.accounts[*at], basis.days[*at]));
        let ties = ties_among(&basis.ties, &members);
        let mut standings: Vec<Standing> = members
            .iter()
            .map(|at| Standing {
                account: basis.accounts[*at].clone(),
                day: basis.days[*at],
                telling: basis.tellings[*at],
                origin: 0,
                first: false,
                stands: true,
            })
            .collect();
        mark_origins(&mut standings, counting);
        mark_first(&mut standings);
        let superseded = superseded(&standings, growth, counting);
        let marked = standings.clone();
        let reports = Reports::of(&marked);
        for (standing, later) in standings.iter_mut().zip(&superseded) {
            standing.stands = later.is_none();
        }
        let mut findings = findings_of_ties(&standings, &ties);
        findings.extend(superseded.iter().enumerate().filter_map(|(at, later)| {
            let (later, reason) = later.as_ref()?;
            Some(Finding::new(
                Relation::Supersedes,
                &standings[*later].account,
                &standings[at].account,
                *reason,
            ))
        }));
        let (recommended, reason) = recommended(&standings, growth, &reports);
        findings.extend(judgements(&standings, &ties, recommended, growth, &reports));
        let recommended = recommended.map(|at| Mark::of(&standings[at].account));
        Count::assemble(standings, recommended, reason, findings)
    }

    fn assemble(
        mut standings: Vec<Standing>,
        recommended: Option<Mark>,
        reason: String,
        mut findings: Vec<Finding>,
    ) -> Option<Count> {
        findings.sort_by(|one, two| {
            (one.relation, &one.from, &one.to, &one.reason).cmp(&(
                two.relation,
                &two.from,
                &two.to,
                &two.reason,
            ))
        });
        standings.sort_by_cached_key(|standing| {
            (!standing.stands, Reverse(standing.day), Mark::of(&standing.account))
        });
        let standing = || standings.iter().filter(|standing| standing.stands);
        let mut voices: Vec<usize> = standing().map(|standing| standing.origin).collect();
        voices.sort_unstable();
        voices.dedup();
        Some(Count {
            bounds: standing().map(|standing| standing.account.bounds).reduce(Bounds::cover)?,
            as_of: standing().filter_map(|standing| standing.day).max(),
            origins: voices.len(),
            recommended: recommended
                .and_then(|mark| standings.iter().position(|standing| Mark::of(&standing.account) == mark)),
            reason,
            findings,
            accounts: standings,
        })
    }

    /// The highest number that a standing account names.
    pub fn magnitude(&self) -> u64 {
        self.standing().map(|standing| standing.account.bounds.most()).max().unwrap_or(0)
    }

    /// The accounts that stand.
    pub fn standing(&self) -> impl Iterator<Item = &Standing> {
        self.accounts.iter().filter(|standing| standing.stands)
    }
}

/// Earliest first, by report and place.
fn order(account: &Account, day: Option<Date>) -> (bool, Option<Date>, Option<Date>, Mark) {
    let told = account.published.and_then(|published| published.last_day());
    (day.is_none(), day, told, Mark::of(account))
}

/// Which accounts tell one origin: pairs of places, the earlier first.
fn ties(accounts: &[Account], counting: &Counting) -> Vec<(usize, usize, Tie)> {
    let mut ties = Vec::new();
    for (at, two) in accounts.iter().enumerate() {
        let before = accounts.iter().enumerate().take(at).rev();
        let same = before.filter_map(|(place, one)| Some((place, at, tie(one, two, counting)?)));
        ties.extend(same.take(FEW));
    }
    ties
}

/// The ties between members, by their places among the members.
fn ties_among(ties: &[(usize, usize, Tie)], members: &[usize]) -> Vec<(usize, usize, Tie)> {
    let places: BTreeMap<usize, usize> = members.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    let among = ties.iter().filter_map(|(one, two, tie)| {
        let (one, two) = (*places.get(one)?, *places.get(two)?);
        Some((one.min(two), one.max(two), tie.clone()))
    });
    among.collect()
}

/// The number of each item's class, the classes joined by pairs.
fn classes(items: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..items).collect();
    let root = |parent: &mut Vec<usize>, mut at: usize| {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    };
    for (one, two) in pairs {
        let (one, two) = (root(&mut parent, one), root(&mut parent, two));
        parent[one.max(two)] = one.min(two);
    }
    (0..items).map(|at| root(&mut parent, at)).collect()
}

/// Joins tellings of one number, and what one source says over time, to one voice.
fn mark_origins(standings: &mut [Standing], counting: &Counting) {
    let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, standing) in standings.iter().enumerate() {
        pairs.push((*first_of.entry(standing.telling).or_insert(at), at));
    }
    pairs.extend(same_voices(standings, counting));
    let origins = classes(standings.len(), pairs.into_iter());
    for (standing, origin) in standings.iter_mut().zip(origins) {
        standing.origin = origin;
    }
}

/// Accounts credited to one source, each with the first of that source.
fn same_voices(standings: &[Standing], counting: &Counting) -> Vec<(usize, usize)> {
    let mut voices: Vec<(usize, &Named)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, standing) in standings.iter().enumerate() {
        let Some(name) = standing.account.source.as_ref().filter(|name| source::is_named(name)) else {
            continue;
        };
        match voices.iter().find(|(_, other)| source::same(other, name, counting)) {
            Some((voice, _)) => pairs.push((*voice, at)),
            None => voices.push((at, name)),
        }
    }
    pairs
}

/// Of the tellings of one number the first: named before unnamed, then the earliest.
fn mark_first(standings: &mut [Standing]) {
    let mut first: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
    for (at, standing) in standings.iter().enumerate() {
        let rank = (!standing.account.is_named(), at);
        first.entry(standing.telling).and_modify(|best| *best = rank.min(*best)).or_insert(rank);
    }
    for (_, at) in first.into_values() {
        standings[at].first = true;
    }
}

/// For each account the later one that stands instead of it, and why.
fn superseded(
    standings: &[Standing],
    growth: Growth,
    counting: &Counting,
) -> Vec<Option<(usize, &'static str)>> {
    let instead = |at: usize| {
        let later = (at + 1..standings.len()).rev();
        later
            .filter_map(|other| {
                Some((other, reason_to_supersede(&standings[at], &standings[other], growth, counting)?))
            })
            .next()
    };
    (0..standings.len()).map(instead).collect()
}

fn reason_to_supersede(
    one: &Standing,
    two: &Standing,
    growth: Growth,
    counting: &Counting,
) -> Option<&'static str> {
    let (earlier, later) = (one.day?, two.day?);
    let days = gap(earlier, later);
    if days <= 0 || one.telling == two.telling {
        return None;
    }
    let same_source = match (&one.account.source, &two.account.source) {
        (Some(left), Some(right)) => source::same(left, right, counting),
        _ => false,
    };
    let grown = two.account.bounds.least() >= one.account.bounds.least();
    match growth {
        Growth::Total if same_source && !grown => Some("the same source corrects it downwards"),
        _ if same_source => Some("the same source, later"),
        Growth::Total if grown => Some("a later running total"),
        Growth::Level if days > STALE => Some("a later level, more than a month on"),
        _ => None,
    }
}

fn findings_of_ties(standings: &[Standing], ties: &[(usize, usize, Tie)]) -> Vec<Finding> {
    let finding = |(one, two, tie): &(usize, usize, Tie)| {
        let (one, two) = (&standings[*one], &standings[*two]);
        // The first telling is the one that names its source; of two that do or do not, the earlier.
        let (first, second) =
            if two.account.is_named() && !one.account.is_named() { (two, one) } else { (one, two) };
        let relation = match tie.reason {
            _ if one.account.document == two.account.document => Relation::Repeats,
            _ if !tie.changed.is_empty() && tie.reason != TieReason::Unsourced => Relation::Drifts,
            TieReason::Unsourced => Relation::Repeats,
            _ => Relation::SameOrigin,
        };
        let changed = if tie.changed.is_empty() {
            String::new()
        } else {
            format!("; changed: {}", tie.changed.join(", "))
        };
        let likelihood = (tie.likelihood < 1.0).then_some((tie.likelihood * 100.0).round() / 100.0);
        let reason = format!("{}{changed}", tie.reason.words());
        Finding { likelihood, ..Finding::new(relation, &first.account, &second.account, reason) }
    };
    ties.iter().map(finding).collect()
}

/// The account to take: of those that stand, nearest to the source, then the latest, then the most exact.
fn recommended(standings: &[Standing], growth: Growth, reports: &Reports<'_>) -> (Option<usize>, String) {
    let rank = |at: &usize| {
        let standing = &standings[*at];
        (
            !standing.account.is_named(),
            !standing.first,
            Reverse(standing.day),
            exactness(standing.account.quantifier),
            *at,
        )
    };
    let stands = || (0..standings.len()).filter(|at| standings[*at].stands);
    let Some(best) = stands().min_by_key(rank) else { return (None, String::new()) };
    let named = standings[best].account.is_named();
    let rival = stands().find(|at| {
        standings[*at].account.is_named() == named
            && conflict(&standings[best], &standings[*at], growth, reports).is_some()
    });
    if rival.is_some() {
        return (None, "independent accounts contradict each other".to_string());
    }
    let mut reasons = vec![if named { "its source is named" } else { "no account names a source" }];
    if stands().any(|at| standings[at].day < standings[best].day) {
        reasons.push("the latest");
    }
    if stands()
        .any(|at| exactness(standings[at].account.quantifier) > exactness(standings[best].account.quantifier))
    {
        reasons.push("the most exact");
    }
    (Some(best), reasons.join("; "))
}

/// Lower is more exact.
fn exactness(quantifier: Quantifier) -> u8 {
    match quantifier {
        Quantifier::Exact => 0,
        Quantifier::Approximately => 1,
        Quantifier::Range => 2,
        Quantifier::MoreThan | Quantifier::LessThan => 3,
        Quantifier::Vague => 4,
    }
}

/// Why two standing accounts of different origins cannot both be right; nothing where they can.
fn conflict(one: &Standing, two: &Standing, growth: Growth, reports: &Reports<'_>) -> Option<&'static str> {
    let named = one.account.is_named() && two.account.is_named();
    if one.origin == two.origin || !named && reports.share(one, two) {
        return None;
    }
    let apart = !room(&one.account).meets(room(&two.account));
    let days = one.day.zip(two.day).map(|(one, two)| gap(one.min(two), one.max(two)));
    let (earlier, later) = if one.day <= two.day { (one, two) } else { (two, one) };
    match (growth, days) {
        _ if !apart => None,
        (Growth::Total, Some(days))
            if days > 0 && later.account.bounds.most() < earlier.account.bounds.least() =>
        {
            Some("a running total cannot fall")
        }
        (_, Some(days)) if days > TOGETHER => None,
        _ => Some("the values exclude each other at one time"),
    }
}

/// What accounts of different origins are to each other.
fn judgements(
    standings: &[Standing],
    ties: &[(usize, usize, Tie)],
    recommended: Option<usize>,
    growth: Growth,
    reports: &Reports<'_>,
) -> Vec<Finding> {
    let stands: Vec<usize> = (0..standings.len()).filter(|at| standings[*at].stands).collect();
    let firsts: Vec<usize> = stands.iter().copied().filter(|at| is_first_standing(standings, *at)).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (place, one) in firsts.iter().enumerate() {
        let others = firsts.iter().skip(place + 1).take(if firsts.len() > FEW { 1 } else { FEW });
        pairs.extend(others.map(|two| (*one, *two)));
        if firsts.len() > FEW {
            pairs.extend(recommended.filter(|best| best != one).map(|best| (best.min(*one), best.max(*one))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let tied = |one: usize, two: usize| ties.iter().any(|(left, right, _)| (*left, *right) == (one, two));
    let pairs = pairs.into_iter().filter(|(one, two)| !tied(*one, *two));
    pairs.filter_map(|(one, two)| judgement(&standings[one], &standings[two], growth, reports)).collect()
}

/// The reports in which each number is told, so that what one report sets apart is not set against each other in its
/// copies.
struct Reports<'s>(BTreeMap<usize, BTreeSet<&'s str>>);

impl<'s> Reports<'s> {
    fn of(standings: &'s [Standing]) -> Reports<'s> {
        let mut reports: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for standing in standings {
            reports.entry(standing.telling).or_default().insert(&standing.account.document);
        }
        Reports(reports)
    }

    /// Whether one report tells both numbers.
    fn share(&self, one: &Standing, two: &Standing) -> bool {
        match (self.0.get(&one.telling), self.0.get(&two.telling)) {
            (Some(one), Some(two)) => !one.is_disjoint(two),
            _ => false,
        }
    }
}

/// Whether no earlier standing account of its origin gives the same value.
fn is_first_standing(standings: &[Standing], at: usize) -> bool {
    let this = &standings[at];
    !standings.iter().take(at).any(|other| {
        other.stands
            && other.origin == this.origin
            && other.account.bounds.least() == this.account.bounds.least()
    })
}

fn judgement(one: &Standing, two: &Standing, growth: Growth, reports: &Reports<'_>) -> Option<Finding> {
    let (left, right) = (&one.account, &two.account);
    if let Some(reason) = conflict(one, two, growth, reports) {
        return Some(Finding::new(Relation::Contradicts, left, right, reason));
    }
    if reports.share(one, two) && (one.origin == two.origin || !left.is_named() || !right.is_named()) {
        return (left.bounds != right.bounds).then(|| {
            Finding::new(
                Relation::NotComparable,
                left,
                right,
                "one report gives both, so each of another part",
            )
        });
    }
    if one.origin == two.origin {
        return None;
    }
    if !room(left).meets(room(right)) {
        return Some(Finding::new(Relation::NotComparable, left, right, "period: told of different days"));
    }
    if refines(left, right) {
        return Some(Finding::new(Relation::Refines, left, right, "agrees and is more exact"));
    }
    if refines(right, left) {
        return Some(Finding::new(Relation::Refines, right, left, "agrees and is more exact"));
    }
    let reason = match (left.is_named(), right.is_named()) {
        (true, true) => "two named sources agree",
        _ => return Some(Finding::new(Relation::Repeats, left, right, "agrees; no second source is named")),
    };
    Some(Finding::new(Relation::Corroborates, left, right, reason))
}
