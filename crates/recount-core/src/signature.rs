//! The signature of a text: the set of its word 5-grams, by which near copies and cut or extended copies are told
//! exactly, without the text itself.
//!
//! Each 5-gram is kept as 32 bits of its FNV-1a hash, so a report of 500 words takes 2 kB, no more than a MinHash of
//! 512 values, and overlaps come out exact but for hash collisions (one 5-gram in some millions).

use crate::fnv;

/// How many words make one gram.
pub const WORDS: usize = 5;

/// The distinct word 5-grams of a text, as hashes in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Signature {
    grams: Vec<u32>,
}

/// How much two texts share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// Shared 5-grams of all 5-grams of either text, 0 to 1.
    pub jaccard: f64,
    /// Shared 5-grams of those of the shorter text, 0 to 1.
    pub containment: f64,
}

impl Signature {
    /// Reads a text: its words are runs of letters and digits in lower case, marks and layout do not count.
    pub fn read(text: &str) -> Signature {
        let mut words: Vec<u64> = Vec::with_capacity(text.len() / 6);
        let mut hash = None;
        for character in text.chars().flat_map(char::to_lowercase) {
            if character.is_alphanumeric() {
                hash = Some(mix(hash.unwrap_or(SEED), u64::from(u32::from(character))));
            } else {
                words.extend(hash.take());
            }
        }
        words.extend(hash);
        let gram = |words: &[u64]| fold(words.iter().fold(SEED, |hash, word| mix(hash, *word)));
        Signature::of_grams(words.windows(WORDS).map(gram))
    }

    /// Of hashes that another signature gave, in any order.
    pub fn of_grams(grams: impl IntoIterator<Item = u32>) -> Signature {
        let mut grams: Vec<u32> = grams.into_iter().collect();
        grams.sort_unstable();
        grams.dedup();
        grams.shrink_to_fit();
        Signature { grams }
    }

    /// The hashes, ascending and distinct.
    pub fn grams(&self) -> &[u32] {
        &self.grams
    }

    /// How many distinct 5-grams the text has.
    pub fn len(&self) -> usize {
        self.grams.len()
    }

    /// Whether the text has fewer than five words.
    pub fn is_empty(&self) -> bool {
        self.grams.is_empty()
    }

    /// How many 5-grams both texts have.
    pub fn shared(&self, other: &Signature) -> usize {
        let (mut left, mut right, mut shared) = (0, 0, 0);
        while let (Some(&one), Some(&two)) = (self.grams.get(left), other.grams.get(right)) {
            // Without branches: which of two hashes is less cannot be foretold.
            shared += usize::from(one == two);
            left += usize::from(one <= two);
            right += usize::from(two <= one);
        }
        shared
    }

    /// How much both texts share; 0 where one of them has no 5-gram.
    pub fn overlap(&self, other: &Signature) -> Overlap {
        Overlap::of(self.shared(other), self.len(), other.len())
    }
}

impl Overlap {
    /// From the number of shared 5-grams and of those of each text.
    pub fn of(shared: usize, one: usize, two: usize) -> Overlap {
        let share = |of: usize| if of == 0 { 0.0 } else { shared as f64 / of as f64 };
        Overlap { jaccard: share((one + two).saturating_sub(shared)), containment: share(one.min(two)) }
    }
}

const SEED: u64 = fnv::START;

/// One step of FNV-1a over 64-bit words, with a shift that spreads the high bits down.
const fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value).wrapping_mul(fnv::PRIME);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

const fn fold(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, two: &str, jaccard: f64, containment: f64) {
        let overlap = Signature::read(one).overlap(&Signature::read(two));
        assert_eq!((overlap.jaccard, overlap.containment), (jaccard, containment), "{one} / {two}");
    }

    #[test]
    fn marks_case_and_layout_do_not_count() {
        check("Police said, on Monday: three dead.", "police said on\nMonday three dead", 1.0, 1.0);
    }

    #[test]
    fn a_cut_text_is_contained() {
        check("one two three four five six", "one two three four five six seven eight", 0.5, 1.0);
    }

    #[test]
    fn short_texts_share_nothing() {
        check("one two", "one two", 0.0, 0.0);
    }
}
