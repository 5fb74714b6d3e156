//! The books from which the ledger is drawn: kept by key, so that a report that comes or goes touches its own keys
//! alone, and the result depends on which reports there are, not on the order in which they came.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    Entry, Heading, Key, Ledger, Occasion, Rulings, Series, merge, parts,
    which::{Which, is_beside},
};
use crate::{
    extraction::Extraction,
    figure::Status,
    lexicon::Lexicon,
    origin::{Account, Bounds},
};

/// All that was entered, by key.
#[derive(Debug, Clone, Default)]
pub struct Books {
    reports: BTreeMap<String, Entered>,
    frames: BTreeMap<Key, Page>,
    /// The keys entered or struck out since the last `settle`, by frame.
    touched: BTreeMap<Key, BTreeSet<Arc<Key>>>,
}

/// One report in the books.
#[derive(Debug, Clone)]
struct Entered {
    heading: Heading,
    orders: Vec<Occasion>,
    keys: Vec<Arc<Key>>,
}

/// All that shares one frame: measure, unit, status, rate, place, share, phase and sub-group. Most pages hold one key, so
/// sorted lists are kept rather than maps.
#[derive(Debug, Clone, Default)]
struct Page {
    /// The accounts of each key as the reports give it; keys in order, accounts in no order.
    accounts: Vec<(Arc<Key>, Vec<Arc<Account>>)>,
    /// The series, in order of the keys that fall together in it.
    series: Vec<(Vec<Arc<Key>>, Series)>,
}

/// How much work `settle` did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// How many frames were looked at.
    pub frames: usize,
    /// How many series were folded anew.
    pub series: usize,
    /// How many accounts these have.
    pub accounts: usize,
}

impl Books {
    /// Enters a report; an earlier one of the same name is struck out. The series follow with `settle`.
    pub fn enter(&mut self, extraction: &Extraction, lexicon: &Lexicon) {
        self.take(Entry::of(extraction, lexicon));
    }

    /// The same for what was made of a report elsewhere.
    pub fn take(&mut self, entry: Entry) {
        let Entry { heading, orders, accounts } = entry;
        self.strike(&heading.document);
        let mut keys = Vec::new();
        for (key, accounts) in accounts {
            let frame = key.frame();
            let page = self.frames.entry(frame.clone()).or_default();
            let key = page.enter(key, accounts);
            self.touched.entry(frame).or_default().insert(Arc::clone(&key));
            keys.push(key);
        }
        self.reports.insert(heading.document.clone(), Entered { heading, orders, keys });
    }

    /// Strikes a report out.
    pub fn strike(&mut self, document: &str) {
        let Some(entry) = self.reports.remove(document) else { return };
        for key in entry.keys {
            let frame = key.frame();
            if let Some(page) = self.frames.get_mut(&frame) {
                page.strike(&key, document);
                self.touched.entry(frame).or_default().insert(key);
            }
        }
    }

    /// Folds anew the series of the touched keys, and no others.
    pub fn settle(&mut self, lexicon: &Lexicon) -> Work {
        let touched = std::mem::take(&mut self.touched);
        let mut work = Work { frames: touched.len(), ..Work::default() };
        for (frame, keys) in touched {
            let Some(page) = self.frames.get_mut(&frame) else { continue };
            page.settle(&keys, lexicon, &mut work);
            if page.accounts.is_empty() {
                self.frames.remove(&frame);
            }
        }
        work
    }

    /// The ledger as the books stand after the last `settle`.
    pub fn ledger(&self, lexicon: &Lexicon) -> Ledger {
        let pages = self.frames.values();
        let mut series: Vec<Series> =
            pages.flat_map(|page| page.series.iter().map(|(_, series)| series.clone())).collect();
        by_importance(&mut series);
        Ledger {
            reports: self.reports.values().map(|entry| entry.heading.clone()).collect(),
            findings: parts::findings(&series, lexicon),
            series,
            orders: self.reports.values().flat_map(|entry| entry.orders.clone()).collect(),
        }
    }

    /// The ledger, at the price of the books: nothing is held twice.
    pub fn into_ledger(self, lexicon: &Lexicon) -> Ledger {
        let pages = self.frames.into_values();
        let mut series: Vec<Series> =
            pages.flat_map(|page| page.series.into_iter().map(|(_, series)| series)).collect();
        by_importance(&mut series);
        let (reports, orders): (Vec<Heading>, Vec<Vec<Occasion>>) =
            self.reports.into_values().map(|entry| (entry.heading, entry.orders)).unzip();
        let findings = parts::findings(&series, lexicon);
        Ledger { reports, findings, series, orders: orders.into_iter().flatten().collect() }
    }

