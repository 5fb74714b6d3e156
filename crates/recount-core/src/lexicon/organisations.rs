//! Organisations of the field and the nouns for roles, each with the kind of source it is.

use std::collections::BTreeMap;

use serde::Deserialize;
use smol_str::{SmolStr, StrExt};

use super::{
    SourceKind,
    words::{WordMap, WordSet},
};

/// `lexicon/en/organisations.toml`: names and abbreviations by kind of source.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "BTreeMap<SourceKind, Names>")]
pub struct Organisations {
    /// The words of each name in lower case, by their first word.
    names: WordMap<Vec<(Vec<SmolStr>, SourceKind)>>,
    /// Abbreviations as written.
    short: WordMap<SourceKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
    short: Vec<String>,
}

impl From<BTreeMap<SourceKind, Names>> for Organisations {
    fn from(file: BTreeMap<SourceKind, Names>) -> Organisations {
        let mut by_first: BTreeMap<Box<str>, Vec<(Vec<SmolStr>, SourceKind)>> = BTreeMap::new();
        let mut short = BTreeMap::new();
        for (kind, names) in file {
            for name in names.names {
                let words: Vec<SmolStr> = fold(&name).split([' ', '-']).map(SmolStr::from).collect();
                if let Some(first) = words.first() {
                    by_first.entry(Box::from(&**first)).or_default().push((words, kind));
                }
            }
            short.extend(names.short.into_iter().map(|short| (short, kind)));
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Organisations { names: by_first.into_iter().collect(), short: short.into_iter().collect() }
    }
}

/// Lower case, with plain apostrophes; short words take no memory of their own.
fn fold(words: &str) -> SmolStr {
    if words.is_ascii() {
        words.to_ascii_lowercase_smolstr()
    } else {
        words.to_lowercase().replace('’', "'").into()
    }
}

impl Organisations {
    /// Whether a name, in whatever case and with or without its last "s", is that of an armed group.
    pub fn is_armed(&self, name: &str) -> bool {
        let is_one = |name: &str| {
            let name: Vec<SmolStr> = name.split_whitespace().map(fold).collect();
            let known = name.first().and_then(|first| self.names.get(first));
            let armed = |(words, kind): &(Vec<SmolStr>, SourceKind)| {
                *kind == SourceKind::ArmedGroup && *words == name
            };
            known.is_some_and(|names| names.iter().any(armed))
        };
        is_one(name) || is_one(&format!("{name}s"))
    }

    /// The kind of the organisation whose name starts at the word `at`, and how many words it has. `words` are as
    /// written, without marks.
    pub fn find(&self, words: &[&str], at: usize) -> Option<(SourceKind, usize)> {
        self.starting(words.get(at..)?.iter().copied())
    }

    /// The same of the name that starts with the first of the words.
    pub fn starting<'w>(
        &self,
        mut words: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<(SourceKind, usize)> {
        // No abbreviation starts with a small letter, and no name where it is written out.
        let first = words.next().filter(|first| first.starts_with(char::is_uppercase))?;
        if let Some(kind) = self.short.get(first.trim_end_matches('.')) {
            return Some((*kind, 1));
        }
        self.names.get(&fold(first))?.iter().find_map(|(name, kind)| {
            let mut behind = words.clone();
            let mut further = name.iter().skip(1);
            let fits = further.all(|name| behind.next().is_some_and(|word| *name == fold(word)));
            fits.then_some((*kind, name.len()))
        })
    }
}

/// `lexicon/en/roles.toml`: nouns by the kind of source they say.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "RoleFile")]
pub struct Roles {
    /// Of each word and phrase, and of its regular plural.
    kinds: WordMap<SourceKind>,
    /// What phrases start with.
    openings: WordSet,
    speaks_for: WordSet,
    titles: WordSet,
    bodies: WordSet,
}

#[derive(Deserialize)]
struct RoleFile {
    speaks_for: Words,
    titles: Words,
    bodies: Words,
    #[serde(flatten)]
    kinds: BTreeMap<SourceKind, Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

impl From<RoleFile> for Roles {
    fn from(file: RoleFile) -> Roles {
        let words: BTreeMap<String, SourceKind> = file
            .kinds
            .into_iter()
            .flat_map(|(kind, list)| list.words.into_iter().map(move |word| (word, kind)))
            .collect();
        // A word's own kind goes before that of the word it may be the plural of.
        let mut kinds = words.clone();
        for (word, kind) in &words {
            kinds.entry(format!("{word}s")).or_insert(*kind);
        }
        for (word, kind) in &words {
            if let Some(stem) = word.strip_suffix('y') {
                kinds.entry(format!("{stem}ies")).or_insert(*kind);
            }
        }
        Roles {
            openings: words.keys().filter_map(|words| Some(words.split_once(' ')?.0)).collect(),
            kinds: kinds.into_iter().collect(),
            speaks_for: file.speaks_for.words.into_iter().collect(),
            titles: file.titles.words.into_iter().collect(),
            bodies: file.bodies.words.into_iter().collect(),
        }
    }
}

impl Roles {
    /// The kind that a noun says, in the singular or plural; of a phrase, its words joined by single spaces.
    pub fn kind(&self, noun: &str) -> Option<SourceKind> {
        self.kinds.get(noun.trim_end_matches('.')).copied()
    }

    /// The kind that two words say together.
    pub fn kind_of_two(&self, first: &str, second: &str) -> Option<SourceKind> {
        self.openings.contains(first).then(|| self.kind(&format!("{first} {second}"))).flatten()
    }

    /// Whether the noun speaks for another: "spokesman", "report".
    pub fn speaks_for(&self, noun: &str) -> bool {
        self.speaks_for.contains(noun)
    }

    /// Whether the noun, in its dictionary form, is of somebody who can take a stance, whatever kind they are.
    pub fn is_body(&self, noun: &str) -> bool {
        self.bodies.contains(noun)
    }

    /// Whether the word is a title before a name, without its period.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word.trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn abbreviations_start_with_a_capital() {
        let small = |short: &&str| !short.starts_with(char::is_uppercase);
        let organisations = Lexicon::builtin().organisations;
        assert_eq!(organisations.short.iter().map(|(short, _)| short).find(small), None);
    }

    #[test]
    fn names_are_found_in_any_case_and_the_longest_wins() {
        let organisations = Lexicon::builtin().organisations;
        let length = |words: &str| {
            let words: Vec<&str> = words.split(' ').collect();
            organisations.find(&words, 0).map(|(_, length)| length)
        };
        assert_eq!(length("Human Rights Watch said"), Some(3));
        assert_eq!(length("HUMAN RIGHTS WATCH"), Some(3));
        assert_eq!(length("human rights watch"), None);
        assert_eq!(length("U.N. aid"), Some(1));
    }
}
