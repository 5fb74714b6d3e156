//! Review: a person's word on a figure, kept in the workspace's log and never edited.

use recount_core::view;
use recount_store::{Act, Draft, Sqlite, Workspace};
use serde_json::json;

use crate::{
    Problem, Role,
    answer::Answer,
    ask::{Ask, Form},
    desk::{Desk, now},
    link,
};

/// Keeps what the form says of a figure.
pub(crate) fn decide(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let act = ask.body.get("act").unwrap_or("");
    let known = Act::parse(act).filter(|act| !matches!(act, Act::Undo | Act::Forget));
    let act = known.ok_or_else(|| {
        Problem::unclear(format!(
            "act: expected accept, correct, reject, link, unlink, merge, split or recommend, found `{act}`"
        ))
    })?;
    desk.to_write(|workspace| {
        let anchor = |name: &str| match ask.body.get(name) {
            Some(figure) => workspace.anchor(figure).map(Some).map_err(unfit),
            None => Ok(None),
        };
        let corrects = act == Act::Correct;
        let draft = Draft {
            figure: anchor("figure")?,
            other: if act.takes_two() { anchor("other")? } else { None },
            field: ask.body.get("field").filter(|_| corrects).map(str::to_owned),
            value: ask.body.get("value").filter(|_| corrects).map(str::to_owned),
            ..draft(desk, ask, act)
        };
        keep(workspace, ask, &draft)
    })
}

/// Takes a decision back. An analyst takes back their own, an admin any.
pub(crate) fn undo(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let number = ask.body.get("decision").unwrap_or("");
    let undoes: u64 = number.parse().map_err(|_| {
        Problem::unclear(format!("decision: expected the number of a decision, found `{number}`"))
    })?;
    desk.to_write(|workspace| {
        let made = workspace.decisions()?;
        let decision = made.iter().find(|decision| decision.id == undoes);
        let decision = decision
            .ok_or_else(|| Problem::missing(format!("expected the number of a decision, found {undoes}")))?;
        if ask.who.role < Role::Admin && decision.draft.author != desk.guard.author(&ask.who) {
            return Err(Problem::refused(
                "expected a decision of your own; an admin takes back those of others",
            ));
        }
        if super::decisions::undone(&made).contains(&undoes) {
            return Err(Problem::new(409, format!("decision {undoes} was taken back before")));
        }
        keep(workspace, ask, &Draft { undoes: Some(undoes), ..draft(desk, ask, Act::Undo) })
    })
}

fn draft(desk: &Desk, ask: &Ask, act: Act) -> Draft {
    // Who signed in decides under that name and no other.
    let typed = if ask.who.name.is_none() { ask.body.get("author") } else { None };
    Draft {
        author: typed.map_or_else(|| desk.guard.author(&ask.who), view::words::single_spaced),
        reason: ask.body.get("reason").unwrap_or("").to_owned(),
        act,
        figure: None,
        other: None,
        field: None,
        value: None,
        undoes: None,
    }
}

/// Keeps a decision and goes back to where it was made.
fn keep(workspace: &Workspace<Sqlite>, ask: &Ask, draft: &Draft) -> Result<Answer, Problem> {
    let number = workspace.decide(draft, &now()).map_err(unfit)?;
    if ask.form == Form::Json {
        return Ok(Answer::json(&json!({ "decision": number })).status(201));
    }
    let next = link::local(ask.body.get("next").unwrap_or("/log"));
    let (path, anchor) =
        next.split_once('#').map_or((next, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    let joint = if path.contains('?') { '&' } else { '?' };
    Ok(Answer::see(&format!("{path}{joint}done={number}{anchor}")))
}

/// What the workspace refuses is a matter of the form, unless the database itself failed.
fn unfit(error: recount_store::Error) -> Problem {
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
