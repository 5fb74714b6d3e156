//! What is known of a report's own date: as given, as its words bound it, and what its relative dates count from.

use crate::{
    edtf::Edtf,
    extraction::Extraction,
    mention::{
        DateMention,
        date::{Anchor, ClueSays, DateClue, ReportDate},
    },
    span::Span,
};

/// The date of a report in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dating {
    /// The report's name.
    pub document: String,
    /// Its date as given; it stands even where the text contradicts it.
    pub given: Option<Edtf>,
    /// What gave it: "its record", "its words “14 March 2024”", "its address".
    pub by: Option<String>,
    /// What the words alone leave open, where nothing is given or they contradict what is.
    pub inferred: Option<Edtf>,
    /// The words that bound it, where nothing is given or they contradict what is.
    pub clues: Vec<ClueLine>,
    /// In one sentence, how the text contradicts the date given.
    pub contradiction: Option<String>,
    /// From where relative dates count: "the day of publication", "the date told last", "no day".
    pub counts_from: &'static str,
    /// Every expression whose days rest on another date.
    pub resting: Vec<RestingLine>,
}

/// Words that bound the day of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClueLine {
    /// The time expression, in bytes of the report's text.
    pub span: Span,
    /// What it says: "before 2023-11-01: speaks of “by November” as to come".
    pub says: String,
    /// Whether the date given contradicts it.
    pub contradicts: bool,
}

/// A time expression whose days were counted from another date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestingLine {
    /// The expression, in bytes of the report's text.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Its days.
    pub value: Edtf,
    /// The words it was counted from; none for the day of publication.
    pub from: Option<String>,
}

impl Dating {
    /// What to take for the report's date: as given, else what the words leave open.
    pub fn best(&self) -> Option<Edtf> {
        self.given.or(self.inferred)
    }
}

/// What is known of the date of the report that has this text.
pub fn dating(text: &str, extraction: &Extraction) -> Dating {
    let dated = &extraction.mentions.dated;
    Dating {
        document: extraction.document.clone(),
        given: dated.given.or(extraction.published),
        by: dated.gave(text),
        inferred: dated.inferred,
        clues: clues(dated, text),
        contradiction: contradiction(dated, text),
        counts_from: counts_from(dated),
        resting: extraction.mentions.dates.iter().filter_map(|date| resting(date, text)).collect(),
    }
}

const fn counts_from(dated: &ReportDate) -> &'static str {
    match (dated.history, dated.given) {
        (true, _) => "the date told last",
        (false, Some(_)) => "the day of publication",
        (false, None) => "no day",
    }
}

/// The clues that decide: those that set the bounds, and those that the date given contradicts.
fn clues(dated: &ReportDate, text: &str) -> Vec<ClueLine> {
    let of = |bound: fn(ClueSays) -> Option<jiff::civil::Date>| {
        dated.clues.iter().filter_map(move |clue| bound(clue.says))
    };
    let latest = of(ClueSays::on_or_after).max();
    let earliest = of(ClueSays::before).min();
    let decides = |clue: &DateClue| match clue.says {
        ClueSays::OnOrAfter(day) => Some(day) == latest,
        ClueSays::Before(day) => Some(day) == earliest,
        ClueSays::BeforeYearless => true,
    };
    let contradicted = |at: usize| dated.contradiction == Some(at);
    let mut told = Vec::new();
    let kept = dated.clues.iter().enumerate().filter(|(at, clue)| {
        let told_before = told.contains(&clue.says) && !contradicted(*at);
        told.push(clue.says);
        contradicted(*at) || dated.inferred.is_some() && decides(clue) && !told_before
    });
    let line = |(at, clue): (usize, &DateClue)| ClueLine {
        span: clue.span,
        says: clue.describe(text),
        contradicts: contradicted(at),
    };
    kept.map(line).collect()
}

fn contradiction(dated: &ReportDate, text: &str) -> Option<String> {
    let clue = dated.clues.get(dated.contradiction?)?;
    let words = clue.span.slice(text);
    let time = match clue.says {
        ClueSays::OnOrAfter(_) => "past",
        ClueSays::Before(_) | ClueSays::BeforeYearless => "to come",
    };
    Some(format!("dated {}, yet the text speaks of “{words}” as {time}", dated.given?))
}

fn resting(date: &DateMention, text: &str) -> Option<RestingLine> {
    (date.anchor != Anchor::Stated).then_some(())?;
    Some(RestingLine {
        span: date.span,
        words: date.span.slice(text).to_owned(),
        value: date.value?,
        from: date.from.filter(|_| date.anchor == Anchor::Story).map(|span| span.slice(text).to_owned()),
    })
}
