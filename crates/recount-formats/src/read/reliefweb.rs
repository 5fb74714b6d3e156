//! Files of ReliefWeb's API, version 2: what `GET /v2/reports` answers.

use recount_core::{Report, edtf::Edtf};
use serde_json::Value;

use crate::Problem;

use super::{Reader, Reading, Source, Way, date, feed::two_letters, html};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "reliefweb",
    version: 1,
    name: "ReliefWeb API",
    extensions: &[],
    keeps: "One report an item of `data`, a list or a single one: `body-html`, else `body`, as paragraphs; title, address, names of the \
            sources, language, and the day of `date.original`, else of `date.created`.",
    drops: "Other fields; attached files, which stand elsewhere; items without a body (listed).",
    sniff,
    by_libraries: false,
    way: Way::Collection(read),
};

/// Whether it is an object whose `data` has `fields`.
fn sniff(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.get(..8192).unwrap_or(head));
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('{') && head.contains("\"data\"") && head.contains("\"fields\"")
}

fn read(source: &Source) -> Reading {
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
    let answer: Value = match serde_json::from_slice(bytes) {
        Err(error) => return Problem::set_aside(source.name, "JSON", error.to_string()).into(),
        Ok(answer) => answer,
    };
    let items = match answer.get("data") {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item @ Value::Object(_)) => std::slice::from_ref(item),
        _ => return Problem::set_aside(source.name, "`data` with items", "none").into(),
    };
    let mut reading = Reading::default();
    for (index, item) in items.iter().enumerate() {
        match report(source, item, index + 1) {
            Some(report) => reading.reports.push(report),
            None => {
                let problem = Problem::set_aside(source.name, "`fields` with a `body`", "none");
                let advice = "ask the API for it: fields[include][]=body";
                reading.problems.push(problem.at(format!("item {}", index + 1)).advise(advice));
            }
        }
    }
    if items.is_empty() {
        reading.problems.push(Problem::set_aside(source.name, "`data` with items", "none"));
    }
    reading
}

fn report(source: &Source, item: &Value, number: usize) -> Option<Report> {
    let fields = item.get("fields")?;
    let words = |value: Option<&Value>| {
        value.and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
    };
    let text = words(fields.get("body-html"))
        .map(|body| html::fragment(&body))
        .or_else(|| words(fields.get("body")))?;
    let name = match item.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => format!("{}:{number}", source.stem),
    };
    let mut report = Report::new(name, text);
    report.title = words(fields.get("title"));
    report.url = words(fields.get("url"))
        .or_else(|| words(fields.get("url_alias")))
        .or_else(|| words(item.get("href")));
    let names = |list: Option<&Value>, key: &str| {
        let list = list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|one| words(one.get(key))).collect::<Vec<String>>()
    };
    let sources = names(fields.get("source"), "name");
    report.outlet = (!sources.is_empty()).then(|| sources.join(", "));
    report.language = names(fields.get("language"), "code").first().map(|code| two_letters(code));
    let day = |key: &str| {
        let stated = words(fields.get("date").and_then(|dates| dates.get(key)))?;
        date::parse(&stated)
    };
    let dated: Option<(Edtf, &str)> = day("original").map(|day| (day, "ReliefWeb date.original"));
    if let Some((day, by)) = dated.or_else(|| day("created").map(|day| (day, "ReliefWeb date.created"))) {
        report.published = Some(day);
        report.dated_by = Some(by.to_owned());
    }
    Some(report)
}
