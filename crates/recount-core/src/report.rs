//! One document as published, as it came.

use crate::edtf::Edtf;

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
}

impl Report {
    /// A report of which nothing is known but its name and text.
    pub fn new(document: impl Into<String>, text: impl Into<String>) -> Self {
        Report { document: document.into(), text: text.into(), ..Report::default() }
    }
}
