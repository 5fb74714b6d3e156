//! The columns of what changed between two days.

use recount_core::view::Change;
use serde_json::json;

use super::listing::{Column, Shown};

/// A line for each count that is new, rose, fell, changed otherwise or is gone.
pub const CHANGES: &[Column<Change>] = &[
    Column { name: "change", shown: Shown::Cell, value: |it, _| json!(it.kind) },
    Column { name: "measure", shown: Shown::Cell, value: |it, _| json!(it.count.measure) },
    Column { name: "before", shown: Shown::Cell, value: |it, _| json!(it.before) },
    Column { name: "now", shown: Shown::Cell, value: |it, _| json!(it.now) },
    Column { name: "people", shown: Shown::Cell, value: |it, _| json!(it.count.people) },
    Column { name: "from", shown: Shown::Cell, value: |it, _| json!(it.count.from) },
    Column { name: "at", shown: Shown::Cell, value: |it, _| json!(it.count.at) },
    Column { name: "to", shown: Shown::Cell, value: |it, _| json!(it.count.to) },
    Column { name: "place", shown: Shown::Cell, value: |it, _| json!(it.count.place) },
    Column { name: "status", shown: Shown::Cell, value: |it, _| json!(it.count.status) },
    Column {
        name: "as_of",
        shown: Shown::Cell,
        value: |it, _| json!(it.count.as_of.map(|day| day.to_string())),
    },
    Column {
        name: "documents",
        shown: Shown::Hidden,
        value: |it, _| it.count.accounts.iter().map(|account| json!(account.document)).collect(),
    },
    Column { name: "id", shown: Shown::Hidden, value: |it, _| json!(it.count.id) },
];
