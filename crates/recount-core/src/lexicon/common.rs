//! Words that say nothing about what a text is about.

use serde::Deserialize;

use super::words::WordSet;

/// `lexicon/en/common.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonWords {
    words: WordSet,
}

impl CommonWords {
    /// Whether this lower-case word is one.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}
