//! The weights of every slot, and the file they are kept in.
//!
//! A file is a table a slot, in the slots' order: the number of its columns, the number of its rows, the scale, the rows' keys in
//! rising order, then the rows, a signed byte a column. Little-endian throughout.

use super::{Choice, Decider, Features, Slot};
use crate::span::Span;

/// The weights of one slot: a row a feature, a column a label; proposals are weighed by one column. A hash table that hardly branches: much of
/// what is said of a proposal was never learnt, and which is cannot be foretold.
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: usize,
    scale: f32,
    /// The keys, each in the bucket that its first bits say or, where that is full, in the next that is not.
    buckets: Vec<Bucket>,
    /// A row for each slot of each bucket, as long as [`Table::width`] says.
    rows: Vec<i8>,
    /// Two bits of one number for each key, far smaller than the table: what was never learnt is turned away here.
    known: Vec<u64>,
}

/// Eight keys, the free slots last.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Bucket([u32; SLOTS]);

/// Keys that share a bucket at most.
const SLOTS: usize = 8;

/// Keys that share a bucket, about.
const KEYS_A_BUCKET: usize = 4;

/// No key: what would be called so is called 1.
const FREE: u32 = 0;

/// Bits of `known` for each key, at least.
const BITS_A_KEY: usize = 8;

/// No slot tells apart as many labels.
const MOST_COLUMNS: usize = 256;

/// Keys that are looked up at once.
const BATCH: usize = 128;

/// Weights of a row that are added at once.
const LANES: usize = 8;

impl Bucket {
    /// A bit for each slot that has this key.
    #[inline]
    fn slots(&self, key: u32) -> u32 {
        self.0.iter().enumerate().map(|(slot, there)| u32::from(*there == key) << slot).sum()
    }

    #[inline]
    fn is_full(&self) -> bool {
        self.0[SLOTS - 1] != FREE
    }
}

impl Table {
    /// A table of these rows, in rising order of their keys. A weight is its byte times `scale`.
    pub fn new(columns: usize, scale: f32, rows: &[(u32, Vec<i8>)]) -> Table {
        let mut table = Table::empty(columns, scale, rows.len());
        rows.iter().for_each(|(key, row)| table.insert(*key, row));
        table
    }

    /// With room for so many keys.
    fn empty(columns: usize, scale: f32, keys: usize) -> Table {
        let buckets = vec![Bucket::default(); keys / KEYS_A_BUCKET + 1];
        let known = vec![0; (keys * BITS_A_KEY).next_power_of_two().div_ceil(64)];
        let mut table = Table { columns, scale, buckets, known, ..Table::default() };
        table.rows = vec![0; table.buckets.len() * SLOTS * table.width()];
        table
    }

    fn insert(&mut self, key: u32, row: &[i8]) {
        let (key, width, count) = (key.max(1), self.width(), self.buckets.len());
        let (word, bits) = place(key, self.known.len());
        self.known.get_mut(word).into_iter().for_each(|known| *known |= bits);
        let free = |at: usize| Some(at * SLOTS + self.buckets.get(at)?.slots(FREE).trailing_zeros() as usize);
        let near = (self.home(key)..count).chain(0..count).find(|at| !self.buckets[*at].is_full());
        let Some(number) = near.and_then(free) else { return };
        self.buckets[number / SLOTS].0[number % SLOTS] = key;
        let room = self.rows.iter_mut().skip(number * width);
        room.zip(row.iter().take(width)).for_each(|(room, weight)| *room = *weight);
    }

    /// The length of a row: its columns and zeros, so that no row lies across more lines of memory than it must.
    fn width(&self) -> usize {
        if self.columns > LANES {
            self.columns.next_multiple_of(LANES)
        } else {
            self.columns.next_power_of_two()
        }
    }

