//! Near copies among many texts: copies, and texts that are another one cut or extended.
//!
//! An exact set-similarity join with prefix filtering (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant
//! 2007). Two texts that share enough must share one of the rarest 5-grams of the smaller one, so each text looks up
//! only its rarest third, most of which no other text has; every candidate is then compared exactly. Unlike MinHash
//! with LSH nothing is missed, whatever the lengths of the two texts.

use std::collections::BTreeSet;

use crate::signature::{Overlap, Signature};

/// From how much sharing on two texts are near copies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Shared 5-grams of all: a copy.
    pub jaccard: f64,
    /// Shared 5-grams of the shorter text's: a cut or extended copy.
    pub containment: f64,
    /// Texts with fewer 5-grams say too little to be cut from another; they are copies only where they are the same.
    pub shortest: usize,
}

impl Default for Likeness {
    fn default() -> Self {
        Likeness { jaccard: 0.5, containment: 0.8, shortest: 40 }
    }
}

/// Two near copies, by their places in the list of texts; `a` stands first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copies {
    /// The place of one text.
    pub a: usize,
    /// The place of the other.
    pub b: usize,
    /// How much they share.
    pub overlap: Overlap,
}

impl Likeness {
    /// Whether two texts of these lengths that share this many 5-grams are near copies.
    pub fn holds(&self, shared: usize, one: usize, two: usize) -> bool {
        let overlap = Overlap::of(shared, one, two);
        let alike = overlap.jaccard >= self.jaccard || overlap.containment >= self.containment;
        alike && (one.min(two) >= self.shortest || shared > 0 && one == shared && two == shared)
    }

    /// How many of its `length` 5-grams the shorter text must share at the least.
    fn least_shared(&self, length: usize) -> usize {
        let of_copy = 2.0 * self.jaccard / (1.0 + self.jaccard);
        // The margin keeps rounding on the side of looking up one 5-gram too many.
        (of_copy.min(self.containment) * length as f64 - 1e-6).ceil().max(1.0) as usize
    }
}

/// Every pair of near copies, in order.
pub fn copies(texts: &[&Signature], likeness: Likeness) -> Vec<Copies> {
    let index = Index::of(texts);
    let mut pairs = Vec::new();
    for at in 0..texts.len() {
        for other in index.candidates(texts, at, likeness) {
            let (a, b) = (at.min(other), at.max(other));
            let (one, two) = (texts[a], texts[b]);
            let shared = one.shared(two);
            if likeness.holds(shared, one.len(), two.len()) {
                pairs.push(Copies { a, b, overlap: Overlap::of(shared, one.len(), two.len()) });
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Which texts have a 5-gram, for those 5-grams that several have.
struct Index {
    /// The 5-grams and the texts that have them, in order of both.
    entries: Vec<(u32, u32)>,
}

impl Index {
    fn of(texts: &[&Signature]) -> Index {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let all = texts.iter().enumerate();
        let mut entries: Vec<(u32, u32)> =
            all.flat_map(|(at, text)| text.grams().iter().map(move |gram| (*gram, number(at)))).collect();
        entries.sort_unstable();
        let shared = |at: usize| {
            let gram = entries.get(at).map(|(gram, _)| gram);
            gram == at.checked_sub(1).and_then(|at| entries.get(at)).map(|(gram, _)| gram)
                || gram == entries.get(at + 1).map(|(gram, _)| gram)
        };
        let entries = (0..entries.len()).filter(|at| shared(*at)).map(|at| entries[at]).collect();
        Index { entries }
    }

    /// The texts that have this 5-gram; none where only one has.
    fn texts_with(&self, gram: u32) -> &[(u32, u32)] {
        let start = self.entries.partition_point(|(known, _)| *known < gram);
        let length = self.entries[start..].partition_point(|(known, _)| *known == gram);
        &self.entries[start..start + length]
    }

    /// The texts that the one `at` may be a copy or a part of: none shorter, and of equal length only later ones.
    fn candidates(&self, texts: &[&Signature], at: usize, likeness: Likeness) -> BTreeSet<usize> {
        let text = texts[at];
        let mut by_rarity: Vec<&[(u32, u32)]> =
            text.grams().iter().map(|gram| self.texts_with(*gram)).collect();
        by_rarity.sort_by_key(|texts| texts.len());
        let prefix = (text.len() + 1).saturating_sub(likeness.least_shared(text.len()));
        let with =
            by_rarity.iter().take(prefix).flat_map(|texts| texts.iter().map(|(_, other)| *other as usize));
        with.filter(|other| (texts[*other].len(), *other) > (text.len(), at)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pairs that comparing every text with every other finds.
    fn all_pairs(texts: &[&Signature], likeness: Likeness) -> Vec<Copies> {
        let mut pairs = Vec::new();
        for (a, one) in texts.iter().enumerate() {
            for (b, two) in texts.iter().enumerate().skip(a + 1) {
                if likeness.holds(one.shared(two), one.len(), two.len()) {
                    pairs.push(Copies { a, b, overlap: one.overlap(two) });
                }
            }
        }
        pairs
    }

    /// A repeatable stream of numbers (xorshift).
    fn next(state: &mut u64) -> usize {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        (*state >> 33) as usize
    }

    /// A text made of stretches of a few common stories, so that texts copy, cut and extend each other.
    fn text(state: &mut u64) -> String {
        let mut words = Vec::new();
        for _ in 0..1 + next(state) % 4 {
            let (story, start, length) = (next(state) % 3, next(state) % 40, 10 + next(state) % 60);
            words.extend((start..start + length).map(|word| format!("w{story}x{word}")));
        }
        words.join(" ")
    }

    #[test]
    fn nothing_is_missed() {
        let mut state = 0x9e37_79b9_7f4a_7c15;
        for round in 0..60 {
            let texts: Vec<Signature> = (0..30).map(|_| Signature::read(&text(&mut state))).collect();
            let texts: Vec<&Signature> = texts.iter().collect();
            let likeness = Likeness { shortest: [1, 20, 40][round % 3], ..Likeness::default() };
            let expected = all_pairs(&texts, likeness);
            assert_eq!(copies(&texts, likeness), expected);
            assert!(!expected.is_empty());
        }
    }

    #[test]
    fn short_texts_are_copies_only_where_they_are_the_same() {
        let read = |text: &str| Signature::read(text);
        let short = read("ten people were killed in the flood");
        let longer = read("ten people were killed in the flood on monday");
        assert_eq!(copies(&[&short, &longer, &short], Likeness::default()).len(), 1);
    }
}
