//! Words by what they are like: the classes of WordNet that a word's first senses belong to, as verb and as noun.
//!
//! `data/kin.txt` is made from Princeton's WordNet 3.1 by `tools/kin/make`; its licence stands beside it.

use super::words::WordMap;

/// The classes of words.
#[derive(Debug, Clone, Default)]
pub struct Kin {
    words: WordMap<Classes>,
}

#[derive(Debug, Clone, Default)]
struct Classes {
    verb: Box<[Box<str>]>,
    noun: Box<[Box<str>]>,
}

impl Kin {
    pub(super) fn builtin() -> Kin {
        let line = |line: &str| {
            let mut parts = line.split(' ');
            let word: Box<str> = parts.next()?.into();
            let (verb, noun) =
                parts.map(Box::from).partition::<Vec<Box<str>>, _>(|class| class.starts_with('v'));
            Some((word, Classes { verb: verb.into(), noun: noun.into() }))
        };
        Kin { words: include_str!("../../data/kin.txt").lines().filter_map(line).collect() }
    }

    /// What a verb is like, by its dictionary form: names of classes, the narrowest of its first sense first.
    pub fn of_verb(&self, lemma: &str) -> &[Box<str>] {
        self.words.get(lemma).map_or(&[], |classes| &classes.verb)
    }

    /// What a noun is like.
    pub fn of_noun(&self, lemma: &str) -> &[Box<str>] {
        self.words.get(lemma).map_or(&[], |classes| &classes.noun)
    }
}
