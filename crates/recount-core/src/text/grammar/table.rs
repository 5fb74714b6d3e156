//! The weights of a linear model as a table in the program: an open hash table over features, laid out so that it loads
//! in a few milliseconds.
//!
//! A file is a list of tables. Each starts with three numbers of 32 bits, little-endian: the classes, the buckets and the
//! pairs of its rows. Then come the buckets, of eight features each: their prints of 16 bits, then in a *dense* table
//! (three classes) eight weights of class 1 and eight of class 2, of 8 bits each (their square roots: see [`quiet`]), and in a *sparse* one where the eight
//! rows start, in 32 bits. Last come the rows.

/// One hashed feature.
pub type Feature = u64;

/// The features of one decision.
#[derive(Debug, Clone)]
pub struct Features {
    keys: [Feature; Features::MOST],
    length: usize,
}

impl Default for Features {
    fn default() -> Self {
        Features { keys: [0; Features::MOST], length: 0 }
    }
}

impl Features {
    /// More are dropped; no template set comes near.
    pub const MOST: usize = 128;

    /// Forgets all.
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Adds the feature `a`, `b`, `c` of a template. Templates are numbered from 1 and a value of 0 means "nothing here".
    #[inline]
    pub fn add(&mut self, template: u32, a: u32, b: u32, c: u32) {
        if let Some(key) = self.keys.get_mut(self.length) {
            *key = mix(template, a, b, c);
            self.length += 1;
        }
    }

    /// The features, in the order in which they were added.
    #[inline]
    pub fn keys(&self) -> &[Feature] {
        self.keys.get(..self.length).unwrap_or(&[])
    }
}

#[inline]
fn mix(template: u32, a: u32, b: u32, c: u32) -> u64 {
    let mut hash = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 29;
    hash = (hash ^ (u64::from(b) << 32 | u64::from(c))).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 32;
    hash.wrapping_mul(0x94d0_49bb_1331_11eb)
}

/// How many features share a bucket. A search looks at all of one bucket at once, without a branch.
const SLOTS: usize = 8;

/// The part of the slots that is filled; a fuller table would lose more features.
const FILLED: f64 = 0.62;

/// The print that tells the features of a bucket apart; 0 for an empty slot.
#[inline]
fn print(feature: Feature) -> u16 {
    (feature as u16).max(1)
}

/// The bucket of a feature.
#[inline]
fn home(feature: Feature, buckets: usize) -> usize {
    (((feature >> 32) * buckets as u64) >> 32) as usize
}

/// A bucket of a table with three classes: the weights of class 1 and 2 against class 0.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Dense {
    prints: [u16; SLOTS],
    left: [i8; SLOTS],
    right: [i8; SLOTS],
}

/// A bucket of a table with more classes: where the rows start.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(16))]
struct Sparse {
    prints: [u16; SLOTS],
    rows: [u32; SLOTS],
}

/// A weight out of its 8 bits: the square, with its sign, so that small weights stay exact and large ones have room.
#[inline]
fn loud(weight: i8) -> i16 {
    i16::from(weight) * i16::from(weight).abs()
}

/// The 8 bits that come nearest to a weight between -1 and 1.
pub fn quiet(weight: f32) -> i8 {
    (127.0 * weight.abs().sqrt().min(1.0)).round().copysign(weight) as i8
}

/// A table of weights.
#[derive(Debug, Clone, Default)]
pub struct Table {
    dense: Vec<Dense>,
    sparse: Vec<Sparse>,
    /// Each row a count and so many pairs of class (high byte) and weight (low byte). The first is empty.
    rows: Vec<u16>,
}

/// Numbers of two bytes.
fn pairs(bytes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
}

impl Table {
    /// Reads the first table of a file; gives what follows it.
    pub fn read(file: &[u8]) -> Option<(Table, &[u8])> {
        let number = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize);
        let (classes, buckets, rows) = (number(0)?, number(4)?, number(8)?);
        let width = SLOTS * if classes == 3 { 4 } else { 6 };
        let (slots, rest) = file.get(12..)?.split_at_checked(buckets.checked_mul(width)?)?;
        let (rows, rest) = rest.split_at_checked(rows.checked_mul(2)?)?;
        let mut table = Table { rows: pairs(rows).collect(), ..Table::default() };
        for bucket in slots.chunks_exact(width) {
            let (prints, values) = bucket.split_at(2 * SLOTS);
            let prints = std::array::from_fn(|slot| pairs(prints).nth(slot).unwrap_or(0));
            if classes == 3 {
                let (left, right) = values.split_at(SLOTS);
                let [left, right] = [left, right].map(|side| std::array::from_fn(|slot| side[slot] as i8));
                table.dense.push(Dense { prints, left, right });
            } else {
                let row = |slot: usize| values.chunks_exact(4).nth(slot).and_then(|row| row.try_into().ok());
                let rows = std::array::from_fn(|slot| row(slot).map_or(0, u32::from_le_bytes));
                table.sparse.push(Sparse { prints, rows });
            }
        }
        Some((table, rest))
    }

    /// The summed weights of class 1 and 2 against class 0.
    #[inline]
    pub fn score_three(&self, features: &Features) -> [i32; 3] {
        let (mut left, mut right) = ([0i32; SLOTS], [0i32; SLOTS]);
        for &feature in features.keys() {
            let print = print(feature);
            let Some(bucket) = self.dense.get(home(feature, self.dense.len())) else { break };
            for slot in 0..SLOTS {
                let mask = i16::from(bucket.prints[slot] == print).wrapping_neg();
                left[slot] += i32::from(mask & loud(bucket.left[slot]));
                right[slot] += i32::from(mask & loud(bucket.right[slot]));
            }
        }
        let sum = |side: [i32; SLOTS]| side.iter().sum();
        [0, sum(left), sum(right)]
    }

    /// Adds the weights of all classes to `scores`, which has one place for each.
    #[inline]
    pub fn score(&self, features: &Features, scores: &mut [i32; CLASSES]) {
        let mut starts = [0u32; Features::MOST];
        for (start, &feature) in starts.iter_mut().zip(features.keys()) {
            let print = print(feature);
            let Some(bucket) = self.sparse.get(home(feature, self.sparse.len())) else { return };
            for slot in 0..SLOTS {
                let mask = u32::from(bucket.prints[slot] == print).wrapping_neg();
                *start |= mask & bucket.rows[slot];
            }
        }
        for start in starts.iter().take(features.keys().len()) {
            let Some(([count], rest)) =
                self.rows.get(*start as usize..).and_then(|row| row.split_first_chunk())
            else {
                continue;
            };
            for pair in rest.iter().take(*count as usize) {
                scores[(pair >> 8) as usize % CLASSES] += i32::from(loud(*pair as u8 as i8));
            }
        }
    }
}

