//! Spans of a report with a reading: quantities, dates, places, actors.

pub mod quantity;
pub mod date;
pub mod place;

pub use date::{DateMention, ReportDate};
pub use place::PlaceMention;
pub use quantity::{Quantifier, Quantity};

use crate::{lexicon::Lexicon, report::Report, text::Prose};

/// All mentions of one report, each kind in order of place.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Numbers and vague counts.
    pub quantities: Vec<Quantity>,
    /// Ordinals: "11th".
    pub ordinals: Vec<Quantity>,
    /// Time expressions.
    pub dates: Vec<DateMention>,
    /// The report's own date.
    pub dated: ReportDate,
    /// Places.
    pub places: Vec<PlaceMention>,
    /// Words for the people and things of a place: "Afghans", "Turkish".
    pub demonyms: Vec<PlaceMention>,
}

impl Mentions {
    /// Reads every mention of a report.
    pub fn read(report: &Report, prose: &Prose, lexicon: &Lexicon) -> Mentions {
        let (dates, dated) = date::read(report, prose, lexicon);
        let (demonyms, places) =
            place::read(report, prose, lexicon).into_iter().partition(|place| place.demonym);
        Mentions {
            quantities: quantity::read(&report.text, prose, lexicon),
            ordinals: quantity::read_ordinals(&report.text, prose, lexicon),
            dates,
            dated,
            places,
            demonyms,
        }
    }
}
