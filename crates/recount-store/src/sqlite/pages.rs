//! What pages show: every query here walks an index and stops at its limit.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{
    count::{DECIDED, Heading},
    edtf::Edtf,
    view::situation::Reports,
};
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Sqlite,
    conditions::Conditions,
    number,
    readings::{FIGURE, FIGURE_ORDER, figure, own},
    reports::phrase,
    size, unsigned,
};
use crate::{
    Filter, Result, codec,
    engine::Pages,
    pages::{CountRow, Facets, FindingPageRow, Found, Page, ReportRow, Summary, Take},
    rows::FigureRow,
};

/// What most stands behind first; `counts_by_support` is its index.
pub(super) const SUPPORT_ORDER: &str = "ORDER BY c.support DESC, c.series_id, c.position DESC";

/// The order of the ledger; `counts_in_order` is its index.
const COUNT_ORDER: &str =
    "ORDER BY c.rank, c.measure, c.certainty, c.magnitude DESC, c.series_id, c.position DESC";

/// The counts with contradictions that nobody decided about; `counts_disputed` is their index and holds all that is asked.
const DISPUTED: &str =
    "FROM counts INDEXED BY counts_disputed WHERE contradictions > 0 AND reason NOT LIKE ?1";

/// Reports with the name of an event that are looked at for one in whose title it stands.
const NAMED: usize = 2_000;

fn count(row: &Row<'_>) -> rusqlite::Result<CountRow> {
    let whole = |column: &str| row.get::<_, Option<i64>>(column).map(|value| value.map(unsigned));
    let size = |column: &str| row.get::<_, i64>(column).map(size);
    let figure: Option<String> = row.get("take")?;
    let key = codec::key(&row.get::<_, String>("key")?).ok();
    let which = key.map(|key| key.which).unwrap_or_default();
    let take = figure.map(|figure| {
        Ok::<_, rusqlite::Error>(Take {
            figure,
            words: row.get("words")?,
            source: row.get("source")?,
            source_kind: row.get("source_kind")?,
            own: own(row)?,
            document: row.get("document")?,
        })
    });
    Ok(CountRow {
        id: row.get("id")?,
        series: row.get("series_id")?,
        measure: row.get("measure")?,
        unit: row.get("unit")?,
        status: row.get("status")?,
        per: row.get("per")?,
        people: row.get("people")?,
        from: row.get("from")?,
        at: row.get("at")?,
        to: row.get("to")?,
        place: row.get::<_, Option<String>>("place")?.map(|place| recount_core::view::words::name(&place)),
        low: whole("low")?,
        high: whole("high")?,
        range: row.get("range")?,
        since: row.get("since")?,
        as_of: row.get("as_of")?,
        published: row.get("published")?,
        origins: size("origins")?,
        accounts: size("accounts")?,
        contradictions: size("contradictions")?,
        take: take.transpose()?,
        reason: row.get("reason")?,
        event: which.label(),
        scope: which.scope.map(|scope| scope.code()),
        cause: which.cause.map(|cause| cause.code()),
    })
}

fn report(row: &Row<'_>) -> rusqlite::Result<ReportRow> {
    let size = |column: &str| row.get::<_, i64>(column).map(size);
    Ok(ReportRow {
        document: row.get("document")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        url: row.get("url")?,
        published: row.get("published")?,
        added: row.get("added")?,
        language: row.get("language")?,
        figures: size("figures")?,
        statements: size("statements")?,
        orders: size("orders")?,
    })
}

/// What marks the words searched for inside a passage; texts hold neither.
const OPEN: char = '\u{2}';
/// What ends such a mark.
const CLOSE: char = '\u{3}';

/// The passage in pieces, the words searched for marked.
fn pieces(passage: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    for part in passage.split(OPEN) {
        let (marked, rest) = part.split_once(CLOSE).unwrap_or(("", part));
        let both = [(marked.to_string(), true), (rest.to_string(), false)];
        pieces.extend(both.into_iter().filter(|(words, _)| !words.is_empty()));
    }
    pieces
}

