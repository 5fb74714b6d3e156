//! Series that were folded anew, as rows. Most of a series stays when a report comes, so only the rows that differ are written.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{
    count::{Count, Finding, Mark, Relation, Series},
    figure::Status,
    origin::{Bounds, Names},
    view,
};
use rusqlite::{OptionalExtension, params, types::Value};

use super::{
    Sqlite,
    answers::{self, ANSWERS},
    conditions::urgency,
    number,
    results::extent_code,
    table::Table,
};
use crate::{Error, Result, answers::Answer, codec, engine::Folded, hash};

const SERIES: Table = Table {
    name: "series",
    key: &["id"],
    columns: &[
        "measure",
        "unit",
        "status",
        "per",
        "place",
        "from",
        "at",
        "to",
        "extent",
        "rank",
        "magnitude",
        "accounts",
        "key",
        "people",
    ],
    of_series: "id = ?1",
    anew: false,
};

const COUNTRIES: Table = Table {
    name: "series_countries",
    key: &["code", "series_id"],
    columns: &[],
    of_series: "series_id = ?1",
    anew: false,
};

const COUNTS: Table = Table {
    name: "counts",
    key: &["id"],
    columns: &[
        "series_id",
        "position",
        "low",
        "high",
        "as_of",
        "origins",
        "recommended",
        "reason",
        "range",
        "accounts",
        "contradictions",
        "since",
        "published",
        "rank",
        "measure",
        "certainty",
        "status",
        "magnitude",
        "countries",
        "support",
    ],
    of_series: "series_id = ?1",
    anew: false,
};

const STANDINGS: Table = Table {
    name: "count_accounts",
    key: &["count_id", "position"],
    columns: &["account_id", "day", "telling", "origin", "first", "stands"],
    of_series: "count_id IN (SELECT id FROM counts WHERE series_id = ?1)",
    anew: false,
};

const FINDINGS: Table = Table {
    name: "findings",
    key: &["series_id", "position"],
    columns: &[
        "count_id",
        "relation",
        "from_figure",
        "from_byte",
        "from_end_byte",
        "to_figure",
        "to_byte",
        "to_end_byte",
        "reason",
        "likelihood",
        "urgency",
    ],
    of_series: "series_id = ?1",
    anew: true,
};

impl Sqlite {
    /// Puts series in the place of others. One that keeps its name keeps the rows that stay as they are.
    pub(super) fn write_series(&self, gone: &BTreeSet<String>, new: &[Folded]) -> Result<()> {
        let mut named: BTreeMap<String, &Folded> = BTreeMap::new();
        for folded in new {
            named.insert(self.free_name(folded, gone, &named)?, folded);
        }
        for id in gone.iter().filter(|id| !named.contains_key(*id)) {
            self.connection.prepare_cached("DELETE FROM series WHERE id = ?1")?.execute([id])?;
        }
        named.iter().try_for_each(|(id, folded)| self.write_one(id, folded))
    }

    /// Names leave out marks; two keys that differ in nothing else are told apart by a hash.
    fn free_name(
        &self,
        folded: &Folded,
        gone: &BTreeSet<String>,
        named: &BTreeMap<String, &Folded>,
    ) -> Result<String> {
        let name = folded.series.key.name();
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM series WHERE id = ?1")?;
        let stays = || Ok::<_, Error>(statement.query_row([&name], |_| Ok(())).optional()?.is_some());
        if named.contains_key(&name) || (!gone.contains(&name) && { stays }()?) {
            return Ok(format!("{name}-{}", hash::short(&codec::key_text(&folded.series.key))));
        }
        Ok(name)
    }

