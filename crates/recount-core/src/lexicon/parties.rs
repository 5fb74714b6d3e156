//! Who speaks and acts: bodies of a state, bodies that stand by themselves, what never speaks, and what may be done to people.

use serde::Deserialize;

/// `lexicon/en/parties.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    /// Nouns whose words nothing is.
    pub silent: Vec<String>,
    /// Nouns of a decision.
    pub decisions: Vec<String>,
    /// Words for people without papers.
    pub undocumented: Vec<String>,
    /// Words for people that tell nobody from others.
    pub people: Vec<String>,
    /// Roles that speak for whoever was named last.
    pub speakers: Vec<String>,
    /// Nouns that stand for any body named before.
    pub generic: Vec<String>,
    /// Nouns in the names of offices and bodies.
    pub offices: Vec<String>,
    /// Words that tell nothing of what a text is about.
    pub common: Vec<String>,
    /// Who may be told to do harm, each a word.
    pub doers: Vec<Body>,
    /// Bodies of a state.
    pub bodies: Vec<Body>,
    /// Bodies of no state, and movements that govern one.
    pub others: Vec<Body>,
    /// What may be done to people.
    pub harms: Vec<Body>,
}

/// A body, or a harm, by its phrases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// How it is shown.
    pub name: String,
    /// The state that it governs, where it is a movement.
    #[serde(default)]
    pub state: Option<String>,
    /// What it is called, in small letters.
    pub phrases: Vec<String>,
}

impl Parties {
    /// Whether the noun, in its dictionary form, never speaks.
    pub fn is_silent(&self, lemma: &str) -> bool {
        self.silent.iter().any(|word| word == lemma)
    }

    /// The body of a state that these words name, with the words of the phrase.
    pub fn body(&self, words: &[String]) -> Option<(&Body, usize)> {
        longest(&self.bodies, words)
    }

    /// The body of no state that these words name.
    pub fn other(&self, words: &[String]) -> Option<(&Body, usize)> {
        longest(&self.others, words)
    }

    /// The first of the words that may be told to do harm, by the body that it is of.
    pub fn doer(&self, words: &[String]) -> Option<&str> {
        let known = |word: &String| self.doers.iter().find(|body| body.phrases.contains(word));
        words.iter().find_map(known).map(|body| body.name.as_str())
    }

    /// Every harm that the words tell, in any form of the verb.
    pub fn harms_in<'p>(&'p self, words: &[String]) -> Vec<&'p str> {
        let told = |body: &&Body| body.phrases.iter().any(|phrase| tells(words, phrase));
        self.harms.iter().filter(told).map(|body| body.name.as_str()).collect()
    }
}

/// The body whose phrase in the words is longest; of equals the first of the file.
fn longest<'p>(bodies: &'p [Body], words: &[String]) -> Option<(&'p Body, usize)> {
    let found = bodies.iter().flat_map(|body| body.phrases.iter().map(move |phrase| (body, phrase)));
    let found = found.filter(|(_, phrase)| holds(words, phrase).is_some());
    let length = |phrase: &str| phrase.split(' ').count();
    found
        .map(|(body, phrase)| (body, length(phrase)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Where the words of the phrase stand in a row.
fn holds(words: &[String], phrase: &str) -> Option<usize> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    (0..words.len()).find(|at| {
        phrase.iter().enumerate().all(|(offset, word)| words.get(at + offset).is_some_and(|own| own == word))
    })
}

/// Whether the words of the phrase stand in a row, each in any form.
fn tells(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    (0..words.len()).any(|at| {
        phrase
            .iter()
            .enumerate()
            .all(|(offset, stem)| words.get(at + offset).is_some_and(|word| is_form(word, stem)))
    })
}

/// Whether the word is a form of the stem: "separated" of "separate". Short stems only with an ending of a verb.
fn is_form(word: &str, stem: &str) -> bool {
    let root = stem.strip_suffix('e').unwrap_or(stem);
    let Some(ending) = word.strip_prefix(root) else { return false };
    word == stem
        || matches!(ending, "s" | "es" | "ed" | "en" | "ing" | "e" | "er" | "ings" | "ion") && root.len() > 2
}
