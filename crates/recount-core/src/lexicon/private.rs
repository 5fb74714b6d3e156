//! By what words a report tells of private people, and of those who hold an office: `lexicon/en/private.toml`.

use serde::Deserialize;

use super::words::WordSet;

/// Words beside names, in lower case, that say whether somebody is a private person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Private {
    /// Kin and those near.
    pub kin: WordSet,
    /// What somebody is who holds no office.
    pub roles: WordSet,
    /// Words before kin that say whose they are, with "Ana's".
    pub whose: WordSet,
    /// Offices beside those of the lexicon.
    pub offices: WordSet,
    /// Titles of the lexicon that anybody may have, and no office.
    pub anybodys: WordSet,
    /// Words that tell, behind "was" or "has been", or before a name, what was done to somebody.
    pub done: WordSet,
    /// Words that tell it of whoever stands behind them.
    pub does: WordSet,
    /// Words that tell it alone.
    pub died: WordSet,
    /// "the killing of Ana Reis".
    pub deeds: WordSet,
    /// Words that may stand between.
    pub between: WordSet,
    /// Words before a place.
    pub before_a_place: WordSet,
    /// "named as Ana Reis", "identified the victim as Ana Reis".
    pub named: WordSet,
    /// Whose names stand in a list.
    pub listed: WordSet,
    /// Words behind a name that go on about somebody named.
    pub links: WordSet,
    /// How nouns end that tell of an act or a state: "Protection", "Resettlement".
    pub abstract_endings: Vec<String>,
}
