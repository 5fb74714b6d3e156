//! Rows of values as a listing, piece by piece: no more than one row is held, so that there may be more of them than memory holds.

use recount_core::view::words::number;
use serde_json::{Map, Value};

use super::{
    listing::{Format, Shown, harmless, plain},
    summary::{inert_json, printable},
};

/// The name of a column, and where the table for the terminal shows it.
pub type Head = (&'static str, Shown);

/// A row whose values are there, or why they are not.
type Row<E> = Result<Vec<Value>, E>;

/// The rows in one of the formats, in pieces; a table is cut to `width` characters a line. `rows` gives all of them each time that it is
/// asked: a table is gone through twice, since it is as wide as its widest row.
pub fn pieces<'r, E: 'r, I: Iterator<Item = Row<E>> + 'r>(
    heads: &[Head],
    rows: impl Fn() -> I,
    format: Format,
    width: usize,
) -> Box<dyn Iterator<Item = Result<String, E>> + 'r> {
    let names: Vec<&str> = heads.iter().map(|(name, _)| *name).collect();
    let object = move |row: Vec<Value>| {
        Value::Object(names.iter().map(|name| (*name).to_owned()).zip(row).collect::<Map<String, Value>>())
    };
    match format {
        Format::Jsonl => Box::new(rows().map(move |row| row.map(|row| super::line(&object(row))))),
        Format::Json => Box::new(array(rows().map(move |row| row.map(&object)))),
        Format::Csv => {
            let head = csv_line(heads.iter().map(|(name, _)| (*name).to_owned()));
            let line = |row: Vec<Value>| csv_line(row.iter().map(|value| harmless(&plain(value))));
            Box::new(std::iter::once(Ok(head)).chain(rows().map(move |row| row.map(line))))
        }
        Format::Table => match Widths::of(heads, rows(), width) {
            Ok(widths) => {
                let head = widths.head();
                Box::new(std::iter::once(Ok(head)).chain(rows().map(move |row| Ok(widths.line(&row?)))))
            }
            Err(error) => Box::new(std::iter::once(Err(error))),
        },
    }
}

/// One JSON array, an element a piece.
fn array<E>(rows: impl Iterator<Item = Result<Value, E>>) -> impl Iterator<Item = Result<String, E>> {
    let mut open = "[";
    let ends = std::iter::once(None);
    rows.map(Some).chain(ends).map(move |row| {
        let Some(row) = row else { return Ok(if open == "[" { "[]\n" } else { "\n]\n" }.to_owned()) };
        // Serialising plain data into memory cannot fail.
        let one = inert_json(&serde_json::to_string_pretty(&[row?]).unwrap_or_default());
        let one = one.trim_start_matches('[').trim_end_matches(']').trim_end_matches('\n');
        let piece = format!("{open}{one}");
        open = ",";
        Ok(piece)
    })
}

/// A line of CSV with its end.
fn csv_line(cells: impl Iterator<Item = String>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail, and every line has a writer of its own.
    let _ = writer.write_record(cells.collect::<Vec<_>>());
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The longest cell of a table.
const WIDEST: usize = 36;

/// A table's columns with how wide they are.
struct Widths {
    /// The places of the columns that have cells, with the name over them.
    cells: Vec<(usize, String)>,
    /// Those that have a line of their own below the row.
    below: Vec<usize>,
    widths: Vec<usize>,
    /// Characters to a line.
    width: usize,
}

impl Widths {
    fn of<E>(heads: &[Head], rows: impl Iterator<Item = Row<E>>, width: usize) -> Result<Widths, E> {
        let shown = |wanted| heads.iter().enumerate().filter(move |(_, (_, shown))| *shown == wanted);
        let cells: Vec<_> = shown(Shown::Cell).map(|(at, (name, _))| (at, name.replace('_', " "))).collect();
        let below = shown(Shown::Below).map(|(at, _)| at).collect();
        let widths = cells.iter().map(|(_, name)| name.chars().count()).collect();
        let mut table = Widths { cells, below, widths, width };
        for row in rows {
            let lengths: Vec<usize> = table.cells_of(&row?).iter().map(|cell| cell.chars().count()).collect();
            for (width, length) in table.widths.iter_mut().zip(lengths) {
                *width = length.max(*width);
            }
        }
        Ok(table)
    }

    fn head(&self) -> String {
        let names: Vec<String> = self.cells.iter().map(|(_, name)| name.clone()).collect();
        cut(&self.aligned(&names), self.width) + "\n"
    }

    fn cells_of(&self, row: &[Value]) -> Vec<String> {
        let cell = |(at, _): &(usize, String)| cut(&row.get(*at).map(shown).unwrap_or_default(), WIDEST);
        self.cells.iter().map(cell).collect()
    }

    /// A row with what stands below it.
    fn line(&self, row: &[Value]) -> String {
        let mut out = cut(&self.aligned(&self.cells_of(row)), self.width) + "\n";
        for at in &self.below {
            let text = row.get(*at).map(shown).unwrap_or_default();
            if !text.is_empty() {
                out.push_str(&format!("    {}\n", cut(&text, self.width.saturating_sub(4))));
            }
        }
        out
    }

    fn aligned(&self, line: &[String]) -> String {
        let padded = line.iter().zip(&self.widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }
}

/// A value for the terminal: numbers with commas, nothing that steers it.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(value) => value.as_u64().map_or_else(|| value.to_string(), number),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => printable(&plain(other)),
    }
}

/// At most so many characters, the last of them an ellipsis where some were left out.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use serde_json::json;

    use super::*;

    #[test]
    fn an_array_in_pieces_is_the_array() {
        let heads = [("name", Shown::Cell), ("list", Shown::Hidden)];
        for many in 0..3 {
            let rows = || {
                (0..many)
                    .map(|at| Ok::<_, Infallible>(vec![json!(format!("[{at}]")), json!([[at], [], "]\n"])]))
            };
            let told: String = pieces(&heads, rows, Format::Json, 0).flatten().collect();
            let object = |row: Vec<Value>| json!({ "name": row[0], "list": row[1] });
            let all: Vec<Value> = rows().flatten().map(object).collect();
            assert_eq!(told, serde_json::to_string_pretty(&all).expect("JSON") + "\n");
        }
    }
}
