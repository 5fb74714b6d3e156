//! The fields of a figure that a person may correct, as words: what each takes, and how it is set.

use std::collections::BTreeMap;

use recount_core::{
    Span,
    edtf::Edtf,
    figure::{Figure, Per, Source, SourceKind, Status, Unit, Who},
    mention::Quantifier,
};

use super::Gone;
use crate::Error;

/// What was read of a figure: its fields by name; what is unknown is left out.
pub(crate) type Read = BTreeMap<String, String>;

/// A field that may be corrected.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes, in words.
    pub takes: &'static str,
    set: fn(&mut Figure, Option<&str>, &str) -> Result<(), Gone>,
    is_valid: fn(&str) -> bool,
    may_be_unknown: bool,
}

const NUMBER: &str = "a whole number, or nothing where it is open";
const CODES: &str = "ISO 3166 codes of three capital letters, separated by spaces";
const WORDS: &str = "words of the report";

/// Every field that may be corrected.
pub const FIELDS: &[Field] = &[
    Field {
        name: "low",
        takes: NUMBER,
        set: |figure, value, _| put(&mut figure.low, value.and_then(|value| value.parse().ok())),
        is_valid: |value| is_number(value),
        may_be_unknown: true,
    },
    Field {
        name: "high",
        takes: NUMBER,
        set: |figure, value, _| put(&mut figure.high, value.and_then(|value| value.parse().ok())),
        is_valid: |value| is_number(value),
        may_be_unknown: true,
    },
    Field {
        name: "quantifier",
        takes: "exact, approximately, more_than, less_than, range or vague",
        set: |figure, value, _| keep(&mut figure.quantifier, value.and_then(Quantifier::parse)),
        is_valid: |value| Quantifier::parse(value).is_some(),
        may_be_unknown: false,
    },
    Field {
        name: "unit",
        takes: "person, household, dwelling or incident",
        set: |figure, value, _| keep(&mut figure.unit, value.and_then(Unit::parse)),
        is_valid: |value| Unit::parse(value).is_some(),
        may_be_unknown: false,
    },
    Field {
        name: "per",
        takes: "day, week, month or year, or nothing for no rate",
        set: |figure, value, _| put(&mut figure.per, value.and_then(Per::parse)),
        is_valid: |value| Per::parse(value).is_some(),
        may_be_unknown: true,
    },
    Field {
        name: "measure",
        takes: "the code of a measure",
        set: |figure, value, _| keep(&mut figure.measure, value.map(str::to_string)),
        is_valid: |value| {
            !value.is_empty() && value.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
        },
        may_be_unknown: false,
    },
    Field {
        name: "who",
        takes: WORDS,
        set: |figure, value, text| {
            let who = value
                .map(|words| Ok(Who { span: nearest(text, words, figure.span)?, text: words.to_string() }));
            put(&mut figure.who, who.transpose()?)
        },
        is_valid: |value| !value.trim().is_empty(),
        may_be_unknown: true,
    },
    Field {
        name: "from",
        takes: CODES,
        set: |figure, value, _| put(&mut figure.countries.from, codes(value)),
        is_valid: |value| are_codes(value),
        may_be_unknown: true,
    },
    Field {
        name: "at",
        takes: CODES,
        set: |figure, value, _| put(&mut figure.countries.at, codes(value)),
        is_valid: |value| are_codes(value),
        may_be_unknown: true,
    },
    Field {
        name: "to",
        takes: CODES,
        set: |figure, value, _| put(&mut figure.countries.to, codes(value)),
        is_valid: |value| are_codes(value),
        may_be_unknown: true,
    },
    Field {
        name: "place",
        takes: WORDS,
        set: |figure, value, text| {
            put(&mut figure.place, value.map(|words| nearest(text, words, figure.span)).transpose()?)
        },
        is_valid: |value| !value.trim().is_empty(),
        may_be_unknown: true,
    },
    Field {
        name: "period",
        takes: "a date or interval in EDTF: 2023-11-14, 2023-09/2023-11-27, ../2023-11-01",
        set: |figure, value, _| put(&mut figure.period, value.and_then(Edtf::parse)),
        is_valid: |value| Edtf::parse(value).is_some(),
        may_be_unknown: true,
    },
    // The kind stands after the source, since a source without one has none to set.
    Field {
        name: "source",
        takes: WORDS,
        set: |figure, value, text| {
            let kind = figure.source.as_ref().map_or(SourceKind::Unnamed, |source| source.kind);
            let source = value.map(|words| {
                Ok(Source { span: nearest(text, words, figure.span)?, text: words.to_string(), kind })
            });
            put(&mut figure.source, source.transpose()?)
        },
        is_valid: |value| !value.trim().is_empty(),
        may_be_unknown: true,
    },
    Field {
        name: "source_kind",
        takes: "government, un, ngo, media, armed_group, witness, expert or unnamed",
        set: |figure, value, _| match (&mut figure.source, value.and_then(SourceKind::parse)) {
            (Some(source), kind) => keep(&mut source.kind, kind),
            (None, _) => Ok(()),
        },
        is_valid: |value| SourceKind::parse(value).is_some(),
        may_be_unknown: false,
    },
    Field {
        name: "status",
        takes: "reported, planned, denied or hypothetical",
        set: |figure, value, _| keep(&mut figure.status, value.and_then(Status::parse)),
        is_valid: |value| Status::parse(value).is_some(),
        may_be_unknown: false,
    },
];