impl Sqlite {
    fn total(&self, name: &str) -> Result<usize> {
        let mut statement = self.connection.prepare_cached("SELECT number FROM totals WHERE name = ?1")?;
        Ok(size(statement.query_row([name], |row| row.get(0)).optional()?.unwrap_or(0)))
    }

    /// As many rows as `conditions` leave: all that the table has, where they are none.
    fn total_where(&self, name: &str, tables: &str, conditions: &Conditions) -> Result<usize> {
        if conditions.is_empty() { self.total(name) } else { self.number_of(tables, conditions) }
    }

    /// The counts asked for in an order, and how many there are where that was found on the way.
    pub(super) fn counts_by(
        &self,
        order: &str,
        asked: &Conditions,
        offset: usize,
        limit: usize,
    ) -> Result<(Vec<CountRow>, Option<usize>)> {
        let (with, from, total) = if asked.slow {
            let found =
                format!("WITH found AS MATERIALIZED (SELECT c.rowid AS row FROM counts c{})", asked.sql());
            (found, "found JOIN counts c ON c.rowid = found.row".to_string(), "(SELECT count(*) FROM found)")
        } else {
            (String::new(), format!("counts c{}", asked.sql()), "0")
        };
        let select = format!(
            "{with} SELECT c.*, s.unit, s.per, s.people, s.\"from\", s.at, s.\"to\", s.place, s.key, a.id AS take, a.words, a.source, a.source_kind, a.own, a.own_kind,
               r.document, {total} AS total
             FROM (SELECT c.rowid AS row FROM {from} {order} LIMIT {limit} OFFSET {offset}) p
             JOIN counts c ON c.rowid = p.row JOIN series s ON s.id = c.series_id
             LEFT JOIN accounts a ON a.id = c.recommended LEFT JOIN reports r ON r.id = a.report_id {order}"
        );
        let mut statement = self.connection.prepare_cached(&select)?;
        let read = |row: &Row<'_>| Ok((count(row)?, size(row.get("total")?)));
        let found = statement.query_map(&asked.values()[..], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        let total = found.first().map(|(_, total)| *total);
        Ok((found.into_iter().map(|(row, _)| row).collect(), total))
    }

    /// The figures of these names.
    fn figures_named(&self, ids: &BTreeSet<String>) -> Result<BTreeMap<String, FigureRow>> {
        let mut asked = Conditions::default();
        asked.add("f.id IN (SELECT value FROM json_each(?))", Some(codec::json(ids)));
        let figures = self.rows_where(FIGURE, &asked, "", figure)?;
        Ok(figures.into_iter().map(|figure| (figure.id.clone(), figure)).collect())
    }
}

impl Pages for Sqlite {
    fn summary(&self) -> Result<Summary> {
        let mut statement = self.connection.prepare_cached("SELECT name, number FROM totals")?;
        let totals: BTreeMap<String, usize> = statement
            .query_map([], |row| Ok((row.get(0)?, size(row.get(1)?))))?
            .collect::<rusqlite::Result<_>>()?;
        let total = |name: &str| totals.get(name).copied().unwrap_or(0);
        let findings = totals
            .iter()
            .filter_map(|(name, number)| Some((name.strip_prefix("findings:")?.to_string(), *number)));
        let one = |sql: &str| -> Result<Option<String>> {
            Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.flatten())
        };
        let decisions = self
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM decisions")?
            .query_row([], |row| row.get(0))?;
        Ok(Summary {
            reports: total("reports"),
            figures: total("figures"),
            statements: total("statements"),
            orders: total("orders"),
            series: total("series"),
            counts: total("counts"),
            findings: findings.collect(),
            decisions: size(decisions),
            published: one("SELECT min(published) FROM extractions")?
                .zip(one("SELECT max(published) FROM extractions")?),
            added: one("SELECT added FROM reports ORDER BY id DESC LIMIT 1")?,
        })
    }

