//! The day or stretch that a report says it speaks of, and the day that its first page bears: "as of 10 November 2025", "Reporting
//! period: 22–27 October", "Situation Report No. 7 | 4 March 2027".

use jiff::civil::Date;

use super::super::{
    Said,
    form::{Form, Partial, Phrase, System},
    resolve,
};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    lexicon::{Ahead, DayCue, Lexicon},
    report::Report,
    span::Span,
    text::{Prose, Sentence, SentenceKind, Token, TokenKind, Zone},
};

/// A date on a report's first page, at its edges, or in the name of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Borne {
    /// The day or stretch.
    pub(super) value: Edtf,
    /// The words.
    pub(super) span: Span,
    /// What it is the date of.
    pub(super) cue: DayCue,
}

/// What the head and edges of a report say of its time: first what it speaks of, then when it came out.
pub(super) fn borne(report: &Report, prose: &Prose, said: &[Said], lexicon: &Lexicon) -> Vec<Borne> {
    let page = Page { report, prose, said, lexicon };
    let candidates: Vec<Candidate> = (0..said.len()).filter_map(|at| page.candidate(at)).collect();
    let year = page.year(&candidates);
    let mut borne: Vec<(u8, Borne)> = candidates
        .iter()
        .filter_map(|candidate| {
            let value = value(&candidate.first, candidate.last.as_ref(), year)?;
            Some((candidate.rank, Borne { value, span: candidate.span, cue: candidate.cue }))
        })
        .collect();
    borne.sort_by_key(|(rank, borne)| (*rank, borne.span.start));
    borne.into_iter().map(|(_, borne)| borne).collect()
}

/// Whether the head names a series of which the stretch lies ahead: then no date there is that of what the report tells.
pub(super) fn looks_ahead(report: &Report, prose: &Prose, lexicon: &Lexicon) -> bool {
    first_series(report, prose, lexicon).is_some_and(|Ahead(ahead)| ahead)
}

/// Whether the head names a series that tells of what is.
pub(super) fn is_serial(report: &Report, prose: &Prose, lexicon: &Lexicon) -> bool {
    first_series(report, prose, lexicon).is_some_and(|Ahead(ahead)| !ahead)
}

fn first_series(report: &Report, prose: &Prose, lexicon: &Lexicon) -> Option<Ahead> {
    (0..prose.sentences.len())
        .filter(|number| matches!(prose.zone(*number, &report.blocks), Zone::Head | Zone::Running))
        .find_map(|number| series_in(prose, number, lexicon))
        .map(|(.., ahead)| ahead)
}

/// The one date or stretch that these expressions are, each with its year.
pub(super) fn whole(said: &[Said], report: &Report) -> Option<Edtf> {
    let year = report.published.and_then(|published| Some(published.last_day()?.year()));
    let mut found = (0..said.len()).filter(|at| *at == 0 || !said[at - 1].found.ranges_on).filter_map(|at| {
        let ((first, last), _) = stretch(said, at)?;
        value(&first, last.as_ref(), year)
    });
    found.next_back()
}

/// A date that may be the report's, as said.
#[derive(Debug, Clone)]
struct Candidate {
    first: Partial,
    last: Option<Partial>,
    span: Span,
    cue: DayCue,
    rank: u8,
}

#[derive(Clone, Copy)]
struct Page<'r> {
    report: &'r Report,
    prose: &'r Prose,
    said: &'r [Said],
    lexicon: &'r Lexicon,
}

/// Words before a date among which its cue is looked for.
const BEFORE: usize = 10;

/// Words: a line of no more may be about the report without saying so.
const SHORT: usize = 14;

/// Words besides a date of a line that is nothing else.
const ALONE: usize = 5;

