//! Listings: rows of any kind as a table for the terminal, as CSV, as JSON Lines or as one JSON array.
//!
//! A kind of row is a slice of columns, each with its name and what it reads from a row; nothing else is written for it.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
};

use recount_core::{
    Report,
    span::{CodePoints, Span},
};
use serde_json::{Map, Value};

use super::{
    mask::{Masks, documents_of_row},
    rows::{self, Head},
    summary,
};

/// One thing that each row of a listing tells.
pub struct Column<T> {
    /// Its name: the heading of the CSV column, the key in JSON, the heading in the table.
    pub name: &'static str,
    /// Where the table for the terminal shows it.
    pub shown: Shown,
    /// What a row has there; null where nothing is known.
    pub value: fn(&T, &Texts<'_>) -> Value,
}

/// Where the table for the terminal shows a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In a column of its own.
    Cell,
    /// On a line of its own below the row.
    Below,
    /// Not at all.
    Hidden,
}

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Format {
    Table,
    Csv,
    Jsonl,
    Json,
}

impl Format {
    /// Every format by its name on the command line and in addresses.
    pub const ALL: &[(&str, Format)] =
        &[("table", Format::Table), ("csv", Format::Csv), ("jsonl", Format::Jsonl), ("json", Format::Json)];

    /// The format of this name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }
}

/// The texts of the reports, by which bytes become code points, and the names that are left out of what is told of them.
#[derive(Default)]
pub struct Texts<'t> {
    points: BTreeMap<&'t str, CodePoints<'t>>,
    known: BTreeMap<&'t str, &'t [Offsets]>,
    masks: Option<&'t Masks<'t>>,
}

/// A span in bytes of a report, and the same in code points.
pub type Offsets = (Span, (usize, usize));

impl<'t> Texts<'t> {
    /// Of reports whose texts are elsewhere: their spans that may be told of, in order.
    pub fn known(offsets: impl IntoIterator<Item = (&'t str, &'t [Offsets])>) -> Texts<'t> {
        Texts { known: offsets.into_iter().collect(), ..Texts::default() }
    }

    /// Of these reports.
    pub fn of(reports: &'t [Report]) -> Texts<'t> {
        let points = |report: &'t Report| (report.document.as_str(), CodePoints::new(&report.text));
        Texts { points: reports.iter().map(points).collect(), ..Texts::default() }
    }

    /// The same, with the names left out that these masks hold.
    #[must_use]
    pub fn masked(self, masks: &'t Masks<'t>) -> Texts<'t> {
        Texts { masks: Some(masks), ..self }
    }

    /// A span of a report as its first code point and the one after its last, `[120, 131]`; null where the report is not known.
    pub fn offsets(&self, document: &str, span: Span) -> Value {
        let known = || {
            let spans = self.known.get(document)?;
            let at = spans.binary_search_by_key(&span, |(span, _)| *span).ok()?;
            spans.get(at).map(|(_, points)| *points)
        };
        let points = self.points.get(document).map(|points| points.of(span)).or_else(known);
        points.map_or(Value::Null, |(start, end)| Value::from(vec![start, end]))
    }
}

/// The rows in one of the formats. A table is cut to `width` characters a line.
pub fn listing<T>(
    columns: &[Column<T>],
    rows: &[T],
    texts: &Texts<'_>,
    format: Format,
    width: usize,
) -> String {
    let all = || rows.iter().map(|row| Ok::<_, Infallible>(values(columns, row, texts)));
    rows::pieces(&heads(columns), all, format, width).flatten().collect()
}

/// The names of columns and where a table shows them, for rows whose values were made elsewhere.
pub fn heads<T>(columns: &[Column<T>]) -> Vec<Head> {
    columns.iter().map(|column| (column.name, column.shown)).collect()
}

/// Rows that are objects, as one JSON array.
pub(super) fn json(rows: Vec<Value>) -> String {
    // Serialising plain data into memory cannot fail.
    summary::inert_json(&serde_json::to_string_pretty(&rows).unwrap_or_default()) + "\n"
}

/// A row as a JSON object, its keys in the order of the columns.
pub fn object<T>(columns: &[Column<T>], row: &T, texts: &Texts<'_>) -> Value {
    let names = columns.iter().map(|column| column.name.to_owned());
    Value::Object(names.zip(values(columns, row, texts)).collect::<Map<String, Value>>())
}

/// The reports that rows tell of.
pub fn documents_of<T>(columns: &[Column<T>], rows: &[T], texts: &Texts<'_>) -> BTreeSet<String> {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let mut found = BTreeSet::new();
    for row in rows {
        let values: Vec<Value> = columns.iter().map(|column| (column.value)(row, texts)).collect();
        documents_of_row(&names, &values, &mut found);
    }
    found
}

/// What a row has in each column: the one place where what is told of reports becomes output, and names are left out of it.
pub fn values<T>(columns: &[Column<T>], row: &T, texts: &Texts<'_>) -> Vec<Value> {
    let values = columns.iter().map(|column| (column.value)(row, texts)).collect();
    let Some(masks) = texts.masks else { return values };
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    masks.row(&names, values)
}

/// A cell that neither a spreadsheet runs nor a terminal obeys: what starts as a formula does is set off by an apostrophe,
/// unless it is a number; characters that steer are shown as `\u{…}`.
pub(super) fn harmless(cell: &str) -> String {
    let inert = summary::inert(cell);
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if runs && !is_number(cell) { format!("'{inert}") } else { inert }
}

/// Whether the cell is digits with a sign and a point at most.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|character| character.is_ascii_digit() || character == '.')
        && digits.parse::<f64>().is_ok()
}

/// A value as the text of a cell: lists joined by semicolons, what is nested as JSON, nothing for null.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            items.iter().map(plain).collect::<Vec<_>>().join(";")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Town {
        name: &'static str,
        killed: Option<u64>,
        note: &'static str,
    }

    const TOWNS: &[Column<Town>] = &[
        Column { name: "name", shown: Shown::Cell, value: |town, _| Value::from(town.name) },
        Column { name: "killed", shown: Shown::Cell, value: |town, _| Value::from(town.killed) },
        Column { name: "note", shown: Shown::Below, value: |town, _| Value::from(town.note) },
    ];

    fn check(format: Format, expected: &str) {
        let towns = [
            Town { name: "Quelimane", killed: Some(1200), note: "=cmd|' /C calc'!A0" },
            Town { name: "Mocuba", killed: None, note: "said \"two\"\n\u{1b}[2J" },
        ];
        assert_eq!(listing(TOWNS, &towns, &Texts::default(), format, 80), expected);
    }

    #[test]
    fn one_listing_in_every_format() {
        check(
            Format::Table,
            "name       killed\nQuelimane  1,200\n    =cmd|' /C calc'!A0\nMocuba\n    said \"two\" \\u{1b}[2J\n",
        );
        check(
            Format::Csv,
            "name,killed,note\nQuelimane,1200,'=cmd|' /C calc'!A0\nMocuba,,\"said \"\"two\"\"\n\\u{1b}[2J\"\n",
        );
        check(
            Format::Jsonl,
            "{\"name\":\"Quelimane\",\"killed\":1200,\"note\":\"=cmd|' /C calc'!A0\"}\n\
             {\"name\":\"Mocuba\",\"killed\":null,\"note\":\"said \\\"two\\\"\\n\\u001b[2J\"}\n",
        );
    }

    #[test]
    fn every_format_is_found_by_its_name() {
        for (name, format) in Format::ALL {
            assert_eq!(Format::named(name), Some(*format));
        }
        assert_eq!(Format::named("xml"), None);
    }
}
