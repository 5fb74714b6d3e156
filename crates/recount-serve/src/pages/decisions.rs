//! Decisions in the reader's words, and as values for programs.

use std::collections::BTreeSet;

use recount_store::{Act, Anchor, Decision};
use serde_json::{Value, json};

use crate::{ask::Ask, link, say};

/// A decision as pages show it.
#[derive(Debug, Clone)]
pub(crate) struct Decided {
    pub(crate) id: u64,
    pub(crate) made: String,
    pub(crate) author: String,
    pub(crate) reason: String,
    /// "corrected source to “the mayor”".
    pub(crate) what: String,
    /// The words it is about, and where they stand.
    pub(crate) about: Vec<(String, String)>,
    /// Whether a later decision took it back.
    pub(crate) is_undone: bool,
    /// Whether it takes back another.
    pub(crate) is_undo: bool,
    /// Why it can no longer be carried out.
    pub(crate) orphaned: Option<String>,
    /// Those that were made with it, and are taken back with it.
    pub(crate) with: Vec<u64>,
}

/// What was just decided, as the address of the page names it: one decision, or several that belong together.
pub(crate) fn done(ask: &Ask, decisions: &[Decision]) -> Option<Decided> {
    let named: Vec<u64> = ask.query.get("done")?.split(' ').filter_map(|id| id.parse().ok()).collect();
    let first = decisions.iter().find(|decision| Some(&decision.id) == named.first())?;
    let undone = undone(decisions);
    let mut told = one(first, undone.contains(&first.id));
    told.with = named.into_iter().skip(1).filter(|id| !undone.contains(id)).collect();
    Some(told)
}

/// These decisions, the latest first; each undo finds in the same list what it takes back.
pub(crate) fn told(decisions: &[Decision]) -> Vec<Decided> {
    let undone = undone(decisions);
    decisions.iter().rev().map(|decision| one(decision, undone.contains(&decision.id))).collect()
}

/// The numbers of those that no longer hold; an undo that was undone undoes nothing.
pub(crate) fn undone(decisions: &[Decision]) -> BTreeSet<u64> {
    let mut undone = BTreeSet::new();
    for decision in decisions.iter().rev() {
        if let (Some(undoes), false) = (decision.draft.undoes, undone.contains(&decision.id)) {
            undone.insert(undoes);
        }
    }
    undone
}

fn one(decision: &Decision, is_undone: bool) -> Decided {
    let draft = &decision.draft;
    // Of a report that was forgotten there is nothing to show.
    let about = draft.figure.iter().chain(&draft.other).filter(|anchor| !anchor.document.is_empty());
    Decided {
        id: decision.id,
        made: say::moment(&decision.made),
        author: draft.author.clone(),
        reason: draft.reason.clone(),
        what: what(decision),
        about: about.map(|anchor| (words(anchor), place(anchor))).collect(),
        is_undone,
        is_undo: draft.act == Act::Undo,
        orphaned: None,
        with: Vec::new(),
    }
}

/// The words of a figure; of a report its name.
fn words(anchor: &Anchor) -> String {
    if anchor.exact.is_empty() { anchor.document.clone() } else { anchor.exact.clone() }
}

fn place(anchor: &Anchor) -> String {
    if anchor.exact.is_empty() {
        return link::report(&anchor.document);
    }
    link::figure(&format!("{}:{}", anchor.document, anchor.start))
}

fn what(decision: &Decision) -> String {
    let draft = &decision.draft;
    match draft.act {
        Act::Accept => "accepted".to_owned(),
        Act::Reject => "rejected".to_owned(),
        Act::Correct => {
            let field = match draft.field.as_deref().unwrap_or("") {
                "report.published" => "the day of a report".to_owned(),
                "report.outlet" => "the publisher of a report".to_owned(),
                "report.title" => "the title of a report".to_owned(),
                field => say::plain(field),
            };
            match &draft.value {
                Some(value) => format!("corrected {field} to “{value}”"),
                None => format!("corrected {field} to unknown"),
            }
        }
        Act::Link => "linked as one telling".to_owned(),
        Act::Unlink => "told apart as two tellings".to_owned(),
        Act::Merge => "merged their series".to_owned(),
        Act::Split => "set apart from its series".to_owned(),
        Act::Recommend => "chosen as the account to take".to_owned(),
        Act::Forget => "had a report forgotten".to_owned(),
        Act::Undo => format!("took back decision {}", draft.undoes.unwrap_or(0)),
    }
}

/// A decision for programs.
pub(crate) fn value(decision: &Decision) -> Value {
    let draft = &decision.draft;
    let stands = |anchor: &&Anchor| !anchor.document.is_empty();
    let anchor = |anchor: &Anchor| json!({ "figure": format!("{}:{}", anchor.document, anchor.start), "words": anchor.exact });
    json!({
        "decision": decision.id, "made": decision.made, "author": draft.author, "reason": draft.reason,
        "act": draft.act.code(), "figure": draft.figure.as_ref().filter(stands).map(anchor),
        "other": draft.other.as_ref().filter(stands).map(anchor),
        "field": draft.field, "value": draft.value, "undoes": draft.undoes,
    })
}
