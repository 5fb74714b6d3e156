//! Parquet: every figure with all its fields, each column of its own type, uncompressed in one row group.

use std::sync::Arc;

use parquet::{
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::parser::parse_message_type,
};
use serde_json::Value;

use super::{Exported, Writer};
use crate::write::{
    figure_lines::FIGURES,
    frames::{FIGURE_COLUMNS, FIGURES_FRAME, Holds, SCHEMA_KEY, is_missing},
    listing::{Texts, plain},
};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "parquet",
    about: "Every figure with all its fields, in typed columns for pandas, DuckDB, R",
    is_text: false,
    counts: false,
    // Writing plain columns into memory cannot fail.
    write: |exported| written(exported).unwrap_or_default(),
};

fn written(exported: &Exported<'_>) -> Result<Vec<u8>, ParquetError> {
    let schema = Arc::new(parse_message_type(&message())?);
    let kind = KeyValue::new(SCHEMA_KEY.to_owned(), FIGURES_FRAME.title());
    let properties = WriterProperties::builder().set_created_by("recount".to_owned());
    let properties = Arc::new(properties.set_key_value_metadata(Some(vec![kind])).build());
    let mut file = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    let mut group = file.next_row_group()?;
    for (described, column) in FIGURE_COLUMNS.iter().zip(FIGURES) {
        let values: Vec<Value> =
            exported.figures.iter().map(|figure| (column.value)(figure, &Texts::default())).collect();
        if let Some(mut writer) = group.next_column()? {
            write(&mut writer, described.holds, &values)?;
            writer.close()?;
        }
    }
    group.close()?;
    file.into_inner()
}

/// The schema in Parquet's own words; any field may be missing.
fn message() -> String {
    let fields = FIGURE_COLUMNS.iter().map(|column| {
        let (kind, told) = match column.holds {
            Holds::Text => ("BYTE_ARRAY", " (UTF8)"),
            Holds::Json => ("BYTE_ARRAY", " (JSON)"),
            Holds::Whole => ("INT64", ""),
            Holds::Number => ("DOUBLE", ""),
            Holds::Truth => ("BOOLEAN", ""),
        };
        format!("  OPTIONAL {kind} {}{told};\n", column.name)
    });
    format!("message figures {{\n{}}}\n", fields.collect::<String>())
}

fn write(
    writer: &mut SerializedColumnWriter<'_>,
    holds: Holds,
    values: &[Value],
) -> Result<usize, ParquetError> {
    let levels: Vec<i16> = values.iter().map(|value| i16::from(!is_missing(value))).collect();
    let there = values.iter().filter(|value| !is_missing(value));
    match holds {
        Holds::Text | Holds::Json => {
            let there: Vec<ByteArray> = there.map(|value| plain(value).into_bytes().into()).collect();
            writer.typed::<ByteArrayType>().write_batch(&there, Some(&levels), None)
        }
        Holds::Whole => {
            let there: Vec<i64> = there.map(|value| value.as_i64().unwrap_or(i64::MAX)).collect();
            writer.typed::<Int64Type>().write_batch(&there, Some(&levels), None)
        }
        Holds::Number => {
            let there: Vec<f64> = there.map(|value| value.as_f64().unwrap_or(f64::NAN)).collect();
            writer.typed::<DoubleType>().write_batch(&there, Some(&levels), None)
        }
        Holds::Truth => {
            let there: Vec<bool> = there.map(|value| value.as_bool().unwrap_or_default()).collect();
            writer.typed::<BoolType>().write_batch(&there, Some(&levels), None)
        }
    }
}
