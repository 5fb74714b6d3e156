//! The file: who may read it, copies of it, and media that may only be read.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Sqlite, migrations};
use crate::{Error, Result};

impl Sqlite {
    /// Opens the workspace of this file, or makes a new one there, for its owner alone.
    ///
    /// # Errors
    /// Where the file is no workspace, is newer than this program, or cannot be written.
    pub fn open(path: &Path) -> Result<Sqlite> {
        // Where it cannot be made, SQLite says why.
        let _ = new_file(path);
        Sqlite::of(Connection::open(path)?)
    }

    /// Opens a workspace that is there; one that may only be read, to be read.
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
        if !may_be_written(path) {
            return Sqlite::open_to_read(path);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match Connection::open_with_flags(path, flags).map_err(Error::from).and_then(Sqlite::of) {
            // The file may be written and its folder not: no log can stand beside it.
            Err(error) if error.is(&[ErrorCode::ReadOnly, ErrorCode::CannotOpen]) => {
                Sqlite::open_to_read(path)
            }
            opened => opened,
        }
    }

    /// Opens a workspace that nobody writes: on media that may only be read, or somebody else's.
    ///
    /// # Errors
    /// Where it is no workspace, is of another version, or has changes beside it that cannot be taken in.
    pub fn open_to_read(path: &Path) -> Result<Sqlite> {
        let log = beside(path, "-wal");
        if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            return Err(Error::told(format!(
                "expected a workspace that was closed, found changes that are not in it yet ({}); copy both to where they may be written",
                log.display()
            )));
        }
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(address(path), flags)?;
        let patience = Sqlite::prepare(&mut connection)?;
        if !migrations::is_current(&connection)? {
            return Err(Error::told(
                "expected a workspace of this version, since it may only be read, found another; copy it to where it may be written",
            ));
        }
        Ok(Sqlite { connection, may_write: false, patience })
    }

    /// A workspace that lives as long as the value.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn in_memory() -> Result<Sqlite> {
        Sqlite::of(Connection::open_in_memory()?)
    }

    /// A workspace that lives as long as the value; what is much of it lies in a file without a name.
    pub(super) fn passing() -> Result<Sqlite> {
        Sqlite::of(Connection::open("")?)
    }

    /// Writes a whole copy to a new file, for its owner alone, while others may read and write.
    ///
    /// # Errors
    /// Where something is there already, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let refused = |error: std::io::Error| match error.kind() {
            ErrorKind::AlreadyExists => Error::told(format!(
                "expected a new file for the copy, found one at {}; name another",
                to.display()
            )),
            _ => Error::told(format!("cannot write the copy to {}: {error}", to.display())),
        };
        if to.symlink_metadata().is_ok() {
            return Err(refused(ErrorKind::AlreadyExists.into()));
        }
        // Half a copy is none, and a run that is killed leaves none under the name.
        let mut part = to.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let _ = fs::remove_file(&part);
        new_file(&part).map_err(refused)?;
        let copied = self.copy_into(&part).and_then(|()| {
            // A link takes no other file's place. Where there are none, nothing was there a moment ago.
            let named = fs::hard_link(&part, to);
            let is_there = |error: &std::io::Error| error.kind() == ErrorKind::AlreadyExists;
            match named {
                Err(error) if !is_there(&error) => fs::rename(&part, to).map_err(refused),
                other => other.map_err(refused),
            }
        });
        let _ = fs::remove_file(&part);
        copied
    }

    fn copy_into(&self, to: &Path) -> Result<()> {
        let name = to.to_str().ok_or_else(|| Error::told("expected a name in UTF-8 for the copy"))?;
        self.connection.execute("VACUUM INTO ?1", [name])?;
        let written = fs::File::open(to).and_then(|file| file.sync_all());
        written.map_err(|error| Error::told(format!("cannot write the copy: {error}")))
    }

    /// Writes the file anew, so that nothing is left of what was removed.
    ///
    /// # Errors
    /// Where another program holds it, or the disk is full.
    pub fn scrub(&self) -> Result<()> {
        self.connection.execute_batch(
            "INSERT INTO search (search) VALUES ('rebuild'); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);",
        )?;
        Ok(())
    }
}

/// A new, empty file that its owner alone may read.
fn new_file(path: &Path) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

fn may_be_written(path: &Path) -> bool {
    match fs::OpenOptions::new().write(true).open(path) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The file as SQLite takes it where it is told that nobody writes it.
fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?immutable=1")
}
