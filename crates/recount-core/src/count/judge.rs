//! What the standing accounts of one count are to each other where they do not retell one another.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    basis::Tied,
    finding::{Finding, Relation, refines, room},
    standing::{Growth, Standing},
    window::{gap, is_far_beyond},
};

/// How near in time two levels must be to contradict each other; beyond, the later stands alone.
pub(super) const TOGETHER: i32 = 1;
/// With more accounts than this, each is set against the taken one and its neighbours in time alone.
const FEW: usize = 16;

/// Why two numbers of one report are not set against each other.
pub(super) const OF_ONE_REPORT: &str = "one report gives both, so each of another part";

/// Why two standing accounts of different origins cannot both be right; nothing where they can.
pub(super) fn conflict(
    one: &Standing,
    two: &Standing,
    growth: Growth,
    reports: &Reports<'_>,
) -> Option<&'static str> {
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
pub(super) fn judgements(
    standings: &[Standing],
    ties: &[Tied],
    recommended: Option<usize>,
    growth: Growth,
    reports: &Reports<'_>,
) -> Vec<Finding> {
    let stands: Vec<usize> = (0..standings.len()).filter(|at| standings[*at].stands).collect();
    // Of each origin the earliest standing account of each value.
    let mut known: BTreeSet<(usize, u64)> = BTreeSet::new();
    let is_first = |at: &usize| known.insert((standings[*at].origin, standings[*at].account.bounds.least()));
    let firsts: Vec<usize> = stands.into_iter().filter(is_first).collect();
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
    let tied: BTreeSet<(usize, usize)> = ties.iter().map(|(one, two, _)| (*one, *two)).collect();
    let pairs = pairs.into_iter().filter(|pair| !tied.contains(pair));
    pairs.filter_map(|(one, two)| judgement(&standings[one], &standings[two], growth, reports)).collect()
}

/// The reports in which each number is told, so that what one report sets apart is not set against each other in its
/// copies.
pub(super) struct Reports<'s>(BTreeMap<usize, BTreeSet<&'s str>>);

impl<'s> Reports<'s> {
    pub(super) fn of(standings: &'s [Standing]) -> Reports<'s> {
        let mut reports: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for standing in standings {
            reports.entry(standing.telling).or_default().insert(&standing.account.document);
        }
        Reports(reports)
    }

    /// Whether one report tells both numbers.
    pub(super) fn share(&self, one: &Standing, two: &Standing) -> bool {
        match (self.0.get(&one.telling), self.0.get(&two.telling)) {
            (Some(one), Some(two)) => !one.is_disjoint(two),
            _ => false,
        }
    }
}

fn judgement(one: &Standing, two: &Standing, growth: Growth, reports: &Reports<'_>) -> Option<Finding> {
    let (left, right) = (&one.account, &two.account);
    if let Some(reason) = conflict(one, two, growth, reports) {
        return Some(Finding::new(Relation::Contradicts, left, right, reason));
    }
    if reports.share(one, two) && (one.origin == two.origin || !left.is_named() || !right.is_named()) {
        return (left.bounds != right.bounds)
            .then(|| Finding::new(Relation::NotComparable, left, right, OF_ONE_REPORT));
    }
    if one.origin == two.origin {
        return None;
    }
    if !room(left).meets(room(right)) {
        return Some(Finding::new(Relation::NotComparable, left, right, "period: told of different days"));
    }
    if is_far_beyond(left, right) || is_far_beyond(right, left) {
        let reason = "period: far beyond an open bound, so likely of another day";
        return Some(Finding::new(Relation::NotComparable, left, right, reason));
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