impl Page<'_> {
    fn candidate(&self, at: usize) -> Option<Candidate> {
        let said = self.said.get(at)?;
        if at
            .checked_sub(1)
            .and_then(|before| self.said.get(before))
            .is_some_and(|before| before.found.ranges_on)
        {
            return None;
        }
        let sentence = self.prose.sentences.get(said.sentence)?;
        let zone = self.prose.zone(said.sentence, &self.report.blocks);
        let ((first, last), span) = stretch(self.said, at)?;
        let cue = self
            .cue(sentence, span.start)
            .filter(|_| self.is_of_report(sentence, span.start) && !self.is_next(sentence));
        let (cue, rank) = match (zone, cue) {
            (Zone::Body, _) => return None,
            (Zone::Foot, Some(DayCue::Published))
                if first.day.is_some() && first.year.is_some() && !self.is_next(sentence) =>
            {
                (DayCue::Published, 7)
            }
            (Zone::Foot, _) => return None,
            (Zone::Head, Some(cue)) => (cue, 1),
            (Zone::Running, Some(cue)) => (cue, 2),
            (Zone::Head | Zone::Running, None) => (DayCue::AsOf, self.bare(sentence, said.sentence, span)?),
        };
        let first = Partial { day: first.day.or_else(|| self.day_before(sentence, span.start)), ..first };
        let (first, last, span) = self.mended(at, first, last, span);
        let coarse = first.day.is_none() && last.is_none();
        if coarse && self.report.blocks.is_empty() {
            return None;
        }
        let cue = if last.is_some() { DayCue::AsOf } else { cue };
        (cue == DayCue::AsOf || !coarse).then_some(Candidate {
            first,
            last,
            span,
            cue,
            rank: rank + 10 * u8::from(coarse),
        })
    }

    /// "The next update will be issued on 30 October".
    fn is_next(&self, sentence: &Sentence) -> bool {
        self.prose.tokens_of(sentence).iter().any(|token| matches!(&*token.lower, "next" | "will"))
    }

    /// "27th, OCTOBER 2025": the day before the month, set apart by a comma.
    fn day_before(&self, sentence: &Sentence, byte: usize) -> Option<u8> {
        let tokens = self.prose.tokens_of(sentence);
        let end = tokens.partition_point(|token| token.span.start < byte);
        let mut before = tokens.get(..end)?.iter().rev().skip_while(|token| token.is(","));
        let word = &before.next()?.lower;
        let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
        (digits.len() < word.len()).then(|| digits.parse().ok())?.filter(|day| (1..=31).contains(day))
    }

    /// "No. 1 – 1 December 2025 to 4 February 2026": the number of the report is no day, and what follows is the other end.
    fn mended(
        &self,
        at: usize,
        first: Partial,
        last: Option<Partial>,
        span: Span,
    ) -> (Partial, Option<Partial>, Span) {
        let before = self.prose.tokens.get(self.prose.token_at(span.start).wrapping_sub(1));
        let numbered = before
            .is_some_and(|token| self.lexicon.masthead.number.contains(token.lower.trim_end_matches('.')));
        let Some(end) = last.filter(|_| numbered) else { return (first, last, span) };
        let next = self.said.iter().skip(at + 1).find(|said| said.span.start >= span.end);
        let other = next.and_then(|next| {
            let between = self.report.text.get(span.end..next.span.start)?;
            let joined = matches!(between.trim(), "to" | "-" | "–" | "—" | "until" | "through");
            joined.then(|| Some((calendar(&next.found.phrase)?, span.cover(next.span))))?
        });
        match other {
            Some((other, span)) => (end, Some(other), span),
            None => (end, None, span),
        }
    }

    /// The cue before the byte, with nothing but the time of day and small words between.
    fn cue(&self, sentence: &Sentence, byte: usize) -> Option<DayCue> {
        let tokens = self.prose.tokens_of(sentence);
        let end = tokens.partition_point(|token| token.span.start < byte);
        (end.saturating_sub(BEFORE)..end).rev().find_map(|at| {
            let rest = tokens.get(at..end)?;
            let (length, cue) = self.lexicon.masthead.cues.longest(rest.iter().map(|token| &*token.lower))?;
            // "Operation start date: 19 December" is no date of the report.
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let own = before.is_none_or(|before| !self.lexicon.masthead.other_dates.contains(&before.lower));
            (own && rest.get(length..)?.iter().all(is_small)).then_some(cue)
        })
    }

    /// Whether a line is about the report itself: no running text, or short, or text that speaks of the report.
    fn is_of_report(&self, sentence: &Sentence, byte: usize) -> bool {
        let mut before = self.prose.tokens_of(sentence).iter().take_while(|token| token.span.start < byte);
        matches!(sentence.kind, SentenceKind::Heading | SentenceKind::Row)
            || sentence.tokens.len() <= SHORT
            || before.any(|token| matches!(&*token.lower, "report" | "update" | "bulletin" | "sitrep"))
    }

    /// How well a date without a cue stands for that of the report: beside the name of its series, or alone on its line.
    fn bare(&self, sentence: &Sentence, number: usize, span: Span) -> Option<u8> {
        let tokens = self.prose.tokens_of(sentence);
        let others =
            tokens.iter().filter(|token| !span.contains(token.span) && token.kind != TokenKind::Mark).count();
        let placed = tokens.iter().rev().find(|token| token.span.end <= span.start).is_some_and(|token| {
            matches!(
                &*token.lower,
                "on" | "in" | "of" | "by" | "since" | "until" | "from" | "after" | "before"
            )
        });
        let named = series_in(self.prose, number, self.lexicon).is_some();
        let near = [number.wrapping_sub(1), number + 1, number + 2];
        let near = near.into_iter().any(|near| series_in(self.prose, near, self.lexicon).is_some());
        match (named, others <= ALONE) {
            (true, _) if !placed && others <= 25 => Some(3),
            (false, true) if near && !placed => Some(4),
            (false, true) if others <= 1 => Some(5),
            _ => None,
        }
    }

    /// The year for dates that state none: the one that others of the first page state, or that of the day the report was given.
    fn year(&self, candidates: &[Candidate]) -> Option<i16> {
        let stated = candidates
            .iter()
            .find_map(|candidate| candidate.last.and_then(|last| last.year).or(candidate.first.year));
        stated.or_else(|| Some(self.report.published?.last_day()?.year()))
    }
}

