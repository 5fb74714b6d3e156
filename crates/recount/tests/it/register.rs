//! The register, positions and allegations over an invented crisis: every format, a day, and no private name.

use std::{fs, path::Path};

use serde_json::Value;

use crate::listings::rows_over;

const REPORTS: &str = "examples/expulsion/reports";

#[test]
fn an_order_told_by_many_is_one_entry_with_its_deadline_and_tellings() {
    let entries = rows_over(REPORTS, &["register"]);
    let orders: Vec<&Value> = entries
        .iter()
        .filter(|row| {
            row["kind"] == "expulsion_order" && row["deadline"] == "2028-03-31" && row["parent"].is_null()
        })
        .collect();
    let most = orders.iter().filter_map(|row| row["told"].as_u64()).max();
    assert!(most.is_some_and(|told| told >= 3), "{orders:#?}");
    for row in &entries {
        let tellings = row["tellings"].as_array().expect("tellings");
        assert!(!tellings.is_empty() && tellings.iter().all(|told| told["offsets"].is_array()), "{row}");
    }
    let names: Vec<&str> = entries.iter().filter_map(|row| row["id"].as_str()).collect();
    for parent in entries.iter().filter_map(|row| row["parent"].as_str()) {
        assert!(names.contains(&parent), "{parent}");
    }
}

#[test]
fn as_of_a_day_nothing_later_is_told() {
    for command in ["register", "positions", "allegations"] {
        let all = rows_over(REPORTS, &[command]);
        let then = rows_over(REPORTS, &[command, "--at", "2028-03-01"]);
        assert!(!all.is_empty() && then.len() < all.len(), "{command}");
        let tellings = then.iter().flat_map(|row| row["tellings"].as_array().expect("tellings"));
        for told in tellings {
            assert!(told["published"].as_str().is_some_and(|day| day <= "2028-03-01"), "{told}");
        }
    }
}

#[test]
fn private_people_are_named_in_none() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/expulsion/parties.json");
    let parties: Value = serde_json::from_str(&fs::read_to_string(path).expect("parties")).expect("JSON");
    let private: Vec<&str> = parties["private"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert!(!private.is_empty());
    for command in ["register", "positions", "allegations"] {
        let told = serde_json::to_string(&rows_over(REPORTS, &[command])).expect("JSON");
        let named: Vec<&&str> = private.iter().filter(|name| told.contains(**name)).collect();
        assert!(named.is_empty(), "{command}: {named:?}");
    }
}

#[test]
fn parties_and_words_ask_for_less() {
    let all = rows_over(REPORTS, &["positions"]);
    let some = rows_over(REPORTS, &["positions", "--party", "UNHCR"]);
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.iter().all(|row| row["party"] == "UNHCR"), "{some:#?}");
    assert!(rows_over(REPORTS, &["allegations", "--text", "no report says this"]).is_empty());
}
