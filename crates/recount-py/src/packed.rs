//! Tables on their way through Spark whose columns hold bytes, and what their rows hold.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Int32Array, RecordBatch, StringArray, cast::AsArray,
    types::Int32Type,
};
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use recount_formats::Problem;

use crate::{error, ledger::told, tables::taken};

/// Columns by name.
pub(crate) type Columns = Vec<(&'static str, ArrayRef)>;

/// Pieces with the same columns, one at the least, as a table.
pub(crate) fn table(pieces: Vec<Columns>) -> PyResult<PyTable> {
    let pieces: Result<Vec<RecordBatch>, _> = pieces.into_iter().map(RecordBatch::try_from_iter).collect();
    let pieces = pieces.map_err(error::failure)?;
    let schema = pieces.first().map_or_else(|| Arc::new(arrow_schema::Schema::empty()), RecordBatch::schema);
    PyTable::try_new(pieces, schema)
}

/// A column of bytes.
pub(crate) fn bytes<'b>(values: impl IntoIterator<Item = &'b [u8]>) -> ArrayRef {
    Arc::new(BinaryArray::from_iter_values(values))
}

/// A column of texts.
pub(crate) fn words<'b>(values: impl IntoIterator<Item = &'b str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

/// A column of numbers; one past the largest is the largest.
pub(crate) fn whole(values: impl IntoIterator<Item = usize>) -> ArrayRef {
    Arc::new(Int32Array::from_iter_values(values.into_iter().map(|it| i32::try_from(it).unwrap_or(i32::MAX))))
}

/// A column that says the same of every row.
pub(crate) fn all(rows: usize, truth: bool) -> ArrayRef {
    Arc::new(BooleanArray::from(vec![truth; rows]))
}

/// 5-grams as bytes, four each.
pub(crate) fn packed(grams: impl IntoIterator<Item = u32>) -> Vec<u8> {
    grams.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// Such 5-grams again.
pub(crate) fn grams(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks().0.iter().map(|gram| u32::from_le_bytes(*gram))
}

/// The pieces of a table of Python.
pub(crate) fn pieces(table: &Bound<'_, PyAny>) -> PyResult<Vec<RecordBatch>> {
    Ok(taken(table)?.0.into_iter().filter(|piece| piece.num_rows() > 0).collect())
}

/// The columns of one piece.
pub(crate) struct Piece<'p>(pub(crate) &'p RecordBatch);

impl<'p> Piece<'p> {
    /// How many rows it has.
    pub(crate) fn rows(&self) -> usize {
        self.0.num_rows()
    }

    fn column(&self, name: &str, holds: &DataType) -> PyResult<ArrayRef> {
        let odd = |found: String| {
            told(&Problem::set_aside("table", format!("a column `{name}` of {holds}"), found))
        };
        let column = self.0.column_by_name(name).ok_or_else(|| odd("none".to_owned()))?;
        arrow_cast::cast(column, holds).map_err(|error| odd(error.to_string()))
    }

    /// A column of bytes.
    pub(crate) fn bytes(&self, name: &str) -> PyResult<BinaryArray> {
        Ok(self.column(name, &DataType::Binary)?.as_binary::<i32>().clone())
    }

    /// A column of texts.
    pub(crate) fn words(&self, name: &str) -> PyResult<StringArray> {
        Ok(self.column(name, &DataType::Utf8)?.as_string::<i32>().clone())
    }

    /// A column of numbers.
    pub(crate) fn whole(&self, name: &str) -> PyResult<Vec<usize>> {
        let column = self.column(name, &DataType::Int32)?;
        let column = column.as_primitive::<Int32Type>();
        Ok(column.values().iter().map(|value| usize::try_from(*value).unwrap_or(0)).collect())
    }

    /// A column of truths.
    pub(crate) fn truths(&self, name: &str) -> PyResult<Vec<bool>> {
        let column = self.column(name, &DataType::Boolean)?;
        let column = column.as_boolean();
        Ok((0..column.len()).map(|row| column.value(row)).collect())
    }
}
