//! The text of a report as it is put together from the parts of its layout, each with its span.

use recount_core::{Block, BlockKind, Report, Span};

use super::Limits;

/// Text and blocks, as far as they are read.
#[derive(Debug, Default)]
pub(super) struct Layout {
    text: String,
    blocks: Vec<Block>,
    /// The page that the next parts stand on, counted from 1, where there are pages.
    pub(super) page: Option<u32>,
}

/// Between parts; between the rows of a table; between the cells of a row.
const APART: &str = "\n\n";
const ROW: &str = "\n";
const CELL: &str = " | ";

/// Before an item of a list.
const MARK: &str = "• ";

/// What marks a note.
const NOTES: [char; 7] = ['*', '†', '¹', '²', '³', '⁴', '⁵'];

/// Bytes; a note stands no farther behind what it explains.
const NEAR: usize = 8_000;

/// How many parts, rows and cells included, a document may have. The longest that people write have a tenth of it.
const PARTS: usize = 200_000;

/// An error where so many bytes of text, or so many parts, are more than a document may have.
pub(super) fn is_tame(text: usize, parts: usize, limits: &Limits) -> Result<(), String> {
    match parts <= PARTS {
        true => limits.is_text(text),
        false => Err(format!("more than {PARTS} paragraphs and cells")),
    }
}

/// The last `NEAR` bytes, from a whole character on.
fn tail(text: &str) -> &str {
    let from = text.len().saturating_sub(NEAR);
    (from..text.len()).find_map(|from| text.get(from..)).unwrap_or("")
}

impl Layout {
    /// Adds a part that is no table; one without words is left out.
    pub(super) fn push(&mut self, kind: BlockKind, level: u8, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let kind = match kind {
            BlockKind::Paragraph if self.is_note(words) => BlockKind::Footnote,
            kind => kind,
        };
        self.part(APART);
        // An item begins with its mark in every format, as people see it: the same words read the same.
        let span = match kind {
            BlockKind::Item => self.write(&format!("{MARK}{words}")),
            _ => self.write(words),
        };
        self.blocks.push(Block { level, page: self.page, ..Block::new(kind, span) });
    }

    /// Adds a table of which so many rows at the top, and so many cells at the left of a row, head the others. Rows without words are left out.
    pub(super) fn table(&mut self, rows: &[Vec<String>], above: usize, beside: usize) {
        let full = |row: &Vec<String>| row.iter().any(|cell| cell.chars().any(char::is_alphanumeric));
        if !rows.iter().any(full) {
            return;
        }
        if let Some(boxes) = boxes(rows) {
            boxes.iter().for_each(|words| self.push(BlockKind::KeyFigure, 0, words));
            return;
        }
        self.part(APART);
        let (start, table) = (self.text.len(), self.blocks.len());
        self.blocks.push(Block { page: self.page, ..Block::new(BlockKind::Table, Span::default()) });
        let mut heads: Vec<Vec<Span>> = Vec::new();
        for (number, row) in rows.iter().enumerate().filter(|(_, row)| full(row)) {
            if self.text.len() > start {
                self.part(ROW);
            }
            let spans = self.row(row, &heads, if number < above { 0 } else { beside });
            if number < above {
                note(&mut heads, &spans, number + 1 < above);
            }
        }
        self.blocks[table].span = Span::new(start, self.text.len());
    }

    /// Adds a row whose cells stand under these, and says where its cells are.
    fn row(&mut self, cells: &[String], heads: &[Vec<Span>], beside: usize) -> Vec<Span> {
        let (start, row) = (self.text.len(), self.blocks.len());
        self.blocks.push(Block { page: self.page, ..Block::new(BlockKind::Row, Span::default()) });
        let mut spans: Vec<Span> = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                self.text.push_str(CELL);
            }
            let span = self.write(cell.trim());
            let left =
                spans.iter().take(if column < beside { 0 } else { beside }).filter(|span| !span.is_empty());
            let headers = heads.get(column).into_iter().flatten().chain(left).copied().collect();
            self.blocks.push(Block { page: self.page, headers, ..Block::new(BlockKind::Cell, span) });
            spans.push(span);
        }
        self.blocks[row].span = Span::new(start, self.text.len());
        spans
    }

    /// Adds all of another layout.
    pub(super) fn take(&mut self, other: Layout) {
        if other.is_empty() {
            return;
        }
        self.part(APART);
        let by = self.text.len();
        let shift = |span: Span| Span::new(span.start + by, span.end + by);
        self.text.push_str(&other.text);
        self.blocks.extend(other.blocks.into_iter().map(|block| Block {
            span: shift(block.span),
            headers: block.headers.into_iter().map(shift).collect(),
            ..block
        }));
    }

    /// An error where it is more than a document may have.
    pub(super) fn is_tame(&self, limits: &Limits) -> Result<(), String> {
        is_tame(self.text.len(), self.blocks.len(), limits)
    }

    /// Whether there is no text so far.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it explains a mark that stands behind a word or a number before: "* Source: …" below "31,433*".
    fn is_note(&self, words: &str) -> bool {
        let marks = words.len() - words.trim_start_matches(NOTES).len();
        let (mark, note) = words.split_at(marks);
        let near = tail(&self.text);
        let marked = |at: usize| near.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let tells = note.trim_start().starts_with(char::is_alphanumeric);
        !mark.is_empty() && tells && near.match_indices(mark).any(|(at, _)| marked(at))
    }

    /// The report that these parts make.
    pub(super) fn report(self, name: &str) -> Report {
        Report { blocks: self.blocks, ..Report::new(name, self.text) }
    }

    fn part(&mut self, mark: &str) {
        if !self.text.is_empty() {
            self.text.push_str(mark);
        }
    }

    fn write(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(start, self.text.len())
    }
}

