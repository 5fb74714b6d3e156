//! What people decided about accounts, as the fold obeys it: ties made and cut, the account to take. Series
//! that people joined are the business of `page`.
//!
//! What people decided about single figures (accepted, corrected, rejected) is done to the extraction before its accounts
//! are read.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::finding::Mark;
use crate::origin::{
    Account,
    telling::{Tie, TieReason},
};

/// What people decided about accounts; each is named by the place of any of its figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rulings {
    /// Pairs that tell one origin.
    pub linked: BTreeSet<(Mark, Mark)>,
    /// Pairs that do not.
    pub unlinked: BTreeSet<(Mark, Mark)>,
    /// Accounts to take, each with the number of the decision and its reason; of several in a count the last holds.
    pub taken: BTreeMap<Mark, (u64, String)>,
}

/// Where the figures of some accounts stand.
pub(super) struct Places(BTreeMap<Mark, usize>);

impl Places {
    /// The place in the list of the account that each figure belongs to.
    pub(super) fn of<'a>(accounts: impl Iterator<Item = &'a Arc<Account>>) -> Places {
        let marks = accounts.enumerate().flat_map(|(at, account)| {
            let mark = |span| Mark { document: account.document.clone(), span };
            account.evidence.iter().map(move |evidence| (mark(evidence.span), at))
        });
        Places(marks.collect())
    }

    /// The places of those pairs of which both are here, the smaller first.
    fn pairs<'a>(&'a self, pairs: &'a BTreeSet<(Mark, Mark)>) -> impl Iterator<Item = (usize, usize)> + 'a {
        pairs.iter().filter_map(|(one, two)| {
            let (one, two) = (*self.0.get(one)?, *self.0.get(two)?);
            (one != two).then_some((one.min(two), one.max(two)))
        })
    }
}

impl Rulings {
    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        *self == Rulings::default()
    }

    /// The ties as decided: those cut are gone, those made are sure.
    pub(super) fn settle(
        &self,
        accounts: &[Arc<Account>],
        mut ties: Vec<(usize, usize, Tie)>,
    ) -> Vec<(usize, usize, Tie)> {
        if self.linked.is_empty() && self.unlinked.is_empty() {
            return ties;
        }
        let places = Places::of(accounts.iter());
        let cut: BTreeSet<(usize, usize)> = places.pairs(&self.unlinked).collect();
        let made: BTreeSet<(usize, usize)> = places.pairs(&self.linked).collect();
        ties.retain(|(one, two, _)| !cut.contains(&(*one, *two)) && !made.contains(&(*one, *two)));
        let sure = Tie { reason: TieReason::Decided, changed: Vec::new(), likelihood: 1.0 };
        ties.extend(made.into_iter().map(|(one, two)| (one, two, sure.clone())));
        ties.sort_by_key(|(one, two, _)| (*two, std::cmp::Reverse(*one)));
        ties
    }

    /// The account to take, by its place, and why.
    pub(super) fn taken<'a>(
        &self,
        accounts: impl Iterator<Item = &'a Arc<Account>>,
    ) -> Option<(usize, String)> {
        if self.taken.is_empty() {
            return None;
        }
        let places = Places::of(accounts);
        let here = self.taken.iter().filter_map(|(mark, ruling)| Some((ruling, *places.0.get(mark)?)));
        let ((_, reason), at) = here.max_by_key(|((number, _), _)| *number)?;
        Some((at, format!("{DECIDED}: {reason}")))
    }

    /// Whether a person said of these two that they are two tellings: then they are not held against each other.
    pub(super) fn parts(&self, one: &Account, two: &Account) -> bool {
        if self.unlinked.is_empty() {
            return false;
        }
        let marks = |account: &Account| -> Vec<Mark> {
            let mark = |span| Mark { document: account.document.clone(), span };
            account.evidence.iter().map(|evidence| mark(evidence.span)).collect()
        };
        let (ones, twos) = (marks(one), marks(two));
        let is_of = |one: &Mark, two: &Mark| ones.contains(one) && twos.contains(two);
        self.unlinked.iter().any(|(one, two)| is_of(one, two) || is_of(two, one))
    }
}

/// What the reason begins with where a person chose the account to take.
pub const DECIDED: &str = "a person decided";
