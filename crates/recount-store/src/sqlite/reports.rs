//! Reports and their texts.

use std::collections::BTreeSet;

use recount_core::{Original, Report, edtf::Edtf};
use rusqlite::{OptionalExtension, Row, named_params, params};

use super::{Sqlite, packed};
use crate::{Kept, Prepared, Result, codec, engine::Reports, hash::sha256};

const KEPT: &str =
    "SELECT r.id, r.document, r.file, r.sha256, r.part, r.charset, r.columns, b.sha256 AS original, t.reader, t.version, t.title, t.published, t.outlet, t.url,
    t.language, t.author, t.dated_by, t.sha256 AS text_sha256, t.text, t.blocks
  FROM reports r JOIN texts t ON t.report_id = r.id JOIN originals b ON b.id = r.original_id";

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let published: Option<String> = row.get("published")?;
    let blocks: Option<String> = row.get("blocks")?;
    let (reader, version): (String, String) = (row.get("reader")?, row.get("version")?);
    Ok(Kept {
        id: row.get("id")?,
        file: row.get("file")?,
        sha256: row.get("sha256")?,
        original: row.get("original")?,
        part: super::size(row.get("part")?),
        reader: reader.clone(),
        version: version.clone(),
        charset: row.get("charset")?,
        columns: row.get("columns")?,
        text_sha256: row.get("text_sha256")?,
        report: Report {
            document: row.get("document")?,
            text: row.get("text")?,
            title: row.get("title")?,
            published: published.as_deref().and_then(Edtf::parse),
            outlet: row.get("outlet")?,
            url: row.get("url")?,
            language: row.get("language")?,
            author: row.get("author")?,
            dated_by: row.get("dated_by")?,
            blocks: blocks.as_deref().map(codec::blocks).unwrap_or_default(),
            original: Some(Original {
                sha256: row.get("original")?,
                reader,
                version: version.parse().unwrap_or_default(),
                part: super::size(row.get("part")?),
                ..Original::default()
            }),
        },
    })
}

impl Sqlite {
    /// The number of these bytes; they are kept once.
    fn keep_original(&self, sha256: &str, bytes: &[u8]) -> Result<i64> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM originals WHERE sha256 = ?1")?;
        if let Some(id) = statement.query_row([sha256], |row| row.get(0)).optional()? {
            return Ok(id);
        }
        let (packing, packed) = packed::pack(bytes);
        let mut statement = self
            .connection
            .prepare_cached("INSERT INTO originals (sha256, size, packing, bytes) VALUES (?1, ?2, ?3, ?4)")?;
        statement.execute(params![sha256, super::number(bytes.len()), packing, packed])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn kept_where(&self, condition: &str, value: &str) -> Result<Option<Kept>> {
        let mut statement = self.connection.prepare_cached(&format!("{KEPT} WHERE {condition} = ?1"))?;
        Ok(statement.query_row([value], kept).optional()?)
    }
}

impl Reports for Sqlite {
    fn report_of(&self, sha256: &str) -> Result<Option<Kept>> {
        self.kept_where("r.sha256", sha256)
    }

    fn report_named(&self, document: &str) -> Result<Option<Kept>> {
        self.kept_where("r.document", document)
    }

