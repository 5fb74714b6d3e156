//! Figures that a report tells in a way that cannot be: kept as written, and flagged.

use crate::{extraction::Extraction, figure::Reason, span::Span};

/// One doubt about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The report's name.
    pub document: String,
    /// The figure, in bytes of the report's text.
    pub figure: Span,
    /// What cannot be, and that it is kept: "“Torkham” lies on another border than the one told; kept as written".
    pub says: String,
}

/// Every doubt about the figures of the report that has this text, in order.
pub fn doubts(text: &str, extraction: &Extraction) -> Vec<Doubt> {
    let of = |figure: &crate::figure::Figure| {
        let says = figure.because.iter().filter_map(|reason| says(reason, text));
        says.map(|says| Doubt { document: extraction.document.clone(), figure: figure.span, says })
            .collect::<Vec<_>>()
    };
    extraction.figures.iter().flat_map(of).collect()
}

fn says(reason: &Reason, text: &str) -> Option<String> {
    let words = reason.words.slice(text);
    match reason.rule {
        "impossible movement" => Some(format!(
            "impossible movement: told as going to “{words}”, which they are told to have left; kept as written"
        )),
        "crossing on another border" => Some(format!(
            "crossing on another border: “{words}” does not join the two countries told; kept as written"
        )),
        _ => None,
    }
}
