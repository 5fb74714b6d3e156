//! The fields of the form that corrects a figure: how each is written, what it is read as, what is understood of what is written.

use recount_core::{Lexicon, view};
use recount_store::FigureRow;

use crate::{say, written};

/// How a field is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number,
    Choice,
    Measure,
    Countries,
    Days,
    /// Words that stand in the report.
    Quoted,
}

/// The fields of the form: the name of the log, what a reader sees, how it is written.
pub(super) const FIELDS: &[(&str, &str, Kind)] = &[
    ("measure", "What happened", Kind::Measure),
    ("low", "At least", Kind::Number),
    ("high", "At most", Kind::Number),
    ("quantifier", "How it is stated", Kind::Choice),
    ("unit", "What is counted", Kind::Choice),
    ("per", "Rate", Kind::Choice),
    ("who", "Who", Kind::Quoted),
    ("place", "Place", Kind::Quoted),
    ("at", "In", Kind::Countries),
    ("from", "From", Kind::Countries),
    ("to", "To", Kind::Countries),
    ("period", "When", Kind::Days),
    ("source", "On whose word", Kind::Quoted),
    ("source_kind", "Kind of source", Kind::Choice),
    ("status", "Told as", Kind::Choice),
];

/// The choices of a field, each with its words.
fn choices(name: &str) -> &'static [(&'static str, &'static str)] {
    match name {
        "quantifier" => &[
            ("exact", "exactly"),
            ("approximately", "about"),
            ("more_than", "more than, at least"),
            ("less_than", "fewer than, up to"),
            ("range", "between two numbers"),
            ("vague", "a vague word: dozens, thousands"),
        ],
        "unit" => &[
            ("person", "people"),
            ("household", "households, families"),
            ("dwelling", "dwellings"),
            ("incident", "incidents"),
        ],
        "per" => {
            &[("", "no rate"), ("day", "a day"), ("week", "a week"), ("month", "a month"), ("year", "a year")]
        }
        "source_kind" => &[
            ("government", "government"),
            ("un", "United Nations"),
            ("ngo", "non-governmental organisation"),
            ("media", "media"),
            ("armed_group", "armed group"),
            ("witness", "witness"),
            ("expert", "expert"),
            ("unnamed", "a source without a name"),
        ],
        "status" => &[
            ("reported", "a fact"),
            ("planned", "planned, ordered or expected"),
            ("denied", "denied"),
            ("hypothetical", "what could be"),
        ],
        _ => &[],
    }
}

/// A field in the form.
pub(super) struct Written {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) choices: Vec<(String, String, bool)>,
    pub(super) hint: &'static str,
    pub(super) error: Option<String>,
}

/// A field as it is read, in the words of the form.
pub(super) fn read(row: &FigureRow, name: &str, lexicon: &Lexicon) -> String {
    let number = |value: Option<u64>| value.map(view::words::number).unwrap_or_default();
    let words = |value: &Option<String>| value.as_deref().map(view::words::single_spaced).unwrap_or_default();
    match name {
        "measure" => row.measure.clone(),
        "low" => number(row.low),
        "high" => number(row.high),
        "quantifier" => row.quantifier.clone(),
        "unit" => row.unit.clone(),
        "per" => row.per.clone().unwrap_or_default(),
        "who" => words(&row.who),
        "place" => words(&row.place),
        "at" => say::countries(&row.at, lexicon),
        "from" => say::countries(&row.from, lexicon),
        "to" => say::countries(&row.to, lexicon),
        "period" => row.period.as_deref().map(say::date).unwrap_or_default(),
        "source" => words(&row.source),
        "source_kind" => row.source_kind.clone().unwrap_or_default(),
        _ => row.status.clone(),
    }
}

