//! Decisions.

use rusqlite::{Row, named_params, params};

use super::{Sqlite, number, seals::DIGEST, unsigned};
use crate::{Act, Anchor, Decision, Draft, Result, codec, engine::Decisions};

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
    forgotten: Option<i64>,
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
        forgotten: row.get("forgotten")?,
    })
}

fn decision(raw: Raw) -> Result<Decision> {
    let anchor =
        |column: &str, text: Option<String>| text.map(|text| codec::parse(column, &text)).transpose();
    Ok(Decision {
        id: unsigned(raw.id),
        made: raw.made,
        forgotten: raw.forgotten.map(unsigned),
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
        let id = self.next_decision()?;
        let values = named_params! {
            ":id": number(id),
            ":made": made,
            ":author": draft.author,
            ":reason": draft.reason,
            ":act": draft.act.code(),
            ":figure": draft.figure.as_ref().map(codec::json),
            ":other": draft.other.as_ref().map(codec::json),
            ":field": draft.field,
            ":value": draft.value,
            ":undoes": draft.undoes.map(number),
        };
        let columns = "SELECT :id AS id, :made AS made, :author AS author, :reason AS reason, :act AS act, :figure AS figure,
            :other AS other, :field AS field, :value AS value, :undoes AS undoes";
        let digest: String = self
            .connection
            .prepare_cached(&format!("SELECT {DIGEST} FROM ({columns})"))?
            .query_row(values, |row| row.get(0))?;
        let chain = self.chained(&digest)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "INSERT INTO decisions (id, made, author, reason, act, figure, other, field, value, undoes, digest, chain)
             SELECT *, '{digest}', '{chain}' FROM ({columns})"
        ))?;
        statement.execute(values)?;
        self.end_chain(&chain, id)?;
        Ok(id)
    }

    fn strip(&self, decision: &Decision, by: u64) -> Result<()> {
        let draft = &decision.draft;
        let mut statement = self.connection.prepare_cached(
            "UPDATE decisions SET reason = ?2, figure = ?3, other = ?4, value = NULL, forgotten = ?5 WHERE id = ?1",
        )?;
        let bare = |anchor: &Option<Anchor>| anchor.as_ref().map(|anchor| codec::json(&anchor.bare()));
        let reason = "went with the report";
        statement.execute(params![
            number(decision.id),
            reason,
            bare(&draft.figure),
            bare(&draft.other),
            number(by)
        ])?;
        Ok(())
    }

    fn forgets(&self, sha256: &str) -> Result<bool> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM decisions WHERE act = 'forget' AND field = ?1)")?;
        Ok(statement.query_row([sha256], |row| row.get(0))?)
    }

    fn decisions(&self) -> Result<Vec<Decision>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM decisions ORDER BY id")?;
        let raws = statement.query_map([], raw)?.collect::<rusqlite::Result<Vec<_>>>()?;
        raws.into_iter().map(decision).collect()
    }
}