/// Sets one field.
pub(super) fn set(figure: &mut Figure, name: &str, value: Option<&str>, text: &str) -> Result<(), Gone> {
    match FIELDS.iter().find(|field| field.name == name) {
        Some(field) => (field.set)(figure, value, text),
        None => Ok(()),
    }
}

/// Sets all fields to what was read once.
pub(super) fn set_all(figure: &mut Figure, read: &Read, text: &str) -> Result<(), Gone> {
    FIELDS.iter().try_for_each(|field| {
        let value = read.get(field.name).map(String::as_str);
        if value.is_none() && !field.may_be_unknown { Ok(()) } else { (field.set)(figure, value, text) }
    })
}

/// Whether a field of this name takes this value.
pub(super) fn check(name: &str, value: Option<&str>) -> Result<(), Error> {
    let Some(field) = FIELDS.iter().find(|field| field.name == name) else {
        let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        return Err(Error::told(format!("expected a field ({}), found `{name}`", names.join(", "))));
    };
    match value {
        None if field.may_be_unknown => Ok(()),
        None => Err(Error::told(format!("{name}: expected {}, found nothing", field.takes))),
        Some(value) if (field.is_valid)(value) => Ok(()),
        Some(value) => Err(Error::told(format!("{name}: expected {}, found `{value}`", field.takes))),
    }
}

fn put<T>(place: &mut T, value: T) -> Result<(), Gone> {
    *place = value;
    Ok(())
}

fn keep<T>(place: &mut T, value: Option<T>) -> Result<(), Gone> {
    if let Some(value) = value {
        *place = value;
    }
    Ok(())
}

fn is_number(value: &str) -> bool {
    // SQLite's integers end here.
    value.parse::<i64>().is_ok_and(|number| number >= 0)
}

fn are_codes(value: &str) -> bool {
    let is_code = |code: &str| code.len() == 3 && code.chars().all(|letter| letter.is_ascii_uppercase());
    !value.trim().is_empty() && value.split_whitespace().all(is_code)
}

fn codes(value: Option<&str>) -> Vec<String> {
    value.unwrap_or("").split_whitespace().map(str::to_string).collect()
}

/// Where the words stand nearest to a figure.
pub(super) fn nearest(text: &str, words: &str, figure: Span) -> Result<Span, Gone> {
    let places = text.match_indices(words).filter(|(_, found)| !found.is_empty());
    let nearest = places.min_by_key(|(at, _)| at.abs_diff(figure.start));
    nearest.map(|(at, found)| Span::new(at, at + found.len())).ok_or(Gone::Value)
}