/// The calendar dates of an expression: one, or the ends of a stretch.
fn stretch(all: &[Said], at: usize) -> Option<((Partial, Option<Partial>), Span)> {
    let said = all.get(at)?;
    let next = all.get(at + 1).filter(|_| said.found.ranges_on);
    let (first, last) = match (&said.found.phrase.form, next) {
        (Form::Range(first, last), _) => (calendar(first)?, Some(calendar(last)?)),
        (_, Some(next)) => (calendar(&said.found.phrase)?, Some(calendar(&next.found.phrase)?)),
        (_, None) => (calendar(&said.found.phrase)?, None),
    };
    let span = next.map_or(said.span, |next| said.span.cover(next.span));
    (first.month.is_some() || first.week.is_some()).then_some(((first, last), span))
}

/// "At", "8:00PM", "AST", "on", ":".
fn is_small(token: &Token) -> bool {
    token.kind != TokenKind::Word
        || token.lower.len() <= 3
        || matches!(
            &*token.lower,
            "a.m." | "p.m." | "from" | "hours" | "hour" | "noon" | "midnight" | "local" | "time" | "between"
        )
        || token.lower.starts_with(|first: char| first.is_ascii_digit())
}

/// Where a name of a series begins, how many words it has, and whether it looks ahead. It may hang on the name of a country: "Haiti-Seasonal Monitor".
pub(crate) fn series(tokens: &[Token], lexicon: &Lexicon) -> Option<(usize, usize, Ahead)> {
    let words = |at: usize| {
        let first = tokens.get(at).map_or("", |token| token.lower.rsplit('-').next().unwrap_or(""));
        std::iter::once(first).chain(tokens.iter().skip(at + 1).map(|token| &*token.lower))
    };
    let whole = |at: usize| tokens.iter().skip(at).map(|token| &*token.lower);
    (0..tokens.len()).find_map(|at| {
        let series = &lexicon.masthead.series;
        let (length, ahead) = series
            .longest(whole(at))
            .or_else(|| series.longest(words(at)).filter(|(length, _)| *length > 1))?;
        Some((at, length, ahead))
    })
}

/// The name of a series in a line that is short enough to be no running text.
pub(crate) fn series_in(prose: &Prose, number: usize, lexicon: &Lexicon) -> Option<(usize, usize, Ahead)> {
    let sentence = prose.sentences.get(number)?;
    let is_line = sentence.kind == SentenceKind::Heading || sentence.tokens.len() <= LINE;
    is_line.then(|| series(prose.tokens_of(sentence), lexicon)).flatten()
}

/// Words of a line.
const LINE: usize = 24;

fn calendar(phrase: &Phrase) -> Option<Partial> {
    match &phrase.form {
        Form::Calendar(partial) if partial.system == System::Gregorian => Some(*partial),
        _ => None,
    }
}

/// The days of a date or stretch; what states no year is in this one.
fn value(first: &Partial, last: Option<&Partial>, year: Option<i16>) -> Option<Edtf> {
    let Some(last) = last else { return resolve::in_year(first, first.year.or(year)?).filter(is_plausible) };
    let to = resolve::in_year(last, last.year.or(first.year).or(year)?)?;
    let start = resolve::in_year(first, first.year.or(last.year).or(year)?)?;
    let start = match first.year {
        // "22 December – 4 January 2027" begins the year before.
        None if start.first_day()? > to.last_day()? => resolve::in_year(first, to.first_day()?.year() - 1)?,
        _ => start,
    };
    let between = Edtf::Interval(End::At(point(start)?), End::At(point(to)?));
    (start.first_day()? <= to.last_day()?).then_some(between).filter(is_plausible)
}

fn point(value: Edtf) -> Option<Point> {
    match value {
        Edtf::Point(point) => Some(point),
        Edtf::Interval(..) => value.first_day().map(|day| Precision::Day(day).into()),
    }
}

/// No report of this kind is older.
fn is_plausible(value: &Edtf) -> bool {
    value.last_day().is_some_and(|day: Date| (1990..=2100).contains(&day.year()))
}