    fn write_one(&self, id: &str, folded: &Folded) -> Result<()> {
        let series = &folded.series;
        self.write_rows(&SERIES, id, vec![series_row(id, series)])?;
        self.write_keys(id, folded)?;
        let places = &series.key.countries;
        let codes: BTreeSet<&String> =
            [&places.from, &places.at, &places.to].into_iter().flat_map(|names| names.iter()).collect();
        let countries = codes.into_iter().map(|code| vec![text(code), text(id)]);
        self.write_rows(&COUNTRIES, id, countries.collect())?;
        let name = series.key.name();
        let own_name = |at: usize| {
            let own = view::table::id(series, at);
            format!("{id}{}", own.strip_prefix(&name).unwrap_or(&own))
        };
        let ids: Vec<String> = (0..series.counts.len()).map(own_name).collect();
        let (mut counts, mut standings, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        let magnitude = series.magnitude();
        for (at, (count, count_id)) in series.counts.iter().zip(&ids).enumerate() {
            let mut accounts = Vec::with_capacity(count.accounts.len());
            for standing in &count.accounts {
                accounts.push(self.name_of(&Mark::of(&standing.account), folded)?);
            }
            counts.push(count_row(series, magnitude, (id, count_id, at), count, &accounts));
            kept.extend(Answer::of(count, &accounts).map(|answer| answers::row(count_id, &answer)));
            standings.extend(standing_rows(count_id, count, accounts));
        }
        // The names of a count's accounts and findings go with it.
        self.write_rows(&COUNTS, id, counts)?;
        self.write_rows(&STANDINGS, id, standings)?;
        self.write_rows(&ANSWERS, id, kept)?;
        let findings = positions(series).into_iter().map(|(position, count, finding)| {
            self.finding_row(id, position, count.and_then(|at| ids.get(at)), finding, folded)
        });
        self.write_rows(&FINDINGS, id, findings.collect::<Result<_>>()?)
    }

    /// The keys of the series are those of `folded`.
    fn write_keys(&self, id: &str, folded: &Folded) -> Result<()> {
        let keys: BTreeSet<String> = folded.keys.iter().map(|key| codec::key_ids(key).0).collect();
        let mut statement = self.connection.prepare_cached("SELECT id FROM keys WHERE series_id = ?1")?;
        let old = statement
            .query_map([id], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<BTreeSet<_>>>()?;
        let mut statement = self.connection.prepare_cached("UPDATE keys SET series_id = ?2 WHERE id = ?1")?;
        for key in old.difference(&keys) {
            statement.execute(params![key, Option::<&str>::None])?;
        }
        for key in keys.difference(&old) {
            statement.execute(params![key, id])?;
        }
        Ok(())
    }

    fn finding_row(
        &self,
        series_id: &str,
        position: usize,
        count: Option<&String>,
        finding: &Finding,
        folded: &Folded,
    ) -> Result<Vec<Value>> {
        let ends = |mark: &Mark| [number(mark.span.start).into(), number(mark.span.end).into()];
        let [from, from_end] = ends(&finding.from);
        let [to, to_end] = ends(&finding.to);
        Ok(vec![
            text(series_id),
            number(position).into(),
            maybe(count),
            text(finding.relation.code()),
            text(self.name_of(&finding.from, folded)?),
            from,
            from_end,
            text(self.name_of(&finding.to, folded)?),
            to,
            to_end,
            text(finding.reason.as_str()),
            finding.likelihood.into(),
            urgency(finding.relation).into(),
        ])
    }

    /// The name of the account at this mark.
    fn name_of(&self, mark: &Mark, folded: &Folded) -> Result<String> {
        folded.names.get(mark).cloned().ok_or_else(|| {
            Error::told(format!(
                "expected an account at byte {} of {}, found none",
                mark.span.start, mark.document
            ))
        })
    }
}

fn series_row(id: &str, series: &Series) -> Vec<Value> {
    let key = &series.key;
    vec![
        text(id),
        text(key.measure.as_str()),
        text(key.unit.code()),
        text(key.status.code()),
        maybe(key.per.map(|per| per.code())),
        maybe(key.place.as_ref()),
        text(listed(&[&key.countries.from])),
        text(listed(&[&key.countries.at])),
        text(listed(&[&key.countries.to])),
        text(extent_code(series.extent)),
        i64::from(series.rank).into(),
        number(series.magnitude()).into(),
        number(series.accounts().count()).into(),
        text(codec::key_text(key)),
        maybe(view::table::people(series)),
    ]
}

/// A count that has the name, and the place in its series.
fn count_row(
    series: &Series,
    magnitude: u64,
    (series_id, id, at): (&str, &str, usize),
    count: &Count,
    accounts: &[String],
) -> Vec<Value> {
    let (key, countries) = (&series.key, &series.key.countries);
    let bounds: Vec<Bounds> = count.standing().map(|standing| standing.account.bounds).collect();
    let contradictions = count.findings.iter().filter(|it| it.relation == Relation::Contradicts).count();
    let published = count.accounts.iter().filter_map(|standing| standing.account.published);
    let since = count.standing().filter_map(|standing| standing.day).min();
    vec![
        text(id),
        text(series_id),
        number(at).into(),
        count.bounds.low.map(number).into(),
        count.bounds.high.map(number).into(),
        maybe(count.as_of.map(|day| day.to_string())),
        number(count.origins).into(),
        maybe(count.recommended.and_then(|at| accounts.get(at))),
        text(count.reason.as_str()),
        text(view::words::range(&bounds)),
        number(count.accounts.len()).into(),
        number(contradictions).into(),
        maybe(since.map(|day| day.to_string())),
        maybe(published.map(|date| date.to_string()).max()),
        i64::from(series.rank).into(),
        text(key.measure.as_str()),
        certainty(key.status).into(),
        text(key.status.code()),
        number(magnitude).into(),
        text(listed(&[&countries.from, &countries.at, &countries.to])),
        number(support(series, count)).into(),
    ]
}

/// How much stands behind a count that may answer for a pile; nothing behind a plan, a rate, a share.
fn support(series: &Series, count: &Count) -> usize {
    let key = &series.key;
    let plain = key.status == Status::Reported && key.per.is_none() && key.share_of.is_none();
    if plain { count.accounts.len() + 2 * count.origins.saturating_sub(1) } else { 0 }
}

fn standing_rows(id: &str, count: &Count, accounts: Vec<String>) -> impl Iterator<Item = Vec<Value>> {
    count.accounts.iter().zip(accounts).enumerate().map(move |(position, (standing, account))| {
        vec![
            text(id),
            number(position).into(),
            text(account),
            maybe(standing.day.map(|day| day.to_string())),
            number(standing.telling).into(),
            number(standing.origin).into(),
            standing.first.into(),
            standing.stands.into(),
        ]
    })
}

/// How many positions each count has for its findings; where they are not enough, those that follow are pushed back.
const ROOM: usize = 4096;

/// The findings of a series with their positions, in order, each with the place of its count, if it is of one. Each count has room of
/// its own and so has each pair of neighbours, lest one more finding move all that follow.
fn positions(series: &Series) -> Vec<(usize, Option<usize>, &Finding)> {
    let across = series.counts.len().next_power_of_two();
    let own = series.counts.iter().enumerate();
    let own = own.flat_map(|(at, count)| count.findings.iter().map(move |it| (at, Some(at), it)));
    let across = series.findings.iter().enumerate().map(|(at, it)| (across + at, None, it));
    let mut free = 0;
    let mut placed = Vec::new();
    for (room, count, finding) in own.chain(across) {
        let position = free.max(room * ROOM);
        free = position + 1;
        placed.push((position, count, finding));
    }
    placed
}

fn text(words: impl Into<String>) -> Value {
    Value::Text(words.into())
}

fn maybe(words: Option<impl Into<String>>) -> Value {
    words.map_or(Value::Null, text)
}

/// Codes separated by spaces, each once.
fn listed(names: &[&Names]) -> String {
    let codes: BTreeSet<&str> = names.iter().flat_map(|names| names.iter().map(String::as_str)).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

/// The place of a status in the order of the ledger.
const fn certainty(status: Status) -> i64 {
    match status {
        Status::Reported => 0,
        Status::Planned => 1,
        Status::Denied => 2,
        Status::Hypothetical => 3,
    }
}
