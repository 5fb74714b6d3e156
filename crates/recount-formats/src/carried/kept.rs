//! What is kept of a report once its accounts are in the books: what telling of it takes, in place of its text.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{
    Extraction, Lexicon, Report,
    count::{Entry, Key},
    origin::Account,
    span::{CodePoints, Span},
};
use serde::{Deserialize, Serialize};

use crate::write::{Masks, Offsets, Texts, private_names};

/// What is kept of a report in place of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its name.
    pub document: String,
    /// The spans that may be told of, in order, as code points.
    pub(super) offsets: Vec<Offsets>,
    /// The names to leave out of what is told of it.
    pub(super) private: Vec<String>,
}

impl Kept {
    /// Of a report that was read, with what the books take of it.
    pub fn of(report: &Report, extraction: &Extraction, entry: &Entry, lexicon: &Lexicon) -> Kept {
        let points = CodePoints::new(&report.text);
        Kept {
            document: report.document.clone(),
            offsets: spans(&entry.accounts).into_iter().map(|span| (span, points.of(span))).collect(),
            private: private_names(report, extraction, lexicon),
        }
    }

    /// The same for telling of some accounts alone.
    pub(super) fn part(&self, accounts: &[(Key, Vec<Account>)]) -> Kept {
        let offsets = offsets_of(&self.offsets, accounts);
        Kept { document: self.document.clone(), offsets, private: self.private.clone() }
    }
}

/// The spans of the accounts that may be told of.
fn spans(accounts: &[(Key, Vec<Account>)]) -> BTreeSet<Span> {
    let evidence = accounts.iter().flat_map(|(_, accounts)| accounts).flat_map(|account| &account.evidence);
    evidence.flat_map(|evidence| [evidence.span, evidence.sentence]).collect()
}

/// Those of some offsets, in order of span, that telling of these accounts takes.
pub(super) fn offsets_of(offsets: &[Offsets], accounts: &[(Key, Vec<Account>)]) -> Vec<Offsets> {
    let known = |span| {
        let at = offsets.binary_search_by_key(&span, |(known, _)| *known).ok()?;
        offsets.get(at).copied()
    };
    spans(accounts).into_iter().filter_map(known).collect()
}

/// Tells of reports by what was kept of them; with their private names where `names` is set.
pub fn tell<'k, T>(
    kept: impl Iterator<Item = &'k Kept> + Clone,
    names: bool,
    tell: impl FnOnce(&Texts<'_>) -> T,
) -> T {
    let private: BTreeMap<&str, &[String]> =
        kept.clone().map(|kept| (kept.document.as_str(), kept.private.as_slice())).collect();
    let masks = if names { Masks::default() } else { Masks::known(&private) };
    let offsets = kept.map(|kept| (kept.document.as_str(), kept.offsets.as_slice()));
    tell(&Texts::known(offsets).masked(&masks))
}
