//! Places by name: GeoNames' towns and divisions from one packed file, and what Recount adds from `lexicon/en/places_*.toml`:
//! countries, regions and waters, border crossings, camps, abbreviations and the words for peoples.
//!
//! The packed file is read in place. It is built by the crate `recount-gazetteer`, which says from what; its notice stands
//! in `data/gazetteer.md`.

mod added;
mod key;
mod packed;

use std::collections::BTreeMap;

use fst::raw::Output;

pub use added::Country;
pub use key::{key, key_of};
pub use packed::{Entry, MAGIC, NO_PARENT, NO_PLACE, NameTraits, SINGLE};

use added::Added;
use packed::Packed;

static DATA: &[u8] = include_bytes!("../../../data/gazetteer.bin");

/// The number of a place within this build; not stable from one build to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub(crate) u32);

/// What sort of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Kind {
    /// A city, town or village.
    Town = 0,
    /// The capital of a country.
    Capital = 1,
    /// A first-level division: a state, province, region.
    First = 2,
    /// A second-level division: a county, district, department.
    Second = 3,
    /// A country, or an area with a country's code.
    Country = 4,
    /// A part of one or several countries without being a division: Darfur, the Sahel.
    Region = 5,
    /// A continent or a part of one.
    Continent = 6,
    /// An ocean, sea, river or lake.
    Water = 7,
    /// A border crossing.
    Crossing = 8,
    /// A camp or settlement of displaced people.
    Camp = 9,
    /// A part of a town, an airport, a mountain, an island.
    Site = 10,
}

impl Kind {
    const ALL: [Kind; 11] = [
        Kind::Town,
        Kind::Capital,
        Kind::First,
        Kind::Second,
        Kind::Country,
        Kind::Region,
        Kind::Continent,
        Kind::Water,
        Kind::Crossing,
        Kind::Camp,
        Kind::Site,
    ];

    const fn from_byte(byte: u8) -> Kind {
        let at = byte as usize;
        if at < Kind::ALL.len() { Kind::ALL[at] } else { Kind::Town }
    }

    /// A stable word for it: `town`, `first`, `country`.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Town => "town",
            Kind::Capital => "capital",
            Kind::First => "first-level division",
            Kind::Second => "second-level division",
            Kind::Country => "country",
            Kind::Region => "region",
            Kind::Continent => "continent",
            Kind::Water => "water",
            Kind::Crossing => "crossing",
            Kind::Camp => "camp",
            Kind::Site => "site",
        }
    }
}

/// One place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// What is known of the name.
    pub traits: NameTraits,
    /// How the name stands for the place.
    pub form: Form,
}

/// How a name stands for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Form {
    /// It names the place.
    #[default]
    Name,
    /// It is an adjective or the word for the people: `Afghan`, `Afghans`.
    Demonym,
    /// It names the place when written exactly as [`Gazetteer::exact_form`] has it: `US`, `KP`, `Calif.`
    Exact(u32),
    /// The same, and only behind a place and a comma: `OR`, `IN`.
    Suffix(u32),
}

/// Places by name.
#[derive(Clone)]
pub struct Gazetteer {
    packed: Option<Packed>,
    automaton: fst::raw::Fst<&'static [u8]>,
    added: Added,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Gazetteer({} names)", self.automaton.len())
    }
}

impl Gazetteer {
    /// The most words a name may have.
    pub const LONGEST: usize = 8;

    /// Opens the packed file and reads the tables beside it.
    pub(super) fn open(files: &BTreeMap<&'static str, &'static str>) -> Gazetteer {
        let packed = Packed::open(DATA);
        let automaton = packed.map_or(&[][..], |packed| packed.automaton);
        let automaton = fst::raw::Fst::new(automaton).unwrap_or_else(|_| empty());
        let mut gazetteer = Gazetteer { packed, automaton, added: Added::default() };
        gazetteer.added = Added::read(files, &gazetteer);
        gazetteer
    }

    /// Every name that starts with the first of these words (as [`key`] gives them), longest first: how many of the words it
    /// takes, and what it may mean.
    pub fn starting<'w, W: Iterator<Item = &'w str>>(
        &self,
        words: W,
    ) -> impl Iterator<Item = (usize, Vec<Candidate>)> + use<'_, 'w, W> {
        let mut found = Vec::new();
        let mut node = Some((self.automaton.root(), Output::zero()));
        let mut joined = String::with_capacity(32);
        for (at, word) in words.take(Self::LONGEST).enumerate() {
            if at > 0 {
                node = node.and_then(|state| self.step(state, b" "));
                if node.is_none() && !self.added.may_start(&joined) {
                    break;
                }
                joined.push(' ');
            }
            joined.push_str(word);
            node = node.and_then(|state| self.step(state, word.as_bytes()));
            let added = self.added.named(&joined);
            let is_final = node.as_ref().filter(|(node, _)| node.is_final());
            let value = is_final.map(|(node, output)| output.cat(node.final_output()).value());
            if value.is_some() || !added.is_empty() {
                found.push((at + 1, added, value));
            }
        }
        let found = found.into_iter().rev().map(|(length, added, value)| (length, self.meant(added, value)));
        found.filter(|(_, candidates)| !candidates.is_empty())
    }

