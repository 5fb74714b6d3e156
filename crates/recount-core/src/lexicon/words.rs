//! Word lists and tables that are asked for every word of a text: open hash tables with a fixed hash, so that asking costs
//! a few nanoseconds and nothing depends on the run. They are listed in order of their words.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// A value for each of some words.
#[derive(Debug, Clone)]
pub struct WordMap<T> {
    /// The upper half of an entry's hash, and its number from 1; 0 where empty. At least half are empty.
    slots: Vec<u64>,
    /// In order of the words.
    entries: Vec<(Box<str>, T)>,
}

/// Some words.
#[derive(Debug, Clone, Default)]
pub struct WordSet(WordMap<()>);

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        WordMap { slots: Vec::new(), entries: Vec::new() }
    }
}

impl<T> WordMap<T> {
    /// The value of a word.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&T> {
        let mask = self.slots.len().checked_sub(1)?;
        let hash = hash(word.as_bytes());
        let mut at = hash as usize;
        loop {
            let slot = *self.slots.get(at & mask)?;
            if slot == 0 {
                return None;
            }
            if slot >> 32 == hash >> 32
                && let Some((there, value)) = self.entries.get((slot as u32 as usize).wrapping_sub(1))
                && **there == *word
            {
                return Some(value);
            }
            at = at.wrapping_add(1);
        }
    }

    /// Whether the word has a value.
    #[inline]
    pub fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// All words with their values, in order of the words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(word, value)| (&**word, value))
    }

    fn of(entries: Vec<(Box<str>, T)>) -> Self {
        let size = (2 * entries.len()).next_power_of_two();
        let mut slots = vec![0; size];
        for (number, (word, _)) in entries.iter().enumerate() {
            let hash = hash(word.as_bytes());
            let mut at = hash as usize & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = hash >> 32 << 32 | (number as u64 + 1);
        }
        WordMap { slots, entries }
    }
}

impl WordSet {
    /// Whether the word is one of them.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, ())| word)
    }
}

/// Words of one text, gathered while it is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordBag<'t> {
    /// Words, or "" where empty. At least half are empty.
    slots: Vec<&'t str>,
}

impl<'t> WordBag<'t> {
    /// A bag with room for so many words.
    pub(crate) fn for_words(most: usize) -> WordBag<'t> {
        WordBag { slots: vec![""; (2 * most).next_power_of_two()] }
    }

    /// Adds a word.
    pub(crate) fn insert(&mut self, word: &'t str) {
        if let Some(slot) = self.place(word).and_then(|at| self.slots.get_mut(at)) {
            *slot = word;
        }
    }

    /// Whether the word was added.
    pub(crate) fn contains(&self, word: &str) -> bool {
        !word.is_empty()
            && self.place(word).and_then(|at| self.slots.get(at)).is_some_and(|slot| !slot.is_empty())
    }

    /// Where the word is, or the empty slot it would take.
    fn place(&self, word: &str) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let start = hash(word.as_bytes()) as usize;
        let mut places = (0..self.slots.len()).map(|step| start.wrapping_add(step) & mask);
        places.find(|at| self.slots.get(*at).is_none_or(|slot| slot.is_empty() || *slot == word))
    }
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Two overlapping stretches of up to eight bytes each for short words, all of a long one.
#[inline]
fn hash(word: &[u8]) -> u64 {
    let mut hash = (word.len() as u64).wrapping_mul(FACTOR);
    let mut rest = word;
    while rest.len() > 16 {
        let (eight, behind) = rest.split_at(8);
        hash = mixed(hash ^ number(eight));
        rest = behind;
    }
    let (first, last) = match rest.len() {
        0 => (0, 0),
        1..=3 => {
            (u64::from(rest[0]) << 16 | u64::from(rest[rest.len() / 2]) << 8, u64::from(rest[rest.len() - 1]))
        }
        4..=7 => (number(&rest[..4]), number(&rest[rest.len() - 4..])),
        _ => (number(&rest[..8]), number(&rest[rest.len() - 8..])),
    };
    mixed(mixed(hash ^ first).wrapping_add(last))
}

/// Four or eight bytes as a number.
#[inline]
fn number(bytes: &[u8]) -> u64 {
    match (<[u8; 8]>::try_from(bytes), <[u8; 4]>::try_from(bytes)) {
        (Ok(eight), _) => u64::from_le_bytes(eight),
        (_, Ok(four)) => u64::from(u32::from_le_bytes(four)),
        _ => 0,
    }
}

#[inline]
const fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(FACTOR);
    hash ^ hash >> 29
}

impl<S: Into<Box<str>>, T> FromIterator<(S, T)> for WordMap<T> {
    /// Of a word given twice the last value holds.
    fn from_iter<I: IntoIterator<Item = (S, T)>>(pairs: I) -> Self {
        let sorted: BTreeMap<Box<str>, T> =
            pairs.into_iter().map(|(word, value)| (word.into(), value)).collect();
        WordMap::of(sorted.into_iter().collect())
    }
}

impl<S: Into<Box<str>>> FromIterator<S> for WordSet {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        WordSet(words.into_iter().map(|word| (word, ())).collect())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for WordMap<T> {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        Ok(BTreeMap::<Box<str>, T>::deserialize(file)?.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for WordSet {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        Ok(Vec::<Box<str>>::deserialize(file)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<String> =
            (0..4000).map(|number| "word".repeat(number % 7) + &number.to_string()).collect();
        let map: WordMap<usize> = words.iter().map(String::as_str).zip(0..).collect();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(map.get(word), Some(&number), "{word}");
            assert_eq!(map.get(&format!("{word}x")), None);
        }
        assert!(map.iter().map(|(word, _)| word).is_sorted());
        assert_eq!(WordMap::<u8>::default().get("a"), None);
    }
}
