//! The averaged perceptron: weights in whole numbers, so that every machine learns the same.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use recount_core::text::training::{Feature, pack, quiet};

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
    pub(crate) fn score(&self, features: &[Feature]) -> [i32; C] {
        let mut scores = [0; C];
        for key in features {
            let row = self.index.get(key).map(|row| &self.rows[*row as usize]);
            if let Some(row) = row.filter(|row| row.updates >= self.least_updates) {
                scores.iter_mut().zip(&row.weights).for_each(|(score, weight)| *score += weight);
            }
        }
        scores
    }

    /// The scores by the averaged weights.
    pub(crate) fn average(&self, features: &[Feature]) -> [f64; C] {
        let mut scores = [0.0; C];
        for key in features {
            let row = self.index.get(key).map(|row| &self.rows[*row as usize]);
            if let Some(row) = row.filter(|row| row.updates >= self.least_updates) {
                scores
                    .iter_mut()
                    .enumerate()
                    .for_each(|(class, score)| *score += self.average_of(row, class));
            }
        }
        scores
    }

    fn average_of(&self, row: &Row<C>, class: usize) -> f64 {
        f64::from(row.weights[class]) - row.totals[class] as f64 / self.time as f64
    }

    /// Counts a decision that was right.
    pub(crate) fn tick(&mut self) {
        self.time += 1;
    }

    /// Moves the weights from the class guessed to the right one.
    pub(crate) fn update(&mut self, features: &[Feature], right: usize, guess: usize) {
        self.tick();
        for key in features {
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

    /// The averaged weights of all features that count.
    pub(crate) fn averaged(&self) -> Weights {
        let mut kept = Vec::new();
        for (feature, row) in self.features.iter().zip(&self.rows) {
            if row.updates >= self.least_updates {
                let base = if C == 3 { self.average_of(row, 0) } else { 0.0 };
                kept.push((
                    *feature,
                    (0..C).map(|class| (self.average_of(row, class) - base) as f32).collect(),
                ));
            }
        }
        Weights { classes: C, features: kept }
    }
}

/// What was learnt, before it is rounded.
pub(crate) struct Weights {
    classes: usize,
    features: Vec<(Feature, Vec<f32>)>,
}

impl Weights {
    /// As bytes, to be read back by [`Weights::read`].
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend((self.classes as u64).to_le_bytes());
        bytes.extend((self.features.len() as u64).to_le_bytes());
        for (feature, row) in &self.features {
            bytes.extend(feature.to_le_bytes());
            row.iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        }
        bytes
    }

    /// The first weights of a file, and what follows them.
    pub(crate) fn read(file: &[u8]) -> Option<(Weights, &[u8])> {
        let number = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?));
        let (classes, count) = (number(file)? as usize, number(file.get(8..)?)? as usize);
        let width = 8 + 4 * classes;
        let (list, rest) = file.get(16..)?.split_at_checked(count * width)?;
        let weight = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let feature = |bytes: &[u8]| Some((number(bytes)?, bytes[8..].chunks_exact(4).map(weight).collect()));
        let features = list.chunks_exact(width).map(feature).collect::<Option<Vec<_>>>()?;
        Some((Weights { classes, features }, rest))
    }

    /// A table in 8 bits of the `most` features that weigh most, and a sum of weights in its units.
    pub(crate) fn pack(mut self, most: usize, sum: f32) -> (Vec<u8>, i32) {
        let all = self.features.len();
        lighten(&mut self.features, most);
        let largest = self
            .features
            .iter()
            .flat_map(|(_, row)| row)
            .fold(0.0, |most: f32, weight| most.max(weight.abs()));
        eprintln!("{} of {all} features, weights up to {largest}", self.features.len());
        let rounded = |row: &Vec<f32>| row.iter().map(|weight| quiet(weight / largest)).collect();
        let weights: Vec<_> = self.features.iter().map(|(feature, row)| (*feature, rounded(row))).collect();
        (pack(self.classes, &weights), (sum / largest * LOUDEST).ceil() as i32)
    }
}

/// What the largest weight counts in a table.
const LOUDEST: f32 = 127.0 * 127.0;

/// Drops the features of least weight beyond `most`; the others stay in their order.
fn lighten(features: &mut Vec<(Feature, Vec<f32>)>, most: usize) {
    let weight = |row: &[f32]| row.iter().fold(0.0, |most: f32, weight| most.max(weight.abs()));
    let mut weights: Vec<f32> = features.iter().map(|(_, row)| weight(row)).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let least = weights.get(most).copied().unwrap_or(0.0);
    features.retain(|(_, row)| weight(row) > least);
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
