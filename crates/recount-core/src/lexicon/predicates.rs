//! Words by which is read what happened to those counted.

use std::collections::BTreeSet;

use serde::Deserialize;

/// `lexicon/en/predicates.toml`: sets of words and lemmas.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicates {
    /// Verbs whose infinitive happened: "forced 300 people to flee", "managed to rescue 12".
    pub happened: BTreeSet<String>,
    /// Verbs that set an infinitive in the future or under an order: "plans to deport 300".
    pub plans: BTreeSet<String>,
    /// Verbs that set a number: "the toll rose to 12", "stands at", "reached".
    pub levels: BTreeSet<String>,
    /// Words by which an authority demands what the infinitive behind them says: "ordered 300 people to leave".
    pub demands: BTreeSet<String>,
    /// Words before a count that only weigh or number: "killed another 12", "a total of 12".
    pub light: BTreeSet<String>,
    /// Adjectives that say what happened to those counted, where no noun follows: "one person missing".
    pub states: BTreeSet<String>,
    /// Verbs of telling and knowing: "could confirm nine deaths" tells of nine.
    pub tells: BTreeSet<String>,
    /// Words that "of" makes a preposition with: "on top of 4,000".
    pub prepositions: BTreeSet<String>,
}
