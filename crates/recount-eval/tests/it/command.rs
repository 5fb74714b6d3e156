//! The command as a person uses it: score a folder, write the CSV, compare two, look at one.

use std::{fs, path::Path};

use recount_eval::{command::run, diff::Diff, table};

const GOLD: &str = r#"{"document": "note", "published": null, "orders": [], "figures": [
  {"start": 11, "end": 14, "text": "300", "low": 300, "high": 300, "quantifier": "exact", "unit": "person", "per": null,
   "measure": "no-such-measure", "who": "people", "countries": {}, "place": null, "period": null, "source": null,
   "source_kind": null, "status": "reported"}]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    };
    put("reports/note.txt", "Élan. Some 300 people were deported on Monday.\n");
    put("gold/note.json", GOLD);
    folder
}

fn eval(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| (*word).to_string()).collect();
    run(&words).expect("the command runs").text
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

#[test]
fn a_folder_is_scored_and_its_csv_reads_back() {
    let folder = folder();
    let csv = path(folder.path(), "figures.csv");
    let text = eval(&[&path(folder.path(), ""), "--csv", &csv]);
    assert!(text.starts_with("1 documents\n"), "{text}");
    let written = fs::read_to_string(&csv).expect("the CSV");
    let items = table::read(Path::new(&csv)).expect("the CSV reads back");
    assert_eq!(table::csv(&items), written);
    assert_eq!(Diff::of(&items, &items).won.len(), 0);
}

#[test]
fn a_disagreement_is_shown_with_its_sentence() {
    let folder = folder();
    let list = eval(&["show", &path(folder.path(), "")]);
    assert!(list.contains("note:11  300"), "{list}");
    let one = eval(&["show", &path(folder.path(), "reports"), &path(folder.path(), "gold"), "note:11"]);
    assert!(one.contains("[300] people were deported on Monday."), "{one}");
    assert!(one.contains("no-such-measure"), "{one}");
}

#[test]
fn what_was_won_and_lost_is_told() {
    let folder = folder();
    let header = "document,start,end,bounds,outcome,core,full,low,high,quantifier,unit,per,measure,status,source_kind,place,period,source\n";
    let write = |name: &str, rows: &str| {
        fs::write(folder.path().join(name), format!("{header}{rows}")).expect("writable");
        path(folder.path(), name)
    };
    let old = write(
        "old.csv",
        "a,1,4,300,found,1,1,1,1,1,1,1,1,1,1,0/0/0,0/0/0,0/0/0\na,9,12,12,missed,,,,,,,,,,,0/0/0,0/0/0,0/0/0\n",
    );
    let new = write(
        "new.csv",
        "a,1,4,300,found,0,0,1,1,1,1,1,0,1,1,0/0/0,0/0/0,0/0/0\na,9,12,12,found,1,1,1,1,1,1,1,1,1,1,0/0/0,0/0/0,0/0/0\nb,3,4,5,spurious,,,,,,,,,,,0/0/0,0/0/0,0/0/0\n",
    );
    let outcome = run(&["diff".to_string(), old.clone(), new]).expect("both read");
    assert_eq!(outcome.status, 1);
    assert!(outcome.text.contains("found    F1 0.6667 -> 0.8000"), "{}", outcome.text);
    assert!(outcome.text.contains("won   a:9 12  found core full"), "{}", outcome.text);
    assert!(outcome.text.contains("lost  a:1 300  core full measure"), "{}", outcome.text);
    assert!(outcome.text.contains("lost  b:3 5  not-spurious"), "{}", outcome.text);
    assert_eq!(run(&["diff".to_string(), old.clone(), old]).expect("both read").status, 0);
}

#[test]
fn what_cannot_be_done_says_what_was_expected() {
    let message = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_string()).collect();
        run(&words).expect_err("it cannot be done").to_string()
    };
    assert!(message(&["--colour"]).starts_with("no option --colour"));
    assert!(message(&["a", "b", "c"]).starts_with("expected one folder or two, found 3"));
    assert!(message(&["no-such-folder"]).contains("no-such-folder"));
}
