//! Bytes to reports: one row of [`READERS`] for each format, and the manifest that gives what a text lacks.

mod date;
mod html;
mod jsonl;
mod manifest;
mod text;
mod utf8;

pub use manifest::{MANIFEST, Manifest};

use recount_core::Report;

use crate::Problem;

/// The bytes of one input and what it is called.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its path as it was given, for messages.
    pub name: &'a str,
    /// Its file name without extension: the report's name where the format gives none.
    pub stem: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
    /// How many bytes one report may have.
    pub limit: usize,
}

/// What was read from one input.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The reports, in the order of the input.
    pub reports: Vec<Report>,
    /// What was odd.
    pub problems: Vec<Problem>,
}

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// What it is called in help and docs.
    pub name: &'static str,
    /// The extensions it answers to, in lower case, without the period.
    pub extensions: &'static [&'static str],
    /// What it reads, in a sentence.
    pub about: &'static str,
    /// Whether one input may hold many reports; then `limit` holds for each of them, not for the input.
    pub many: bool,
    /// How it reads. Total: never panics, whatever the bytes.
    pub read: fn(Source) -> Reading,
}

/// Every format that can be read.
pub const READERS: &[Reader] = &[text::READER, jsonl::READER, html::READER];

/// The reader that answers to this extension, in any case.
pub fn reader_of(extension: &str) -> Option<&'static Reader> {
    let extension = extension.to_ascii_lowercase();
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

/// The reader of an input without a name (`-`): JSON Lines where the first character is a brace, a web page where it is
/// `<`, else plain text.
pub fn guess_reader(bytes: &[u8]) -> &'static Reader {
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => &jsonl::READER,
        Some(b'<') => &html::READER,
        _ => &text::READER,
    }
}
