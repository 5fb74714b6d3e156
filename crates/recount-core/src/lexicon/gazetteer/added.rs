//! The places that stand in `lexicon/en/places_*.toml`, and the words of `demonyms.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Candidate, Form, Gazetteer, Kind, NameTraits, PlaceId, key};
use crate::lexicon::words::{WordMap, WordSet};

/// A country, as `places_countries.toml` has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166 alpha-2.
    pub code: String,
    /// The name shown, then official, older and short ones.
    pub names: Vec<String>,
    /// Degrees north and east.
    pub point: (f64, f64),
    /// GeoNames number.
    pub geonameid: u32,
    /// How many people live there.
    pub population: f64,
    /// Alpha-3 codes of the countries it borders on land.
    pub borders: Vec<String>,
}

/// Any other place of those files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) name: String,
    /// Other names.
    #[serde(default)]
    names: Vec<String>,
    /// Names that count only when written exactly so.
    #[serde(default)]
    exact: Vec<String>,
    /// The countries it lies in; for a crossing first the country of the side that has the name.
    #[serde(default)]
    pub(super) countries: Vec<String>,
    #[serde(default)]
    pub(super) point: Option<(f64, f64)>,
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) geonameid: Option<u32>,
    #[serde(default)]
    pub(super) population: f64,
}

