//! What one report tells apart: who gives two numbers in one breath means different parts or happenings, unless two sources
//! are named for them. The lesser is no account of the whole, and is a count of its own.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{basis::Basis, finding::room};
use crate::{lexicon::Counting, mention::Quantifier};

/// The accounts of a window, and apart from them those that reports tell beside a greater number, telling by telling.
pub(super) fn parted(basis: &Basis, window: Vec<usize>, counting: &Counting) -> Vec<Vec<usize>> {
    let lesser = lesser(basis, &window, counting);
    if lesser.is_empty() {
        return vec![window];
    }
    let mut told: BTreeMap<usize, Option<Date>> = BTreeMap::new();
    for at in &lesser {
        let day = basis.days[*at];
        told.entry(basis.tellings[*at]).and_modify(|first| *first = day.min(*first)).or_insert(day);
    }
    // What was told before may have been all there was by then.
    let is_apart = |at: &usize| told.get(&basis.tellings[*at]).is_some_and(|first| basis.days[*at] >= *first);
    let (parts, whole): (Vec<usize>, Vec<usize>) = window.into_iter().partition(is_apart);
    let mut by_telling: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in parts {
        by_telling.entry(basis.tellings[at]).or_default().push(at);
    }
    // By what they tell, not by the order in which reports came.
    let told =
        |window: &Vec<usize>| window.iter().map(|at| (basis.days[*at], basis.accounts[*at].bounds)).min();
    let mut parts: Vec<Vec<usize>> = by_telling.into_values().collect();
    parts.sort_by_key(told);
    parts.into_iter().chain([whole]).filter(|window| !window.is_empty()).collect()
}

/// Windows in which every number is near another: what is `far` times all below it or more is of another
/// thing, however alike the words are.
pub(super) fn near(basis: &Basis, window: Vec<usize>, far: u64, counting: &Counting) -> Vec<Vec<usize>> {
    let least = |at: &usize| basis.accounts[*at].bounds.least();
    let mut sorted = window.clone();
    sorted.sort_by_key(|at| (least(at), *at));
    let is_far = |one: u64, two: u64| two >= GREAT && one.saturating_mul(far) <= two;
    // A voice that was heard below speaks of the same: its own number has leapt.
    let goes_on = |two: &usize| {
        let below = sorted.partition_point(|at| least(at) < least(two));
        sorted[..below]
            .iter()
            .rev()
            .take(VOICES)
            .any(|at| basis.told(*at).same_source(basis.told(*two), counting))
    };
    let apart =
        |pair: &&[usize]| matches!(pair, [one, two] if is_far(least(one), least(two)) && !goes_on(two));
    let borders: Vec<u64> = sorted.windows(2).filter(apart).map(|pair| least(&pair[1])).collect();
    let mut windows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in window {
        windows.entry(borders.partition_point(|border| *border <= least(&at))).or_default().push(at);
    }
    windows.into_values().collect()
}

/// So many accounts below a leap are asked whether their voice goes on above it.
const VOICES: usize = 64;
/// Below this the first hours of a toll may grow as much.
const GREAT: u64 = 100;

/// The accounts beside which their own report gives a greater number for the same day.
fn lesser(basis: &Basis, window: &[usize], counting: &Counting) -> BTreeSet<usize> {
    let mut together: BTreeMap<(&str, Option<Date>), Vec<usize>> = BTreeMap::new();
    for at in window {
        let report = basis.accounts[*at].document.as_str();
        together.entry((report, basis.days[*at])).or_default().push(*at);
    }
    let least = |at: usize| basis.accounts[at].bounds.least();
    let groups = together.into_values().filter(|group| group.len() > 1);
    let lesser = groups.flat_map(|group| {
        let best = group.iter().copied().max_by_key(|at| (least(*at), std::cmp::Reverse(*at)));
        group.into_iter().filter(move |at| best.is_some_and(|best| is_part(basis, *at, best, counting)))
    });
    lesser.collect()
}

/// Whether the first is a part beside the second, of one report: lesser, no rounding of it, and no rival of another source.
fn is_part(basis: &Basis, at: usize, best: usize, counting: &Counting) -> bool {
    let (one, two) = (basis.told(at), basis.told(best));
    let (left, right) = (one.account, two.account);
    let rivals = left.is_named() && right.is_named() && !one.same_source(two, counting);
    let vague = left.quantifier == Quantifier::Vague && room(left).meets(room(right));
    left.bounds.least() < right.bounds.least()
        && basis.tellings[at] != basis.tellings[best]
        && !rivals
        && !vague
}
