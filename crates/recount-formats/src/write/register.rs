//! The register as listings: acts with their tellings, positions by party, allegations.

use recount_core::{
    edtf::Edtf,
    lexicon::SourceKind,
    register::{Allegation, Party, Position, Told, Voiced},
    view::EntryLine,
};
use serde_json::{Value, json};

use super::listing::{Column, Shown, Texts};

/// A line for each act; its tellings are nested, each with its sentence.
pub const REGISTER: &[Column<EntryLine>] = &[
    Column { name: "kind", shown: Shown::Cell, value: |line, _| json!(line.entry.kind.code()) },
    Column {
        name: "authority",
        shown: Shown::Cell,
        value: |line, _| json!(line.entry.authority.as_ref().map(|it| &it.name)),
    },
    Column { name: "whom", shown: Shown::Cell, value: |line, _| json!(line.entry.whom) },
    Column { name: "announced", shown: Shown::Cell, value: |line, _| date(line.entry.announced) },
    Column { name: "in_force", shown: Shown::Cell, value: |line, _| date(line.entry.in_force) },
    Column { name: "deadline", shown: Shown::Cell, value: |line, _| date(line.entry.deadline) },
    Column { name: "status", shown: Shown::Cell, value: |line, _| json!(line.entry.status.code()) },
    Column { name: "relation", shown: Shown::Cell, value: |line, _| json!(line.entry.relation) },
    Column { name: "told", shown: Shown::Cell, value: |line, _| json!(line.entry.tellings.len()) },
    Column {
        name: "words",
        shown: Shown::Below,
        value: |line, _| json!(line.entry.tellings.first().map(|told| &told.clause)),
    },
    Column { name: "id", shown: Shown::Hidden, value: |line, _| json!(line.entry.id) },
    Column { name: "parent", shown: Shown::Hidden, value: |line, _| json!(line.entry.parent) },
    Column {
        name: "history",
        shown: Shown::Hidden,
        value: |line, _| {
            line.entry
                .history
                .iter()
                .map(|(status, document)| json!({"status": status.code(), "document": document}))
                .collect()
        },
    },
    Column {
        name: "disputed",
        shown: Shown::Hidden,
        value: |line, _| json!({"deadline": days(&line.entry.deadlines), "in_force": days(&line.entry.beginnings)}),
    },
    Column { name: "contested_by", shown: Shown::Hidden, value: |line, _| json!(line.entry.contested_by) },
    Column {
        name: "counts",
        shown: Shown::Hidden,
        value: |line, _| {
            line.counts
                .iter()
                .map(|count| json!({"id": count.id, "measure": count.measure, "range": count.range}))
                .collect()
        },
    },
    Column {
        name: "tellings",
        shown: Shown::Hidden,
        value: |line, texts| line.entry.tellings.iter().map(|it| told(it, texts)).collect(),
    },
];

/// A line for each position, party by party.
pub const POSITIONS: &[Column<Position>] = &[
    Column { name: "party", shown: Shown::Cell, value: |line, _| json!(line.party.name) },
    Column { name: "stance", shown: Shown::Cell, value: |line, _| json!(line.stance.code()) },
    Column { name: "told", shown: Shown::Cell, value: |line, _| json!(line.tellings.len()) },
    Column {
        name: "doubtful",
        shown: Shown::Cell,
        value: |line, _| json!(line.is_inferred.then_some("speaker inferred")),
    },
    Column { name: "what", shown: Shown::Below, value: |line, _| json!(line.what) },
    Column { name: "about", shown: Shown::Cell, value: |line, _| json!(line.about) },
    Column { name: "state", shown: Shown::Hidden, value: |line, _| json!(line.party.state) },
    Column { name: "body", shown: Shown::Hidden, value: |line, _| json!(line.party.body) },
    Column { name: "person", shown: Shown::Hidden, value: |line, _| json!(person(&line.party)) },
    Column { name: "id", shown: Shown::Hidden, value: |line, _| json!(line.id) },
    Column {
        name: "tellings",
        shown: Shown::Hidden,
        value: |line, texts| line.tellings.iter().map(|it| voiced(it, texts)).collect(),
    },
];

/// A line for each allegation.
pub const ALLEGATIONS: &[Column<Allegation>] = &[
    Column { name: "what", shown: Shown::Cell, value: |line, _| json!(line.what) },
    Column { name: "by", shown: Shown::Cell, value: |line, _| json!(line.by) },
    Column { name: "against", shown: Shown::Cell, value: |line, _| json!(line.against) },
    Column { name: "where", shown: Shown::Cell, value: |line, _| json!(line.place) },
    Column { name: "alleged_by", shown: Shown::Cell, value: |line, _| json!(line.alleged_by) },
    Column { name: "told", shown: Shown::Cell, value: |line, _| json!(line.tellings.len()) },
    Column {
        name: "words",
        shown: Shown::Below,
        value: |line, _| json!(line.tellings.first().map(|told| &told.content)),
    },
    Column { name: "id", shown: Shown::Hidden, value: |line, _| json!(line.id) },
    Column {
        name: "tellings",
        shown: Shown::Hidden,
        value: |line, texts| line.tellings.iter().map(|it| voiced(it, texts)).collect(),
    },
];

fn date(date: Option<Edtf>) -> Value {
    json!(date.map(|date| date.to_string()))
}

fn days(days: &[Edtf]) -> Vec<String> {
    days.iter().map(Edtf::to_string).collect()
}

/// The person who speaks for a body; private people are not named.
fn person(party: &Party) -> Option<&str> {
    party.person.as_deref().filter(|_| party.kind != Some(SourceKind::Witness))
}

fn told(told: &Told, texts: &Texts<'_>) -> Value {
    json!({
        "document": told.document,
        "published": date(told.published),
        "offsets": texts.offsets(&told.document, told.span),
        "text": told.clause,
        "sentence": texts.offsets(&told.document, told.sentence),
        "words": told.text,
    })
}

fn voiced(told: &Voiced, texts: &Texts<'_>) -> Value {
    json!({
        "document": told.document,
        "published": date(told.published),
        "offsets": texts.offsets(&told.document, told.span),
        "text": told.content,
        "words": told.text,
    })
}
