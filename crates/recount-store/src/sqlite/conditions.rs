//! Filters as SQL: the parts of a `WHERE`, each with its value.

use recount_core::count::Relation;
use rusqlite::{Row, ToSql, types::Value};

use super::{Sqlite, reports::phrase};
use crate::{Filter, Result, codec};

/// Parts of a `WHERE`, each with its value.
#[derive(Default)]
pub(super) struct Conditions {
    parts: Vec<String>,
    values: Vec<Value>,
}

/// Narrows to the reports that hold all the words, by the index, before their sentences are looked at.
const TEXT: &str = "f.report_id IN (SELECT rowid FROM search WHERE search MATCH ?)";

impl Conditions {
    /// Adds a part, once its value is asked for. Each `?` of the part stands for the value.
    pub(super) fn add(&mut self, part: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.values.push(value.into());
            self.parts.push(part.replace('?', &format!("?{}", self.values.len())));
        }
    }

    /// Adds one part for all that `inner` asks together, if anything: `open`, all of it, and a parenthesis.
    fn within(&mut self, open: &str, inner: impl FnOnce(&mut Conditions)) {
        let outer = std::mem::take(&mut self.parts);
        inner(self);
        let asked = std::mem::replace(&mut self.parts, outer);
        if !asked.is_empty() {
            self.parts.push(format!("{open} ({}))", asked.join(") AND (")));
        }
    }

    /// Whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// As they stand behind the tables of a query; the first value has the number 1.
    pub(super) fn sql(&self) -> String {
        if self.parts.is_empty() { String::new() } else { format!(" WHERE ({})", self.parts.join(") AND (")) }
    }

    /// The values, by their numbers.
    pub(super) fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }

    /// What is asked of figures `f` of reports `r` with extractions `e`.
    pub(super) fn on_figures(filter: &Filter) -> Conditions {
        let mut asked = Conditions::default();
        asked.add("f.measure IN (SELECT value FROM json_each(?))", measures(filter));
        asked.add("f.\"from\" LIKE ? OR f.at LIKE ? OR f.\"to\" LIKE ?", country(filter));
        asked.add("coalesce(f.last_day, f.first_day, e.published) >= ?", filter.since.clone());
        asked.add("coalesce(f.first_day, f.last_day, e.published) <= ?", filter.until.clone());
        asked.add("f.source_kind = ? OR holds(f.source, ?)", filter.source.clone());
        asked.add("f.status = ?", filter.status.clone());
        asked.add("r.document = ?", filter.document.clone());
        asked.add(TEXT, filter.text.as_deref().map(phrase));
        asked.add("holds(f.sentence, ?)", filter.text.clone());
        asked
    }

    /// What is asked of counts `c`: of what, where and when by the count, by whom, where told and in what words by one of its
    /// accounts.
    pub(super) fn on_counts(filter: &Filter) -> Conditions {
        let mut asked = Conditions::default();
        let measures = measures(filter);
        asked.add("c.measure IN (SELECT value FROM json_each(?))", measures.clone());
        // The rank that a measure has: `counts_in_order` begins with it.
        asked.add(
            "c.rank IN (SELECT (SELECT s.rank FROM series s WHERE s.measure = m.value LIMIT 1) FROM json_each(?) m)",
            measures,
        );
        asked.add(
            "c.series_id IN (SELECT n.series_id FROM series_countries n WHERE n.code = ?)",
            code(filter),
        );
        asked.add("c.status = ?", filter.status.clone());
        asked.within(account_tables(filter), |asked| {
            asked.add("search MATCH ?", filter.text.as_deref().map(phrase));
            asked.add("holds(f.sentence, ?)", filter.text.clone());
            asked.add("x.day >= ?", filter.since.clone());
            asked.add("x.day <= ?", filter.until.clone());
            asked.add("a.source_kind = ? OR holds(a.source, ?)", filter.source.clone());
        });
        asked.add(
            "c.id IN (SELECT x.count_id FROM reports r JOIN accounts a ON a.report_id = r.id
               JOIN count_accounts x ON x.account_id = a.id WHERE r.document = ?)",
            filter.document.clone(),
        );
        asked
    }

    /// What is asked of reports by their extractions `e`.
    pub(super) fn on_reports(filter: &Filter) -> Conditions {
        let mut asked = Conditions::default();
        asked.add(
            "e.report_id IN (SELECT f.report_id FROM figures f WHERE f.measure IN (SELECT value FROM json_each(?)))",
            measures(filter),
        );
        asked.add(
            "e.report_id IN (SELECT a.report_id FROM series_countries n JOIN keys k ON k.series_id = n.series_id
               JOIN accounts a ON a.key_id = k.id WHERE n.code = ?)",
            code(filter),
        );
        asked.add(
            "e.report_id IN (SELECT f.report_id FROM figures f WHERE f.source_kind = ? OR holds(f.source, ?))",
            filter.source.clone(),
        );
        asked.add(
            "e.report_id IN (SELECT f.report_id FROM figures f WHERE f.status = ?)",
            filter.status.clone(),
        );
        asked.add("e.published >= ?", filter.since.clone());
        asked.add("e.published <= ?", filter.until.clone());
        asked.add(
            "e.report_id IN (SELECT rowid FROM search WHERE search MATCH ?)",
            filter.text.as_deref().map(phrase),
        );
        asked.add("e.report_id IN (SELECT id FROM reports WHERE document = ?)", filter.document.clone());
        asked
    }

    /// What is asked of findings `f` inside series.
    pub(super) fn on_findings(relations: &[String], filter: &Filter) -> Conditions {
        let mut asked = Conditions::default();
        let urgencies: Vec<i64> = relations.iter().map(|code| urgency_of(code)).collect();
        asked.add(
            "f.urgency IN (SELECT value FROM json_each(?))",
            (!urgencies.is_empty()).then(|| codec::json(&urgencies)),
        );
        asked.add(
            "EXISTS (SELECT 1 FROM series s WHERE s.id = f.series_id AND s.measure IN (SELECT value FROM json_each(?)))",
            measures(filter),
        );
        asked.add(
            "EXISTS (SELECT 1 FROM series_countries n WHERE n.code = ? AND n.series_id = f.series_id)",
            code(filter),
        );
        asked.add(
            "EXISTS (SELECT 1 FROM series s WHERE s.id = f.series_id AND s.status = ?)",
            filter.status.clone(),
        );
        asked
    }
}

