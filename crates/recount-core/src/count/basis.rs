//! What is known of all accounts of a series before they are parted into counts: which retell one another, and the day
//! of which each speaks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{finding::Mark, ruling::Rulings};
use crate::{
    lexicon::Counting,
    origin::{
        Account,
        telling::{LIKELY, Tie, tie},
    },
};

/// With this many tellings before it that it is tied to, an account is looked up no further.
const ENOUGH: usize = 16;

/// What is known of all accounts of a series before they are parted into counts; places are those in `accounts`.
pub(super) struct Basis {
    /// Every account, earliest first.
    pub(super) accounts: Vec<Account>,
    /// The day each speaks of.
    pub(super) days: Vec<Option<Date>>,
    /// Which accounts tell one origin, the earlier first.
    pub(super) ties: Vec<(usize, usize, Tie)>,
    /// The number of the telling that each account likely goes back to.
    pub(super) tellings: Vec<usize>,
}

impl Basis {
    /// Ties the accounts of one series.
    pub(super) fn of(mut accounts: Vec<Account>, rulings: &Rulings, counting: &Counting) -> Basis {
        accounts.sort_by_cached_key(|account| order(account, account.as_of()));
        let ties = rulings.settle(&accounts, ties(&accounts, counting));
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

/// Earliest first, by report and place.
pub(super) fn order(account: &Account, day: Option<Date>) -> (bool, Option<Date>, Option<Date>, Mark) {
    let told = account.published.and_then(|published| published.last_day());
    (day.is_none(), day, told, Mark::of(account))
}

/// Which accounts tell one origin: pairs of places, the earlier first.
fn ties(accounts: &[Account], counting: &Counting) -> Vec<(usize, usize, Tie)> {
    let mut ties = Vec::new();
    for (at, two) in accounts.iter().enumerate() {
        let before = accounts.iter().enumerate().take(at).rev();
        let same = before.filter_map(|(place, one)| Some((place, at, tie(one, two, counting)?)));
        ties.extend(same.take(ENOUGH));
    }
    ties
}

/// The ties between members, by their places among the members.
pub(super) fn ties_among(ties: &[(usize, usize, Tie)], members: &[usize]) -> Vec<(usize, usize, Tie)> {
    let places: BTreeMap<usize, usize> = members.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    let among = ties.iter().filter_map(|(one, two, tie)| {
        let (one, two) = (*places.get(one)?, *places.get(two)?);
        Some((one.min(two), one.max(two), tie.clone()))
    });
    among.collect()
}

/// The number of each item's class, the classes joined by pairs.
pub(super) fn classes(items: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
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
