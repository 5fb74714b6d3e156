//! The weights of a linear model as a table in the program: an open hash table over features, laid out so that it loads
//! in a few milliseconds.
//!
//! A file is a list of tables. Each starts with three numbers of 32 bits, little-endian: the classes, the buckets and the
//! pairs of its rows. Then come the buckets, of eight features each: their prints of 16 bits, then in a *dense* table
//! (three classes) eight weights of class 1 and eight of class 2, of 8 bits each (their square roots: see [`quiet`]), and in a *sparse* one where the eight
//! rows start, in 32 bits. Then come the rows, each its length and so many pairs of class (high byte) and weight (low byte)
//! in 16 bits, and the numbers of a [`Filter`].

/// One hashed feature.
pub type Feature = u64;

/// The features of one decision.
#[derive(Debug, Clone)]
pub struct Features {
    keys: [Feature; Features::MOST],
    length: usize,
    search: Search,
}

impl Default for Features {
    fn default() -> Self {
        Features { keys: [0; Features::MOST], length: 0, search: Search::default() }
    }
}

impl Features {
    /// No template set comes near.
    pub const MOST: usize = 128;

    /// Forgets all.
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Adds the feature `a`, `b`, `c` of a template. Templates are numbered from 1 and a value of 0 means "nothing here".
    #[inline]
    pub fn add(&mut self, template: u32, a: u32, b: u32, c: u32) {
        self.keys[self.length % Features::MOST] = mix(template, a, b, c);
        self.length += 1;
    }

    /// The features, in the order in which they were added.
    #[inline]
    pub fn keys(&self) -> &[Feature] {
        self.keys.get(..self.length).unwrap_or(&self.keys)
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

/// Eight features: their prints, and a value of 16 bits for each, four in a number. In a table of three classes the value is
/// the weights of class 1 (low byte) and 2 (high byte) against class 0, else the number of the feature's row.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Bucket {
    prints: [u64; SLOTS / 4],
    values: [u64; SLOTS / 4],
}

/// One in each of four parts of a number.
const ONES: u64 = 0x0001_0001_0001_0001;

/// The highest bit of those of four parts that are zero.
#[inline]
const fn zeros(parts: u64) -> u64 {
    let high = ONES << 15;
    !(((parts & !high) + !high) | parts) & high
}

impl Bucket {
    /// The value of the feature of this print, and whether it is here. Eight slots are compared at once.
    #[inline]
    const fn value(&self, print: u16) -> (u16, bool) {
        let print = print as u64 * ONES;
        let found = zeros(self.prints[0] ^ print) >> 15 | zeros(self.prints[1] ^ print) >> 14;
        let bit = found.trailing_zeros() as usize;
        ((self.values[bit % 2] >> (bit & 0x30)) as u16, found != 0)
    }
}

/// Which features a table may have: two bits of one number for each, set by one in seven of all others. Small enough to stay
/// close to the processor, where the table is not.
#[derive(Debug, Clone, Default)]
struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    /// The numbers of a filter for a table of so many slots.
    const fn length(slots: usize) -> usize {
        (slots / 32).next_power_of_two()
    }

    /// The number that has the bits of a feature, among so many, and these bits.
    #[inline]
    const fn place(feature: Feature, length: usize) -> (usize, u64) {
        (
            (feature >> 28) as usize & length.wrapping_sub(1),
            1 << (feature >> 16 & 63) | 1 << (feature >> 22 & 63),
        )
    }

    /// One where the feature may be there, else zero.
    #[inline]
    fn may_hold(&self, feature: Feature) -> usize {
        let (at, bits) = Filter::place(feature, self.bits.len());
        usize::from(self.bits.get(at).copied().unwrap_or(0) & bits == bits)
    }
}

/// Room for looking up the features of one decision.
#[derive(Debug, Clone)]
struct Search {
    likely: [Feature; Features::MOST],
    buckets: [Bucket; Features::MOST],
    values: [u16; Features::MOST],
    /// The numbers of the light rows and the heavy ones among what was found.
    numbers: [[u16; Features::MOST]; 2],
    light: [Light; Features::MOST],
    heavy: [Heavy; Features::MOST],
}

