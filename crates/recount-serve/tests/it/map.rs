//! The map: circles where people are counted, a table that tells the same, and what cannot be placed.

use std::{fs, path::Path};

use crate::house::{House, REPORTS};

/// The exercise, whose reports begin with their day.
fn exercise() -> House {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/exercise");
    let mut reports: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the exercise")
        .filter_map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let is_text = path.extension().is_some_and(|ending| ending == "txt");
            is_text.then(|| (name, fs::read_to_string(&path).expect("text")))
        })
        .collect();
    reports.sort();
    let reports: Vec<(&str, &str, &str)> =
        reports.iter().map(|(name, text)| (name.as_str(), "2027-02-14", text.as_str())).collect();
    House::of(&reports)
}

#[test]
fn the_exercise_is_drawn() {
    let house = exercise();
    let page = house.get("/map?measure=killed").body;
    let circles = page.matches("<circle").count();
    assert!(circles >= 4, "{circles}: {page}");
    assert_eq!(page.matches("<a class=\"spot").count(), circles);
    for words in [
        "Mozambique, country as a whole: ",
        ">Zambezia, Mozambique<",
        "class=\"spot whole\"",
        "<title>Nampula</title>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // An old story of islands at the other end of the world stands in the table alone.
    assert!(page.contains("far beyond this map") && page.contains(">Solomon Islands"));
    assert!(page.contains("1 of 11 counts could not be placed") && page.contains("Nante"), "{page}");
    assert!(!page.contains("<script>") && !page.contains("style="), "nothing that the policy forbids");
}

#[test]
fn the_twins_tell_the_same() {
    let house = exercise();
    let rows = house.get("/map.json?measure=killed").json()["rows"].as_array().expect("rows").clone();
    let namacurra = rows.iter().find(|row| row["place"] == "Namacurra").expect("Namacurra");
    assert_eq!(
        (namacurra["division"].as_str(), namacurra["shown"].as_str()),
        (Some("Zambezia"), Some("place"))
    );
    assert!(namacurra["latitude"].as_f64().is_some_and(|north| (-17.7..-16.0).contains(&north)));
    let nante = rows.iter().find(|row| row["place"] == "Nante").expect("Nante");
    assert_eq!(
        (nante["shown"].as_str(), nante["latitude"].as_f64()),
        (Some("the place is in no gazetteer"), None)
    );
    let csv = house.get("/map.csv?measure=killed").body;
    assert_eq!(csv.lines().count(), rows.len() + 1);
}

#[test]
fn one_measure_is_shown_and_filters_narrow_it() {
    let house = House::of(REPORTS);
    assert!(house.get("/map").body.contains("<option value=\"displaced\" selected>Displaced (1 place)"));
    let page = house.get("/map?measure=killed").body;
    assert!(page.contains("<option value=\"killed\" selected>Killed (1 place)"), "{page}");
    // No account of a disputed count is taken; it has its place all the same.
    assert!(page.contains(">Goma <tspan>280 to 300 or more</tspan>"), "{page}");
    assert!(house.get("/map?measure=displaced").body.contains("Sake"));
    assert!(house.get("/map?country=MOZ").body.contains("No count like that is reported."));
    assert!(house.get("/map?measure=nonsense").body.contains("No count like that is reported."));
    assert_eq!(house.get("/map?since=soon").status, 400);
    assert!(House::of(&[]).get("/map").body.contains("No count like that is reported."));
}

#[test]
fn it_stands_as_of_a_day_and_narrows_to_a_place() {
    let house = House::of(REPORTS);
    let range = |query: &str| {
        let rows = house.get(&format!("/map.json?{query}")).json()["rows"].clone();
        rows.as_array()
            .expect("rows")
            .iter()
            .map(|row| row["range"].as_str().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(range("measure=killed"), ["280 to 300 or more"]);
    assert_eq!(range("measure=killed&at=2027-03-02"), ["300 or more"]);
    assert_eq!(range("measure=displaced&place=Sake").len(), 1);
    assert!(range("measure=displaced&place=Goma").is_empty());
    let page = house.get("/map?measure=killed&at=2027-03-02").body;
    assert!(
        page.contains("as of 2 March 2027") && page.contains(">Goma <tspan>300 or more</tspan>"),
        "{page}"
    );
    assert!(house.get("/?at=2027-03-02").body.contains("href=\"/map?at=2027-03-02\">Map</a>"));
}

#[test]
fn hostile_names_of_places_run_nothing() {
    let text = "At least 300 people were killed in Goma on Monday, the mayor said. Some 40 people were killed in the village of \
                <script>alert(1)</script>Kibati\"><img src=x onerror=alert(1)> on Monday, the mayor said.";
    let house = House::of(&[("\"><svg onload=alert(1)>", "2027-03-02", text)]);
    for query in [
        "measure=killed",
        "measure=%22%3E%3Csvg%20onload%3E",
        "text=%22%3E%3Cimg%3E",
        "country=%3Cscript%3Ealert",
    ] {
        let page = house.get(&format!("/map?{query}")).body;
        for markup in ["<script>alert", "<img", "<svg onload"] {
            assert!(!page.contains(markup), "{query}: {page}");
        }
    }
}
