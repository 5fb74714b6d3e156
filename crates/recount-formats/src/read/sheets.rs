//! A spreadsheet that is itself a report: what stands alone in a row is a heading or a paragraph, rows of several cells that
//! follow each other are a table.

use recount_core::BlockKind;

use super::layout::{self, Layout};

/// A sheet: its name, and the cells of its rows.
pub(super) type Sheet = (String, Vec<Vec<String>>);

/// Rows in all; a sheet of more is data and no report.
pub(super) const MOST: usize = 2_000;
/// Words of running text that a report has somewhere.
const TEXT: usize = 6;
/// Words of a line that says what stands below it.
const HEADING: usize = 10;

/// The layout of these sheets, where they are a report: not too long, and with running text in them.
pub(super) fn laid(sheets: &[Sheet]) -> Option<Layout> {
    let rows = || sheets.iter().flat_map(|(_, rows)| rows);
    let tells = |cell: &String| cell.split_whitespace().filter(|word| is_word(word)).count() >= TEXT;
    if rows().count() > MOST || !rows().flatten().any(tells) {
        return None;
    }
    let mut layout = Layout::default();
    for (name, rows) in sheets {
        if sheets.len() > 1 && !name.to_lowercase().starts_with("sheet") {
            layout.push(BlockKind::Heading, 1, name);
        }
        sheet(rows, &mut layout);
    }
    (!layout.is_empty()).then_some(layout)
}

fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

/// Puts down one sheet.
fn sheet(rows: &[Vec<String>], layout: &mut Layout) {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut rest = rows;
    while let Some((row, after)) = rest.split_first() {
        let wide = rest.iter().take_while(|row| filled(row) > 1).count();
        if wide > 1 {
            let table = narrowed(&rest[..wide]);
            layout.table(&table, layout::heads(&table), 1);
            rest = &rest[wide..];
            continue;
        }
        let cells: Vec<&str> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        line(&cells.join(" "), layout);
        rest = after;
    }
}

/// Puts down what stands alone in its row.
fn line(words: &str, layout: &mut Layout) {
    let count = words.split_whitespace().count();
    let ends = words.ends_with(['.', ':', ';', '!', '?']);
    match words.strip_prefix(['•', '-', '–', '*']) {
        Some(note) if note.trim_start().starts_with("Source") => layout.push(BlockKind::Footnote, 0, words),
        Some(item) if count > 1 => layout.push(BlockKind::Item, 0, item),
        _ if layout.is_empty() => layout.push(BlockKind::Title, 0, words),
        _ if count <= HEADING && !ends && !words.chars().any(|mark| mark.is_ascii_digit()) => {
            layout.push(BlockKind::Heading, 2, words);
        }
        _ => layout.push(BlockKind::Paragraph, 0, words),
    }
}

/// The rows without the columns in which none of them has words.
fn narrowed(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let has_words =
        |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.trim().is_empty()));
    let columns: Vec<usize> = (0..width).filter(|column| has_words(*column)).collect();
    let of = |row: &Vec<String>| {
        columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect()
    };
    rows.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn lines_and_tables_are_told_apart() {
        let sheet = rows(&[
            &["Situation Report No. 2"],
            &[""],
            &["Toll by district"],
            &["District", "", "Killed"],
            &["Intabo", "", "12"],
            &["The river is still above the mark of 2019."],
        ]);
        let report = laid(&[("Sheet1".to_owned(), sheet)]).expect("a report").report("note");
        assert_eq!(
            report.text,
            "Situation Report No. 2\n\nToll by district\n\nDistrict | Killed\nIntabo | 12\n\n\
             The river is still above the mark of 2019."
        );
        let kinds: Vec<BlockKind> = report.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds[..3], [BlockKind::Title, BlockKind::Heading, BlockKind::Table]);
    }

    #[test]
    fn columns_of_numbers_are_no_report() {
        assert!(laid(&[("data".to_owned(), rows(&[&["year", "count"], &["2020", "12"]]))]).is_none());
    }
}
