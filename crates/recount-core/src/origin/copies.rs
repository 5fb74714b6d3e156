//! Near copies among many texts: copies, and texts that are another one cut or extended.
//!
//! An exact set-similarity join with prefix filtering (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant
//! 2007). Two texts that share enough must share one of the rarest 5-grams of the smaller one, so each text looks up
//! only its rarest third, most of which no other text has; every candidate is then compared exactly. Unlike MinHash
//! with LSH nothing is missed, whatever the lengths of the two texts.

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

    /// How many of its `length` 5-grams the shorter text looks up: one of any so many the longer must have.
    pub fn looked_up(&self, length: usize) -> usize {
        (length + 1).saturating_sub(self.least_shared(length))
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
    let mut pairs: Vec<Copies> = (0..texts.len()).flat_map(|at| index.copies_of(at, likeness)).collect();
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Which texts share a 5-gram: made once, then asked for each text, by as many threads as there are.
#[derive(Debug)]
pub struct Index<'t> {
    texts: &'t [&'t Signature],
    /// The texts that have a 5-gram, one 5-gram after the other, for those that several have.
    holders: Vec<u32>,
    /// Where each of these 5-grams starts among the holders; and their end.
    starts: Vec<usize>,
    /// The 5-grams of each text that others have too, by their number among the starts.
    shared: Vec<Vec<u32>>,
}

impl<'t> Index<'t> {
    /// Of these texts.
    pub fn of(texts: &'t [&'t Signature]) -> Index<'t> {
        let number = |at: usize| u64::from(u32::try_from(at).unwrap_or(u32::MAX));
        let all = texts.iter().enumerate();
        let mut entries: Vec<u64> = all
            .flat_map(|(at, text)| text.grams().iter().map(move |gram| u64::from(*gram) << 32 | number(at)))
            .collect();
        entries.sort_unstable();
        let mut index =
            Index { texts, holders: Vec::new(), starts: vec![0], shared: vec![Vec::new(); texts.len()] };
        let gram = |entry: &u64| (entry >> 32) as u32;
        for holders in entries.chunk_by(|one, two| gram(one) == gram(two)).filter(|all| all.len() > 1) {
            let own = u32::try_from(index.starts.len() - 1).unwrap_or(u32::MAX);
            for text in holders.iter().map(|entry| *entry as u32) {
                index.holders.push(text);
                index.shared[text as usize].push(own);
            }
            index.starts.push(index.holders.len());
        }
        index
    }

    /// The near copies of a text that are no shorter; of those as long, the later ones. In no order.
    pub fn copies_of(&self, at: usize, likeness: Likeness) -> Vec<Copies> {
        let pair = |other: usize| {
            let (a, b) = (at.min(other), at.max(other));
            let (one, two) = (self.texts[a], self.texts[b]);
            let shared = one.shared(two);
            let overlap = Overlap::of(shared, one.len(), two.len());
            likeness.holds(shared, one.len(), two.len()).then_some(Copies { a, b, overlap })
        };
        self.candidates(at, likeness).into_iter().filter_map(|other| pair(other as usize)).collect()
    }

    /// The texts that have a 5-gram.
    fn holders(&self, gram: u32) -> &[u32] {
        let gram = gram as usize;
        self.holders.get(self.starts[gram]..self.starts[gram + 1]).unwrap_or_default()
    }

    /// The texts that the one `at` may be a copy or a part of: those with one of its rarest 5-grams.
    fn candidates(&self, at: usize, likeness: Likeness) -> Vec<u32> {
        let text = self.texts[at];
        let mut shared = self.shared[at].clone();
        shared.sort_by_key(|gram| self.holders(*gram).len());
        let prefix = likeness.looked_up(text.len());
        // What no other text has is rarest of all.
        let alone = text.len() - shared.len();
        let looked_up = shared.iter().take(prefix.saturating_sub(alone));
        let longer = |other: &u32| (self.texts[*other as usize].len(), *other as usize) > (text.len(), at);
        let mut found: Vec<u32> =
            looked_up.flat_map(|gram| self.holders(*gram)).copied().filter(longer).collect();
        found.sort_unstable();
        found.dedup();
        found
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
