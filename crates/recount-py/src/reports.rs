//! Reports as they come from Python: a table of Arrow, or a list of dictionaries, with the fields of `reports`.

use std::collections::BTreeSet;

use arrow_array::{RecordBatch, StringArray};
use pyo3::{
    prelude::*,
    types::{PyDict, PyList},
};
use recount_core::{Block, Report, edtf::Edtf};
use recount_formats::Problem;

use crate::{
    error,
    tables::{at, needed, taken, texts},
};

/// The fields that a report may have beside its name and text.
const FIELDS: [&str; 8] = ["title", "published", "outlet", "url", "language", "author", "dated_by", "blocks"];

/// The reports that a table or a list gives.
pub(crate) fn reports(given: &Bound<'_, PyAny>) -> PyResult<Vec<Report>> {
    let py = given.py();
    let reports = match given.cast::<PyList>() {
        Ok(list) => list.iter().enumerate().map(|(row, item)| listed(row, &item)).collect::<PyResult<_>>()?,
        Err(_) => {
            let (pieces, _) = taken(given)?;
            of_table(&pieces).map_err(|problem| error::problem(py, &problem))?
        }
    };
    distinct(&reports).map_err(|problem| error::problem(py, &problem))?;
    Ok(reports)
}

/// The reports of a table.
pub(crate) fn of_table(pieces: &[RecordBatch]) -> Result<Vec<Report>, Problem> {
    let mut reports = Vec::new();
    for piece in pieces {
        let (names, words) = (needed(piece, "document")?, needed(piece, "text")?);
        let columns = FIELDS.map(|name| texts(piece, name));
        let columns = columns.into_iter().collect::<Result<Vec<Option<StringArray>>, Problem>>()?;
        for row in 0..piece.num_rows() {
            let number = reports.len();
            let fields = columns.iter().map(|column| at(column.as_ref(), row).map(str::to_owned));
            reports.push(report(number, at(Some(&names), row), at(Some(&words), row), fields.collect())?);
        }
    }
    Ok(reports)
}

/// The report of a dictionary; other fields than those of `reports` are not looked at.
fn listed(row: usize, item: &Bound<'_, PyAny>) -> PyResult<Report> {
    let fail = |problem: Problem| error::problem(item.py(), &problem);
    let Ok(fields) = item.cast::<PyDict>() else {
        let found = item.get_type().name()?.to_string();
        return Err(fail(odd(row, "a dictionary with `document` and `text`", found)));
    };
    let field = |name: &str| -> PyResult<Option<String>> {
        let Some(value) = fields.get_item(name)?.filter(|value| !value.is_none()) else { return Ok(None) };
        // Days may be Python's dates.
        Ok(Some(value.str()?.to_string()))
    };
    let more = FIELDS.map(field).into_iter().collect::<PyResult<Vec<Option<String>>>>()?;
    report(row, field("document")?.as_deref(), field("text")?.as_deref(), more).map_err(fail)
}

fn report(
    row: usize,
    document: Option<&str>,
    text: Option<&str>,
    fields: Vec<Option<String>>,
) -> Result<Report, Problem> {
    let needed = |value: Option<&str>, name: &str| match value {
        Some(value) => Ok(value.to_owned()),
        None => Err(odd(row, &format!("a `{name}`"), "nothing".to_owned())),
    };
    let mut report = Report::new(needed(document, "document")?, needed(text, "text")?);
    let mut fields = fields.into_iter();
    let mut next = || fields.next().flatten();
    report.title = next();
    report.published = next().map(|day| published(row, &day)).transpose()?;
    report.outlet = next();
    report.url = next();
    report.language = next();
    report.author = next();
    report.dated_by = next();
    report.blocks = next().map_or(Ok(Vec::new()), |told| blocks(row, &told, &report.text))?;
    Ok(report)
}

/// A day of publication; the time of day is left out.
fn published(row: usize, told: &str) -> Result<Edtf, Problem> {
    let day = told.split(['T', ' ']).next().unwrap_or_default();
    Edtf::parse(day)
        .ok_or_else(|| odd(row, "a day of publication like 2023-11-27, as EDTF", format!("`{told}`")))
}

/// A layout, whose spans must stand in the text.
fn blocks(row: usize, told: &str, text: &str) -> Result<Vec<Block>, Problem> {
    let expected = "`blocks` as `recount.read` gives them";
    let blocks: Option<Vec<Block>> =
        serde_json::from_str(told).map_err(|error| odd(row, expected, error.to_string()))?;
    let blocks = blocks.unwrap_or_default();
    let mut spans = blocks.iter().flat_map(|block| std::iter::once(&block.span).chain(&block.headers));
    match spans.find(|span| text.get(span.start..span.end).is_none()) {
        Some(span) => {
            Err(odd(row, "blocks inside the text", format!("bytes {} to {}", span.start, span.end)))
        }
        None => Ok(blocks),
    }
}

/// Each report has a name of its own.
fn distinct(reports: &[Report]) -> Result<(), Problem> {
    let mut seen = BTreeSet::new();
    match reports.iter().position(|report| !seen.insert(report.document.as_str())) {
        Some(row) => {
            let name = reports.get(row).map_or("", |report| report.document.as_str());
            Err(odd(row, "a `document` that no other report has", format!("`{name}` again")))
        }
        None => Ok(()),
    }
}

fn odd(row: usize, expected: &str, found: String) -> Problem {
    Problem::set_aside("reports", expected, found).at(format!("row {row}"))
}
