//! What people decide about accounts, and the series of accounts that somebody else keeps.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use recount_core::{
    Extraction, Lexicon,
    count::{Key, Mark, Rulings, Series, accounts, by_importance, fold, groups},
    origin::Account,
    reconcile,
};

use crate::cases::counts;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| counts::lexicon(&Lexicon::builtin()));

fn pile(reports: &[(&str, &str)]) -> Vec<Extraction> {
    let told =
        |(at, (day, body)): (usize, &(&str, &str))| counts::told(&[&format!("r{at}"), day], body, &LEXICON);
    reports.iter().enumerate().map(told).collect()
}

fn by_key(pile: &[Extraction]) -> BTreeMap<Key, Vec<Account>> {
    let mut all: BTreeMap<Key, Vec<Account>> = BTreeMap::new();
    for (key, more) in pile.iter().flat_map(|extraction| accounts(extraction, &LEXICON)) {
        all.entry(key).or_default().extend(more);
    }
    all
}

/// The series as the ledger orders them.
fn ruled(pile: &[Extraction], rulings: &Rulings) -> Vec<Series> {
    joined(pile, rulings, &BTreeSet::new())
}

fn joined(pile: &[Extraction], rulings: &Rulings, merged: &BTreeSet<(Key, Key)>) -> Vec<Series> {
    let accounts = by_key(pile);
    let of = |keys: &BTreeSet<Key>| keys.iter().flat_map(|key| accounts[key].clone()).collect();
    let told = |accounts: &Vec<Account>| accounts.iter().map(|account| account.bounds).collect();
    let values = accounts.iter().map(|(key, held)| (key.clone(), told(held))).collect();
    let groups = groups(&values, merged).into_iter();
    let mut series: Vec<Series> =
        groups.filter_map(|(key, keys)| fold(key, of(&keys), rulings, &LEXICON)).collect();
    by_importance(&mut series);
    series
}

/// The mark of the first figure of a report.
fn mark(pile: &[Extraction], at: usize) -> Mark {
    Mark { document: pile[at].document.clone(), span: pile[at].figures[0].span }
}

const PILE: [(&str, &str); 4] = [
    (
        "2023-11-07",
        "Some [1,000] Afghans were detained in Quetta, police said.\n  detained Afghans at=PAK place=Quetta source=police",
    ),
    (
        "2023-11-07",
        "In Quetta, the embassy said, [1,000] Afghans are held.\n  detained Afghans at=PAK place=Quetta source=\"the embassy\"",
    ),
    (
        "2023-11-08",
        "In Quetta district [400] individuals are in cells.\n  detained individuals at=PAK place=\"Quetta district\"",
    ),
    ("2023-11-08", "In Chaman [70] men were killed.\n  killed men at=PAK place=Chaman"),
];

#[test]
fn without_rulings_the_series_are_those_of_the_ledger() {
    let pile = pile(&PILE);
    assert_eq!(ruled(&pile, &Rulings::default()), reconcile(&pile, &LEXICON).series);
}

#[test]
fn a_link_makes_one_origin_and_cutting_it_makes_two() {
    let pile = pile(&PILE[..2]);
    let origins = |rulings: &Rulings| ruled(&pile, rulings)[0].counts[0].origins;
    assert_eq!(origins(&Rulings::default()), 2, "two named sources");
    let pair = (mark(&pile, 0), mark(&pile, 1));
    let rulings = Rulings { linked: [pair].into(), ..Rulings::default() };
    assert_eq!(origins(&rulings), 1);
    let copies = [PILE[0], ("2023-11-07", PILE[0].1)];
    let pile = self::pile(&copies);
    let origins = |rulings: &Rulings| ruled(&pile, rulings)[0].counts[0].origins;
    assert_eq!(origins(&Rulings::default()), 1, "a copy");
    let pair = (mark(&pile, 0), mark(&pile, 1));
    let rulings = Rulings { unlinked: [pair].into(), ..Rulings::default() };
    assert!(
        ruled(&pile, &rulings)[0].counts[0].findings.iter().all(|it| it.relation.code() != "same_origin")
    );
}

#[test]
fn series_are_joined_across_places_under_the_key_joined_to() {
    let pile = pile(&PILE);
    let before = ruled(&pile, &Rulings::default());
    let key = |at: usize| accounts(&pile[at], &LEXICON).into_keys().next().expect("a key");
    let after = joined(&pile, &Rulings::default(), &[(key(3), key(0))].into());
    assert_eq!(after.len(), before.len() - 1);
    let joined = after.iter().find(|series| series.key.measure == "detained").expect("a series");
    assert!(joined.accounts().any(|account| account.document == "r3"));
    assert_eq!(joined.key.place.as_deref(), Some("quetta"));
}

#[test]
fn the_last_account_that_a_person_chose_is_taken() {
    let pile = pile(&PILE[..2]);
    let rulings = Rulings {
        taken: [
            (mark(&pile, 0), (1, "they were there".to_string())),
            (mark(&pile, 1), (2, "police were not".to_string())),
        ]
        .into(),
        ..Rulings::default()
    };
    let series = ruled(&pile, &rulings);
    let count = &series[0].counts[0];
    let taken = &count.accounts[count.recommended.expect("one")].account;
    assert_eq!((taken.document.as_str(), count.reason.as_str()), ("r1", "a person decided: police were not"));
}
