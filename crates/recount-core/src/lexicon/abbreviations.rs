//! Words that keep their period, and whether one ends a sentence.

use std::collections::BTreeSet;

use serde::Deserialize;

/// `lexicon/en/abbreviations.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviations {
    never_end: BTreeSet<String>,
    may_end: BTreeSet<String>,
    starters: BTreeSet<String>,
}

impl Abbreviations {
    /// Whether this lower-case word, without its last period, keeps it.
    pub fn is_one(&self, word: &str) -> bool {
        self.never_end.contains(word) || self.may_end.contains(word)
    }

    /// Whether the abbreviation ends its sentence before the capital word `next`.
    pub fn ends_before(&self, word: &str, next: &str) -> bool {
        !self.never_end.contains(word) && self.starters.contains(next)
    }
}