/// "31 433*", "1.2M", "1.9 million": a number as it is set large in a box.
pub(super) fn is_number(words: &str) -> bool {
    let rest = words.trim_start_matches(['+', '~', '>', '<', '≈']);
    let rest = [" million", " billion"].iter().find_map(|size| rest.strip_suffix(size)).unwrap_or(rest);
    rest.starts_with(|first: char| first.is_ascii_digit())
        && rest.chars().all(|mark| mark.is_ascii_digit() || " \u{a0},.*+KkMmBb%".contains(mark))
}

/// Whether words may stand below a number and say what it counts.
pub(super) fn is_caption(words: &str) -> bool {
    let short = words.split_whitespace().nth(CAPTION).is_none();
    short && words.chars().any(char::is_alphabetic) && !words.chars().any(|mark| mark.is_ascii_digit())
}

/// Words of a caption.
const CAPTION: usize = 12;

/// The boxes of rows of numbers, each with a row of their words below it and nothing else: "31 433* People displaced".
fn boxes(rows: &[Vec<String>]) -> Option<Vec<String>> {
    let rows: Vec<&Vec<String>> =
        rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
    let mut boxes = Vec::new();
    for pair in rows.chunks(2) {
        let [numbers, words] = pair else { return None };
        for (number, words) in numbers.iter().zip(words.iter()).map(|(one, other)| (one.trim(), other.trim()))
        {
            match (number.is_empty(), words.is_empty()) {
                (true, true) => {}
                _ if is_number(number) && is_caption(words) => boxes.push(format!("{number} {words}")),
                _ => return None,
            }
        }
    }
    (boxes.len() > 1).then_some(boxes)
}

/// How many rows at the top head the others: those without a number, where there is one below.
pub(super) fn heads(rows: &[Vec<String>]) -> usize {
    let counts = |row: &&Vec<String>| row.iter().skip(1).any(|cell| cell.chars().any(|c| c.is_ascii_digit()));
    let first = rows.iter().take_while(|row| !counts(row)).count();
    match first {
        0 => 0,
        all if all == rows.len() => 1,
        some => some.min(3),
    }
}

/// Puts the cells of a heading row above the columns they head. What heads several stands above the first of them, and other
/// heading rows follow below it.
fn note(heads: &mut Vec<Vec<Span>>, spans: &[Span], follows: bool) {
    heads.resize(heads.len().max(spans.len()), Vec::new());
    let mut left = None;
    for (column, span) in spans.iter().enumerate() {
        left = if span.is_empty() { left } else { Some(*span).filter(|_| column > 0 && follows) };
        heads[column].extend(if span.is_empty() { left } else { Some(*span) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn cells_know_what_heads_them() {
        let mut layout = Layout::default();
        layout.push(BlockKind::Heading, 2, "Shelters");
        layout.table(&[words(&["District", "People"]), words(&["Intabo", "120"])], 1, 1);
        let report = layout.report("note");
        assert_eq!(report.text, "Shelters\n\nDistrict | People\nIntabo | 120");
        let last = report.blocks.last().expect("a cell");
        let heads: Vec<&str> = last.headers.iter().map(|span| span.slice(&report.text)).collect();
        assert_eq!((last.span.slice(&report.text), heads), ("120", vec!["People", "Intabo"]));
    }

    #[test]
    fn numbers_above_their_words_are_boxes() {
        let mut layout = Layout::default();
        layout.table(&[words(&["43*", "12 460"]), words(&["People killed", "People in sites"])], 0, 1);
        let report = layout.report("note");
        assert_eq!(report.text, "43* People killed\n\n12 460 People in sites");
        assert!(report.blocks.iter().all(|block| block.kind == BlockKind::KeyFigure));
    }
}
