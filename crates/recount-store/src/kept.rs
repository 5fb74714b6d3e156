//! Reports as they come into a workspace and as they are kept there.

use recount_core::{Extraction, Report};

/// A report read and ready to be kept.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The bytes it was made from.
    pub bytes: Vec<u8>,
    /// Their SHA-256.
    pub sha256: String,
    /// Where they were read.
    pub file: String,
    /// The reader that made the text.
    pub reader: String,
    /// Its version.
    pub version: String,
    /// What it made; the name is a wish.
    pub report: Report,
    /// What was read from it.
    pub extraction: Extraction,
}

/// What became of a report that was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its name in the workspace.
    pub document: String,
    /// What was done.
    pub status: Status,
}

/// What was done with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is new and kept.
    Added,
    /// The same bytes were there; what was not known of them now is.
    Completed,
    /// The same bytes were there.
    Known,
}

impl Status {
    /// In a word.
    pub const fn code(self) -> &'static str {
        match self {
            Status::Added => "added",
            Status::Completed => "completed",
            Status::Known => "known",
        }
    }
}

/// A report as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// Where it was read.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// The reader that made the text.
    pub reader: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of the text, as it was when it was made.
    pub text_sha256: String,
    /// The report itself.
    pub report: Report,
}
