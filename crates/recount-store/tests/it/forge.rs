//! Forgeries: edits of the file with plain SQL, each of which `verify` must name.

use std::fs;

use recount_store::{Act, Compared, Draft, Sqlite, Workspace};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{LEXICON, NOW, draft, suite::flood};

/// Triggers that stand in the way of a forger, who takes them away for the time.
pub(crate) const FREE: &str =
    "DROP TRIGGER IF EXISTS decisions_stay; DROP TRIGGER IF EXISTS decisions_remain;
    DROP TRIGGER IF EXISTS figures_out; DROP TRIGGER IF EXISTS counts_out;";

/// What is done, and what is named.
const FORGERIES: [(&str, &str, &str); 30] = [
    ("a reason", "UPDATE decisions SET reason = 'told to' WHERE id = 1", "decision 1"),
    ("an author", "UPDATE decisions SET author = 'Zola' WHERE id = 2", "decision 2"),
    ("a day", "UPDATE decisions SET made = '2020-01-01T00:00:00Z' WHERE id = 1", "decision 1"),
    ("a value", "UPDATE decisions SET value = '99' WHERE act = 'correct'", "decision 3"),
    ("an act", "UPDATE decisions SET act = 'reject' WHERE id = 1", "decision 1"),
    ("a decision gone", "DELETE FROM decisions WHERE id = 2", "decision 3"),
    (
        "the last decision gone",
        "DELETE FROM decisions WHERE id = (SELECT max(id) FROM decisions)",
        "the decisions",
    ),
    ("all decisions gone", "DELETE FROM decisions", "the decisions"),
    (
        "a decision put in",
        "INSERT INTO decisions (made, author, reason, act, figure, digest, chain)
           SELECT made, 'Zola', 'so', 'reject', figure, digest, chain FROM decisions WHERE id = 1",
        "decision 5",
    ),
    (
        "words said to be gone",
        "UPDATE decisions SET reason = 'went with the report', forgotten = 3 WHERE id = 1",
        "decision 1",
    ),
    ("a title", "UPDATE texts SET title = 'Another' WHERE report_id = 1", "wire"),
    ("a day of publication", "UPDATE texts SET published = '2020-01-01' WHERE report_id = 1", "wire"),
    ("an outlet", "UPDATE texts SET outlet = 'The State' WHERE report_id = 2", "reprint"),
    ("an address", "UPDATE texts SET url = 'https://elsewhere.example' WHERE report_id = 3", "bulletin"),
    ("an author of a report", "UPDATE texts SET author = 'Nobody' WHERE report_id = 3", "bulletin"),
    ("a name", "UPDATE reports SET document = 'other' WHERE id = 4", "other"),
    ("when it came", "UPDATE reports SET added = '2020-01-01T00:00:00Z' WHERE id = 1", "wire"),
    ("where it came from", "UPDATE reports SET file = 'mail.eml' WHERE id = 1", "wire"),
    ("a report gone", "PRAGMA foreign_keys = ON; DELETE FROM reports WHERE id = 4", "the reports"),
    (
        "a text and its hash",
        "UPDATE texts SET text = replace(text, '12 people', '92 people'),
           sha256 = 'ff' || substr(sha256, 3) WHERE report_id = 1",
        "wire",
    ),
    ("the bytes", "UPDATE originals SET bytes = x'00', packing = 'none' WHERE id = 2", "reprint"),
    (
        "a number",
        "UPDATE figures SET low = 99, high = 99 WHERE measure = 'killed' AND report_id = 3",
        "figures “bulletin",
    ),
    (
        "a measure",
        "UPDATE figures SET measure = 'injured' WHERE measure = 'killed' AND report_id = 3",
        "figures “bulletin",
    ),
    ("who is credited", "UPDATE figures SET source = 'the rebels' WHERE report_id = 4", "figures “radio"),
    ("a figure gone", "DELETE FROM figures WHERE report_id = 4", "figures “radio"),
    ("a statement", "UPDATE statements SET party = 'the rebels'", "statements"),
    ("a deadline", "UPDATE orders SET deadline = '2027-03-01'", "orders"),
    ("a count", "UPDATE counts SET high = 4000 WHERE measure = 'killed'", "counts"),
    ("an account that stands", "UPDATE count_accounts SET stands = 1 - stands", "count_accounts"),
    (
        "a finding",
        "UPDATE findings SET reason = 'because' WHERE position = (SELECT min(position) FROM findings)",
        "findings",
    ),
];

