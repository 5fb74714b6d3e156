//! The series of all accounts of some frames, for who keeps the accounts elsewhere: the same as `books` makes of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Mark, Rulings, Series, basis::classes, merge};
use crate::{lexicon::Lexicon, origin::Account};

/// Keys that fall together, under all that is known in any of them.
type Group<'a> = (Key, BTreeSet<&'a Key>);

/// The series that the accounts make. They must be all accounts of their frames; where people joined series of
/// different frames, those of all frames so joined.
pub fn series(accounts: &BTreeMap<Key, Vec<Account>>, rulings: &Rulings, lexicon: &Lexicon) -> Vec<Series> {
    let mut groups = groups(accounts);
    join(&mut groups, accounts, rulings);
    let fold = |(key, keys): Group| {
        let members = keys.into_iter().filter_map(|key| accounts.get(key)).flatten().cloned().collect();
        Series::of(key, members, rulings, lexicon)
    };
    groups.into_iter().filter_map(fold).collect()
}

/// The keys that fall together, each group with all that is known in any of them.
fn groups(accounts: &BTreeMap<Key, Vec<Account>>) -> Vec<Group<'_>> {
    let mut by_frame: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for key in accounts.keys() {
        by_frame.entry(key.frame()).or_default().push(key.clone());
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for keys in by_frame.values() {
        let mut of_class: BTreeMap<usize, Group> = BTreeMap::new();
        for (key, class) in keys.iter().zip(merge::classes(keys)) {
            let Some((held, _)) = accounts.get_key_value(key) else { continue };
            let (joined, group) = of_class.remove(&class).unwrap_or_else(|| (key.clone(), BTreeSet::new()));
            let mut group = group;
            group.insert(held);
            of_class.insert(class, (joined.join(key), group));
        }
        groups.extend(of_class.into_values());
    }
    groups
}

/// Puts the groups together that people joined; the key is that of the group joined to.
fn join(groups: &mut Vec<Group<'_>>, accounts: &BTreeMap<Key, Vec<Account>>, rulings: &Rulings) {
    if rulings.merged.is_empty() {
        return;
    }
    let holds = |keys: &BTreeSet<&Key>, mark: &Mark| {
        let mut members = keys.iter().filter_map(|key| accounts.get(*key)).flatten();
        members.any(|account| {
            account.document == mark.document && account.evidence.iter().any(|it| it.span == mark.span)
        })
    };
    let group_of = |mark: &Mark| groups.iter().position(|(_, keys)| holds(keys, mark));
    let pairs: Vec<(usize, usize)> =
        rulings.merged.iter().filter_map(|(one, two)| Some((group_of(one)?, group_of(two)?))).collect();
    let targets: BTreeSet<usize> = pairs.iter().map(|(_, two)| *two).collect();
    let sources: BTreeSet<usize> = pairs.iter().map(|(one, _)| *one).collect();
    let class = classes(groups.len(), pairs.into_iter());
    let mut joined: BTreeMap<usize, Vec<(usize, Group)>> = BTreeMap::new();
    for ((at, group), class) in std::mem::take(groups).into_iter().enumerate().zip(class) {
        joined.entry(class).or_default().push((at, group));
    }
    for members in joined.into_values() {
        let rank = |at: &usize| (!targets.contains(at), sources.contains(at), *at);
        let Some(key) = members.iter().min_by_key(|(at, _)| rank(at)).map(|(_, (key, _))| key.clone()) else {
            continue;
        };
        groups.push((key, members.into_iter().flat_map(|(_, (_, keys))| keys).collect()));
    }
}
