//! Decisions.

use rusqlite::{Row, named_params};

use super::{Sqlite, number, unsigned};
use crate::{Act, Decision, Draft, Result, codec, engine::Decisions};

/// A row before its JSON is read.
struct Raw {
    id: i64,
    made: String,
    author: String,
    reason: String,
    act: String,
    figure: Option<String>,
    other: Option<String>,
    field: Option<String>,
    value: Option<String>,
    undoes: Option<i64>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get("id")?,
        made: row.get("made")?,
        author: row.get("author")?,
        reason: row.get("reason")?,
        act: row.get("act")?,
        figure: row.get("figure")?,
        other: row.get("other")?,
        field: row.get("field")?,
        value: row.get("value")?,
        undoes: row.get("undoes")?,
    })
}

fn decision(raw: Raw) -> Result<Decision> {
    let anchor =
        |column: &str, text: Option<String>| text.map(|text| codec::parse(column, &text)).transpose();
    Ok(Decision {
        id: unsigned(raw.id),
        made: raw.made,
        draft: Draft {
            author: raw.author,
            reason: raw.reason,
            act: codec::word("act", &raw.act, Act::parse)?,
            figure: anchor("figure", raw.figure)?,
            other: anchor("other", raw.other)?,
            field: raw.field,
            value: raw.value,
            undoes: raw.undoes.map(unsigned),
        },
    })
}

impl Decisions for Sqlite {
    fn append(&self, draft: &Draft, made: &str) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO decisions (made, author, reason, act, figure, other, field, value, undoes)
             VALUES (:made, :author, :reason, :act, :figure, :other, :field, :value, :undoes)",
        )?;
        statement.execute(named_params! {
            ":made": made,
            ":author": draft.author,
            ":reason": draft.reason,
            ":act": draft.act.code(),
            ":figure": draft.figure.as_ref().map(codec::json),
            ":other": draft.other.as_ref().map(codec::json),
            ":field": draft.field,
            ":value": draft.value,
            ":undoes": draft.undoes.map(number),
        })?;
        Ok(unsigned(self.connection.last_insert_rowid()))
    }

    fn decisions(&self) -> Result<Vec<Decision>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM decisions ORDER BY id")?;
        let raws = statement.query_map([], raw)?.collect::<rusqlite::Result<Vec<_>>>()?;
        raws.into_iter().map(decision).collect()
    }
}
