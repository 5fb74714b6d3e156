//! Places and the points and countries they mean.
//!
//! `recognise` finds the names, `resolve` says which place each of them means, from the report as a whole.

mod context;
mod evidence;
mod focus;
mod pattern;
mod recognise;
mod resolve;
mod senses;

use crate::{
    lexicon::{
        Lexicon,
        gazetteer::{Kind, PlaceId},
    },
    report::Report,
    span::Span,
    text::{Prose, SentenceKind, Zone},
};

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
    /// The place in the gazetteer; none where the text says that the name is a place and the gazetteer lacks it.
    pub place: Option<PlaceId>,
    /// The name the gazetteer shows it by; the words of the report where it lacks it.
    pub name: String,
    /// The first-level division it lies in.
    pub admin: Option<String>,
    /// What sort of place it is.
    pub kind: Kind,
    /// The word is for the people or things of the place: "Afghans", "Turkish".
    pub demonym: bool,
    /// What decided, in the order of weight: `containment`, `population` and the like.
    pub why: Vec<&'static str>,
}

/// Every place of the report, in order, words for its people and things among them.
pub fn read(report: &Report, prose: &Prose, lexicon: &Lexicon) -> Vec<PlaceMention> {
    let names = recognise::names(&report.text, prose, lexicon);
    resolve::resolve(&report.text, &head(report, prose), &names, lexicon)
}

/// Where the report says what it is about: its head and the edges of its pages, where its layout is known.
fn head(report: &Report, prose: &Prose) -> Vec<Span> {
    if report.blocks.is_empty() {
        return Vec::new();
    }
    let at_head = |number: &usize| matches!(prose.zone(*number, &report.blocks), Zone::Head | Zone::Running);
    let lines = (0..prose.sentences.len()).filter(at_head).filter_map(|number| prose.sentences.get(number));
    lines
        .filter(|line| line.kind == SentenceKind::Heading || line.tokens.len() <= LINE)
        .map(|line| line.span)
        .collect()
}

/// Words of a line that says what the report is about.
const LINE: usize = 20;

#[cfg(test)]
mod tests;
