//! The columns of each listing: what the lines of counts, findings and the timeline tell.

use recount_core::{
    edtf::Edtf,
    origin::Named,
    view::{
        AccountLine, CountLine, Day, Dispute, Entry, EvidenceLine, FindingRow, OriginRow, Said, Side, Teller,
    },
};
use serde_json::{Value, json};

use super::{
    listing::{Column, Shown, Texts},
    words,
};

/// A line for each count; its accounts are nested, each with its sentences.
pub const COUNTS: &[Column<CountLine>] = &[
    Column { name: "measure", shown: Shown::Cell, value: |count, _| json!(count.measure) },
    Column { name: "range", shown: Shown::Cell, value: |count, _| json!(count.range) },
    Column { name: "low", shown: Shown::Hidden, value: |count, _| json!(count.low) },
    Column { name: "high", shown: Shown::Hidden, value: |count, _| json!(count.high) },
    Column { name: "people", shown: Shown::Cell, value: |count, _| json!(count.people) },
    Column { name: "unit", shown: Shown::Hidden, value: |count, _| json!(count.unit) },
    Column { name: "per", shown: Shown::Cell, value: |count, _| json!(count.per) },
    Column { name: "event", shown: Shown::Cell, value: |count, _| json!(count.event) },
    Column { name: "scope", shown: Shown::Hidden, value: |count, _| json!(count.scope) },
    Column { name: "cause", shown: Shown::Hidden, value: |count, _| json!(count.cause) },
    Column { name: "share_of", shown: Shown::Cell, value: |count, _| json!(count.share_of) },
    Column { name: "status", shown: Shown::Cell, value: |count, _| json!(count.status) },
    Column { name: "phase", shown: Shown::Cell, value: |count, _| json!(count.phase) },
    Column { name: "from", shown: Shown::Cell, value: |count, _| json!(count.from) },
    Column { name: "at", shown: Shown::Cell, value: |count, _| json!(count.at) },
    Column { name: "to", shown: Shown::Cell, value: |count, _| json!(count.to) },
    Column { name: "place", shown: Shown::Cell, value: |count, _| json!(count.place) },
    Column { name: "as_of", shown: Shown::Cell, value: |count, _| date(count.as_of) },
    Column { name: "origins", shown: Shown::Cell, value: |count, _| json!(count.origins) },
    Column { name: "recommended", shown: Shown::Hidden, value: |count, _| json!(count.recommended) },
    Column { name: "take", shown: Shown::Below, value: |count, _| taken(count) },
    Column { name: "reason", shown: Shown::Hidden, value: |count, _| json!(count.reason) },
    Column { name: "id", shown: Shown::Hidden, value: |count, _| json!(count.id) },
    Column {
        name: "accounts",
        shown: Shown::Hidden,
        value: |count, texts| count.accounts.iter().map(|line| account(line, texts)).collect(),
    },
];

/// What each account of a count tells.
pub const ACCOUNTS: &[Column<AccountLine>] = &[
    Column { name: "document", shown: Shown::Cell, value: |line, _| json!(line.document) },
    Column { name: "title", shown: Shown::Hidden, value: |line, _| json!(line.title) },
    Column { name: "outlet", shown: Shown::Hidden, value: |line, _| json!(line.outlet) },
    Column { name: "url", shown: Shown::Hidden, value: |line, _| json!(line.url) },
    Column { name: "published", shown: Shown::Cell, value: |line, _| date(line.published) },
    Column { name: "words", shown: Shown::Cell, value: |line, _| json!(line.words) },
    Column { name: "low", shown: Shown::Hidden, value: |line, _| json!(line.low) },
    Column { name: "high", shown: Shown::Hidden, value: |line, _| json!(line.high) },
    Column { name: "quantifier", shown: Shown::Hidden, value: |line, _| json!(line.quantifier) },
    Column {
        name: "source",
        shown: Shown::Cell,
        value: |line, _| source(line.source.as_deref(), line.source_kind),
    },
    Column { name: "source_kind", shown: Shown::Hidden, value: |line, _| json!(line.source_kind) },
    Column {
        name: "source_state",
        shown: Shown::Hidden,
        value: |line, _| state(line.source.as_deref(), line.own.as_ref()),
    },
    Column { name: "period", shown: Shown::Cell, value: |line, _| date(line.period) },
    Column { name: "day", shown: Shown::Hidden, value: |line, _| date(line.day) },
    Column { name: "origin", shown: Shown::Hidden, value: |line, _| json!(line.origin) },
    Column { name: "first", shown: Shown::Hidden, value: |line, _| json!(line.first) },
    Column { name: "stands", shown: Shown::Cell, value: |line, _| json!(line.stands) },
    Column { name: "evidence", shown: Shown::Hidden, value: evidence },
];

