//! Which keys mean the same series: a key that leaves something open joins the one that says it, where nothing
//! contradicts and there is only one such.

use std::{borrow::Borrow, collections::BTreeMap};

use jiff::civil::Date;

use super::{Key, basis, key::Places, which::is_beside};
use crate::{
    event::Scope,
    origin::{Bounds, Names},
};

/// For each key, the number of its class; classes are numbered in order of their first key. The answer depends on the
/// set of keys alone, not on their order: a key joins its compatible keys where these are all compatible with each
/// other, and stands alone where two of them contradict ("Afghans" beside refugees and the undocumented).
pub(super) fn classes<K: Borrow<Key>>(keys: &[K]) -> Vec<usize> {
    let roles = Roles::of(keys.iter().map(Borrow::borrow));
    let near: Vec<Vec<usize>> = (0..keys.len()).map(|at| compatible_with(keys, &roles, at)).collect();
    let clear: Vec<bool> = near.iter().map(|near| is_clique(keys, near)).collect();
    let mut classes: Vec<usize> = (0..keys.len()).collect();
    for at in 0..keys.len() {
        if clear.get(at) == Some(&true) {
            let first = near[at].iter().copied().find(|other| clear.get(*other) == Some(&true));
            classes[at] = first.unwrap_or(at);
        }
    }
    classes
}

/// The keys compatible with the one `at`, itself among them, in order.
fn compatible_with<K: Borrow<Key>>(keys: &[K], roles: &Roles<'_>, at: usize) -> Vec<usize> {
    let key: &Key = keys[at].borrow();
    let candidates = roles.candidates(&key.countries).into_iter();
    candidates
        .filter(|other| keys.get(*other).is_some_and(|other| other.borrow().is_compatible(key)))
        .collect()
}

