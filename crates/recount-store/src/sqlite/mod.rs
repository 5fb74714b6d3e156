//! A workspace in one SQLite file.

mod conditions;
mod decisions;
mod folded;
mod migrations;
mod packed;
mod pages;
mod readings;
mod reports;
mod results;
mod seen;
mod table;

use std::path::Path;

use rusqlite::{Connection, OpenFlags, config::DbConfig, functions::FunctionFlags};

use crate::{Engine, Error, Result};

pub use seen::Seen;

/// An SQLite file that holds a workspace.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Opens the workspace of this file, or makes a new one there.
    ///
    /// # Errors
    /// Where the file is no workspace, is newer than this program, or cannot be written.
    pub fn open(path: &Path) -> Result<Sqlite> {
        Sqlite::of(Connection::open(path)?)
    }

    /// Opens a workspace that is there.
    ///
    /// # Errors
    /// As `open`, and where there is none.
    pub fn open_existing(path: &Path) -> Result<Sqlite> {
        if !path.is_file() {
            let advice = "make one with `recount add PATH...`, or name another with -w";
            return Err(Error::told(format!(
                "expected a workspace at {}, found none; {advice}",
                path.display()
            )));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Sqlite::of(Connection::open_with_flags(path, flags)?)
    }

    /// A workspace that lives as long as the value.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn in_memory() -> Result<Sqlite> {
        Sqlite::of(Connection::open_in_memory()?)
    }

    fn of(connection: Connection) -> Result<Sqlite> {
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.set_prepared_statement_cache_capacity(64);
        // Plans do not hang on the values that are bound: SQLite would make a statement of the cache anew each time it is asked.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // What is acknowledged is on the disk: a commit waits for it.
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
        )?;
        migrations::run(&connection)?;
        holds(&connection)?;
        Ok(Sqlite { connection })
    }
}

/// Teaches SQL `holds(text, words)`: whether the words stand in the text, whatever their case. SQL's own knows the case of
/// ASCII letters alone.
fn holds(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("holds", 2, flags, |context| {
        let text = context.get::<Option<String>>(0)?.map(|text| text.to_lowercase());
        let words = context.get::<Option<String>>(1)?.map(|words| words.to_lowercase());
        Ok(text.zip(words).is_some_and(|(text, words)| text.contains(&words)))
    })
}

impl Engine for Sqlite {
    fn atomically<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        if !self.connection.is_autocommit() {
            return work();
        }
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        match work() {
            Ok(result) => {
                self.connection.execute_batch("COMMIT")?;
                Ok(result)
            }
            Err(error) => {
                // The first error is the one to tell.
                let _ = self.connection.execute_batch("ROLLBACK");
                Err(error)
            }
        }
    }

    fn check(&self) -> Result<Vec<String>> {
        let mut wrong: Vec<String> = Vec::new();
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        for line in statement.query_map([], |row| row.get::<_, String>(0))? {
            wrong.extend(Some(line?).filter(|line| line != "ok"));
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let rows = statement.query_map([], |row| {
            Ok(format!(
                "a row of {} refers to nothing in {}",
                row.get::<_, String>(0)?,
                row.get::<_, String>(2)?
            ))
        })?;
        for line in rows {
            wrong.push(line?);
        }
        Ok(wrong)
    }
}

/// A number for a column; SQLite's integers are signed.
fn number(value: impl TryInto<i64>) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}

/// A number from a column.
fn unsigned(value: i64) -> u64 {
    value.try_into().unwrap_or(0)
}

fn size(value: i64) -> usize {
    value.try_into().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn statements_are_not_made_anew_for_other_values() {
        let engine = Sqlite::in_memory().expect("a database");
        let joined = "SELECT t.text FROM reports r JOIN texts t ON t.report_id = r.id WHERE r.document = ?1 AND t.title = ?2";
        let cached = || engine.connection.prepare_cached(joined).expect("a statement");
        for document in ["one", "two", "three"] {
            assert!(!cached().exists([document, "title"]).expect("asked"));
        }
        assert_eq!(cached().get_status(StatementStatus::RePrepare), 0);
    }
}
