//! The words around names of places: `lexicon/en/places_words.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Words that tell places from what is named after them, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    /// Sorts of division behind a name.
    pub division_after: BTreeSet<String>,
    /// Sorts of settlement behind a name.
    pub settlement_after: BTreeSet<String>,
    /// Sorts of other sites behind a name.
    pub site_after: BTreeSet<String>,
    /// Sorts of settlement before "of" and a name.
    pub settlement_before: BTreeSet<String>,
    /// Sorts of division before "of" and a name.
    pub division_before: BTreeSet<String>,
    /// Words that open a name of a site.
    pub site_before: BTreeSet<String>,
    /// Directions and parts.
    pub parts: BTreeSet<String>,
    /// Words before a name that say it is a place.
    pub locative: BTreeSet<String>,
    /// Words behind a name that say it is somebody.
    pub speech: BTreeSet<String>,
    /// Titles of persons.
    pub titles: BTreeSet<String>,
    /// Words behind a name that make it something else.
    pub not_a_place_after: BTreeSet<String>,
    /// Bodies of the place, behind its name.
    pub bodies_after: BTreeSet<String>,
    /// Capital words before a name that do not belong to it.
    pub free_before: BTreeSet<String>,
    /// Small words inside names.
    pub inside: BTreeSet<String>,
    /// Words that are no place alone.
    pub never: BTreeSet<String>,
    /// Words that make the capital words before them a company or paper.
    pub company: BTreeSet<String>,
    /// Given names.
    pub given: BTreeSet<String>,
}
