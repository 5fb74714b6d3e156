//! Who is counted: generic words, legal standing, sub-groups.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::WordSet;

/// `lexicon/en/people.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    generic: WordSet,
    apart: WordSet,
    standing: BTreeMap<String, WordSet>,
    same: BTreeMap<String, WordSet>,
    irregular: BTreeMap<String, String>,
}

impl People {
    /// Whether the word, in the singular, names no particular group.
    pub fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word)
    }

    /// Whether the modifier sets a sub-group apart.
    pub fn sets_apart(&self, word: &str) -> bool {
        self.apart.contains(word)
    }

    /// The legal standing that the word says.
    pub fn standing(&self, word: &str) -> Option<&str> {
        self.standing.iter().find(|(_, words)| words.contains(word)).map(|(standing, _)| standing.as_str())
    }

    /// The one word for this sub-group.
    pub fn canonical<'a>(&'a self, word: &'a str) -> &'a str {
        self.same.iter().find(|(_, words)| words.contains(word)).map_or(word, |(one, _)| one)
    }

    /// The singular of a lower-case noun.
    pub fn singular(&self, word: &str) -> String {
        if let Some((one, _)) = self.irregular.iter().find(|(_, many)| *many == word) {
            return one.clone();
        }
        let cut = |tail: &str, instead: &str| word.strip_suffix(tail).map(|stem| format!("{stem}{instead}"));
        if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
            return word.to_string();
        }
        cut("ies", "y")
            .or_else(|| {
                ["sses", "ches", "shes", "xes"].iter().find_map(|tail| cut(tail, &tail[..tail.len() - 2]))
            })
            .or_else(|| cut("s", ""))
            .unwrap_or_else(|| word.to_string())
    }
}
