//! How words tie places to figures: `lexicon/en/place_roles.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// Prepositions, verbs and nouns that give a place its role.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceRoles {
    /// Words before the place where something happened.
    pub at: BTreeSet<String>,
    /// Words before the place that was left.
    pub from: BTreeSet<String>,
    /// Words before the place that was reached.
    pub to: BTreeSet<String>,
    /// Verbs whose object is left.
    pub leave: BTreeSet<String>,
    /// Verbs whose object is reached.
    pub reach: BTreeSet<String>,
    /// Words of moving, after which `to` words name a destination.
    pub depart: BTreeSet<String>,
    /// Words for going back where one belongs.
    pub home: BTreeSet<String>,
    /// Words for people of no stated nation.
    pub generic: BTreeSet<String>,
    /// Nouns that make a nation's adjective say whose people they are.
    pub people_nouns: BTreeSet<String>,
    /// Bodies and their speakers, which sit at a place where nothing need have happened.
    pub seated: BTreeSet<String>,
    /// Measures whose people of no stated nation take the nation the report tells of.
    pub nation_carries: BTreeSet<String>,
    /// What a measure does with places.
    pub measures: BTreeMap<String, Movement>,
}

/// What a measure does with places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Movement {
    /// People leave a place in danger.
    Flight,
    /// People come to a place.
    Arrival,
    /// People go back where they belong.
    Return,
    /// People are made to leave.
    Expulsion,
    /// People are taken in by a third country.
    Resettlement,
}