    /// How many reports and series there are.
    pub fn len(&self) -> (usize, usize) {
        (self.reports.len(), self.frames.values().map(|page| page.series.len()).sum())
    }

    /// Whether there is no report.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }
}

impl Page {
    /// Adds accounts of a key, and gives the key as the page holds it.
    fn enter(&mut self, key: Key, accounts: Vec<Account>) -> Arc<Key> {
        let accounts = accounts.into_iter().map(Arc::new);
        match self.accounts.binary_search_by(|(known, _)| (**known).cmp(&key)) {
            Ok(at) => {
                let (known, held) = &mut self.accounts[at];
                held.extend(accounts);
                Arc::clone(known)
            }
            Err(at) => {
                let key = Arc::new(key);
                // Most pages hold one key, and a list that grows by itself makes room for four.
                self.accounts.reserve_exact(usize::from(self.accounts.is_empty()));
                self.accounts.insert(at, (Arc::clone(&key), accounts.collect()));
                key
            }
        }
    }

    /// Removes the accounts that a report gives for a key.
    fn strike(&mut self, key: &Arc<Key>, document: &str) {
        if let Ok(at) = self.accounts.binary_search_by(|(known, _)| known.cmp(key)) {
            let (_, held) = &mut self.accounts[at];
            held.retain(|account| account.document != document);
            if held.is_empty() {
                self.accounts.remove(at);
            }
        }
    }

    /// Groups the keys, keeps every series of which nothing changed, and folds the others.
    fn settle(&mut self, touched: &BTreeSet<Arc<Key>>, lexicon: &Lexicon, work: &mut Work) {
        let keys: Vec<&Key> = self.accounts.iter().map(|(key, _)| &**key).collect();
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let values: Vec<Vec<Bounds>> = (0..keys.len()).map(|at| self.values(at)).collect();
        for (at, class) in merge::linked(&keys, &values, merge::classes(&keys)).into_iter().enumerate() {
            groups.entry(class).or_default().push(at);
        }
        let mut before: BTreeMap<Vec<Arc<Key>>, Series> =
            std::mem::take(&mut self.series).into_iter().collect();
        for members in groups.into_values() {
            let group: Vec<Arc<Key>> = members.iter().map(|at| Arc::clone(&self.accounts[*at].0)).collect();
            let kept = before.remove(&group).filter(|_| !group.iter().any(|key| touched.contains(key)));
            let series = kept.or_else(|| self.fold(&members, lexicon, work));
            self.series.extend(series.map(|series| (group, series)));
        }
        self.series.shrink_to_fit();
    }

    /// The values that are told for the key at this place.
    fn values(&self, at: usize) -> Vec<Bounds> {
        self.accounts
            .get(at)
            .map_or_else(Vec::new, |(_, held)| held.iter().map(|account| account.bounds).collect())
    }

    /// The series of the keys at these places.
    fn fold(&self, members: &[usize], lexicon: &Lexicon, work: &mut Work) -> Option<Series> {
        let pages = || members.iter().filter_map(|at| self.accounts.get(*at));
        let accounts: Vec<Arc<Account>> = pages().flat_map(|(_, held)| held.iter().map(Arc::clone)).collect();
        work.series += 1;
        work.accounts += accounts.len();
        let key = match members {
            [_] => Arc::clone(&pages().next()?.0),
            _ => {
                let keys: Vec<&Key> = pages().map(|(key, _)| &**key).collect();
                let values: Vec<Vec<Bounds>> = members.iter().map(|at| self.values(*at)).collect();
                Arc::new(merge::whole(&keys, &values)?)
            }
        };
        Series::of(key, accounts, &Rulings::default(), lexicon)
    }
}

/// The accounts of one report by what they count, repeats folded.
pub fn accounts(extraction: &Extraction, lexicon: &Lexicon) -> BTreeMap<Key, Vec<Account>> {
    let mut keys: Vec<Key> =
        extraction.figures.iter().map(|figure| Key::of(figure, extraction, lexicon)).collect();
    settle_repeats(&mut keys, extraction);
    settle_told_again(&mut keys, extraction);
    settle_within(&mut keys);
    let signature = Arc::new(extraction.signature.clone());
    let mut by_key: BTreeMap<Key, Vec<Account>> = BTreeMap::new();
    for (figure, key) in extraction.figures.iter().zip(keys) {
        let account = Account::of(figure, extraction, &signature, lexicon);
        let accounts = by_key.entry(key).or_default();
        match accounts.iter_mut().find(|known| known.repeats(&account, &lexicon.counting)) {
            Some(known) => known.take(account),
            None => accounts.push(account),
        }
    }
    by_key
}

