//! Statements: words credited to somebody, and whom each figure is credited to.

use crate::{
    figure::Figure, figure::SourceKind, lexicon::Lexicon, mention::Mentions, report::Report, span::Span,
    text::Prose,
};

/// Words credited to somebody. Each part may be broken into several spans ("The camp," he said, "is full").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// The naming words of the source.
    pub source: Vec<Span>,
    /// The words that credit: "said", "according to".
    pub cue: Vec<Span>,
    /// What is credited.
    pub content: Vec<Span>,
    /// What kind of source, where known.
    pub kind: Option<SourceKind>,
}

/// Every statement of the report, in order of its first span.
pub fn read(_report: &Report, _prose: &Prose, _mentions: &Mentions, _lexicon: &Lexicon) -> Vec<Statement> {
    Vec::new()
}

/// Fills in the source of each figure that a statement credits to somebody.
pub fn credit(
    _report: &Report,
    _prose: &Prose,
    _figures: &mut [Figure],
    _statements: &[Statement],
    _lexicon: &Lexicon,
) {
}
