//! Numbers in digits and words, vague counts, ranges, and their quantifiers.

use crate::{lexicon::Lexicon, span::Span, text::Prose};

/// A number or vague count as stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The numeric expression with its quantifier.
    pub span: Span,
    /// Lowest value stated; open where none.
    pub low: Option<f64>,
    /// Highest value stated; open where none.
    pub high: Option<f64>,
    /// How the bounds are stated.
    pub quantifier: Quantifier,
}

/// How a quantity is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantifier {
    /// A bare number.
    Exact,
    /// About, around, nearly, some.
    Approximately,
    /// Over, more than, at least.
    MoreThan,
    /// Up to, fewer than.
    LessThan,
    /// Between, from … to.
    Range,
    /// Dozens, hundreds, thousands.
    Vague,
}

impl Quantifier {
    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Quantifier::Exact => "exact",
            Quantifier::Approximately => "approximately",
            Quantifier::MoreThan => "more_than",
            Quantifier::LessThan => "less_than",
            Quantifier::Range => "range",
            Quantifier::Vague => "vague",
        }
    }
}

/// Every quantity of the text, in order.
pub fn read(_text: &str, _prose: &Prose, _lexicon: &Lexicon) -> Vec<Quantity> {
    Vec::new()
}
