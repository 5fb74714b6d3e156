//! One document as published, as it came.

use std::sync::Arc;

use crate::{block::Block, edtf::Edtf};

/// One document as published: its text, unchanged, and what is known about it. Offsets refer to `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The stem of its file, or its `id`; unique within one reading.
    pub document: String,
    /// The stored original text.
    pub text: String,
    /// Headline, where it is known apart from the text.
    pub title: Option<String>,
    /// The day (or less exact date) of publication as given from outside the text.
    pub published: Option<Edtf>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// The author line, as printed.
    pub author: Option<String>,
    /// What gave the date of publication: "JSON-LD datePublished", "address".
    pub dated_by: Option<String>,
    /// The layout, in order of place, as the reader of the format knows it; empty where the text alone tells it.
    pub blocks: Vec<Block>,
    /// The bytes that `text` was made from.
    pub original: Option<Original>,
}

/// The bytes that a text was made from, and what made it. The same bytes, reader, version, character set and columns give the same text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Original {
    /// SHA-256 in lower-case hexadecimal digits.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// The name of the reader.
    pub reader: String,
    /// Its version, which grows when the same bytes may give another text.
    pub version: u32,
    /// Which of the reports that were made from these bytes, counted from 0.
    pub part: usize,
    /// The character set that whoever sent the bytes named beside them.
    pub charset: Option<String>,
    /// What a person said the columns are called, as `--columns` takes it.
    pub columns: Option<String>,
    /// The bytes themselves, where they were asked for.
    pub content: Option<Arc<Vec<u8>>>,
}

impl Report {
    /// A report of which nothing is known but its name and text.
    pub fn new(document: impl Into<String>, text: impl Into<String>) -> Self {
        Report { document: document.into(), text: text.into(), ..Report::default() }
    }

    /// Whether it is in English, the language that is read; what says nothing of its language is taken to be.
    pub fn is_english(&self) -> bool {
        self.language
            .as_deref()
            .is_none_or(|code| code.is_empty() || code.split(['-', '_']).next() == Some("en"))
    }
}
