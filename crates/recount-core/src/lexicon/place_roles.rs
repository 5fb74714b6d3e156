//! How words tie places to figures: `lexicon/en/place_roles.toml`.

use serde::Deserialize;

use super::words::{WordMap, WordSet};

/// Prepositions, verbs and nouns that give a place its role.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceRoles {
    /// Words before the place where something happened.
    pub at: WordSet,
    /// Words before the place that was left.
    pub from: WordSet,
    /// Words before the place that was reached.
    pub to: WordSet,
    /// Verbs whose object is left.
    pub leave: WordSet,
    /// Verbs whose object is reached.
    pub reach: WordSet,
    /// Words of moving, after which `to` words name a destination.
    pub depart: WordSet,
    /// Words for going back where one belongs.
    pub home: WordSet,
    /// Words for people of no stated nation.
    pub generic: WordSet,
    /// Nouns that make a nation's adjective say whose people they are.
    pub people_nouns: WordSet,
    /// Bodies and their speakers, which sit at a place where nothing need have happened.
    pub seated: WordSet,
    /// Before "of them", these tell of a part of those counted before: "most".
    pub shares: WordSet,
    /// Words behind which a capital name is a place, whether or not the gazetteer knows it.
    pub before_names: WordSet,
    /// Before "of", these lead to the name of a river, a lake or a mountain.
    pub sides: WordSet,
    /// Verbs of a place that takes people in.
    pub take_in: WordSet,
    /// Capital words behind "in" that name no place.
    pub no_places: WordSet,
    /// Words for where a province lies.
    pub compass: WordSet,
    /// Words that begin a sentence of a part of those counted before.
    pub parts: WordSet,
    /// Words close behind a number that make it one of the whole country.
    pub whole_country: WordSet,
    /// Measures whose people of no stated nation take the nation the report tells of.
    pub nation_carries: WordSet,
    /// What a measure does with places.
    pub measures: WordMap<Movement>,
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
