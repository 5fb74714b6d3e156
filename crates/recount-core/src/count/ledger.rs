//! The ledger: all reports together, as series with their accounts.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, merge};
use crate::{
    edtf::Edtf,
    extraction::Extraction,
    lexicon::{Extent, Lexicon},
    order::Order,
    origin::{Account, Bounds},
    span::Span,
};

/// What all reports add up to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The reports, in order of name.
    pub reports: Vec<Heading>,
    /// Every series, most important first.
    pub series: Vec<Series>,
    /// Every order, in order of report and place.
    pub orders: Vec<Occasion>,
}

/// What is known of a report beside its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heading {
    /// The report's name.
    pub document: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When.
    pub published: Option<Edtf>,
}

/// Figures that count the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What they count: all that is known in any of them.
    pub key: Key,
    /// Stock or flow.
    pub extent: Extent,
    /// The measure's rank; lower is nearer the heart of a report on displacement.
    pub rank: u8,
    /// The bounds that hold every account.
    pub bounds: Bounds,
    /// Every account, latest first.
    pub accounts: Vec<Account>,
}

/// An order with the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// The report's name.
    pub document: String,
    /// What was ordered.
    pub order: Order,
    /// Its sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
}

impl Ledger {
    /// What is known of the report of this name.
    pub fn heading(&self, document: &str) -> Option<&Heading> {
        let at = self.reports.partition_point(|heading| heading.document.as_str() < document);
        self.reports.get(at).filter(|heading| heading.document == document)
    }
}

/// Sets all reports side by side. Pure; the order of the reports does not matter.
pub fn reconcile(extractions: &[Extraction], lexicon: &Lexicon) -> Ledger {
    let mut by_frame: BTreeMap<Key, BTreeMap<Key, Vec<Account>>> = BTreeMap::new();
    for extraction in in_order(extractions) {
        for (key, accounts) in accounts(extraction, lexicon) {
            by_frame.entry(frame(&key)).or_default().entry(key).or_default().extend(accounts);
        }
    }
    let mut series: Vec<Series> =
        by_frame.into_values().flat_map(|by_key| series_of_frame(by_key, lexicon)).collect();
    series.sort_by_cached_key(importance);
    Ledger { reports: in_order(extractions).map(heading).collect(), series, orders: orders(extractions) }
}

/// The reports in order of name.
fn in_order(extractions: &[Extraction]) -> impl Iterator<Item = &Extraction> {
    let mut reports: Vec<&Extraction> = extractions.iter().collect();
    reports.sort_by(|one, two| (&one.document, &one.signature).cmp(&(&two.document, &two.signature)));
    reports.into_iter()
}

/// The accounts of one report by what they count, repeats folded.
fn accounts(extraction: &Extraction, lexicon: &Lexicon) -> BTreeMap<Key, Vec<Account>> {
    let mut keys: Vec<Key> =
        extraction.figures.iter().map(|figure| Key::of(figure, extraction, lexicon)).collect();
    settle(&mut keys);
    let mut by_key: BTreeMap<Key, Vec<Account>> = BTreeMap::new();
    for (figure, key) in extraction.figures.iter().zip(keys) {
        let account = Account::of(figure, extraction);
        let accounts = by_key.entry(key).or_default();
        match accounts.iter_mut().find(|known| known.repeats(&account)) {
            Some(known) => known.take(account),
            None => accounts.push(account),
        }
    }
    by_key
}

/// Lets what one key of a report leaves open be settled by the others of that report.
fn settle(keys: &mut Vec<Key>) {
    let distinct: Vec<Key> = BTreeSet::from_iter(keys.iter().cloned()).into_iter().collect();
    let joined = joined(&distinct);
    for key in keys {
        if let Ok(at) = distinct.binary_search(key) {
            *key = joined[at].clone();
        }
    }
}

/// For each of the sorted keys, all that is known in its class.
fn joined(keys: &[Key]) -> Vec<Key> {
    let classes = merge::classes(keys);
    let mut whole: BTreeMap<usize, Key> = BTreeMap::new();
    for (key, class) in keys.iter().zip(&classes) {
        let joined = whole.remove(class).unwrap_or_else(|| key.clone()).join(key);
        whole.insert(*class, joined);
    }
    classes.iter().map(|class| whole[class].clone()).collect()
}

/// The key without what may be left open.
fn frame(key: &Key) -> Key {
    let mut frame = key.clone();
    frame.group.peoples.clear();
    frame.group.standing.clear();
    frame.countries = super::Places::default();
    frame
}

fn series_of_frame(by_key: BTreeMap<Key, Vec<Account>>, lexicon: &Lexicon) -> Vec<Series> {
    let keys: Vec<Key> = by_key.keys().cloned().collect();
    let mut series: BTreeMap<Key, Vec<Account>> = BTreeMap::new();
    for (accounts, key) in by_key.into_values().zip(joined(&keys)) {
        series.entry(key).or_default().extend(accounts);
    }
    series.into_iter().filter_map(|(key, accounts)| Series::of(key, accounts, lexicon)).collect()
}

impl Series {
    /// The series of these accounts; none where there is no account.
    fn of(key: Key, mut accounts: Vec<Account>, lexicon: &Lexicon) -> Option<Series> {
        accounts.sort_by(|one, two| {
            let place = |account: &Account| account.evidence.first().map(|evidence| evidence.span);
            two.as_of()
                .cmp(&one.as_of())
                .then_with(|| (&one.document, place(one)).cmp(&(&two.document, place(two))))
        });
        let bounds = accounts.iter().map(|account| account.bounds).reduce(Bounds::cover)?;
        let measure = lexicon.measure(&key.measure);
        Some(Series {
            extent: measure.map_or(Extent::Either, |measure| measure.extent),
            rank: measure.map_or(u8::MAX, |measure| measure.rank),
            key,
            bounds,
            accounts,
        })
    }

    /// The highest number that an account names.
    pub fn magnitude(&self) -> u64 {
        self.accounts.iter().map(|account| account.bounds.most()).max().unwrap_or(0)
    }
}

/// Most important first: by measure, told as fact first, by magnitude, by number of accounts.
fn importance(series: &Series) -> impl Ord + use<> {
    use std::cmp::Reverse;
    (
        series.rank,
        series.key.measure.clone(),
        series.key.status,
        Reverse(series.magnitude()),
        Reverse(series.accounts.len()),
        series.key.clone(),
    )
}

fn heading(extraction: &Extraction) -> Heading {
    Heading {
        document: extraction.document.clone(),
        title: extraction.title.clone(),
        outlet: extraction.outlet.clone(),
        url: extraction.url.clone(),
        published: extraction.published,
    }
}

fn orders(extractions: &[Extraction]) -> Vec<Occasion> {
    let of_report = |extraction: &Extraction| -> Vec<Occasion> {
        let occasion = |order: &Order| {
            let passage = extraction.passage_at(order.span.start);
            Occasion {
                document: extraction.document.clone(),
                order: order.clone(),
                sentence: passage.map_or(order.span, |passage| passage.span),
                text: passage.map(|passage| passage.text.clone()).unwrap_or_default(),
            }
        };
        extraction.orders.iter().map(occasion).collect()
    };
    in_order(extractions).flat_map(of_report).collect()
}
