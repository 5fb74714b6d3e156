//! The averaged perceptron: weights in whole numbers, so that every machine learns the same.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use recount_core::text::training::{Feature, Features, pack};

/// Features are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A linear model of `C` classes while it learns.
pub(crate) struct Learner<const C: usize> {
    index: HashMap<Feature, u32, BuildHasherDefault<Identity>>,
    features: Vec<Feature>,
    rows: Vec<Row<C>>,
    time: i64,
    /// A feature counts once it was updated so often.
    least_updates: u32,
}

struct Row<const C: usize> {
    weights: [i32; C],
    totals: [i64; C],
    updates: u32,
}

impl<const C: usize> Learner<C> {
    /// One that knows nothing.
    pub(crate) fn new(least_updates: u32) -> Self {
        Learner { index: HashMap::default(), features: Vec::new(), rows: Vec::new(), time: 1, least_updates }
    }

    /// The scores of the classes.
    pub(crate) fn score(&self, features: &Features) -> [i32; C] {
        let mut scores = [0; C];
        for key in features.keys() {
            let row = self.index.get(key).map(|row| &self.rows[*row as usize]);
            if let Some(row) = row.filter(|row| row.updates >= self.least_updates) {
                scores.iter_mut().zip(&row.weights).for_each(|(score, weight)| *score += weight);
            }
        }
        scores
    }

    /// Counts a decision that was right.
    pub(crate) fn tick(&mut self) {
        self.time += 1;
    }

    /// Moves the weights from the class guessed to the right one.
    pub(crate) fn update(&mut self, features: &Features, right: usize, guess: usize) {
        self.tick();
        for key in features.keys() {
            let next = self.rows.len() as u32;
            let row = *self.index.entry(*key).or_insert(next);
            if row == next {
                self.features.push(*key);
                self.rows.push(Row { weights: [0; C], totals: [0; C], updates: 0 });
            }
            let row = &mut self.rows[row as usize];
            row.updates += 1;
            for (class, change) in [(right, 1), (guess, -1)] {
                row.weights[class] += change;
                row.totals[class] += self.time * i64::from(change);
            }
        }
    }

    /// The averaged weights as a table, in 8 bits.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let average = |row: &Row<C>, class: usize| {
            f64::from(row.weights[class]) - row.totals[class] as f64 / self.time as f64
        };
        let mut kept = Vec::new();
        for (feature, row) in self.features.iter().zip(&self.rows) {
            if row.updates >= self.least_updates {
                let base = if C == 3 { average(row, 0) } else { 0.0 };
                kept.push((*feature, (0..C).map(|class| average(row, class) - base).collect::<Vec<f64>>()));
            }
        }
        let mut sizes: Vec<f64> =
            kept.iter().flat_map(|(_, row)| row.iter().map(|weight| weight.abs())).collect();
        sizes.sort_by(f64::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(1.0);
        let scale = 127.0 / largest.max(1e-9);
        let weights: Vec<_> = kept
            .iter()
            .map(|(feature, row)| {
                let row = row.iter().map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8);
                (*feature, row.collect())
            })
            .collect();
        pack(C, &weights)
    }
}

/// Random numbers that are the same each time (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut hash = self.0;
        hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((hash ^ hash >> 31) % sides.max(1) as u64) as usize
    }

    /// Puts a list in another order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.roll(at + 1));
        }
    }
}