    fn text_of(&self, document: &str) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT t.text FROM reports r JOIN texts t ON t.report_id = r.id WHERE r.document = ?1",
        )?;
        Ok(statement.query_row([document], |row| row.get(0)).optional()?)
    }

    fn texts_of(&self, documents: &BTreeSet<String>) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document, t.text FROM json_each(?1) asked JOIN reports r ON r.document = asked.value
             JOIN texts t ON t.report_id = r.id ORDER BY r.document",
        )?;
        let texts = statement.query_map([codec::json(documents)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }

    fn insert_report(&self, prepared: &Prepared, document: &str, added: &str) -> Result<i64> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO reports (document, file, sha256, added, original_id, part, charset, columns)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let original = self.keep_original(&prepared.original, &prepared.bytes)?;
        let part = super::number(prepared.part);
        let (file, sha256) = (&prepared.file, &prepared.sha256);
        let (charset, columns) = (&prepared.charset, &prepared.columns);
        statement.execute(params![document, file, sha256, added, original, part, charset, columns])?;
        let id = self.connection.last_insert_rowid();
        self.replace_text(id, &prepared.reader, &prepared.version, &prepared.report)?;
        Ok(id)
    }

    fn replace_text(&self, id: i64, reader: &str, version: &str, report: &Report) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO texts (report_id, reader, version, title, published, outlet, url, language, author, dated_by, sha256, text, blocks)
             VALUES (:id, :reader, :version, :title, :published, :outlet, :url, :language, :author, :dated_by, :sha256, :text, :blocks)
             ON CONFLICT (report_id) DO UPDATE SET reader = excluded.reader, version = excluded.version,
               title = excluded.title, published = excluded.published, outlet = excluded.outlet, url = excluded.url,
               language = excluded.language, author = excluded.author, dated_by = excluded.dated_by,
               sha256 = excluded.sha256, text = excluded.text, blocks = excluded.blocks",
        )?;
        statement.execute(named_params! {
            ":id": id,
            ":reader": reader,
            ":version": version,
            ":title": report.title,
            ":published": report.published.map(|date| date.to_string()),
            ":outlet": report.outlet,
            ":url": report.url,
            ":language": report.language,
            ":author": report.author,
            ":dated_by": report.dated_by,
            ":sha256": sha256(report.text.as_bytes()),
            ":text": report.text,
            ":blocks": codec::blocks_text(&report.blocks),
        })?;
        self.seal(id)
    }

    fn remove_report(&self, id: i64) -> Result<usize> {
        self.unseal(id)?;
        self.remove_rows(id)?;
        let original: i64 = self.connection.query_row(
            "DELETE FROM reports WHERE id = ?1 RETURNING original_id",
            [id],
            |row| row.get(0),
        )?;
        let others = "SELECT count(*) FROM reports WHERE original_id = ?1";
        let others: i64 = self.connection.query_row(others, [original], |row| row.get(0))?;
        if others == 0 {
            self.connection.execute("DELETE FROM originals WHERE id = ?1", [original])?;
        }
        Ok(super::size(others))
    }

    fn bytes(&self, id: i64) -> Result<Vec<u8>> {
        let mut statement =
            self.connection.prepare_cached("SELECT original_id FROM reports WHERE id = ?1")?;
        self.original(statement.query_row([id], |row| row.get(0))?)
    }

    fn originals(&self) -> Result<Vec<(i64, String, Vec<String>)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT b.id, b.sha256, json_group_array(r.document) FROM originals b
             JOIN reports r ON r.original_id = b.id GROUP BY b.id ORDER BY b.id",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
        let read = |row: rusqlite::Result<(i64, String, String)>| {
            let (id, sha256, documents) = row?;
            Ok((id, sha256, codec::parse("document", &documents)?))
        };
        rows.map(read).collect()
    }

    fn original(&self, id: i64) -> Result<Vec<u8>> {
        let mut statement =
            self.connection.prepare_cached("SELECT packing, size, bytes FROM originals WHERE id = ?1")?;
        let (packing, size, bytes) =
            statement.query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)))?;
        packed::unpack(&packing, super::size(size), bytes)
    }

    fn readers(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT reader, version FROM texts")?;
        let readers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(readers.collect::<rusqlite::Result<_>>()?)
    }

    fn read_by(&self, reader: &str, version: &str) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document FROM texts t JOIN reports r ON r.id = t.report_id
             WHERE t.reader = ?1 AND t.version = ?2 ORDER BY r.id",
        )?;
        let documents = statement.query_map([reader, version], |row| row.get(0))?;
        Ok(documents.collect::<rusqlite::Result<_>>()?)
    }

    fn documents(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached("SELECT document FROM reports ORDER BY id")?;
        let documents = statement.query_map([], |row| row.get(0))?;
        Ok(documents.collect::<rusqlite::Result<_>>()?)
    }

    fn search(&self, words: &str, limit: usize) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document, snippet(search, 1, '', '', '…', 24) FROM search JOIN reports r ON r.id = search.rowid
             WHERE search MATCH ?1 ORDER BY bm25(search), r.id LIMIT ?2",
        )?;
        let found = statement
            .query_map(params![phrase(words), super::number(limit)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

/// How many words are looked for; more are not.
const MOST_WORDS: usize = 12;
/// How many characters of a word are looked for.
const LONGEST_WORD: usize = 64;
/// How many characters a word has that is looked for as a beginning too.
const SHORTEST_BEGINNING: usize = 3;

/// Words as FTS5 takes them, each once, all of them wanted: each as it is, and as it begins where that tells something or somebody
/// may still be typing it.
pub(super) fn phrase(words: &str) -> String {
    let mut sought: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let word: String = word.chars().take(LONGEST_WORD).collect();
        if sought.len() < MOST_WORDS
            && !sought.iter().any(|known| known.to_lowercase() == word.to_lowercase())
        {
            sought.push(word);
        }
    }
    let last = sought.len().saturating_sub(1);
    let quoted = sought.iter().enumerate().map(|(at, word)| {
        let begins = at == last || word.chars().count() >= SHORTEST_BEGINNING;
        format!("\"{}\"{}", word.replace('"', "\"\""), if begins { "*" } else { "" })
    });
    quoted.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::phrase;

    #[test]
    fn words_are_looked_for_once_and_not_without_end() {
        assert_eq!(phrase("in Mocuba in mocuba killed"), "\"in\" \"Mocuba\"* \"killed\"*");
        assert_eq!(phrase("a \"b"), "\"a\" \"\"\"b\"*");
        let many: String = (0..50).map(|at| format!("word{at} ")).collect();
        assert_eq!(phrase(&many).split(' ').count(), super::MOST_WORDS);
    }
}
