//! Review: a person's word on a figure, kept in the workspace's log and never edited.

use recount_core::view;
use recount_store::{Act, Anchor, Decision, Draft, Sqlite, Workspace};
use serde_json::json;

use crate::{
    Problem, Role,
    answer::Answer,
    ask::{Ask, Form},
    desk::{Desk, now},
    link,
};

/// Keeps what the form says of a figure, or of several alike.
pub(crate) fn decide(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let word = ask.body.get("act").unwrap_or("");
    // The second of two figures may be meant as well as the first.
    let (act, swapped) = word.strip_suffix("-second").map_or((word, false), |act| (act, true));
    let known = Act::parse(act).filter(|act| !matches!(act, Act::Undo | Act::Forget));
    let act = known.ok_or_else(|| {
        Problem::unclear(format!(
            "act: expected accept, correct, reject, link, unlink, merge, split or recommend, found `{word}`"
        ))
    })?;
    desk.to_write(|workspace| {
        let named = ask.body.all(if swapped { "other" } else { "figure" });
        let anchor = |figure: &String| workspace.anchor(figure).map_err(unfit);
        let other = if act.takes_two() { ask.body.get("other") } else { None };
        let other = other.map(|other| anchor(&other.to_owned())).transpose()?;
        let corrects = act == Act::Correct;
        let one = |figure: Option<Anchor>| Draft {
            figure,
            other: other.clone(),
            field: ask.body.get("field").filter(|_| corrects).map(str::to_owned),
            value: ask.body.get("value").filter(|_| corrects).map(str::to_owned),
            ..draft(desk, ask, act)
        };
        let figures = named.iter().map(anchor).collect::<Result<Vec<_>, _>>()?;
        let drafts: Vec<Draft> = match figures.is_empty() {
            true => vec![one(None)],
            false => figures.into_iter().map(|figure| one(Some(figure))).collect(),
        };
        keep(workspace, ask, &drafts)
    })
}

/// Takes decisions back. An analyst takes back their own, an admin any.
pub(crate) fn undo(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let named = ask.body.all("decision");
    let number = |number: &String| {
        let unclear =
            |_| Problem::unclear(format!("decision: expected the number of a decision, found `{number}`"));
        number.parse::<u64>().map_err(unclear)
    };
    let numbers: Vec<u64> = named.iter().map(number).collect::<Result<_, _>>()?;
    if numbers.is_empty() {
        return Err(Problem::unclear("decision: expected the number of a decision, found ``"));
    }
    desk.to_write(|workspace| {
        let made = workspace.decisions()?;
        let undone = super::decisions::undone(&made);
        for undoes in &numbers {
            may_undo(desk, ask, &made, *undoes)?;
            if undone.contains(undoes) {
                return Err(Problem::new(409, format!("decision {undoes} was taken back before")));
            }
        }
        // What was done last is taken back first.
        let drafts: Vec<Draft> = numbers
            .iter()
            .rev()
            .map(|undoes| Draft { undoes: Some(*undoes), ..draft(desk, ask, Act::Undo) })
            .collect();
        keep(workspace, ask, &drafts)
    })
}

/// Refuses what is not the asker's to take back.
fn may_undo(desk: &Desk, ask: &Ask, made: &[Decision], undoes: u64) -> Result<(), Problem> {
    let decision = made.iter().find(|decision| decision.id == undoes);
    let decision = decision
        .ok_or_else(|| Problem::missing(format!("expected the number of a decision, found {undoes}")))?;
    if ask.who.role < Role::Admin && decision.draft.author != desk.guard.author(&ask.who) {
        return Err(Problem::refused("expected a decision of your own; an admin takes back those of others"));
    }
    Ok(())
}

/// A decision of whoever asks, about nothing yet. What is accepted needs no reason but that it is read right.
pub(super) fn draft(desk: &Desk, ask: &Ask, act: Act) -> Draft {
    // Who signed in decides under that name and no other.
    let typed = if ask.who.name.is_none() { ask.body.get("author") } else { None };
    let unsaid = match act {
        Act::Accept => READ_RIGHT,
        Act::Reject => ask.body.get("why").unwrap_or(""),
        _ => "",
    };
    Draft {
        author: typed.map_or_else(|| desk.guard.author(&ask.who), view::words::single_spaced),
        reason: ask.body.get("reason").unwrap_or(unsaid).to_owned(),
        act,
        figure: None,
        other: None,
        field: None,
        value: None,
        undoes: None,
    }
}

/// Why a figure is accepted, where nobody says more.
const READ_RIGHT: &str = "it is read right";

/// Keeps decisions that belong together and goes back to where they were made.
pub(super) fn keep(workspace: &Workspace<Sqlite>, ask: &Ask, drafts: &[Draft]) -> Result<Answer, Problem> {
    let numbers = workspace.decide_all(drafts, &now()).map_err(unfit)?;
    let first = numbers.first().copied().unwrap_or(0);
    if ask.form == Form::Json {
        return Ok(Answer::json(&json!({ "decision": first, "decisions": numbers })).status(201));
    }
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    let next = link::local(ask.body.get("next").unwrap_or("/log"));
    let (path, anchor) =
        next.split_once('#').map_or((next, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    let joint = if path.contains('?') { '&' } else { '?' };
    Ok(Answer::see(&format!("{path}{joint}done={}{anchor}", numbers.join("+"))))
}

/// What the workspace refuses is a matter of the form, unless the database itself failed.
pub(super) fn unfit(error: recount_store::Error) -> Problem {
    let words = error.to_string();
    let is_busy = words.contains("another program is writing");
    let is_told = std::error::Error::source(&error).is_none();
    Problem::new(
        if is_busy {
            503
        } else if is_told {
            409
        } else {
            500
        },
        words,
    )
}
