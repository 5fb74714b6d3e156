//! Frames: rows of any kind as Arrow tables, for Python, Spark and whatever takes Arrow; Parquet holds the same columns.
//!
//! A kind of table is a row of [`FRAMES`]: its columns with their types stand in `columns`, their values are those of the listing of the
//! same kind, and nothing else is written for it. `docs/arrow.md` is made from it.

mod build;
mod columns;

use std::{collections::HashMap, sync::Arc};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use recount_core::{
    Report,
    view::{FigureLine, FindingRow, OrderLine, StatementLine, Table},
};
use serde_json::{Value, json};

pub(super) use build::is_missing;
pub use columns::{
    ACCOUNT_COLUMNS, COUNT_COLUMNS, Described, EXTRACTION_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS,
    FOLDED_COLUMNS, Holds, ORDER_COLUMNS, REPORT_COLUMNS, STATEMENT_COLUMNS,
};

use super::{
    ACCOUNTS, COUNTS, FIGURES, FINDINGS, ORDERS, STATEMENTS,
    listing::{Column, Texts, values},
};

/// A kind of table.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// What it is called.
    pub name: &'static str,
    /// Grows when a column comes, goes or changes its meaning.
    pub version: u32,
    /// What a row is.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Described],
}

/// Every kind of table.
pub const FRAMES: &[Frame] = &[
    REPORTS_FRAME,
    EXTRACTIONS_FRAME,
    FIGURES_FRAME,
    COUNTS_FRAME,
    ACCOUNTS_FRAME,
    FINDINGS_FRAME,
    ORDERS_FRAME,
    STATEMENTS_FRAME,
    FOLDED_FRAME,
];

/// Reports.
pub const REPORTS_FRAME: Frame =
    Frame { name: "reports", version: 1, about: "A report as it was read", columns: REPORT_COLUMNS };
/// Extractions.
pub const EXTRACTIONS_FRAME: Frame = Frame {
    name: "extractions",
    version: 1,
    about: "What was read from a report",
    columns: EXTRACTION_COLUMNS,
};
/// Figures.
pub const FIGURES_FRAME: Frame = Frame {
    name: "figures",
    version: 2,
    about: "A quantity that a report states, as `recount figures` lists it",
    columns: FIGURE_COLUMNS,
};
/// Counts.
pub const COUNTS_FRAME: Frame = Frame {
    name: "counts",
    version: 1,
    about: "What the accounts of one thing add up to, as `recount counts` lists it, most important first",
    columns: COUNT_COLUMNS,
};
/// Accounts.
pub const ACCOUNTS_FRAME: Frame = Frame {
    name: "accounts",
    version: 1,
    about: "What one report says of a count, in the order of the counts",
    columns: ACCOUNT_COLUMNS,
};
/// Findings.
pub const FINDINGS_FRAME: Frame = Frame {
    name: "findings",
    version: 1,
    about: "What two accounts are to each other, as `recount findings` lists it",
    columns: FINDING_COLUMNS,
};
/// Orders.
pub const ORDERS_FRAME: Frame = Frame {
    name: "orders",
    version: 1,
    about: "What an authority decided, demanded or changed, as `recount orders` lists it",
    columns: ORDER_COLUMNS,
};
/// Statements.
pub const STATEMENTS_FRAME: Frame = Frame {
    name: "statements",
    version: 1,
    about: "What somebody says of the matter, as `recount statements` lists it, party by party",
    columns: STATEMENT_COLUMNS,
};

/// What frames come to.
pub const FOLDED_FRAME: Frame = Frame {
    name: "folded",
    version: 1,
    about: "What the counts of one series are, on their way through Spark",
    columns: FOLDED_COLUMNS,
};

/// Where a table's schema says which kind and version it is: `figures 1`.
pub const SCHEMA_KEY: &str = "recount.schema";

/// Arrow tables, in pieces; one at the least.
pub type Pieces = Result<Vec<RecordBatch>, ArrowError>;

