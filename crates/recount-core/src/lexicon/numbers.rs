//! Numbers in words and the quantifiers around them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    phrases::Phrases,
    words::{WordMap, WordSet},
};

/// Words that may stand before a magnitude: "a hundred".
const ARTICLES: [&str; 2] = ["a", "an"];

/// `lexicon/en/numbers.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Zero to nineteen.
    pub units: WordMap<f64>,
    /// Twenty to ninety.
    pub tens: WordMap<f64>,
    /// Dozen, hundred and above.
    pub magnitudes: WordMap<f64>,
    /// Letters behind digits.
    pub suffixes: WordMap<f64>,
    /// Counts of an order of magnitude, with their bounds.
    vague: BTreeMap<String, (u64, u64)>,
    /// First to ninetieth, and the magnitudes'.
    pub ordinals: WordMap<f64>,
    /// Half and quarter.
    pub fractions: WordMap<f64>,
    #[serde(skip)]
    starters: WordSet,
    #[serde(skip)]
    vague_phrases: Phrases<(u64, u64)>,
}

impl Numbers {
    pub(super) fn indexed(mut self) -> Self {
        self.vague_phrases = self.vague.iter().map(|(words, bounds)| (words.as_str(), *bounds)).collect();
        let vague = self.vague.keys().filter_map(|words| words.split(' ').next());
        let parts = [&self.units, &self.tens, &self.magnitudes, &self.fractions].into_iter();
        let words = parts.flat_map(|part| part.iter().map(|(word, _)| word)).chain(vague).chain(ARTICLES);
        self.starters = words.collect();
        self
    }

    /// Whether a number or vague count may start with this lower-case word: its first part, where hyphens or dashes divide it.
    pub fn may_start(&self, word: &str) -> bool {
        let divided = || word.bytes().any(|byte| byte == b'-' || !byte.is_ascii());
        let first = || word.find(['-', '–', '—']).and_then(|end| word.get(..end));
        self.starters.contains(word)
            || divided() && first().is_some_and(|first| !first.is_empty() && self.starters.contains(first))
    }

    /// Counts of an order of magnitude, by their words.
    pub fn vague(&self) -> &Phrases<(u64, u64)> {
        &self.vague_phrases
    }
}

/// How a word bounds the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// The number itself.
    Exact,
    /// About the number.
    Approximately,
    /// The number or more.
    MoreThan,
    /// The number or less.
    LessThan,
}

/// `lexicon/en/quantifiers.toml`, indexed for matching.
#[derive(Debug, Clone)]
pub struct Quantifiers {
    /// Phrases before a number, by their last word first, since they are looked for from the number backwards.
    pub before: Phrases<Bound>,
    /// Phrases behind a number.
    pub after: Phrases<Bound>,
    /// Lemmas of verbs whose object or complement they bound.
    pub verbs: WordMap<Bound>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuantifierFile {
    before: Bounds,
    after: Bounds,
    verbs: Bounds,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Bounds {
    more_than: Vec<String>,
    less_than: Vec<String>,
    approximately: Vec<String>,
    exact: Vec<String>,
}

impl Bounds {
    fn pairs(&self) -> impl Iterator<Item = (&str, Bound)> {
        [
            (&self.more_than, Bound::MoreThan),
            (&self.less_than, Bound::LessThan),
            (&self.approximately, Bound::Approximately),
            (&self.exact, Bound::Exact),
        ]
        .into_iter()
        .flat_map(|(words, bound)| words.iter().map(move |word| (word.as_str(), bound)))
    }
}

impl From<QuantifierFile> for Quantifiers {
    fn from(file: QuantifierFile) -> Self {
        let reversed =
            |(words, bound): (&str, Bound)| (words.split(' ').rev().collect::<Vec<_>>().join(" "), bound);
        Quantifiers {
            before: file.before.pairs().map(reversed).collect(),
            after: file.after.pairs().collect(),
            verbs: file.verbs.pairs().map(|(word, bound)| (word.to_string(), bound)).collect(),
        }
    }
}
