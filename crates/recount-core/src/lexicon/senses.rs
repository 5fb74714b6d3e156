//! What verbs and nouns around a number mean, by kind of thing told: the words of `lexicon/en/senses.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::WordMap;

/// Kinds of thing told, each with its words and phrases.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "File")]
pub struct Senses {
    names: Vec<String>,
    by_first: WordMap<Vec<Tail>>,
}

/// The words of a phrase after its first, and the number of its sense.
type Tail = (Vec<Box<str>>, usize);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    senses: BTreeMap<String, Vec<String>>,
}

impl From<File> for Senses {
    fn from(file: File) -> Senses {
        let mut by_first: BTreeMap<Box<str>, Vec<Tail>> = BTreeMap::new();
        for (number, phrases) in file.senses.values().enumerate() {
            for phrase in phrases {
                let mut words = phrase.split(' ').map(Box::from);
                if let Some(first) = words.next() {
                    by_first.entry(first).or_default().push((words.collect(), number));
                }
            }
        }
        Senses { names: file.senses.into_keys().collect(), by_first: by_first.into_iter().collect() }
    }
}

impl Senses {
    /// The phrases that begin with this word: their other words, and the number of the sense.
    pub fn starting(&self, word: &str) -> &[(Vec<Box<str>>, usize)] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a sense is called.
    pub fn name(&self, sense: usize) -> &str {
        self.names.get(sense).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn a_phrase_is_found_by_its_first_word() {
        let senses = Lexicon::builtin().senses;
        let of = |word: &str, others: &[&str]| -> Vec<String> {
            let all = senses.starting(word).iter();
            let fits = all.filter(|(tail, _)| tail.iter().map(|word| &**word).eq(others.iter().copied()));
            fits.map(|(_, sense)| senses.name(*sense).to_string()).collect()
        };
        assert_eq!(of("fly", &["home"]), ["deport", "return"]);
        assert_eq!(of("perish", &[]), ["die"]);
        assert!(of("fly", &["away"]).is_empty());
    }
}
