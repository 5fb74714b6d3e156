//! Where to look for the first telling of a number: among the accounts that name the same number or one near it, so that
//! the work grows with the number of accounts and not with its square.

use std::collections::BTreeMap;

use crate::origin::Account;

/// How many of those that name the same number, and of those that name one near it, are looked at, nearest in time first.
const LOOKED_AT: usize = 64;

/// Accounts by the number they name.
#[derive(Default)]
pub(super) struct Candidates {
    same: BTreeMap<u64, Vec<usize>>,
    /// By the number cut to its first two digits.
    near: BTreeMap<u64, Vec<usize>>,
}

impl Candidates {
    /// Adds the account at this place; places come in ascending order.
    pub(super) fn add(&mut self, at: usize, account: &Account) {
        let number = account.bounds.least();
        self.same.entry(number).or_default().push(at);
        self.near.entry(two_digits(number)).or_default().push(at);
    }

    /// The places of accounts that may tell the same number, the nearest in time first: rounding moves a number by no
    /// more than a twentieth.
    pub(super) fn near(&self, account: &Account) -> Vec<usize> {
        let number = account.bounds.least();
        let last =
            |places: &Vec<usize>| -> Vec<usize> { places.iter().rev().take(LOOKED_AT).copied().collect() };
        let mut found = self.same.get(&number).map(last).unwrap_or_default();
        let slack = number / 16;
        let range = two_digits(number.saturating_sub(slack))..=number.saturating_add(slack);
        let mut near: Vec<usize> = self.near.range(range).flat_map(|(_, places)| last(places)).collect();
        near.sort_unstable();
        found.extend(near.into_iter().rev().take(LOOKED_AT));
        found.sort_unstable();
        found.dedup();
        found.reverse();
        found
    }
}

/// A number with zeros after its first two digits: 436,790 becomes 430,000.
fn two_digits(number: u64) -> u64 {
    let zeros = number.checked_ilog10().unwrap_or(0).saturating_sub(1);
    let unit = 10_u64.saturating_pow(zeros);
    number / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_stay() {
        for (number, expected) in [(0, 0), (7, 7), (99, 99), (100, 100), (119, 110), (436_790, 430_000)] {
            assert_eq!(two_digits(number), expected);
        }
        assert_eq!(two_digits(u64::MAX), 18_000_000_000_000_000_000);
    }
}