/// What is written in a field as the log keeps it; none for unknown.
pub(super) fn understood(
    value: &str,
    kind: Kind,
    text: &str,
    lexicon: &Lexicon,
) -> Result<Option<String>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    let value = match kind {
        Kind::Number => written::number(value)?,
        Kind::Days => written::days(value)?,
        Kind::Countries => written::countries(value, lexicon)?,
        Kind::Quoted => quoted(value, text)?,
        Kind::Choice | Kind::Measure => value.to_owned(),
    };
    Ok(Some(value))
}

/// The words as the report has them, whatever stands between them and whatever their case.
fn quoted(value: &str, text: &str) -> Result<String, String> {
    if text.contains(value) {
        return Ok(value.to_owned());
    }
    let asked: Vec<String> = value.split_whitespace().map(str::to_lowercase).collect();
    let words = placed(text);
    let plain = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let same = |some: &[(usize, &str)]| {
        some.iter().zip(&asked).all(|((_, word), asked)| plain(word) == plain(asked))
    };
    let found = words.windows(asked.len().max(1)).find(|some| same(some));
    let span = found.and_then(|some| {
        let (first, last) = (some.first()?, some.last()?);
        text.get(first.0..last.0 + last.1.len())
    });
    let trimmed = span.map(|words| words.trim_matches(|letter: char| !letter.is_alphanumeric()));
    trimmed
        .filter(|words| !words.is_empty())
        .map(str::to_owned)
        .ok_or_else(|| format!("“{value}” does not stand in the report; copy its words from there"))
}

/// The words of a text with the bytes at which they begin.
fn placed(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut words = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !word.is_empty() {
            words.push((at, word));
        }
        at += piece.len();
    }
    words
}

pub(super) fn fields(
    row: &FigureRow,
    lexicon: &Lexicon,
    value: &dyn Fn(&str) -> String,
    errors: &[(&'static str, String)],
) -> Vec<Written> {
    let field = |(name, label, kind): &(&'static str, &'static str, Kind)| {
        let now = value(name);
        let error = errors.iter().find(|(known, _)| known == name).map(|(_, error)| error.clone());
        let mut choices: Vec<(String, String, bool)> = match kind {
            Kind::Measure => measures(lexicon, &now),
            _ => choices(name)
                .iter()
                .map(|(code, says)| ((*code).to_owned(), (*says).to_owned(), *code == now))
                .collect(),
        };
        // A kind belongs to a source; where there is none, there is nothing to choose.
        if *name == "source_kind" && row.source_kind.is_none() {
            choices.insert(0, (String::new(), "no source named".to_owned(), now.is_empty()));
        }
        Written { name, label, value: now, choices, hint: hint(*kind), error }
    };
    FIELDS.iter().map(field).collect()
}

fn hint(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "nothing where it is open",
        Kind::Countries => "countries by name, with commas",
        Kind::Days => "3 November 2025; 3 to 9 November 2025; until 31/10/2025",
        Kind::Quoted => "in the report’s words",
        Kind::Choice | Kind::Measure => "",
    }
}

fn measures(lexicon: &Lexicon, now: &str) -> Vec<(String, String, bool)> {
    let mut all: Vec<(String, String, bool)> = lexicon
        .measures
        .iter()
        .map(|measure| (measure.code.clone(), measure.label.clone(), measure.code == now))
        .collect();
    all.sort_by(|one, two| one.1.cmp(&two.1));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_the_report_whatever_stands_between_them() {
        let text = "The Ministry\n of Public Health (MSPP), said so.";
        assert_eq!(quoted("Ministry of public health", text).as_deref(), Ok("Ministry\n of Public Health"));
        assert_eq!(quoted("MSPP", text).as_deref(), Ok("MSPP"));
        assert!(quoted("the army", text).is_err());
    }

    #[test]
    fn every_field_can_be_written() {
        for (name, label, kind) in FIELDS {
            assert!(!label.is_empty());
            assert_eq!(*kind == Kind::Choice, !choices(name).is_empty(), "{name}");
            assert!(recount_store::decision::FIELDS.iter().any(|field| field.name == *name), "{name}");
        }
        assert_eq!(FIELDS.len(), recount_store::decision::FIELDS.len());
    }
}
