//! Pages whose columns the library reads across, put together anew from where their words stand.

use std::collections::BTreeMap;

use pdf_inspector::TextItem;

use super::{
    columns::regions,
    flow,
    lines::{Line, is_upright, lines},
    markup::{Piece, Sort},
    tables::{self, Found},
    words::plain,
};

/// Pairs of lines of a page by which the order of its words is told, at most.
const PAIRS: usize = 200;
/// Letters on either side of the end of a line that are looked for.
const LETTERS: usize = 10;
/// One in so many letters may stand in lines side by side.
const LOOSE: usize = 10;
/// Tables of a page that are looked at, and letters of one.
const TABLES: usize = 8;
const TABLE: usize = 20_000;
/// Runs and lines of a page; one of more is no page that a person would read.
const ITEMS: usize = 20_000;
const LINES: usize = 2_000;

/// The pieces of the library, those of pages that it reads across replaced.
pub(super) fn rebuilt(pieces: Vec<Piece>, items: &[TextItem]) -> Vec<Piece> {
    let body = body(items);
    let mut of_page: BTreeMap<u32, Vec<TextItem>> = BTreeMap::new();
    for item in items {
        of_page.entry(item.page).or_default().push(item.clone());
    }
    let mut old: BTreeMap<u32, Vec<Piece>> = BTreeMap::new();
    for piece in pieces {
        old.entry(piece.page).or_default().push(piece);
    }
    for (page, items) in of_page {
        if let Some(pieces) = old.get_mut(&page)
            && let Some(new) = anew(page, pieces, &items, body)
        {
            *pieces = new;
        }
    }
    old.into_values().flatten().collect()
}

/// The page put together anew, where it has columns, its pieces do not follow them, and all of its words have their place.
fn anew(page: u32, pieces: &[Piece], items: &[TextItem], body: f32) -> Option<Vec<Piece>> {
    if items.len() > ITEMS {
        return None;
    }
    let mut lines = lines(items);
    if lines.len() > LINES {
        return None;
    }
    let tables: Vec<&Piece> = pieces.iter().filter(|piece| is_table(piece)).collect();
    mark(&mut lines, &tables);
    let regions = regions(lines);
    if regions.len() < 2 || follows(&regions, pieces) {
        return None;
    }
    let mut tables: Vec<Option<Sort>> = tables.iter().map(|table| Some(table.sort.clone())).collect();
    let (mut new, mut loose, mut all) = (Vec::new(), 0, 0);
    for lines in &regions {
        let (pieces, side_by_side) = flow::pieces(page, lines, body, &mut tables);
        new.extend(pieces);
        loose += side_by_side;
        all += lines.iter().map(|line| line.words().len()).sum::<usize>();
    }
    let turned = items.iter().filter(|item| !is_upright(item) && item.rotation != 0.0);
    new.extend(turned.map(|item| Piece { page, sort: Sort::Paragraph, words: plain(&item.text) }));
    new.retain(|piece| !piece.words.is_empty() || matches!(piece.sort, Sort::Table(_)));
    (loose * LOOSE <= all).then_some(new)
}

/// Whether a piece is a table that keeps its rows.
fn is_table(piece: &Piece) -> bool {
    let Sort::Table(rows) = &piece.sort else { return false };
    matches!(tables::look(rows), Found::Table(rows, _) if rows.len() > 2)
}

/// Marks the lines that tables of the library are made of: of each the longest stretch.
fn mark(lines: &mut [Line], tables: &[&Piece]) {
    for (number, table) in tables.iter().enumerate().take(TABLES) {
        let Sort::Table(rows) = &table.sort else { continue };
        let mut told = String::new();
        for cell in rows.iter().flatten() {
            told.extend(letters(cell));
            told.push('\n');
        }
        if told.len() > TABLE {
            continue;
        }
        let is_part =
            |line: &Line| line.runs.iter().all(|run| told.contains(&letters(&run.words).collect::<String>()));
        let parts: Vec<bool> = lines.iter().map(is_part).collect();
        let (mut longest, mut start) = (0..0, 0);
        for stretch in parts.chunk_by(|one, other| one == other) {
            if stretch[0] && stretch.len() > longest.len() {
                longest = start..start + stretch.len();
            }
            start += stretch.len();
        }
        lines[longest].iter_mut().for_each(|line| line.table = Some(number));
    }
}

/// Whether most lines of the regions stand one after the other in the pieces.
fn follows(regions: &[Vec<Line>], pieces: &[Piece]) -> bool {
    let mut told = String::new();
    for piece in pieces {
        told.extend(letters(&piece.words));
        if let Sort::Table(rows) = &piece.sort {
            rows.iter().flatten().for_each(|cell| told.extend(letters(cell)));
        }
    }
    let ends = |pair: &[Line]| {
        let (above, below) =
            (letters(&pair[0].words()).collect::<Vec<_>>(), letters(&pair[1].words()).collect::<Vec<_>>());
        let tail = &above[above.len().saturating_sub(LETTERS)..];
        let head = &below[..LETTERS.min(below.len())];
        (tail.len() + head.len() >= LETTERS).then(|| tail.iter().chain(head).collect::<String>())
    };
    let seams: Vec<String> =
        regions.iter().flat_map(|lines| lines.windows(2)).filter_map(ends).take(PAIRS).collect();
    let kept = seams.iter().filter(|seam| told.contains(seam.as_str())).count();
    kept * 20 >= seams.len() * 17
}

fn letters(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|mark| mark.is_alphanumeric())
}

/// The size of most letters.
fn body(items: &[TextItem]) -> f32 {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for item in items.iter().filter(|item| is_upright(item)) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "sizes in halves of a point, above nought"
        )]
        let size = (item.font_size * 2.0).round() as u32;
        *sizes.entry(size).or_default() += item.text.len();
    }
    let most = sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(0, |(size, _)| size);
    #[expect(clippy::cast_precision_loss, reason = "a size in halves of a point")]
    let size = most as f32 / 2.0;
    size
}