impl Default for Search {
    fn default() -> Self {
        Search {
            likely: [0; Features::MOST],
            buckets: [Bucket::default(); Features::MOST],
            values: [0; Features::MOST],
            numbers: [[0; Features::MOST]; 2],
            light: [Light::default(); Features::MOST],
            heavy: [Heavy::default(); Features::MOST],
        }
    }
}

impl Search {
    /// The values of those features that a table has. Nothing branches on what that is, and what is far away is fetched in
    /// loops that do nothing else, so that the memory's delays overlap: most features are in no table, and which are cannot
    /// be foretold.
    #[inline]
    fn values(&mut self, features: &[Feature], table: &Table) -> &[u16] {
        let mut likely = 0;
        for &feature in features {
            self.likely[likely % Features::MOST] = feature;
            likely += table.filter.may_hold(feature);
        }
        let likely = self.likely.get(..likely).unwrap_or(&self.likely);
        let buckets = table.buckets.len();
        for (bucket, &feature) in self.buckets.iter_mut().zip(likely) {
            *bucket = table.buckets.get(home(feature, buckets)).copied().unwrap_or_default();
        }
        let mut count = 0;
        for (bucket, &feature) in self.buckets.iter().zip(likely) {
            let (value, found) = bucket.value(print(feature));
            self.values[count % Features::MOST] = value;
            count += usize::from(found);
        }
        self.values.get(..count).unwrap_or(&self.values)
    }

    /// The rows of those features that a table has.
    #[inline]
    fn rows(&mut self, features: &[Feature], table: &Table) -> (&[Light], &[Heavy]) {
        let count = self.values(features, table).len();
        let Search { values, numbers: [lights, heavies], light, heavy, .. } = self;
        let (mut few, mut many) = (0, 0);
        for &number in values.iter().take(count) {
            lights[few % Features::MOST] = number;
            heavies[many % Features::MOST] = u16::MAX - number;
            let is_light = usize::from(number) < table.light.len();
            few += usize::from(is_light);
            many += usize::from(!is_light);
        }
        for (row, &number) in light.iter_mut().zip(lights.iter().take(few)) {
            *row = table.light.get(usize::from(number)).copied().unwrap_or_default();
        }
        for (row, &number) in heavy.iter_mut().zip(heavies.iter().take(many)) {
            *row = table.heavy.get(usize::from(number)).copied().unwrap_or_default();
        }
        (light.get(..few).unwrap_or(light), heavy.get(..many).unwrap_or(heavy))
    }
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
    filter: Filter,
    buckets: Vec<Bucket>,
    /// Numbered from 0 upwards.
    light: Vec<Light>,
    /// Numbered from 65,535 downwards.
    heavy: Vec<Heavy>,
}

/// The most pairs of a light row.
const FEW: usize = 8;

/// A row of few classes: pairs of class (high byte) and weight (low byte).
#[derive(Debug, Clone, Copy)]
struct Light([u16; FEW]);

impl Default for Light {
    /// A row without weights. Each of its pairs has a class of its own, which no table uses, so that adding one does not wait
    /// for the one before.
    fn default() -> Self {
        Light([63 << 8, 62 << 8, 61 << 8, 60 << 8, 59 << 8, 58 << 8, 57 << 8, 56 << 8])
    }
}

/// A row of many classes: a weight for each, in 8 bits.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Heavy([i8; CLASSES]);

