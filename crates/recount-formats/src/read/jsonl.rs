//! JSON Lines: one report a line.

use std::{io::BufRead, ops::ControlFlow};

use recount_core::Report;
use serde::Deserialize;

use crate::Problem;

use super::{Item, Out, Reader, Records, Way, date, lines, utf8};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "jsonl",
    version: 1,
    name: "JSON Lines",
    extensions: &["jsonl", "ndjson", "json"],
    keeps: "One report a line, an object with `text` and any of `id`, `title`, `published`, `outlet`, `url`, `language`, `author`. \
            The report's name is its `id`, else the file's stem, a colon and the line's number.",
    drops: "Other keys.",
    sniff,
    by_libraries: false,
    way: Way::Stream(read),
};

/// Whether the first line is an object, or begins one that goes on past the head.
fn sniff(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or(head).trim_ascii();
    head.starts_with(b"{")
        && (line.len() == head.len() || serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok())
}

#[derive(Deserialize)]
struct Line {
    text: String,
    id: Option<Id>,
    title: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    language: Option<String>,
    author: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Word(String),
    Number(u64),
}

fn read(records: &Records, input: &mut dyn BufRead, out: Out) -> ControlFlow<()> {
    let mut number = 0;
    let mut empty = true;
    loop {
        let line = match lines::next(input, records.limits().bytes) {
            Err(error) => return out(Item::Problem(records.problem("a report a line", error.to_string()))),
            Ok(None) => break,
            Ok(Some(line)) => line,
        };
        number += 1;
        let bytes = line
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .filter(|_| number == 1)
            .unwrap_or(&line.bytes)
            .trim_ascii();
        if bytes.is_empty() {
            continue;
        }
        empty = false;
        let place = format!("line {number}");
        match parse(records, bytes, line.length, format!("{}:{number}", records.stem)) {
            Ok((report, odd)) => {
                out(records.report(report, bytes))?;
                odd.map_or(ControlFlow::Continue(()), |odd| out(Item::Problem(odd.at(place))))?;
            }
            Err(problem) => out(Item::Problem(problem.at(place)))?,
        }
    }
    if empty {
        let found = if number == 0 { "an empty file" } else { "nothing but white space" };
        out(Item::Problem(records.problem("a report a line", found)))?;
    }
    ControlFlow::Continue(())
}

/// One line's report, called `name` where it has no `id`, and what is odd about it.
fn parse(
    source: &Records,
    line: &[u8],
    length: u64,
    name: String,
) -> Result<(Report, Option<Problem>), Problem> {
    let most = source.limits().bytes;
    if length > most as u64 {
        return Err(utf8::too_large(source.name, length, most));
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
        dated_by: published.map(|_| "published".to_owned()),
        outlet: some(line.outlet),
        url: some(line.url),
        language: some(line.language),
        author: some(line.author),
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
