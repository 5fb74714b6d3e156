//! Statements by party, and orders with their counter-accounts: as listings, and as text for people. Private persons are told by
//! what they are, not by name.

use recount_core::{
    edtf::Edtf,
    lexicon::SourceKind,
    view::{Answer, OrderLine, Position, StatementLine},
};
use serde_json::{Value, json};

use super::{
    listing::{Column, Shown, Texts},
    printable, words,
};

/// A line for each statement, party by party.
pub const STATEMENTS: &[Column<StatementLine>] = &[
    Column { name: "party", shown: Shown::Cell, value: |line, _| json!(party(line)) },
    Column { name: "kind", shown: Shown::Cell, value: |line, _| json!(line.kind.map(SourceKind::code)) },
    Column { name: "stance", shown: Shown::Cell, value: |line, _| json!(line.stance) },
    Column { name: "to", shown: Shown::Cell, value: |line, _| json!(line.to) },
    Column { name: "content", shown: Shown::Below, value: |line, _| json!(line.content) },
    Column { name: "cue", shown: Shown::Hidden, value: |line, _| json!(line.cue) },
    Column { name: "manner", shown: Shown::Hidden, value: |line, _| json!(line.manner) },
    Column { name: "venue", shown: Shown::Hidden, value: |line, _| json!(line.venue) },
    Column { name: "chain", shown: Shown::Hidden, value: |line, _| json!(line.chain) },
    Column { name: "sentence", shown: Shown::Hidden, value: |line, _| json!(line.text) },
    Column { name: "document", shown: Shown::Cell, value: |line, _| json!(line.document) },
    Column {
        name: "offsets",
        shown: Shown::Hidden,
        value: |line, texts| texts.offsets(&line.document, line.span),
    },
    Column { name: "published", shown: Shown::Cell, value: |line, _| date(line.published) },
    Column { name: "outlet", shown: Shown::Hidden, value: |line, _| json!(line.outlet) },
    Column { name: "url", shown: Shown::Hidden, value: |line, _| json!(line.url) },
];

/// A line for each order; the accounts that stand against it are nested.
pub const ORDERS: &[Column<OrderLine>] = &[
    Column { name: "act", shown: Shown::Cell, value: |line, _| json!(line.act.code()) },
    Column { name: "actor", shown: Shown::Cell, value: |line, _| json!(line.actor) },
    Column { name: "object", shown: Shown::Cell, value: |line, _| json!(line.object) },
    Column { name: "status", shown: Shown::Cell, value: |line, _| json!(line.status.code()) },
    Column { name: "effective", shown: Shown::Cell, value: |line, _| date(line.effective) },
    Column { name: "deadline", shown: Shown::Cell, value: |line, _| date(line.deadline) },
    Column { name: "clause", shown: Shown::Below, value: |line, _| json!(line.clause) },
    Column {
        name: "answers",
        shown: Shown::Hidden,
        value: |line, texts| line.answers.iter().map(|answer| answer_value(answer, texts)).collect(),
    },
    Column { name: "sentence", shown: Shown::Hidden, value: |line, _| json!(line.text) },
    Column { name: "document", shown: Shown::Cell, value: |line, _| json!(line.document) },
    Column {
        name: "offsets",
        shown: Shown::Hidden,
        value: |line, texts| texts.offsets(&line.document, line.span),
    },
    Column { name: "published", shown: Shown::Cell, value: |line, _| date(line.published) },
    Column { name: "outlet", shown: Shown::Hidden, value: |line, _| json!(line.outlet) },
    Column { name: "url", shown: Shown::Hidden, value: |line, _| json!(line.url) },
];

fn date(date: Option<Edtf>) -> Value {
    json!(date.map(|date| date.to_string()))
}

fn answer_value(answer: &Answer, texts: &Texts<'_>) -> Value {
    json!({
        "act": answer.act.code(),
        "actor": answer.actor,
        "clause": answer.clause,
        "document": answer.document,
        "offsets": texts.offsets(&answer.document, answer.span),
        "reason": answer.reason,
    })
}

/// Who speaks, without the name of a private person.
fn party(line: &StatementLine) -> Option<String> {
    line.party.as_deref().map(|party| masked(party, line.kind))
}

/// A party without the name of a private person.
fn masked(party: &str, kind: Option<SourceKind>) -> String {
    words::source(party, kind.map(SourceKind::code))
}

/// The characters that a line of text for people takes.
const WIDTH: usize = 100;

/// The positions for people: each party, what it does by speaking, to whom, and the sentence.
pub fn positions_text(positions: &[Position]) -> String {
    let mut out = String::new();
    for position in positions {
        let party = position
            .party
            .as_deref()
            .map_or_else(|| "nobody named".to_owned(), |party| masked(party, position.kind));
        let kind =
            position.kind.map(|kind| format!(" · {}", kind.code().replace('_', " "))).unwrap_or_default();
        push(&mut out, 0, &format!("{party}{kind}"));
        for line in &position.statements {
            statement_text(&mut out, line);
        }
        out.push('\n');
    }
    out
}

fn statement_text(out: &mut String, line: &StatementLine) {
    let to = line.to.as_ref().map(|to| format!(" → {to}")).unwrap_or_default();
    push(out, 2, &format!("{}{to}: {}", line.stance, line.content));
    let mut about = vec![whence(&line.document, line.published)];
    about.extend(line.venue.iter().map(|venue| format!("in {venue}")));
    about.extend(line.chain.iter().map(|source| format!("by way of {source}")));
    push(out, 6, &about.join(" · "));
    push(out, 6, &format!("“{}”", line.text));
}

/// The orders for people: each act with its days, and what stands against it.
pub fn orders_text(orders: &[OrderLine]) -> String {
    let mut out = String::new();
    for line in orders {
        let actor = line.actor.as_deref().unwrap_or("nobody named");
        let object = line.object.as_ref().map(|object| format!(" → {object}")).unwrap_or_default();
        push(&mut out, 0, &format!("{} · {actor}{object}", line.act.code().replace('_', " ")));
        let mut about = vec![line.status.code().replace('_', " ")];
        about.extend(line.effective.map(|day| format!("takes effect {}", words::date(day))));
        about.extend(line.deadline.map(|day| format!("deadline {}", words::date(day))));
        about.push(whence(&line.document, line.published));
        push(&mut out, 2, &about.join(" · "));
        push(&mut out, 6, &format!("“{}”", line.text));
        for answer in &line.answers {
            let actor = answer.actor.as_deref().unwrap_or("nobody named");
            let told = format!("⇄ {actor}, {}: “{}” ({})", answer.reason, answer.clause, answer.document);
            push(&mut out, 4, &told);
        }
        out.push('\n');
    }
    out
}

fn whence(document: &str, published: Option<Edtf>) -> String {
    let published = published.map_or_else(|| "undated".to_owned(), words::date);
    format!("{document}, {published}")
}

/// Adds words broken between lines, each `indent` in.
fn push(out: &mut String, indent: usize, text: &str) {
    let mut column = 0;
    for word in printable(text).split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
}
