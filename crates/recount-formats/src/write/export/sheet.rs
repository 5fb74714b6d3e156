//! Rows as comma-separated cells that no spreadsheet runs.

use crate::write::listing::harmless;

/// A heading with what a row has below it.
pub(super) type Cell<T> = (&'static str, fn(&T) -> String);

/// Lines of cells as CSV.
pub(super) fn csv(lines: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        let cells: Vec<String> = line.iter().map(|cell| harmless(cell)).collect();
        // Writing into memory cannot fail, and every line has as many cells as the first.
        let _ = writer.write_record(&cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// The headings, then each row.
pub(super) fn headed<T>(cells: &[Cell<T>], rows: &[T]) -> Vec<u8> {
    let head = cells.iter().map(|(name, _)| (*name).to_owned()).collect();
    let lines = rows.iter().map(|row| cells.iter().map(|(_, value)| value(row)).collect());
    csv(std::iter::once(head).chain(lines))
}

/// Something, or an empty cell.
pub(super) fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
