//! Feeds: RSS, Atom and JSON Feed.

use recount_core::{Report, edtf::Edtf};

use crate::Problem;

use super::{Reader, Reading, Source, Way, html};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "feed",
    version: 1,
    name: "feed",
    extensions: &["rss", "atom", "xml"],
    keeps: "One report an entry of an RSS, Atom or JSON Feed: its content, else its summary, as paragraphs; title, author, address, day of \
            publication (else of change), language; the feed's title as outlet. A feed mostly gives the opening of an article only.",
    drops: "Entries without words (listed), categories, media.",
    sniff,
    by_libraries: false,
    way: Way::Collection(read),
};

/// Whether the root element, or the version of a JSON object, is a feed's.
fn sniff(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.get(..4096).unwrap_or(head));
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    if rest.starts_with('{') {
        return rest.contains("jsonfeed.org/version/");
    }
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        let Some((_, after)) = after.split_once('>') else { return false };
        rest = after.trim_start();
    }
    ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| rest.starts_with(root))
}

fn read(source: &Source) -> Reading {
    let feed = match feed_rs::parser::parse(source.bytes) {
        Err(error) => return Problem::set_aside(source.name, "a feed", error.to_string()).into(),
        Ok(feed) => feed,
    };
    let outlet = feed.title.as_ref().map(|title| html::fragment(&title.content));
    let mut reading = Reading::default();
    for (index, entry) in feed.entries.iter().enumerate() {
        let place = format!("entry {}", index + 1);
        let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
        let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
        let text = [content, summary].into_iter().flatten().map(html::fragment).find(|text| !text.is_empty());
        let Some(text) = text else {
            reading.problems.push(Problem::set_aside(source.name, "an entry with words", "none").at(place));
            continue;
        };
        let mut report = Report::new(format!("{}:{}", source.stem, index + 1), text);
        report.title = entry
            .title
            .as_ref()
            .map(|title| html::fragment(&title.content))
            .filter(|title| !title.is_empty());
        report.author =
            entry.authors.first().and_then(|author| author.name.clone()).filter(|name| !name.is_empty());
        report.outlet = outlet.clone().filter(|outlet| !outlet.is_empty());
        report.url = entry.links.first().map(|link| link.href.clone());
        report.language =
            entry.language.clone().or_else(|| feed.language.clone()).map(|code| two_letters(&code));
        let dated = entry.published.map(|time| (time, "feed, published"));
        if let Some((time, by)) = dated.or_else(|| entry.updated.map(|time| (time, "feed, updated"))) {
            report.published = Edtf::parse(&time.date_naive().to_string());
            report.dated_by = report.published.map(|_| by.to_owned());
        }
        reading.reports.push(report);
    }
    if feed.entries.is_empty() {
        reading.problems.push(Problem::set_aside(source.name, "a feed with entries", "none in it"));
    }
    reading
}

/// "en" of "en-GB".
pub(super) fn two_letters(code: &str) -> String {
    code.split(['-', '_']).next().unwrap_or(code).trim().to_lowercase()
}
