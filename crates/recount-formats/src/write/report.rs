//! A report as read, as one JSON line.

use recount_core::Report;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    title: Option<&'a str>,
    published: Option<String>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    author: Option<&'a str>,
    dated_by: Option<&'a str>,
    original: Option<Made<'a>>,
    text: &'a str,
}

/// What the text was made from.
#[derive(Serialize)]
struct Made<'a> {
    sha256: &'a str,
    bytes: u64,
    reader: &'a str,
    version: u32,
}

/// The report as one JSON line.
pub fn report(report: &Report) -> String {
    let line = Line {
        document: &report.document,
        title: report.title.as_deref(),
        published: report.published.map(|date| date.to_string()),
        outlet: report.outlet.as_deref(),
        url: report.url.as_deref(),
        language: report.language.as_deref(),
        author: report.author.as_deref(),
        dated_by: report.dated_by.as_deref(),
        original: report.original.as_ref().map(|original| Made {
            sha256: &original.sha256,
            bytes: original.bytes,
            reader: &original.reader,
            version: original.version,
        }),
        text: &report.text,
    };
    super::line(&line)
}
