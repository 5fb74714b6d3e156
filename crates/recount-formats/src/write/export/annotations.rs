//! W3C Web Annotations as JSON-LD: each figure on its words, found by quote and by position.

use recount_core::view::FigureLine;
use serde_json::{Value, json};

use super::{Exported, Writer};
use crate::write::mask::MARKS;

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "annotations",
    about: "W3C Web Annotations (JSON-LD): each figure with text quote and position selectors",
    is_text: true,
    counts: false,
    write,
};

/// Characters of the quotation's surroundings.
const AROUND: usize = 32;

fn write(exported: &Exported<'_>) -> Vec<u8> {
    let items: Vec<Value> = exported.figures.iter().map(|figure| annotation(figure, exported)).collect();
    super::json(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:recount:annotations",
        "type": "AnnotationPage",
        "items": items,
    }))
}

fn annotation(figure: &FigureLine, exported: &Exported<'_>) -> Value {
    let source = figure.url.clone().unwrap_or_else(|| urn(&figure.document));
    let label =
        exported.lexicon.measure(&figure.measure).map_or(figure.measure.as_str(), |measure| &measure.label);
    json!({
        "id": urn(&figure.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": { "id": "urn:recount", "type": "Software", "name": "Recount" },
        "body": [
            { "type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
              "value": told(figure, label) },
            { "type": "TextualBody", "purpose": "tagging", "value": figure.measure },
            { "type": "TextualBody", "purpose": "tagging", "value": figure.status },
        ],
        "target": { "source": source, "selector": selectors(figure) },
    })
}

fn selectors(figure: &FigureLine) -> Value {
    let at = figure.span.start.saturating_sub(figure.sentence_byte);
    let before = figure.sentence.get(..at).unwrap_or("");
    let behind = figure.sentence.get(at + figure.text.len()..).unwrap_or("");
    // What surrounds the figure must stand in the report: it ends at a name that was masked.
    let before = MARKS.iter().fold(before, |text, mark| text.rsplit(mark).next().unwrap_or(""));
    let behind = MARKS.iter().fold(behind, |text, mark| text.split(mark).next().unwrap_or(""));
    let skipped = before.chars().count().saturating_sub(AROUND);
    json!([
        {
            "type": "TextQuoteSelector",
            "exact": figure.text,
            "prefix": before.chars().skip(skipped).collect::<String>(),
            "suffix": behind.chars().take(AROUND).collect::<String>(),
        },
        { "type": "TextPositionSelector", "start": figure.start, "end": figure.end },
    ])
}

/// The figure in a line: "Returned: 200 to 999 person, at MOZ, Licungo, 2027-02-08, on the word of the chief".
fn told(figure: &FigureLine, label: &str) -> String {
    let bound = |bound: Option<u64>| bound.map_or_else(|| "open".to_owned(), |number| number.to_string());
    let mut told = format!("{label}: {} to {} {}", bound(figure.low), bound(figure.high), figure.unit);
    let mut add = |words: &str, value: &str| {
        if !value.is_empty() {
            told.push_str(&format!(", {words}{value}"));
        }
    };
    add("from ", &figure.from);
    add("at ", &figure.at);
    add("to ", &figure.to);
    add("", figure.place.as_deref().unwrap_or(""));
    add("", figure.period.as_deref().unwrap_or(""));
    add("on the word of ", figure.source.as_deref().unwrap_or(""));
    add("the own count of ", figure.own.as_ref().map_or("", |own| own.text.as_str()));
    told
}

/// A name as a URN; what may not stand in one is written as bytes.
fn urn(name: &str) -> String {
    let mut urn = "urn:recount:".to_owned();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b':' => urn.push(char::from(byte)),
            other => urn.push_str(&format!("%{other:02X}")),
        }
    }
    urn
}
