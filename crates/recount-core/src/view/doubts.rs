//! Figures that a report tells in a way that cannot be: kept as written, and flagged.

use crate::{
    count::{accounts, sums},
    extraction::Extraction,
    figure::Reason,
    lexicon::Lexicon,
    span::Span,
};

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
pub fn doubts(text: &str, extraction: &Extraction, lexicon: &Lexicon) -> Vec<Doubt> {
    let of = |figure: &crate::figure::Figure| {
        let says = figure.because.iter().filter_map(|reason| says(reason, text));
        says.map(|says| Doubt { document: extraction.document.clone(), figure: figure.span, says })
            .collect::<Vec<_>>()
    };
    let mut doubts: Vec<Doubt> = extraction.figures.iter().flat_map(of).collect();
    doubts.extend(among(text, extraction, lexicon));
    doubts.sort_by_key(|doubt| doubt.figure);
    doubts
}

/// What cannot be in the figures of a report beside each other.
fn among(text: &str, extraction: &Extraction, lexicon: &Lexicon) -> Vec<Doubt> {
    let doubts = sums::doubts(&accounts(extraction, lexicon), lexicon).into_iter();
    let told = doubts.map(|doubt| Doubt {
        document: extraction.document.clone(),
        figure: doubt.from.span,
        says: format!("{}: “{}”; both kept as written", doubt.reason, doubt.to.span.slice(text)),
    });
    told.collect()
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
