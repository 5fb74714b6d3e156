//! A workspace in one SQLite file.

mod answers;
mod conditions;
mod decisions;
mod folded;
mod migrations;
mod packed;
mod patience;
mod pages;
mod readings;
mod reports;
mod compare;
mod file;
mod results;
mod seals;
mod seen;
mod table;

use std::sync::Arc;

use rusqlite::{Connection, config::DbConfig, functions::FunctionFlags};

use crate::{Damage, Engine, Result};

pub use seen::Seen;

use patience::Patience;

/// An SQLite file that holds a workspace.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    may_write: bool,
    patience: Arc<Patience>,
}

impl Sqlite {
    fn of(mut connection: Connection) -> Result<Sqlite> {
        let patience = Sqlite::prepare(&mut connection)?;
        // What is acknowledged is on the disk: a commit waits for it.
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        migrations::run(&connection)?;
        Ok(Sqlite { connection, may_write: true, patience })
    }

    /// What every connection is told and taught.
    fn prepare(connection: &mut Connection) -> Result<Arc<Patience>> {
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        connection.set_prepared_statement_cache_capacity(64);
        // Plans do not hang on the values that are bound: SQLite would make a statement of the cache anew each time it is asked.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
        )?;
        seals::teach(connection)?;
        holds(connection)?;
        Patience::of(connection)
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
        // Asking for it counts as writing.
        let index = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)";
        if self.may_write && self.connection.execute(index, []).is_err() {
            wrong.push("expected the index of words to hold the texts, found something else".to_string());
        }
        Ok(wrong)
    }

    fn broken(&self) -> Result<Vec<Damage>> {
        let mut damage = self.broken_seals()?;
        damage.extend(self.broken_chain()?);
        Ok(damage)
    }

    fn last_chain(&self) -> Result<String> {
        Ok(self.sealed("decisions")?.1)
    }

    fn has_chain(&self, chain: &str) -> Result<bool> {
        let asked = "SELECT EXISTS (SELECT 1 FROM decisions WHERE chain = ?1)";
        Ok(self.connection.query_row(asked, [chain], |row| row.get(0))?)
    }

    fn may_write(&self) -> bool {
        self.may_write
    }

    fn bare_copy(&self) -> Result<Sqlite> {
        self.copied()
    }

    fn differences(&self, anew: &Sqlite) -> Result<Vec<Damage>> {
        self.compared(anew)
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
