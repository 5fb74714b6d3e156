//! What is known of all accounts of a series before they are parted into counts: which retell one another, and the day
//! of which each speaks.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{candidates::Candidates, finding::Mark, ruling::Rulings, which::Which};
use crate::{
    edtf::{Edtf, End},
    event::Scope,
    lexicon::{Counting, Lexicon},
    origin::{
        Account,
        source::Voice,
        telling::{LIKELY, Tie, Told, tie, tie_of_one},
    },
};

/// With this many tellings before it that it is tied to, an account is looked up no further.
const ENOUGH: usize = 16;

/// Two accounts that tell one origin, by their places, the earlier first.
pub(super) type Tied = (usize, usize, Tie);

/// What is known of all accounts of a series before they are parted into counts; places are those in `accounts`.
pub(super) struct Basis {
    /// Every account, earliest first.
    pub(super) accounts: Vec<Arc<Account>>,
    /// The day each speaks of.
    pub(super) days: Vec<Option<Date>>,
    /// Which accounts tell one origin.
    ties: Vec<Tied>,
    /// The number of the telling that each account likely goes back to.
    pub(super) tellings: Vec<usize>,
    /// The sources that are named, each once.
    voices: Voices,
}

impl Basis {
    /// Ties the accounts of one series.
    pub(super) fn of(
        mut accounts: Vec<Arc<Account>>,
        which: &Which,
        storm: bool,
        rulings: &Rulings,
        lexicon: &Lexicon,
    ) -> Basis {
        let counting = &lexicon.counting;
        accounts.sort_by_cached_key(|account| order(account, stood_on(account, which, storm)));
        let voices = Voices::of(&accounts, lexicon);
        let ties = rulings.settle(&accounts, ties(&accounts, &voices, which, counting));
        let likely =
            ties.iter().filter(|(.., tie)| tie.likelihood >= LIKELY).map(|(one, two, _)| (*one, *two));
        let tellings = classes(accounts.len(), likely);
        let days = days(&accounts, &tellings, which, storm);
        Basis { accounts, days, ties, tellings, voices }
    }

    /// The ties inside each window, by places in `accounts`.
    pub(super) fn ties_by_window(&self, windows: &[Vec<usize>]) -> Vec<Vec<&Tied>> {
        let mut window_of: Vec<Option<usize>> = vec![None; self.accounts.len()];
        for (window, members) in windows.iter().enumerate() {
            for at in members {
                if let Some(of) = window_of.get_mut(*at) {
                    *of = Some(window);
                }
            }
        }
        let mut ties: Vec<Vec<&Tied>> = vec![Vec::new(); windows.len()];
        for tied in &self.ties {
            let window = |at: usize| window_of.get(at).copied().flatten();
            let same = window(tied.0).filter(|of| window(tied.1) == Some(*of));
            if let Some(list) = same.and_then(|of| ties.get_mut(of)) {
                list.push(tied);
            }
        }
        ties
    }

    /// The account at this place with its source.
    pub(super) fn told(&self, at: usize) -> Told<'_> {
        self.voices.told(&self.accounts, at)
    }
}

/// The sources of accounts, each read once.
struct Voices {
    voices: Vec<Voice>,
    /// The place in `voices` of each account's source.
    of: Vec<Option<usize>>,
    /// The same of whoever speaks: the source, else the publisher whose own it is.
    speakers: Vec<Option<usize>>,
}

impl Voices {
    fn of(accounts: &[Arc<Account>], lexicon: &Lexicon) -> Voices {
        let mut known: BTreeMap<(&str, u8), usize> = BTreeMap::new();
        let (mut voices, mut of, mut speakers) = (Vec::new(), Vec::new(), Vec::new());
        for account in accounts {
            for (named, places) in [(account.source.as_ref(), &mut of), (account.voice(), &mut speakers)] {
                places.push(named.map(|named| {
                    *known.entry((named.text.as_str(), named.kind as u8)).or_insert_with(|| {
                        voices.push(Voice::with_states(named, lexicon));
                        voices.len() - 1
                    })
                }));
            }
        }
        Voices { voices, of, speakers }
    }

