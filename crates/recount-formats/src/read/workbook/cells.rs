//! The cells of a sheet that hold something, row by row. What is empty takes no memory, however far apart two corners lie.

use std::{
    collections::{BTreeMap, btree_map},
    io::Cursor,
};

use calamine::{Data, DataRef, DataType, Reader as _, Sheets};

use crate::read::Limits;

/// Columns of the widest sheet that programs make.
const COLUMNS: usize = 16_384;
/// Columns of the widest table that a person lays out.
const WIDE: usize = 100;
/// How many cells, the empty ones included, the columns of the header may make with all rows.
const CELLS: usize = 20_000_000;
/// Bytes that a cell counts for beside its words.
const CELL: u64 = 16;

/// What all sheets of a file may hold in all.
pub(super) struct Budget {
    left: u64,
    most: u64,
    /// Bytes of one cell.
    cell: usize,
}

impl Budget {
    pub(super) fn of(limits: &Limits, packed: usize) -> Budget {
        let most = limits.unpacked(packed);
        Budget { left: most, most, cell: limits.bytes }
    }

    fn take(&mut self, words: usize) -> Result<(), String> {
        if words > self.cell {
            return Err(format!("more than {} bytes in a cell (--max-bytes)", self.cell));
        }
        let left = self.left.checked_sub(CELL + words as u64);
        self.left = left.ok_or_else(|| {
            format!("more than {} bytes in its cells (--max-ratio, --max-whole)", self.most)
        })?;
        Ok(())
    }
}

/// Cells by row and column, both counted from 0; those of nothing but white space are left out.
#[derive(Default)]
pub(super) struct Cells(BTreeMap<usize, BTreeMap<usize, String>>);

impl Cells {
    /// The cells of the sheet of this name.
    pub(super) fn of(
        sheets: &mut Sheets<Cursor<&[u8]>>,
        name: &str,
        budget: &mut Budget,
    ) -> Result<Cells, String> {
        let mut cells = Cells::default();
        match sheets {
            Sheets::Xlsx(book) => {
                let mut reader = book.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
                while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
                    cells.add(cell.get_position(), cell.get_value(), budget)?;
                }
            }
            Sheets::Xlsb(book) => {
                let mut reader = book.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
                while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
                    cells.add(cell.get_position(), cell.get_value(), budget)?;
                }
            }
            // The library holds these whole, and bounds what they may be.
            _ => {
                let range = sheets.worksheet_range(name).map_err(|error| error.to_string())?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    let at = (number(top) + row, number(left) + column);
                    cells.put(at, value, budget)?;
                }
            }
        }
        Ok(cells)
    }

    fn add(&mut self, (row, column): (u32, u32), value: &DataRef, budget: &mut Budget) -> Result<(), String> {
        // A string that many cells share is counted before it is copied.
        budget.take(value.get_string().map_or(0, str::len))?;
        self.set((number(row), number(column)), words(&Data::from(value.clone())));
        Ok(())
    }

    fn put(&mut self, at: (usize, usize), value: &Data, budget: &mut Budget) -> Result<(), String> {
        budget.take(value.get_string().map_or(0, str::len))?;
        self.set(at, words(value));
        Ok(())
    }

    fn set(&mut self, (row, column): (usize, usize), words: String) {
        if !words.trim().is_empty() {
            self.0.entry(row).or_default().insert(column, words);
        }
    }

    /// Its rows as they stand, one without cells for every gap; none where it has more than so many, or more columns than people lay out.
    pub(super) fn lines(&self, most: usize) -> Option<Vec<Row>> {
        let last = |row: &BTreeMap<usize, String>| row.last_key_value().map_or(0, |(column, _)| *column);
        let width = self.0.values().map(last).max()? + 1;
        if self.0.len() > most || width > WIDE {
            return None;
        }
        let mut lines = Vec::new();
        let mut next = None;
        for (number, row) in &self.0 {
            if next.is_some_and(|next| next != *number) {
                lines.push(Vec::new());
            }
            next = Some(number + 1);
            lines.push(as_far(row.clone(), width));
        }
        Some(lines)
    }

    /// The first row, as far as it goes, and those below it that hold anything, as far as the first goes, each with its number counted from 1; an error where that is
    /// more than anybody writes.
    pub(super) fn table(self) -> Result<Option<Table>, String> {
        let count = self.0.len();
        let mut below = self.0.into_iter();
        let Some((_, header)) = below.next() else { return Ok(None) };
        let width = header.last_key_value().map_or(0, |(column, _)| column.saturating_add(1));
        if width > COLUMNS || width.saturating_mul(count) > CELLS {
            return Err(format!("more than {COLUMNS} columns, or {CELLS} cells, below its header"));
        }
        Ok(Some(Table { header: as_far(header, width), width, below }))
    }
}

/// A header and the rows below it.
pub(super) struct Table {
    pub(super) header: Row,
    width: usize,
    below: btree_map::IntoIter<usize, BTreeMap<usize, String>>,
}

impl Table {
    /// The rows below the header, each with its number.
    pub(super) fn rows(self) -> impl Iterator<Item = (usize, Row)> {
        self.below.map(move |(row, cells)| (row + 1, as_far(cells, self.width)))
    }
}

/// The cells of a row, the empty ones too.
pub(super) type Row = Vec<String>;

fn as_far(mut cells: BTreeMap<usize, String>, width: usize) -> Row {
    (0..width).map(|column| cells.remove(&column).unwrap_or_default()).collect()
}

fn number(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A cell as text: days as ISO dates, whole numbers without a fraction.
fn words(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) if !time.is_duration() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(all: &[(usize, usize, &str)]) -> Cells {
        let mut cells = Cells::default();
        all.iter().for_each(|(row, column, words)| cells.set((*row, *column), (*words).to_owned()));
        cells
    }

    #[test]
    fn far_corners_cost_nothing() {
        let table = cells(&[(1, 2, "text"), (2, 2, "One."), (1_048_575, 16_383, "x")]).table();
        let table = table.expect("a table").expect("a header");
        assert_eq!(table.header, ["", "", "text"]);
        let rows: Vec<(usize, Row)> = table.rows().collect();
        assert_eq!(rows[0], (3, vec![String::new(), String::new(), "One.".to_owned()]));
        assert_eq!((rows[1].0, rows[1].1.concat()), (1_048_576, String::new()));
    }

    #[test]
    fn no_more_is_taken_than_is_there() {
        let mut budget = Budget { left: 60, most: 60, cell: 30 };
        assert!(budget.take(31).is_err_and(|words| words.contains("--max-bytes")));
        assert!(budget.take(30).is_ok());
        assert!(budget.take(30).is_err_and(|words| words.contains("more than 60 bytes")));
    }

    #[test]
    fn a_header_may_not_be_endlessly_wide() {
        assert!(cells(&[(0, COLUMNS, "text")]).table().is_err());
        assert!(cells(&[]).table().is_ok_and(|table| table.is_none()));
    }
}
