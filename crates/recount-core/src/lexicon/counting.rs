//! How counts behave: tolls of happenings or running totals, phases of plans, names of sources.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::words::WordSet;

/// `lexicon/en/counting.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    events: WordSet,
    homeward: WordSet,
    flights: WordSet,
    flight_standing: WordSet,
    totals: Vec<String>,
    offsets: WordSet,
    elsewhere: Vec<String>,
    directions: WordSet,
    flooding: WordSet,
    breaking: WordSet,
    phases: WordSet,
    ordinals: Vec<String>,
    empty: WordSet,
    anybody: WordSet,
    keepers: WordSet,
    offices: Vec<Vec<String>>,
    spellings: BTreeMap<String, String>,
    aliases: BTreeMap<String, Vec<String>>,
}

impl Counting {
    /// Whether each happening has a toll of its own, rather than the situation a running total.
    pub fn is_of_events(&self, measure: &str) -> bool {
        self.events.contains(measure)
    }

    /// Whether the word, behind a stretch of time, makes it a distance or an age: "ago", "old".
    pub fn is_offset(&self, word: &str) -> bool {
        self.offsets.contains(word)
    }

    /// Whether the word says that a dwelling is under water, or that it is broken; none where it says neither.
    pub fn flooding(&self, word: &str) -> Option<bool> {
        self.flooding.contains(word).then_some(true).or(self.breaking.contains(word).then_some(false))
    }

    /// Whether the word says only which part of a country: "central".
    pub fn is_direction(&self, word: &str) -> bool {
        self.directions.contains(word)
    }

    /// Whether those counted go to their own country.
    pub fn is_homeward(&self, measure: &str) -> bool {
        self.homeward.contains(measure)
    }

    /// Whether this standing says nothing of who takes part in this measure: those who flee are called refugees or
    /// displaced as it comes.
    pub fn is_idle_standing(&self, measure: &str, standing: &str) -> bool {
        self.flights.contains(measure) && self.flight_standing.contains(standing)
    }

    /// Whether a sentence tells a total up to the day it names: "as of Friday".
    pub fn is_total(&self, sentence: &str) -> bool {
        let lower = sentence.to_lowercase();
        self.totals.iter().any(|words| lower.contains(words.as_str()))
    }

    /// Whether a name after these words stands for all of the place but the part told of: "in other parts of".
    pub fn is_elsewhere(&self, before: &str) -> bool {
        let lower = before.to_lowercase();
        self.elsewhere.iter().any(|words| lower.trim_end().trim_end_matches(" the").ends_with(words.as_str()))
    }

    /// The number of the phase that a sentence names: "in a second phase", "phase two".
    pub fn phase(&self, sentence: &str) -> Option<u8> {
        let lower = sentence.to_lowercase();
        let words: Vec<&str> = lower.split(|character: char| !character.is_alphanumeric()).collect();
        let number = |word: &&str| self.ordinals.iter().position(|ordinal| ordinal == word);
        words.windows(2).find_map(|pair| match pair {
            [ordinal, noun] if self.phases.contains(noun) => {
                number(ordinal).and_then(|at| u8::try_from(at + 1).ok())
            }
            [noun, digits] if self.phases.contains(noun) => digits.parse().ok().filter(|number| *number < 20),
            _ => None,
        })
    }

    /// The telling words of a source's name, in lower case; an alias stands for its short form.
    pub fn naming_words(&self, name: &str) -> BTreeSet<String> {
        let mut lower = name.to_lowercase().replace('’', "'");
        for (short, names) in &self.aliases {
            for long in names {
                lower = lower.replace(long.as_str(), short);
            }
        }
        let words =
            lower.split(|character: char| !(character.is_alphanumeric() || matches!(character, '.' | '-')));
        words
            .map(|word| word.trim_matches(['.', '-']).to_string())
            .filter(|word| !word.is_empty() && !self.empty.contains(word) && !word.ends_with("-run"))
            .map(|word| self.spellings.get(&word).cloned().unwrap_or(word))
            .collect()
    }

    /// The numbers of the offices that the telling words of a source name.
    pub fn offices(&self, words: &BTreeSet<String>) -> BTreeSet<usize> {
        let named = |office: &Vec<String>| office.iter().all(|word| words.contains(word));
        self.offices.iter().enumerate().filter(|(_, office)| named(office)).map(|(at, _)| at).collect()
    }

    /// Whether a source's name is of a body that keeps count: a ministry, a national agency.
    pub fn keeps_count(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        lower.split(|sign: char| !sign.is_alphanumeric()).any(|word| self.keepers.contains(word))
    }

    /// Whether the word only says that somebody speaks.
    pub fn is_anybody(&self, word: &str) -> bool {
        self.anybody.contains(word)
    }
}
