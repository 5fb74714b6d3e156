//! The log of decisions.

use askama::Template;
use recount_formats::write::{Column, Shown, Texts};
use serde_json::{Value, json};

use super::decisions::{self, Decided};
use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
};

/// A line for each decision, as the value that stands for it tells it.
const LOG: &[Column<Value>] = &[
    Column { name: "decision", shown: Shown::Cell, value: |row, _| row["decision"].clone() },
    Column { name: "made", shown: Shown::Cell, value: |row, _| row["made"].clone() },
    Column { name: "author", shown: Shown::Cell, value: |row, _| row["author"].clone() },
    Column { name: "act", shown: Shown::Cell, value: |row, _| row["act"].clone() },
    Column { name: "undoes", shown: Shown::Cell, value: |row, _| row["undoes"].clone() },
    Column { name: "figure", shown: Shown::Cell, value: |row, _| row["figure"]["figure"].clone() },
    Column { name: "words", shown: Shown::Cell, value: |row, _| row["figure"]["words"].clone() },
    Column { name: "other", shown: Shown::Cell, value: |row, _| row["other"]["figure"].clone() },
    Column { name: "field", shown: Shown::Cell, value: |row, _| row["field"].clone() },
    Column { name: "value", shown: Shown::Cell, value: |row, _| row["value"].clone() },
    Column { name: "reason", shown: Shown::Cell, value: |row, _| row["reason"].clone() },
    Column { name: "undone", shown: Shown::Cell, value: |row, _| row["undone"].clone() },
    Column { name: "orphaned", shown: Shown::Cell, value: |row, _| row["orphaned"].clone() },
];

#[derive(Template)]
#[template(path = "log.html")]
struct Log {
    frame: Frame,
    decided: Vec<Decided>,
    done: Option<Decided>,
    next: String,
    total: usize,
    pager: Pager,
}

/// Every decision, the latest first.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let stretch = ask.stretch()?;
    let (all, orphans) = desk.with(|workspace| Ok((workspace.decisions()?, workspace.orphans()?)))?;
    let undone = decisions::undone(&all);
    let paged = Paged { total: all.len(), stretch: Some(stretch) };
    let why =
        |id: u64| orphans.iter().find(|orphan| orphan.decision == id).map(|orphan| orphan.reason.clone());
    if ask.form != Form::Page {
        let shown = all.iter().rev().skip(stretch.offset()).take(stretch.rows);
        let rows: Vec<Value> = shown
            .map(|decision| {
                let mut row = decisions::value(decision);
                row["undone"] = json!(undone.contains(&decision.id));
                row["orphaned"] = json!(why(decision.id));
                row
            })
            .collect();
        return Ok(answer::rows(ask, LOG, &rows, &Texts::default(), paged));
    }
    let mut decided = decisions::told(&all);
    for decision in &mut decided {
        decision.orphaned = why(decision.id);
    }
    Answer::page(&Log {
        frame: Frame::new("Decisions", "/log", desk, ask, true),
        done: decisions::done(ask, &all),
        decided: decided.into_iter().skip(stretch.offset()).take(stretch.rows).collect(),
        next: "/log".to_owned(),
        total: all.len(),
        pager: paged.around(ask),
    })
}
