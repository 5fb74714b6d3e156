//! From the pieces of pages to the parts of a report: what page and column borders cut is put together, headings that are none are
//! told apart, and numbers set large find their words.

use recount_core::BlockKind;

use super::{
    edges::{Edge, edges},
    markup::{Piece, Sort},
    tables::{self, Found},
    words::{ends, goes_on, hangs, joined},
};
use crate::read::layout::Layout;

/// The layout that the pieces of all pages make.
pub(super) fn layout(pieces: Vec<Piece>) -> Layout {
    let pieces = whole(pieces);
    let edges = edges(&pieces);
    let mut parts: Vec<Part> = Vec::new();
    let mut later = Vec::new();
    for (piece, edge) in pieces.into_iter().zip(edges) {
        match edge {
            Edge::Again => {}
            Edge::First if piece.page > 1 => later.push(Part::of(BlockKind::RunningHead, 0, piece)),
            Edge::First if !matches!(piece.sort, Sort::Heading(_)) => {
                parts.push(Part::of(BlockKind::RunningHead, 0, piece));
            }
            _ => add(&mut parts, piece),
        }
    }
    parts.extend(later);
    put_down(parts)
}

/// A part of the report before it has its place.
struct Part {
    kind: BlockKind,
    level: u8,
    piece: Piece,
    /// How many rows head the others.
    heads: usize,
}

impl Part {
    fn of(kind: BlockKind, level: u8, piece: Piece) -> Part {
        Part { kind, level, piece, heads: 0 }
    }

    fn words(&self) -> &str {
        &self.piece.words
    }

    /// Whether what follows may go on with it.
    fn is_open(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading)
            && !ends(self.words())
    }
}

fn put_down(parts: Vec<Part>) -> Layout {
    let mut layout = Layout::default();
    let mut titled = false;
    for part in parts {
        layout.page = Some(part.piece.page);
        let kind = match part.kind {
            BlockKind::Heading if !titled && part.piece.page == 1 => {
                titled = true;
                BlockKind::Title
            }
            kind => kind,
        };
        match &part.piece.sort {
            Sort::Table(rows) => layout.table(rows, part.heads, 1),
            _ => layout.push(kind, part.level, &part.piece.words),
        }
    }
    layout
}

/// Tables that are none as the pieces they are.
fn whole(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut all = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Sort::Table(rows) = &piece.sort else {
            all.push(piece);
            continue;
        };
        match tables::look(rows) {
            Found::Table(..) => all.push(piece),
            Found::Pieces(words) => {
                // Short lines side by side are a banner.
                let banner = words.iter().all(|words| words.split(' ').nth(BANNER).is_none() && !ends(words));
                let sort = if banner { Sort::Heading(2) } else { Sort::Paragraph };
                all.extend(words.into_iter().map(|words| Piece {
                    page: piece.page,
                    sort: sort.clone(),
                    words,
                }));
            }
        }
    }
    all
}

/// Words of a line of a banner.
const BANNER: usize = 16;

/// Words: a longer line, or one that ends as sentences do, is no heading.
const HEADING: usize = 30;

/// Adds a piece, or joins it to what it goes on with.
fn add(parts: &mut Vec<Part>, piece: Piece) {
    if let Sort::Table(rows) = &piece.sort {
        if let Found::Table(rows, heads) = tables::look(rows) {
            let piece = Piece { sort: Sort::Table(rows), ..piece };
            parts.push(Part { kind: BlockKind::Table, level: 0, piece, heads });
        }
        return;
    }
    if let Some(open) = open(parts, &piece) {
        open.piece.words = joined(&open.piece.words, &piece.words);
        if open.kind == BlockKind::Heading
            && (piece.sort == Sort::Paragraph || open.words().split(' ').nth(HEADING).is_some())
        {
            (open.kind, open.level) = (BlockKind::Paragraph, 0);
        }
        return;
    }
    let (kind, level) = told(&piece);
    if kind == BlockKind::KeyFigure && piece.sort != Sort::Box {
        parts.extend(boxes(piece).into_iter().map(|piece| Part::of(kind, 0, piece)));
        return;
    }
    parts.push(Part::of(kind, level, piece));
}

/// The part that a piece goes on with: the last, where it is open and the piece begins small; or one before captions, that breaks off
/// with a word that needs another.
fn open<'p>(parts: &'p mut [Part], piece: &Piece) -> Option<&'p mut Part> {
    let aside = |part: &&Part| part.kind == BlockKind::Caption || part.words().starts_with("Source:");
    let between = parts.iter().rev().take(2).take_while(aside).count();
    let at = parts.len().checked_sub(between + 1)?;
    let text =
        piece.sort == Sort::Paragraph && !is_caption(&piece.words) && !piece.words.starts_with("Source:");
    let part = parts.get_mut(at).filter(|part| part.is_open())?;
    let hangs = text && part.kind != BlockKind::Heading && hangs(part.words());
    (hangs || between == 0 && goes_on(&piece.words)).then_some(part)
}

