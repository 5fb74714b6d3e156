//! Where in a report's text something stands: byte offsets inside, code points at the edge.

use std::ops::Range;

/// A stretch of a report's text, in bytes of its UTF-8 form, end exclusive, always on character borders.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to and without `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The words it stands for; empty where it does not fit `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// Turns byte offsets of one text into counts of Unicode code points, which every output uses.
///
/// One entry is kept for each 64 bytes, so a look-up reads at most 64 bytes.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    every: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut every = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if at % STEP == 0 {
                every.push(count);
            }
            count += usize::from(starts_character(*byte));
        }
        if bytes.len().is_multiple_of(STEP) {
            every.push(count);
        }
        CodePoints { text, every }
    }

    /// How many code points stand before the byte offset `at` (the text's length where `at` lies beyond it).
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = at / STEP;
        let rest = &self.text.as_bytes()[block * STEP..at];
        self.every[block] + rest.iter().filter(|byte| starts_character(**byte)).count()
    }

    /// Both ends of a span in code points.
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

const fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_a_plain_count() {
        let text = "“1.7 million” Афганцы é 漢字 🙂 and more ".repeat(9);
        let points = CodePoints::new(&text);
        for (at, _) in text.char_indices() {
            assert_eq!(points.at(at), text[..at].chars().count());
        }
        assert_eq!(points.at(text.len() + 9), text.chars().count());
    }
}
