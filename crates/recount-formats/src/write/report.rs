//! A report as read, as one JSON line.

use recount_core::{Identity, Report, masthead::Told, span::CodePoints};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    title: Option<&'a str>,
    title_by: Option<String>,
    published: Option<String>,
    dated_by: Option<String>,
    as_of: Option<String>,
    as_of_by: Option<String>,
    outlet: Option<&'a str>,
    outlet_by: Option<String>,
    series: Option<&'a str>,
    number: Option<u32>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    author: Option<&'a str>,
    original: Option<Made<'a>>,
    text: &'a str,
    blocks: Vec<Part<'a>>,
}

/// What the text was made from.
#[derive(Serialize)]
struct Made<'a> {
    sha256: &'a str,
    bytes: u64,
    reader: &'a str,
    version: u32,
}

/// A part of the layout, in code points.
#[derive(Serialize)]
struct Part<'a> {
    kind: &'a str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "is_flat")]
    level: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
const fn is_flat(level: &u8) -> bool {
    *level == 0
}

/// The report, and what it says it is, as one JSON line.
pub fn report(report: &Report, identity: &Identity) -> String {
    let Identity { masthead, dated } = identity;
    let text = |told: &Option<Told>| told.as_ref().map(|told| by(told, report));
    let published = report.published.or_else(|| dated.published());
    let points = CodePoints::new(&report.text);
    let part = |block: &recount_core::Block| Part {
        kind: block.kind.code(),
        start: points.at(block.span.start),
        end: points.at(block.span.end),
        level: block.level,
        page: block.page,
    };
    let line = Line {
        document: &report.document,
        title: masthead.title.as_ref().map(|told| &*told.text),
        title_by: text(&masthead.title),
        published: published.map(|date| date.to_string()),
        dated_by: report.dated_by.clone().or_else(|| published.and(dated.gave(&report.text))),
        as_of: dated.as_of.map(|date| date.to_string()),
        as_of_by: dated.as_of.map(|_| dated.as_of_gave(&report.text)),
        outlet: masthead.publisher.as_ref().map(|told| &*told.text),
        outlet_by: text(&masthead.publisher),
        series: masthead.series.as_ref().map(|told| &*told.text),
        number: masthead.number,
        url: report.url.as_deref(),
        language: report.language.as_deref(),
        author: report.author.as_deref(),
        original: report.original.as_ref().map(|original| Made {
            sha256: &original.sha256,
            bytes: original.bytes,
            reader: &original.reader,
            version: original.version,
        }),
        text: &report.text,
        blocks: report.blocks.iter().map(part).collect(),
    };
    super::line(&line)
}

/// "its head: “WFP HAITI”".
fn by(told: &Told, report: &Report) -> String {
    let gave = told.by.describe();
    told.by.span().map_or_else(|| gave.to_owned(), |span| format!("{gave}: “{}”", span.slice(&report.text)))
}
