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

/// The bytes of the file with its log.
fn bytes(folder: &TempDir) -> Vec<u8> {
    let read =
        |ending: &str| std::fs::read(folder.path().join(format!("recount.db{ending}"))).unwrap_or_default();
    [read(""), read("-wal")].concat()
}

#[test]
fn nothing_is_left_of_a_forgotten_report() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, _file) = workspace(&folder);
    workspace.engine().scrub().expect("written anew");
    let holds = |words: &[u8]| bytes(&folder).windows(words.len()).any(|window| window == words);
    assert!(holds(b"displaced in Zambezia") && holds(b"note.txt"));
    workspace.forget("note", "Ana", "asked to", NOW).expect("forgotten");
    workspace.engine().scrub().expect("written anew");
    assert!(!holds(b"displaced in Zambezia") && !holds(b"note.txt") && !holds(b"zambezia"));
}

#[test]
fn a_copy_is_whole_and_takes_the_place_of_nothing() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, _file) = workspace(&folder);
    let to = folder.path().join("copy.db");
    workspace.engine().backup(&to).expect("copied");
    let copy = Workspace::new(Sqlite::open_existing(&to).expect("a workspace"), LEXICON.clone());
    assert_eq!(copy.verify().expect("verified"), workspace.verify().expect("verified"));
    let error = workspace.engine().backup(&to).expect_err("refused").to_string();
    assert!(error.contains("expected a new file"), "{error}");
    assert!(workspace.engine().backup(&folder.path().join("no/such/folder.db")).is_err());
}

#[cfg(unix)]
#[test]
fn files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    let (workspace, _file) = workspace(&folder);
    workspace.engine().backup(&folder.path().join("copy.db")).expect("copied");
    for name in ["recount.db", "recount.db-wal", "recount.db-shm", "copy.db"] {
        let mode = std::fs::metadata(folder.path().join(name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn what_may_only_be_read_is_read() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, file) = workspace(&folder);
    let path = folder.path().join("recount.db");
    let error = Sqlite::open_to_read(&path).expect_err("changes beside it").to_string();
    assert!(error.contains("not in it yet"), "{error}");
    drop((workspace, file));
    let engine = Sqlite::open_to_read(&path).expect("a workspace");
    assert!(!engine.may_write());
    let workspace = Workspace::new(engine, LEXICON.clone());
    assert_eq!(workspace.verify().expect("verified").1, []);
    assert_eq!(workspace.verify_made().expect("verified").1, []);
    let error = workspace.forget("note", "Ana", "asked to", NOW).expect_err("refused").to_string();
    assert!(error.contains("may only be read"), "{error}");
}

#[test]
fn an_older_workspace_is_sealed_and_chained_when_it_is_opened() {
    let folder = TempDir::new().expect("a folder");
    let (workspace, file) = workspace(&folder);
    let id = workspace.engine().figures(&Filter::default()).expect("figures")[0].id.clone();
    for _ in 0..3 {
        workspace.decide(&draft(&workspace, Act::Accept, &[&id]), NOW).expect("decided");
    }
    drop(workspace);
    file.execute_batch(
        "DROP TRIGGER decisions_stay; DROP TRIGGER decisions_remain; DROP INDEX decisions_that_forget; DROP TABLE seals;
         CREATE TABLE older (
           id INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, act TEXT NOT NULL,
           figure TEXT, other TEXT, field TEXT, value TEXT, undoes INTEGER REFERENCES older (id)) STRICT;
         INSERT INTO older SELECT id, made, author, reason, act, figure, other, field, value, undoes FROM decisions;
         DROP TABLE decisions; ALTER TABLE older RENAME TO decisions; ALTER TABLE reports DROP COLUMN seal;
         CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT 1; END;
         CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT 1; END; DROP INDEX figures_by_source; DROP INDEX accounts_by_source;
         ALTER TABLE figures DROP COLUMN own; ALTER TABLE figures DROP COLUMN own_kind; ALTER TABLE accounts DROP COLUMN own;
         ALTER TABLE accounts DROP COLUMN own_kind;
         CREATE INDEX figures_by_source ON figures (coalesce(source_kind, '') || ' ' || coalesce(source, ''));
         CREATE INDEX accounts_by_source ON accounts (coalesce(source_kind, '') || ' ' || coalesce(source, ''));
         DROP INDEX counts_by_support; ALTER TABLE counts DROP COLUMN support;
         DROP TRIGGER series_tallied; DROP TRIGGER series_untallied; DROP TRIGGER series_retallied; DROP TRIGGER countries_tallied;
         DROP TRIGGER countries_untallied; DROP TRIGGER extractions_tallied; DROP TRIGGER extractions_untallied;
         DROP TRIGGER extractions_retallied; DROP VIEW tallied; DROP TABLE tallies; DROP TABLE answers; DROP INDEX counts_disputed;
         DROP INDEX findings_across; ALTER TABLE figures DROP COLUMN page;
         PRAGMA user_version = 8;",
    )
    .expect("as it was");
    drop(file);
    let path = folder.path().join("recount.db");
    let workspace = Workspace::new(Sqlite::open_existing(&path).expect("a workspace"), LEXICON.clone());
    assert_eq!(workspace.verify().expect("verified").1, []);
    assert_eq!(workspace.verify_made().expect("verified").1, []);
    assert_eq!(workspace.decide(&draft(&workspace, Act::Accept, &[&id]), NOW).expect("decided"), 4);
    assert_eq!(workspace.verify().expect("verified").1, []);
    let file = Connection::open(path).expect("the file");
    file.execute_batch("DROP TRIGGER decisions_stay; UPDATE decisions SET reason = 'x' WHERE id = 2")
        .expect("edited");
    let damage = workspace.verify().expect("verified").1;
    assert_eq!(damage.iter().map(|it| it.what.as_str()).collect::<Vec<_>>(), ["decision 2"]);
}
