//! Time expressions and the days they mean.

use crate::{edtf::Edtf, lexicon::Lexicon, report::Report, span::Span, text::Prose};

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The expression, without its preposition: "November 1st", "the past two weeks", "Monday".
    pub span: Span,
    /// What it means; none where it cannot be resolved.
    pub value: Option<Edtf>,
}

/// Every time expression of the report, in order.
pub fn read(_report: &Report, _prose: &Prose, _lexicon: &Lexicon) -> Vec<DateMention> {
    Vec::new()
}
