//! Keys and evidence as JSON.

use recount_core::{
    Block, BlockKind, Span,
    count::{Key, Places, Which},
    edtf::Edtf,
    event::{Cause, Scope},
    figure::{Per, Status, Unit},
    origin::{Evidence, Group, Names},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

use crate::{Error, Result, hash};

/// A value as JSON text.
pub(crate) fn json(value: &impl Serialize) -> String {
    // Plain data without maps of odd keys always serialises.
    serde_json::to_string(value).unwrap_or_default()
}

/// A value from the JSON text of a column.
pub(crate) fn parse<T: DeserializeOwned>(column: &str, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|error| Error::told(format!("expected JSON in `{column}`, found {error}")))
}

/// A block as it is kept: kind, start, end, level, page, and the cells that head it.
type StoredBlock = (String, usize, usize, u8, Option<u32>, Vec<(usize, usize)>);

/// Blocks as JSON; none where there are none.
pub(crate) fn blocks_text(blocks: &[Block]) -> Option<String> {
    let stored = |block: &Block| -> StoredBlock {
        let headers = block.headers.iter().map(|span| (span.start, span.end)).collect();
        (block.kind.code().to_string(), block.span.start, block.span.end, block.level, block.page, headers)
    };
    (!blocks.is_empty()).then(|| json(&blocks.iter().map(stored).collect::<Vec<_>>()))
}

/// The blocks of that text; those of another version's kinds are left out.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let stored: Vec<StoredBlock> = serde_json::from_str(text).unwrap_or_default();
    let block = |(kind, start, end, level, page, headers): StoredBlock| {
        let headers = headers.into_iter().map(|(start, end)| Span::new(start, end)).collect();
        Some(Block { kind: BlockKind::parse(&kind)?, span: Span::new(start, end), level, page, headers })
    };
    stored.into_iter().filter_map(block).collect()
}

/// A word from a column that holds one of a few.
pub(crate) fn word<T>(column: &str, code: &str, read: fn(&str) -> Option<T>) -> Result<T> {
    read(code).ok_or_else(|| Error::told(format!("expected a known word in `{column}`, found `{code}`")))
}

#[derive(Serialize, Deserialize)]
struct Stored {
    measure: String,
    unit: String,
    status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    per: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    share_of: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phase: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    apart: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    site: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    peoples: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    standing: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    parts: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    from: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    at: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    to: BTreeSet<String>,
}

/// A key as JSON; equal keys give equal text.
pub(crate) fn key_text(key: &Key) -> String {
    let Key { measure, unit, status, per, place, within, share_of, phase, apart, which, group, countries } =
        key.clone();
    let set = |names: &Names| names.iter().cloned().collect();
    json(&Stored {
        measure,
        unit: unit.code().to_string(),
        status: status.code().to_string(),
        per: per.map(|per| per.code().to_string()),
        place,
        within,
        share_of,
        phase,
        apart,
        scope: which.scope.map(|scope| scope.code().to_string()),
        day: which.day.map(|day| day.to_string()),
        event: which.name,
        site: which.site,
        cause: which.cause.map(|cause| cause.code().to_string()),
        peoples: set(&group.peoples),
        standing: set(&group.standing),
        parts: set(&group.parts),
        from: set(&countries.from),
        at: set(&countries.at),
        to: set(&countries.to),
    })
}

/// The key of that text.
pub(crate) fn key(text: &str) -> Result<Key> {
    let stored: Stored = parse("key", text)?;
    Ok(Key {
        measure: stored.measure,
        unit: word("unit", &stored.unit, Unit::parse)?,
        status: word("status", &stored.status, Status::parse)?,
        per: stored.per.map(|code| word("per", &code, Per::parse)).transpose()?,
        place: stored.place,
        within: stored.within,
        share_of: stored.share_of,
        phase: stored.phase,
        apart: stored.apart,
        which: Which {
            scope: stored.scope.map(|code| word("scope", &code, Scope::parse)).transpose()?,
            day: stored.day.and_then(|day| Edtf::parse(&day)?.day()),
            name: stored.event,
            site: stored.site,
            cause: stored.cause.map(|code| word("cause", &code, Cause::parse)).transpose()?,
        },
        group: Group {
            peoples: stored.peoples.into(),
            standing: stored.standing.into(),
            parts: stored.parts.into(),
        },
        countries: Places { from: stored.from.into(), at: stored.at.into(), to: stored.to.into() },
    })
}

/// The names under which a key and its frame are stored.
pub(crate) fn key_ids(key: &Key) -> (String, String) {
    (hash::short(&key_text(key)), hash::short(&key_text(&key.frame())))
}

#[derive(Serialize, Deserialize)]
struct StoredEvidence {
    figure: (usize, usize),
    sentence: (usize, usize),
    text: String,
}

/// Evidence as JSON.
pub(crate) fn evidence_text(evidence: &[Evidence]) -> String {
    let stored = evidence.iter().map(|it| StoredEvidence {
        figure: (it.span.start, it.span.end),
        sentence: (it.sentence.start, it.sentence.end),
        text: it.text.clone(),
    });
    json(&stored.collect::<Vec<_>>())
}

/// The evidence of that text.
pub(crate) fn evidence(text: &str) -> Result<Vec<Evidence>> {
    let stored: Vec<StoredEvidence> = parse("evidence", text)?;
    let evidence = stored.into_iter().map(|it| Evidence {
        span: Span::new(it.figure.0, it.figure.1),
        sentence: Span::new(it.sentence.0, it.sentence.1),
        text: it.text,
    });
    Ok(evidence.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_as_they_went() {
        let set = |words: &[&str]| words.iter().map(|word| word.to_string()).collect();
        let whole = Key {
            measure: "returned".to_string(),
            unit: Unit::Household,
            status: Status::Planned,
            per: Some(Per::Week),
            place: Some("spin boldak".to_string()),
            within: Some("kandahar".to_string()),
            share_of: Some(24),
            phase: Some(2),
            apart: Some(7),
            which: Which {
                scope: Some(Scope::Since),
                day: Edtf::parse("2027-03-01").and_then(|day| day.day()),
                name: Some("lurna".to_string()),
                site: Some("tbn school".to_string()),
                cause: Some(Cause::Disaster),
            },
            group: Group { peoples: set(&["AFG"]), standing: set(&["refugee"]), parts: set(&["child"]) },
            countries: Places { from: set(&["PAK"]), at: set(&["IRN", "PAK"]), to: set(&["AFG"]) },
        };
        for key in [whole.frame(), whole] {
            assert_eq!(self::key(&key_text(&key)).expect("a key"), key);
        }
        assert!(self::key("{\"measure\":\"x\",\"unit\":\"smell\",\"status\":\"planned\"}").is_err());
    }
}
