//! Decisions: what a person accepted, corrected, rejected or linked, and why. Never edited, only followed by a later one.

pub(crate) mod about_report;
mod anchor;
mod apply;
mod field;

pub use about_report::{REPORT_FIELDS, is_about_report};
pub use anchor::Anchor;
pub(crate) use apply::apply;
pub use field::FIELDS;

use std::collections::BTreeSet;

use crate::Error;

/// What a decision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// The figure is right as it is read.
    Accept,
    /// One field of the figure is something else.
    Correct,
    /// It is no figure, or does not belong here.
    Reject,
    /// Two figures go back to one telling.
    Link,
    /// Two figures do not.
    Unlink,
    /// The series of the first figure belongs to that of the second.
    Merge,
    /// The figure's account counts something else than what it falls together with.
    Split,
    /// The figure's account is the one to take.
    Recommend,
    /// An earlier decision no longer holds.
    Undo,
    /// A report is taken out of the workspace, and is not taken in again.
    Forget,
}

impl Act {
    /// Every act.
    pub const ALL: [Act; 10] = [
        Act::Accept,
        Act::Correct,
        Act::Reject,
        Act::Link,
        Act::Unlink,
        Act::Merge,
        Act::Split,
        Act::Recommend,
        Act::Undo,
        Act::Forget,
    ];

    /// The word for it, as commands and tables write it.
    pub const fn code(self) -> &'static str {
        match self {
            Act::Accept => "accept",
            Act::Correct => "correct",
            Act::Reject => "reject",
            Act::Link => "link",
            Act::Unlink => "unlink",
            Act::Merge => "merge",
            Act::Split => "split",
            Act::Recommend => "recommend",
            Act::Undo => "undo",
            Act::Forget => "forget",
        }
    }

    /// The act of this word.
    pub fn parse(code: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.code() == code)
    }

    /// Whether it is about two figures.
    pub const fn takes_two(self) -> bool {
        matches!(self, Act::Link | Act::Unlink | Act::Merge)
    }
}

/// A decision before it has a number and a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Who decided.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What.
    pub act: Act,
    /// About which figure; none for an undo.
    pub figure: Option<Anchor>,
    /// The second figure of a link, unlink or merge.
    pub other: Option<Anchor>,
    /// For a correction: which field. For a report that is forgotten: its hash.
    pub field: Option<String>,
    /// For a correction: what it is; none for unknown.
    pub value: Option<String>,
    /// For an undo: the number of the decision that no longer holds.
    pub undoes: Option<u64>,
}

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its number; later ones are greater.
    pub id: u64,
    /// When it was made, UTC.
    pub made: String,
    /// The number of the decision with whose report its words went.
    pub forgotten: Option<u64>,
    /// What was decided.
    pub draft: Draft,
}

/// A decision that cannot be carried out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The number of the decision.
    pub decision: u64,
    /// Why.
    pub reason: String,
}

/// Why a decision cannot be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gone {
    /// The report is not in the workspace.
    Report,
    /// The words are not in the report's text.
    Words,
    /// No figure is read at the words.
    Figure,
    /// The value's words are not in the report's text.
    Value,
}

impl Gone {
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Gone::Report => "the report is not in the workspace",
            Gone::Words => "the words it was anchored to are not in the report's text",
            Gone::Figure => "no figure is read at the words it was anchored to",
            Gone::Value => "the words it gives do not stand in the report's text",
        }
    }
}

/// Those decisions that were not undone, in order; an undo that was undone undoes nothing.
pub(crate) fn standing(all: &[Decision]) -> Vec<&Decision> {
    let mut undone: BTreeSet<u64> = BTreeSet::new();
    for decision in all.iter().rev() {
        if let (Some(undoes), false) = (decision.draft.undoes, undone.contains(&decision.id)) {
            undone.insert(undoes);
        }
    }
    let holds =
        |it: &&Decision| it.draft.act != Act::Undo && it.forgotten.is_none() && !undone.contains(&it.id);
    all.iter().filter(holds).collect()
}

impl Draft {
    /// Whether all parts are there that its act needs.
    ///
    /// # Errors
    /// Names what is missing, or what does not belong.
    pub fn check(&self) -> Result<(), Error> {
        let told = |words: &str| Err(Error::told(format!("{}: {words}", self.act.code())));
        match self.act {
            Act::Undo if self.undoes.is_none() => return told("expected the number of a decision"),
            Act::Forget if self.field.is_none() => return told("expected a report"),
            Act::Undo | Act::Forget => {}
            _ if self.figure.is_none() => return told("expected a figure"),
            _ if self.act.takes_two() && self.other.is_none() => return told("expected a second figure"),
            Act::Correct => {
                let field = self.field.as_deref().unwrap_or("");
                match is_about_report(Some(field)) {
                    true => about_report::check(field, self.value.as_deref())?,
                    false => field::check(field, self.value.as_deref())?,
                }
            }
            _ => {}
        }
        match (self.author.trim().is_empty(), self.reason.trim().is_empty()) {
            (true, _) => told("expected who decides"),
            (_, true) => told("expected a reason"),
            _ => Ok(()),
        }
    }
}