impl Default for Heavy {
    fn default() -> Self {
        Heavy([0; CLASSES])
    }
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
        let (bits, rest) = rest.split_at_checked(Filter::length(buckets * SLOTS) * 8)?;
        let bits = bits.chunks_exact(8).map(|bits| number_at(bits, 0)).collect();
        let rows: Vec<u16> = pairs(rows).collect();
        let mut table = Table { filter: Filter { bits }, ..Table::default() };
        for bucket in slots.chunks_exact(width) {
            let (prints, values) = bucket.split_at(2 * SLOTS);
            let bytes = |side| number_at(values, side).to_le_bytes();
            let value = |slot: usize| {
                if classes == 3 {
                    return Some(u16::from_le_bytes([bytes(0)[slot], bytes(1)[slot]]));
                }
                let start = (number_at(values, slot / 2) >> (slot % 2 * 32)) as u32;
                table.row(rows.get(start as usize..).unwrap_or(&[]))
            };
            let values = (0..SLOTS).map(value).collect::<Option<Vec<u16>>>()?;
            let four = |at: usize| (0..4).map(|slot| u64::from(values[4 * at + slot]) << (16 * slot)).sum();
            let prints = std::array::from_fn(|four| number_at(prints, four));
            table.buckets.push(Bucket { prints, values: std::array::from_fn(four) });
        }
        Some((table, rest))
    }

    /// Takes in the row that these numbers start with, its length first. Gives its number; none where no more rows can be
    /// numbered.
    fn row(&mut self, row: &[u16]) -> Option<u16> {
        let row = row.split_first().and_then(|(length, row)| row.get(..usize::from(*length))).unwrap_or(&[]);
        if row.is_empty() {
            return Some(0);
        }
        let number = if row.len() <= FEW { self.light.len() } else { self.heavy.len() };
        if self.light.len() + self.heavy.len() > usize::from(u16::MAX) {
            return None;
        }
        if row.len() <= FEW {
            let mut light = Light::default();
            light.0.iter_mut().zip(row).for_each(|(pair, weighty)| *pair = *weighty);
            self.light.push(light);
            return Some(number as u16);
        }
        let mut heavy = Heavy::default();
        for pair in row {
            if let Some(weight) = heavy.0.get_mut(usize::from(pair >> 8)) {
                *weight = *pair as u8 as i8;
            }
        }
        self.heavy.push(heavy);
        Some(u16::MAX - number as u16)
    }

    /// The summed weights of class 1 and 2 against class 0.
    #[inline]
    pub fn score_three(&self, features: &mut Features) -> [i32; 3] {
        let Features { keys, length, search } = features;
        let (mut left, mut right) = (0, 0);
        for value in search.values(keys.get(..*length).unwrap_or(keys), self) {
            left += i32::from(loud(*value as i8));
            right += i32::from(loud((*value >> 8) as i8));
        }
        [0, left, right]
    }

    /// Adds the weights of all classes to `scores`, which has one place for each.
    #[inline]
    pub fn score(&self, features: &mut Features, scores: &mut [i32; CLASSES]) {
        let Features { keys, length, search } = features;
        let (light, heavy) = search.rows(keys.get(..*length).unwrap_or(keys), self);
        for row in heavy {
            scores.iter_mut().zip(row.0).for_each(|(score, weight)| *score += i32::from(loud(weight)));
        }
        for pair in light.iter().flat_map(|row| row.0) {
            scores[usize::from(pair >> 8) % CLASSES] += i32::from(loud(pair as u8 as i8));
        }
    }
}

/// The eight bytes at eight times `at`, as a number.
fn number_at(bytes: &[u8], at: usize) -> u64 {
    bytes.chunks_exact(8).nth(at).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// The places for classes, of which tables use at most 56.
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
    let mut bits = vec![0u64; Filter::length(count * SLOTS)];
    for (feature, _) in buckets.into_iter().flatten() {
        let (at, two) = Filter::place(*feature, bits.len());
        bits[at] |= two;
    }
    let bits = bits.iter().flat_map(|bits| bits.to_le_bytes());
    numbers.into_iter().flatten().chain(slots).chain(rows).chain(bits).collect()
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
        assert_eq!(table.score_three(&mut features(0..100)), [0, 100, -400]);
        assert_eq!(table.score_three(&mut features(100..110)), [0, 0, 0]);
    }

    #[test]
    fn sparse_weights_are_read_back() {
        let weights: Vec<_> = features(0..50).keys().iter().map(|key| (*key, vec![0, 3, 0, -1])).collect();
        let file = pack(4, &weights);
        let (table, _) = Table::read(&file).unwrap();
        let mut scores = [0; CLASSES];
        table.score(&mut features(40..60), &mut scores);
        assert_eq!(scores[..5], [0, 90, 0, -10, 0]);
    }

    #[test]
    fn broken_files_are_no_tables() {
        assert!(Table::read(b"").is_none());
        assert!(Table::read(&[3, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0]).is_none());
    }
}
