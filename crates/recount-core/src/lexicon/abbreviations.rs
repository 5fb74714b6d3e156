//! Words that keep their period, and whether one ends a sentence.

use serde::Deserialize;

use super::words::WordSet;

/// `lexicon/en/abbreviations.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviations {
    never_end: WordSet,
    may_end: WordSet,
    starters: WordSet,
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
