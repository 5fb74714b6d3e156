//! Keys, series, counts and findings, as they are read.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{
    Span,
    count::{Count, Finding, Heading, Key, Mark, Occasion, Relation, Series, Standing},
    edtf::Edtf,
    lexicon::{Extent, SourceKind},
    mention::Quantifier,
    order::{Act, Order, OrderStatus},
    origin::{Account, Bounds, Named, wording::Wording},
};
use rusqlite::Row;

use super::{Sqlite, number, readings::own, size, unsigned};
use crate::{
    Error, Result, codec,
    engine::{Folded, KeyRow, Results},
    hash,
};

const ACCOUNTS: &str =
    "SELECT a.*, r.document, e.published, e.agencies, coalesce(e.outlet, t.outlet) AS outlet FROM accounts a
    JOIN reports r ON r.id = a.report_id JOIN extractions e ON e.report_id = a.report_id
    JOIN texts t ON t.report_id = a.report_id";

/// An account before its JSON and words are read.
struct RawAccount {
    id: String,
    document: String,
    bounds: Bounds,
    quantifier: String,
    who: Option<String>,
    words: String,
    source: Option<(String, String)>,
    own: Option<Named>,
    period: Option<String>,
    published: Option<String>,
    outlet: Option<String>,
    agencies: String,
    evidence: String,
}

fn raw_account(row: &Row<'_>) -> rusqlite::Result<RawAccount> {
    let (source, kind): (Option<String>, Option<String>) = (row.get("source")?, row.get("source_kind")?);
    Ok(RawAccount {
        id: row.get("id")?,
        document: row.get("document")?,
        bounds: bounds(row)?,
        quantifier: row.get("quantifier")?,
        who: row.get("who")?,
        words: row.get("words")?,
        source: source.zip(kind),
        own: own(row)?,
        period: row.get("period")?,
        published: row.get("published")?,
        outlet: row.get("outlet")?,
        agencies: row.get("agencies")?,
        evidence: row.get("evidence")?,
    })
}

fn bounds(row: &Row<'_>) -> rusqlite::Result<Bounds> {
    let whole = |column: &str| row.get::<_, Option<i64>>(column).map(|value| value.map(unsigned));
    Ok(Bounds { low: whole("low")?, high: whole("high")? })
}

fn account(raw: RawAccount) -> Result<(String, Account)> {
    let source = raw.source.map(|(text, kind)| {
        Ok::<_, Error>(Named { text, kind: codec::word("source_kind", &kind, SourceKind::parse)? })
    });
    let account = Account {
        document: raw.document,
        bounds: raw.bounds,
        quantifier: codec::word("quantifier", &raw.quantifier, Quantifier::parse)?,
        who: raw.who,
        words: raw.words,
        source: source.transpose()?,
        own: raw.own,
        period: raw.period.as_deref().and_then(Edtf::parse),
        published: raw.published.as_deref().and_then(Edtf::parse),
        outlet: raw.outlet,
        agencies: codec::parse("agencies", &raw.agencies)?,
        evidence: codec::evidence(&raw.evidence)?,
        wording: Wording::default(),
    };
    Ok((raw.id, account))
}

/// Which series are read, names as JSON for `json_each`.
pub(super) enum Which {
    /// All of them.
    All,
    /// Those of these names.
    Series(String),
    /// Those of the counts of these names, with these counts alone.
    Counts(String),
    /// Those of the counts of the accounts of these names, with these accounts alone and no findings.
    Accounts(String),
}

impl Which {
    /// The names, as the first parameter.
    fn names(&self) -> Option<&str> {
        match self {
            Which::All => None,
            Which::Series(names) | Which::Counts(names) | Which::Accounts(names) => Some(names),
        }
    }

    /// A condition on the column that names a series, or on what `counts` says in `{}` of the names of counts.
    fn among(&self, series: &str, counts: &str) -> String {
        match self {
            Which::All => "?1 IS NULL".to_string(),
            Which::Series(_) => format!("{series} IN {NAMES}"),
            Which::Counts(_) => counts.replace("{}", NAMES),
            Which::Accounts(_) => counts
                .replace("{}", &format!("(SELECT count_id FROM count_accounts WHERE account_id IN {NAMES})")),
        }
    }
}

