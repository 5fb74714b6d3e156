//! Workspaces as their users meet them: added once, listed alike, decided about, verified, explained.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

use crate::samples::samples;

/// A folder with a workspace of the exercise.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: TempDir::new().expect("a folder") };
        let added = desk.run(&["add", &exercise()]);
        assert_eq!(added.lines().filter(|line| line.starts_with("added ")).count(), 10, "{added}");
        desk
    }

    fn output(&self, words: &[&str]) -> Output {
        Command::new(cargo_bin("recount"))
            .args(words)
            .env("RECOUNT_AUTHOR", "Ana")
            .current_dir(self.folder.path())
            .output()
            .expect("recount runs")
    }

    fn run(&self, words: &[&str]) -> String {
        let output = self.output(words);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What is told of a command that fails.
    fn refused(&self, words: &[&str]) -> String {
        let output = self.output(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }

    fn rows(&self, words: &[&str]) -> Vec<Value> {
        let printed = self.run(&[words, &["--format", "json"]].concat());
        serde_json::from_str::<Value>(&printed).expect("JSON").as_array().expect("an array").clone()
    }
}

fn exercise() -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/exercise");
    path.canonicalize().expect("the exercise").display().to_string()
}

#[test]
fn adding_again_adds_nothing() {
    let desk = Desk::new();
    let again = desk.run(&["add", &exercise(), "--format", "jsonl"]);
    let rows: Vec<Value> = again.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 10);
    assert!(rows.iter().all(|row| row["status"] == "known"), "{again}");
}

#[test]
fn a_dry_run_keeps_nothing() {
    let desk = Desk { folder: TempDir::new().expect("a folder") };
    let told = desk.run(&["add", &exercise(), "--dry-run"]);
    assert_eq!(told.lines().filter(|line| line.starts_with("added ")).count(), 10);
    assert!(!desk.folder.path().join("recount.db").exists());
    for name in ["a.txt", "b.txt"] {
        fs::write(desk.folder.path().join(name), "Police killed 12 people in Mocuba.").expect("a report");
    }
    let twice = desk.output(&["add", "a.txt", "b.txt", "--dry-run"]);
    let errors = String::from_utf8_lossy(&twice.stderr).into_owned();
    assert!(errors.contains("1 would be added, 1 known; nothing was kept"), "{errors}");
}

#[test]
fn listings_tell_the_same_over_paths_and_over_the_workspace() {
    let desk = Desk::new();
    for command in ["figures", "counts", "findings", "origins", "timeline", "statements", "orders"] {
        let kept = desk.rows(&[command]);
        assert!(kept.len() > 2, "{command}");
        assert_eq!(kept, desk.rows(&[command, &exercise()]), "{command}");
    }
    let killed = desk.rows(&["figures", "--measure", "evacuated", "--until", "2027-02-09"]);
    assert!(!killed.is_empty() && killed.iter().all(|row| row["measure"] == "evacuated"));
    assert!(desk.refused(&["counts", "-w", "recount.db", &exercise()]).contains("found both"));
    assert!(desk.refused(&["counts", "-w", "other.db"]).contains("recount add"));
}

#[test]
fn decisions_are_kept_shown_and_undone() {
    let desk = Desk::new();
    let figure = desk.rows(&["figures", "--measure", "evacuated"])[0].clone();
    let id = figure["id"].as_str().expect("an id");
    let count = || desk.rows(&["counts"]);
    let before = count();
    let done = desk.run(&["decide", "reject", id, "--reason", "of another year"]);
    assert!(done.starts_with("decision 1: reject"), "{done}");
    assert_ne!(count(), before);
    desk.run(&["decide", "undo", "1", "--reason", "it was this year"]);
    assert_eq!(count(), before);
    desk.run(&[
        "decide",
        "correct",
        id,
        "--field",
        "low",
        "--value",
        "8900",
        "--reason",
        "the table says so",
    ]);
    assert_eq!(
        desk.rows(&["figures", "--report", figure["document"].as_str().expect("a name")])
            .iter()
            .find(|row| row["id"] == id)
            .expect("the figure")["low"],
        8900
    );
    let log = desk.rows(&["log"]);
    let acts: Vec<&str> = log.iter().map(|row| row["act"].as_str().expect("an act")).collect();
    assert_eq!(acts, ["reject", "undo", "correct"]);
    assert!(log.iter().all(|row| row["author"] == "Ana" && row["orphaned"].is_null()));
    assert!(desk.run(&["explain", id]).contains("decided"));
    assert!(desk.refused(&["decide", "accept", "nothing:1", "--reason", "x"]).contains("found `nothing"));
    assert!(desk.refused(&["decide", "accept", id, "--reason", " "]).contains("expected a reason"));
}

