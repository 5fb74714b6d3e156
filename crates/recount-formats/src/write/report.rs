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
    text: &'a str,
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
        text: &report.text,
    };
    super::line(&line)
}
