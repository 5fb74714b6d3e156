//! Places and the points and countries they mean.

use crate::{lexicon::Lexicon, report::Report, span::Span, text::Prose};

/// A place named in a report.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// The name.
    pub span: Span,
    /// ISO 3166 alpha-3, where the place lies in one country.
    pub country: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// GeoNames number.
    pub geonameid: Option<u32>,
}

/// Every place of the report, in order.
pub fn read(_report: &Report, _prose: &Prose, _lexicon: &Lexicon) -> Vec<PlaceMention> {
    Vec::new()
}