    fn told<'a>(&'a self, accounts: &'a [Arc<Account>], at: usize) -> Told<'a> {
        let known = |of: &[Option<usize>]| of.get(at).copied().flatten().and_then(|at| self.voices.get(at));
        Told { account: &accounts[at], voice: known(&self.of), speaker: known(&self.speakers) }
    }
}

/// The day each account speaks of: what names none speaks of the day on which the same was first told.
fn days(accounts: &[Arc<Account>], tellings: &[usize], which: &Which, storm: bool) -> Vec<Option<Date>> {
    if which.scope.is_some_and(Scope::runs_on) {
        return accounts.iter().map(|account| stood_on(account, which, storm)).collect();
    }
    let mut first: BTreeMap<usize, Date> = BTreeMap::new();
    for (account, telling) in accounts.iter().zip(tellings) {
        if let Some(day) = stood_on(account, which, storm) {
            first.entry(*telling).and_modify(|first| *first = day.min(*first)).or_insert(day);
        }
    }
    let own = |account: &Account| account.period.and_then(|_| stood_on(account, which, storm));
    let all = accounts.iter().zip(tellings);
    all.map(|(account, telling)| own(account).or_else(|| first.get(telling).copied())).collect()
}

/// The day on which an account stood: the toll of a happening, and a running total, stand on the day on which the report tells
/// them, or as of the day that it names; not on the day of the happening.
fn stood_on(account: &Account, which: &Which, storm: bool) -> Option<Date> {
    // "Between 21 October and 4 November" is when the storm was, not when its toll was told.
    let is_of_storm = storm
        && account.period.is_some_and(|period| matches!(period, Edtf::Interval(End::At(_), End::At(_))));
    if !is_of_storm && !which.scope.is_some_and(Scope::runs_on) {
        return account.as_of();
    }
    let told = account.published.and_then(|published| published.last_day());
    let named = account
        .period
        .filter(|period| !is_of_storm && matches!(period, Edtf::Interval(..)))
        .and_then(|period| period.last_day());
    let named = named
        .filter(|named| which.day.is_none_or(|day| *named > day) && told.is_none_or(|told| *named <= told));
    named.or(told).or_else(|| account.as_of())
}

/// Earliest first, by report and place.
pub(super) fn order(account: &Account, day: Option<Date>) -> (bool, Option<Date>, Option<Date>, Mark) {
    let told = account.published.and_then(|published| published.last_day());
    (day.is_none(), day, told, Mark::of(account))
}

/// Which accounts tell one origin. An account is looked up among those before it that name about the same number.
fn ties(accounts: &[Arc<Account>], voices: &Voices, which: &Which, counting: &Counting) -> Vec<Tied> {
    // One happening is told again whenever it is thought of; a running total of another day is another number.
    let one = which.scope == Some(Scope::Happening) && which.day.is_some();
    let tie_of = if one { tie_of_one } else { tie };
    let running = which.scope == Some(Scope::Since);
    let is_told = |one: usize, two: usize| {
        !running
            || accounts[one].bounds.least() == accounts[two].bounds.least()
            || is_of_one_day(&accounts[one], &accounts[two])
    };
    let mut ties = Vec::new();
    let mut before = Candidates::default();
    for (at, account) in accounts.iter().enumerate() {
        let near = before.near(account).into_iter();
        let told = |place| voices.told(accounts, place);
        let same = near
            .filter(|place| is_told(*place, at))
            .filter_map(|place| Some((place, at, tie_of(told(place), told(at), counting)?)));
        ties.extend(same.take(ENOUGH));
        before.add(at, account);
    }
    ties
}

/// Whether two reports are of one day or the next.
fn is_of_one_day(one: &Account, two: &Account) -> bool {
    let day = |account: &Account| account.published.and_then(|published| published.last_day());
    day(one).zip(day(two)).is_none_or(|(one, two)| (two - one).get_days().abs() <= 1)
}

/// The ties of a window, by their places among its members.
pub(super) fn ties_among(ties: &[&Tied], members: &[usize]) -> Vec<Tied> {
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