/// The place of a relation in a work list: what a person should look at first.
pub(super) fn urgency(relation: Relation) -> i64 {
    match relation {
        Relation::Contradicts => 0,
        Relation::Drifts => 1,
        Relation::Supersedes => 2,
        Relation::Refines => 3,
        Relation::Corroborates => 4,
        Relation::SameOrigin => 5,
        Relation::Repeats => 6,
        Relation::NotComparable => 7,
        Relation::PartOf => 8,
    }
}

/// That of a relation by its code; of an unknown one, a place that none has.
fn urgency_of(code: &str) -> i64 {
    super::results::relation_of(code).map_or(-1, urgency)
}

fn measures(filter: &Filter) -> Option<String> {
    (!filter.measures.is_empty()).then(|| codec::json(&filter.measures))
}

/// Where the search for accounts of counts begins: at the words, else at the sources, else at the days.
fn account_tables(filter: &Filter) -> &'static str {
    match (&filter.text, &filter.source) {
        (Some(_), _) => {
            "c.id IN (SELECT x.count_id FROM search w CROSS JOIN accounts a ON a.report_id = w.rowid
               CROSS JOIN figures f ON f.account_id = a.id CROSS JOIN count_accounts x ON x.account_id = a.id WHERE"
        }
        (None, Some(_)) => {
            "c.id IN (SELECT x.count_id FROM accounts a CROSS JOIN count_accounts x ON x.account_id = a.id WHERE"
        }
        (None, None) => "c.id IN (SELECT x.count_id FROM count_accounts x WHERE",
    }
}

fn code(filter: &Filter) -> Option<String> {
    filter.country.as_ref().map(|code| code.to_uppercase())
}

fn country(filter: &Filter) -> Option<String> {
    filter.country.as_ref().map(|code| format!("%{}%", code.to_uppercase()))
}

impl Sqlite {
    /// The rows that a query with these conditions finds.
    pub(super) fn rows_where<T>(
        &self,
        select: &str,
        conditions: &Conditions,
        order: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement =
            self.connection.prepare_cached(&format!("{select}{} {order}", conditions.sql()))?;
        let found = statement.query_map(&conditions.values()[..], read)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// How many rows that are.
    pub(super) fn number_of(&self, tables: &str, conditions: &Conditions) -> Result<usize> {
        let sql = format!("SELECT count(*) FROM {tables}{}", conditions.sql());
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(super::size(statement.query_row(&conditions.values()[..], |row| row.get(0))?))
    }
}
