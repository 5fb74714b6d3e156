//! The words around names of places: `lexicon/en/places_words.toml`.

use serde::Deserialize;

use super::words::WordSet;

/// Words that tell places from what is named after them, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWords {
    /// Sorts of division behind a name.
    pub division_after: WordSet,
    /// Sorts of settlement behind a name.
    pub settlement_after: WordSet,
    /// Sorts of other sites behind a name.
    pub site_after: WordSet,
    /// Features of the land behind a name, which are no part of the town of that name.
    pub nature_after: WordSet,
    /// Sorts of settlement before "of" and a name.
    pub settlement_before: WordSet,
    /// Sorts of division before "of" and a name.
    pub division_before: WordSet,
    /// Words that open a name of a site.
    pub site_before: WordSet,
    /// Directions and parts.
    pub parts: WordSet,
    /// Words before a name that say it is a place.
    pub locative: WordSet,
    /// Words behind a name that say it is somebody.
    pub speech: WordSet,
    /// Titles of persons.
    pub titles: WordSet,
    /// Words behind a name that make it something else.
    pub not_a_place_after: WordSet,
    /// Bodies of the place, behind its name.
    pub bodies_after: WordSet,
    /// Capital words before a name that do not belong to it.
    pub free_before: WordSet,
    /// Small words inside names.
    pub inside: WordSet,
    /// Words that are no place alone.
    pub never: WordSet,
    /// Words that make the capital words before them a company or paper.
    pub company: WordSet,
    /// Given names.
    pub given: WordSet,
}