/// The most classes a table can have.
pub(super) const CLASSES: usize = 64;

/// Lays out a table for [`Table::read`]: each feature with its weights, one for each class. Features without weight are
/// left out; of those for which a bucket has no room, the lightest.
pub fn pack(classes: usize, weights: &[(Feature, Vec<i8>)]) -> Vec<u8> {
    let heaviest = |row: &[i8]| row.iter().map(|weight| weight.unsigned_abs()).max().unwrap_or(0);
    let mut kept: Vec<_> = weights.iter().filter(|(_, row)| heaviest(row) > 0).collect();
    kept.sort_by_key(|(_, row)| std::cmp::Reverse(heaviest(row)));
    let count = (kept.len() as f64 / (SLOTS as f64 * FILLED)) as usize + 1;
    let mut buckets: Vec<Vec<&(Feature, Vec<i8>)>> = vec![Vec::new(); count];
    for entry in kept {
        let bucket = &mut buckets[home(entry.0, count)];
        if bucket.len() < SLOTS && bucket.iter().all(|(there, _)| print(*there) != print(entry.0)) {
            bucket.push(entry);
        }
    }
    let mut rows: Vec<u16> = vec![0];
    let mut slots = Vec::new();
    for bucket in &buckets {
        let at = |slot: usize| bucket.get(slot);
        (0..SLOTS)
            .for_each(|slot| slots.extend(at(slot).map_or(0, |(feature, _)| print(*feature)).to_le_bytes()));
        if classes == 3 {
            for class in [1, 2] {
                slots.extend((0..SLOTS).map(|slot| at(slot).map_or(0, |(_, row)| row[class] as u8)));
            }
        } else {
            (0..SLOTS).for_each(|slot| {
                slots.extend(at(slot).map_or(0, |(_, row)| push(&mut rows, row)).to_le_bytes())
            });
        }
    }
    let numbers = [classes, count, rows.len()].map(|number| (number as u32).to_le_bytes());
    let rows = rows.iter().flat_map(|pair| pair.to_le_bytes());
    numbers.into_iter().flatten().chain(slots).chain(rows).collect()
}

/// Adds a row; gives where it starts.
fn push(rows: &mut Vec<u16>, row: &[i8]) -> u32 {
    let start = rows.len() as u32;
    let weighty = || row.iter().enumerate().filter(|(_, weight)| **weight != 0);
    rows.push(weighty().count() as u16);
    rows.extend(weighty().map(|(class, weight)| (class as u16) << 8 | u16::from(*weight as u8)));
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(values: std::ops::Range<u32>) -> Features {
        let mut features = Features::default();
        values.for_each(|value| features.add(1, value, 0, 0));
        features
    }

    #[test]
    fn dense_weights_are_read_back() {
        let weights: Vec<_> = features(0..100).keys().iter().map(|key| (*key, vec![0, 1, -2])).collect();
        let file = pack(3, &weights);
        let (table, rest) = Table::read(&file).unwrap();
        assert!(rest.is_empty());
        assert_eq!(table.score_three(&features(0..100)), [0, 100, -400]);
        assert_eq!(table.score_three(&features(100..110)), [0, 0, 0]);
    }

    #[test]
    fn sparse_weights_are_read_back() {
        let weights: Vec<_> = features(0..50).keys().iter().map(|key| (*key, vec![0, 3, 0, -1])).collect();
        let file = pack(4, &weights);
        let (table, _) = Table::read(&file).unwrap();
        let mut scores = [0; CLASSES];
        table.score(&features(40..60), &mut scores);
        assert_eq!(scores[..5], [0, 90, 0, -10, 0]);
    }

    #[test]
    fn broken_files_are_no_tables() {
        assert!(Table::read(b"").is_none());
        assert!(Table::read(&[3, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0]).is_none());
    }
}
