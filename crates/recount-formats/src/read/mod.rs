//! Bytes to reports: one row of [`READERS`] for each format, and the manifest that gives what a text lacks.
//!
//! An input is opened by [`open`], which finds its reader by what the bytes say and takes archives apart, one piece after
//! the other, in memory that does not grow with their length. What comes out are [`Item`]s: problems, reports, and [`Part`]s,
//! whole documents still to be read, which may be read side by side.

mod child;
mod columns;
mod date;
mod docx;
mod feed;
mod guard;
mod gzip;
mod html;
mod jsonl;
mod language;
mod layout;
mod lines;
mod limits;
mod mail;
mod manifest;
mod open;
mod part;
mod pdf;
mod reliefweb;
mod sheets;
mod table;
mod tar;
mod text;
mod told;
mod utf8;
mod warc;
mod workbook;
mod zipped;

pub use child::{for_parent, in_children, in_children_of, unlimited};
pub use columns::Columns;
pub use language::name as language_name;
pub use limits::Limits;
pub use manifest::{MANIFEST, Manifest};
pub use open::{Input, Item, Out, Records, all, open};
pub use part::Part;

use std::{io::BufRead, ops::ControlFlow};

use recount_core::Report;

use crate::Problem;

/// What a person may set about reading.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How much an input may take.
    pub limits: Limits,
    /// What the columns of tables are called.
    pub columns: Columns,
    /// The reader to take, whatever the bytes say.
    pub forced: Option<&'static Reader>,
    /// The character set that whoever sent the input named beside it.
    pub charset: Option<String>,
    /// Whether reports keep the bytes that they were made from.
    pub keep: bool,
}

/// The bytes of one document and what it is called.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its path as it was given, for messages.
    pub name: &'a str,
    /// Its file name without extension: the report's name where the format gives none.
    pub stem: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
    /// The character set that whoever sent it named.
    pub charset: Option<&'a str>,
    /// What a person has set.
    pub options: &'a Options,
}

/// What was read from one document.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The reports, in the order of the input.
    pub reports: Vec<Report>,
    /// What was odd.
    pub problems: Vec<Problem>,
}

impl From<Problem> for Reading {
    fn from(problem: Problem) -> Reading {
        Reading { reports: Vec::new(), problems: vec![problem] }
    }
}

/// How a format is read.
#[derive(Debug, Clone, Copy)]
pub enum Way {
    /// As a whole that is one report. Whatever panics or takes too long there is set aside.
    Document(fn(&Source) -> Reading),
    /// As a whole that may hold many reports.
    Collection(fn(&Source) -> Reading),
    /// Piece by piece, from a stream of any length.
    Stream(fn(&Records, &mut dyn BufRead, Out) -> ControlFlow<()>),
}

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// What it is called on the command line and in records.
    pub code: &'static str,
    /// Its version, which grows when the same bytes may give another text.
    pub version: u32,
    /// What it is called in help and docs.
    pub name: &'static str,
    /// The extensions it answers to where the bytes do not say what they are, in lower case, without the period.
    pub extensions: &'static [&'static str],
    /// What becomes a report, and what is kept of it.
    pub keeps: &'static str,
    /// What is dropped.
    pub drops: &'static str,
    /// Whether the first bytes (all of them, of what begins as a ZIP file does) are this format's.
    pub sniff: fn(&[u8]) -> bool,
    /// Whether libraries of others take documents of this format apart: they are read in a child where the program allows it.
    pub by_libraries: bool,
    /// How it reads. Total: never panics, whatever the bytes.
    pub way: Way,
}

/// Every format that can be read. Bytes belong to the first that knows them.
pub const READERS: &[Reader] = &[
    pdf::READER,
    docx::READER,
    workbook::READER,
    zipped::READER,
    gzip::READER,
    tar::READER,
    warc::READER,
    feed::READER,
    reliefweb::READER,
    jsonl::READER,
    mail::READER,
    html::READER,
    table::READER,
    text::READER,
];

/// The reader that answers to this extension, in any case.
pub fn reader_of(extension: &str) -> Option<&'static Reader> {
    let extension = extension.to_ascii_lowercase();
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

/// The reader of this code.
pub fn reader_called(code: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.code == code)
}

/// The reader whose format the first bytes are; none where they say nothing.
pub fn sniff(head: &[u8]) -> Option<&'static Reader> {
    READERS.iter().find(|reader| (reader.sniff)(head))
}
