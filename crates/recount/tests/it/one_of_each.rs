//! A folder with one input of each kind gives one ledger; and what cannot be read does not hinder the rest.

use std::{fs, process::Command};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

use crate::samples::samples;

/// Runs the command over a folder with every sample and one broken file; standard output and standard error.
fn run(arguments: &[&str]) -> (String, String) {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("inputs")).expect("a folder");
    for (name, bytes, _) in samples() {
        fs::write(folder.path().join("inputs").join(name), bytes).expect("a file");
    }
    fs::write(folder.path().join("inputs/broken.pdf"), b"%PDF-1.4 and no more").expect("a file");
    let output = Command::new(cargo_bin("recount")).args(arguments).current_dir(folder.path()).output();
    let output = output.expect("recount runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).expect("UTF-8"), String::from_utf8(output.stderr).expect("UTF-8"))
}

#[test]
fn one_ledger_of_every_kind() {
    let (printed, errors) = run(&["report", "inputs"]);
    assert!(printed.contains("displaced") && printed.contains("South Sudan"), "{printed}");
    assert!(errors.contains("inputs/broken.pdf: set aside: expected a whole PDF"), "{errors}");
}

#[test]
fn every_figure_leads_back_to_its_words() {
    let (read, _) = run(&["read", "inputs"]);
    let (figures, _) = run(&["extract", "inputs"]);
    let json = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    let texts: Vec<serde_json::Value> = read.lines().map(json).collect();
    let figures: Vec<serde_json::Value> = figures.lines().map(json).collect();
    for (name, _, number) in samples() {
        let figure = figures.iter().find(|figure| figure["low"] == number);
        let figure = figure.unwrap_or_else(|| panic!("no figure of {number}, that of {name}"));
        let text = texts.iter().find(|text| text["document"] == figure["document"]).expect("its report");
        let characters: Vec<char> = text["text"].as_str().expect("a text").chars().collect();
        let at = |key: &str| usize::try_from(figure[key].as_u64().expect("an offset")).expect("a small one");
        let words: String = characters[at("start")..at("end")].iter().collect();
        assert_eq!(figure["text"], words);
        assert!(words.contains(&number.to_string()), "{words}");
    }
}
