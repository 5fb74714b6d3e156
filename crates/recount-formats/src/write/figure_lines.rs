//! The columns of the listing of figures, and how a report that was kept is acknowledged.

use recount_core::view::FigureLine;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    listing::{Column, Shown},
    words,
};

/// A line for each figure.
pub const FIGURES: &[Column<FigureLine>] = &[
    Column { name: "id", shown: Shown::Cell, value: |line, _| json!(line.id) },
    Column { name: "text", shown: Shown::Cell, value: |line, _| json!(line.text) },
    Column { name: "low", shown: Shown::Hidden, value: |line, _| json!(line.low) },
    Column { name: "high", shown: Shown::Hidden, value: |line, _| json!(line.high) },
    Column { name: "quantifier", shown: Shown::Hidden, value: |line, _| json!(line.quantifier) },
    Column { name: "unit", shown: Shown::Hidden, value: |line, _| json!(line.unit) },
    Column { name: "per", shown: Shown::Hidden, value: |line, _| json!(line.per) },
    Column { name: "measure", shown: Shown::Cell, value: |line, _| json!(line.measure) },
    Column { name: "who", shown: Shown::Cell, value: |line, _| json!(line.who) },
    Column { name: "from", shown: Shown::Cell, value: |line, _| codes(&line.from) },
    Column { name: "at", shown: Shown::Cell, value: |line, _| codes(&line.at) },
    Column { name: "to", shown: Shown::Cell, value: |line, _| codes(&line.to) },
    Column { name: "place", shown: Shown::Cell, value: |line, _| json!(line.place) },
    Column {
        name: "latitude",
        shown: Shown::Hidden,
        value: |line, _| json!(line.point.map(|(north, _)| north)),
    },
    Column {
        name: "longitude",
        shown: Shown::Hidden,
        value: |line, _| json!(line.point.map(|(_, east)| east)),
    },
    Column { name: "geonameid", shown: Shown::Hidden, value: |line, _| json!(line.geonameid) },
    Column { name: "period", shown: Shown::Cell, value: |line, _| json!(line.period) },
    Column { name: "first_day", shown: Shown::Hidden, value: |line, _| json!(line.first_day) },
    Column { name: "last_day", shown: Shown::Hidden, value: |line, _| json!(line.last_day) },
    Column { name: "source", shown: Shown::Cell, value: |line, _| json!(line.source) },
    Column { name: "source_kind", shown: Shown::Hidden, value: |line, _| json!(line.source_kind) },
    Column {
        name: "source_state",
        shown: Shown::Cell,
        value: |line, _| json!(words::source_state(line.source.as_deref(), line.own.as_ref())),
    },
    Column { name: "status", shown: Shown::Cell, value: |line, _| json!(line.status) },
    Column { name: "event", shown: Shown::Hidden, value: |line, _| json!(line.event) },
    Column { name: "scope", shown: Shown::Hidden, value: |line, _| json!(line.scope) },
    Column { name: "cause", shown: Shown::Hidden, value: |line, _| json!(line.cause) },
    Column { name: "decided", shown: Shown::Cell, value: |line, _| json!(line.decided) },
    Column { name: "document", shown: Shown::Hidden, value: |line, _| json!(line.document) },
    Column { name: "start", shown: Shown::Hidden, value: |line, _| json!(line.start) },
    Column { name: "end", shown: Shown::Hidden, value: |line, _| json!(line.end) },
    Column { name: "page", shown: Shown::Hidden, value: |line, _| json!(line.page) },
    Column { name: "published", shown: Shown::Hidden, value: |line, _| json!(line.published) },
    Column { name: "outlet", shown: Shown::Hidden, value: |line, _| json!(line.outlet) },
    Column { name: "title", shown: Shown::Hidden, value: |line, _| json!(line.title) },
    Column { name: "url", shown: Shown::Hidden, value: |line, _| json!(line.url) },
    Column { name: "sentence", shown: Shown::Below, value: |line, _| json!(line.sentence) },
];

/// Codes as a list.
fn codes(codes: &str) -> Value {
    codes.split_whitespace().collect()
}

#[derive(Serialize)]
struct Acknowledgement<'a> {
    status: &'a str,
    document: &'a str,
    sha256: &'a str,
    file: &'a str,
}

/// That a report is safe in the workspace, as one JSON line.
pub fn acknowledgement(status: &str, document: &str, sha256: &str, file: &str) -> String {
    super::line(&Acknowledgement { status, document, sha256, file })
}
