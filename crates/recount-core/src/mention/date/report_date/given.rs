//! The day that a report was given: by its record, a header line or dateline, or its address.

use jiff::civil::Date;

use super::super::{Said, form::Form};
use super::{GivenBy, Heard};
use crate::{
    edtf::Edtf,
    report::Report,
    text::{Prose, SentenceKind},
};

/// The day of publication by the best of what may give it: the record it came in, a header line or dateline, the date that its first page
/// bears, the address, the name of its file, and last the day that it speaks of.
pub(super) fn given(report: &Report, prose: &Prose, said: &[Said], heard: &Heard) -> Option<(Edtf, GivenBy)> {
    if let Some(published) = report.published {
        return Some((published, GivenBy::Record));
    }
    let header = said.iter().find_map(|said| header_day(report, prose, said).map(|day| (day, said.span)));
    if let Some((day, span)) = header.filter(|_| heard.as_of.is_none()) {
        return Some((day.into(), GivenBy::Header(span)));
    }
    let borne = heard.published.map(|borne| (borne.value, GivenBy::Header(borne.span)));
    let address = || Some((day_of_address(report.url.as_deref()?)?.into(), GivenBy::Address));
    let spoken_of = || heard.as_of.map(|borne| (last(borne.value), GivenBy::SpeaksOf(borne.span)));
    let file = || heard.file.map(|value| (last(value), GivenBy::FileName));
    borne.or_else(address).or_else(spoken_of).or_else(file)
}

/// The last day of a stretch; a day or month stays as it is.
fn last(value: Edtf) -> Edtf {
    match value {
        Edtf::Interval(..) => value.last_day().map_or(value, Edtf::from),
        Edtf::Point(_) => value,
    }
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
pub(super) fn header_day(report: &Report, prose: &Prose, said: &Said) -> Option<Date> {
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
pub(super) fn is_own_day(report: &Report, prose: &Prose, said: &Said, given: Option<Date>) -> bool {
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
