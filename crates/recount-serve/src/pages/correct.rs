//! One figure to be corrected: every field filled in as it is read, in words; what is written back is understood as people write it, and
//! what is not stays in the form with the reason beside it.

use askama::Template;
use recount_core::{Span, view};
use recount_formats::write::{FIGURES, Texts, words};
use recount_store::{Act, Draft, FigureRow, engine::Reports};

use super::{
    decide,
    form_fields::{FIELDS, Written, fields, read, understood},
};
use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    export,
    frame::Frame,
    link,
};

#[derive(Template)]
#[template(path = "correct.html")]
struct Correct {
    frame: Frame,
    id: String,
    words: String,
    href: String,
    report: String,
    quote: [String; 3],
    fields: Vec<Written>,
    reason: String,
    action: String,
    next: String,
    problem: Option<String>,
}

/// The form of the figure that the address names.
pub(crate) fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let row = row(desk, ask)?;
    if ask.form != Form::Page {
        return Ok(answer::rows(ask, FIGURES, &[row], &Texts::default(), Paged::whole(1)));
    }
    let fields = fields(&row, desk.lexicon(), &|name| read(&row, name, desk.lexicon()), &[]);
    form(desk, ask, &row, fields, None)
}

/// Keeps what the form says otherwise than it is read, a decision a field; shows the form again where something is not understood.
pub(crate) fn correct(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let row = row(desk, ask)?;
    let lexicon = desk.lexicon();
    let text = desk.with(|workspace| Ok(workspace.engine().text_of(&row.document)?.unwrap_or_default()))?;
    let typed = |name: &str| match ask.body.0.iter().find(|(known, _)| known == name) {
        Some((_, value)) => value.trim().to_owned(),
        None => read(&row, name, lexicon),
    };
    let (mut changes, mut errors) = (Vec::new(), Vec::new());
    for (name, _, kind) in FIELDS {
        let (now, before) = (typed(name), read(&row, name, lexicon));
        // The form shows no names of private people, and what stands for one is no change.
        if now == before || now == shown(desk, &row, &before)? {
            continue;
        }
        match understood(&now, *kind, &text, lexicon) {
            Ok(value) => changes.push((*name, value)),
            Err(error) => errors.push((*name, error)),
        }
    }
    let again = |errors: &[(&'static str, String)], problem: Option<String>| {
        Ok(form(desk, ask, &row, fields(&row, lexicon, &typed, errors), problem)?.status(422))
    };
    if !errors.is_empty() {
        return again(&errors, Some("Not kept yet: something was not understood.".to_owned()));
    }
    if changes.is_empty() {
        return again(&[], Some("Nothing is changed: to say that it is read right, accept it.".to_owned()));
    }
    let kept = desk.to_write(|workspace| {
        let anchor = workspace.anchor(&row.id).map_err(decide::unfit)?;
        let draft = |(field, value): &(&str, Option<String>)| Draft {
            figure: Some(anchor.clone()),
            field: Some((*field).to_owned()),
            value: value.clone(),
            reason: ask.body.get("reason").unwrap_or(AS_TOLD).to_owned(),
            ..decide::draft(desk, ask, Act::Correct)
        };
        let drafts: Vec<Draft> = changes.iter().map(draft).collect();
        decide::keep(workspace, ask, &drafts)
    });
    match kept {
        Err(problem) if problem.status == 409 && ask.form == Form::Page => again(&[], Some(problem.detail)),
        kept => kept,
    }
}

/// Why a figure is corrected, where nobody says more.
const AS_TOLD: &str = "as the report says it";

fn row(desk: &Desk, ask: &Ask) -> Result<FigureRow, Problem> {
    let id = ask.name();
    let missing = || Problem::missing(format!("expected the name of a figure, found `{id}`"));
    desk.with(|workspace| workspace.figure(id).map_err(|_| missing()))
}

/// What a reader sees of words of a report.
fn shown(desk: &Desk, row: &FigureRow, words: &str) -> Result<String, Problem> {
    if desk.names || words.is_empty() {
        return Ok(words.to_owned());
    }
    desk.with(|workspace| Ok(export::masks(workspace).text_of_all([row.document.as_str()], words)))
}

fn form(
    desk: &Desk,
    ask: &Ask,
    row: &FigureRow,
    fields: Vec<Written>,
    problem: Option<String>,
) -> Result<Answer, Problem> {
    let shift = |at: usize| at.saturating_sub(row.sentence_byte).min(row.sentence.len());
    let within = Span::new(shift(row.span.start), shift(row.span.end));
    let next = ask.body.get("next").or(ask.query.get("next")).unwrap_or("/review");
    let words = view::words::single_spaced(&row.text);
    Answer::page(&Correct {
        frame: Frame::new(format!("Correct: {words}"), "/review", desk, ask, true),
        id: row.id.clone(),
        words,
        href: link::figure(&row.id),
        report: row.document.clone(),
        quote: words::around(&row.sentence, within, 600),
        fields,
        reason: ask.body.get("reason").unwrap_or("").to_owned(),
        action: format!("/review/{}", link::segment(&row.id)),
        next: link::local(next).to_owned(),
        problem,
    })
}
