//! The fold of `books` in pieces, for who keeps the accounts elsewhere: which keys fall together, and the series of such
//! a group. Put together they make the same as the books.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Key, Rulings, Series, basis::classes, merge};
use crate::{
    lexicon::Lexicon,
    origin::{Account, Bounds},
};

/// Keys that fall together, under all that is known in any of them.
pub type Group = (Key, BTreeSet<Key>);

/// Which of all keys of some frames fall together; with each key the values that are told for it, in any order. People may
/// have `merged` series: the group that holds the first key belongs to the one that holds the second, under the latter's
/// name; then the keys of both frames must be there.
pub fn groups(keys: &BTreeMap<Key, Vec<Bounds>>, merged: &BTreeSet<(Key, Key)>) -> Vec<Group> {
    let mut by_frame: BTreeMap<Key, (Vec<Key>, Vec<Vec<Bounds>>)> = BTreeMap::new();
    for (key, values) in keys {
        let (keys, told) = by_frame.entry(key.frame()).or_default();
        keys.push(key.clone());
        told.push(values.clone());
    }
    let groups = by_frame.into_values().flat_map(|(keys, values)| of_frame(&keys, &values)).collect();
    if merged.is_empty() { groups } else { join(groups, merged) }
}

/// The series of the accounts of one group. None where there is no account.
pub fn fold(key: Key, accounts: Vec<Account>, rulings: &Rulings, lexicon: &Lexicon) -> Option<Series> {
    Series::of(Arc::new(key), accounts.into_iter().map(Arc::new).collect(), rulings, lexicon)
}

fn of_frame(keys: &[Key], values: &[Vec<Bounds>]) -> Vec<Group> {
    let mut of_class: BTreeMap<usize, (Vec<Key>, Vec<Vec<Bounds>>)> = BTreeMap::new();
    let classes = merge::linked(keys, values, merge::classes(keys));
    for ((key, values), class) in keys.iter().zip(values).zip(classes) {
        let (members, told) = of_class.entry(class).or_default();
        members.push(key.clone());
        told.push(values.clone());
    }
    let whole = |(keys, values): (Vec<Key>, Vec<Vec<Bounds>>)| {
        Some((merge::whole(&keys, &values)?, keys.into_iter().collect()))
    };
    of_class.into_values().filter_map(whole).collect()
}

/// Puts the groups together that people joined; the name is that of the group joined to.
fn join(groups: Vec<Group>, merged: &BTreeSet<(Key, Key)>) -> Vec<Group> {
    let group_of = |key: &Key| groups.iter().position(|(_, keys)| keys.contains(key));
    let pairs: Vec<(usize, usize)> =
        merged.iter().filter_map(|(one, two)| Some((group_of(one)?, group_of(two)?))).collect();
    let targets: BTreeSet<usize> = pairs.iter().map(|(_, two)| *two).collect();
    let sources: BTreeSet<usize> = pairs.iter().map(|(one, _)| *one).collect();
    let rank = |at: usize| (!targets.contains(&at), sources.contains(&at), at);
    let mut joined: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, class) in classes(groups.len(), pairs.iter().copied()).into_iter().enumerate() {
        joined.entry(class).or_default().push(at);
    }
    let whole = |members: Vec<usize>| {
        let named = members.iter().copied().min_by_key(|at| rank(*at))?;
        let keys = members.iter().filter_map(|at| groups.get(*at)).flat_map(|(_, keys)| keys.clone());
        Some((groups.get(named)?.0.clone(), keys.collect()))
    };
    joined.into_values().filter_map(whole).collect()
}
