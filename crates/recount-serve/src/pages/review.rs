//! Review that flows: the figures on which most hangs, one after the other, each to be accepted, rejected or corrected where it stands.

use askama::Template;
use recount_core::{Span, view};
use recount_formats::write::{Column, FIGURES, Texts, words};
use recount_store::{FigureRow, Filter};

use super::{
    decisions::{self, Decided},
    reader,
};
use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form, with_query},
    desk::Desk,
    frame::Frame,
    link, say,
};

/// Why figures are rejected, for the most part.
pub(super) const WHY_NOT: &[&str] = &[
    "it is misread",
    "it does not count people",
    "it is of another crisis or another time",
    "it is background",
    "it is an example, an aim or a capacity",
    "it stands twice in this report",
];

/// A figure to be reviewed.
struct Card {
    id: String,
    number: usize,
    words: String,
    label: String,
    status: Option<String>,
    decided: Option<String>,
    facts: Vec<(&'static str, String)>,
    quote: [String; 3],
    href: String,
    correct: String,
    report: String,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Review {
    frame: Frame,
    done: Option<Decided>,
    /// How many are decided, of how many.
    finished: usize,
    total: usize,
    cards: Vec<Card>,
    /// The names of those that nobody decided of, where they are all of one report.
    left: Vec<String>,
    report: Option<(String, String)>,
    /// What the other way to go through it is called, and where it is: one at a time, or as a list.
    mode: (&'static str, String),
    /// Whether those are left out that one account alone tells.
    is_key: bool,
    why_not: &'static [&'static str],
    next: String,
    pager: Pager,
}

/// Figures on one page: as many as one looks through before the page is made anew.
const SHOWN: usize = 20;

/// The queue.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let document = ask.query.get("report").map(str::to_owned);
    let filter = Filter { document: document.clone(), ..ask.filter()? };
    desk.with(|workspace| {
        let all = ask.query.get("all").is_some();
        let queue = workspace.queue(&filter, all)?;
        let total = queue.figures.len();
        let mut stretch = ask.stretch()?;
        if ask.form != Form::Page {
            let rows: Vec<FigureRow> =
                queue.figures.into_iter().skip(stretch.offset()).take(stretch.rows).collect();
            let paged = Paged { total, stretch: Some(stretch) };
            let columns: &[Column<FigureRow>] = FIGURES;
            return Ok(answer::rows(ask, columns, &rows, &Texts::default(), paged));
        }
        let one = ask.query.get("one").is_some();
        stretch.rows = if one { 1 } else { SHOWN };
        let shown = queue.figures.iter().enumerate().skip(stretch.offset()).take(stretch.rows);
        let undecided = queue.figures.iter().filter(|row| row.decided.is_none());
        let next = with_query("/review", &ask.query_without(&["done", "page"]));
        Answer::page(&Review {
            frame: Frame::new("Review", "/review", desk, ask, true),
            done: decisions::done(ask, &workspace.decisions()?),
            finished: queue.done,
            total,
            cards: shown.map(|(at, row)| card(at + 1, row, desk, &next)).collect(),
            left: if document.is_some() { undecided.map(|row| row.id.clone()).collect() } else { Vec::new() },
            mode: mode(ask, one),
            is_key: !all && document.is_none(),
            report: document.map(|document| (document.clone(), link::report(&document))),
            why_not: WHY_NOT,
            next,
            pager: Paged { total, stretch: Some(stretch) }.around(ask),
        })
    })
}

/// The other way to go through the queue.
fn mode(ask: &Ask, one: bool) -> (&'static str, String) {
    let query = ask.query_without(&["done", "page", "one"]);
    match one {
        true => ("As a list", with_query("/review", &query)),
        false if query.is_empty() => ("One at a time", "/review?one=yes".to_owned()),
        false => ("One at a time", format!("/review?{query}&one=yes")),
    }
}

/// Characters of a sentence that are shown.
const SENTENCE: usize = 420;

fn card(number: usize, row: &FigureRow, desk: &Desk, next: &str) -> Card {
    let shift = |at: usize| at.saturating_sub(row.sentence_byte).min(row.sentence.len());
    let within = Span::new(shift(row.span.start), shift(row.span.end));
    let day = row.published.as_deref().map_or_else(|| "undated".to_owned(), say::date);
    let name = row.title.as_deref().unwrap_or(&row.document);
    Card {
        id: row.id.clone(),
        number,
        words: view::words::single_spaced(&row.text),
        label: say::label(&row.measure, desk.lexicon()),
        status: (row.status != "reported").then(|| row.status.clone()),
        decided: row.decided.clone(),
        facts: reader::facts(row, desk),
        quote: words::around(&row.sentence, within, SENTENCE),
        href: link::figure(&row.id),
        correct: format!("/review/{}?next={}", link::segment(&row.id), link::segment(next)),
        report: format!("{name}, {day}"),
    }
}