impl Frame {
    /// Its kind and version: `figures 1`.
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Its schema, with what each column is about.
    pub fn schema(&self) -> SchemaRef {
        let field = |column: &Described| {
            let about = HashMap::from([("about".to_owned(), column.about.to_owned())]);
            Field::new(column.name, column.holds.arrow(), true).with_metadata(about)
        };
        let fields: Vec<Field> = self.columns.iter().map(field).collect();
        let metadata = HashMap::from([(SCHEMA_KEY.to_owned(), self.title())]);
        Arc::new(Schema::new(fields).with_metadata(metadata))
    }

    /// Rows that have a value for each column.
    ///
    /// # Errors
    /// Where a row has too many values or too few.
    pub fn table(&self, rows: impl IntoIterator<Item = Vec<Value>>) -> Pieces {
        build::table(self, rows)
    }

    fn of<T>(&self, columns: &[Column<T>], rows: &[T], texts: &Texts<'_>) -> Pieces {
        self.table(rows.iter().map(|row| values(columns, row, texts)))
    }
}

impl Holds {
    /// The type of Arrow.
    pub const fn arrow(self) -> DataType {
        match self {
            Holds::Text | Holds::Json => DataType::Utf8,
            Holds::Whole => DataType::Int64,
            Holds::Number => DataType::Float64,
            Holds::Truth => DataType::Boolean,
        }
    }
}

/// Reports as a table.
///
/// # Errors
/// As [`Frame::table`].
pub fn reports(reports: &[Report]) -> Pieces {
    REPORTS_FRAME.table(reports.iter().map(|report| {
        let blocks = (!report.blocks.is_empty()).then_some(&report.blocks);
        vec![
            json!(report.document),
            json!(report.text),
            json!(report.title),
            json!(report.published.map(|date| date.to_string())),
            json!(report.outlet),
            json!(report.url),
            json!(report.language),
            json!(report.author),
            json!(report.dated_by),
            json!(blocks),
        ]
    }))
}

/// Figures as a table.
///
/// # Errors
/// As [`Frame::table`].
pub fn figures(lines: &[FigureLine], texts: &Texts<'_>) -> Pieces {
    FIGURES_FRAME.of(FIGURES, lines, texts)
}

/// Counts as a table.
///
/// # Errors
/// As [`Frame::table`].
pub fn counts(table: &Table, texts: &Texts<'_>) -> Pieces {
    COUNTS_FRAME.of(COUNTS, &table.counts, texts)
}

/// The accounts of all counts as a table.
///
/// # Errors
/// As [`Frame::table`].
pub fn accounts(table: &Table, texts: &Texts<'_>) -> Pieces {
    let rows = table.counts.iter().flat_map(|count| {
        count.accounts.iter().map(|account| {
            std::iter::once(json!(count.id)).chain(values(ACCOUNTS, account, texts)).collect::<Vec<Value>>()
        })
    });
    ACCOUNTS_FRAME.table(rows)
}

/// Findings as a table.
///
/// # Errors
/// As [`Frame::table`].
pub fn findings(rows: &[FindingRow], texts: &Texts<'_>) -> Pieces {
    FINDINGS_FRAME.of(FINDINGS, rows, texts)
}

/// Orders as a table.
///
/// # Errors
/// As [`Frame::table`].
pub fn orders(lines: &[OrderLine], texts: &Texts<'_>) -> Pieces {
    ORDERS_FRAME.of(ORDERS, lines, texts)
}

/// Statements as a table.
///
/// # Errors
/// As [`Frame::table`].
pub fn statements(lines: &[StatementLine], texts: &Texts<'_>) -> Pieces {
    STATEMENTS_FRAME.of(STATEMENTS, lines, texts)
}

/// What a row of counts has in each column of its table, for who puts rows together elsewhere.
pub fn count_rows(table: &Table, texts: &Texts<'_>) -> Vec<Vec<Value>> {
    table.counts.iter().map(|count| values(COUNTS, count, texts)).collect()
}

/// Rows of a frame as the command prints them with `--format json`.
pub fn json_of(frame: &Frame, rows: impl IntoIterator<Item = Vec<Value>>) -> String {
    let names = || frame.columns.iter().map(|column| column.name.to_owned());
    super::listing::json(rows.into_iter().map(|row| Value::Object(names().zip(row).collect())).collect())
}

#[cfg(test)]
mod tests;
