//! Spreadsheets: a report a row, as in tables of text; or, without a column for the text, one report in sheets.

mod cells;

use std::io::Cursor;

use calamine::{Reader as _, Sheets};

use crate::Problem;

use super::{
    Reader, Reading, Source, Way,
    columns::{Places, no_text},
    sheets::{self, Sheet},
    zipped,
};
use cells::{Budget, Cells};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "xlsx",
    version: 5,
    name: "spreadsheet",
    extensions: &["xlsx", "xlsm", "xlsb", "xls", "ods"],
    keeps: "One report a row of each sheet, by the sheet's header row, with the columns of tables as text. Where no sheet has a column for the text \
            but there is running text, the whole is one report: lines, headings and tables as they stand.",
    drops: "Other columns, formats, formulas (their values are read), charts; sheets without a column for the text beside others with one are listed.",
    sniff: |head| {
        head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
            || zipped::has_entry(head, "xl/workbook.xml")
            || zipped::has_entry(head, "xl/workbook.bin")
            || (zipped::has_entry(head, "content.xml") && zipped::has_entry(head, "mimetype"))
    },
    by_libraries: true,
    way: Way::Collection(read),
};

fn read(source: &Source) -> Reading {
    let broken = |found: String| Problem::set_aside(source.name, "a whole spreadsheet", found);
    if source.bytes.starts_with(b"PK")
        && let Err(found) = zipped::is_tame(source.bytes, &source.options.limits)
    {
        return broken(found).into();
    }
    let mut sheets: Sheets<_> = match calamine::open_workbook_auto_from_rs(Cursor::new(source.bytes)) {
        Err(error) => return broken(error.to_string()).advise("save it as .xlsx or .csv").into(),
        Ok(sheets) => sheets,
    };
    let mut reading = Reading::default();
    let mut without = Vec::new();
    let mut others: Vec<Sheet> = Vec::new();
    let mut budget = Budget::of(&source.options.limits, source.bytes.len());
    for name in sheets.sheet_names() {
        let place = format!("sheet `{name}`");
        match Cells::of(&mut sheets, &name, &mut budget) {
            Err(found) => reading.problems.push(broken(found).at(place)),
            Ok(cells) => {
                let lines = cells.lines(sheets::MOST);
                match sheet(source, &place, cells, &mut reading) {
                    Err(Odd::Broken(found)) => reading.problems.push(broken(found).at(place)),
                    Err(Odd::NoText(problem)) => {
                        without.push(problem.at(place));
                        others.extend(lines.map(|lines| (name, lines)));
                    }
                    Ok(()) => {}
                }
            }
        }
    }
    if reading.reports.is_empty()
        && others.len() == without.len()
        && let Some(layout) = sheets::laid(&others)
    {
        reading.reports.push(layout.report(source.stem));
        return reading;
    }
    // A sheet of notes beside one of reports is no reason to complain, unless there is nothing else.
    if reading.reports.is_empty() {
        reading.problems.extend(without);
    } else {
        let read_on = without.len();
        if read_on > 0 {
            let found = format!("{read_on} without it");
            reading.problems.push(Problem::read_anyway(source.name, "sheets with a column `text`", found));
        }
    }
    if reading.reports.is_empty() && reading.problems.is_empty() {
        return broken("no rows".to_owned()).into();
    }
    reading
}

/// Why a sheet gives nothing.
enum Odd {
    /// It is more than anybody writes.
    Broken(String),
    /// No column holds the text.
    NoText(Problem),
}

fn sheet(source: &Source, place: &str, cells: Cells, reading: &mut Reading) -> Result<(), Odd> {
    let Some(table) = cells.table().map_err(Odd::Broken)? else { return Ok(()) };
    let places = Places::of(&table.header, &source.options.columns)
        .ok_or_else(|| Odd::NoText(no_text(source.name, &table.header)))?;
    for (number, row) in table.rows() {
        let place = format!("{place}, row {number}");
        let name = format!("{}:{}", source.stem, reading.reports.len() + 1);
        match places.report(source.name, name, &row) {
            Ok((report, odd)) => {
                reading.reports.push(report);
                reading.problems.extend(odd.map(|odd| odd.at(place)));
            }
            Err(problem) => reading.problems.push(problem.at(place)),
        }
    }
    Ok(())
}
