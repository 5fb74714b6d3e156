//! How reports say on their first page what they are.

use serde::Deserialize;

use super::{phrases::Phrases, words::WordSet};

/// `lexicon/en/masthead.toml`.
#[derive(Debug, Clone)]
pub struct Masthead {
    /// Names of series: "situation report".
    pub series: Phrases<Ahead>,
    /// Words between the name of a series and its number: "No.".
    pub number: WordSet,
    /// Words before a date, and what they make it.
    pub cues: Phrases<DayCue>,
    /// Words before the name of whoever makes the report.
    pub maker: Phrases<()>,
    /// Nouns that end the name of a body.
    pub bodies: WordSet,
    /// Words of a name by which its bearer is an institution, and no news outlet.
    pub institutions: WordSet,
    /// Words before the name of whoever a picture or a number is from.
    pub quoted: WordSet,
    /// Words before "date" by which it is none of the report's.
    pub other_dates: WordSet,
    /// Words beside addresses to turn to.
    pub contact: WordSet,
    /// Heads of phrases that name nobody who could say something.
    pub silent: WordSet,
    /// What bodies do when they count, in the dictionary form.
    pub counting: WordSet,
}

/// Whether the stretch that a series names lies ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead(pub bool);

/// What words make of the date behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayCue {
    /// The day or stretch that a report speaks of.
    AsOf,
    /// The day on which it came out.
    Published,
}

/// As written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    series: Series,
    as_of: Words,
    stretch: Words,
    published: Words,
    maker: Maker,
    other: Silent,
    silent: Silent,
    counting: Silent,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    words: WordSet,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    names: Vec<String>,
    ahead: Vec<String>,
    number: WordSet,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Maker {
    before: Vec<String>,
    bodies: WordSet,
    institutions: WordSet,
    quoted: WordSet,
    contact: WordSet,
}

impl From<File> for Masthead {
    fn from(file: File) -> Self {
        let ahead = file.series.ahead.iter().map(|name| (name, Ahead(true)));
        let names = file.series.names.iter().filter(|name| !file.series.ahead.contains(name));
        let as_of = file.as_of.words.iter().chain(&file.stretch.words).map(|words| (words, DayCue::AsOf));
        let published = file.published.words.iter().map(|words| (words, DayCue::Published));
        Masthead {
            series: names.map(|name| (name, Ahead(false))).chain(ahead).collect(),
            number: file.series.number,
            cues: as_of.chain(published).collect(),
            maker: file.maker.before.into_iter().map(|words| (words, ())).collect(),
            bodies: file.maker.bodies,
            institutions: file.maker.institutions,
            quoted: file.maker.quoted,
            other_dates: file.other.words,
            contact: file.maker.contact,
            silent: file.silent.words,
            counting: file.counting.words,
        }
    }
}
