//! The lines that the library marks up, one piece of a page each.

use super::words::tidy;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) page: u32,
    pub(super) sort: Sort,
    /// The words, as a person reads them; of a table none.
    pub(super) words: String,
}

/// What a piece is by its marks alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    /// A heading of this level.
    Heading(u8),
    /// A line that is bold from end to end.
    Bold,
    Paragraph,
    Item,
    /// A number set large with the words below it.
    Box,
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// The pieces of a marked-up text.
pub(super) fn pieces(markup: &str) -> Vec<Piece> {
    let mut reading = Pieces { page: 1, open: false, pieces: Vec::new() };
    markup.lines().for_each(|line| reading.line(line));
    reading.pieces.retain(|piece| !piece.words.is_empty() || matches!(piece.sort, Sort::Table(_)));
    reading.pieces
}

struct Pieces {
    page: u32,
    /// Whether the next line goes on with the last piece.
    open: bool,
    pieces: Vec<Piece>,
}

impl Pieces {
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if let Some(page) = page_mark(line) {
            self.page = page;
            self.open = false;
        } else if line.is_empty() || line.starts_with("```") {
            self.open = false;
        } else if let Some(cells) = cells(line) {
            self.row(cells);
        } else if let Some((level, words)) = heading(line) {
            self.push(Sort::Heading(level), words);
        } else if let Some(words) = item(line) {
            self.push(Sort::Item, words);
            self.open = true;
        } else if let Some(last) = self.pieces.last_mut().filter(|last| self.open && last.sort != Sort::Bold)
        {
            last.words = format!("{} {}", last.words, tidy(line));
        } else {
            let bold = is_bold(line);
            self.push(if bold { Sort::Bold } else { Sort::Paragraph }, line);
            self.open = !bold;
        }
    }

    fn push(&mut self, sort: Sort, words: &str) {
        self.pieces.push(Piece { page: self.page, sort, words: tidy(words) });
        self.open = false;
    }

    fn row(&mut self, cells: Vec<String>) {
        let rule =
            cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|mark| matches!(mark, '-' | ':')));
        match self.pieces.last_mut().map(|last| &mut last.sort) {
            Some(Sort::Table(_)) if self.open && rule => {}
            Some(Sort::Table(rows)) if self.open => rows.push(cells),
            _ => self.push(Sort::Table(vec![cells]), ""),
        }
        self.open = true;
    }
}

/// "<!-- Page 3 -->".
fn page_mark(line: &str) -> Option<u32> {
    line.strip_prefix("<!-- Page ")?.strip_suffix(" -->")?.parse().ok()
}

/// "## Needs".
fn heading(line: &str) -> Option<(u8, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let level = u8::try_from(level).ok().filter(|level| (1..=6).contains(level))?;
    words.starts_with(' ').then_some((level, words))
}

/// "- three tents".
fn item(line: &str) -> Option<&str> {
    ["- ", "• "].iter().find_map(|mark| line.strip_prefix(mark))
}

/// "|District|People|".
fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    let marked = inner.replace("\\|", "\u{1}");
    Some(marked.split('|').map(|cell| tidy(&cell.replace('\u{1}', "|"))).collect())
}

/// "**Needs and gaps**", also in several runs.
fn is_bold(line: &str) -> bool {
    let (mut bold, mut plain) = (false, 0);
    for (number, run) in line.split("**").enumerate() {
        match number % 2 {
            1 => bold |= !run.trim().is_empty(),
            _ => plain += run.trim().len(),
        }
    }
    bold && plain == 0
}
