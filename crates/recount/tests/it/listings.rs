//! The listings over the exercise: every format tells the same rows, filters leave rows out, and offsets find the words.

use std::{fs, path::Path, process::Command};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

fn run(words: &[&str]) -> String {
    run_over("examples/exercise", words)
}

fn run_over(folder: &str, words: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(cargo_bin("recount"))
        .args(words)
        .arg(folder)
        .current_dir(root)
        .output()
        .expect("recount runs");
    assert_eq!(output.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn rows(words: &[&str]) -> Vec<Value> {
    rows_over("examples/exercise", words)
}

/// The rows of a listing over a folder.
pub(crate) fn rows_over(folder: &str, words: &[&str]) -> Vec<Value> {
    let printed = run_over(folder, &[words, &["--format", "json"]].concat());
    serde_json::from_str::<Value>(&printed).expect("JSON").as_array().expect("an array").clone()
}

#[test]
fn every_format_tells_the_same_rows() {
    for command in ["counts", "findings", "origins", "timeline"] {
        let all = rows(&[command]);
        assert!(all.len() > 5, "{command}");
        let lines = run(&[command, "--format", "jsonl"]);
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines, all, "{command}");
        let csv = run(&[command, "--format", "csv"]);
        let keys: Vec<&str> = all[0].as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(csv.lines().next(), Some(keys.join(",").as_str()), "{command}");
        assert!(run(&[command]).lines().count() > all.len(), "{command}");
    }
}

#[test]
fn filters_leave_out_what_was_not_asked_for() {
    let all = rows(&["counts"]).len();
    let planned = rows(&["counts", "--status", "planned"]);
    assert!(!planned.is_empty() && planned.len() < all);
    assert!(planned.iter().all(|row| row["status"] == "planned"));
    let evacuated = rows(&["counts", "--measure", "evacuated", "--country", "moz"]);
    assert!(!evacuated.is_empty() && evacuated.iter().all(|row| row["measure"] == "evacuated"));
    let same = rows(&["findings", "--relation", "same_origin"]);
    assert!(!same.is_empty() && same.iter().all(|row| row["relation"] == "same_origin"));
    assert!(rows(&["timeline", "--text", "no report says this"]).is_empty());
}

#[test]
fn a_promise_stands_beside_what_others_say_of_it() {
    let orders = rows(&["orders"]);
    let acts = |act: &str| orders.iter().filter(|row| row["act"] == act).collect::<Vec<_>>();
    let answers = acts("protection")[0]["answers"].to_string();
    assert!(answers.contains("Zambezia Relief Network") && answers.contains("accuses who acts"), "{answers}");
    let left: Vec<&Value> = acts("evacuation_order").into_iter().map(|row| &row["deadline"]).collect();
    assert_eq!(left, vec!["2027-02-10"; 4], "the notice, the wire, its reprint and its retelling");
    assert!(acts("expulsion_order").is_empty(), "a flood expels nobody");
}

#[test]
fn a_day_leaves_out_what_was_told_later() {
    let then = rows(&["counts", "--at", "2027-02-09"]);
    assert!(!then.is_empty() && then.len() < rows(&["counts"]).len());
    for account in then.iter().flat_map(|row| row["accounts"].as_array().expect("accounts")) {
        assert!(account["day"].as_str().expect("a day") <= "2027-02-09", "{account}");
    }
}

#[test]
fn changes_between_two_days_are_listed() {
    let told = rows(&["changes", "--since", "2027-02-09", "--at", "2027-02-15", "--measure", "killed"]);
    assert!(told.iter().any(|row| row["change"] == "new" && row["before"].is_null()), "{told:?}");
    assert_eq!(rows(&["changes", "--since", "2027-02-15", "--at", "2027-02-15"]).len(), 0);
}

#[test]
fn a_count_and_its_figure_are_cited_alike() {
    let missing = rows(&["counts", "--measure", "missing"]);
    let (id, take) = (&missing[0]["id"], &missing[0]["accounts"][0]);
    let cited = run(&["cite", id.as_str().expect("an id")]);
    let lines: Vec<&str> = cited.lines().collect();
    assert_eq!(lines.len(), 2, "{cited}");
    assert!(lines[0].starts_with("Missing: ") && lines[0].contains("according to"), "{cited}");
    assert!(lines[1].contains('“') && lines[1].contains("2027"), "{cited}");
    let figure = format!("{}:{}", take["document"].as_str().unwrap_or(""), take["evidence"][0]["span"][0]);
    assert_eq!(run(&["cite", &figure]), cited);
}

#[test]
fn a_brief_says_nothing_without_a_source() {
    let brief = run(&["brief", "--changed-since", "2027-02-09"]);
    let (told, sources) = brief.split_once("## Sources").expect("sources");
    assert!(
        told.starts_with("# ") && told.contains("## Key figures") && told.contains("## Disputed"),
        "{brief}"
    );
    let keys = told.split("## ").find(|part| part.starts_with("Key figures")).expect("key figures");
    let marks: Vec<&str> = keys.lines().skip(1).filter(|line| !line.trim().is_empty()).collect();
    assert!(marks.len() >= 3 && marks.iter().all(|line| line.ends_with(']')), "{keys}");
    assert!(sources.lines().filter(|line| line.contains('“')).count() >= 2, "{sources}");
}

#[test]
fn a_brief_is_a_word_document_that_we_read_ourselves() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, two] = ["one.docx", "two.docx"].map(|name| folder.path().join(name));
    let path = |file: &std::path::Path| file.to_str().expect("UTF-8").to_owned();
    for file in [&one, &two] {
        assert_eq!(run(&["brief", "--changed-since", "2027-02-09", "--out", &path(file)]), "");
    }
    assert_eq!(fs::read(&one).expect("written"), fs::read(&two).expect("written"), "the same bytes");
    let read = run_over(&path(&one), &["read"]);
    let text = serde_json::from_str::<serde_json::Value>(&read).expect("JSON")["text"].to_string();
    let brief = run(&["brief", "--changed-since", "2027-02-09"]);
    let plain = |line: &str| line.trim_start_matches(['#', '-', ' ']).replace('\\', "").replace('"', "\\\"");
    let (told, _) = brief.split_once("## Sources").expect("sources");
    for line in told.lines().filter(|line| !line.is_empty()) {
        assert!(text.contains(&plain(line)), "{line}: {text}");
    }
}

