//! The weights of a linear model as a table in the program: an open hash table over features, laid out so that it is
//! read where it stands.
//!
//! A file is a list of tables. Each starts with four numbers of 32 bits, little-endian: the classes, the slots, the
//! bytes of its rows, and zero. Then come the slots: a print of the feature in 16
//! bits (0 for an empty slot) and, in a *dense* table (3 classes), the weights of class 1 and 2 against class 0 in 8 bits
//! each; in a *sparse* one the offset of its row in 32 bits. A row is a count and so many pairs of class and weight.

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

const HEADER: usize = 16;
const DENSE_SLOT: usize = 4;
const SPARSE_SLOT: usize = 6;

/// The print that tells features of one slot apart; never 0.
#[inline]
fn print(feature: Feature) -> u16 {
    (feature as u16) | 1
}

/// The slot where the search for a feature starts.
#[inline]
fn home(feature: Feature, slots: usize) -> usize {
    (((feature >> 32) * slots as u64) >> 32) as usize
}

/// A table of weights.
#[derive(Debug, Clone, Copy, Default)]
pub struct Table {
    slots: &'static [u8],
    rows: &'static [u8],
    count: usize,
    classes: usize,
}

impl Table {
    /// Reads the first table of a file; gives what follows it.
    pub fn read(file: &'static [u8]) -> Option<(Table, &'static [u8])> {
        let number = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize);
        let (classes, count, rows) = (number(0)?, number(4)?, number(8)?);
        let width = if classes == 3 { DENSE_SLOT } else { SPARSE_SLOT };
        let (slots, rest) = file.get(HEADER..)?.split_at_checked(count.checked_mul(width)?)?;
        let (rows, rest) = rest.split_at_checked(rows)?;
        (count > 0).then_some((Table { slots, rows, count, classes }, rest))
    }

    /// How many classes it decides between.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The summed weights of class 1 and 2 against class 0.
    #[inline]
    pub fn score_three(&self, features: &Features) -> [i32; 3] {
        let mut scores = [0i32; 3];
        for &feature in features.keys() {
            let print = print(feature).to_le_bytes();
            let mut slot = home(feature, self.count);
            while let Some(&[low, high, left, right]) =
                self.slots.get(slot * DENSE_SLOT..slot * DENSE_SLOT + DENSE_SLOT)
            {
                if [low, high] == print {
                    scores[1] += i32::from(left as i8);
                    scores[2] += i32::from(right as i8);
                    break;
                }
                if [low, high] == [0, 0] {
                    break;
                }
                slot = if slot + 1 < self.count { slot + 1 } else { 0 };
            }
        }
        scores
    }

    /// Adds the weights of all classes to `scores`, which has one place for each.
    #[inline]
    pub fn score(&self, features: &Features, scores: &mut [i32]) {
        for &feature in features.keys() {
            for pair in self.row(feature).chunks_exact(2) {
                if let (&[class, weight], true) = (pair, pair.len() == 2)
                    && let Some(score) = scores.get_mut(class as usize)
                {
                    *score += i32::from(weight as i8);
                }
            }
        }
    }

    #[inline]
    fn row(&self, feature: Feature) -> &'static [u8] {
        let print = print(feature).to_le_bytes();
        let mut slot = home(feature, self.count);
        while let Some(&[low, high, a, b, c, d]) =
            self.slots.get(slot * SPARSE_SLOT..slot * SPARSE_SLOT + SPARSE_SLOT)
        {
            if [low, high] == print {
                let offset = u32::from_le_bytes([a, b, c, d]) as usize;
                let pairs = self.rows.get(offset).map_or(0, |count| *count as usize);
                return self.rows.get(offset + 1..offset + 1 + 2 * pairs).unwrap_or(&[]);
            }
            if [low, high] == [0, 0] {
                break;
            }
            slot = if slot + 1 < self.count { slot + 1 } else { 0 };
        }
        &[]
    }
}

/// Lays out a table for [`Table::read`]: each feature with its weights, one for each class. Features without weight are
/// left out, and of two that cannot be told apart the first stays.
pub fn pack(classes: usize, weights: &[(Feature, Vec<i8>)]) -> Vec<u8> {
    let dense = classes == 3;
    let kept: Vec<_> = weights.iter().filter(|(_, row)| row.iter().any(|weight| *weight != 0)).collect();
    let count = kept.len() * 4 / 3 + 2;
    let mut slots: Vec<Option<(u16, u32)>> = vec![None; count];
    let mut rows = Vec::new();
    for (feature, row) in kept {
        let mut slot = home(*feature, count);
        while slots[slot].is_some_and(|(there, _)| there != print(*feature)) {
            slot = (slot + 1) % count;
        }
        if slots[slot].is_some() {
            continue;
        }
        let value = if dense {
            u32::from(row[1] as u8) | u32::from(row[2] as u8) << 8
        } else {
            let offset = rows.len() as u32;
            let pairs = row.iter().enumerate().filter(|(_, weight)| **weight != 0);
            rows.push(pairs.clone().count() as u8);
            pairs.for_each(|(class, weight)| rows.extend([class as u8, *weight as u8]));
            offset
        };
        slots[slot] = Some((print(*feature), value));
    }
    let mut file = Vec::new();
    for number in [classes, count, rows.len(), 0] {
        file.extend((number as u32).to_le_bytes());
    }
    for slot in slots {
        let (print, value) = slot.unwrap_or_default();
        file.extend(print.to_le_bytes());
        file.extend(&value.to_le_bytes()[..if dense { 2 } else { 4 }]);
    }
    file.extend(rows);
    file
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
        let file = pack(3, &weights).leak();
        let (table, rest) = Table::read(file).unwrap();
        assert!(rest.is_empty());
        assert_eq!(table.score_three(&features(0..100)), [0, 100, -200]);
        assert_eq!(table.score_three(&features(100..110)), [0, 0, 0]);
    }

    #[test]
    fn sparse_weights_are_read_back() {
        let weights: Vec<_> = features(0..50).keys().iter().map(|key| (*key, vec![0, 3, 0, -1])).collect();
        let (table, _) = Table::read(pack(4, &weights).leak()).unwrap();
        let mut scores = [0; 4];
        table.score(&features(40..60), &mut scores);
        assert_eq!(scores, [0, 30, 0, -10]);
    }

    #[test]
    fn broken_files_are_no_tables() {
        assert!(Table::read(b"").is_none());
        assert!(Table::read(&[3, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0]).is_none());
    }
}
