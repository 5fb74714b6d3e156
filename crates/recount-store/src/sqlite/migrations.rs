//! Numbered steps from an empty file to the tables of today; each is done once, in order.

use rusqlite::Connection;

use crate::{Error, Result};

/// Every step, in order; none is ever changed once it was published.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001-workspace.sql"),
    include_str!("../../migrations/0002-pages.sql"),
    include_str!("../../migrations/0003-originals.sql"),
    include_str!("../../migrations/0004-lists.sql"),
    include_str!("../../migrations/0005-told.sql"),
    include_str!("../../migrations/0006-told-by.sql"),
    include_str!("../../migrations/0007-mastheads.sql"),
    include_str!("../../migrations/0008-events.sql"),
    include_str!("../../migrations/0009-trust.sql"),
    include_str!("../../migrations/0010-own.sql"),
    include_str!("../../migrations/0011-support.sql"),
    include_str!("../../migrations/0012-tallies.sql"),
];

/// What marks an SQLite file as a workspace: "rcnt".
const APPLICATION: i32 = 0x7263_6e74;

/// Whether the file has seen every step and no more.
pub(super) fn is_current(connection: &Connection) -> Result<bool> {
    Ok(state(connection)? == (APPLICATION, MIGRATIONS.len()))
}

/// Does the steps that the file has not seen.
pub(super) fn run(connection: &Connection) -> Result<()> {
    let (application, version) = state(connection)?;
    if application == APPLICATION && version == MIGRATIONS.len() {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    // Another program may have done them in the meantime.
    let done = state(connection).and_then(|(application, version)| steps(connection, application, version));
    let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = connection.execute_batch(end);
    done?;
    Ok(ended?)
}

fn steps(connection: &Connection, application: i32, version: usize) -> Result<()> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && tables > 0 {
        return Err(Error::told(
            "expected a workspace, found another program's database; name another file with -w",
        ));
    }
    if version > MIGRATIONS.len() {
        return Err(Error::told(format!(
            "expected a workspace of version {} or older, found version {version}; use a newer Recount",
            MIGRATIONS.len()
        )));
    }
    for step in MIGRATIONS.iter().skip(version) {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "application_id", APPLICATION)?;
    Ok(connection.pragma_update(None, "user_version", super::number(MIGRATIONS.len()))?)
}

fn state(connection: &Connection) -> Result<(i32, usize)> {
    let application = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok((application, super::size(version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open() -> Connection {
        let connection = Connection::open_in_memory().expect("a database");
        super::super::seals::teach(&connection).expect("functions");
        connection
    }

    #[test]
    fn the_steps_are_done_once() {
        let connection = open();
        run(&connection).expect("the first time");
        run(&connection).expect("the second");
        assert_eq!(state(&connection).expect("a state"), (APPLICATION, MIGRATIONS.len()));
    }

    #[test]
    fn others_files_and_newer_ones_are_left_alone() {
        let connection = open();
        connection.execute_batch("CREATE TABLE recipes (name TEXT)").expect("a table");
        assert!(run(&connection).expect_err("no workspace").to_string().contains("another program's"));
        let connection = open();
        run(&connection).expect("a workspace");
        connection.pragma_update(None, "user_version", 99).expect("a version");
        assert!(run(&connection).expect_err("too new").to_string().contains("newer Recount"));
    }
}
