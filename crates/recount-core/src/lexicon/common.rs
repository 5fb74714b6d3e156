//! Words that say nothing about what a text is about.

use std::collections::BTreeSet;

use serde::Deserialize;

/// `lexicon/en/common.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonWords {
    words: BTreeSet<String>,
}

impl CommonWords {
    /// Whether this lower-case word is one.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}
