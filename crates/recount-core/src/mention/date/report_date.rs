//! The date of a report: as given, and what the text itself says of it.
//!
//! Given is what came from outside the text, else a header line or dateline, else the address. The text bears it out or
//! not: what it tells as past lies before its day, what it tells as to come lies after. Where nothing is given, these
//! clues bound the day; where they contradict what is given, both are kept and nothing rests on the day unmarked.

use jiff::civil::Date;

use super::{Limit, Said, form::Form, prospect, stated_year};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    report::Report,
    span::Span,
    text::{Prose, Sentence, SentenceKind},
};

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

fn given(report: &Report, prose: &Prose, said: &[Said]) -> Option<(Edtf, GivenBy)> {
    if let Some(published) = report.published {
        return Some((published, GivenBy::Record));
    }
    let header = said.iter().find_map(|said| header_day(report, prose, said).map(|day| (day, said.span)));
    if let Some((day, span)) = header {
        return Some((day.into(), GivenBy::Header(span)));
    }
    day_of_address(report.url.as_deref()?).map(|day| (day.into(), GivenBy::Address))
}

/// Words that open a line which states the day of publication.
const OPENERS: [&str; 13] = [
    "date",
    "update",
    "dated",
    "published",
    "posted",
    "updated",
    "on",
    "last",
    "first",
    "issued",
    "release",
    "released",
    ":",
];

/// The full day that a header line or a dateline states.
fn header_day(report: &Report, prose: &Prose, said: &Said) -> Option<Date> {
    let sentence = prose.sentences.get(said.sentence)?;
    let day = full_day(&said.found.phrase.form)?;
    let tokens = prose.tokens_of(sentence);
    let before: Vec<&str> = tokens
        .iter()
        .take_while(|token| token.span.start < said.span.start)
        .map(|token| &*token.lower)
        .collect();
    let opener =
        before.first().is_some_and(|first| OPENERS.contains(first) && *first != "on" && *first != "first");
    let opened = before.len() <= 5
        && opener
        && before.iter().all(|word| OPENERS.contains(word) || is_mark_or_clock(word));
    let near_head = said.sentence <= 4;
    let alone =
        near_head && sentence.kind == SentenceKind::Heading && sentence.span.len() <= said.span.len() + 24;
    let dateline = said.sentence <= 2 && before.len() <= 6 && is_dateline(&report.text, said.span.end);
    (opened || alone || dateline).then_some(day)
}

/// Whether it is the day of publication, set down at the head without a word that would place something on it.
fn is_own_day(report: &Report, prose: &Prose, said: &Said, given: Option<Date>) -> bool {
    let Form::Calendar(partial) = &said.found.phrase.form else { return false };
    let Some(given) = given else { return false };
    let same = partial.day == u8::try_from(given.day()).ok()
        && partial.month == u8::try_from(given.month()).ok()
        && partial.year.is_none_or(|year| year == given.year());
    let Some(sentence) = prose.sentences.get(said.sentence) else { return false };
    let tokens = prose.tokens_of(sentence);
    let at = tokens.partition_point(|token| token.span.start < said.span.start);
    let placed =
        at > 0 && tokens.get(at - 1).is_some_and(|token| token.is("on") || token.is("of") || token.is("by"));
    same && said.sentence <= 3
        && (!placed && partial.year.is_some() || at <= 8 && is_dateline(&report.text, said.span.end))
}

fn is_mark_or_clock(word: &str) -> bool {
    word.chars().all(|character| !character.is_alphabetic()) || matches!(word, "a.m." | "p.m." | "gmt")
}

/// Whether "(Agency) -" or a dash follows, as behind the place and day that open a dispatch.
fn is_dateline(text: &str, end: usize) -> bool {
    let rest: String = text.get(end..).unwrap_or("").chars().take(30).collect();
    let rest = rest.trim_start();
    let dash = |rest: &str| rest.trim_start().starts_with(['-', '–', '—']);
    match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, behind)) => dash(behind),
        None => dash(rest),
    }
}

