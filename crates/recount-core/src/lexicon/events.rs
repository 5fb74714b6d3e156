//! What happens and what goes on: `lexicon/en/events.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::{WordMap, WordSet};

/// The kind of an event as HELIX knows it, with those that it folds into "other".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words of the annotation guide")]
pub enum Cause {
    Conflict,
    Disaster,
    Expulsion,
    Accident,
    Crime,
    Disease,
    Other,
}

impl Cause {
    /// Every one.
    pub const ALL: [Cause; 7] = [
        Cause::Conflict,
        Cause::Disaster,
        Cause::Expulsion,
        Cause::Accident,
        Cause::Crime,
        Cause::Disease,
        Cause::Other,
    ];

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Cause> {
        Cause::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Cause::Conflict => "conflict",
            Cause::Disaster => "disaster",
            Cause::Expulsion => "expulsion",
            Cause::Accident => "accident",
            Cause::Crime => "crime",
            Cause::Disease => "disease",
            Cause::Other => "other",
        }
    }
}

/// A kind of event.
#[derive(Debug, Clone)]
pub struct EventKind {
    /// Its name, as every output writes it.
    pub code: String,
    /// The cause that it is; none of people on the move.
    pub cause: Option<Cause>,
    /// Whether it goes on rather than happens once.
    pub lasts: bool,
    /// The kinds that it may lie in, by number.
    pub within: Vec<usize>,
}

/// A word or phrase that tells of an event.
#[derive(Debug, Clone)]
pub struct EventPhrase {
    /// Its words in dictionary form.
    pub words: Vec<String>,
    /// The number of its kind; none for a word of any happening.
    pub kind: Option<usize>,
    /// Whether it is a verb.
    pub verb: bool,
}

/// `lexicon/en/events.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "File")]
pub struct Events {
    kinds: Vec<EventKind>,
    /// Phrases by their first word, longest first.
    phrases: WordMap<Vec<EventPhrase>>,
    hints: WordMap<Cause>,
    measures: WordMap<Cause>,
    words: Around,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: BTreeMap<String, KindFile>,
    references: Nouns,
    hints: BTreeMap<Cause, Vec<String>>,
    measures: WordMap<Cause>,
    words: Around,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    #[serde(default)]
    cause: Option<Cause>,
    #[serde(default)]
    lasts: bool,
    #[serde(default)]
    within: Vec<String>,
    nouns: Vec<String>,
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    nouns: Vec<String>,
}

/// Words around a trigger.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Before a trigger, these make it no event.
    pub void: WordSet,
    /// Before a trigger, or "of" and one, these tell of what has not happened.
    pub feared: WordSet,
    /// Past, these tell of all who went somewhere, whether or not they are still there.
    pub taking: WordSet,
    /// Determiners that point back.
    pub back: WordSet,
    /// Determiners and numerals that bring up something new.
    pub new: WordSet,
    /// Of those, the ones that set it apart from all told before.
    pub apart: WordSet,
    /// Verbs that start what goes on.
    pub start: WordSet,
    /// Nouns for a site.
    pub sites: WordSet,
}

impl From<File> for Events {
    fn from(file: File) -> Events {
        let number = |code: &String| file.kinds.keys().position(|known| known == code);
        let mut by_first: BTreeMap<String, Vec<EventPhrase>> = BTreeMap::new();
        let mut add = |words: &str, kind: Option<usize>, verb: bool| {
            let words: Vec<String> = words.split(' ').map(str::to_string).collect();
            let first = words.first().cloned().unwrap_or_default();
            by_first.entry(first).or_default().push(EventPhrase { words, kind, verb });
        };
        for (at, kind) in file.kinds.values().enumerate() {
            kind.nouns.iter().for_each(|noun| add(noun, Some(at), false));
            kind.verbs.iter().for_each(|verb| add(verb, Some(at), true));
        }
        file.references.nouns.iter().for_each(|noun| add(noun, None, false));
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.words.len()), phrase.verb));
        }
        let hints =
            file.hints.iter().flat_map(|(cause, words)| words.iter().map(|word| (word.clone(), *cause)));
        let kind = |(code, kind): (&String, &KindFile)| EventKind {
            code: code.clone(),
            cause: kind.cause,
            lasts: kind.lasts,
            within: kind.within.iter().filter_map(number).collect(),
        };
        Events {
            kinds: file.kinds.iter().map(kind).collect(),
            phrases: by_first.into_iter().collect(),
            hints: hints.collect(),
            measures: file.measures,
            words: file.words,
        }
    }
}

impl Events {
    /// The kind of this number.
    pub fn kind(&self, number: usize) -> Option<&EventKind> {
        self.kinds.get(number)
    }

    /// The phrases that start with this word in its dictionary form, longest first.
    pub fn from_word(&self, lemma: &str) -> &[EventPhrase] {
        self.phrases.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The cause that a word hints at without telling of an event.
    pub fn hint(&self, lemma: &str) -> Option<Cause> {
        self.hints.get(lemma).copied()
    }

    /// The cause of a measure where no event is told.
    pub fn of_measure(&self, measure: &str) -> Option<Cause> {
        self.measures.get(measure).copied()
    }

    /// Words around a trigger.
    pub const fn around(&self) -> &Around {
        &self.words
    }

    /// Whether an event of the one kind may lie in one of the other.
    pub fn may_lie_in(&self, part: usize, whole: usize) -> bool {
        self.kind(part).is_some_and(|kind| kind.within.contains(&whole))
    }

    /// Whether two kinds may be told of one event: the same, or two of violence that happens once.
    pub fn may_be_one(&self, one: usize, two: usize) -> bool {
        let beside = |kind: &EventKind| !kind.lasts && kind.cause == Some(Cause::Conflict);
        let (Some(left), Some(right)) = (self.kind(one), self.kind(two)) else { return false };
        one == two || beside(left) && beside(right)
    }
}
