//! What a report is: its title, who publishes it, the name of its series and its number there, each with what gave it.
//!
//! What a person or the record says comes first; then the head of the report, the edges of its pages, the addresses it gives, the name of its
//! file, and last the properties of the file. The days stand in `mention::date`.

mod kind;
mod publisher;
mod title;

use crate::{
    lexicon::{Lexicon, SourceKind},
    report::Report,
    span::Span,
    text::Prose,
};

/// What a report is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Masthead {
    /// What it is called.
    pub title: Option<Told>,
    /// Who publishes it.
    pub publisher: Option<Told>,
    /// What kind of source its publisher is, where that is known.
    pub kind: Option<SourceKind>,
    /// The name of its series: "Situation Report".
    pub series: Option<Told>,
    /// Its number in the series.
    pub number: Option<u32>,
}

impl Masthead {
    /// The publisher and its kind, where it is an institution that counts itself, and no news outlet: what its reports credit to nobody is
    /// its own count.
    pub fn institution(&self) -> Option<(&str, SourceKind)> {
        let kind = self.kind.filter(|kind| kind::is_institution(*kind))?;
        Some((self.publisher.as_ref()?.text.as_str(), kind))
    }
}

/// Something said of a report, and what said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What was said.
    pub text: String,
    /// What gave it.
    pub by: Evidence,
}

/// What gave something of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The record it came in: a manifest, a feed, the metadata of its page.
    Record,
    /// Words at its head.
    Head(Span),
    /// Words that say who makes it.
    Maker(Span),
    /// What stands at the head or foot of its pages.
    Running(Span),
    /// An address it gives.
    Address(Span),
    /// Words elsewhere in it.
    Words(Span),
    /// The name of its file.
    FileName,
    /// The properties of its file.
    Properties,
}

impl Evidence {
    /// In words: "its head", "an address in it".
    pub const fn describe(self) -> &'static str {
        match self {
            Evidence::Record => "its record",
            Evidence::Head(_) => "its head",
            Evidence::Maker(_) => "words that say who makes it",
            Evidence::Running(_) => "the edges of its pages",
            Evidence::Address(_) => "an address in it",
            Evidence::Words(_) => "words in it",
            Evidence::FileName => "the name of its file",
            Evidence::Properties => "the properties of its file",
        }
    }

    /// The words, where there are some.
    pub const fn span(self) -> Option<Span> {
        match self {
            Evidence::Head(span)
            | Evidence::Maker(span)
            | Evidence::Running(span)
            | Evidence::Address(span)
            | Evidence::Words(span) => Some(span),
            Evidence::Record | Evidence::FileName | Evidence::Properties => None,
        }
    }
}

/// What the report is.
pub fn read(report: &Report, prose: &Prose, lexicon: &Lexicon) -> Masthead {
    let (publisher, kind) = publisher::read(report, prose, lexicon);
    let (series, number) = title::series(report, prose, lexicon);
    Masthead { title: title::title(report, prose, lexicon), publisher, kind, series, number }
}
