//! What is kept of counts since they were settled, and single accounts of them.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::count::{Finding, Series};
use rusqlite::{OptionalExtension, params, types::Value};

use super::{
    Sqlite,
    conditions::{Conditions, LEAST_URGENT},
    number,
    pages::SUPPORT_ORDER,
    results::{FINDING, Which, finding},
    size,
    table::Table,
};
use crate::{CountRow, Result, answers::Answer, codec, engine::Answers};

pub(super) const ANSWERS: Table = Table {
    name: "answers",
    key: &["count_id"],
    columns: &["standing", "trend", "dispute"],
    of_series: "count_id IN (SELECT id FROM counts WHERE series_id = ?1)",
    anew: false,
};

/// What is kept of the count of this name.
pub(super) fn row(count: &str, answer: &Answer) -> Vec<Value> {
    vec![
        Value::Text(count.to_string()),
        number(answer.standing).into(),
        Value::Text(answer.trend_text()),
        answer.dispute.clone().map_or(Value::Null, Value::Text),
    ]
}

impl Answers for Sqlite {
    fn answers(&self, counts: &BTreeSet<String>) -> Result<BTreeMap<String, Answer>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count_id, standing, trend, dispute FROM json_each(?1) asked JOIN answers ON count_id = asked.value",
        )?;
        let read = |row: &rusqlite::Row<'_>| {
            let trend: String = row.get(2)?;
            let answer =
                Answer { standing: size(row.get(1)?), trend: Answer::steps(&trend), dispute: row.get(3)? };
            Ok((row.get(0)?, answer))
        };
        let found = statement.query_map([codec::json(counts)], read)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn first_accounts(
        &self,
        counts: &BTreeSet<String>,
        each: usize,
    ) -> Result<BTreeMap<String, Vec<String>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT account_id FROM count_accounts WHERE count_id = ?1 ORDER BY position LIMIT ?2",
        )?;
        let of = |count: &String| {
            let names = statement.query_map(params![count, number(each)], |row| row.get(0))?;
            Ok((count.clone(), names.collect::<rusqlite::Result<_>>()?))
        };
        counts.iter().map(of).collect()
    }

    fn numbers_of_accounts(&self, counts: &BTreeSet<String>) -> Result<BTreeMap<String, usize>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.id, c.accounts FROM json_each(?1) asked JOIN counts c ON c.id = asked.value",
        )?;
        let numbers =
            statement.query_map([codec::json(counts)], |row| Ok((row.get(0)?, size(row.get(1)?))))?;
        Ok(numbers.collect::<rusqlite::Result<_>>()?)
    }

    fn accounts_that_say(&self, count: &str, low: Option<u64>, high: Option<u64>) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id FROM count_accounts s JOIN accounts a ON a.id = s.account_id
             WHERE s.count_id = ?1 AND s.stands AND a.low IS ?2 AND a.high IS ?3 ORDER BY s.position",
        )?;
        let names =
            statement.query_map(params![count, low.map(number), high.map(number)], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    fn counts_named_by(&self, accounts: &BTreeSet<String>) -> Result<Vec<(CountRow, Series)>> {
        let accounts = codec::json(accounts);
        let mut asked = Conditions::default();
        let theirs = "c.id IN (SELECT count_id FROM count_accounts WHERE account_id IN (SELECT value FROM json_each(?)))";
        asked.add(theirs, Some(accounts.clone()));
        let (rows, _) = self.counts_by(SUPPORT_ORDER, &asked, 0, i64::MAX as usize)?;
        let which = Which::Accounts(accounts);
        let keys = self.series_rows(&which)?;
        let mut counts = self.counts_read(&which)?;
        let of = |row: CountRow| {
            let count = counts.remove(&row.id)?;
            let (key, extent, rank) = keys.get(&row.series)?.clone();
            Some((row, Series { key: key.into(), extent, rank, counts: vec![count.1], findings: Vec::new() }))
        };
        Ok(rows.into_iter().filter_map(of).collect())
    }

    fn first_findings(&self, series: &str, each: usize) -> Result<Vec<(Option<String>, Finding)>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count_id, {FINDING} FROM findings INDEXED BY findings_in_order
             WHERE urgency = ?1 AND series_id = ?2 ORDER BY position LIMIT ?3"
        ))?;
        let mut findings = Vec::new();
        for urgency in 0..LEAST_URGENT {
            let mut found = statement.query(params![urgency, series, number(each)])?;
            while let Some(row) = found.next()? {
                findings.push((row.get(0)?, finding(row)?));
            }
        }
        Ok(findings)
    }

    fn states_of(&self, documents: &BTreeSet<String>) -> Result<BTreeMap<String, String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document, r.seal || ' ' || e.library || ' ' || e.lexicon || ' ' || (SELECT coalesce(max(id), 0) FROM decisions)
             FROM json_each(?1) asked JOIN reports r ON r.document = asked.value JOIN extractions e ON e.report_id = r.id",
        )?;
        let states = statement.query_map([codec::json(documents)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(states.collect::<rusqlite::Result<_>>()?)
    }

    fn figure_at(&self, document: &str, byte: usize) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.id FROM reports r JOIN figures f ON f.report_id = r.id WHERE r.document = ?1 AND f.start_byte = ?2 LIMIT 1",
        )?;
        Ok(statement.query_row(params![document, number(byte)], |row| row.get(0)).optional()?)
    }
}
