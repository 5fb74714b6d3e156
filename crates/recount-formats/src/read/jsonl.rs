//! JSON Lines: one report a line.

use recount_core::Report;
use serde::Deserialize;

use crate::Problem;

use super::{Reader, Reading, Source, date, utf8};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    name: "JSON Lines",
    extensions: &["jsonl", "ndjson"],
    about: "One report a line, an object with `text` and any of `id`, `title`, `published`, `outlet`, `url`, `language`. \
            Other keys are passed over. The report's name is its `id`, else the file's stem, a colon and the line's number.",
    many: true,
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
    let mut reading = Reading::default();
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
    let mut empty = true;
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        empty = false;
        let place = format!("line {}", index + 1);
        let name = format!("{}:{}", source.stem, index + 1);
        match parse(&source, line, name) {
            Ok((report, odd)) => {
                reading.reports.push(report);
                reading.problems.extend(odd.map(|odd| odd.at(place)));
            }
            Err(problem) => reading.problems.push(problem.at(place)),
        }
    }
    if empty {
        let found = if bytes.is_empty() { "an empty file" } else { "nothing but white space" };
        reading.problems.push(Problem::set_aside(source.name, "a report a line", found));
    }
    reading
}

/// One line's report, called `name` where it has no `id`, and what is odd about it.
fn parse(source: &Source, line: &[u8], name: String) -> Result<(Report, Option<Problem>), Problem> {
    if line.len() > source.limit {
        return Err(utf8::too_large(source.name, line.len(), source.limit));
    }
    let no_report = |found| Problem::set_aside(source.name, "a JSON object with `text`", found);
    if !line.starts_with(b"{") {
        let start = String::from_utf8_lossy(line.get(..24).unwrap_or(line)).into_owned();
        return Err(no_report(format!("`{start}`")));
    }
    let line: Line = serde_json::from_slice(line).map_err(|error| no_report(plain(&error)))?;
    if line.text.trim().is_empty() {
        return Err(Problem::set_aside(source.name, "words in `text`", "none"));
    }
    let stated = some(line.published);
    let published = stated.as_deref().and_then(date::parse);
    let odd = stated.filter(|_| published.is_none()).map(|stated| date::problem(source.name, &stated));
    let report = Report {
        document: some(line.id.map(Id::text)).unwrap_or(name),
        text: line.text,
        title: some(line.title),
        published,
        outlet: some(line.outlet),
        url: some(line.url),
        language: some(line.language),
        ..Report::default()
    };
    Ok((report, odd))
}

impl Id {
    fn text(self) -> String {
        match self {
            Id::Word(word) => word,
            Id::Number(number) => number.to_string(),
        }
    }
}

/// The value without white space around it, if anything is left.
fn some(value: Option<String>) -> Option<String> {
    value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// What the JSON reader says, without the line number, which is always 1 within a line.
fn plain(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at character ")
}
