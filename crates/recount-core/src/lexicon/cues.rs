//! Words that credit something to somebody, and what each takes as source and content.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    inflect::verb_forms,
    phrases::Phrases,
    words::{WordMap, WordSet},
};

/// What somebody does by saying it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Says it is so.
    Asserts,
    /// Says it is not so.
    Denies,
    /// Says somebody did wrong.
    Accuses,
    /// Wants somebody to act.
    Demands,
    /// Says what they themselves will do.
    Promises,
    /// Says what may happen.
    Warns,
    /// Says why it is right.
    Justifies,
    /// Says it is good.
    Welcomes,
    /// Will not say, or will not do.
    Declines,
}

impl Stance {
    /// Every stance.
    pub const ALL: [Stance; 9] = [
        Stance::Asserts,
        Stance::Denies,
        Stance::Accuses,
        Stance::Demands,
        Stance::Promises,
        Stance::Warns,
        Stance::Justifies,
        Stance::Welcomes,
        Stance::Declines,
    ];

    /// The word of the outputs.
    pub const fn code(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Accuses => "accuses",
            Stance::Demands => "demands",
            Stance::Promises => "promises",
            Stance::Warns => "warns",
            Stance::Justifies => "justifies",
            Stance::Welcomes => "welcomes",
            Stance::Declines => "declines",
        }
    }
}

/// Whether words were uttered, or somebody merely thinks, wants or looks so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// Uttered.
    #[default]
    Says,
    /// Believed, hoped, planned.
    Thinks,
    /// How it looks, to nobody named.
    Seems,
}

/// What the content of a cue can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// A clause, with or without "that", or a quotation.
    Clause,
    /// A quotation alone.
    Quote,
    /// A noun phrase with what belongs to it.
    Object,
    /// "to" with a verb.
    Infinitive,
    /// An object that is told and is not content.
    Person,
}

/// Words of one sort, as `lexicon/en/cues.toml` groups them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// What saying it does; none for mere thoughts.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// Uttered, thought or seeming.
    pub voice: Voice,
    /// What the content can be.
    #[serde(default)]
    pub takes: BTreeSet<Takes>,
    /// Whether it only judges what is there without it.
    #[serde(default)]
    pub judges: bool,
    /// Prepositions whose object is content.
    #[serde(default)]
    pub after: BTreeSet<String>,
    /// Words of which one must follow for the group to hold.
    #[serde(default)]
    pub particle: BTreeSet<String>,
    /// The words, in their dictionary form.
    words: Vec<String>,
}

impl Cue {
    /// Whether the content can be of this sort.
    pub fn takes(&self, what: Takes) -> bool {
        self.takes.contains(&what)
    }
}

/// Nouns that credit once an empty verb carries them: "raised concerns about".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// What saying it does.
    pub stance: Stance,
    verbs: BTreeSet<String>,
    words: BTreeSet<String>,
    /// Words whose phrase or clause is content.
    pub after: BTreeSet<String>,
    /// Whether it holds where nothing follows.
    #[serde(default)]
    pub bare: bool,
}

impl Carried {
    /// Whether this verb, in its dictionary form, carries the nouns of the group.
    pub fn is_carried_by(&self, verb: &str) -> bool {
        self.verbs.contains(verb)
    }
}

/// Words of not saying.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusals {
    /// Verbs that decline where they are negated.
    pub negated: BTreeSet<String>,
    /// What may go without an answer.
    pub asked: BTreeSet<String>,
    /// Verbs that decline before "from".
    pub refrain: BTreeSet<String>,
    /// What is refrained from.
    pub acts: BTreeSet<String>,
}

