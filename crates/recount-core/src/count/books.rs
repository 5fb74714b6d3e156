//! The books from which the ledger is drawn: kept by key, so that a report that comes or goes touches its own keys
//! alone, and the result depends on which reports there are, not on the order in which they came.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{Heading, Key, Ledger, Occasion, Rulings, Series, merge, parts};
use crate::{extraction::Extraction, lexicon::Lexicon, origin::Account};

/// All that was entered, by key.
#[derive(Debug, Clone, Default)]
pub struct Books {
    reports: BTreeMap<String, Entry>,
    frames: BTreeMap<Key, Page>,
    /// The keys entered or struck out since the last `settle`.
    touched: BTreeSet<Key>,
}

/// One report in the books.
#[derive(Debug, Clone)]
struct Entry {
    heading: Heading,
    orders: Vec<Occasion>,
    keys: Vec<Key>,
}

/// All that shares one frame: measure, unit, status, rate, place, share, phase and sub-group.
#[derive(Debug, Clone, Default)]
struct Page {
    /// The accounts of each key as the reports give it.
    accounts: BTreeMap<Key, BTreeMap<String, Vec<Account>>>,
    /// The series, by the keys that fall together in it.
    series: BTreeMap<BTreeSet<Key>, Series>,
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
        self.strike(&extraction.document);
        let by_key = accounts(extraction, lexicon);
        let keys: Vec<Key> = by_key.keys().cloned().collect();
        for (key, accounts) in by_key {
            let page = self.frames.entry(key.frame()).or_default();
            page.accounts.entry(key).or_default().insert(extraction.document.clone(), accounts);
        }
        self.touched.extend(keys.iter().cloned());
        let entry = Entry { heading: Heading::of(extraction), orders: Occasion::all_of(extraction), keys };
        self.reports.insert(extraction.document.clone(), entry);
    }

    /// Strikes a report out.
    pub fn strike(&mut self, document: &str) {
        let Some(entry) = self.reports.remove(document) else { return };
        for key in entry.keys {
            let Some(page) = self.frames.get_mut(&key.frame()) else { continue };
            if let Some(accounts) = page.accounts.get_mut(&key) {
                accounts.remove(document);
                if accounts.is_empty() {
                    page.accounts.remove(&key);
                }
            }
            self.touched.insert(key);
        }
    }

    /// Folds anew the series of the touched keys, and no others.
    pub fn settle(&mut self, lexicon: &Lexicon) -> Work {
        let touched = std::mem::take(&mut self.touched);
        let frames: BTreeSet<Key> = touched.iter().map(Key::frame).collect();
        let mut work = Work { frames: frames.len(), ..Work::default() };
        for frame in frames {
            let Some(page) = self.frames.get_mut(&frame) else { continue };
            page.settle(&touched, lexicon, &mut work);
            if page.accounts.is_empty() {
                self.frames.remove(&frame);
            }
        }
        work
    }

    /// The ledger as the books stand after the last `settle`.
    pub fn ledger(&self) -> Ledger {
        let series = self.frames.values().flat_map(|page| page.series.values().cloned()).collect();
        let orders = self.reports.values().flat_map(|entry| entry.orders.clone()).collect();
        drawn(self.reports.values().map(|entry| entry.heading.clone()).collect(), series, orders)
    }

    /// The ledger, at the price of the books: nothing is held twice.
    pub fn into_ledger(self) -> Ledger {
        let series = self.frames.into_values().flat_map(|page| page.series.into_values()).collect();
        let orders = self.reports.values().flat_map(|entry| entry.orders.clone()).collect();
        drawn(self.reports.into_values().map(|entry| entry.heading).collect(), series, orders)
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

/// The ledger of these series, most important first.
fn drawn(reports: Vec<Heading>, mut series: Vec<Series>, orders: Vec<Occasion>) -> Ledger {
    by_importance(&mut series);
    Ledger { reports, findings: parts::findings(&series), series, orders }
}

impl Page {
    /// Groups the keys, keeps every series of which nothing changed, and folds the others.
    fn settle(&mut self, touched: &BTreeSet<Key>, lexicon: &Lexicon, work: &mut Work) {
        let keys: Vec<Key> = self.accounts.keys().cloned().collect();
        let mut groups: BTreeMap<usize, BTreeSet<Key>> = BTreeMap::new();
        for (key, class) in keys.iter().zip(merge::classes(&keys)) {
            groups.entry(class).or_default().insert(key.clone());
        }
        let mut before = std::mem::take(&mut self.series);
        for group in groups.into_values() {
            let kept = before.remove(&group).filter(|_| group.is_disjoint(touched));
            let series = kept.or_else(|| self.fold(&group, lexicon, work));
            self.series.extend(series.map(|series| (group, series)));
        }
    }

    /// The series of these keys.
    fn fold(&self, group: &BTreeSet<Key>, lexicon: &Lexicon, work: &mut Work) -> Option<Series> {
        let by_key = group.iter().filter_map(|key| self.accounts.get(key));
        let accounts: Vec<Account> =
            by_key.flat_map(|by_report| by_report.values().flatten().cloned()).collect();
        work.series += 1;
        work.accounts += accounts.len();
        let key = group.iter().cloned().reduce(|one, two| one.join(&two))?;
        Series::of(key, accounts, &Rulings::default(), lexicon)
    }
}

/// The accounts of one report by what they count, repeats folded.
pub fn accounts(extraction: &Extraction, lexicon: &Lexicon) -> BTreeMap<Key, Vec<Account>> {
    let mut keys: Vec<Key> =
        extraction.figures.iter().map(|figure| Key::of(figure, extraction, lexicon)).collect();
    settle_repeats(&mut keys, extraction);
    settle_within(&mut keys);
    let mut by_key: BTreeMap<Key, Vec<Account>> = BTreeMap::new();
    for (figure, key) in extraction.figures.iter().zip(keys) {
        let account = Account::of(figure, extraction, lexicon);
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
    let value = |at: usize| extraction.figures.get(at).map(|figure| (figure.low, figure.high));
    let bare: Vec<Key> = keys.iter().map(|key| Key { place: None, phase: None, ..key.frame() }).collect();
    let settled: Vec<Key> = (0..keys.len())
        .map(|at| {
            let same =
                || (0..keys.len()).filter(|other| value(*other) == value(at) && bare[*other] == bare[at]);
            let place = only(same().filter_map(|other| keys[other].place.clone()));
            let phase = only(same().filter_map(|other| keys[other].phase));
            let key = keys[at].clone();
            Key { place: key.place.clone().or(place), phase: key.phase.or(phase), ..key }
        })
        .collect();
    keys.clone_from_slice(&settled);
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

/// Puts series in the order of the ledger, most important first.
pub fn by_importance(series: &mut [Series]) {
    series.sort_by_cached_key(importance);
}

/// Most important first: by measure, told as fact first, by magnitude, by number of accounts.
fn importance(series: &Series) -> impl Ord + use<> {
    (
        series.rank,
        series.key.measure.clone(),
        series.key.status,
        Reverse(series.magnitude()),
        Reverse(series.accounts().count()),
        series.key.clone(),
    )
}