    /// What a name may mean: places that are added, and those that a value of the automaton stands for.
    fn meant(&self, added: &[Candidate], value: Option<u64>) -> Vec<Candidate> {
        let entries = self.packed.iter().zip(value).flat_map(|(packed, value)| packed.entries(value));
        let candidate = |entry: Entry| Candidate {
            place: PlaceId(entry.place()),
            traits: entry.traits(),
            form: Form::Name,
        };
        let packed = entries.filter(|entry| entry.place() != NO_PLACE).map(candidate);
        added.iter().copied().chain(packed).collect()
    }

    /// What is known of one word (as [`key`] gives it) as a name of persons or an English word.
    pub fn traits(&self, word: &str) -> NameTraits {
        let node = self.step((self.automaton.root(), Output::zero()), word.as_bytes());
        let Some((node, output)) = node.filter(|(node, _)| node.is_final()) else {
            return NameTraits::default();
        };
        let mut entries =
            self.packed.iter().flat_map(|packed| packed.entries(output.cat(node.final_output()).value()));
        entries.next().map_or_else(NameTraits::default, |entry| NameTraits {
            alternate: false,
            short: false,
            ..entry.traits()
        })
    }

    /// What this whole name may mean.
    pub fn named(&self, name: &str) -> Vec<Candidate> {
        let name = key(name);
        match self.starting(name.split(' ')).next() {
            Some((length, candidates)) if length == name.split(' ').count() => candidates,
            _ => Vec::new(),
        }
    }

    /// The exact form of this number.
    pub fn exact_form(&self, number: u32) -> &str {
        self.added.exact_form(number)
    }

    fn step<'f>(
        &'f self,
        (mut node, mut output): (fst::raw::Node<'f>, Output),
        bytes: &[u8],
    ) -> Option<(fst::raw::Node<'f>, Output)> {
        for byte in bytes {
            let transition = node.transition(node.find_input(*byte)?);
            output = output.cat(transition.out);
            node = self.automaton.node(transition.addr);
        }
        Some((node, output))
    }

    fn added_at(&self, place: PlaceId) -> Option<&added::Place> {
        let first = self.packed.map_or(0, |packed| packed.places);
        self.added.places.get(place.0.checked_sub(first)? as usize)
    }

    /// The name it is shown by.
    pub fn name(&self, place: PlaceId) -> &str {
        match self.added_at(place) {
            Some(added) => &added.name,
            None => self.packed.and_then(|packed| packed.name(place.0)).unwrap_or(""),
        }
    }

    /// Degrees north and east.
    pub fn point(&self, place: PlaceId) -> Option<(f64, f64)> {
        match self.added_at(place) {
            Some(added) => added.point,
            None => self.packed.and_then(|packed| packed.point(place.0)),
        }
    }

    /// The country it lies in, ISO 3166 alpha-3; none where it lies in several.
    pub fn country(&self, place: PlaceId) -> Option<&str> {
        match self.added_at(place) {
            Some(added) => added.country(),
            None => self.packed.and_then(|packed| packed.country(place.0)),
        }
    }

    /// Every country it lies in; for a crossing the countries on both sides.
    pub fn countries(&self, place: PlaceId) -> Vec<&str> {
        match self.added_at(place) {
            Some(added) => added.countries.iter().map(String::as_str).collect(),
            None => self.country(place).into_iter().collect(),
        }
    }

    /// What sort of place it is.
    pub fn kind(&self, place: PlaceId) -> Kind {
        match self.added_at(place) {
            Some(added) => added.kind,
            None => self.packed.map_or(Kind::Town, |packed| packed.kind(place.0)),
        }
    }

    /// GeoNames number.
    pub fn number(&self, place: PlaceId) -> Option<u32> {
        match self.added_at(place) {
            Some(added) => added.geonameid,
            None => self.packed.and_then(|packed| packed.number(place.0)),
        }
    }

    /// About how many people live there, to within a twentieth; 0 where unknown.
    pub fn population(&self, place: PlaceId) -> f64 {
        match self.added_at(place) {
            Some(added) => added.population,
            None => self.packed.map_or(0.0, |packed| packed.population(place.0)),
        }
    }

    /// The division it lies in, the smallest known.
    pub fn parent(&self, place: PlaceId) -> Option<PlaceId> {
        match self.added_at(place) {
            Some(_) => None,
            None => self.packed.and_then(|packed| packed.parent(place.0)).map(PlaceId),
        }
    }

    /// The first-level division it is or lies in.
    pub fn first_division(&self, place: PlaceId) -> Option<PlaceId> {
        let mut at = Some(place);
        for _ in 0..3 {
            let here = at?;
            if self.kind(here) == Kind::First {
                return Some(here);
            }
            at = self.parent(here);
        }
        None
    }

    /// The country of this alpha-3 code.
    pub fn country_of_code(&self, code: &str) -> Option<&Country> {
        self.added.countries.get(code)
    }

    /// The place that stands for the country of this alpha-3 code.
    pub fn country_place(&self, code: &str) -> Option<PlaceId> {
        self.added.country_places.get(code).copied()
    }

    /// Whether the two countries share a land border.
    pub fn border(&self, left: &str, right: &str) -> bool {
        self.country_of_code(left).is_some_and(|country| country.borders.iter().any(|code| code == right))
    }
}

fn empty() -> fst::raw::Fst<&'static [u8]> {
    static EMPTY: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    let bytes = EMPTY.get_or_init(|| fst::raw::Builder::memory().into_inner().unwrap_or_default());
    #[expect(clippy::expect_used, reason = "an automaton just written is one")]
    fst::raw::Fst::new(bytes.as_slice()).expect("an empty automaton")
}

#[cfg(test)]
mod tests;
