//! What stands at the head or foot of page after page.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::{Piece, Sort};

/// Pieces at either edge of a page that may be running heads.
const EDGE: usize = 3;

/// Words: a shorter line names a section as well as the report.
const NAMES: usize = 4;

/// Words: what is longer is told, not run.
const LONGEST: usize = 60;

/// Of each piece, what it is at the edge of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// A piece of the page.
    Inside,
    /// Stands there for the first time.
    First,
    /// Stood on a page before.
    Again,
}

/// What each piece is; numbers are not looked at: "Page 3 of 9".
pub(super) fn edges(pieces: &[Piece]) -> Vec<Edge> {
    let at_edge = at_edges(pieces);
    let mut pages: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for at in &at_edge {
        pages.entry(shape(&pieces[*at].words)).or_default().insert(pieces[*at].page);
    }
    let count = pieces.iter().map(|piece| piece.page).collect::<BTreeSet<u32>>().len();
    let runs = |words: &str| pages.get(words).is_some_and(|on| on.len() >= 2 && on.len() * 2 >= count.min(8));
    let title = title_words(pieces);
    let mut seen = BTreeSet::new();
    let edge = |(at, piece): (usize, &Piece)| {
        let shape = shape(&piece.words);
        let heads = piece.page > 1 && at.checked_sub(1).is_none_or(|before| pieces[before].page < piece.page);
        let names = heads && names(&shape, &title);
        match at_edge.contains(&at) && !shape.is_empty() && (names || runs(&shape)) {
            false => Edge::Inside,
            true if seen.insert(shape) => Edge::First,
            true => Edge::Again,
        }
    };
    pieces.iter().enumerate().map(edge).collect()
}

/// The numbers of the pieces at the edges of their pages.
fn at_edges(pieces: &[Piece]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut first = 0;
    for page in pieces.chunk_by(|one, other| one.page == other.page) {
        let short = |at: &usize| {
            let piece = &pieces[*at];
            !matches!(piece.sort, Sort::Table(_)) && piece.words.split(' ').count() <= LONGEST
        };
        let here = first..first + page.len();
        found.extend(here.clone().take(EDGE).filter(short));
        found.extend(here.rev().take(EDGE).filter(short));
        first += page.len();
    }
    found
}

/// The words of the headings of the first page.
fn title_words(pieces: &[Piece]) -> BTreeSet<String> {
    let first =
        pieces.iter().filter(|piece| piece.page <= 1 && matches!(piece.sort, Sort::Heading(_) | Sort::Bold));
    first.flat_map(|piece| words(&shape(&piece.words)).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether a line at the head of a later page says nothing but what the report is called.
fn names(line: &str, title: &BTreeSet<String>) -> bool {
    words(line).count() >= NAMES && words(line).all(|word| title.contains(word))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|mark: char| !mark.is_alphanumeric() && mark != '#').filter(|word| !word.is_empty())
}

/// A line without its numbers and without regard to capitals: "page # of #".
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for character in line.to_lowercase().chars() {
        match character.is_ascii_digit() {
            true if shape.ends_with('#') => {}
            true => shape.push('#'),
            false => shape.push(character),
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_on_page_after_page_runs() {
        let piece = |page, words: &str| Piece { page, sort: Sort::Paragraph, words: words.to_owned() };
        let pieces = [
            piece(1, "Update 7"),
            piece(1, "One hundred people left."),
            piece(1, "Page 1 of 2"),
            piece(2, "Ten came back."),
            piece(2, "PAGE 2 of 2"),
        ];
        let found = edges(&pieces);
        assert_eq!(found, [Edge::Inside, Edge::Inside, Edge::First, Edge::Inside, Edge::Again]);
    }

    #[test]
    fn what_names_the_report_again_at_the_head_of_a_page_runs() {
        let piece = |page, sort, words: &str| Piece { page, sort, words: words.to_owned() };
        let pieces = [
            piece(1, Sort::Heading(1), "Malawi: Floods in Nsanje"),
            piece(1, Sort::Heading(2), "Situation Report No. 4"),
            piece(1, Sort::Paragraph, "One hundred people left."),
            piece(2, Sort::Paragraph, "Malawi: Floods in Nsanje | Situation Report No. 4"),
            piece(2, Sort::Heading(2), "Floods in Nsanje"),
            piece(2, Sort::Paragraph, "Ten came back."),
        ];
        assert_eq!(edges(&pieces)[3..], [Edge::First, Edge::Inside, Edge::Inside]);
    }
}
