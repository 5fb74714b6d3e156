//! Where in a report a decision is anchored: by the words, with those around them, and by their place, as the selectors of
//! the W3C Web Annotation model are.

use recount_core::{Span, span::CodePoints};
use serde::{Deserialize, Serialize};

use super::field::Read;

/// A figure by its words and its place, with what was read of it when it was anchored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// The report's name.
    pub document: String,
    /// The SHA-256 of the report's bytes.
    pub sha256: String,
    /// The first code point.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The words.
    pub exact: String,
    /// Words before.
    pub prefix: String,
    /// Words behind.
    pub suffix: String,
    /// What was read then.
    pub(crate) read: Read,
}

/// Characters kept on either side.
const AROUND: usize = 32;

impl Anchor {
    /// An anchor at a span of a text.
    pub(crate) fn at(document: &str, sha256: &str, text: &str, span: Span, read: Read) -> Anchor {
        let (start, end) = CodePoints::new(text).of(span);
        let before = text.get(..span.start).unwrap_or("");
        let skipped = before.chars().count().saturating_sub(AROUND);
        Anchor {
            document: document.to_string(),
            sha256: sha256.to_string(),
            start,
            end,
            exact: span.slice(text).to_string(),
            prefix: before.chars().skip(skipped).collect(),
            suffix: text.get(span.end..).unwrap_or("").chars().take(AROUND).collect(),
            read,
        }
    }

    /// The report's hash alone: what is left of it where the report is forgotten.
    pub(crate) fn bare(&self) -> Anchor {
        Anchor {
            document: String::new(),
            sha256: self.sha256.clone(),
            start: 0,
            end: 0,
            exact: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            read: Read::default(),
        }
    }

    /// Where its words stand now: at their place, else with the same words around them, else where they stand but once.
    pub(crate) fn find(&self, text: &str) -> Option<Span> {
        if self.exact.is_empty() {
            return None;
        }
        let points = CodePoints::new(text);
        let places: Vec<Span> =
            text.match_indices(&self.exact).map(|(at, words)| Span::new(at, at + words.len())).collect();
        let around = |span: &&Span| {
            let before = text.get(..span.start).unwrap_or("");
            let behind = text.get(span.end..).unwrap_or("");
            before.ends_with(&self.prefix) && behind.starts_with(&self.suffix)
        };
        let near = |span: &&Span| points.at(span.start).abs_diff(self.start);
        places
            .iter()
            .filter(around)
            .min_by_key(near)
            .or_else(|| places.iter().find(|span| points.at(span.start) == self.start))
            .or_else(|| if places.len() == 1 { places.first() } else { None })
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, expected: Option<&str>) {
        let open = before.find('[').expect("a mark");
        let close = before.find(']').expect("its end");
        let text = before.replace(['[', ']'], "");
        let anchor = Anchor::at("note", "hash", &text, Span::new(open, close - 1), Read::default());
        let found =
            anchor.find(after).map(|span| format!("{}|{}", &after[..span.start], &after[span.start..]));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn words_are_found_where_they_moved() {
        check("Some [300] fled, 300 died.", "Some 300 fled, 300 died.", Some("Some |300 fled, 300 died."));
        check("Some [300] fled.", "On Monday – é – some 300 fled.", Some("On Monday – é – some |300 fled."));
        let long = "x".repeat(40);
        check(
            &format!("{long} 300 died and [300] fled {long}"),
            &format!("More. {long} 300 died and 300 fled {long}"),
            Some(&format!("More. {long} 300 died and |300 fled {long}")),
        );
    }

    #[test]
    fn words_that_are_gone_or_could_be_either_are_not_found() {
        check("Some [300] fled.", "Some 400 fled.", None);
        check("In June [300] fled.", "Only 300 fled, and 300 died.", None);
    }
}
