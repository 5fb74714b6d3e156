//! What a sentence is made of, kept small, so that retellings are told by their words.

use std::sync::Arc;

use crate::{
    fnv,
    lexicon::CommonWords,
    signature::{Overlap, Signature},
};

/// So many 5-word sequences make a passage: about a sentence of sixteen words.
pub const PASSAGE: usize = 12;

/// The words of one or more sentences, as sorted hashes, and those of the report around them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// Telling words, cut to five letters so that "rounded" and "rounding" are one; no numbers.
    telling: Vec<u32>,
    /// Each two words beside each other, with numbers.
    pairs: Vec<u32>,
    /// The report's 5-grams, shared by all its accounts; none where they were not kept.
    report: Option<Arc<Signature>>,
}

impl Wording {
    /// Reads one sentence.
    pub fn read(sentence: &str, common: &CommonWords) -> Wording {
        let lower = sentence.to_lowercase();
        let words: Vec<&str> = lower
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let is_telling = |word: &&&str| {
            !common.contains(word)
                && word.len() > 2
                && !word.starts_with(|first: char| first.is_ascii_digit())
        };
        let telling = words.iter().filter(is_telling).map(|word| fnv::short(stem(word).bytes()));
        let pairs = words.windows(2).map(|pair| fnv::short(pair.join(" ").bytes()));
        Wording { telling: sorted(telling), pairs: sorted(pairs), report: None }
    }

    /// The same, with the report's 5-grams.
    pub fn in_report(self, report: Arc<Signature>) -> Wording {
        Wording { report: Some(report), ..self }
    }

    /// How much of the shorter of both reports stands word for word in the other, 0 to 1; 0 where it is not known.
    pub fn copied(&self, other: &Wording) -> f64 {
        let both = self.report.as_ref().zip(other.report.as_ref());
        let apart = both.filter(|(one, two)| !Arc::ptr_eq(one, two));
        apart.map_or(0.0, |(one, two)| {
            let shared = one.shared(two);
            if shared < PASSAGE { 0.0 } else { Overlap::of(shared, one.len(), two.len()).containment }
        })
    }

    /// Adds the words of another sentence.
    pub fn take(&mut self, other: Wording) {
        self.telling = sorted(self.telling.drain(..).chain(other.telling));
        self.pairs = sorted(self.pairs.drain(..).chain(other.pairs));
        self.report = self.report.take().or(other.report);
    }

    /// How many of the telling words of the shorter stand in the other, 0 to 1.
    pub fn kinship(&self, other: &Wording) -> f64 {
        share(&self.telling, &other.telling)
    }

    /// How many of the pairs of words of the shorter stand in the other, 0 to 1; from .7 on one is copied from the other.
    pub fn sameness(&self, other: &Wording) -> f64 {
        match self.pairs.len().min(other.pairs.len()) {
            _ if self.pairs == other.pairs && !self.pairs.is_empty() => 1.0,
            0..4 => 0.0,
            _ => share(&self.pairs, &other.pairs),
        }
    }
}

fn stem(word: &str) -> &str {
    word.char_indices().nth(5).map_or(word, |(end, _)| &word[..end])
}

fn sorted(hashes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut hashes: Vec<u32> = hashes.collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.shrink_to_fit();
    hashes
}

fn share(one: &[u32], two: &[u32]) -> f64 {
    let shorter = one.len().min(two.len());
    let shared = one.iter().filter(|hash| two.binary_search(hash).is_ok()).count();
    if shorter == 0 { 0.0 } else { shared as f64 / shorter as f64 }
}