#[test]
fn counts_and_figures_are_explained_down_to_the_sentence() {
    let desk = Desk::new();
    let count = desk.rows(&["counts"])[0]["id"].as_str().expect("an id").to_owned();
    assert!(desk.run(&["explain", &count]).lines().count() > 2);
    let figure = desk.rows(&["figures"])[0].clone();
    let tree = desk.run(&["explain", figure["id"].as_str().expect("an id")]);
    assert!(tree.contains(figure["text"].as_str().expect("words")), "{tree}");
    assert!(desk.refused(&["explain", "nothing"]).contains("expected the id of a figure"));
}

#[test]
fn listings_take_a_stretch_of_days() {
    let desk = Desk::new();
    for command in ["figures", "counts", "timeline", "findings", "statements", "orders"] {
        let all = desk.rows(&[command]).len();
        let some = desk.rows(&[command, "--since", "2027-02-09", "--until", "2027-02-10"]).len();
        assert!(some < all, "{command}: {some} of {all}");
        assert_eq!(desk.rows(&[command, "--until", "2020"]).len(), 0, "{command}");
    }
    assert!(desk.refused(&["counts", "--since", "Monday"]).contains("expected a day"));
}

/// A workspace of one report, and its file opened by another program.
fn tampered(text: &str) -> (Desk, rusqlite::Connection) {
    let desk = Desk { folder: TempDir::new().expect("a folder") };
    fs::write(desk.folder.path().join("note.txt"), text).expect("a report");
    desk.run(&["add", "note.txt"]);
    let file = rusqlite::Connection::open(desk.folder.path().join("recount.db")).expect("the file");
    (desk, file)
}

