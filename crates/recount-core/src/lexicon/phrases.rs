//! Phrases of one or more words, looked up from a place in a sequence of words.

use std::collections::BTreeMap;

use super::words::WordMap;

/// Phrases with a value each, indexed by their first word; the longest that fits wins.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: WordMap<Vec<Tail<T>>>,
}

/// The words of a phrase after its first, and its value.
type Tail<T> = (Vec<Box<str>>, T);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: WordMap::default() }
    }
}

impl<T: Copy> Phrases<T> {
    /// The longest phrase that the words begin with: how many words it has, and its value.
    pub fn longest<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(usize, T)> {
        let mut rest = words;
        let phrases = self.by_first.get(rest.next()?)?;
        phrases.iter().find_map(|(tail, value)| {
            let mut words = rest.clone();
            tail.iter().all(|word| words.next() == Some(word)).then_some((tail.len() + 1, *value))
        })
    }
}

impl<S: AsRef<str>, T> FromIterator<(S, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (S, T)>>(pairs: I) -> Self {
        let mut by_first: BTreeMap<Box<str>, Vec<Tail<T>>> = BTreeMap::new();
        for (phrase, value) in pairs {
            let mut words = phrase.as_ref().split(' ').map(Box::from);
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push((words.collect(), value));
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
        }
        Phrases { by_first: by_first.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let phrases: Phrases<u8> = [("more", 1), ("more than", 2), ("less", 3)].into_iter().collect();
        let longest = |words: &str| phrases.longest(words.split(' '));
        assert_eq!(longest("more than five"), Some((2, 2)));
        assert_eq!(longest("more or less"), Some((1, 1)));
        assert_eq!(longest("than more"), None);
    }
}
