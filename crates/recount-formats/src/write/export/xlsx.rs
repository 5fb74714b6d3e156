//! A workbook: what the figures add up to, every figure, and a sheet that explains the columns. Cells are numbers or words, never
//! formulas.

use recount_core::view::{CountLine, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Value, json};

use super::{Exported, Writer};
use crate::write::frames::FIGURE_COLUMNS;
use crate::write::{
    figure_lines::FIGURES,
    listing::{Texts, plain},
    summary, words,
};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "xlsx",
    about: "A workbook: the counts, every figure, and what each column means",
    is_text: false,
    counts: true,
    // Writing into memory fails only beyond the limits of a sheet, which are kept.
    write: |exported| written(exported).unwrap_or_default(),
};

/// The most rows below the headings, and characters in a cell, that a sheet holds.
const MOST_ROWS: usize = 1_048_575;
const MOST_CHARACTERS: usize = 32_767;

/// A heading, what it tells, and what a count has there.
type CountColumn = (&'static str, &'static str, fn(&CountLine) -> Value);

const COUNT_COLUMNS: &[CountColumn] = &[
    ("id", "The count's name, the same as long as the same thing is counted", |it| json!(it.id)),
    ("counted", "What was counted", |it| json!(it.label)),
    ("people", "Who, in the words of the reports", |it| json!(it.people)),
    ("low", "The lowest number that a standing account states", |it| json!(it.low)),
    ("high", "The highest number that a standing account states", |it| json!(it.high)),
    ("range", "Both in words", |it| json!(it.range)),
    ("unit", "person, household, dwelling, incident", |it| json!(it.unit)),
    ("per", "For a rate, the time it is per", |it| json!(it.per)),
    ("status", "Whether it is reported, planned, denied or hypothetical", |it| json!(it.status)),
    ("from", "Where they left or originate, ISO 3166 alpha-3", |it| json!(it.from)),
    ("at", "Where they are, or where it happened", |it| json!(it.at)),
    ("to", "Where they went or will go", |it| json!(it.to)),
    ("place", "A place below country level", |it| json!(it.place)),
    ("as_of", "The last day that a standing account speaks of", |it| {
        json!(it.as_of.map(|day| day.to_string()))
    }),
    ("origins", "How many independent voices stand behind it", |it| json!(it.origins)),
    ("accounts", "How many reports' accounts it has, with those that later ones followed", |it| {
        json!(it.accounts.len())
    }),
    ("take", "The account to take; empty where voices contradict each other", |it| json!(taken(it))),
    ("reason", "Why that one, or why none", |it| json!(it.reason)),
];

fn taken(count: &CountLine) -> Option<String> {
    let line = count.accounts.get(count.recommended?)?;
    let source = words::on_whose_word(line.source.as_deref(), line.source_kind, line.own.as_ref());
    Some(format!("“{}”, {source}, in {}", line.words, line.document))
}

fn written(exported: &Exported<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same figures give the same bytes, whatever the day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("Recount").set_creation_datetime(&day));
    counts(workbook.add_worksheet(), exported.table)?;
    figures(workbook.add_worksheet(), exported)?;
    explanation(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

fn counts(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    head(sheet, "Counts", COUNT_COLUMNS.iter().map(|(name, ..)| *name))?;
    for (row, count) in table.counts.iter().take(MOST_ROWS).enumerate() {
        for (column, (.., value)) in COUNT_COLUMNS.iter().enumerate() {
            cell(sheet, row + 1, column, &value(count))?;
        }
    }
    Ok(())
}

fn figures(sheet: &mut Worksheet, exported: &Exported<'_>) -> Result<(), XlsxError> {
    head(sheet, "Figures", FIGURES.iter().map(|column| column.name))?;
    for (row, figure) in exported.figures.iter().take(MOST_ROWS).enumerate() {
        for (column, listed) in FIGURES.iter().enumerate() {
            cell(sheet, row + 1, column, &(listed.value)(figure, &Texts::default()))?;
        }
    }
    Ok(())
}

/// What every column of the other sheets means.
fn explanation(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    head(sheet, "Columns", ["sheet", "column", "what it tells"].into_iter())?;
    let counts = COUNT_COLUMNS.iter().map(|(name, about, _)| ["Counts", *name, *about]);
    let figures = FIGURE_COLUMNS.iter().map(|column| ["Figures", column.name, column.about]);
    for (row, cells) in counts.chain(figures).enumerate() {
        for (column, words) in cells.iter().enumerate() {
            cell(sheet, row + 1, column, &json!(words))?;
        }
    }
    sheet.set_column_width(2, 100)?;
    Ok(())
}

/// The name of the sheet, and its headings, which stay in sight.
fn head<'n>(
    sheet: &mut Worksheet,
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, name) in names.enumerate() {
        let column = column.try_into().unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, column, name, &bold)?;
        sheet
            .set_column_width(column, if matches!(name, "sentence" | "take" | "reason") { 60 } else { 16 })?;
    }
    Ok(())
}

fn cell(sheet: &mut Worksheet, row: usize, column: usize, value: &Value) -> Result<(), XlsxError> {
    let (row, column) = (row.try_into().unwrap_or(u32::MAX), column.try_into().unwrap_or(u16::MAX));
    match value {
        Value::Number(number) => sheet.write_number(row, column, number.as_f64().unwrap_or(0.0))?,
        other => {
            let words: String = summary::inert(&plain(other)).chars().take(MOST_CHARACTERS).collect();
            if words.is_empty() {
                return Ok(());
            }
            sheet.write_string(row, column, words)?
        }
    };
    Ok(())
}
