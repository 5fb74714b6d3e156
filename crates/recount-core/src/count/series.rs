//! A series: figures that count the same thing, with the counts they add up to.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Key,
    basis::Basis,
    finding::{Finding, Relation},
    fold::Count,
    judge::OF_ONE_REPORT,
    ruling::Rulings,
    standing::Growth,
    window,
};
use crate::{
    figure::Status,
    lexicon::{Extent, Lexicon},
    origin::Account,
};

/// Figures that count the same thing and may be compared over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What they count: all that is known in any of them.
    pub key: Arc<Key>,
    /// Stock or flow.
    pub extent: Extent,
    /// The measure's rank; lower is nearer the heart of a report on displacement.
    pub rank: u8,
    /// One count for each stretch of time, in order of time; never empty.
    pub counts: Vec<Count>,
    /// What counts of different times are to each other.
    pub findings: Vec<Finding>,
}

impl Series {
    /// The fold of one key: the series of these accounts, in whatever order they come. None where there is no account.
    pub(super) fn of(
        key: Arc<Key>,
        accounts: Vec<Arc<Account>>,
        rulings: &Rulings,
        lexicon: &Lexicon,
    ) -> Option<Series> {
        let measure = lexicon.measure(&key.measure);
        let extent = measure.map_or(Extent::Either, |measure| measure.extent);
        let counting = &lexicon.counting;
        let level = window::is_level(&key, extent);
        let growth = if level || key.status != Status::Reported { Growth::Level } else { Growth::Total };
        // The toll of a storm that has a name runs on, though time alone parts it.
        let storm =
            key.which.name.is_some() && key.which.scope.is_none() && counting.is_of_events(&key.measure);
        let basis = Basis::of(accounts, &key.which, storm, rulings, lexicon);
        let windows = window::windows(&basis, &key, extent, counting);
        let ties = basis.ties_by_window(&windows);
        let mut counts: Vec<Count> = windows
            .into_iter()
            .zip(ties)
            .filter_map(|(members, ties)| Count::of(&basis, members, &ties, growth, rulings, counting))
            .collect();
        counts.shrink_to_fit();
        let rank = measure.map_or(u8::MAX, |measure| measure.rank);
        // Counts of one event are parted by what reports tell apart, and `beside` says what they are to each other.
        let findings = if key.which.scope.is_none() { between(&counts) } else { Vec::new() };
        (!counts.is_empty()).then_some(Series { key, extent, rank, counts, findings })
    }

    /// The series as it stood on a day: of the accounts that speak of a day no later, from reports published by then; where there is none,
    /// from reports that nobody knows the day of. What speaks of no day is left out, since nobody knows whether it held by then. None
    /// where nothing was told by then.
    pub fn at(&self, day: Date, rulings: &Rulings, lexicon: &Lexicon) -> Option<Series> {
        let published = |account: &Account| account.published.and_then(|published| published.last_day());
        let spoken = || self.accounts().filter(|account| account.as_of().is_some_and(|spoken| spoken <= day));
        let mut told: Vec<Arc<Account>> = spoken()
            .filter(|account| published(account).is_some_and(|told| told <= day))
            .map(Arc::clone)
            .collect();
        if told.is_empty() {
            told = spoken().filter(|account| account.published.is_none()).map(Arc::clone).collect();
        }
        Series::of(Arc::clone(&self.key), told, rulings, lexicon)
    }

    /// The highest number that a standing account names.
    pub fn magnitude(&self) -> u64 {
        self.counts.iter().map(Count::magnitude).max().unwrap_or(0)
    }

    /// How many accounts it has.
    pub fn accounts(&self) -> impl Iterator<Item = &Arc<Account>> {
        self.counts.iter().flat_map(|count| count.accounts.iter().map(|standing| &standing.account))
    }
}

/// The count of a series at a day: of the accounts that speak of a day no later, those of the latest stretch of time.
pub fn count_at(series: &Series, day: Date, rulings: &Rulings, lexicon: &Lexicon) -> Option<Count> {
    let then = series.at(day, rulings, lexicon)?;
    then.counts.into_iter().max_by_key(|count| count.as_of)
}

/// Counts of different times are not set against each other, and the ledger says so.
fn between(counts: &[Count]) -> Vec<Finding> {
    let pairs = counts.windows(2).filter_map(|pair| match pair {
        [one, two] => {
            let dated = one.as_of.is_some() && two.as_of.is_some();
            let reason = match dated {
                true if one.as_of == two.as_of => OF_ONE_REPORT,
                true => "period: of different stretches of time",
                false => "period: one names no day",
            };
            Some(Finding::new(
                Relation::NotComparable,
                &one.accounts.first()?.account,
                &two.accounts.first()?.account,
                reason,
            ))
        }
        _ => None,
    });
    pairs.collect()
}