    fn revision(&self) -> Result<u64> {
        let others: i64 = self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(unsigned(others).wrapping_add(self.connection.total_changes()))
    }

    fn counts_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<CountRow>> {
        let asked = Conditions::on_counts(filter);
        let (rows, total) = self.counts_by(COUNT_ORDER, &asked, offset, limit)?;
        let total = match total {
            Some(total) if asked.slow => total,
            _ => self.total_where("counts", "counts c", &asked)?,
        };
        Ok(Page { rows, total })
    }

    fn best_supported(&self, filter: &Filter, limit: usize) -> Result<Vec<CountRow>> {
        Ok(self.counts_by(SUPPORT_ORDER, &Conditions::on_counts(filter), 0, limit)?.0)
    }

    fn supported_series(&self, limit: usize) -> Result<BTreeSet<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT series_id FROM counts ORDER BY support DESC, series_id, position DESC LIMIT ?1",
        )?;
        let found = statement.query_map([number(limit)], |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn reports_told(&self, day: Option<&str>) -> Result<Reports> {
        // Of all reports the tallies tell, and the end of an index.
        let asked = match day {
            None => {
                "SELECT (SELECT number FROM totals WHERE name = 'reports'),
                   coalesce((SELECT number FROM tallies WHERE kind = 'undated' AND name = ''), 0),
                   (SELECT count(*) FROM tallies WHERE kind = 'outlet'), (SELECT max(published) FROM extractions) WHERE ?1 IS NULL"
            }
            Some(_) => {
                "SELECT count(*), coalesce(sum(published IS NULL), 0), count(DISTINCT lower(outlet)), max(published) FROM extractions
                 WHERE published IS NULL OR published <= ?1"
            }
        };
        let mut statement = self.connection.prepare_cached(asked)?;
        let told = statement.query_row([day], |row| {
            let last: Option<String> = row.get(3)?;
            Ok(Reports {
                number: size(row.get(0)?),
                undated: size(row.get(1)?),
                publishers: size(row.get(2)?),
                last: last.as_deref().and_then(Edtf::parse).and_then(|day| day.last_day()),
                titles: Vec::new(),
            })
        })?;
        Ok(told)
    }

    fn titles_with(&self, word: &str, limit: usize) -> Result<Vec<String>> {
        // A title stands in the text, or among what is known of it: the index of words has both.
        let mut statement = self.connection.prepare_cached(
            "SELECT e.title FROM (SELECT rowid FROM search WHERE search MATCH ?3 LIMIT ?4) named
             JOIN extractions e ON e.report_id = named.rowid WHERE instr(lower(e.title), ?1) > 0 LIMIT ?2",
        )?;
        let asked = params![word, number(limit), phrase(word), number(NAMED)];
        let found = statement.query_map(asked, |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn facets(&self, limit: usize) -> Result<Facets> {
        let of = |kind: &str| -> Result<Vec<(String, usize)>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT name, number FROM tallies WHERE kind = ?1 ORDER BY number DESC, name LIMIT ?2",
            )?;
            let found = statement
                .query_map(params![kind, number(limit)], |row| Ok((row.get(0)?, size(row.get(1)?))))?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        };
        Ok(Facets { measures: of("measure")?, countries: of("country")?, places: of("place")? })
    }

    fn counts_of(&self, id: &str) -> Result<Option<(String, Vec<String>)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM series WHERE id = ?1 UNION ALL SELECT series_id FROM counts WHERE id = ?1 LIMIT 1",
        )?;
        let Some(series) = statement.query_row([id], |row| row.get::<_, String>(0)).optional()? else {
            return Ok(None);
        };
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM counts WHERE series_id = ?1 ORDER BY position")?;
        let names = statement.query_map([&series], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Some((series, names)))
    }

    fn people_of(&self, series: &str) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached("SELECT people FROM series WHERE id = ?1")?;
        Ok(statement.query_row([series], |row| row.get(0)).optional()?.flatten())
    }

    fn headings_of(&self, documents: &BTreeSet<String>) -> Result<Vec<Heading>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document, coalesce(e.title, t.title) AS title, coalesce(e.outlet, t.outlet) AS outlet, t.url, e.published FROM json_each(?1) asked
             JOIN reports r ON r.document = asked.value JOIN texts t ON t.report_id = r.id
             LEFT JOIN extractions e ON e.report_id = r.id ORDER BY r.document",
        )?;
        let headings = statement.query_map([codec::json(documents)], heading)?;
        Ok(headings.collect::<rusqlite::Result<_>>()?)
    }

    fn reports_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<ReportRow>> {
        let asked = Conditions::on_reports(filter);
        let select = format!(
            "SELECT r.document, r.added, coalesce(e.title, t.title) AS title, coalesce(e.outlet, t.outlet) AS outlet, t.url, t.language, e.published,
               (SELECT count(*) FROM figures f WHERE f.report_id = r.id) AS figures,
               (SELECT count(*) FROM statements s WHERE s.report_id = r.id) AS statements,
               (SELECT count(*) FROM orders o WHERE o.report_id = r.id) AS orders
             FROM (SELECT e.report_id FROM extractions e{} ORDER BY e.published DESC, e.report_id DESC
                   LIMIT {limit} OFFSET {offset}) p
             JOIN extractions e ON e.report_id = p.report_id JOIN reports r ON r.id = p.report_id
             JOIN texts t ON t.report_id = p.report_id ORDER BY e.published DESC, e.report_id DESC",
            asked.sql()
        );
        let mut statement = self.connection.prepare_cached(&select)?;
        let rows = statement.query_map(&asked.values()[..], report)?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Page { rows, total: self.total_where("reports", "extractions e", &asked)? })
    }

    fn added_before(&self, day: &str) -> Result<BTreeSet<String>> {
        let mut statement =
            self.connection.prepare_cached("SELECT document FROM reports WHERE added < ?1")?;
        let documents = statement.query_map([day], |row| row.get(0))?;
        Ok(documents.collect::<rusqlite::Result<_>>()?)
    }

    fn dates_of(&self, id: i64) -> Result<(String, Option<String>)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.added, e.published FROM reports r LEFT JOIN extractions e ON e.report_id = r.id WHERE r.id = ?1",
        )?;
        Ok(statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    fn figures_page(&self, filter: &Filter, offset: usize, limit: usize) -> Result<Page<FigureRow>> {
        let asked = Conditions::on_figures(filter);
        let order = format!("{FIGURE_ORDER} LIMIT {limit} OFFSET {offset}");
        if asked.is_empty() {
            // The reports are walked in order of name, and no further than the page.
            let select = "SELECT f.*, r.document, coalesce(e.title, t.title) AS title, coalesce(e.outlet, t.outlet) AS outlet, t.url, e.published FROM reports r
                 CROSS JOIN figures f ON f.report_id = r.id CROSS JOIN texts t ON t.report_id = f.report_id
                 LEFT JOIN extractions e ON e.report_id = f.report_id";
            let rows = self.rows_where(select, &asked, &order, figure)?;
            return Ok(Page { rows, total: self.total("figures")? });
        }
        let tables = "figures f JOIN reports r ON r.id = f.report_id
             LEFT JOIN extractions e ON e.report_id = f.report_id";
        Ok(Page {
            rows: self.rows_where(FIGURE, &asked, &order, figure)?,
            total: self.number_of(tables, &asked)?,
        })
    }

    fn findings_page(
        &self,
        relations: &[String],
        filter: &Filter,
        offset: usize,
        limit: usize,
    ) -> Result<Page<FindingPageRow>> {
        let asked = Conditions::on_findings(relations, filter);
        let order = format!("ORDER BY f.urgency, f.series_id, f.position LIMIT {limit} OFFSET {offset}");
        let select =
            "SELECT f.relation, f.series_id, f.count_id, f.reason, f.likelihood, f.from_figure, f.to_figure
             FROM findings f";
        let found = self.rows_where(select, &asked, &order, |row| {
            let ends: (String, String) = (row.get(5)?, row.get(6)?);
            Ok((ends, (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        })?;
        let ids = found.iter().flat_map(|((from, to), _)| [from.clone(), to.clone()]).collect();
        let figures = self.figures_named(&ids)?;
        let rows =
            found.into_iter().filter_map(|((from, to), (relation, series, count, reason, likelihood))| {
                let (from, to) = (figures.get(&from)?.clone(), figures.get(&to)?.clone());
                Some(FindingPageRow { relation, series, count, reason, likelihood, from, to })
            });
        let total = if asked.is_empty() {
            self.summary()?.findings.values().sum()
        } else {
            self.number_of("findings f", &asked)?
        };
        Ok(Page { rows: rows.collect(), total })
    }

    fn figures_called(&self, ids: &BTreeSet<String>) -> Result<BTreeMap<String, FigureRow>> {
        self.figures_named(ids)
    }

    fn disputed(&self, offset: usize, limit: usize) -> Result<Page<String>> {
        let decided = format!("{DECIDED}:%");
        let one = |row: &Row<'_>| row.get::<_, String>(0);
        let rows = self
            .connection
            .prepare_cached(&format!(
                "SELECT id {DISPUTED} ORDER BY certainty, origins DESC, contradictions DESC, rank, id LIMIT ?2 OFFSET ?3"
            ))?
            .query_map(params![decided, number(limit), number(offset)], one)?
            .collect::<rusqlite::Result<_>>()?;
        let total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {DISPUTED}"))?
            .query_row([decided], |row| row.get(0))?;
        Ok(Page { rows, total: size(total) })
    }

    fn series_of(&self, report: i64) -> Result<BTreeMap<String, String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.id, k.series_id FROM figures f JOIN accounts a ON a.id = f.account_id JOIN keys k ON k.id = a.key_id
             WHERE f.report_id = ?1 AND k.series_id IS NOT NULL",
        )?;
        let found = statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn found(&self, words: &str, limit: usize) -> Result<Vec<Found>> {
        let sought = phrase(words);
        if sought.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document, coalesce(e.title, t.title) AS title, coalesce(e.outlet, t.outlet) AS outlet, e.published, snippet(search, 1, char(2), char(3), '…', 32)
             FROM search JOIN reports r ON r.id = search.rowid JOIN texts t ON t.report_id = r.id
             LEFT JOIN extractions e ON e.report_id = r.id
             WHERE search MATCH ?1 ORDER BY search.rank, r.id LIMIT ?2",
        )?;
        let found = statement.query_map(params![sought, number(limit)], |row| {
            Ok(Found {
                document: row.get(0)?,
                title: row.get(1)?,
                outlet: row.get(2)?,
                published: row.get(3)?,
                passage: pieces(&row.get::<_, String>(4)?),
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

/// What is known of a report beside its text.
pub(super) fn heading(row: &Row<'_>) -> rusqlite::Result<Heading> {
    let published: Option<String> = row.get(4)?;
    Ok(Heading {
        document: row.get(0)?,
        title: row.get(1)?,
        outlet: row.get(2)?,
        url: row.get(3)?,
        published: published.as_deref().and_then(Edtf::parse),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_searched_for_are_marked() {
        let found = pieces("…the \u{2}governor\u{3} of \u{2}Zambezia\u{3}");
        let told: Vec<(&str, bool)> = found.iter().map(|(words, marked)| (words.as_str(), *marked)).collect();
        assert_eq!(told, [("…the ", false), ("governor", true), (" of ", false), ("Zambezia", true)]);
    }
}