fn full_day(form: &Form) -> Option<Date> {
    match form {
        Form::Calendar(partial) => {
            let (year, month, day) = (partial.year?, partial.month?, partial.day?);
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        _ => None,
    }
}

/// The day in an address: `/2019/06/25/`, `-2013-06-10`, `20131226`.
pub(super) fn day_of_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let digits: Vec<&str> = path.split(|character: char| !character.is_ascii_digit()).collect();
    let part = |at: usize, length: std::ops::RangeInclusive<usize>| {
        digits
            .get(at)
            .filter(|digits| length.contains(&digits.len()))
            .and_then(|digits| digits.parse::<i16>().ok())
    };
    let found = (0..digits.len()).find_map(|at| {
        let (year, month, day) = (part(at, 4..=4)?, part(at + 1, 1..=2)?, part(at + 2, 1..=2)?);
        plausible(year, month, day)
    });
    found.or_else(|| {
        digits.iter().filter(|digits| digits.len() == 8).find_map(|digits| {
            let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
            plausible(number(0..4)?, number(4..6)?, number(6..8)?)
        })
    })
}

fn plausible(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1995..=2100).contains(&year).then_some(date)
}

/// What an expression says of the day of publication, and whether the given day contradicts it.
fn clue(prose: &Prose, said: &Said, given: Option<Date>) -> Option<(DateClue, bool)> {
    let Form::Calendar(partial) = &said.found.phrase.form else { return None };
    if partial.weekday.is_some() && partial.month.is_none()
        || partial.system != super::form::System::Gregorian
    {
        return None;
    }
    let sentence = prose.sentences.get(said.sentence)?;
    let to_come = prospect::is_to_come(prose, sentence, said.span);
    let clue = |says| DateClue { span: said.span, says };
    let deadline = matches!(said.bound, Some(Limit::By | Limit::Until | Limit::Before | Limit::From));
    let Some(year) = stated_year(&said.found.phrase) else {
        let ahead = to_come && deadline && !is_quoted(prose, sentence, said.span);
        let first = given.and_then(|day| super::resolve::in_year(partial, day.year())?.first_day());
        let says = |contradicts| match first.filter(|_| contradicts) {
            Some(first) => ClueSays::Before(first),
            None => ClueSays::BeforeYearless,
        };
        return yearless(ahead, partial, given).map(|contradicts| (clue(says(contradicts)), contradicts));
    };
    let value = super::resolve::in_year(partial, year)?;
    if to_come {
        let first = value.first_day()?;
        let contradicts = given.is_some_and(|given| given > value.last_day().unwrap_or(first));
        return Some((clue(ClueSays::Before(value.last_day()?)), contradicts));
    }
    let open = matches!(said.bound, Some(Limit::By | Limit::Until | Limit::Before));
    let first = value.first_day()?;
    // A far date is a citation or a number of its own kind; it bounds nothing.
    if open || !is_past(prose, sentence, said) && partial.day.is_none() || !(1000..=2100).contains(&year) {
        return None;
    }
    let told = is_past(prose, sentence, said);
    let contradicts = told && given.is_some_and(|given| (first - given).get_days() > 1);
    Some((clue(ClueSays::OnOrAfter(first)), contradicts))
}

/// Whether a quotation is open where the span stands.
fn is_quoted(prose: &Prose, sentence: &Sentence, span: Span) -> bool {
    let before = prose.tokens_of(sentence).iter().take_while(|token| token.span.start < span.start);
    before.fold(false, |open, token| match &*token.lower {
        "“" => true,
        "”" => false,
        "\"" => !open,
        _ => open,
    })
}

fn is_past(prose: &Prose, sentence: &Sentence, said: &Said) -> bool {
    prospect::is_told_as_past(prose, sentence, said.span)
}

/// A date without its year that is to come: contradicted where it had come shortly before the given day.
fn yearless(to_come: bool, partial: &super::form::Partial, given: Option<Date>) -> Option<bool> {
    if !to_come || partial.month.is_none() {
        return None;
    }
    let Some(given) = given else { return Some(false) };
    let first = super::resolve::in_year(partial, given.year())?.first_day()?;
    Some(first < given && (given - first).get_days() <= 60)
}

/// From the latest day told as past to the earliest told as to come.
fn bounds(clues: &[DateClue]) -> Option<Edtf> {
    let after = clues.iter().filter_map(|clue| clue.says.on_or_after());
    let before = clues.iter().filter_map(|clue| clue.says.before());
    let (first, last) = (after.max(), before.min());
    let end = |day: Option<Date>| day.map_or(End::Open, |day| End::At(Point::from(Precision::Day(day))));
    match (first, last) {
        (None, None) => None,
        (Some(first), Some(last)) if first > last => Some(Edtf::Interval(end(Some(first)), End::Open)),
        (first, last) => Some(Edtf::Interval(end(first), end(last))),
    }
}
