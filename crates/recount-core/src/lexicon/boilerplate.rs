//! What outlets put around and between the words of a report.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{phrases::Phrases, words::WordSet};

/// What sort of words stand in a report without being part of what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A notice about cookies or scripts.
    Cookies,
    /// A call to subscribe, sign up or join.
    Subscription,
    /// Buttons to share and advertisements.
    Share,
    /// Headlines of other stories: "Read also: …".
    Link,
    /// Who holds the rights.
    Copyright,
    /// The credit of a picture in brackets.
    Credit,
    /// A line behind an asterisk.
    Footnote,
    /// A paragraph that stood there before.
    Repeat,
}

impl Kind {
    /// What it is called in words: "cookie notice".
    pub const fn words(self) -> &'static str {
        match self {
            Kind::Cookies => "notice about cookies",
            Kind::Subscription => "call to subscribe",
            Kind::Share => "share buttons or advertisement",
            Kind::Link => "link to another story",
            Kind::Copyright => "copyright line",
            Kind::Credit => "picture credit",
            Kind::Footnote => "footnote",
            Kind::Repeat => "paragraph repeated",
        }
    }

    /// Whether what stands in it is read and counted all the same: a footnote may tell of people, and of a paragraph
    /// repeated every figure is one more mention of one account.
    pub const fn is_read(self) -> bool {
        matches!(self, Kind::Footnote | Kind::Repeat)
    }
}

/// `lexicon/en/boilerplate.toml`.
#[derive(Debug, Clone)]
pub struct BoilerplateWords {
    /// Words by which a sentence starts.
    pub starts: Phrases<Kind>,
    /// Phrases that a sentence holds together.
    pub holds: Vec<(Vec<String>, Kind)>,
    /// The first word of each list of [`BoilerplateWords::holds`], without which nothing need be looked up.
    pub keys: WordSet,
    /// Words of a picture's credit.
    pub credit: WordSet,
}

/// As written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    kinds: BTreeMap<Kind, Lists>,
    credit: Credit,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    starts: Vec<String>,
    holds: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Credit {
    words: WordSet,
}

impl From<File> for BoilerplateWords {
    fn from(file: File) -> Self {
        let kinds = || file.kinds.iter();
        let starts = kinds().flat_map(|(kind, lists)| lists.starts.iter().map(|phrase| (phrase, *kind)));
        let holds = kinds().flat_map(|(kind, lists)| lists.holds.iter().map(|list| (list.clone(), *kind)));
        let holds: Vec<(Vec<String>, Kind)> = holds.collect();
        let first = |list: &Vec<String>| list.first()?.split(' ').next().map(str::to_string);
        BoilerplateWords {
            starts: starts.collect(),
            keys: holds.iter().filter_map(|(list, _)| first(list)).collect(),
            holds,
            credit: file.credit.words,
        }
    }
}
