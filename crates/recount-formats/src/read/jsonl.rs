//! JSON Lines: one report a line.

use recount_core::Report;
use serde::Deserialize;

use crate::Problem;

use super::{Reader, Reading, Source, utf8};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    name: "JSON Lines",
    extensions: &["jsonl", "ndjson"],
    about: "One report a line, an object with `text` and any of `id`, `title`, `published`, `outlet`, `url`, `language`. \
            Other keys are passed over.",
    read,
};

#[derive(Deserialize)]
struct Line {
    text: String,
    id: Option<Id>,
    title: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Word(String),
    Number(u64),
}

fn read(source: Source) -> Reading {
    let (text, mut problems) = match utf8::decode(source) {
        Ok(decoded) => decoded,
        Err(problem) => return Reading { reports: Vec::new(), problems: vec![problem] },
    };
    // The ends of lines stand between the reports here, not in them.
    problems.clear();
    let mut reports = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if !line.trim().is_empty() {
            match parse(source, index + 1, line, &mut problems) {
                Ok(report) => reports.push(report),
                Err(problem) => problems.push(problem),
            }
        }
    }
    Reading { reports, problems }
}

fn parse(source: Source, number: usize, line: &str, problems: &mut Vec<Problem>) -> Result<Report, Problem> {
    let place = format!("line {number}");
    let line: Line = serde_json::from_str(line).map_err(|error| {
        Problem::set_aside(source.name, "a JSON object with `text`", plain(&error)).at(place.as_str())
    })?;
    if line.text.trim().is_empty() {
        return Err(Problem::set_aside(source.name, "words in `text`", "none").at(place));
    }
    let published =
        line.published.as_deref().map(str::trim).filter(|date| !date.is_empty()).and_then(|date| {
            let read = super::date::parse(date);
            if read.is_none() {
                problems.push(super::date::problem(source.name, date).at(place.as_str()));
            }
            read
        });
    Ok(Report {
        document: name(line.id, source.stem, number),
        text: line.text,
        title: some(line.title),
        published,
        outlet: some(line.outlet),
        url: some(line.url),
        language: some(line.language),
    })
}

fn name(id: Option<Id>, stem: &str, number: usize) -> String {
    match id {
        Some(Id::Word(id)) if !id.trim().is_empty() => id.trim().to_owned(),
        Some(Id::Number(id)) => id.to_string(),
        _ => format!("{stem}:{number}"),
    }
}

fn some(value: Option<String>) -> Option<String> {
    value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// What the JSON reader says, without the line number, which is always 1 within a line.
fn plain(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", ", character ")
}
