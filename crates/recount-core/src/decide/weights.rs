//! The weights of every slot, and the file they are kept in.
//!
//! A file is a table a slot, in the slots' order: the number of its columns, the number of its rows, the scale, the rows' keys in
//! rising order, then the rows, a signed byte a column. Little-endian throughout.

use super::{Choice, Decider, Features, Slot};
use crate::span::Span;

/// The weights of one slot: a row a feature, a column a label; proposals are weighed by one column.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: usize,
    scale: f32,
    keys: Vec<u32>,
    rows: Vec<i8>,
    /// Where the rows of each first byte and a bit of a key begin, so that few keys are compared.
    starts: Vec<u32>,
    /// A bit for each of the last bits that a key of the table has: most of what is said of a proposal was never learnt, and is turned away
    /// here.
    known: Vec<u64>,
}

/// Bits of `known` for each key, at least.
const BITS_A_KEY: usize = 8;

/// The keys are set apart by so many of their first bits.
const FIRST_BITS: u32 = 14;

impl Table {
    /// A table of these rows, in rising order of their keys. A weight is its byte times `scale`.
    pub fn new(columns: usize, scale: f32, rows: &[(u32, Vec<i8>)]) -> Table {
        let keys = rows.iter().map(|(key, _)| *key).collect();
        let rows = rows.iter().flat_map(|(_, row)| row.iter().copied()).collect();
        Table { columns, scale, keys, rows, ..Table::default() }.indexed()
    }

    fn indexed(mut self) -> Table {
        let first = |key: u32| key >> (32 - FIRST_BITS);
        let mut starts = Vec::with_capacity((1 << FIRST_BITS) + 1);
        for bits in 0..1u32 << FIRST_BITS {
            starts.push(self.keys.partition_point(|key| first(*key) < bits) as u32);
        }
        starts.push(self.keys.len() as u32);
        self.starts = starts;
        self.known = vec![0; (self.keys.len() * BITS_A_KEY).next_power_of_two().div_ceil(64)];
        for key in &self.keys {
            let (word, bit) = place(*key, self.known.len());
            if let Some(known) = self.known.get_mut(word) {
                *known |= bit;
            }
        }
        self
    }

    /// How many labels it tells apart; 0 where it was never trained.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The weights of one feature.
    fn row(&self, key: u32) -> Option<&[i8]> {
        let (word, bit) = place(key, self.known.len());
        if self.known.get(word)? & bit == 0 {
            return None;
        }
        let bits = (key >> (32 - FIRST_BITS)) as usize;
        let (from, to) = (*self.starts.get(bits)? as usize, *self.starts.get(bits + 1)? as usize);
        let at = from + self.keys.get(from..to)?.binary_search(&key).ok()?;
        self.rows.get(at * self.columns..(at + 1) * self.columns)
    }

    /// What the features say for each label.
    pub fn scores(&self, features: &Features) -> Vec<f32> {
        let mut sums = vec![0i32; self.columns];
        for row in features.keys().iter().filter_map(|key| self.row(*key)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight);
            }
        }
        sums.into_iter().map(|sum| sum as f32 * self.scale).collect()
    }

    /// What the features say for a proposal.
    pub fn sum(&self, features: &Features) -> f32 {
        self.scores(features).first().copied().unwrap_or(0.0)
    }

    /// What each feature says for one label, by its name: the strongest first.
    pub fn reasons(&self, features: &Features, column: usize) -> Vec<(String, f32)> {
        let named = features.names().iter().zip(features.keys());
        let weight =
            |key: u32| self.row(key).and_then(|row| row.get(column)).map_or(0.0, |it| f32::from(*it));
        let mut reasons: Vec<(String, f32)> =
            named.map(|(name, key)| (name.clone(), weight(*key) * self.scale)).collect();
        reasons.retain(|(_, weight)| *weight != 0.0);
        reasons.sort_by(|one, two| two.1.abs().total_cmp(&one.1.abs()).then_with(|| one.0.cmp(&two.0)));
        reasons
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.columns as u32).to_le_bytes());
        out.extend((self.keys.len() as u32).to_le_bytes());
        out.extend(self.scale.to_le_bytes());
        self.keys.iter().for_each(|key| out.extend(key.to_le_bytes()));
        out.extend(self.rows.iter().map(|weight| *weight as u8));
    }

    pub(super) fn read(bytes: &mut &[u8]) -> Option<Table> {
        let columns = u32::from_le_bytes(take(bytes)?) as usize;
        let count = u32::from_le_bytes(take(bytes)?) as usize;
        let scale = f32::from_le_bytes(take(bytes)?);
        let keys = bytes.get(..count.checked_mul(4)?)?;
        let rows = bytes.get(keys.len()..keys.len().checked_add(count.checked_mul(columns)?)?)?;
        *bytes = bytes.get(keys.len() + rows.len()..)?;
        let keys =
            keys.chunks_exact(4).map(|key| u32::from_le_bytes([key[0], key[1], key[2], key[3]])).collect();
        let rows = rows.iter().map(|weight| *weight as i8).collect();
        Some(Table { columns, scale, keys, rows, ..Table::default() }.indexed())
    }
}

