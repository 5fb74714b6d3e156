//! Tests of the file and of looking up.

use super::{DATA, Form, Kind, key};
use crate::Lexicon;

/// What `recount-gazetteer` wrote beside the file, and the packages it is built from.
const RECORD: &str = include_str!("../../../data/gazetteer.txt");
const PACKAGES: &str = include_str!("../../../../../tools/gazetteer/packages.txt");

#[test]
fn the_file_is_the_one_built_from_the_packages_named() {
    let hash = crate::fnv::digest(DATA.iter().copied());
    let expected = format!("{PACKAGES}fnv1a {hash:016x} {}\n", DATA.len());
    assert_eq!(RECORD, expected, "run the recipe of crates/recount-gazetteer");
}

fn check(name: &str, expected: &str) {
    let places = Lexicon::builtin().places;
    let found: Vec<String> = places
        .named(name)
        .iter()
        .filter(|candidate| candidate.form == Form::Name && !candidate.traits.alternate)
        .filter(|candidate| {
            places.population(candidate.place) > 100_000.0 || places.kind(candidate.place) > Kind::Second
        })
        .map(|candidate| {
            format!(
                "{} {}",
                places.kind(candidate.place).word(),
                places.country(candidate.place).unwrap_or("?")
            )
        })
        .collect();
    assert_eq!(found.join(", "), expected, "{name}");
}

#[test]
fn names_lead_to_places() {
    check("Torkham", "crossing PAK");
    check("Kutupalong", "camp BGD");
    check("Khyber Pakhtunkhwa", "first-level division PAK");
    check("Qqzx", "");
}

#[test]
fn every_place_that_is_added_has_a_known_country_and_a_point_on_earth() {
    let places = Lexicon::builtin().places;
    for added in &places.added.places {
        assert!(added.countries.iter().all(|code| places.country_of_code(code).is_some()), "{}", added.name);
        let (north, east) = added.point.unwrap();
        assert!((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east), "{}", added.name);
        assert!(!key(&added.name).is_empty());
        let sides = added.countries.len();
        assert!(added.kind != Kind::Crossing || sides == 2, "{} joins two countries", added.name);
    }
}

#[test]
fn crossings_join_neighbours() {
    let places = Lexicon::builtin().places;
    for crossing in places.added.places.iter().filter(|place| place.kind == Kind::Crossing) {
        let [one, other] = &crossing.countries[..] else { panic!("{}", crossing.name) };
        assert!(
            places.border(one, other) || places.border(other, one),
            "{}: {one} and {other}",
            crossing.name
        );
    }
}

#[test]
fn abbreviations_and_demonyms_lead_somewhere() {
    let places = Lexicon::builtin().places;
    for (short, kind) in
        [("Calif.", Kind::First), ("KP", Kind::First), ("D.I. Khan", Kind::Town), ("DRC", Kind::Country)]
    {
        let found = places.named(short);
        assert!(found.iter().any(|candidate| places.kind(candidate.place) == kind), "{short}: {found:?}");
    }
    assert!(places.named("Afghans").iter().all(|candidate| candidate.form == Form::Demonym));
}
