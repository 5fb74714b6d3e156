//! Rows of one series as they should be, and the least that makes a table hold them.

use std::collections::BTreeMap;

use rusqlite::{Row, params_from_iter, types::Value};

use super::Sqlite;
use crate::Result;

/// A table with rows of series.
pub(super) struct Table {
    /// Its name.
    pub name: &'static str,
    /// What names a row: the first of the columns.
    pub key: &'static [&'static str],
    /// The other columns.
    pub columns: &'static [&'static str],
    /// Which rows are those of series `?1`.
    pub of_series: &'static str,
    /// Whether a row that differs is written anew, since triggers count its columns, rather than changed.
    pub anew: bool,
}

/// What names a row: its texts, each ended by a byte that no text holds, and its number.
type Name = (String, i64);

impl Table {
    fn all(&self) -> String {
        let quoted = self.key.iter().chain(self.columns).map(|column| format!("\"{column}\""));
        quoted.collect::<Vec<_>>().join(", ")
    }

    fn name_of(&self, row: &[Value]) -> Name {
        let mut name = Name::default();
        for value in row.iter().take(self.key.len()) {
            match value {
                Value::Text(text) => name.0.extend([text.as_str(), "\0"]),
                Value::Integer(number) => name.1 = *number,
                _ => {}
            }
        }
        name
    }

    /// `column = ?n` for some columns; `first` is the number of the first.
    fn equal(columns: &[&str], first: usize, between: &str) -> String {
        let parts = columns.iter().enumerate().map(|(at, column)| format!("\"{column}\" = ?{}", first + at));
        parts.collect::<Vec<_>>().join(between)
    }

    fn delete(&self) -> String {
        format!("DELETE FROM {} WHERE {}", self.name, Table::equal(self.key, 1, " AND "))
    }

    fn update(&self) -> String {
        let set = Table::equal(self.columns, self.key.len() + 1, ", ");
        format!("UPDATE {} SET {set} WHERE {}", self.name, Table::equal(self.key, 1, " AND "))
    }

    fn insert(&self) -> String {
        let places = vec!["?"; self.key.len() + self.columns.len()].join(", ");
        format!("INSERT INTO {} ({}) VALUES ({places})", self.name, self.all())
    }
}

/// What has to be done for the rows of a series.
#[derive(Debug, Default, PartialEq)]
struct Difference {
    /// Rows to delete.
    gone: Vec<Vec<Value>>,
    /// Rows to change.
    changed: Vec<Vec<Value>>,
    /// Rows to insert.
    new: Vec<Vec<Value>>,
}

impl Difference {
    fn of(table: &Table, old: Vec<Vec<Value>>, rows: Vec<Vec<Value>>) -> Difference {
        let mut old: BTreeMap<Name, Vec<Value>> =
            old.into_iter().map(|row| (table.name_of(&row), row)).collect();
        let mut difference = Difference::default();
        for row in rows {
            match old.remove(&table.name_of(&row)) {
                Some(old) if old == row => {}
                Some(old) if table.anew => {
                    difference.gone.push(old);
                    difference.new.push(row);
                }
                Some(_) => difference.changed.push(row),
                None => difference.new.push(row),
            }
        }
        difference.gone.extend(old.into_values());
        difference
    }
}

impl Sqlite {
    /// Makes these the rows of a series: what is there already is left alone.
    pub(super) fn write_rows(&self, table: &Table, series: &str, rows: Vec<Vec<Value>>) -> Result<()> {
        let select = format!("SELECT {} FROM {} WHERE {}", table.all(), table.name, table.of_series);
        let mut statement = self.connection.prepare_cached(&select)?;
        let number = table.key.len() + table.columns.len();
        let values = |row: &Row<'_>| (0..number).map(|at| row.get(at)).collect();
        let old = statement.query_map([series], values)?.collect::<rusqlite::Result<Vec<_>>>()?;
        let difference = Difference::of(table, old, rows);
        for row in &difference.gone {
            let key = row.iter().take(table.key.len());
            self.connection.prepare_cached(&table.delete())?.execute(params_from_iter(key))?;
        }
        for (sql, rows) in [(table.update(), &difference.changed), (table.insert(), &difference.new)] {
            for row in rows {
                self.connection.prepare_cached(&sql)?.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table =
        Table { name: "t", key: &["id", "position"], columns: &["value"], of_series: "id = ?1", anew: false };

    fn row(position: i64, value: &str) -> Vec<Value> {
        vec![Value::from("one".to_string()), Value::from(position), Value::from(value.to_string())]
    }

    #[test]
    fn rows_that_are_there_are_left_alone() {
        let old = vec![row(0, "same"), row(1, "other"), row(2, "gone")];
        let rows = vec![row(0, "same"), row(1, "changed"), row(3, "new")];
        let difference = Difference::of(&TABLE, old.clone(), rows.clone());
        assert_eq!(difference.gone, [row(2, "gone")]);
        assert_eq!(difference.changed, [row(1, "changed")]);
        assert_eq!(difference.new, [row(3, "new")]);
        let difference = Difference::of(&Table { anew: true, ..TABLE }, old, rows);
        assert_eq!(difference.gone, [row(1, "other"), row(2, "gone")]);
        assert_eq!(difference.new, [row(1, "changed"), row(3, "new")]);
    }

    #[test]
    fn every_column_of_the_key_names_a_row() {
        let country = |code: &str| vec![Value::from(code.to_string()), Value::from("one".to_string())];
        let countries = Table { name: "c", key: &["code", "id"], columns: &[], ..TABLE };
        let difference =
            Difference::of(&countries, vec![country("CHN")], vec![country("CHN"), country("MOZ")]);
        assert_eq!(difference, Difference { new: vec![country("MOZ")], ..Difference::default() });
    }

    #[test]
    fn statements_name_their_columns() {
        assert_eq!(TABLE.delete(), "DELETE FROM t WHERE \"id\" = ?1 AND \"position\" = ?2");
        assert_eq!(TABLE.update(), "UPDATE t SET \"value\" = ?3 WHERE \"id\" = ?1 AND \"position\" = ?2");
        assert_eq!(TABLE.insert(), "INSERT INTO t (\"id\", \"position\", \"value\") VALUES (?, ?, ?)");
    }
}