impl Place {
    pub(super) fn country(&self) -> Option<&str> {
        match &self.countries[..] {
            [one] => Some(one),
            [first, ..] if matches!(self.kind, Kind::Crossing | Kind::Country) => Some(first),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceFile {
    place: Vec<Place>,
}

/// Words for the people and things of a place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Demonyms {
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemonymFile {
    /// By alpha-3 code.
    countries: BTreeMap<String, Demonyms>,
    /// By a place: `USA/Texas`.
    of: BTreeMap<String, Demonyms>,
}

/// Short forms of places that have an entry: `Calif.` for `USA/California`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationFile {
    /// Written exactly so wherever they stand.
    exact: BTreeMap<String, String>,
    /// Written exactly so, behind a place and a comma.
    suffix: BTreeMap<String, String>,
}

/// Everything that is added to the packed file.
#[derive(Debug, Clone, Default)]
pub(super) struct Added {
    pub(super) places: Vec<Place>,
    pub(super) countries: BTreeMap<String, Country>,
    pub(super) country_places: BTreeMap<String, PlaceId>,
    names: WordMap<Vec<Candidate>>,
    /// What names of several words start with: their first word, their first two words and so on.
    openings: WordSet,
    exact: Vec<String>,
}

/// The same while the files are read.
#[derive(Default)]
struct Gathered {
    places: Vec<Place>,
    countries: BTreeMap<String, Country>,
    country_places: BTreeMap<String, PlaceId>,
    names: BTreeMap<String, Vec<Candidate>>,
    exact: Vec<String>,
}

impl Added {
    /// Reads the files, given by their stems. The packed part of `gazetteer` is open already.
    ///
    /// # Panics
    /// Where a file is not of its form; a test reads them all.
    pub(super) fn read(files: &BTreeMap<&'static str, &'static str>, gazetteer: &Gazetteer) -> Added {
        let Gathered { places, countries, country_places, names, exact } = Gathered::read(files, gazetteer);
        let openings = names.keys().flat_map(|name| name.match_indices(' ').map(|(end, _)| &name[..end]));
        Added {
            openings: openings.collect(),
            names: names.into_iter().collect(),
            places,
            countries,
            country_places,
            exact,
        }
    }

    /// The exact form of this number.
    pub(super) fn exact_form(&self, number: u32) -> &str {
        self.exact.get(number as usize).map_or("", String::as_str)
    }

    /// What this looked-up form may mean.
    pub(super) fn named(&self, key: &str) -> &[Candidate] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether some longer name starts with these words.
    pub(super) fn may_start(&self, words: &str) -> bool {
        self.openings.contains(words)
    }
}

impl Gathered {
    fn read(files: &BTreeMap<&'static str, &'static str>, gazetteer: &Gazetteer) -> Gathered {
        let mut added = Gathered { countries: parse(files, "places_countries"), ..Gathered::default() };
        let first = gazetteer.packed.map_or(0, |packed| packed.places);
        for (code, country) in added.countries.clone() {
            let place = added.push(first, country_place(&code, &country));
            added.country_places.insert(code, place);
        }
        for stem in ["places_regions", "places_crossings", "places_camps"] {
            let file: PlaceFile = parse(files, stem);
            for place in file.place {
                added.push(first, place);
            }
        }
        added.read_demonyms(parse(files, "demonyms"), gazetteer);
        added.read_abbreviations(files, gazetteer);
        added
    }

    fn push(&mut self, first: u32, place: Place) -> PlaceId {
        let id = PlaceId(first + u32::try_from(self.places.len()).unwrap_or(u32::MAX - first));
        for (at, name) in std::iter::once(&place.name).chain(&place.names).enumerate() {
            self.name(name, id, Form::Name, at > 0);
        }
        for name in &place.exact {
            let exact = self.exactly(name);
            self.name(name, id, Form::Exact(exact), true);
        }
        self.places.push(place);
        id
    }

    /// Keeps the exact form of a name, and gives its number.
    fn exactly(&mut self, name: &str) -> u32 {
        self.exact.push(name.to_string());
        u32::try_from(self.exact.len() - 1).unwrap_or(u32::MAX)
    }

    fn name(&mut self, name: &str, place: PlaceId, form: Form, alternate: bool) {
        let traits = NameTraits { alternate, ..NameTraits::default() };
        self.names.entry(key(name)).or_default().push(Candidate { place, traits, form });
    }

    fn read_demonyms(&mut self, file: DemonymFile, gazetteer: &Gazetteer) {
        for (code, words) in &file.countries {
            if let Some(place) = self.country_places.get(code).copied() {
                self.demonyms(words, place);
            }
        }
        for (path, words) in &file.of {
            if let Some(place) = self.at_path(path, gazetteer) {
                self.demonyms(words, place);
            }
        }
    }

    fn demonyms(&mut self, words: &Demonyms, place: PlaceId) {
        for word in words.adjectives.iter().chain(&words.people) {
            let short = word.len() <= 4 && word.chars().all(|letter| letter.is_uppercase() || letter == '.');
            if !short {
                self.name(word, place, Form::Demonym, false);
            }
        }
    }

    fn read_abbreviations(&mut self, files: &BTreeMap<&'static str, &'static str>, gazetteer: &Gazetteer) {
        let file: AbbreviationFile = parse(files, "places_abbreviations");
        for (short, path) in &file.exact {
            if let Some(place) = self.at_path(path, gazetteer) {
                let exact = self.exactly(short);
                self.name(short, place, Form::Exact(exact), false);
            }
        }
        for (short, path) in &file.suffix {
            if let Some(place) = self.at_path(path, gazetteer) {
                let exact = self.exactly(short);
                self.name(short, place, Form::Suffix(exact), false);
            }
        }
    }

    /// The place of `USA/California`, or of `USA` alone: the largest of that name in that country.
    fn at_path(&self, path: &str, gazetteer: &Gazetteer) -> Option<PlaceId> {
        let Some((code, name)) = path.split_once('/') else {
            return self.country_places.get(path).copied();
        };
        let own =
            self.names.get(&key(name)).into_iter().flatten().map(|candidate| candidate.place).find(|place| {
                let first = gazetteer.packed.map_or(0, |packed| packed.places);
                let added = place.0.checked_sub(first).and_then(|at| self.places.get(at as usize));
                added.is_some_and(|added| added.countries.iter().any(|country| country == code))
            });
        own.or_else(|| {
            gazetteer
                .named(name)
                .into_iter()
                .map(|candidate| candidate.place)
                .filter(|place| gazetteer.country(*place) == Some(code))
                .max_by_key(|place| {
                    let kind = gazetteer.kind(*place);
                    (kind == Kind::First, kind != Kind::Second, gazetteer.population(*place) as u64)
                })
        })
    }
}

fn country_place(code: &str, country: &Country) -> Place {
    let (exact, names): (Vec<String>, Vec<String>) =
        country.names.iter().skip(1).cloned().partition(|name| is_acronym(name));
    Place {
        name: country.names.first().cloned().unwrap_or_default(),
        names,
        exact,
        countries: vec![code.to_string()],
        point: Some(country.point),
        kind: Kind::Country,
        geonameid: Some(country.geonameid),
        population: country.population,
    }
}

fn is_acronym(name: &str) -> bool {
    name.chars().all(|letter| letter.is_uppercase() || letter == '.' || letter == ' ')
}

fn parse<T: serde::de::DeserializeOwned>(files: &BTreeMap<&'static str, &'static str>, stem: &str) -> T {
    let text = files.get(stem).copied().unwrap_or("");
    toml::from_str(text).unwrap_or_else(|error| panic!("lexicon/en/{stem}.toml: {error}"))
}
