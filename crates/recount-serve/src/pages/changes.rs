//! What changed between two days.

use askama::Template;
use jiff::{ToSpan, civil::Date};
use recount_core::{edtf::Edtf, view};
use recount_formats::write::{CHANGES, Texts, words};

use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    names::Names,
    pages::situation::{self, ChangeRow},
};

/// Changes on the page; as data all are there.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "changes.html")]
struct Changes {
    frame: Frame,
    since: String,
    at: String,
    since_words: String,
    /// Whether it is told by what came in since then.
    is_added: bool,
    rows: Vec<ChangeRow>,
    total: usize,
}

/// What is new, rose, fell or is no longer told.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let (since, at, added) = (ask.day("since")?, ask.day("at")?, ask.day("added")?);
    let query = view::Query { since: None, until: None, ..ask.view()? };
    desk.with(|workspace| {
        let at = at.or(workspace.last_published()?).unwrap_or(Date::MAX);
        let since = since.or(added).unwrap_or_else(|| at.checked_sub(1.days()).unwrap_or(at));
        let changes = match added {
            Some(added) => workspace.changed_by_added(added, |table| query.counts(table))?,
            None => {
                let stood = workspace.stood()?;
                let told = |day: Date| query.counts(stood.at(day));
                view::changes(&told(since), &told(at), workspace.lexicon())
            }
        };
        if ask.form != Form::Page {
            return Ok(answer::rows(ask, CHANGES, &changes, &Texts::default(), Paged::whole(changes.len())));
        }
        let mut names = Names::of(workspace);
        let rows = changes.iter().take(SHOWN).map(|it| situation::row(it, workspace.lexicon(), &mut names));
        Answer::page(&Changes {
            frame: Frame::new("Changes", "/changes", desk, ask, true),
            since: since.to_string(),
            at: at.to_string(),
            since_words: words::date(Edtf::from(added.unwrap_or(since))),
            is_added: added.is_some(),
            rows: rows.collect::<Result<_, _>>()?,
            total: changes.len(),
        })
    })
}