/// A line for each finding, with both accounts and their sentences.
pub const FINDINGS: &[Column<FindingRow>] = &[
    Column { name: "relation", shown: Shown::Cell, value: |row, _| json!(row.relation) },
    Column { name: "measure", shown: Shown::Cell, value: |row, _| json!(row.measure) },
    Column { name: "from_document", shown: Shown::Cell, value: |row, _| json!(row.from.document) },
    Column { name: "from_words", shown: Shown::Cell, value: |row, _| json!(row.from.words) },
    Column { name: "to_document", shown: Shown::Cell, value: |row, _| json!(row.to.document) },
    Column { name: "to_words", shown: Shown::Cell, value: |row, _| json!(row.to.words) },
    Column { name: "likelihood", shown: Shown::Cell, value: |row, _| json!(row.likelihood) },
    Column { name: "reason", shown: Shown::Below, value: |row, _| json!(row.reason) },
    Column { name: "id", shown: Shown::Hidden, value: |row, _| json!(row.id) },
    Column { name: "from", shown: Shown::Hidden, value: |row, texts| side(&row.from, texts) },
    Column { name: "to", shown: Shown::Hidden, value: |row, texts| side(&row.to, texts) },
];

/// A line for each count on which voices do not agree; its numbers are nested, lowest first.
pub const DISPUTES: &[Column<Dispute>] = &[
    Column { name: "question", shown: Shown::Cell, value: |row, _| json!(row.question) },
    Column { name: "measure", shown: Shown::Hidden, value: |row, _| json!(row.measure) },
    Column { name: "cause", shown: Shown::Cell, value: |row, _| json!(row.cause) },
    Column {
        name: "said",
        shown: Shown::Below,
        value: |row, _| json!(row.numbers.iter().map(in_words).collect::<Vec<_>>().join("; ")),
    },
    Column { name: "count", shown: Shown::Hidden, value: |row, _| json!(row.count) },
    Column {
        name: "numbers",
        shown: Shown::Hidden,
        value: |row, _| row.numbers.iter().map(number_said).collect(),
    },
];

/// A number of a dispute, who says it, and since when.
fn in_words(said: &Said) -> String {
    let since = said.since.map(|day| format!(" since {day}")).unwrap_or_default();
    format!("{}: {}{since}", said.words, said.voices.join(", "))
}

fn number_said(said: &Said) -> Value {
    json!({
        "words": said.words, "low": said.low, "high": said.high, "voices": said.voices, "since": date(said.since),
        "documents": said.documents,
    })
}

/// A line for each two reports, or two of their figures, that go back to one telling.
pub const ORIGINS: &[Column<OriginRow>] = &[
    Column { name: "how", shown: Shown::Cell, value: |row, _| json!(row.how) },
    Column { name: "first", shown: Shown::Cell, value: |row, _| json!(row.first.document) },
    Column { name: "second", shown: Shown::Cell, value: |row, _| json!(row.second.document) },
    Column { name: "likelihood", shown: Shown::Cell, value: |row, _| json!(row.likelihood) },
    Column { name: "jaccard", shown: Shown::Cell, value: |row, _| json!(row.jaccard) },
    Column { name: "containment", shown: Shown::Cell, value: |row, _| json!(row.containment) },
    Column { name: "credit", shown: Shown::Cell, value: |row, _| json!(row.credit) },
    Column { name: "first_words", shown: Shown::Cell, value: |row, _| json!(row.first.words) },
    Column { name: "second_words", shown: Shown::Cell, value: |row, _| json!(row.second.words) },
    Column { name: "reason", shown: Shown::Below, value: |row, _| json!(row.reason) },
    Column { name: "differs", shown: Shown::Below, value: |row, _| differs(row) },
    Column { name: "first_telling", shown: Shown::Hidden, value: |row, texts| teller(&row.first, texts) },
    Column { name: "second_telling", shown: Shown::Hidden, value: |row, texts| teller(&row.second, texts) },
    Column { name: "changes", shown: Shown::Hidden, value: changes },
];