/// What a piece is, by its marks and its words.
fn told(piece: &Piece) -> (BlockKind, u8) {
    let words = &piece.words;
    let short = words.split(' ').nth(HEADING).is_none() && !words.ends_with(['.', ';', ',']);
    match piece.sort {
        _ if is_footnote(words) => (BlockKind::Footnote, 0),
        _ if is_caption(words) => (BlockKind::Caption, 0),
        Sort::Heading(_) | Sort::Bold | Sort::Paragraph if is_box(words) => (BlockKind::KeyFigure, 0),
        Sort::Box => (BlockKind::KeyFigure, 0),
        Sort::Heading(level) if short => (BlockKind::Heading, level),
        Sort::Bold if short && !starts_with_number(words) => (BlockKind::Heading, 6),
        Sort::Item => (BlockKind::Item, 0),
        _ => (BlockKind::Paragraph, 0),
    }
}

/// "* Source: …", "¹ ECHO …".
fn is_footnote(words: &str) -> bool {
    let marked = words.trim_start_matches('*');
    marked.len() < words.len() && marked.trim_start().starts_with(char::is_alphanumeric)
        || words.starts_with(['¹', '²', '³', '⁴', '⁵', '†'])
}

/// "Figure 2. …", "Photo: …", "© …".
fn is_caption(words: &str) -> bool {
    let first = words.split([' ', ':']).next().unwrap_or("").to_lowercase();
    let numbered =
        words.split(' ').nth(1).is_some_and(|second| second.starts_with(|c: char| c.is_ascii_digit()));
    matches!(&*first, "figure" | "fig." | "fig" | "table" | "map" | "photo" | "image" | "picture")
        && (numbered || words.contains(':'))
        || words.starts_with('©')
}

fn starts_with_number(words: &str) -> bool {
    words.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a line sets down numbers beside what they count: "Deaths: 26 Missing: 18".
fn is_box(words: &str) -> bool {
    !ends(words) && !pairs(words).is_empty()
}

/// One piece for each pair of a box.
fn boxes(piece: Piece) -> Vec<Piece> {
    pairs(&piece.words).into_iter().map(|words| Piece { words, ..piece.clone() }).collect()
}

/// "Deaths: 26* Missing: 18" as "Deaths: 26*" and "Missing: 18"; what stands before the first label with it. None where the line is not
/// made of such pairs to its end.
fn pairs(words: &str) -> Vec<String> {
    let mut pairs: Vec<String> = Vec::new();
    let mut label: Vec<&str> = Vec::new();
    let mut number: Vec<&str> = Vec::new();
    for word in words.split(' ') {
        let counts = is_number(word) && label.last().is_some_and(|last| last.ends_with(':'));
        if counts {
            number.push(word);
            continue;
        }
        if !number.is_empty() {
            pairs.push(format!("{} {}", label.join(" "), number.join(" ")));
            label.clear();
            number.clear();
        }
        label.push(word);
    }
    if number.is_empty() {
        return Vec::new();
    }
    pairs.push(format!("{} {}", label.join(" "), number.join(" ")));
    pairs
}

/// "+1", "046", "26*".
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['+', '~', '>']).trim_end_matches(['*', '+', '¹', '²', '³']);
    !digits.is_empty() && digits.chars().all(|mark| mark.is_ascii_digit() || matches!(mark, ',' | '.'))
}

#[cfg(test)]
mod tests {
    use super::super::markup;
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let report = layout(markup::pieces(markup)).report("note");
        let shown: Vec<String> = report
            .blocks
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Row | BlockKind::Cell))
            .map(|block| format!("{} {}", block.kind.code(), block.span.slice(&report.text)))
            .collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn sentences_run_on_over_columns_and_pages() {
        check(
            "# Flood\n\nMore than 300 families\n\n<!-- Page 2 -->\n\nwere displaced.\n\n**Roads are cut, and**\n### bridges too, says\n\n**the office.** Nobody comes.",
            "title Flood\nparagraph More than 300 families were displaced.\nparagraph Roads are cut, and bridges too, says the office. Nobody comes.",
        );
    }

    #[test]
    fn sentences_run_on_behind_a_caption() {
        check(
            "# Flood\n\nMany fled, according to the\n\nSource: the satellite\n\nNational Operations Center.",
            "title Flood\nparagraph Many fled, according to the National Operations Center.\nparagraph Source: the satellite",
        );
    }

    #[test]
    fn boxes_are_numbers_with_their_words() {
        check(
            "# Flood\n## IN NUMBERS: Deaths: 26* Houses flooded: +1 046",
            "title Flood\nkey_figure IN NUMBERS: Deaths: 26*\nkey_figure Houses flooded: +1 046",
        );
    }

    #[test]
    fn tables_captions_and_notes_are_told_apart() {
        check(
            "|District|People|\n|---|---|\n|Mocuba|12|\n\nFigure 1. The river\n\n* Source: the office",
            "table District | People\nMocuba | 12\ncaption Figure 1. The river\nfootnote * Source: the office",
        );
    }
}
