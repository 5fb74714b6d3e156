//! Seals: hashes of what nobody may change but by the program, and what tells that one is gone.
//!
//! Whoever can write the file can make all of them anew. What holds then is the last chain of the log, put down elsewhere.

use rusqlite::{
    Connection, OptionalExtension,
    functions::{Aggregate, Context, FunctionFlags},
    params,
};

use super::{Sqlite, number, unsigned};
use crate::{Damage, Result, hash::sha256};

/// The seal of a report `r` with its text `t` and its original `b`; migration 9 makes the same.
const SEAL: &str = "sha256(json_array(r.document, r.file, r.sha256, r.added, b.sha256, r.part, r.charset, r.columns, t.reader, t.version,
    t.title, t.published, t.outlet, t.url, t.language, t.author, t.dated_by, t.sha256, t.blocks))";
const SEALED: &str = "reports r JOIN texts t ON t.report_id = r.id JOIN originals b ON b.id = r.original_id";
/// The digest of a decision; migration 9 makes the same.
pub(super) const DIGEST: &str =
    "sha256(json_array(id, made, author, reason, act, figure, other, field, value, undoes))";

/// Teaches SQL `sha256(text)`, and `together(seal)`: seals bit by bit (exclusive or), in whatever order.
pub(super) fn teach(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("sha256", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|text| sha256(text.as_bytes())))
    })?;
    connection.create_aggregate_function("together", 1, flags, Together)
}

struct Together;

impl Aggregate<String, String> for Together {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<String> {
        Ok(String::new())
    }

    fn step(&self, context: &mut Context<'_>, all: &mut String) -> rusqlite::Result<()> {
        *all = together(all, &context.get::<String>(0)?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, all: Option<String>) -> rusqlite::Result<String> {
        Ok(all.unwrap_or_default())
    }
}

/// Two seals bit by bit; the empty one changes nothing.
fn together(one: &str, two: &str) -> String {
    if one.len() != two.len() {
        return [one, two].concat();
    }
    let digit = |digit: u8| char::from(digit).to_digit(16).unwrap_or(0);
    let both = one.bytes().zip(two.bytes()).map(|(one, two)| digit(one) ^ digit(two));
    both.map(|both| char::from_digit(both, 16).unwrap_or('0')).collect()
}

impl Sqlite {
    /// Seals a report as it stands now.
    pub(super) fn seal(&self, report: i64) -> Result<()> {
        let sql = format!("SELECT r.seal, {SEAL} FROM {SEALED} WHERE r.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let (old, new): (String, String) =
            statement.query_row([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if old == new {
            return Ok(());
        }
        self.connection
            .prepare_cached("UPDATE reports SET seal = ?2 WHERE id = ?1")?
            .execute(params![report, new])?;
        self.change(&old, &new, i64::from(old.is_empty()))
    }

    /// Takes the seal of a report that goes out of those of all.
    pub(super) fn unseal(&self, report: i64) -> Result<()> {
        let mut statement = self.connection.prepare_cached("SELECT seal FROM reports WHERE id = ?1")?;
        let old: String = statement.query_row([report], |row| row.get(0))?;
        self.change(&old, "", -1)
    }

    fn change(&self, old: &str, new: &str, more: i64) -> Result<()> {
        let (_, all) = self.sealed("reports")?;
        let all = together(&together(&all, old), new);
        let mut statement = self
            .connection
            .prepare_cached("UPDATE seals SET digest = ?1, number = number + ?2 WHERE name = 'reports'")?;
        statement.execute(params![all, more])?;
        Ok(())
    }

    /// How many of these are sealed, and their digest.
    pub(super) fn sealed(&self, name: &str) -> Result<(i64, String)> {
        let mut statement =
            self.connection.prepare_cached("SELECT number, digest FROM seals WHERE name = ?1")?;
        let sealed = statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(sealed.unwrap_or_default())
    }

    /// Reports that are not as they were sealed, and whether one is missing.
    pub(super) fn broken_seals(&self) -> Result<Vec<Damage>> {
        let sql = format!("SELECT r.document FROM {SEALED} WHERE r.seal <> {SEAL} ORDER BY r.id");
        let mut statement = self.connection.prepare(&sql)?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?;
        let words = "expected what was known of it when it was kept, found something else".to_string();
        let mut damage = Vec::new();
        for what in names {
            damage.push(Damage { what: what?, words: words.clone() });
        }
        let all = self.connection.query_row("SELECT count(*), together(seal) FROM reports", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        damage.extend(differs("the reports", self.sealed("reports")?, all));
        Ok(damage)
    }

    /// Decisions that are not as they were made, or that do not follow on those before them.
    pub(super) fn broken_chain(&self) -> Result<Vec<Damage>> {
        let sql = format!(
            "SELECT id, digest, chain, {DIGEST}, forgotten,
               (SELECT f.value FROM decisions f WHERE f.id = d.forgotten AND f.act = 'forget') FROM decisions d ORDER BY id"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let (mut damage, mut before, mut count, mut last) = (Vec::new(), String::new(), 0, 0);
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let (digest, chain, found): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let went = row.get::<_, Option<i64>>(4)?.is_some();
            let told: Vec<i64> = row
                .get::<_, Option<String>>(5)?
                .and_then(|told| serde_json::from_str(&told).ok())
                .unwrap_or_default();
            let mut tell = |words: &str| {
                damage.push(Damage { what: format!("decision {id}"), words: words.to_string() });
            };
            match went {
                true if !told.contains(&id) => {
                    tell("expected words that went with a report, found none that says so");
                }
                false if digest != found => tell("expected what was decided, found something else"),
                _ => {}
            }
            if chain != sha256((before + &digest).as_bytes()) {
                tell("expected it to follow on the decision before it, found another there");
            }
            if id != last + 1 {
                tell(&format!("expected decision {} before it, found none", id - 1));
            }
            (before, count, last) = (chain, count + 1, id);
        }
        damage.extend(differs("the decisions", self.sealed("decisions")?, (count, before)));
        Ok(damage)
    }

    /// The number that the next decision has.
    pub(super) fn next_decision(&self) -> Result<u64> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'decisions'")?;
        Ok(unsigned(statement.query_row([], |row| row.get(0))?) + 1)
    }

    /// Chains the decision of this number to the one before it.
    pub(super) fn chained(&self, digest: &str) -> Result<String> {
        let (_, before) = self.sealed("decisions")?;
        Ok(sha256((before + digest).as_bytes()))
    }

    /// Puts down the last chain.
    pub(super) fn end_chain(&self, chain: &str, count: u64) -> Result<()> {
        let mut statement = self
            .connection
            .prepare_cached("UPDATE seals SET digest = ?1, number = ?2 WHERE name = 'decisions'")?;
        statement.execute(params![chain, number(count)])?;
        Ok(())
    }
}

fn differs(what: &str, sealed: (i64, String), found: (i64, String)) -> Option<Damage> {
    let words = match sealed.0 == found.0 {
        false => format!("expected {} of them, found {}", sealed.0, found.0),
        true if sealed.1 == found.1 => return None,
        true => "expected those that were kept, found others".to_string(),
    };
    Some(Damage { what: what.to_string(), words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seals_come_together_in_any_order_and_go_again() {
        let all = together(&together("", "0f"), "a1");
        assert_eq!(all, together(&together("", "a1"), "0f"));
        assert_eq!(together(&all, "a1"), "0f");
        assert_eq!(together("ab", ""), "ab");
    }
}
