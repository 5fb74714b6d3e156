//! What a head noun makes a count a count of.

use serde::Deserialize;

use super::words::WordSet;

/// `lexicon/en/units.toml`: sets of lemmas.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Nouns of people.
    pub person: WordSet,
    /// Families and households.
    pub household: WordSet,
    /// Houses, tents, buildings.
    pub dwelling: WordSet,
    /// Attacks, raids, clashes.
    pub incident: WordSet,
    /// Papers that stand for who holds them.
    pub papers: WordSet,
    /// Groups counted by their members.
    pub groups: WordSet,
    /// What is counted, but never here.
    pub things: WordSet,
    /// Nouns by which animals are counted: "2,000 head of cattle".
    pub heads: WordSet,
    /// Amounts of money, time, distance.
    pub measures_of: WordSet,
    /// Nouns that make the number behind them a name.
    pub numbered: WordSet,
    /// Currency signs and codes before a number.
    pub currency: WordSet,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words of the annotation guide")]
pub enum Unit {
    Person,
    Household,
    Dwelling,
    Incident,
}

impl Unit {
    /// Every one.
    pub const ALL: [Unit; 4] = [Unit::Person, Unit::Household, Unit::Dwelling, Unit::Incident];

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Unit::Person => "person",
            Unit::Household => "household",
            Unit::Dwelling => "dwelling",
            Unit::Incident => "incident",
        }
    }
}
