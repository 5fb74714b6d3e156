//! Arrow tables as they come from Python and go there.

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, cast::AsArray};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use pyo3::prelude::*;
use pyo3_arrow::{PyTable, input::AnyRecordBatch};
use recount_formats::{
    Problem,
    write::frames::{Frame, Pieces},
};

use crate::error;

/// A table for Python.
pub(crate) fn given(pieces: Pieces, frame: &Frame) -> PyResult<PyTable> {
    PyTable::try_new(pieces.map_err(error::failure)?, frame.schema())
}

/// A table of Python, piece by piece, with its schema.
pub(crate) fn taken(table: &Bound<'_, PyAny>) -> PyResult<(Vec<RecordBatch>, SchemaRef)> {
    let table: AnyRecordBatch = table.extract()?;
    let reader = table.into_reader()?;
    let schema = reader.schema();
    let pieces: Result<Vec<RecordBatch>, ArrowError> = reader.collect();
    Ok((pieces.map_err(error::failure)?, schema))
}

/// A column of texts, whatever type of text or date it has; none where there is no such column.
pub(crate) fn texts(piece: &RecordBatch, name: &str) -> Result<Option<StringArray>, Problem> {
    let Some(column) = piece.column_by_name(name) else { return Ok(None) };
    let odd =
        |found: String| Problem::set_aside("table", "a column of texts", found).at(format!("column {name}"));
    if *column.data_type() == DataType::Null {
        return Ok(None);
    }
    let column: ArrayRef =
        arrow_cast::cast(column, &DataType::Utf8).map_err(|error| odd(error.to_string()))?;
    let texts = column.as_string_opt::<i32>().ok_or_else(|| odd(column.data_type().to_string()))?;
    Ok(Some(texts.clone()))
}

/// The text in a row; none where there is no such column or nothing in it.
pub(crate) fn at(column: Option<&StringArray>, row: usize) -> Option<&str> {
    column.filter(|column| row < column.len() && column.is_valid(row)).map(|column| column.value(row))
}

/// A column that must be there.
pub(crate) fn needed(piece: &RecordBatch, name: &str) -> Result<StringArray, Problem> {
    let found = || {
        let schema = piece.schema();
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("columns {}", names.join(", "))
    };
    texts(piece, name)?.ok_or_else(|| Problem::set_aside("table", format!("a column `{name}`"), found()))
}
