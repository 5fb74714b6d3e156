//! The date of a report: as given, and what the text itself says of it.
//!
//! Given is what came from outside the text, else a header line or dateline, else the address. The text bears it out or
//! not: what it tells as past lies before its day, what it tells as to come lies after. Where nothing is given, these
//! clues bound the day; where they contradict what is given, both are kept and nothing rests on the day unmarked.

mod clues;
mod given;

use jiff::civil::Date;

use super::Said;
use crate::{edtf::Edtf, report::Report, span::Span, text::Prose};
use clues::{bounds, clue};
use given::{given, header_day, is_own_day};

/// What is known of the day on which a report was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportDate {
    /// The day as given.
    pub given: Option<Edtf>,
    /// By what it was given.
    pub by: Option<GivenBy>,
    /// Where no day is given, or the text contradicts it, the stretch that the text itself leaves open.
    pub inferred: Option<Edtf>,
    /// What the text says of its own day.
    pub clues: Vec<DateClue>,
    /// Header lines and datelines: dates of the report and not of what it tells.
    pub headers: Vec<Span>,
    /// The number of the clue that the given day contradicts.
    pub contradiction: Option<usize>,
    /// Whether the report is a history: its relative dates count from the date told last and not from publication.
    pub history: bool,
}

/// By what a date of publication was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GivenBy {
    /// The report's record: a manifest, a feed, the metadata of its page.
    Record,
    /// A line at the head of the text, or a dateline.
    Header(Span),
    /// Its address.
    Address,
}

/// Words of the text that bound its own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateClue {
    /// The time expression.
    pub span: Span,
    /// What it says.
    pub says: ClueSays,
}

/// What a clue says of the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClueSays {
    /// Told as past: published on or after this day.
    OnOrAfter(Date),
    /// Told as to come: published before this day.
    Before(Date),
    /// Told as to come, in a year that is not stated.
    BeforeYearless,
}

impl ReportDate {
    /// The day from which relative dates count.
    pub(super) fn anchor(&self) -> Option<Date> {
        self.given.and_then(|given| given.day())
    }

    /// Whether the span is the header or dateline that gave the day.
    pub fn is_header(&self, span: Span) -> bool {
        self.headers.contains(&span)
    }

    /// Whether the text contradicts the day given.
    pub const fn is_doubtful(&self) -> bool {
        self.contradiction.is_some()
    }
}

impl ClueSays {
    /// The first day on which the report may have been published.
    pub const fn on_or_after(self) -> Option<Date> {
        if let ClueSays::OnOrAfter(day) = self { Some(day) } else { None }
    }

    /// The day before which it was.
    pub const fn before(self) -> Option<Date> {
        if let ClueSays::Before(day) = self { Some(day) } else { None }
    }
}

impl DateClue {
    /// The clue in words: "speaks of “by November” as to come".
    pub fn describe(&self, text: &str) -> String {
        let words = self.span.slice(text);
        match self.says {
            ClueSays::OnOrAfter(day) => format!("on or after {day}: speaks of “{words}” as past"),
            ClueSays::Before(day) => format!("before {day}: speaks of “{words}” as to come"),
            ClueSays::BeforeYearless => {
                format!("before “{words}” of a year not stated: speaks of it as to come")
            }
        }
    }
}

/// The date of a report whose time expressions are these.
pub(super) fn read(report: &Report, prose: &Prose, said: &[Said]) -> ReportDate {
    let (given, by) = given(report, prose, said).unzip();
    let day = given.and_then(|given: Edtf| given.day());
    let headers: Vec<Span> = said
        .iter()
        .take_while(|said| said.sentence <= 6)
        .filter(|said| header_day(report, prose, said).is_some() || is_own_day(report, prose, said, day))
        .map(|said| said.span)
        .collect();
    let clues: Vec<(DateClue, bool)> = said
        .iter()
        .filter(|said| !headers.contains(&said.span))
        .filter_map(|said| clue(prose, said, day))
        .collect();
    // What the text tells as to come and tells of as past as well does not speak of its own day.
    let past = clues
        .iter()
        .filter(|(_, contradicts)| !contradicts)
        .filter_map(|(clue, _)| clue.says.on_or_after())
        .max();
    let outdone = |clue: &DateClue| clue.says.before().is_some_and(|day| past.is_some_and(|past| past > day));
    let clues: Vec<(DateClue, bool)> =
        clues.into_iter().filter(|(clue, contradicts)| !(*contradicts && outdone(clue))).collect();
    let contradiction = clues.iter().position(|(_, contradicts)| *contradicts);
    let clues: Vec<DateClue> = clues.into_iter().map(|(clue, _)| clue).collect();
    let inferred = bounds(&clues).filter(|_| given.is_none() || contradiction.is_some());
    ReportDate { given, by, inferred, clues, headers, contradiction, history: false }
}