#[test]
fn the_bytes_that_came_are_kept() {
    let text = "date 2027-02-09\n\nPolice killed 12 people in Mocuba.\n".repeat(3);
    let (desk, file) = tampered(&text);
    let (size, sha256): (i64, String) = file
        .query_row("SELECT size, sha256 FROM originals", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("one original");
    assert_eq!((usize::try_from(size), sha256), (Ok(text.len()), recount_store::sha256(text.as_bytes())));
    let made: (String, String) = file
        .query_row("SELECT reader, version FROM texts", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("one text");
    assert_eq!(made.0, "text");
    assert!(made.1.parse::<u32>().is_ok(), "{made:?}");
    file.execute("UPDATE originals SET bytes = substr(bytes, 2)", []).expect("damaged");
    let output = desk.output(&["verify"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("note"), "{output:?}");
}

#[test]
fn a_newer_reader_makes_texts_anew_and_decisions_follow_or_are_orphaned() {
    let (desk, file) = tampered("At least 12 people were killed in Mocuba, Mozambique, police said.");
    // An older reader took the menu for text.
    let older = "Home. News. In Chad 40 people were detained. ";
    let sql = "UPDATE texts SET text = ?1 || text; UPDATE texts SET sha256 = 'other'; UPDATE extractions SET lexicon = 'other'";
    for (at, sql) in sql.split("; ").enumerate() {
        let words: &[&dyn rusqlite::ToSql] = if at == 0 { &[&older] } else { &[] };
        file.execute(sql, words).expect("changed");
    }
    let ids: Vec<String> =
        desk.rows(&["figures"]).iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect();
    let [menu, toll] = &ids[..] else { panic!("two figures: {ids:?}") };
    desk.run(&["decide", "correct", toll, "--field", "low", "--value", "13", "--reason", "the table"]);
    desk.run(&["decide", "accept", menu, "--reason", "seen"]);
    file.execute("UPDATE texts SET version = '0'", []).expect("made by an older reader");
    let figures = desk.rows(&["figures"]);
    assert_eq!(figures.len(), 1, "{figures:?}");
    assert_eq!((figures[0]["id"].as_str(), &figures[0]["low"]), (Some("note:0"), &Value::from(13)));
    let orphaned = desk.rows(&["log", "--orphaned"]);
    assert_eq!(orphaned.len(), 1);
    assert_eq!(orphaned[0]["act"], "accept");
    assert_eq!(desk.rows(&["log"]).len(), 2, "no decision is dropped");
    assert_eq!(desk.run(&["verify"]), "");
}

#[test]
fn every_text_can_be_made_anew_as_it_was() {
    let desk = Desk { folder: TempDir::new().expect("a folder") };
    let inputs = desk.folder.path().join("inputs");
    fs::create_dir(&inputs).expect("a folder");
    for (name, bytes, _) in samples() {
        fs::write(inputs.join(name), bytes).expect("a file");
    }
    // Only the server says that these four letters are Cyrillic.
    let body = b"<html><body><p>Some 300 people fled from \xca\xe8\xe5\xe2 on Monday, as the mayor said.</p></body></html>";
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n";
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{head}",
        head.len() + body.len()
    );
    fs::write(inputs.join("letters.warc"), [record.as_bytes(), body, b"\r\n\r\n"].concat()).expect("a file");
    let rows =
        "Kopf;Volltext\nFlut;\"Some 300 people fled; \"\"all\"\" are safe.\"\nWind;Another 20 people fled.\n";
    fs::write(desk.folder.path().join("rows.csv"), rows).expect("a file");
    desk.output(&["add", "inputs"]);
    desk.run(&["add", "rows.csv", "--as", "csv", "--columns", "text=Volltext,title=Kopf"]);

    let file = rusqlite::Connection::open(desk.folder.path().join("recount.db")).expect("the file");
    let texts = || -> Vec<(String, String, Option<String>)> {
        let mut all = file
            .prepare(
                "SELECT document, text, title FROM texts JOIN reports ON id = report_id ORDER BY document",
            )
            .expect("a statement");
        let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
        rows.collect::<Result<_, _>>().expect("texts")
    };
    let before = texts();
    assert!(before.len() >= 22, "{}", before.len());
    assert!(before.iter().any(|(_, text, _)| text.contains("Киев")), "{before:?}");
    assert!(
        before.iter().any(|(_, text, _)| text == "Some 300 people fled; \"all\" are safe."),
        "{before:?}"
    );
    file.execute("UPDATE texts SET version = '0', text = 'lost' || report_id", [])
        .expect("of an older reader");
    let told = String::from_utf8(desk.output(&["counts"]).stderr).expect("UTF-8");
    assert!(told.contains("texts anew") && !told.contains("could not be made"), "{told}");
    assert_eq!(texts(), before);
}

#[test]
fn verify_finds_every_value_again() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["verify"]), "");
    let file = fs::read(desk.folder.path().join("recount.db")).expect("the file");
    assert!(file.starts_with(b"SQLite format 3\0"));
}

#[test]
fn what_is_no_workspace_is_left_alone() {
    let desk = Desk { folder: TempDir::new().expect("a folder") };
    fs::write(
        desk.folder.path().join("notes.txt"),
        "Milk, eggs and a good deal of bread for Monday.\n".repeat(9),
    )
    .expect("a file");
    let told = desk.refused(&["add", &exercise(), "-w", "notes.txt"]);
    assert!(told.contains("notes.txt") && told.contains("expected a workspace"), "{told}");
}

#[test]
fn disputes_are_answered_and_the_page_of_a_workspace_carries_it() {
    let desk = Desk::new();
    let disputes = || desk.rows(&["disputes"]).len();
    let before = disputes();
    let figures = desk.rows(&["figures", "--measure", "killed"]);
    let ids: Vec<&str> = figures.iter().filter_map(|figure| figure["id"].as_str()).collect();
    let told = desk.run(&["decide", "other-day", ids[0], ids[1]]);
    assert_eq!(told.lines().filter(|line| line.contains(": split ")).count(), 2, "{told}");
    assert!(told.contains(": merge "), "{told}");
    assert!(desk.run(&["decide", "take", ids[2]]).contains("recommend"));
    assert!(disputes() <= before);
    let printed = desk.run(&["report", "--measure", "killed", "--out", "killed.html"]);
    assert!(printed.contains("KILLED") && !printed.contains("DEPORTED"), "{printed}");
    let page = fs::read_to_string(desk.folder.path().join("killed.html")).expect("a page");
    assert!(page.contains("Carries the 4 decisions") && page.contains("Narrowed to: measure Killed."));
    assert!(desk.refused(&["report", "--at", "soon"]).contains("expected a day"));
}
