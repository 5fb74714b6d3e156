//! The invented situation report in four formats, against its gold: the same content is read from each, as far as the layout of
//! each says the same.

use std::{path::Path, process::Command};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// Of the 60 figures of the gold, how many are read from each format, and of those the measure, the country, the source, the place and
/// the day that must be right. Raise them when reading gets better; what is short stands in `docs/quality.md`.
const LEAST: [usize; 6] = [60, 57, 60, 57, 53, 57];

const FORMATS: [&str; 4] = ["pdf", "docx", "html", "xlsx"];

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The rows of a listing. The page of the PDF that is a picture is named, and nothing else is set aside.
fn rows(listing: &str, path: &str) -> Vec<Value> {
    let mut command = Command::new(cargo_bin("recount"));
    let output = command.args([listing, path, "--format", "json"]).current_dir(root()).output();
    let output = output.expect("recount runs");
    let problems = String::from_utf8_lossy(&output.stderr);
    let odd = |line: &&str| {
        !line.trim().is_empty() && !line.contains("a picture, not read") && !line.contains("is called")
    };
    assert_eq!(problems.lines().find(odd), None, "{path}");
    let rows: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    rows.as_array().expect("an array").clone()
}

fn gold() -> Vec<Value> {
    let path = root().join("examples/sitrep/gold.jsonl");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

/// For each figure of the gold the figure read that is most like it: the same bounds, then measure, country and source. Each
/// figure read is taken once.
fn found<'r>(gold: &'r [Value], read: &'r [Value]) -> Vec<(&'r Value, &'r Value)> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, wanted) in gold.iter().enumerate() {
        for (number, got) in read.iter().enumerate() {
            if wanted["low"] == got["low"] && wanted["high"] == got["high"] {
                let alike = [is_measure(wanted, got), is_country(wanted, got), is_source(wanted, got)];
                pairs.push((alike.iter().filter(|alike| !**alike).count(), at, number));
            }
        }
    }
    pairs.sort_unstable();
    let (mut found, mut taken) = (vec![None; gold.len()], vec![false; read.len()]);
    for (_, at, number) in pairs {
        if found[at].is_none() && !taken[number] {
            (found[at], taken[number]) = (Some(number), true);
        }
    }
    found.iter().enumerate().filter_map(|(at, number)| Some((&gold[at], &read[(*number)?]))).collect()
}

fn is_measure(wanted: &Value, got: &Value) -> bool {
    wanted["measure"] == got["measure"]
}

fn is_country(wanted: &Value, got: &Value) -> bool {
    wanted["at"] == got["at"]
}

/// Whether both name nobody, or one name holds words of the other.
fn is_source(wanted: &Value, got: &Value) -> bool {
    match (wanted["source"].as_str(), got["source"].as_str()) {
        (None, None) => true,
        (Some(one), Some(two)) => {
            let long = |word: &&str| word.len() > 3;
            one.split(|mark: char| !mark.is_alphanumeric()).filter(long).any(|word| two.contains(word))
        }
        _ => false,
    }
}

/// Whether the place is the one named; the whole country is no place in the gold.
fn is_place(wanted: &Value, got: &Value) -> bool {
    let name = |value: &Value| value["place"].as_str().unwrap_or("Madagascar").to_lowercase();
    name(wanted) == name(got)
}

/// Whether the days of the figure touch those of the gold.
fn is_day(wanted: &Value, got: &Value) -> bool {
    let Some(day) = wanted["as_of"].as_str() else { return true };
    let (first, last) = day.split_once('/').unwrap_or((day, day));
    let first = if first == ".." { "" } else { first };
    let from = got["first_day"].as_str().unwrap_or("");
    let to = got["last_day"].as_str().unwrap_or("9");
    !got["period"].is_null() && from <= &*format!("{last}-99") && first <= to
}

fn read(format: &str) -> Vec<Value> {
    rows("figures", &format!("examples/sitrep/reports/sitrep.{format}"))
}

#[test]
fn a_situation_report_is_read_from_every_format() {
    let gold = gold();
    for format in FORMATS {
        let read = read(format);
        let found = found(&gold, &read);
        let count = |is: fn(&Value, &Value) -> bool| found.iter().filter(|(one, two)| is(one, two)).count();
        let right = [is_measure, is_country, is_source, is_place, is_day].map(count);
        let got: Vec<usize> = [found.len()].into_iter().chain(right).collect();
        let enough = got.iter().zip(LEAST).all(|(got, least)| *got >= least);
        assert!(enough, "{format}: {got:?}, wanted at least {LEAST:?} of {}", gold.len());
    }
}

#[test]
fn every_format_says_the_same() {
    const FIELDS: [&str; 8] = ["low", "high", "unit", "measure", "status", "place", "period", "source"];
    let gold = gold();
    let told = |format: &str| -> Vec<String> {
        let read = read(format);
        let found = found(&gold, &read);
        let fields = |got: &Value| FIELDS.map(|field| got[field].to_string().to_lowercase()).join(" ");
        found.iter().map(|(wanted, got)| format!("{} {}", wanted["id"], fields(got))).collect()
    };
    let first = told(FORMATS[0]);
    for format in &FORMATS[1..] {
        let other = told(format);
        let apart: Vec<_> = first.iter().zip(&other).filter(|(one, two)| one != two).collect();
        assert!(apart.is_empty() && other.len() == first.len(), "{format}: {apart:#?}");
    }
}

#[test]
fn four_copies_of_one_report_confirm_nothing() {
    let counts = rows("counts", "examples/sitrep/reports");
    let destroyed = counts.iter().filter(|count| count["measure"] == "housing_destroyed");
    let mut whole = destroyed.filter(|count| count["low"] == 1004 && count["high"] == 1004);
    let whole = whole.next().expect("1,004 houses destroyed");
    let accounts = whole["accounts"].as_array().map_or(0, Vec::len);
    assert!(whole["origins"] == 1 && accounts > 2, "{whole}");
}
