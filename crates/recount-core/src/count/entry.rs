//! What the books take of one report: all that setting reports side by side needs of it, as a value that can be carried from where
//! the report was read to where the reports meet.

use std::sync::Arc;

use super::{Heading, Key, Occasion, accounts};
use crate::{extraction::Extraction, lexicon::Lexicon, origin::Account, signature::Signature};

/// What the books take of one report.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Entry {
    /// What is known of it beside its text.
    pub heading: Heading,
    /// Its orders, in order of place.
    pub orders: Vec<Occasion>,
    /// Its accounts by what they count, in order of the keys.
    pub accounts: Vec<(Key, Vec<Account>)>,
}

impl Entry {
    /// Of a report that was read.
    pub fn of(extraction: &Extraction, lexicon: &Lexicon) -> Entry {
        Entry {
            heading: Heading::of(extraction),
            orders: Occasion::all_of(extraction),
            accounts: accounts(extraction, lexicon).into_iter().collect(),
        }
    }

    /// Reads the wording of its accounts again, which is not carried along.
    pub fn reword(&mut self, signature: Signature, lexicon: &Lexicon) {
        let signature = Arc::new(signature);
        let accounts = self.accounts.iter_mut().flat_map(|(_, accounts)| accounts);
        accounts.for_each(|account| account.reword(&signature, lexicon));
    }
}
