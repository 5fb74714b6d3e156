//! What is kept does not hang on the order in which reports came: series that are changed bit by bit hold the same rows as
//! those that are written at once.

use std::{fs, path::Path};

use recount_store::{Prepared, Sqlite, Workspace};
use rusqlite::{Connection, types::Value};
use tempfile::TempDir;

use crate::{LEXICON, NOW, prepared, report};

/// The tables that are folded from what was read, each with its columns that say something.
const FOLDED: &[(&str, &str)] = &[
    ("series", "*"),
    ("series_countries", "*"),
    ("counts", "*"),
    ("count_accounts", "*"),
    ("findings", "*"),
    ("keys", "id, frame, key, series_id, changed"),
    ("totals", "*"),
    ("tallies", "*"),
    ("answers", "*"),
];

/// The reports of the exercise, and the same told of other months, numbers and countries.
fn reports() -> Vec<Prepared> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/exercise");
    let read = |path: &str| fs::read_to_string(folder.join(path)).expect("a file of the exercise");
    let manifest = read("manifest.csv");
    let rows = manifest.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some((cells.next()?, cells.next()?))
    });
    let told = [
        ("a", "2027-02", "", ""),
        ("b", "2027-03", "1", "2"),
        ("c", "2027-06", "2", "1"),
        ("d", "2028-02", "Mozambique", "Malawi"),
    ];
    let mut reports = Vec::new();
    for (file, day) in rows.filter(|(file, _)| file.ends_with(".txt")) {
        for (name, month, from, to) in told {
            let text = read(file);
            let text = if from.is_empty() { text } else { text.replace(from, to) };
            // Equal bytes would be one report, of whichever came first.
            let text = format!("{text}\nEdition {name}");
            let day = day.replace("2027-02", month);
            reports.push(prepared(&report(&format!("{name}-{file}"), &day, &text)));
        }
    }
    reports
}

/// The rows of a table, in order.
fn rows(file: &Connection, table: &str, columns: &str) -> Vec<String> {
    let mut statement = file.prepare(&format!("SELECT {columns} FROM {table}")).expect("a table");
    let number = statement.column_count();
    let mut rows: Vec<String> = statement
        .query_map([], |row| {
            let values: Vec<Value> = (0..number).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
            Ok(format!("{values:?}"))
        })
        .expect("asked")
        .collect::<rusqlite::Result<_>>()
        .expect("rows");
    rows.sort_unstable();
    rows
}

/// The file of a workspace to which these reports were added, so many at a time, each time with the counts after it.
fn filled(folder: &TempDir, name: &str, reports: &[Prepared], at_a_time: usize) -> Connection {
    let path = folder.path().join(name);
    let workspace = Workspace::new(Sqlite::open(&path).expect("a workspace"), LEXICON.clone());
    for some in reports.chunks(at_a_time) {
        workspace.add(some, NOW).expect("added");
        workspace.settle().expect("settled");
    }
    Connection::open(path).expect("the file")
}

#[test]
fn one_by_one_in_any_order_is_all_at_once() {
    let folder = TempDir::new().expect("a folder");
    let mut reports = reports();
    let at_once = filled(&folder, "at-once.db", &reports, reports.len());
    let totals = "SELECT count(*) FROM totals WHERE name IN ('series', 'counts') AND number > 20";
    let large: i64 = at_once.query_row(totals, [], |row| row.get(0)).expect("a number");
    assert_eq!(large, 2, "there is something to compare");
    let forth = filled(&folder, "forth.db", &reports, 1);
    // Every seventh, so that neighbours come far apart.
    let number = reports.len();
    let mixed: Vec<Prepared> = (0..number).map(|at| reports[at * 7 % number].clone()).collect();
    let mixed_up = filled(&folder, "mixed.db", &mixed, 1);
    reports.reverse();
    let back = filled(&folder, "back.db", &reports, 3);
    for (table, columns) in FOLDED {
        let expected = rows(&at_once, table, columns);
        for (order, file) in [("forth", &forth), ("back", &back), ("mixed", &mixed_up)] {
            let found = rows(file, table, columns);
            let other = found.iter().zip(&expected).find(|(found, expected)| found != expected);
            assert!(
                found == expected,
                "{table}, {order}: {} and {} rows, {other:?}",
                found.len(),
                expected.len()
            );
        }
    }
}

#[test]
fn totals_are_what_there_is() {
    let folder = TempDir::new().expect("a folder");
    let file = filled(&folder, "totals.db", &reports(), 1);
    let there = "SELECT 'reports' AS name, count(*) AS number FROM reports
        UNION ALL SELECT 'figures', count(*) FROM figures UNION ALL SELECT 'statements', count(*) FROM statements
        UNION ALL SELECT 'orders', count(*) FROM orders UNION ALL SELECT 'series', count(*) FROM series
        UNION ALL SELECT 'counts', count(*) FROM counts
        UNION ALL SELECT 'findings:' || relation, count(*) FROM findings GROUP BY relation";
    assert_eq!(rows(&file, "totals", "name, number"), rows(&file, &format!("({there})"), "name, number"));
}

#[test]
fn tallies_are_what_there_is() {
    let folder = TempDir::new().expect("a folder");
    let file = filled(&folder, "tallies.db", &reports(), 1);
    let there = "SELECT 'measure' AS kind, measure AS name, count(*) AS number FROM series GROUP BY measure
        UNION ALL SELECT 'country', code, count(*) FROM series_countries GROUP BY code
        UNION ALL SELECT 'place', place, count(*) FROM series WHERE place IS NOT NULL GROUP BY place
        UNION ALL SELECT 'outlet', lower(outlet), count(*) FROM extractions WHERE outlet IS NOT NULL GROUP BY lower(outlet)
        UNION ALL SELECT 'undated', '', count(*) FROM extractions WHERE published IS NULL HAVING count(*) > 0";
    let columns = "kind, name, number";
    assert_eq!(rows(&file, "tallies", columns), rows(&file, &format!("({there})"), columns));
}
