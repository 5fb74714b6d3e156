//! The account to take of those that stand, and what they bound together.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    judge::{Reports, conflict},
    standing::{Growth, Standing},
};
use crate::{figure::SourceKind, lexicon::Counting, mention::Quantifier, origin::Bounds};

/// The account to take, by its place, and why. Where one telling stands, its most exact dress; of rivals the one of an
/// authority, then what is told most, then the latest. That others contradict it is said.
pub(super) fn recommended(
    standings: &[Standing],
    growth: Growth,
    reports: &Reports<'_>,
    counting: &Counting,
) -> (Option<usize>, String) {
    let stands = || (0..standings.len()).filter(|at| standings[*at].stands);
    let mut told: BTreeMap<Bounds, usize> = BTreeMap::new();
    stands().for_each(|at| *told.entry(standings[at].account.bounds).or_default() += 1);
    let often = |at: usize| told.get(&standings[at].account.bounds).copied().unwrap_or(0);
    let mut tellings = stands().map(|at| standings[at].telling);
    let first = tellings.next();
    let one = tellings.all(|telling| Some(telling) == first);
    let rank = |at: &usize| {
        let standing = &standings[*at];
        let (named, open) = (authority(standing, counting), is_open(standing.account.bounds));
        // Of rivals about a toll what most tell comes before who tells it; a level is whoever keeps count.
        let dress = match (one, growth) {
            (true, _) => (open, Reverse(often(*at))),
            (false, Growth::Total) => (false, Reverse(often(*at))),
            (false, Growth::Level) => (false, Reverse(0)),
        };
        let rank = (dress, named, Reverse(standing.day));
        (
            rank,
            Reverse(often(*at)),
            exactness(standing.account.quantifier),
            Reverse(standing.account.published),
            *at,
        )
    };
    let Some(best) = stands().min_by_key(rank) else { return (None, String::new()) };
    let taken = &standings[best].account;
    let mut reasons = vec![match (taken.is_named(), taken.own.is_some()) {
        (true, _) => "its source is named",
        (false, true) => "its publisher's own count",
        (false, false) => "no account names a source",
    }];
    if stands().any(|at| standings[at].day < standings[best].day) {
        reasons.push("the latest");
    }
    if stands()
        .any(|at| exactness(standings[at].account.quantifier) > exactness(standings[best].account.quantifier))
    {
        reasons.push("the most exact");
    }
    if stands().any(|at| conflict(&standings[best], &standings[at], growth, reports).is_some()) {
        reasons.push("independent accounts contradict it");
    }
    (Some(best), reasons.join("; "))
}

/// How near to the books a source is: an authority or agency that keeps count, somebody named, who only saw it, nobody.
fn authority(standing: &Standing, counting: &Counting) -> u8 {
    let Some(source) = standing.account.source.as_ref().filter(|_| standing.account.is_named()) else {
        return 3;
    };
    if source.kind == SourceKind::Witness {
        return 2;
    }
    let official = matches!(source.kind, SourceKind::Government | SourceKind::Un);
    u8::from(!(official && counting.keeps_count(&source.text)))
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

/// What standing accounts bound together: of each telling its closed dress where it has one; and "at least 11" leaves nothing
/// open beside somebody's 15.
pub(super) fn bounds<'s>(standing: impl Iterator<Item = &'s Standing>) -> Option<Bounds> {
    let mut tellings: BTreeMap<usize, Vec<Bounds>> = BTreeMap::new();
    for standing in standing {
        tellings.entry(standing.telling).or_default().push(standing.account.bounds);
    }
    let dress = |told: Vec<Bounds>| {
        let closed = told.iter().copied().filter(|bounds| !is_open(*bounds)).reduce(Bounds::cover);
        closed.or_else(|| told.into_iter().reduce(Bounds::cover))
    };
    let told: Vec<Bounds> = tellings.into_values().filter_map(dress).collect();
    let highest = told.iter().filter_map(|bounds| bounds.high).max();
    let settled = |bounds: &Bounds| match (bounds.low, bounds.high, highest) {
        (Some(low), None, Some(high)) if low <= high => Bounds { low: Some(low), high: Some(low) },
        _ => *bounds,
    };
    told.iter().map(settled).reduce(Bounds::cover)
}

/// Whether it says "over N" or "up to N".
fn is_open(bounds: Bounds) -> bool {
    bounds.low.is_none() || bounds.high.is_none()
}
