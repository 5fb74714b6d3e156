//! Numbers in words and the quantifiers around them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::phrases::Phrases;

/// `lexicon/en/numbers.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Zero to nineteen.
    pub units: BTreeMap<String, f64>,
    /// Twenty to ninety.
    pub tens: BTreeMap<String, f64>,
    /// Dozen, hundred and above.
    pub magnitudes: BTreeMap<String, f64>,
    /// Letters behind digits.
    pub suffixes: BTreeMap<String, f64>,
    /// Counts of an order of magnitude, with their bounds.
    vague: BTreeMap<String, (u64, u64)>,
    /// First to ninetieth, and the magnitudes'.
    pub ordinals: BTreeMap<String, f64>,
    /// Half and quarter.
    pub fractions: BTreeMap<String, f64>,
    #[serde(skip)]
    vague_phrases: Phrases<(u64, u64)>,
}

impl Numbers {
    pub(super) fn indexed(mut self) -> Self {
        self.vague_phrases = self.vague.iter().map(|(words, bounds)| (words.as_str(), *bounds)).collect();
        self
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
    pub verbs: BTreeMap<String, Bound>,
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
