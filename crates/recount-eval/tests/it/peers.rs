//! The scores are those of the shared scorers: on fixed predictions always, on the shared reports where they are at hand.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use recount_eval::command::run;
use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture").join(name)
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// Our report on figures and orders given as files.
fn ours(gold: &Path, figures: &Path, orders: &Path) -> (Value, Value) {
    let words =
        ["no-reports", &text(gold), "--predictions", &text(figures), "--orders", &text(orders), "--json"];
    let outcome = run(&words.map(str::to_string)).expect("the folders are readable");
    let mut figures: Value = serde_json::from_str(&outcome.text).expect("JSON");
    let orders =
        figures.as_object_mut().and_then(|report| report.remove("orders")).expect("a report on orders");
    (figures, orders)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn fixed_predictions_score_as_the_shared_scorer_scored_them() {
    let (figures, orders) = ours(&fixture("gold"), &fixture("figures.jsonl"), &fixture("orders.jsonl"));
    let expected = |name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(fixture(name)).expect("a fixture")).expect("JSON")
    };
    assert_eq!(figures, expected("figures.expected.json"));
    assert_eq!(orders, expected("orders.expected.json"));
}

#[test]
fn the_shared_scorer_gives_the_same_numbers_today() {
    let dev = shared().join("dev/gold");
    if !dev.exists() || Command::new("python3").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "skipped: no ../shared or no python3 to compare with");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (figures, orders) = (folder.path().join("figures.jsonl"), folder.path().join("orders.jsonl"));
    fs::write(&figures, blurred(&dev, "figures")).expect("writable");
    fs::write(&orders, blurred(&dev, "orders")).expect("writable");
    for (gold, figures, orders) in
        [(dev, figures, orders), (fixture("gold"), fixture("figures.jsonl"), fixture("orders.jsonl"))]
    {
        let (our_figures, our_orders) = ours(&gold, &figures, &orders);
        assert_eq!(our_figures, theirs("score.py", &gold, &figures));
        assert_eq!(our_orders, theirs("score_orders.py", &gold, &orders));
    }
}

fn theirs(script: &str, gold: &Path, predictions: &Path) -> Value {
    let script = shared().join("tools").join(script);
    let done = Command::new("python3").arg(script).arg(gold).arg(predictions).arg("--json").output();
    let done = done.expect("python3 runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

/// The gold as predictions, with every sort of error put in by number.
fn blurred(gold: &Path, list: &str) -> String {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(gold).expect("gold").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut lines = String::new();
    let mut number = 0;
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
        let document: Value = serde_json::from_str(&fs::read_to_string(path).expect("gold")).expect("JSON");
        for item in document[list].as_array().expect("a list") {
            number += 1;
            let mut item = item.clone();
            item["document"] = path.file_stem().expect("a name").to_string_lossy().into();
            blur(&mut item, number);
            if number % 11 != 0 {
                lines += &format!("{item}\n");
            }
        }
    }
    lines
}

fn blur(item: &mut Value, number: u64) {
    for (every, field, value) in [
        (3, "measure", Value::from("other")),
        (4, "period", "2023-11".into()),
        (5, "source", "the officials of the city".into()),
        (6, "countries", serde_json::json!({"at": ["PAK", "AFG"]})),
        (7, "low", Value::Null),
        (8, "act", "appeal".into()),
        (9, "deadline", "2023-11-01".into()),
    ] {
        if number.is_multiple_of(every) {
            item[field] = value;
        }
    }
    let shift = if number.is_multiple_of(10) { 9 } else { number % 2 };
    for end in ["start", "end"] {
        item[end] = (item[end].as_u64().expect("an offset") + shift).into();
    }
}
