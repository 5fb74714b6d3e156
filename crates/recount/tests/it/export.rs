//! Exports as their users meet them: what people decided shows, what they rejected is gone, names are masked, files are written.

use std::{fs, process::Command};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

const REPORT: &str = "At least 12 people were killed in Mocuba, Mozambique, on 3 March 2027, police said. \
    About 300 people fled Beira, Mozambique, on 4 March 2027, resident Amina Tembe said.";

/// What `recount` prints in a folder with one report, added to its workspace.
fn run(folder: &TempDir, words: &[&str]) -> String {
    let output = Command::new(cargo_bin("recount"))
        .args(words)
        .env("RECOUNT_AUTHOR", "Ana")
        .current_dir(folder.path())
        .output()
        .expect("recount runs");
    assert_eq!(output.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn desk() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("note.txt"), REPORT).expect("a report");
    run(&folder, &["add", "note.txt"]);
    folder
}

/// The cells of one column of an export.
fn column(folder: &TempDir, form: &str, name: &str) -> Vec<String> {
    let printed = run(folder, &["export", form]);
    let mut lines = csv::Reader::from_reader(printed.as_bytes());
    let at = lines.headers().expect("headings").iter().position(|heading| heading == name).expect("a column");
    lines.records().map(|line| line.expect("a line")[at].to_owned()).collect()
}

#[test]
fn a_role_stays_triangulation_until_a_person_picks() {
    let desk = desk();
    let role = || column(&desk, "helix", "Figure role");
    assert_eq!(role(), ["Triangulation", "Triangulation"]);
    run(&desk, &["decide", "recommend", "note:0", "--reason", "named source"]);
    assert_eq!(role(), ["Recommended figure", "Triangulation"]);
    run(&desk, &["decide", "undo", "1", "--reason", "too early"]);
    assert_eq!(role(), ["Triangulation", "Triangulation"]);
}

#[test]
fn what_was_rejected_is_exported_no_more() {
    let desk = desk();
    assert_eq!(column(&desk, "csv", "measure"), ["killed", "fled"]);
    run(&desk, &["decide", "reject", "note:0", "--reason", "an old flood"]);
    assert_eq!(column(&desk, "csv", "measure"), ["fled"]);
}

#[test]
fn filters_narrow_and_paths_and_workspace_give_the_same() {
    let desk = desk();
    assert_eq!(run(&desk, &["export", "hxl"]), run(&desk, &["export", "hxl", "note.txt"]));
    let killed = run(&desk, &["export", "csv", "--measure", "killed"]);
    assert_eq!(killed.lines().count(), 2);
    assert_eq!(
        run(&desk, &["export", "csv", "--since", "2027-03-04", "--until", "2027-03"]).lines().count(),
        2
    );
    assert_eq!(run(&desk, &["export", "csv", "--since", "2027-04"]).lines().count(), 1);
}

#[test]
fn names_of_private_people_are_masked_unless_asked_for() {
    let desk = desk();
    for form in ["csv", "jsonl", "annotations", "geojson", "hxl", "helix"] {
        let masked = run(&desk, &["export", form]);
        assert!(!masked.contains("Amina") && !masked.contains("Tembe"), "{form}: {masked}");
        assert!(run(&desk, &["export", form, "--names"]).contains("Amina"), "{form}");
    }
}

#[test]
fn so_are_the_names_of_victims() {
    let folder = TempDir::new().expect("a folder");
    let report = "Dana Reis, 34, was among 12 people killed in Mocuba, Mozambique, on Monday, police said.\n\n\
                  Mayor Jonas Mabuto, 61, said that 40 people were injured. “Reis helped all 40,” he said.";
    fs::write(folder.path().join("note.txt"), report).expect("a report");
    run(&folder, &["add", "note.txt"]);
    for form in ["csv", "annotations", "helix"] {
        let masked = run(&folder, &["export", form]);
        assert!(
            !masked.contains("Dana") && !masked.contains("Reis") && masked.contains("Mabuto"),
            "{form}: {masked}"
        );
        assert!(run(&folder, &["export", form, "--names"]).contains("Dana Reis"), "{form}");
    }
}

#[test]
fn a_file_is_written_where_it_was_asked_for() {
    let desk = desk();
    for (form, start) in [("xlsx", &b"PK"[..]), ("parquet", b"PAR1"), ("csv", b"id,")] {
        let name = format!("out.{form}");
        assert_eq!(run(&desk, &["export", form, "-o", &name]), "");
        assert!(fs::read(desk.path().join(name)).expect("a file").starts_with(start), "{form}");
    }
    let listed = run(&desk, &["export", "list"]);
    assert!(listed.contains("helix") && listed.lines().count() == 9, "{listed}");
}