/// A workspace of a flood with four decisions, closed.
pub(crate) fn workspace(folder: &TempDir) {
    let workspace =
        Workspace::new(Sqlite::open(&folder.path().join("good.db")).expect("a workspace"), LEXICON.clone());
    crate::suite::fill(&workspace, &flood());
    let killed = crate::suite::figures(&workspace, "killed");
    let accept = draft(&workspace, Act::Accept, &[&killed[0]]);
    workspace.decide(&accept, NOW).expect("decided");
    workspace.decide(&draft(&workspace, Act::Recommend, &[&killed[0]]), NOW).expect("decided");
    let correct = Draft {
        field: Some("low".to_string()),
        value: Some("11".to_string()),
        ..draft(&workspace, Act::Correct, &[&killed[1]])
    };
    workspace.decide(&correct, NOW).expect("decided");
    workspace.decide(&draft(&workspace, Act::Link, &[&killed[0], &killed[1]]), NOW).expect("decided");
}

/// What is damaged in a copy of the workspace that was edited so.
fn named(folder: &TempDir, sql: &str) -> Vec<String> {
    let path = folder.path().join("forged.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.path().join(format!("forged.db{ending}")));
    }
    fs::copy(folder.path().join("good.db"), &path).expect("a copy");
    let file = Connection::open(&path).expect("the file");
    file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).expect("edited");
    drop(file);
    let workspace = Workspace::new(Sqlite::open_existing(&path).expect("a workspace"), LEXICON.clone());
    let mut damage = workspace.verify().expect("verified").1;
    let (compared, made) = workspace.verify_made().expect("verified");
    assert_eq!(compared, Compared::All);
    damage.extend(made);
    damage.into_iter().map(|it| format!("{}: {}", it.what, it.words)).collect()
}

#[test]
fn a_good_workspace_is_good() {
    let folder = TempDir::new().expect("a folder");
    workspace(&folder);
    assert_eq!(named(&folder, "SELECT 1"), Vec::<String>::new());
}

#[test]
fn every_forgery_is_named() {
    let folder = TempDir::new().expect("a folder");
    workspace(&folder);
    let schema = "SELECT sql FROM sqlite_schema WHERE name IN ('decisions_stay', 'decisions_remain', 'figures_out', 'counts_out')";
    let file = Connection::open(folder.path().join("good.db")).expect("the file");
    let mut statement = file.prepare(schema).expect("asked");
    let again: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .expect("asked")
        .collect::<rusqlite::Result<_>>()
        .expect("rows");
    assert_eq!(again.len(), 4);
    for (what, sql, expected) in FORGERIES {
        // The triggers stand there again afterwards: what is named is the deed.
        let named = named(&folder, &format!("{FREE} {sql}; {};", again.join(";\n")));
        assert!(named.iter().any(|line| line.starts_with(expected)), "{what}: {named:?}");
    }
}

#[test]
fn tables_that_were_made_otherwise_are_named() {
    let folder = TempDir::new().expect("a folder");
    workspace(&folder);
    for (sql, expected) in [
        ("DROP TRIGGER decisions_stay", "the tables "),
        ("CREATE TRIGGER mine AFTER INSERT ON reports BEGIN SELECT 1; END", "the tables "),
        ("INSERT INTO search (rowid, title, text) VALUES (99, 'x', 'killed')", "the database"),
        ("UPDATE totals SET number = number + 1 WHERE name = 'reports'", "totals "),
    ] {
        let named = named(&folder, sql);
        assert!(named.iter().any(|line| line.starts_with(expected)), "{sql}: {named:?}");
    }
}