/// A line for each thing on the timeline, with its day or interval.
pub const TIMELINE: &[Column<(Option<Edtf>, Entry)>] = &[
    Column { name: "when", shown: Shown::Cell, value: |(when, _), _| date(*when) },
    Column {
        name: "by_publication",
        shown: Shown::Hidden,
        value: |(_, entry), _| json!(entry.by_publication),
    },
    Column { name: "kind", shown: Shown::Cell, value: |(_, entry), _| json!(entry.kind) },
    Column { name: "text", shown: Shown::Cell, value: |(_, entry), _| json!(entry.text) },
    Column {
        name: "source",
        shown: Shown::Cell,
        value: |(_, entry), _| source(entry.source.as_deref(), entry.source_kind),
    },
    Column {
        name: "source_state",
        shown: Shown::Hidden,
        value: |(_, entry), _| state(entry.source.as_deref(), entry.own.as_ref()),
    },
    Column { name: "document", shown: Shown::Cell, value: |(_, entry), _| json!(entry.document) },
    Column { name: "measure", shown: Shown::Hidden, value: |(_, entry), _| json!(entry.measure) },
    Column { name: "status", shown: Shown::Hidden, value: |(_, entry), _| json!(entry.status) },
    Column { name: "countries", shown: Shown::Hidden, value: |(_, entry), _| json!(entry.countries) },
    Column { name: "count", shown: Shown::Hidden, value: |(_, entry), _| json!(entry.count) },
    Column {
        name: "span",
        shown: Shown::Hidden,
        value: |(_, entry), texts| texts.offsets(&entry.document, entry.span),
    },
    Column {
        name: "sentence",
        shown: Shown::Hidden,
        value: |(_, entry), texts| texts.offsets(&entry.document, entry.sentence),
    },
    Column { name: "words", shown: Shown::Below, value: |(_, entry), _| json!(entry.words) },
];

/// The days of a timeline as one line for each entry.
pub fn entries(days: Vec<Day>) -> Vec<(Option<Edtf>, Entry)> {
    days.into_iter().flat_map(|day| day.entries.into_iter().map(move |entry| (day.when, entry))).collect()
}

fn date(date: Option<Edtf>) -> Value {
    json!(date.map(|date| date.to_string()))
}

/// Whom it is credited to, without the name of a private person.
fn source(source: Option<&str>, kind: Option<&str>) -> Value {
    json!(source.map(|source| words::source(source, kind)))
}

/// Whether it is credited, its publisher's own, or of no named source.
fn state(source: Option<&str>, own: Option<&Named>) -> Value {
    json!(words::source_state(source, own))
}

/// The account to take in a few words, or why there is none.
fn taken(count: &CountLine) -> Value {
    match count.recommended.and_then(|at| count.accounts.get(at)) {
        Some(line) => {
            let source = words::on_whose_word(line.source.as_deref(), line.source_kind, line.own.as_ref());
            json!(format!("take “{}”, {source}, in {}: {}", line.words, line.document, count.reason))
        }
        None if count.reason.is_empty() => Value::Null,
        None => json!(format!("take none: {}", count.reason)),
    }
}

fn account(line: &AccountLine, texts: &Texts<'_>) -> Value {
    let fields = ACCOUNTS.iter().map(|column| (column.name.to_owned(), (column.value)(line, texts)));
    Value::Object(fields.collect())
}

fn evidence(line: &AccountLine, texts: &Texts<'_>) -> Value {
    let sentence = |evidence: &EvidenceLine| {
        json!({
            "span": texts.offsets(&line.document, evidence.span),
            "sentence": texts.offsets(&line.document, evidence.sentence),
            "text": evidence.text,
        })
    };
    line.evidence.iter().map(sentence).collect()
}

/// Changes that are told in a line.
const TOLD: usize = 6;

/// The words that differ, in a line: “nearly” → “over”.
fn differs(row: &OriginRow) -> Value {
    let side = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("“{words}”") };
    let told = row.changes.iter().take(TOLD);
    let told: Vec<String> =
        told.map(|change| format!("{} → {}", side(&change.before), side(&change.after))).collect();
    let more = row.changes.len().saturating_sub(TOLD);
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    if told.is_empty() { Value::Null } else { json!(told.join(", ") + &more) }
}

fn changes(row: &OriginRow, texts: &Texts<'_>) -> Value {
    let change = |change: &recount_core::view::ChangeLine| {
        json!({
            "before": change.before,
            "after": change.after,
            "before_span": texts.offsets(&row.first.document, change.before_span),
            "after_span": texts.offsets(&row.second.document, change.after_span),
        })
    };
    row.changes.iter().map(change).collect()
}

fn teller(teller: &Teller, texts: &Texts<'_>) -> Value {
    json!({
        "document": teller.document,
        "outlet": teller.outlet,
        "published": date(teller.published),
        "words": teller.words,
        "source": source(teller.source.as_deref(), teller.source_kind),
        "source_state": teller.words.as_ref().map(|_| state(teller.source.as_deref(), teller.own.as_ref())),
        "sentence": teller.sentence.map_or(Value::Null, |span| texts.offsets(&teller.document, span)),
    })
}

fn side(side: &Side, texts: &Texts<'_>) -> Value {
    json!({
        "document": side.document,
        "outlet": side.outlet,
        "published": date(side.published),
        "words": side.words,
        "low": side.low,
        "high": side.high,
        "source": source(side.source.as_deref(), side.source_kind),
        "source_kind": side.source_kind,
        "source_state": state(side.source.as_deref(), side.own.as_ref()),
        "day": date(side.day),
        "count": side.count,
        "span": texts.offsets(&side.document, side.span),
        "sentence": texts.offsets(&side.document, side.sentence),
        "text": side.text,
    })
}
