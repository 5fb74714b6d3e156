//! Reports as they come into a workspace and as they are kept there.

use std::sync::Arc;

use recount_core::{Extraction, Report};

use crate::hash::sha256;

/// A report read and ready to be kept.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The bytes it was made from, as they came.
    pub bytes: Arc<Vec<u8>>,
    /// Their SHA-256.
    pub original: String,
    /// Which of the reports that were made from these bytes, counted from 0.
    pub part: usize,
    /// What tells the report from all others: see `Prepared::name_of`.
    pub sha256: String,
    /// Where they were read.
    pub file: String,
    /// The reader that made the text.
    pub reader: String,
    /// Its version.
    pub version: String,
    /// The character set that was named beside the bytes.
    pub charset: Option<String>,
    /// What the reader was told that columns are called.
    pub columns: Option<String>,
    /// What it made; the name is a wish.
    pub report: Report,
    /// What was read from it.
    pub extraction: Extraction,
}

impl Prepared {
    /// What tells a report from all others: the SHA-256 of its bytes; of the second and later ones that were made from the same
    /// bytes, that of this name and their number.
    pub fn name_of(original: &str, part: usize) -> String {
        if part == 0 { original.to_string() } else { sha256(format!("{original}#{part}").as_bytes()) }
    }
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
    /// A person had it forgotten; it is not kept again.
    Forgotten,
}

impl Status {
    /// In a word.
    pub const fn code(self) -> &'static str {
        match self {
            Status::Added => "added",
            Status::Completed => "completed",
            Status::Known => "known",
            Status::Forgotten => "forgotten",
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
    /// What tells it from all others: `Prepared::name_of`.
    pub sha256: String,
    /// The SHA-256 of the bytes that its text was made from.
    pub original: String,
    /// Which of the reports that were made from these bytes, counted from 0.
    pub part: usize,
    /// The reader that made the text.
    pub reader: String,
    /// Its version.
    pub version: String,
    /// The character set that was named beside the bytes.
    pub charset: Option<String>,
    /// What the reader was told that columns are called.
    pub columns: Option<String>,
    /// The SHA-256 of the text, as it was when it was made.
    pub text_sha256: String,
    /// The report itself.
    pub report: Report,
}
