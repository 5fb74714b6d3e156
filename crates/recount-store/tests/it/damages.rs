//! Random damages, the same in every run: cells changed with plain SQL, rows taken out, bytes of the file turned. Each that changes what
//! is shown is named by `verify`, or the workspace does not open.

use std::{fs, path::Path, sync::Arc};

use recount_core::Lexicon;
use recount_store::{Compared, Filter, Result, Sqlite, Workspace};
use rusqlite::{Connection, types::Value};
use tempfile::TempDir;

use crate::{LEXICON, forge};

/// How many damages that change what is shown.
const DAMAGES: usize = 120;
/// How many are tried at the most: many change nothing that anybody sees.
const TRIED: usize = 2_000;

/// A repeatable stream of numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % most.max(1)
    }
}

/// All that lists and pages show of a workspace.
fn shown(path: &Path, lexicon: &Arc<Lexicon>) -> Result<String> {
    let workspace = Workspace::new(Sqlite::open_existing(path)?, Arc::clone(lexicon));
    let all = Filter::default();
    let mut shown = String::new();
    let mut add = |part: String| shown.push_str(&part);
    let counts = workspace.counts_page(&all, 0, 1_000)?;
    for row in &counts.rows {
        add(format!("{:?}", workspace.series(&row.series)?));
    }
    let reports = workspace.reports_page(&all, 0, 1_000)?;
    for row in &reports.rows {
        add(format!("{:?}", workspace.report(&row.document)?));
    }
    add(format!("{counts:?}{reports:?}{:?}", workspace.figures_page(&all, 0, 1_000)?));
    add(format!("{:?}{:?}", workspace.findings_page(&[], &all, 0, 1_000)?, workspace.search("killed", 100)?));
    add(format!("{:?}{:?}", workspace.decisions()?, workspace.summary()?));
    add(format!("{:?}", workspace.ledger()?));
    Ok(shown)
}

/// Whether `verify` finds anything, or cannot read the file.
fn is_named(path: &Path, lexicon: &Arc<Lexicon>) -> bool {
    let verified = || {
        let workspace = Workspace::new(Sqlite::open_existing(path)?, Arc::clone(lexicon));
        let (_, damage) = workspace.verify()?;
        let (compared, made) = workspace.verify_made()?;
        Ok::<_, recount_store::Error>(!damage.is_empty() || !made.is_empty() || compared != Compared::All)
    };
    verified().unwrap_or(true)
}

/// The tables of the file, with the columns that name a row.
fn tables(file: &Connection) -> Vec<(String, Vec<String>, Vec<String>)> {
    let names: Vec<String> = file
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .and_then(|mut it| it.query_map([], |row| row.get(0))?.collect())
        .expect("names");
    let mut tables = Vec::new();
    for name in names {
        let columns: Vec<(String, i64)> = file
            .prepare(&format!("PRAGMA table_info({name})"))
            .and_then(|mut it| it.query_map([], |row| Ok((row.get(1)?, row.get(5)?)))?.collect())
            .expect("columns");
        let keys: Vec<String> =
            columns.iter().filter(|(_, key)| *key > 0).map(|(column, _)| column.clone()).collect();
        let columns = columns.into_iter().map(|(column, _)| column).collect();
        tables.push((name, columns, keys));
    }
    tables
}

/// One cell that holds something else, or a row that is gone; in words what was done.
fn damage_cell(path: &Path, dice: &mut Dice) -> rusqlite::Result<String> {
    let file = Connection::open(path)?;
    file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {}", forge::FREE))?;
    let tables = tables(&file);
    let (table, columns, keys) = &tables[dice.below(tables.len())];
    let rows: i64 = file.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    let rows = usize::try_from(rows).unwrap_or(0);
    let (at, column) = (dice.below(rows), &columns[dice.below(columns.len())]);
    let keys = if keys.is_empty() { vec!["rowid".to_owned()] } else { keys.clone() };
    let keys = keys.iter().map(|key| format!("\"{key}\"")).collect::<Vec<_>>().join(", ");
    let row = format!("({keys}) = (SELECT {keys} FROM {table} LIMIT 1 OFFSET {at})");
    let what = if dice.below(8) == 0 {
        file.execute(&format!("DELETE FROM {table} WHERE {row}"), [])?;
        format!("row {at} of {table} gone")
    } else {
        let old: Value =
            file.query_row(&format!("SELECT \"{column}\" FROM {table} WHERE {row}"), [], |row| row.get(0))?;
        let new = changed(&old, dice);
        file.execute(&format!("UPDATE {table} SET \"{column}\" = ?1 WHERE {row}"), [&new])?;
        format!("{column} of row {at} of {table}: {old:?} to {new:?}")
    };
    Ok(what)
}

fn changed(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::Null => Value::Text("x".to_owned()),
        Value::Integer(number) => Value::Integer(number.wrapping_add(1 + i64::from(dice.below(9) as u8))),
        Value::Real(number) => Value::Real(number + 1.0),
        Value::Text(text) => {
            let at = dice.below(text.chars().count());
            let change =
                |(place, letter)| if place == at { if letter == 'x' { 'y' } else { 'x' } } else { letter };
            Value::Text(
                text.chars().enumerate().map(change).collect::<String>()
                    + if text.is_empty() { "x" } else { "" },
            )
        }
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            let at = dice.below(bytes.len());
            match bytes.get_mut(at) {
                Some(byte) => *byte ^= 1,
                None => bytes.push(0),
            }
            Value::Blob(bytes)
        }
    }
}

/// One to four bytes of the file turned.
fn damage_bytes(path: &Path, dice: &mut Dice) -> String {
    let mut bytes = fs::read(path).expect("the file");
    let places: Vec<usize> = (0..=dice.below(4)).map(|_| dice.below(bytes.len())).collect();
    for at in &places {
        bytes[*at] ^= 1 << dice.below(8);
    }
    fs::write(path, bytes).expect("the file");
    format!("bytes {places:?} turned")
}

#[test]
fn a_damage_that_changes_what_is_shown_is_named() {
    let folder = TempDir::new().expect("a folder");
    forge::workspace(&folder);
    let (good, bad) = (folder.path().join("good.db"), folder.path().join("bad.db"));
    // All of it stands in the file itself.
    let file = Connection::open(&good).expect("the file");
    file.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;").expect("one file");
    drop(file);
    let lexicon = Arc::new(LEXICON.clone());
    let as_it_was = shown(&good, &lexicon).expect("shown");
    assert!(!is_named(&good, &lexicon), "a good workspace is good");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut seen, mut tried, mut missed) = (0, 0, Vec::new());
    while seen < DAMAGES && tried < TRIED {
        tried += 1;
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(folder.path().join(format!("bad.db{ending}")));
        }
        fs::copy(&good, &bad).expect("a copy");
        let what = match tried % 2 {
            0 => damage_bytes(&bad, &mut dice),
            // What the tables themselves refuse is no damage.
            _ => match damage_cell(&bad, &mut dice) {
                Ok(what) => what,
                Err(_) => continue,
            },
        };
        match shown(&bad, &lexicon) {
            Ok(shown) if shown == as_it_was => continue,
            Err(_) => seen += 1,
            Ok(_) => {
                seen += 1;
                if !is_named(&bad, &lexicon) {
                    missed.push(what);
                }
            }
        }
    }
    assert_eq!(seen, DAMAGES, "of {tried} damages");
    assert!(missed.is_empty(), "{} of {seen} not named: {missed:#?}", missed.len());
}
