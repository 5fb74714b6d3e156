//! Tables that are none: columns of a page, banners and boxes that the library took for rows and cells.

use crate::read::layout;

/// Words: a cell of more holds running text.
const LONG: usize = 80;

/// Words in any cell of a table whose rows are lines of side-by-side columns.
const LINE: usize = 3;

/// What a table of the library is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Rows of cells, of which so many at the top head the others.
    Table(Vec<Vec<String>>, usize),
    /// Pieces of running text, one after the other.
    Pieces(Vec<String>),
}

/// Looks at rows: whether they are a table, or a page cut into cells.
pub(super) fn look(rows: &[Vec<String>]) -> Found {
    let rows: Vec<Vec<String>> =
        rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).cloned().collect();
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
    let most = rows.iter().map(filled).max().unwrap_or(0);
    let long = rows.iter().flatten().any(|cell| words(cell) > LONG);
    let empty = rows.iter().map(|row| row.len() - filled(row)).sum::<usize>();
    let size = rows.iter().map(Vec::len).sum::<usize>();
    let is_banner = most <= 1 || rows.len() <= 4 && empty * 2 > size;
    if is_columns(&rows) {
        Found::Pieces(by_column(&rows))
    } else if is_banner || long && empty * 3 >= size {
        Found::Pieces(rows.into_iter().flatten().filter(|cell| !cell.is_empty()).collect())
    } else {
        let rows = without_empty_columns(&rows);
        let heads = layout::heads(&rows);
        Found::Table(rows, heads)
    }
}

/// Whether most cells with words go on with a sentence of the cell above: lines of text that stand side by side.
fn is_columns(rows: &[Vec<String>]) -> bool {
    let mut going = 0;
    let mut all = 0;
    for pair in rows.windows(2) {
        for (above, below) in pair[0].iter().zip(&pair[1]) {
            if words(below) >= LINE && words(above) >= LINE {
                all += 1;
                going += usize::from(super::words::goes_on(below) && !super::words::ends(above));
            }
        }
    }
    all >= 2 && going * 2 >= all
}

/// The words of each column, from top to bottom.
fn by_column(rows: &[Vec<String>]) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| {
        rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()).fold(
            String::new(),
            |all, cell| {
                if all.is_empty() { cell.clone() } else { super::words::joined(&all, cell) }
            },
        )
    };
    (0..width).map(column).filter(|words| !words.is_empty()).collect()
}

/// The rows without the columns in which nothing stands.
fn without_empty_columns(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let kept: Vec<usize> = (0..width)
        .filter(|at| rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty())))
        .collect();
    let narrow =
        |row: &Vec<String>| kept.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect();
    rows.iter().map(narrow).collect()
}

fn words(cell: &str) -> usize {
    cell.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rows: &[&[&str]], expected: &Found) {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        assert_eq!(look(&rows), *expected);
    }

    #[test]
    fn a_banner_and_columns_are_no_tables() {
        check(
            &[&["", "Mozambique Flash Update No. 2"], &["Reporting Period: 2-7 March 2027", ""]],
            &Found::Pieces(vec![
                "Mozambique Flash Update No. 2".into(),
                "Reporting Period: 2-7 March 2027".into(),
            ]),
        );
        check(
            &[
                &["Many people left the", "Roads are cut and"],
                &["villages on the river", "no lorry comes through"],
            ],
            &Found::Pieces(vec![
                "Many people left the villages on the river".into(),
                "Roads are cut and no lorry comes through".into(),
            ]),
        );
    }

    #[test]
    fn rows_without_numbers_head_a_table() {
        let rows: [&[&str]; 3] = [&["District", "", "People"], &["Mocuba", "", "120"], &["Total", "", "120"]];
        let cells = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
        check(
            &rows,
            &Found::Table(
                vec![cells("District", "People"), cells("Mocuba", "120"), cells("Total", "120")],
                1,
            ),
        );
    }
}