/// Where the bit of a key stands in so many words, a power of two.
fn place(key: u32, words: usize) -> (usize, u64) {
    ((key as usize >> 6) & words.saturating_sub(1), 1 << (key & 63))
}

fn take(bytes: &mut &[u8]) -> Option<[u8; 4]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

/// The weights of every slot.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    tables: Vec<Table>,
}

impl Weights {
    /// The weights that are built in.
    pub fn builtin() -> Weights {
        Weights::read(include_bytes!("../../data/reading.weights")).unwrap_or_default()
    }

    /// The weights of a file; none where it is not of the form.
    pub fn read(mut bytes: &[u8]) -> Option<Weights> {
        let tables = Slot::ALL.iter().map(|_| Table::read(&mut bytes)).collect::<Option<Vec<Table>>>()?;
        bytes.is_empty().then_some(Weights { tables })
    }

    /// Weights of these tables, one a slot in the slots' order.
    pub fn new(tables: Vec<Table>) -> Weights {
        Weights { tables }
    }

    /// The file of these weights.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.tables.iter().for_each(|table| table.write(&mut out));
        out
    }

    /// The weights of one slot, where it was trained.
    pub fn table(&self, slot: Slot) -> Option<&Table> {
        self.tables.get(slot as usize).filter(|table| table.columns > 0)
    }
}

impl Decider for Weights {
    fn label(&self, slot: Slot, _: Span, features: &Features, labels: &[&str]) -> Option<usize> {
        let scores = self.table(slot)?.scores(features);
        best(scores.into_iter().take(labels.len()))
    }

    fn choose(&self, slot: Slot, _: Span, choices: &[Choice]) -> Option<usize> {
        let table = self.table(slot)?;
        best(choices.iter().map(|choice| table.sum(&choice.features)))
    }

    fn lead(&self, slot: Slot, _: Span, [one, two]: &[Choice; 2]) -> Option<f32> {
        let table = self.table(slot)?;
        Some(table.sum(&two.features) - table.sum(&one.features))
    }
}

/// The number of the highest, the first of equals.
fn best(scores: impl Iterator<Item = f32>) -> Option<usize> {
    scores.enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(names: &[&str]) -> Features {
        let mut features = Features::new(true);
        names.iter().for_each(|name| features.put(name, &[]));
        features
    }

    fn table() -> Table {
        let mut rows: Vec<(u32, Vec<i8>)> =
            vec![(features(&["a"]).keys()[0], vec![3, -1]), (features(&["b"]).keys()[0], vec![-4, 2])];
        rows.sort();
        Table::new(2, 0.5, &rows)
    }

    #[test]
    fn weights_add_up() {
        assert_eq!(table().scores(&features(&["a", "b", "c"])), [-0.5, 0.5]);
        assert_eq!(table().scores(&features(&["c"])), [0.0, 0.0]);
    }

    #[test]
    fn reasons_name_what_decided() {
        let reasons = table().reasons(&features(&["a", "b", "c"]), 0);
        assert_eq!(reasons, [("b".to_string(), -2.0), ("a".to_string(), 1.5)]);
    }

    #[test]
    fn every_slot_was_learnt() {
        let weights = Weights::builtin();
        for slot in Slot::ALL {
            assert!(weights.table(slot).is_some(), "{}", slot.name());
        }
        assert_eq!(Weights::read(&weights.bytes()).map(|again| again.bytes()), Some(weights.bytes()));
    }

    #[test]
    fn a_broken_file_gives_no_weights() {
        let bytes = Weights::builtin().bytes();
        assert!(Weights::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Weights::read(b"").is_none());
        assert!(Weights::read(&[0xff; 64]).is_none());
    }
}