/// `lexicon/en/cues.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "File")]
pub struct Cues {
    groups: Vec<Cue>,
    verbs: WordMap<Vec<usize>>,
    nouns: WordMap<usize>,
    adjectives: WordMap<usize>,
    /// "reportedly": credits to nobody named.
    pub adverbs: WordSet,
    /// "according to": what stands before a source.
    pub phrases: Phrases<()>,
    chains: WordSet,
    carried: Vec<Carried>,
    /// The groups of each noun that a verb may carry, in the order of the file.
    carried_nouns: WordMap<Vec<usize>>,
    /// Words of not saying.
    pub refusals: Refusals,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: Vec<Cue>,
    forms: BTreeMap<String, Vec<String>>,
    nouns: Vec<Cue>,
    carried: Vec<Carried>,
    refusals: Refusals,
    adjectives: Vec<Cue>,
    adverbs: Words,
    phrases: Words,
    chains: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

impl From<File> for Cues {
    fn from(file: File) -> Cues {
        let forms = |word: &str| file.forms.get(word).cloned().unwrap_or_else(|| verb_forms(word));
        let mut groups: Vec<Cue> = Vec::new();
        let mut verbs: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for cue in &file.verbs {
            for word in &cue.words {
                for form in forms(word).into_iter().chain([word.clone()]) {
                    let of_form = verbs.entry(form).or_default();
                    if of_form.last() != Some(&groups.len()) {
                        of_form.push(groups.len());
                    }
                }
            }
            groups.push(cue.clone());
        }
        let mut nouns = Vec::new();
        for cue in &file.nouns {
            let both = cue.words.iter().flat_map(|word| [word.clone(), super::inflect::plural(word)]);
            nouns.extend(both.map(|word| (word, groups.len())));
            groups.push(cue.clone());
        }
        let mut adjectives = Vec::new();
        for cue in &file.adjectives {
            adjectives.extend(cue.words.iter().map(|word| (word.clone(), groups.len())));
            groups.push(cue.clone());
        }
        let mut carried_nouns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, group) in file.carried.iter().enumerate() {
            group.words.iter().for_each(|noun| carried_nouns.entry(noun).or_default().push(number));
        }
        Cues {
            groups,
            verbs: verbs.into_iter().collect(),
            nouns: nouns.into_iter().collect(),
            adjectives: adjectives.into_iter().collect(),
            phrases: file.phrases.words.iter().map(|words| (words, ())).collect(),
            chains: file.chains.words.iter().flat_map(|word| forms(word)).collect(),
            adverbs: file.adverbs.words.into_iter().collect(),
            carried_nouns: carried_nouns.into_iter().collect(),
            carried: file.carried,
            refusals: file.refusals,
        }
    }
}

impl Cues {
    /// The groups that this form of a verb belongs to, in the order of the file.
    pub fn verb(&self, form: &str) -> impl Iterator<Item = &Cue> {
        self.verbs.get(form).into_iter().flatten().filter_map(|group| self.groups.get(*group))
    }

    /// The group of a noun.
    pub fn noun(&self, form: &str) -> Option<&Cue> {
        self.nouns.get(form).and_then(|group| self.groups.get(*group))
    }

    /// The groups of a noun that a verb may carry, in its dictionary form.
    pub fn carried(&self, noun: &str) -> impl Iterator<Item = &Carried> {
        self.carried_nouns.get(noun).into_iter().flatten().filter_map(|group| self.carried.get(*group))
    }

    /// The group of an adjective.
    pub fn adjective(&self, form: &str) -> Option<&Cue> {
        self.adjectives.get(form).and_then(|group| self.groups.get(*group))
    }

    /// Whether the participle names a further source behind the first: "quoted by", "shared by".
    pub fn is_chain(&self, form: &str) -> bool {
        self.chains.contains(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn forms_lead_to_their_groups() {
        let cues = Lexicon::builtin().cues;
        let stance = |form: &str| cues.verb(form).find_map(|cue| cue.stance);
        assert_eq!(stance("said"), Some(Stance::Asserts));
        assert_eq!(stance("denying"), Some(Stance::Denies));
        assert_eq!(stance("urges"), Some(Stance::Demands));
        assert_eq!(stance("walked"), None);
        assert_eq!(cues.noun("accusations").and_then(|cue| cue.stance), Some(Stance::Accuses));
    }
}
