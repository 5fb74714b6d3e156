//! Organisations of the field and the nouns for roles, each with the kind of source it is.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    SourceKind,
    words::{WordMap, WordSet},
};

/// `lexicon/en/organisations.toml`: names and abbreviations by kind of source.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "BTreeMap<SourceKind, Names>")]
pub struct Organisations {
    /// The words of each name in lower case, by their first word.
    names: WordMap<Vec<(Vec<String>, SourceKind)>>,
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
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, SourceKind)>> = BTreeMap::new();
        let mut short = BTreeMap::new();
        for (kind, names) in file {
            for name in names.names {
                let words: Vec<String> = fold(&name).split([' ', '-']).map(str::to_string).collect();
                if let Some(first) = words.first().cloned() {
                    by_first.entry(first).or_default().push((words, kind));
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

/// Lower case, with plain apostrophes.
fn fold(words: &str) -> String {
    words.to_lowercase().replace('’', "'")
}

impl Organisations {
    /// Whether a name, in whatever case and with or without its last "s", is that of an armed group.
    pub fn is_armed(&self, name: &str) -> bool {
        let is_one = |name: &str| {
            let name: Vec<String> = name.split_whitespace().map(fold).collect();
            let known = name.first().and_then(|first| self.names.get(first));
            let armed =
                |(words, kind): &(Vec<String>, SourceKind)| *kind == SourceKind::ArmedGroup && *words == name;
            known.is_some_and(|names| names.iter().any(armed))
        };
        is_one(name) || is_one(&format!("{name}s"))
    }

    /// The kind of the organisation whose name starts at the word `at`, and how many words it has. `words` are as
    /// written, without marks.
    pub fn find(&self, words: &[&str], at: usize) -> Option<(SourceKind, usize)> {
        let rest = words.get(at..)?;
        let first = *rest.first()?;
        if let Some(kind) = self.short.get(first.trim_end_matches('.')) {
            return Some((*kind, 1));
        }
        let names = self.names.get(&fold(first))?;
        if !first.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        names.iter().find_map(|(name, kind)| {
            let fits =
                name.len() <= rest.len() && name.iter().zip(rest).all(|(name, word)| *name == fold(word));
            fits.then_some((*kind, name.len()))
        })
    }
}

/// `lexicon/en/roles.toml`: nouns by the kind of source they say.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "RoleFile")]
pub struct Roles {
    kinds: WordMap<SourceKind>,
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
        let kinds = file
            .kinds
            .into_iter()
            .flat_map(|(kind, list)| list.words.into_iter().map(move |word| (word, kind)))
            .collect();
        Roles {
            kinds,
            speaks_for: file.speaks_for.words.into_iter().collect(),
            titles: file.titles.words.into_iter().collect(),
            bodies: file.bodies.words.into_iter().collect(),
        }
    }
}

impl Roles {
    /// The kind that a noun says, in the singular or plural; of a phrase, its words joined by single spaces.
    pub fn kind(&self, noun: &str) -> Option<SourceKind> {
        let noun = noun.trim_end_matches('.');
        let singular = || noun.strip_suffix('s').and_then(|singular| self.kinds.get(singular));
        let short = || noun.strip_suffix("ies").and_then(|stem| self.kinds.get(&format!("{stem}y")));
        self.kinds.get(noun).or_else(singular).or_else(short).copied()
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
