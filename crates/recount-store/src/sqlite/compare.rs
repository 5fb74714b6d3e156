//! What was made from reports and decisions, against the same made anew.

use std::cmp::Ordering;

use rusqlite::{Rows, params_from_iter, types::Value};

use super::Sqlite;
use crate::{Damage, Result};

/// The tables that could be emptied and made again, each with what names a row.
const DERIVED: [(&str, &[&str]); 14] = [
    ("extractions", &["report_id"]),
    ("figures", &["id"]),
    ("statements", &["report_id", "position"]),
    ("orders", &["report_id", "position"]),
    ("accounts", &["id"]),
    ("keys", &["id"]),
    ("series", &["id"]),
    ("series_countries", &["code", "series_id"]),
    ("counts", &["id"]),
    ("count_accounts", &["count_id", "position"]),
    ("findings", &["series_id", "position"]),
    ("answers", &["count_id"]),
    ("totals", &["name"]),
    ("tallies", &["kind", "name"]),
];
/// How the tables themselves are made; what SQLite makes for itself has no words.
const SCHEMA: (&str, &[&str]) =
    ("(SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%')", &["type", "name"]);
/// Rows of one table that are told; the others are counted.
const TOLD: usize = 20;
/// Characters of a value that are told.
const SHOWN: usize = 80;

impl Sqlite {
    /// An empty workspace with the same reports and decisions and nothing made from them; the bytes stay behind.
    pub(super) fn copied(&self) -> Result<Sqlite> {
        let copy = Sqlite::passing()?;
        // What refers to nothing is told where the database itself is looked at.
        copy.connection
            .execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; DELETE FROM seals;")?;
        let originals = "SELECT id, sha256, size, packing, x'' AS bytes FROM originals";
        for (table, rows) in [
            ("originals", originals),
            ("reports", "SELECT * FROM reports"),
            ("texts", "SELECT * FROM texts"),
            ("decisions", "SELECT * FROM decisions ORDER BY id"),
            ("seals", "SELECT * FROM seals"),
        ] {
            self.copy_rows(&copy, table, rows)?;
        }
        copy.connection.execute_batch("PRAGMA foreign_keys = ON;")?;
        Ok(copy)
    }

    fn copy_rows(&self, copy: &Sqlite, table: &str, rows: &str) -> Result<()> {
        let mut statement = self.connection.prepare(rows)?;
        let columns = statement.column_names().map(|it| format!("\"{it}\"")).collect::<Vec<_>>();
        let places = vec!["?"; columns.len()].join(", ");
        let insert = format!("INSERT INTO {table} ({}) VALUES ({places})", columns.join(", "));
        let mut rows = statement.query([])?;
        copy.connection.execute_batch("BEGIN")?;
        while let Some(row) = rows.next()? {
            let values =
                (0..columns.len()).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>()?;
            copy.connection.prepare_cached(&insert)?.execute(params_from_iter(values))?;
        }
        Ok(copy.connection.execute_batch("COMMIT")?)
    }

    /// The rows that differ from those made anew, and those of one of them alone.
    pub(super) fn compared(&self, anew: &Sqlite) -> Result<Vec<Damage>> {
        let mut damage = Vec::new();
        for (table, key) in DERIVED {
            damage.extend(self.compare_table(anew, table, table, key)?);
        }
        damage.extend(self.compare_table(anew, SCHEMA.0, "the tables", SCHEMA.1)?);
        Ok(damage)
    }

    fn compare_table(&self, anew: &Sqlite, table: &str, name: &str, key: &[&str]) -> Result<Vec<Damage>> {
        let sql = format!("SELECT * FROM {table} ORDER BY {}", key.join(", "));
        let (mut found, mut expected) = (self.connection.prepare(&sql)?, anew.connection.prepare(&sql)?);
        let columns: Vec<String> = found.column_names().map(ToString::to_string).collect();
        let keys: Vec<usize> =
            key.iter().filter_map(|key| columns.iter().position(|column| column == key)).collect();
        let mut told = Told { name, keys, columns, damage: Vec::new(), more: 0 };
        let width = expected.column_count().min(told.columns.len());
        let (mut found, mut expected) = (found.query([])?, expected.query([])?);
        let (mut one, mut two) = (next(&mut found, width)?, next(&mut expected, width)?);
        loop {
            let order = match (&one, &two) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(two)) => told.order(one, two),
            };
            told.row(order, one.as_deref(), two.as_deref());
            if order.is_le() {
                one = next(&mut found, width)?;
            }
            if order.is_ge() {
                two = next(&mut expected, width)?;
            }
        }
        Ok(told.end())
    }
}

fn next(rows: &mut Rows<'_>, width: usize) -> rusqlite::Result<Option<Vec<Value>>> {
    rows.next()?.map(|row| (0..width).map(|at| row.get(at)).collect()).transpose()
}

/// What is told of a table.
struct Told<'a> {
    name: &'a str,
    keys: Vec<usize>,
    columns: Vec<String>,
    damage: Vec<Damage>,
    more: usize,
}

impl Told<'_> {
    fn order(&self, one: &[Value], two: &[Value]) -> Ordering {
        let value = |row: &[Value], at: usize| row.get(at).map_or((i64::MIN, String::new()), sortable);
        let key = |row: &[Value]| self.keys.iter().map(|at| value(row, *at)).collect::<Vec<_>>();
        key(one).cmp(&key(two))
    }

    fn row(&mut self, order: Ordering, found: Option<&[Value]>, expected: Option<&[Value]>) {
        let (row, words) = match (order, found, expected) {
            (Ordering::Less, Some(found), _) => (found, "expected no such row, found one".to_string()),
            (Ordering::Greater, _, Some(expected)) => {
                (expected, "expected a row as it is made anew, found none".to_string())
            }
            (_, Some(found), Some(expected)) => match self.difference(found, expected) {
                Some(words) => (found, words),
                None => return,
            },
            _ => return,
        };
        if self.damage.len() == TOLD {
            self.more += 1;
            return;
        }
        let key = self.keys.iter().filter_map(|at| row.get(*at)).map(shown).collect::<Vec<_>>();
        self.damage.push(Damage { what: format!("{} {}", self.name, key.join(" ")), words });
    }

    fn difference(&self, found: &[Value], expected: &[Value]) -> Option<String> {
        let at = found.iter().zip(expected).position(|(found, expected)| found != expected)?;
        let column = self.columns.get(at).map_or("", String::as_str);
        let value = |row: &[Value]| row.get(at).map(shown).unwrap_or_default();
        Some(format!("expected {column} {}, as it is made anew, found {}", value(expected), value(found)))
    }

    fn end(mut self) -> Vec<Damage> {
        if self.more > 0 {
            let words = format!("{} more rows are not as they are made anew", self.more);
            self.damage.push(Damage { what: self.name.to_string(), words });
        }
        self.damage
    }
}

/// Numbers in their order, texts by their bytes, as SQLite puts them.
fn sortable(value: &Value) -> (i64, String) {
    match value {
        Value::Integer(number) => (*number, String::new()),
        Value::Text(text) => (0, text.clone()),
        _ => (0, String::new()),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => {
            let short: String = text.chars().take(SHOWN).collect();
            format!("“{short}{}”", if text.chars().nth(SHOWN).is_some() { "…" } else { "" })
        }
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
