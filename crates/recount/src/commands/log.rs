//! `recount log`: every decision, with those that can no longer be carried out.

use anyhow::Result;
use clap::Args;
use recount_formats::write::{Column, Shown, Texts};
use recount_store::{Anchor, Decision};
use serde_json::{Value, json};

use crate::output::Status;

use super::{listing::Written, workspace::Which};

/// List every decision with who, when and why, and those whose words are gone from their report
#[derive(Args)]
pub(crate) struct Log {
    #[command(flatten)]
    which: Which,
    /// Only those that can no longer be carried out
    #[arg(long)]
    orphaned: bool,
    #[command(flatten)]
    written: Written,
}

/// A decision, and why it can no longer be carried out.
struct Line {
    decision: Decision,
    orphaned: Option<String>,
}

const LOG: &[Column<Line>] = &[
    Column { name: "decision", shown: Shown::Cell, value: |line, _| json!(line.decision.id) },
    Column { name: "made", shown: Shown::Cell, value: |line, _| json!(line.decision.made) },
    Column { name: "author", shown: Shown::Cell, value: |line, _| json!(line.decision.draft.author) },
    Column { name: "act", shown: Shown::Cell, value: |line, _| json!(line.decision.draft.act.code()) },
    Column { name: "undoes", shown: Shown::Cell, value: |line, _| json!(line.decision.draft.undoes) },
    Column {
        name: "figure",
        shown: Shown::Cell,
        value: |line, _| words(line.decision.draft.figure.as_ref()),
    },
    Column { name: "other", shown: Shown::Cell, value: |line, _| words(line.decision.draft.other.as_ref()) },
    Column { name: "field", shown: Shown::Cell, value: |line, _| json!(line.decision.draft.field) },
    Column { name: "value", shown: Shown::Cell, value: |line, _| json!(line.decision.draft.value) },
    Column { name: "reason", shown: Shown::Below, value: |line, _| json!(line.decision.draft.reason) },
    Column {
        name: "orphaned",
        shown: Shown::Below,
        value: |line, _| json!(line.orphaned.as_ref().map(|why| format!("cannot be carried out: {why}"))),
    },
];

/// The figure's name when it was decided, and its words.
fn words(anchor: Option<&Anchor>) -> Value {
    let told = anchor.filter(|it| !it.document.is_empty());
    told.map_or(Value::Null, |it| json!(format!("{}:{} “{}”", it.document, it.start, it.exact)))
}

impl Log {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let workspace = self.which.open()?;
        let orphans = workspace.orphans()?;
        let mut lines: Vec<Line> = Vec::new();
        for decision in workspace.decisions()? {
            let orphan = orphans.iter().find(|orphan| orphan.decision == decision.id);
            lines.push(Line { decision, orphaned: orphan.map(|orphan| orphan.reason.clone()) });
        }
        lines.retain(|line| !self.orphaned || line.orphaned.is_some());
        self.written.print(LOG, &lines, &Texts::default())?;
        Ok(Status::Done)
    }
}