#[test]
fn copies_are_told_with_the_words_that_differ() {
    let all = rows(&["origins"]);
    let copy = all.iter().find(|row| row["how"] == "cut").expect("the reprint");
    assert_eq!((copy["first"].as_str(), copy["second"].as_str()), (Some("02-wire"), Some("03-reprint")));
}

#[test]
fn a_retelling_that_lost_source_and_quantifier_drifts() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = "date 2027-02-09\nNearly 1,000 people have been evacuated from Mocuba since Monday, the governor said.\n";
    let retold =
        "date 2027-02-10\nReports indicate that over 1,000 people have been evacuated from Mocuba.\n";
    fs::write(folder.path().join("a.txt"), first).expect("written");
    fs::write(folder.path().join("b.txt"), retold).expect("written");
    let printed = run_over(
        folder.path().to_str().expect("UTF-8"),
        &["findings", "--relation", "drifts", "--format", "json"],
    );
    let found: Vec<Value> = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(found.len(), 1, "{printed}");
    assert!(printed.contains("quantifier") && printed.contains("source"), "{printed}");
}

/// The wire names the governor and "nearly 9,000", the retelling nobody, "over 9,000" and the country at large; the
/// reprint is the wire's own sentence.
#[test]
fn the_exercise_has_its_drift_and_one_origin_from_texts_to_findings() {
    let between = |row: &Value, one: &str, two: &str| {
        row["from"]["document"] == one && row["to"]["document"] == two && row["measure"] == "evacuated"
    };
    let drifts = rows(&["findings", "--relation", "drifts"]);
    let drift = drifts.iter().find(|row| between(row, "02-wire", "04-retelling")).expect("a drift");
    let reason = drift["reason"].as_str().expect("a reason");
    assert!(reason.contains("quantifier") && reason.contains("source"), "{reason}");
    assert!(drift["likelihood"].as_f64().expect("a likelihood") >= 0.7, "{drift}");
    let copies = rows(&["findings", "--relation", "same_origin"]);
    assert!(
        copies.iter().any(|row| between(row, "02-wire", "03-reprint")),
        "the reprint is no second account"
    );
    let told = rows(&["origins"]);
    let retold = |how: &str, second: &str| {
        told.iter().any(|row| row["how"] == how && row["first"] == "02-wire" && row["second"] == second)
    };
    assert!(retold("drifts", "04-retelling") && retold("same_origin", "03-reprint"));
    let counts = rows(&["counts", "--measure", "evacuated"]);
    for count in counts.iter().filter(|count| count["low"].as_u64().is_some_and(|low| low <= 9_000)) {
        assert_eq!(count["origins"], 1, "nobody confirmed the governor: {count}");
    }
}

/// A town, its province and its country may be named for one telling.
#[test]
fn a_place_that_grew_on_the_way_is_a_drift() {
    let folder = tempfile::tempdir().expect("a folder");
    let town = "date 2027-02-09\nNearly 7,000 people have been evacuated in Quelimane since Monday, the governor said.\n";
    let province = "date 2027-02-10\nOver 7,000 people have been evacuated in Zambezia, reports indicate.\n";
    let other = "date 2027-02-10\nOver 7,000 people have been evacuated in Malawi, reports indicate.\n";
    for (name, text) in [("town.txt", town), ("province.txt", province), ("other.txt", other)] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let words = ["findings", "--relation", "drifts", "--format", "json"];
    let printed = run_over(folder.path().to_str().expect("UTF-8"), &words);
    let found: Vec<Value> = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(found.len(), 1, "{printed}");
    assert_eq!(found[0]["to"]["document"], "province");
    assert!(found[0]["reason"].as_str().expect("a reason").contains("place"), "{printed}");
}

#[test]
fn every_count_and_finding_is_explained_down_to_a_sentence() {
    for command in ["counts", "findings"] {
        for row in rows(&[command]).iter().step_by(9) {
            let tree = run(&["explain", row["id"].as_str().expect("an id")]);
            assert!(tree.contains('“') && tree.contains("└─"), "{tree}");
        }
    }
}

#[test]
fn offsets_find_the_words_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/exercise");
    for row in rows(&["findings"]) {
        for side in [&row["from"], &row["to"]] {
            let name = side["document"].as_str().expect("a document");
            let text: Vec<char> =
                fs::read_to_string(root.join(format!("{name}.txt"))).expect("a report").chars().collect();
            let at = |end: usize| side["sentence"][end].as_u64().expect("an offset") as usize;
            let sentence: String = text[at(0)..at(1)].iter().collect();
            assert_eq!(side["text"], sentence);
        }
    }
}
