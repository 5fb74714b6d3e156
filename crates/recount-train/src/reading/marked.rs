//! Reports with their figures marked in place: `{over 1,000|detained|at=PAK p=2023-11-06|the embassy/government}`.
//!
//! The fields are those of the annotation guide: the numeric expression, the measure, then `at`, `from`, `to` (countries), `p` (period),
//! `u` (unit, a person where it is left out), `s` (status, reported where it is left out) and `c` (cause), then the words for the source and
//! its kind. Bounds are not written: they are read from the words.

use std::collections::BTreeMap;

use recount_core::{Report, edtf::Edtf};
use recount_eval::gold::{Codes, Document, Figure};

/// The report without its marks, and what they say.
pub(crate) fn read(name: &str, marked: &str) -> (Report, Document) {
    let mut text = String::with_capacity(marked.len());
    let mut figures = Vec::new();
    let mut rest = marked;
    let mut at = 0;
    while let Some((before, inside, behind)) = next_mark(rest) {
        text.push_str(before);
        at += before.chars().count();
        let words = inside.split('|').next().unwrap_or("");
        figures.push(figure(inside, at));
        text.push_str(words);
        at += words.chars().count();
        rest = behind;
    }
    text.push_str(rest);
    let mut report = Report::new(name, text);
    report.published = header_date(&report.text);
    (report, Document { document: name.to_string(), figures, orders: Vec::new() })
}

fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inside, behind) = rest.split_once('}')?;
    Some((before, inside, behind))
}

fn figure(inside: &str, start: usize) -> Figure {
    let mut parts = inside.split('|');
    let words = parts.next().unwrap_or("");
    let measure = parts.next().map(str::to_string);
    let keys: BTreeMap<&str, &str> =
        parts.next().unwrap_or("").split_whitespace().filter_map(|key| key.split_once('=')).collect();
    let source = parts.next().and_then(|source| source.rsplit_once('/'));
    let countries =
        ["from", "at", "to"].into_iter().filter_map(|role| Some((role.to_string(), codes(keys.get(role)?))));
    let or = |key: &str, default: &str| Some(keys.get(key).copied().unwrap_or(default).to_string());
    Figure {
        start,
        end: start + words.chars().count(),
        text: words.to_string(),
        measure,
        countries: Some(countries.collect()),
        period: keys.get("p").map(|period| (*period).to_string()),
        unit: or("u", "person"),
        status: or("s", "reported"),
        source: source.map(|(words, _)| words.to_string()),
        cause: keys.get("c").map(|cause| (*cause).to_string()),
        source_kind: source.map(|(_, kind)| kind.to_string()),
        ..Figure::default()
    }
}

fn codes(list: &str) -> Codes {
    Codes::Many(list.split(',').map(|code| Some(code.to_string())).collect())
}

fn header_date(text: &str) -> Option<Edtf> {
    Edtf::parse(text.strip_prefix("date ")?.split_whitespace().next()?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_are_taken_out() {
        let (report, gold) = super::read(
            "a",
            "date 2024-05-06\n\nPolice held {over 90|detained|at=PRT|police/government} men.",
        );
        assert_eq!(report.text, "date 2024-05-06\n\nPolice held over 90 men.");
        let figure = &gold.figures[0];
        let words: String = report.text.chars().skip(figure.start).take(figure.end - figure.start).collect();
        assert_eq!((words.as_str(), figure.source_kind.as_deref()), ("over 90", Some("government")));
    }
}