/// The names that were asked for.
const NAMES: &str = "(SELECT value FROM json_each(?1))";

/// A count with its series and its place in it.
type Placed = ((String, i64), Count);

/// What `finding` reads, from the second column on.
pub(super) const FINDING: &str =
    "relation, from_figure, from_byte, from_end_byte, to_figure, to_byte, to_end_byte, reason, likelihood";

/// A finding whose columns follow the first.
pub(super) fn finding(row: &Row<'_>) -> Result<Finding> {
    let relation: String = row.get(1)?;
    let mark = |at: usize| -> rusqlite::Result<Mark> {
        let id: String = row.get(at)?;
        let document = id.rsplit_once(':').map_or("", |(document, _)| document).to_string();
        Ok(Mark { document, span: Span::new(size(row.get(at + 1)?), size(row.get(at + 2)?)) })
    };
    Ok(Finding {
        relation: codec::word("relation", &relation, relation_of)?,
        from: mark(2)?,
        to: mark(5)?,
        reason: row.get(8)?,
        likelihood: row.get(9)?,
    })
}

/// The series that counts belong to.
const THEIR_SERIES: &str = "(SELECT series_id FROM counts WHERE id IN {})";

impl Sqlite {
    pub(super) fn series_rows(&self, which: &Which) -> Result<BTreeMap<String, (Key, Extent, u8)>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, key, extent, rank FROM series WHERE {}",
            which.among("id", &format!("id IN {THEIR_SERIES}"))
        ))?;
        let raws = statement
            .query_map([which.names()], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                    row.get(3)?,
                ))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let read = |(id, key, extent, rank): (String, String, String, u8)| {
            Ok((id, (codec::key(&key)?, codec::word("extent", &extent, extent_of)?, rank)))
        };
        raws.into_iter().map(read).collect()
    }

    /// The accounts of some series, by name.
    fn series_accounts(&self, which: &Which) -> Result<BTreeMap<String, Account>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ACCOUNTS} JOIN keys k ON k.id = a.key_id WHERE {}",
            match which {
                Which::Accounts(_) => format!("a.id IN {NAMES}"),
                _ => which.among(
                    "k.series_id",
                    "a.id IN (SELECT account_id FROM count_accounts WHERE count_id IN {})"
                ),
            }
        ))?;
        let raws =
            statement.query_map([which.names()], raw_account)?.collect::<rusqlite::Result<Vec<_>>>()?;
        raws.into_iter().map(account).collect()
    }

    /// The accounts of some counts, as they stand in them, in order.
    fn standings(
        &self,
        which: &Which,
        mut accounts: BTreeMap<String, Account>,
    ) -> Result<BTreeMap<String, Vec<(String, Standing)>>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT s.count_id, s.account_id, s.day, s.telling, s.origin, s.first, s.stands
             FROM count_accounts s JOIN counts c ON c.id = s.count_id WHERE {} ORDER BY s.count_id, s.position",
            match which {
                Which::Accounts(_) => format!("s.account_id IN {NAMES}"),
                _ => which.among("c.series_id", "c.id IN {}"),
            }
        ))?;
        let mut of_count: BTreeMap<String, Vec<(String, Standing)>> = BTreeMap::new();
        let mut found = statement.query([which.names()])?;
        while let Some(row) = found.next()? {
            let id: String = row.get(1)?;
            // An account stands in one count.
            let Some(account) = accounts.remove(&id) else { continue };
            let day: Option<String> = row.get(2)?;
            let standing = Standing {
                account: account.into(),
                day: day.and_then(|day| day.parse().ok()),
                telling: size(row.get(3)?),
                origin: size(row.get(4)?),
                first: row.get(5)?,
                stands: row.get(6)?,
            };
            of_count.entry(row.get(0)?).or_default().push((id, standing));
        }
        Ok(of_count)
    }

    /// The findings of some series by count; those between its counts under the series.
    fn series_findings(&self, which: &Which) -> Result<BTreeMap<String, Vec<Finding>>> {
        let of = |condition: &str| {
            format!(
                "SELECT coalesce(count_id, series_id), {FINDING}, series_id, position FROM findings WHERE {condition}"
            )
        };
        if matches!(which, Which::Accounts(_)) {
            return Ok(BTreeMap::new());
        }
        // Those of some counts are two walks along indices; a walk along their series would meet those of all its counts.
        let across = format!("count_id IS NULL AND series_id IN {THEIR_SERIES}");
        let of_counts = format!("{} UNION ALL {}", of("count_id IN {}"), of(&across));
        let select = match which {
            Which::Counts(_) => which.among("", &of_counts),
            _ => of(&which.among("series_id", "")),
        };
        let mut statement =
            self.connection.prepare_cached(&format!("{select} ORDER BY series_id, position"))?;
        let mut of_count: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        let mut found = statement.query([which.names()])?;
        while let Some(row) = found.next()? {
            of_count.entry(row.get(0)?).or_default().push(finding(row)?);
        }
        Ok(of_count)
    }

    fn read_series(&self, which: &Which) -> Result<Vec<Series>> {
        let rows = self.series_rows(which)?;
        let mut findings = self.series_findings(which)?;
        let mut counts: BTreeMap<String, Vec<(i64, Count)>> = BTreeMap::new();
        for (id, (place, count)) in self.counts_read(which)? {
            let (series, position) = place;
            let findings = findings.remove(&id).unwrap_or_default();
            counts.entry(series).or_default().push((position, Count { findings, ..count }));
        }
        let series = rows.into_iter().map(|(id, (key, extent, rank))| {
            let mut counts = counts.remove(&id).unwrap_or_default();
            counts.sort_by_key(|(position, _)| *position);
            Series {
                key: key.into(),
                extent,
                rank,
                counts: counts.into_iter().map(|(_, count)| count).collect(),
                findings: findings.remove(&id).unwrap_or_default(),
            }
        });
        Ok(series.collect())
    }

    /// Counts by name, each with its series and its place in it, without findings.
    pub(super) fn counts_read(&self, which: &Which) -> Result<BTreeMap<String, Placed>> {
        let mut standings = self.standings(which, self.series_accounts(which)?)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT series_id, id, low, high, as_of, origins, recommended, reason, position FROM counts WHERE {}",
            which.among("series_id", "id IN {}")
        ))?;
        let mut counts = BTreeMap::new();
        let mut found = statement.query([which.names()])?;
        while let Some(row) = found.next()? {
            let id: String = row.get(1)?;
            let recommended: Option<String> = row.get(6)?;
            let as_of: Option<String> = row.get(4)?;
            let standings = standings.remove(&id).unwrap_or_default();
            let count = Count {
                bounds: bounds(row)?,
                as_of: as_of.and_then(|day| day.parse().ok()),
                origins: size(row.get(5)?),
                recommended: recommended
                    .and_then(|id| standings.iter().position(|(account, _)| *account == id)),
                reason: row.get(7)?,
                findings: Vec::new(),
                accounts: standings.into_iter().map(|(_, standing)| standing).collect(),
            };
            counts.insert(id, ((row.get(0)?, row.get(8)?), count));
        }
        Ok(counts)
    }
}

