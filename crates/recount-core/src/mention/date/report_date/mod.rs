//! The date of a report: as given, and what the text itself says of it.
//!
//! Given is what came from outside the text, else a header line or dateline, else the address. The text bears it out or
//! not: what it tells as past lies before its day, what it tells as to come lies after. Where nothing is given, these
//! clues bound the day; where they contradict what is given, both are kept and nothing rests on the day unmarked.

mod clues;
mod file_name;
mod given;
mod speaks;

use jiff::civil::Date;

use super::Said;
use crate::{
    edtf::Edtf,
    lexicon::{DayCue, Lexicon},
    report::Report,
    span::Span,
    text::Prose,
};
use clues::{bounds, clue};
use given::{given, header_day, is_own_day};
use speaks::Borne;
pub(crate) use speaks::series_in;

/// What is known of the day on which a report was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportDate {
    /// The day as given.
    pub given: Option<Edtf>,
    /// By what it was given.
    pub by: Option<GivenBy>,
    /// The day or stretch that the report says it speaks of.
    pub as_of: Option<Edtf>,
    /// The words that say so; none where the name of its file does.
    pub as_of_words: Option<Span>,
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
    /// The words that say which day it speaks of, where nothing else gives a day.
    SpeaksOf(Span),
    /// The name of its file.
    FileName,
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

    /// The last day that the report speaks of: what it says, else the day it was given.
    pub fn speaks_up_to(&self) -> Option<Date> {
        self.as_of.and_then(|as_of| as_of.last_day()).or_else(|| self.given?.day())
    }

    /// The day of publication, where more is known of it than the day the report speaks of.
    pub fn published(&self) -> Option<Edtf> {
        self.given.filter(|_| !matches!(self.by, Some(GivenBy::SpeaksOf(_) | GivenBy::FileName)))
    }

    /// What gave the day, in words.
    pub fn gave(&self, text: &str) -> Option<String> {
        Some(match self.by? {
            GivenBy::Record => "its record".to_owned(),
            GivenBy::Header(span) => format!("its words “{}”", span.slice(text)),
            GivenBy::Address => "its address".to_owned(),
            GivenBy::SpeaksOf(span) => format!("the day it speaks of, “{}”", span.slice(text)),
            GivenBy::FileName => "the name of its file".to_owned(),
        })
    }

    /// What says which day or stretch it speaks of, in words.
    pub fn as_of_gave(&self, text: &str) -> String {
        self.as_of_words.map_or_else(
            || "the name of its file".to_owned(),
            |span| format!("its words “{}”", span.slice(text)),
        )
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

/// What the first page, the edges of pages and the name of the file say of the report's time.
#[derive(Debug, Clone, Default)]
struct Heard {
    as_of: Option<Borne>,
    published: Option<Borne>,
    /// What the name of the file says, where the words say nothing.
    file: Option<Edtf>,
}

/// Days by which what a report speaks of may lie before or after a day of publication that is known.
const LAG: i32 = 200;
const AHEAD: i32 = 3;

impl Heard {
    fn read(report: &Report, prose: &Prose, said: &[Said], lexicon: &Lexicon) -> Heard {
        let ahead = speaks::looks_ahead(report, prose, lexicon);
        let known = report.published.and_then(|published| published.last_day());
        let fits = |borne: &Borne| {
            let last = borne.value.last_day();
            let apart = last.zip(known).map(|(last, known)| (known - last).get_days());
            apart.is_none_or(|days| (-AHEAD..=LAG).contains(&days))
        };
        let borne = speaks::borne(report, prose, said, lexicon);
        // What a forecast names on its first page is what it foresees.
        let told = |borne: &&Borne| !ahead || borne.value.day().is_some();
        let of =
            |cue: DayCue| borne.iter().filter(told).find(|borne| borne.cue == cue && fits(borne)).copied();
        let (as_of, published) = (of(DayCue::AsOf), of(DayCue::Published));
        let silent = as_of.is_none() && published.is_none() && known.is_none() && !ahead;
        Heard { as_of, published, file: if silent { file_name::day(report, lexicon) } else { None } }
    }

    fn spans(&self) -> impl Iterator<Item = Span> {
        self.as_of.into_iter().chain(self.published).map(|borne| borne.span)
    }
}

/// The date of a report whose time expressions are these.
pub(super) fn read(report: &Report, prose: &Prose, said: &[Said], lexicon: &Lexicon) -> ReportDate {
    let heard = Heard::read(report, prose, said, lexicon);
    let (given, by) = given(report, prose, said, &heard).unzip();
    let day = given.and_then(|given: Edtf| given.day());
    // What comes out again and again speaks of the day that its first page bears.
    let serial = given.zip(match by {
        Some(GivenBy::Header(span)) if heard.as_of.is_none() && speaks::is_serial(report, prose, lexicon) => {
            Some(span)
        }
        _ => None,
    });
    let headers: Vec<Span> = said
        .iter()
        .take_while(|said| said.sentence <= 6)
        .filter(|said| header_day(report, prose, said).is_some() || is_own_day(report, prose, said, day))
        .map(|said| said.span)
        .chain(heard.spans())
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
    ReportDate {
        given,
        by,
        as_of: heard.as_of.map(|borne| borne.value).or(heard.file).or(serial.map(|(day, _)| day)),
        as_of_words: heard.as_of.map(|borne| borne.span).or(serial.map(|(_, span)| span)),
        inferred,
        clues,
        headers,
        contradiction,
        history: false,
    }
}
