//! Values of rows put into the columns of Arrow.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder},
};
use arrow_schema::ArrowError;
use serde_json::Value;

use super::{Frame, Holds, Pieces};
use crate::write::listing::plain;

/// The most rows of a piece.
const ROWS: usize = 8192;
/// Bytes of text after which a piece is full: offsets of Arrow have 31 bits.
const BYTES: usize = 64 << 20;

/// The rows as a table.
pub(super) fn table(frame: &Frame, rows: impl IntoIterator<Item = Vec<Value>>) -> Pieces {
    let mut pieces = Vec::new();
    let mut piece = Piece::of(frame);
    for row in rows {
        piece.add(&row)?;
        if piece.rows >= ROWS || piece.bytes >= BYTES {
            pieces.push(std::mem::replace(&mut piece, Piece::of(frame)).done(frame)?);
        }
    }
    if piece.rows > 0 || pieces.is_empty() {
        pieces.push(piece.done(frame)?);
    }
    Ok(pieces)
}

/// Columns that grow.
struct Piece {
    columns: Vec<Growing>,
    rows: usize,
    bytes: usize,
}

enum Growing {
    Text(StringBuilder),
    Json(StringBuilder),
    Whole(Int64Builder),
    Number(Float64Builder),
    Truth(BooleanBuilder),
}

impl Piece {
    fn of(frame: &Frame) -> Piece {
        let columns = frame.columns.iter().map(|column| Growing::of(column.holds)).collect();
        Piece { columns, rows: 0, bytes: 0 }
    }

    fn add(&mut self, row: &[Value]) -> Result<(), ArrowError> {
        if row.len() != self.columns.len() {
            let told = format!("expected {} values in a row, found {}", self.columns.len(), row.len());
            return Err(ArrowError::InvalidArgumentError(told));
        }
        self.rows += 1;
        self.bytes +=
            self.columns.iter_mut().zip(row).map(|(column, value)| column.add(value)).sum::<usize>();
        Ok(())
    }

    fn done(self, frame: &Frame) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_new(frame.schema(), self.columns.into_iter().map(Growing::done).collect())
    }
}

impl Growing {
    fn of(holds: Holds) -> Growing {
        match holds {
            Holds::Text => Growing::Text(StringBuilder::new()),
            Holds::Json => Growing::Json(StringBuilder::new()),
            Holds::Whole => Growing::Whole(Int64Builder::new()),
            Holds::Number => Growing::Number(Float64Builder::new()),
            Holds::Truth => Growing::Truth(BooleanBuilder::new()),
        }
    }

    /// Adds a value, and says how many bytes of text it has.
    fn add(&mut self, value: &Value) -> usize {
        match self {
            Growing::Text(column) => text(column, (!is_missing(value)).then(|| plain(value))),
            Growing::Json(column) => text(column, (!value.is_null()).then(|| words(value))),
            Growing::Whole(column) => {
                // A number past the largest is told as the largest.
                column.append_option((!value.is_null()).then(|| value.as_i64().unwrap_or(i64::MAX)));
                0
            }
            Growing::Number(column) => {
                column.append_option(value.as_f64());
                0
            }
            Growing::Truth(column) => {
                column.append_option(value.as_bool());
                0
            }
        }
    }

    fn done(self) -> ArrayRef {
        match self {
            Growing::Text(mut column) | Growing::Json(mut column) => Arc::new(column.finish()),
            Growing::Whole(mut column) => Arc::new(column.finish()),
            Growing::Number(mut column) => Arc::new(column.finish()),
            Growing::Truth(mut column) => Arc::new(column.finish()),
        }
    }
}

fn text(column: &mut StringBuilder, words: Option<String>) -> usize {
    let bytes = words.as_ref().map_or(0, String::len);
    column.append_option(words);
    bytes
}

/// What is JSON already stays as it is.
fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Nothing, or a list of nothing.
pub(in crate::write) fn is_missing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}