/// The same classes, with those put together that tell one number of one day, or of one running total: where a number is
/// told again, its place or people may have been told, or read, in another way. A happening is dated by its own day or by that of
/// telling it, so a number that is told of the days beside counts too, where nothing else contradicts.
pub(super) fn linked<K: Borrow<Key>>(keys: &[K], values: &[Vec<Bounds>], classes: Vec<usize>) -> Vec<usize> {
    let mut told: BTreeMap<u64, Vec<(Option<Date>, usize)>> = BTreeMap::new();
    for (at, (key, values)) in keys.iter().zip(values).enumerate() {
        let key: &Key = key.borrow();
        let Some(least) = telling(key) else { continue };
        for value in values.iter().map(|value| value.least()).filter(|value| *value >= least) {
            told.entry(rounded(value)).or_default().push((key.which.day, at));
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (value, mut told) in told {
        told.sort_unstable();
        for (place, (_, at)) in told.iter().enumerate() {
            let before = told[..place].iter().rev().take(LOOK_BACK);
            let one =
                |other: &&(Option<Date>, usize)| is_one(keys[*at].borrow(), keys[other.1].borrow(), value);
            let same = before.filter(one).map(|(_, other)| (classes[*other], classes[*at]));
            pairs.extend(same);
        }
    }
    let joined = basis::classes(keys.len(), pairs.into_iter());
    classes.into_iter().map(|class| joined.get(class).copied().unwrap_or(class)).collect()
}

/// Whether a number that both keys of one frame tell is told of one thing.
fn is_one(key: &Key, other: &Key, value: u64) -> bool {
    match (key.which.day, other.which.day) {
        (Some(one), Some(two)) if one != two => {
            is_beside(one, two) && value >= OF_DAYS && key.is_beside(other)
        }
        _ => true,
    }
}

/// So many tellings of a number are looked at for one of the same thing.
const LOOK_BACK: usize = 6;

/// A number as it is told again: 251 as 250.
fn rounded(value: u64) -> u64 {
    let unit = 10_u64.saturating_pow(value.checked_ilog10().unwrap_or(0).saturating_sub(1));
    if value < 100 { value } else { value.saturating_add(unit / 2) / unit * unit }
}

/// From which number on nobody tells the same of another thing by chance, where the key says which event it is of.
fn telling(key: &Key) -> Option<u64> {
    match key.which.scope {
        Some(Scope::Happening) if key.which.is_of_a_day() && key.which.day.is_some() => Some(OF_A_DAY),
        Some(Scope::Since) => Some(OF_A_TOTAL),
        _ => None,
    }
}

/// Two tolls of one day with this number or a greater are one.
const OF_A_DAY: u64 = 5;
/// Tolls of neighbouring days with this number or a greater may be one.
pub(super) const OF_DAYS: u64 = 10;
/// Two running totals with this number or a greater are one.
const OF_A_TOTAL: u64 = 100;

/// All that is known in keys that fall together: of the one told most often, filled from the others. A place or a people is
/// filled in only where at least half of the accounts that name any name it.
pub(super) fn whole<K: Borrow<Key>>(keys: &[K], values: &[Vec<Bounds>]) -> Option<Key> {
    let often = |at: usize| values.get(at).map_or(0, Vec::len);
    let best = (0..keys.len()).max_by_key(|at| (often(*at), std::cmp::Reverse(*at)))?;
    let mut whole: Key = keys.get(best)?.borrow().clone();
    let (mut places, mut peoples) = (BTreeMap::new(), BTreeMap::new());
    for (at, key) in keys.iter().enumerate() {
        let key: &Key = key.borrow();
        key.place.iter().for_each(|place| *places.entry(place).or_insert(0) += often(at));
        let named = Some(&key.group.peoples).filter(|named| !named.is_empty());
        named.into_iter().for_each(|named| *peoples.entry(named).or_insert(0) += often(at));
    }
    let (placed, peopled) = (places.values().sum::<usize>(), peoples.values().sum::<usize>());
    for key in keys {
        let mut key: Key = Key::clone(key.borrow());
        if key.place.as_ref().and_then(|place| places.get(place)).is_some_and(|told| told * 2 < placed) {
            (key.place, key.within) = (None, None);
        }
        if peoples.get(&key.group.peoples).is_some_and(|told| told * 2 < peopled) {
            key.group.peoples.clear();
        }
        if whole.is_compatible(&key) { whole = whole.join(&key) } else { whole.fill(&key) }
    }
    Some(whole)
}

fn is_clique<K: Borrow<Key>>(keys: &[K], members: &[usize]) -> bool {
    let key = |at: usize| -> &Key { keys[at].borrow() };
    members
        .iter()
        .enumerate()
        .all(|(place, one)| members.iter().skip(place + 1).all(|two| key(*one).is_compatible(key(*two))))
}

/// Keys by the countries of each role, so that the few that may agree with one are found without asking all.
pub(super) struct Roles<'k> {
    by_role: [BTreeMap<&'k Names, Vec<usize>>; 3],
    keys: usize,
}

impl<'k> Roles<'k> {
    pub(super) fn of(keys: impl Iterator<Item = &'k Key>) -> Roles<'k> {
        let mut roles = Roles { by_role: [BTreeMap::new(), BTreeMap::new(), BTreeMap::new()], keys: 0 };
        for (at, key) in keys.enumerate() {
            for (by_codes, codes) in roles.by_role.iter_mut().zip(roles_of(&key.countries)) {
                by_codes.entry(codes).or_default().push(at);
            }
            roles.keys = at + 1;
        }
        roles
    }

    /// The places of the keys that say the same countries in the most telling role, or leave it open, in order.
    pub(super) fn candidates(&self, countries: &Places) -> Vec<usize> {
        let open = Names::default();
        let lists = self.by_role.iter().zip(roles_of(countries)).filter(|(_, codes)| !codes.is_empty());
        let lists = lists.map(|(by_codes, codes)| [by_codes.get(codes), by_codes.get(&open)]);
        let fewest = lists.min_by_key(|lists| lists.iter().flatten().map(|list| list.len()).sum::<usize>());
        match fewest {
            Some(lists) => {
                let mut places: Vec<usize> = lists.into_iter().flatten().flatten().copied().collect();
                places.sort_unstable();
                places
            }
            None => (0..self.keys).collect(),
        }
    }
}

fn roles_of(places: &Places) -> [&Names; 3] {
    [&places.from, &places.at, &places.to]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{key::Places, which::Which},
        event::Cause,
        figure::{Status, Unit},
        origin::Group,
    };

    fn killed_on(day: &str, place: &str) -> Key {
        let which = Which {
            scope: Some(Scope::Happening),
            day: day.parse().ok(),
            cause: Some(Cause::Conflict),
            ..Which::default()
        };
        Key {
            measure: "killed".to_string(),
            unit: Unit::Person,
            status: Status::Reported,
            per: None,
            place: Some(place.to_string()),
            within: None,
            share_of: None,
            phase: None,
            apart: None,
            which,
            group: Group::default(),
            countries: Places::default(),
        }
    }

    /// Whether a toll of a day and place falls together with one of the fifth in Tete.
    fn is_joined(day: &str, place: &str, numbers: [u64; 2]) -> bool {
        let keys = [killed_on("2027-03-05", "tete"), killed_on(day, place)];
        let told = numbers.map(|number| vec![Bounds { low: Some(number), high: Some(number) }]);
        let linked = linked(&keys, &told, classes(&keys));
        linked[0] == linked[1]
    }

    #[test]
    fn a_toll_told_again_of_the_day_beside_is_one() {
        assert!(is_joined("2027-03-06", "tete", [126, 126]));
        assert!(!is_joined("2027-03-06", "tete", [126, 40]), "another number");
        assert!(!is_joined("2027-03-06", "tete", [6, 6]), "told by chance");
        assert!(!is_joined("2027-03-06", "beira", [126, 126]), "another place");
        assert!(!is_joined("2027-03-09", "tete", [126, 126]), "days later");
    }
}
