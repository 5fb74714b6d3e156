//! The trigger words of all measures, indexed by the word that is looked at first.

use std::collections::BTreeMap;

use super::{measures::Measure, words::WordMap};

/// The part a trigger plays in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A verb whose object is counted.
    Patient,
    /// A verb whose subject is counted.
    Agent,
    /// A verb whose subject is counted, where an authority demands it.
    Ordered,
    /// A noun of the event.
    Event,
    /// A noun that says it of those counted.
    Counted,
    /// An adjective or phrase of a state.
    State,
    /// A noun counted that says it only where nothing else does.
    Weak,
    /// A noun of what holds those counted.
    Holder,
}

/// One phrase of one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// The part it plays.
    pub part: Part,
    /// Its other words: before the key for nouns, behind it for the rest.
    pub others: Vec<Box<str>>,
    /// The number of its measure in the lexicon.
    pub measure: usize,
}

/// Triggers by their key: the last word of a noun phrase, the first word of anything else.
#[derive(Debug, Clone, Default)]
pub struct TriggerIndex {
    by_key: WordMap<Vec<Trigger>>,
}

impl TriggerIndex {
    pub(super) fn of(measures: &[Measure]) -> TriggerIndex {
        let mut by_key = BTreeMap::new();
        for (number, measure) in measures.iter().enumerate() {
            for (part, phrases) in measure.triggers.parts() {
                phrases.iter().for_each(|phrase| add(&mut by_key, part, phrase, number));
            }
        }
        for triggers in by_key.values_mut() {
            triggers.sort_by_key(|trigger| std::cmp::Reverse(trigger.others.len()));
        }
        TriggerIndex { by_key: by_key.into_iter().collect() }
    }

    /// The triggers of this word, the longest phrases first.
    pub fn of_word(&self, word: &str) -> &[Trigger] {
        self.by_key.get(word).map_or(&[], Vec::as_slice)
    }
}

fn add(by_key: &mut BTreeMap<Box<str>, Vec<Trigger>>, part: Part, phrase: &str, measure: usize) {
    let mut others: Vec<Box<str>> = phrase.split(' ').map(Box::from).collect();
    let of_noun = matches!(part, Part::Event | Part::Counted | Part::Weak | Part::Holder);
    let forward = others.iter().any(|word| matches!(&**word, "for" | "to" | "in" | "of"));
    let key = if of_noun && !forward { others.pop() } else { (!others.is_empty()).then(|| others.remove(0)) };
    if let Some(key) = key {
        by_key.entry(key).or_default().push(Trigger { part, others, measure });
    }
}
