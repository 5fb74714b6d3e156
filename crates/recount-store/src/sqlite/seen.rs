//! Which hashes were met before. They are kept on the disk behind a small cache, so that millions take no more memory than few.

use rusqlite::Connection;

use crate::Result;

/// Memory for pages of the table, in KiB; what goes beyond it is written to a file that is gone with the value.
const CACHE: i64 = 4096;

/// A set of SHA-256 that lives as long as the value, in memory that does not grow with it.
#[derive(Debug)]
pub struct Seen {
    connection: Connection,
}

impl Seen {
    /// None yet.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn new() -> Result<Seen> {
        Seen::behind(CACHE)
    }

    fn behind(cache: i64) -> Result<Seen> {
        // SQLite takes the empty name for a file of its own among the temporary ones, made once the cache is full.
        let connection = Connection::open("")?;
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{cache};
             CREATE TABLE seen (hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
             BEGIN"
        ))?;
        Ok(Seen { connection })
    }

    /// Whether this SHA-256, in hexadecimal digits, is met for the first time. Its first 128 bits tell it from others.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn is_new(&mut self, sha256: &str) -> Result<bool> {
        let half = sha256.get(..32).and_then(|half| u128::from_str_radix(half, 16).ok());
        let half = half.map(u128::to_be_bytes);
        let hash = half.as_ref().map_or(sha256.as_bytes(), |half| half.as_slice());
        let mut insert = self.connection.prepare_cached("INSERT OR IGNORE INTO seen VALUES (?1)")?;
        Ok(insert.execute([hash])? == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sha256;

    #[test]
    fn each_is_new_once_however_many_come_between() {
        let mut seen = Seen::behind(64).expect("memory");
        // Several times what this cache holds, so that the first are on the disk when they come again.
        let many = 20_000;
        let hash = |at: i64| sha256(&at.to_le_bytes());
        assert!((0..many).all(|at| seen.is_new(&hash(at)).expect("a disk")));
        assert!((0..many).step_by(100).all(|at| !seen.is_new(&hash(at)).expect("a disk")));
        assert!(seen.is_new(&hash(many)).expect("a disk"));
    }

    #[test]
    fn no_more_is_held_than_the_cache() {
        let seen = Seen::new().expect("memory");
        let told = |what: &str| seen.connection.query_row(&format!("PRAGMA {what}"), [], |row| row.get(0));
        assert_eq!(told("cache_size"), Ok(-CACHE));
        assert_eq!(told("temp_store"), Ok(0), "2 would hold everything in memory");
        assert_ne!(told("cache_spill"), Ok(0));
    }
}
