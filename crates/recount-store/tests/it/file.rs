//! What is SQLite's alone: the file, its triggers, and damage to it.

use recount_store::{Act, Engine, Filter, Sqlite, Workspace, engine::Readings};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{LEXICON, NOW, draft, prepared, report};

const TEXT: &str = "In Mozambique 15 people were killed in Mocuba, UNICEF said. Some 46,200 people were displaced in Zambezia.";

/// A workspace with one report, and another connection to its file.
fn workspace(folder: &TempDir) -> (Workspace<Sqlite>, Connection) {
    let path = folder.path().join("recount.db");
    let workspace = Workspace::new(Sqlite::open(&path).expect("a workspace"), LEXICON.clone());
    workspace.add(&[prepared(&report("note", "2027-02-12", TEXT))], NOW).expect("added");
    workspace.settle().expect("settled");
    (workspace, Connection::open(path).expect("the file"))
}

#[test]
fn a_damaged_byte_of_a_text_is_named() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, file) = workspace(&folder);
    assert_eq!(workspace.verify().expect("verified").1, []);
    file.execute("UPDATE texts SET text = replace(text, '46,200', '46,300')", []).expect("damaged");
    let damage = workspace.verify().expect("verified").1;
    let at = TEXT.find("Some 46,200").expect("a figure");
    let named: Vec<&str> = damage.iter().map(|it| it.what.as_str()).collect();
    assert!(named.contains(&"note") && named.contains(&format!("note:{at}").as_str()), "{damage:?}");
    assert!(!named.contains(&"note:14"), "the other figure is sound: {damage:?}");
}

#[test]
fn damaged_original_bytes_are_named() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, file) = workspace(&folder);
    file.execute("UPDATE originals SET bytes = x'00'", []).expect("damaged");
    let damage = workspace.verify().expect("verified").1;
    assert_eq!(damage.iter().map(|it| it.what.as_str()).collect::<Vec<_>>(), ["note"]);
}

#[test]
fn decisions_cannot_be_edited_or_removed() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, file) = workspace(&folder);
    let id = workspace.engine().figures(&Filter::default()).expect("figures")[0].id.clone();
    workspace.decide(&draft(&workspace, Act::Accept, &[&id]), NOW).expect("decided");
    for sql in ["UPDATE decisions SET reason = 'none'", "DELETE FROM decisions"] {
        let error = file.execute(sql, []).expect_err("refused").to_string();
        assert!(error.contains("only followed by a later one"), "{error}");
    }
}

#[test]
fn tables_are_strict_and_the_file_opens_again() {
    let folder = TempDir::new().expect("a folder");
    let (before, file) = workspace(&folder);
    let loose: i64 = file
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
            [],
            |row| row.get(0),
        )
        .expect("a number");
    assert_eq!(loose, 0);
    drop(before);
    let again = Sqlite::open_existing(&folder.path().join("recount.db")).expect("a workspace");
    assert_eq!(again.check().expect("checked"), Vec::<String>::new());
    assert!(Sqlite::open_existing(&folder.path().join("other.db")).is_err());
}

#[test]
fn the_accept_that_was_kept_is_found_by_another_program() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, file) = workspace(&folder);
    workspace.settle().expect("settled");
    let joined: i64 = file
        .query_row(
            "SELECT count(*) FROM figures f JOIN accounts a ON a.id = f.account_id JOIN count_accounts s ON s.account_id = a.id
             JOIN counts c ON c.id = s.count_id JOIN series USING (measure)",
            [],
            |row| row.get(0),
        )
        .expect("a number");
    assert_eq!(joined, 2);
}
