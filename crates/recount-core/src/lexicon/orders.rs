//! What authorities decide and how they are answered: the words of each act.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Stance, words::WordMap};

/// One rule of `lexicon/en/orders.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRule {
    /// The act, by the annotation guide's word.
    pub act: String,
    /// Every statement of this stance is one.
    #[serde(default)]
    pub says: Option<Stance>,
    /// The clause must stand in what somebody says with this stance.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// Words of which the clause has one; lemmas, a phrase is its words in order.
    #[serde(default)]
    pub any: Vec<Phrase>,
    /// Of each list the clause has one.
    #[serde(default)]
    pub with: Vec<Vec<Phrase>>,
    /// Words that the clause has not.
    #[serde(default)]
    pub without: Vec<Phrase>,
    /// Whether the verb is negated; a rule that does not say so wants one that is not.
    #[serde(default)]
    pub negated: bool,
    /// Whether the subject must be an authority, where it is a source of a known kind.
    #[serde(default)]
    pub authority: bool,
    /// Whether the words may stand anywhere in the sentence.
    #[serde(default)]
    pub sentence: bool,
    /// Whether the subject must be named.
    #[serde(default)]
    pub named: bool,
    /// Sentences in which the act is found.
    pub examples: Vec<String>,
    /// Sentences in which it is not.
    pub counterexamples: Vec<String>,
}

/// A word or several in a row.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "String")]
pub struct Phrase {
    /// Its words.
    pub words: Vec<String>,
}

impl From<String> for Phrase {
    fn from(words: String) -> Phrase {
        Phrase { words: words.split(' ').map(str::to_string).collect() }
    }
}

/// `lexicon/en/orders.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "File")]
pub struct OrderRules {
    /// Every rule, in the order of the file.
    pub rules: Vec<OrderRule>,
    /// The words that say how far an order has got.
    pub status: StatusWords,
    /// Nouns of papers that carry a day of their own: "the regulation of 15 May".
    pub instruments: Vec<String>,
    /// Words that take up a deadline told before: "after that day", "more time".
    pub taken_up: Vec<Phrase>,
    /// Fields of meaning, each with its words; a word may stand in several.
    fields: Vec<(String, Vec<Phrase>)>,
    /// The fields of which a clause must have a word to state an act, by act.
    needs: BTreeMap<String, Vec<String>>,
    /// The first words of the fields, with the numbers of field and phrase.
    meant: WordMap<Vec<(usize, usize)>>,
    /// The first words of all triggers, so that most clauses are passed over at once, with the numbers of their rules.
    triggers: WordMap<BTreeSet<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    status: StatusWords,
    instruments: Vec<String>,
    taken_up: Vec<Phrase>,
    fields: BTreeMap<String, Vec<Phrase>>,
    needs: BTreeMap<String, Vec<String>>,
    rules: Vec<OrderRule>,
}

/// Words that say how far an order has got.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    /// Thought of or proposed.
    pub considered: Vec<Phrase>,
    /// Recommended.
    pub recommended: Vec<Phrase>,
    /// Meant, promised or threatened.
    pub announced: Vec<Phrase>,
    /// Prolonged.
    pub extended: Vec<Phrase>,
    /// Put off or halted.
    pub postponed: Vec<Phrase>,
    /// Withdrawn.
    pub lifted: Vec<Phrase>,
    /// Run out.
    pub expired: Vec<Phrase>,
    /// What befalls whoever does not obey.
    pub threatened: Vec<Phrase>,
    /// Verbs by which enforcement is made to last: a body set up, a duty laid on somebody.
    pub standing: Vec<Phrase>,
    /// Said not to be.
    pub denied: Vec<Phrase>,
}

impl From<File> for OrderRules {
    fn from(file: File) -> OrderRules {
        let mut triggers: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (number, rule) in file.rules.iter().enumerate() {
            for word in rule.any.iter().filter_map(|phrase| phrase.words.first()) {
                triggers.entry(word.as_str()).or_default().insert(number);
            }
        }
        let triggers = triggers.into_iter().collect();
        let fields: Vec<(String, Vec<Phrase>)> = file.fields.into_iter().collect();
        let mut meant: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, (_, phrases)) in fields.iter().enumerate() {
            for (at, word) in
                phrases.iter().enumerate().filter_map(|(at, phrase)| Some((at, phrase.words.first()?)))
            {
                meant.entry(word.as_str()).or_default().push((number, at));
            }
        }
        let meant = meant.into_iter().collect();
        OrderRules {
            fields,
            needs: file.needs,
            meant,
            triggers,
            status: file.status,
            instruments: file.instruments,
            taken_up: file.taken_up,
            rules: file.rules,
        }
    }
}

impl OrderRules {
    /// Whether a rule's trigger may start with this word.
    pub fn starts(&self, lemma: &str, lower: &str) -> bool {
        self.triggers.contains_key(lemma) || self.triggers.contains_key(lower)
    }

    /// The fields of meaning that have a phrase which starts with this word, by its dictionary form or as written, with that phrase.
    pub fn meanings(&self, lemma: &str, lower: &str) -> impl Iterator<Item = (&str, &Phrase)> {
        let other = if lemma == lower { None } else { self.meant.get(lower) };
        let found = [self.meant.get(lemma), other].into_iter().flatten().flatten();
        found.filter_map(|(field, at)| {
            let (name, phrases) = self.fields.get(*field)?;
            Some((name.as_str(), phrases.get(*at)?))
        })
    }

    /// Whether a word of this field may tell of the act, in a report of which is known whether it has a word of a field.
    pub fn may_tell(&self, act: &str, field: &str, told: impl Fn(&str) -> bool) -> bool {
        let fits = |needed: &String| match needed.split_once('+') {
            Some((own, other)) => own == field && told(other),
            None => needed == field,
        };
        self.needs.get(act).is_none_or(|fields| fields.iter().any(fits))
    }

    /// The rules that have a trigger which starts with this word or with what it is the plural of, in the order of the file.
    pub fn starting(&self, lemma: &str, lower: &str) -> impl Iterator<Item = &OrderRule> {
        let forms = [lemma, lower, lower.strip_suffix('s').unwrap_or(lower)];
        let numbers: BTreeSet<usize> =
            forms.iter().filter_map(|form| self.triggers.get(form)).flatten().copied().collect();
        numbers.into_iter().filter_map(|number| self.rules.get(number))
    }
}
