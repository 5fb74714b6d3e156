//! On whose word a figure stands: credited to a source, the publisher's own count, or nobody's; in every output, and as a filter.

use std::{fs, process::Command};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

/// An agency's own report, an outlet that cites it, and one of no known publisher.
const REPORTS: &str = r#"{"id":"sitrep","outlet":"OCHA","published":"2027-02-15","text":"Some 46,200 people are displaced in Mozambique. UNICEF said 1,200 children were missing in Beira."}
{"id":"news","outlet":"The Mocuba Post","published":"2027-02-15","text":"Some 9,100 people fled Tete in Mozambique. OCHA said 310 people were injured in Beira."}
{"id":"note","published":"2027-02-15","text":"In Chimoio 52 people were killed on Monday."}
"#;

struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(TempDir::new().expect("a folder"));
        fs::write(place.0.path().join("in.jsonl"), REPORTS).expect("reports");
        place
    }

    fn run(&self, words: &[&str]) -> String {
        let output = Command::new(cargo_bin("recount")).args(words).current_dir(self.0.path()).output();
        let output = output.expect("recount runs");
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn rows(&self, words: &[&str]) -> Vec<Value> {
        let all = [words, &["--format", "json"]].concat();
        serde_json::from_str(&self.run(&all)).expect("JSON")
    }
}

/// The number, its source and its state, of each figure.
fn states(rows: &[Value]) -> Vec<(u64, Option<&str>, &str)> {
    let state = |row: &'_ Value| row["source_state"].as_str().map(str::len);
    assert!(rows.iter().all(|row| state(row).is_some()), "{rows:#?}");
    let mut states: Vec<(u64, Option<&str>, &str)> = rows
        .iter()
        .filter_map(|row| Some((row["low"].as_u64()?, row["source"].as_str(), row["source_state"].as_str()?)))
        .collect();
    states.sort_unstable();
    states
}

#[test]
fn three_states_are_told_apart() {
    let place = Place::new();
    let all = [
        (52, None, "none"),
        (310, Some("OCHA"), "credited"),
        (1_200, Some("UNICEF"), "credited"),
        (9_100, None, "none"),
        (46_200, None, "publisher"),
    ];
    assert_eq!(states(&place.rows(&["figures", "in.jsonl"])), all);
    let read = place.run(&["extract", "in.jsonl"]);
    let read: Vec<Value> = read.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(states(&read), all, "without a workspace");
    place.run(&["add", "-w", "work.db", "in.jsonl"]);
    assert_eq!(states(&place.rows(&["figures", "-w", "work.db"])), all, "in a workspace");
}

#[test]
fn what_a_publisher_counts_itself_is_found_with_what_it_is_credited_with() {
    let place = Place::new();
    place.run(&["add", "-w", "work.db", "in.jsonl"]);
    for which in [&["in.jsonl"][..], &["-w", "work.db"]] {
        for asked in ["OCHA", "ocha"] {
            let rows = place.rows(&[&["figures"], which, &["--source", asked]].concat());
            let found: Vec<u64> = states(&rows).into_iter().map(|(low, ..)| low).collect();
            assert_eq!(found, [310, 46_200], "{which:?} {asked}");
        }
        let counts = place.rows(&[&["counts"], which, &["--source", "OCHA"]].concat());
        assert_eq!(counts.len(), 2, "{counts:#?}");
        let of_kind = place.rows(&[&["figures"], which, &["--source", "un"]].concat());
        assert_eq!(of_kind.len(), 3, "OCHA's own, OCHA's and UNICEF's");
    }
}

#[test]
fn exports_say_whose_count_it_is() {
    let place = Place::new();
    let csv = place.run(&["export", "csv", "in.jsonl"]);
    let line = |text: &str, words: &str| text.lines().find(|line| line.contains(words)).map(str::to_owned);
    assert!(line(&csv, "sitrep:0").is_some_and(|line| line.contains(",,,publisher,")), "{csv}");
    let helix = place.run(&["export", "helix", "in.jsonl"]);
    let own = line(&helix, "46200").or_else(|| line(&helix, "46,200")).expect("the own count");
    assert!(own.contains("OCHA,OCHA,un,") && own.contains("the publisher's own count"), "{own}");
    let credited = line(&helix, "UNICEF").expect("the credited count");
    assert!(credited.contains("OCHA,UNICEF,un,"), "{credited}");
    place.run(&["report", "in.jsonl", "--out", "page.html"]);
    let page = fs::read_to_string(place.0.path().join("page.html")).expect("a page");
    assert!(page.contains("OCHA (its own count)") && page.contains("no source named"));
}

#[test]
fn sums_inside_a_report_are_said_and_what_cannot_be_is_flagged() {
    let place = Place::new();
    let text = "date 2027-02-15\n\nFloods killed 43 people in Mozambique, the ministry said. In Beira 12 people were killed. In Quelimane 30 people \
                were killed. In Tete one person was killed.\n";
    fs::write(place.0.path().join("sums.txt"), text).expect("a report");
    let findings = place.rows(&["findings", "sums.txt"]);
    let sums: Vec<&str> = findings
        .iter()
        .filter_map(|row| row["reason"].as_str())
        .filter(|it| it.starts_with("adds up"))
        .collect();
    assert_eq!(sums, ["adds up: 12 + 30 + 1 = 43, place by place"; 3]);
    let text = "date 2027-02-15\n\nFloods displaced 430 people in Mozambique on Monday. In Beira 520 people were displaced on Monday. Some 610 people \
                were displaced in Beira on Monday by the floods.\n";
    fs::write(place.0.path().join("odd.txt"), text).expect("a report");
    let told = place.run(&["report", "odd.txt", "--out", "page.html"]);
    assert!(
        told.contains("! a part greater than the whole that the report gives: “430”; both kept as written"),
        "{told}"
    );
    assert!(
        told.contains("! two numbers of one report for one thing: “Some 610”; both kept as written"),
        "{told}"
    );
}