    /// The bucket that a key's first bits say.
    #[inline]
    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.buckets.len() as u64) >> 32) as usize
    }

    /// How many labels it tells apart; 0 where it was never trained.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Puts the number of each row that these keys have into `numbers`, and says how many. What is far away is fetched in loops that
    /// branch on nothing, so that the memory's delays overlap.
    #[inline]
    fn found(&self, keys: &[u32], numbers: &mut [u32; BATCH]) -> usize {
        let (mut likely, mut few) = ([0; BATCH], 0);
        for key in keys.iter().take(BATCH).map(|key| (*key).max(1)) {
            likely[few % BATCH] = key;
            let (word, bits) = place(key, self.known.len());
            few += usize::from(self.known.get(word).copied().unwrap_or(0) & bits == bits);
        }
        let mut found = 0;
        for &key in likely.iter().take(few) {
            let mut at = self.home(key);
            let mut bucket = self.buckets.get(at).copied().unwrap_or_default();
            let mut slots = bucket.slots(key);
            // One bucket in fifty is full.
            while slots == 0 && bucket.is_full() {
                at = (at + 1) % self.buckets.len();
                bucket = self.buckets.get(at).copied().unwrap_or_default();
                slots = bucket.slots(key);
            }
            numbers[found % BATCH] = at as u32 * SLOTS as u32 + slots.trailing_zeros();
            found += usize::from(slots != 0);
        }
        found
    }

    /// The rows of these keys that the table has.
    fn each_row(&self, keys: &[u32], mut with: impl FnMut(&[i8])) {
        let (mut numbers, width) = ([0; BATCH], self.width());
        for batch in keys.chunks(BATCH) {
            let found = self.found(batch, &mut numbers);
            for number in numbers.iter().take(found) {
                let start = *number as usize * width;
                with(self.rows.get(start..start + width).unwrap_or(&[]));
            }
        }
    }

    /// What the features say for each label.
    pub fn scores(&self, features: &Features) -> Vec<f32> {
        let mut sums = Vec::new();
        self.add(features, &mut sums);
        self.scaled(&sums).collect()
    }

    /// Adds the bytes of these features' rows to those of others.
    pub(super) fn add(&self, features: &Features, sums: &mut Vec<i32>) {
        sums.resize(self.width(), 0);
        self.each_row(features.keys(), |row| {
            for (sums, row) in sums.chunks_mut(LANES).zip(row.chunks(LANES)) {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(*weight));
            }
        });
    }

    /// What sums of bytes say for each label.
    pub(super) fn scaled(&self, sums: &[i32]) -> impl Iterator<Item = f32> {
        sums.iter().take(self.columns).map(|sum| *sum as f32 * self.scale)
    }

    /// What the features say for a proposal.
    pub fn sum(&self, features: &Features) -> f32 {
        let mut sum = 0;
        self.each_row(features.keys(), |row| sum += row.first().map_or(0, |weight| i32::from(*weight)));
        sum as f32 * self.scale
    }

    /// What each feature says for one label, by its name: the strongest first.
    pub fn reasons(&self, features: &Features, column: usize) -> Vec<(String, f32)> {
        let named = features.names().iter().zip(features.keys());
        let weight = |key: u32| {
            let mut weight = 0.0;
            self.each_row(&[key], |row| weight = row.get(column).map_or(0.0, |it| f32::from(*it)));
            weight
        };
        let mut reasons: Vec<(String, f32)> =
            named.map(|(name, key)| (name.clone(), weight(*key) * self.scale)).collect();
        reasons.retain(|(_, weight)| *weight != 0.0);
        reasons.sort_by(|one, two| two.1.abs().total_cmp(&one.1.abs()).then_with(|| one.0.cmp(&two.0)));
        reasons
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let keys = self.buckets.iter().flat_map(|bucket| bucket.0);
        let mut rows: Vec<(u32, &[i8])> = keys.zip(self.rows.chunks_exact(self.width().max(1))).collect();
        rows.retain(|(key, _)| *key != FREE);
        rows.sort_unstable_by_key(|(key, _)| *key);
        out.extend((self.columns as u32).to_le_bytes());
        out.extend((rows.len() as u32).to_le_bytes());
        out.extend(self.scale.to_le_bytes());
        rows.iter().for_each(|(key, _)| out.extend(key.to_le_bytes()));
        out.extend(
            rows.iter().flat_map(|(_, row)| row.iter().take(self.columns)).map(|weight| *weight as u8),
        );
    }

    pub(super) fn read(bytes: &mut &[u8]) -> Option<Table> {
        let columns = u32::from_le_bytes(take(bytes)?) as usize;
        let count = u32::from_le_bytes(take(bytes)?) as usize;
        let scale = f32::from_le_bytes(take(bytes)?);
        if columns > MOST_COLUMNS {
            return None;
        }
        let keys = bytes.get(..count.checked_mul(4)?)?;
        let rows = bytes.get(keys.len()..keys.len().checked_add(count.checked_mul(columns)?)?)?;
        *bytes = bytes.get(keys.len() + rows.len()..)?;
        let mut table = Table::empty(columns, scale, count);
        let mut row = Vec::with_capacity(columns);
        for (key, weights) in keys.as_chunks().0.iter().zip(rows.chunks_exact(columns.max(1))) {
            row.clear();
            row.extend(weights.iter().map(|weight| *weight as i8));
            table.insert(u32::from_le_bytes(*key), &row);
        }
        Some(table)
    }
}

/// Where the bits of a key stand in so many numbers, a power of two.
#[inline]
fn place(key: u32, numbers: usize) -> (usize, u64) {
    ((key as usize >> 6) & numbers.saturating_sub(1), 1 << (key & 63) | 1 << (key >> 26))
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