/// Gives a figure without a place or phase that of the only other figure of the report with the same value: "nearly
/// 9,000 evacuated" in a headline, and "nearly 9,000 people from villages along the Licungo" below it.
fn settle_repeats(keys: &mut [Key], extraction: &Extraction) {
    let mut same: BTreeMap<(Key, Option<Date>, Bounds), Vec<usize>> = BTreeMap::new();
    for (at, (key, figure)) in keys.iter().zip(&extraction.figures).enumerate() {
        let bare = Key { place: None, phase: None, ..key.frame() };
        let day = key.which.day.filter(|_| key.which.is_of_a_day());
        same.entry((bare, day, Bounds { low: figure.low, high: figure.high })).or_default().push(at);
    }
    for places in same.into_values().filter(|places| places.len() > 1) {
        let place = only(places.iter().filter_map(|at| keys.get(*at)?.place.clone()));
        let phase = only(places.iter().filter_map(|at| keys.get(*at)?.phase));
        for at in places {
            if let Some(key) = keys.get_mut(at) {
                key.place = key.place.take().or_else(|| place.clone());
                key.phase = key.phase.or(phase);
            }
        }
    }
}

/// Gives a toll of one happening that a report tells again, of the day beside or of a place beside, the key of its first telling: "19
/// dead in Tete", and below "hospitals received 19 bodies".
fn settle_told_again(keys: &mut [Key], extraction: &Extraction) {
    let mut first: BTreeMap<(Key, u64), Key> = BTreeMap::new();
    for (key, figure) in keys.iter_mut().zip(&extraction.figures) {
        let value = figure.low.or(figure.high).unwrap_or(0);
        let Some(day) = key.which.day.filter(|_| key.which.is_of_a_day() && value >= merge::OF_DAYS) else {
            continue;
        };
        let bare = Key { which: Which::default(), ..key.frame() };
        match first.get(&(bare.clone(), value)) {
            Some(told) if told.which.day.is_some_and(|first| is_beside(first, day)) => {
                (key.place, key.within) = (told.place.clone(), told.within.clone());
                (key.which, key.countries) = (told.which.clone(), told.countries.clone());
            }
            _ => drop(first.insert((bare, value), key.clone())),
        }
    }
}

/// The value that all have; none where they differ or there is none.
fn only<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut distinct: BTreeSet<T> = values.collect();
    if distinct.len() == 1 { distinct.pop_first() } else { None }
}

/// Lets what one key of a report leaves open be settled by the others of that report.
fn settle_within(keys: &mut [Key]) {
    let distinct: Vec<Key> = BTreeSet::from_iter(keys.iter().cloned()).into_iter().collect();
    let mut whole: BTreeMap<usize, Key> = BTreeMap::new();
    let classes = merge::classes(&distinct);
    for (key, class) in distinct.iter().zip(&classes) {
        let joined = whole.remove(class).unwrap_or_else(|| key.clone()).join(key);
        whole.insert(*class, joined);
    }
    for key in keys {
        let joined = distinct.binary_search(key).ok().and_then(|at| whole.get(classes.get(at)?));
        if let Some(joined) = joined {
            *key = joined.clone();
        }
    }
}

/// Puts series in the order of the ledger: by measure, told as fact first, by magnitude, by number of accounts.
pub fn by_importance(series: &mut [Series]) {
    series.sort_by_cached_key(Importance::of);
}

/// What puts a series in its place in the ledger; no two series of a ledger have the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Importance {
    rank: u8,
    measure: String,
    status: Status,
    magnitude: Reverse<u64>,
    accounts: Reverse<usize>,
    key: Key,
}

impl Importance {
    /// Of this series.
    pub fn of(series: &Series) -> Importance {
        Importance {
            rank: series.rank,
            measure: series.key.measure.clone(),
            status: series.key.status,
            magnitude: Reverse(series.magnitude()),
            accounts: Reverse(series.accounts().count()),
            key: Key::clone(&series.key),
        }
    }
}
