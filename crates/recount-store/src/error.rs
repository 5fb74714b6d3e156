//! What can go wrong with a workspace, told so that a person can act on it.

use std::fmt;

/// What went wrong with a workspace.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
enum Kind {
    Sqlite(rusqlite::Error),
    Told(String),
}

impl Error {
    /// In words: what was expected, what was found.
    pub fn told(words: impl Into<String>) -> Error {
        Error(Box::new(Kind::Told(words.into())))
    }
}

impl Error {
    /// Whether the database says one of these.
    pub(crate) fn is(&self, codes: &[rusqlite::ErrorCode]) -> bool {
        match &*self.0 {
            Kind::Sqlite(error) => error.sqlite_error_code().is_some_and(|code| codes.contains(&code)),
            Kind::Told(_) => false,
        }
    }

    /// Whether it is that a question took longer than it may.
    pub fn is_late(&self) -> bool {
        self.is(&[rusqlite::ErrorCode::OperationInterrupted])
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Error(Box::new(Kind::Sqlite(error)))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Told(words) => out.write_str(words),
            Kind::Sqlite(error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => {
                    out.write_str("expected a workspace, found a file that is none; name another with -w")
                }
                Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                    out.write_str("another program is writing to the workspace; try again when it is done")
                }
                Some(rusqlite::ErrorCode::DiskFull) => out.write_str("the disk is full; nothing was lost"),
                Some(rusqlite::ErrorCode::CannotOpen) => {
                    out.write_str("the workspace cannot be opened; check the path")
                }
                Some(rusqlite::ErrorCode::OperationInterrupted) => out.write_str(
                    "the question takes too long; ask for less: fewer words, a country, a stretch of time",
                ),
                Some(rusqlite::ErrorCode::ReadOnly) => {
                    out.write_str("the workspace may only be read; check who may write it")
                }
                _ => write!(out, "the workspace's database says: {error}"),
            },
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Sqlite(error) => Some(error),
            Kind::Told(_) => None,
        }
    }
}
