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
    /// Whether they look at many rows to find a few, so that it should be done once.
    pub(super) slow: bool,
}

/// The countries of a figure; `figures_by_countries` is its index.
const COUNTRIES: &str = "{}.\"from\" || ' ' || {}.at || ' ' || {}.\"to\"";

/// Who tells something, whom it is credited to or the publisher whose own it is, behind the kind; `figures_by_source` and `accounts_by_source` are its indices.
const SOURCE: &str = "coalesce({}.source_kind, {}.own_kind, '') || ' ' || coalesce({}.source, {}.own, '')";

/// Whether that is of this kind, or holds the words.
const BY: &str = "substr(it, 1, instr(it, ' ') - 1) = ? OR holds(substr(it, instr(it, ' ') + 1), ?)";

/// That what stands in the rows of a table is among those values `it` that fit. The index of the expression is asked for one value
/// after the other, so that each is looked at once, in however many rows it stands.
fn told(table: &str, row: &str, expression: &str, fits: &str) -> String {
    let of = |row: &str| expression.replace("{}", row);
    let (own, other) = (of(row), of("d"));
    format!(
        "{own} IN (WITH RECURSIVE told (it) AS (SELECT min({other}) FROM {table} d UNION ALL
           SELECT (SELECT min({other}) FROM {table} d WHERE {other} > told.it) FROM told WHERE told.it IS NOT NULL)
         SELECT it FROM told WHERE {fits})"
    )
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
            self.slow = true;
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
        asked.add(&told("figures", "f", COUNTRIES, "it LIKE ?"), country(filter));
        asked.add("coalesce(f.last_day, f.first_day, e.published) >= ?", filter.since.clone());
        asked.add("coalesce(f.first_day, f.last_day, e.published) <= ?", filter.until.clone());
        asked.add(&told("figures", "f", SOURCE, BY), filter.source.clone());
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
        let both = measures.as_ref().and(code(filter)).map(|code| codec::json(&(code, &filter.measures)));
        if both.is_some() {
            // The series of a measure in a country are few beside all counts of the measure.
            asked.add(
                "c.series_id IN (SELECT n.series_id FROM series_countries n JOIN series s ON s.id = n.series_id
                   WHERE n.code = ? ->> 0 AND s.measure IN (SELECT value FROM json_each(?, '$[1]')))",
                both,
            );
        } else {
            // The rank that a measure has: `counts_in_order` begins with it.
            asked.add(
                "c.rank IN (SELECT (SELECT s.rank FROM series s WHERE s.measure = m.value LIMIT 1) FROM json_each(?) m)",
                measures,
            );
            asked.add(
                "c.series_id IN (SELECT n.series_id FROM series_countries n WHERE n.code = ?)",
                code(filter),
            );
        }
        asked.add(
            "c.series_id IN (SELECT s.id FROM series s WHERE s.place = ?)",
            filter.place.as_deref().map(str::to_lowercase),
        );
        asked.add("c.status = ?", filter.status.clone());
        asked.within(account_tables(filter), |asked| {
            asked.add("search MATCH ?", filter.text.as_deref().map(phrase));
            asked.add("holds(f.sentence, ?)", filter.text.clone());
            asked.add("x.day >= ?", filter.since.clone());
            asked.add("x.day <= ?", filter.until.clone());
            asked.add(&told("accounts", "a", SOURCE, BY), filter.source.clone());
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
            &format!(
                "e.report_id IN (SELECT f.report_id FROM figures f WHERE {})",
                told("figures", "f", SOURCE, BY)
            ),
            filter.source.clone(),
        );
        asked.add(
            "e.report_id IN (SELECT f.report_id FROM figures f WHERE f.status = ?)",
            filter.status.clone(),
        );
        asked.add("e.published >= ?", filter.since.clone());
        asked.add("e.published <= ?", filter.until.clone());
        asked.add("e.published IS NULL AND ?", filter.undated.then_some(1));
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
        asked.add(
            &format!(
                "EXISTS (SELECT 1 FROM figures g WHERE g.id IN (f.from_figure, f.to_figure) AND {})",
                told("figures", "g", SOURCE, BY)
            ),
            filter.source.clone(),
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

/// The place that comes behind all of them.
pub(super) const LEAST_URGENT: i64 = 9;

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

#[cfg(test)]
mod tests {
    use super::*;

    /// The plan of what is asked begins at this index.
    fn check(tables: &str, asked: &Conditions, index: &str) {
        let plan = plan(tables, asked);
        assert!(plan.iter().any(|line| line.ends_with(&format!("{index} (<expr>=?)"))), "{plan:#?}");
        assert!(!plan.iter().any(|line| ["SCAN f", "SCAN a"].contains(&line.as_str())), "{plan:#?}");
    }

    fn plan(tables: &str, asked: &Conditions) -> Vec<String> {
        let engine = Sqlite::in_memory().expect("a database");
        let sql = format!("EXPLAIN QUERY PLAN SELECT count(*) FROM {tables}{}", asked.sql());
        let mut statement = engine.connection.prepare(&sql).expect("a statement");
        let plan = statement
            .query_map(&asked.values()[..], |row| row.get("detail"))
            .expect("a plan")
            .collect::<rusqlite::Result<_>>();
        plan.expect("its lines")
    }

    #[test]
    fn counts_of_a_measure_in_a_country_are_found_by_the_country() {
        let measures = vec!["killed".to_string()];
        let country = Some("MOZ".to_string());
        let plan =
            plan("counts c", &Conditions::on_counts(&Filter { measures, country, ..Filter::default() }));
        assert!(plan.iter().any(|line| line.contains("USING INDEX counts_of_series")), "{plan:#?}");
    }

    #[test]
    fn lists_of_a_country_or_a_source_walk_an_index() {
        let country = Filter { country: Some("moz".to_string()), ..Filter::default() };
        let source = Filter { source: Some("un".to_string()), ..Filter::default() };
        check("figures f", &Conditions::on_figures(&country), "figures_by_countries");
        check("figures f", &Conditions::on_figures(&source), "figures_by_source");
        check("counts c", &Conditions::on_counts(&source), "accounts_by_source");
        check("extractions e", &Conditions::on_reports(&source), "figures_by_source");
    }
}