impl Results for Sqlite {
    fn changed_keys(&self, limit: usize) -> Result<Vec<Key>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT key FROM keys WHERE changed = 1 ORDER BY frame, id LIMIT ?1")?;
        let texts = statement.query_map([number(limit)], |row| row.get::<_, String>(0))?;
        texts.map(|text| codec::key(&text?)).collect()
    }

    fn keys_beside(&self, frames: &BTreeSet<Key>) -> Result<Vec<KeyRow>> {
        let ids: Vec<String> = frames.iter().map(|frame| hash::short(&codec::key_text(frame))).collect();
        // Only a key that changed can have lost its accounts.
        let mut statement = self.connection.prepare_cached(
            "WITH beside AS (SELECT id, series_id FROM keys WHERE frame IN (SELECT value FROM json_each(?1)))
             SELECT k.key, k.series_id, k.changed, k.changed AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.key_id = k.id),
               (SELECT json_group_array(json_array(a.low, a.high)) FROM accounts a WHERE a.key_id = k.id)
             FROM keys k WHERE k.id IN (SELECT id FROM beside) OR k.series_id IN (SELECT series_id FROM beside)
             ORDER BY k.frame, k.id",
        )?;
        let rows = statement
            .query_map([codec::json(&ids)], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get::<_, String>(4)?,
                ))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let read = |(text, series, changed, empty, values): (String, _, _, _, String)| {
            let values: Vec<(Option<u64>, Option<u64>)> = codec::parse("accounts", &values)?;
            let values = values.into_iter().map(|(low, high)| Bounds { low, high }).collect();
            Ok(KeyRow { key: codec::key(&text)?, values, series, changed, empty })
        };
        rows.into_iter().map(read).collect()
    }

    fn accounts(&self, key: &Key) -> Result<Vec<(String, Account)>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{ACCOUNTS} WHERE a.key_id = ?1 ORDER BY r.document, a.id"))?;
        let raws = statement
            .query_map([codec::key_ids(key).0], raw_account)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        raws.into_iter().map(account).collect()
    }

    fn replace_series(&self, gone: &BTreeSet<String>, new: &[Folded]) -> Result<()> {
        self.write_series(gone, new)
    }

    fn settled(&self, keys: &[Key]) -> Result<()> {
        for key in keys {
            let id = codec::key_ids(key).0;
            self.connection.prepare_cached("UPDATE keys SET changed = 0 WHERE id = ?1")?.execute([&id])?;
            self.connection
                .prepare_cached("DELETE FROM keys WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM accounts WHERE key_id = ?1)")?
                .execute([&id])?;
        }
        Ok(())
    }

    fn series(&self, names: Option<&BTreeSet<String>>) -> Result<Vec<Series>> {
        self.read_series(&names.map_or(Which::All, |names| Which::Series(codec::json(names))))
    }

    fn part_of_series(&self, counts: &BTreeSet<String>) -> Result<Vec<Series>> {
        self.read_series(&Which::Counts(codec::json(counts)))
    }

    fn headings(&self) -> Result<Vec<Heading>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document, coalesce(e.title, t.title) AS title, coalesce(e.outlet, t.outlet) AS outlet, t.url, e.published FROM reports r JOIN texts t ON t.report_id = r.id
             LEFT JOIN extractions e ON e.report_id = r.id ORDER BY r.document",
        )?;
        let headings = statement.query_map([], super::pages::heading)?;
        Ok(headings.collect::<rusqlite::Result<_>>()?)
    }

    fn occasions(&self) -> Result<Vec<Occasion>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document, o.* FROM orders o JOIN reports r ON r.id = o.report_id ORDER BY r.document, o.position",
        )?;
        let mut occasions = Vec::new();
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let offset = |column: &str| row.get::<_, i64>(column).map(size);
            let date = |column: &str| {
                row.get::<_, Option<String>>(column).map(|it| it.as_deref().and_then(Edtf::parse))
            };
            let (act, text): (String, String) = (row.get("act")?, row.get("sentence")?);
            let status: String = row.get("status")?;
            let start = offset("sentence_byte")?;
            occasions.push(Occasion {
                document: row.get("document")?,
                order: Order {
                    span: Span::new(offset("start_byte")?, offset("end_byte")?),
                    act: codec::word("act", &act, Act::parse)?,
                    actor: row.get("actor")?,
                    object: row.get("object")?,
                    status: codec::word("status", &status, OrderStatus::parse)?,
                    effective: date("effective")?,
                    deadline: date("deadline")?,
                },
                sentence: Span::new(start, start + text.len()),
                text,
            });
        }
        Ok(occasions)
    }
}

pub(super) const fn extent_code(extent: Extent) -> &'static str {
    match extent {
        Extent::Stock => "stock",
        Extent::Flow => "flow",
        Extent::Either => "either",
    }
}

fn extent_of(code: &str) -> Option<Extent> {
    [Extent::Stock, Extent::Flow, Extent::Either].into_iter().find(|extent| extent_code(*extent) == code)
}

pub(super) fn relation_of(code: &str) -> Option<Relation> {
    use Relation::{
        Contradicts, Corroborates, Drifts, NotComparable, PartOf, Refines, Repeats, SameOrigin, Supersedes,
    };
    let all =
        [Repeats, SameOrigin, Corroborates, Refines, Supersedes, PartOf, Contradicts, Drifts, NotComparable];
    all.into_iter().find(|relation| relation.code() == code)
}
