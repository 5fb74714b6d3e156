//! What accounts are to each other, as a work list: contradictions and drifts first, each to be settled where it stands.

use askama::Template;
use recount_core::{Span, view};
use recount_formats::write::{Column, FIGURES, Shown, Texts, listing, naming, words};
use recount_store::{FigureRow, FindingPageRow};
use serde_json::json;

use super::decisions::{self, Decided};
use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link, say,
};

/// A line for each finding.
const FINDINGS: &[Column<FindingPageRow>] = &[
    Column { name: "relation", shown: Shown::Cell, value: |row, _| json!(row.relation) },
    Column { name: "series", shown: Shown::Cell, value: |row, _| json!(row.series) },
    Column { name: "count", shown: Shown::Cell, value: |row, _| json!(row.count) },
    Column { name: "from_figure", shown: Shown::Cell, value: |row, _| json!(row.from.id) },
    Column { name: "from_words", shown: Shown::Cell, value: |row, _| json!(row.from.text) },
    Column { name: "to_figure", shown: Shown::Cell, value: |row, _| json!(row.to.id) },
    Column { name: "to_words", shown: Shown::Cell, value: |row, _| json!(row.to.text) },
    Column { name: "reason", shown: Shown::Cell, value: |row, _| json!(row.reason) },
    Column { name: "likelihood", shown: Shown::Cell, value: |row, _| json!(row.likelihood) },
    Column {
        name: "from",
        shown: Shown::Cell,
        value: |row, _| listing::object(FIGURES, &row.from, &Texts::default()),
    },
    Column {
        name: "to",
        shown: Shown::Cell,
        value: |row, _| listing::object(FIGURES, &row.to, &Texts::default()),
    },
];

/// The relations, those first that ask for a person's word.
const RELATIONS: &[(&str, &str)] = &[
    ("contradicts", "independent accounts whose numbers cannot both hold"),
    ("drifts", "told again with a changed quantifier or source"),
    ("not_comparable", "alike, and yet not of one thing"),
    ("part_of", "one is a part of the other"),
    ("refines", "the same, more exactly"),
    ("supersedes", "a later account that stands instead"),
    ("corroborates", "independent accounts that agree"),
    ("same_origin", "one telling, printed twice"),
    ("repeats", "said again in one report"),
];

/// One of the two accounts.
pub(super) struct Side {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) report: String,
    pub(super) document: String,
    pub(super) source: String,
    pub(super) about: String,
    pub(super) decided: Option<String>,
    pub(super) quote: [String; 3],
}

struct Task {
    number: usize,
    relation: String,
    code: String,
    /// Whether the two are taken to go back to one telling.
    is_tied: bool,
    label: String,
    series: String,
    reason: String,
    likelihood: Option<String>,
    from: Side,
    to: Side,
}

#[derive(Template)]
#[template(path = "findings.html")]
struct Findings {
    frame: Frame,
    relations: Vec<(String, usize, String, bool)>,
    about: &'static str,
    tasks: Vec<Task>,
    total: usize,
    author: Option<String>,
    next: String,
    done: Option<Decided>,
    pager: Pager,
}

/// The findings asked for.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let (filter, stretch) = (ask.filter()?, ask.stretch()?);
    let relations = ask.query.all("relation");
    if let Some(odd) = relations.iter().find(|relation| !RELATIONS.iter().any(|(known, _)| known == relation))
    {
        let known: Vec<&str> = RELATIONS.iter().map(|(code, _)| *code).collect();
        return Err(Problem::unclear(format!(
            "relation: expected one of {}, found `{odd}`",
            known.join(", ")
        )));
    }
    desk.with(|workspace| {
        let page = workspace.findings_page(&relations, &filter, stretch.offset(), stretch.rows)?;
        let paged = Paged { total: page.total, stretch: Some(stretch) };
        if ask.form != Form::Page {
            return Ok(answer::rows(ask, FINDINGS, &page.rows, &Texts::default(), paged));
        }
        let known = workspace.summary()?.findings;
        let shown = RELATIONS.iter().filter_map(|(code, _)| {
            let number = known.get(*code).copied().unwrap_or(0);
            let is_here = relations.iter().any(|relation| relation == code);
            (number > 0 || is_here)
                .then(|| (say::plain(code), number, format!("/findings?relation={code}"), is_here))
        });
        let about = match relations.as_slice() {
            [one] => RELATIONS.iter().find(|(code, _)| code == one).map_or("", |(_, about)| *about),
            _ => "",
        };
        let done = decisions::done(ask, &workspace.decisions()?);
        let query = ask.query_without(&["done"]);
        Answer::page(&Findings {
            frame: Frame::new("Findings", "/findings", desk, ask, true),
            relations: shown.collect(),
            about,
            tasks: page
                .rows
                .iter()
                .enumerate()
                .map(|(at, row)| task(stretch.offset() + at + 1, row, desk))
                .collect(),
            total: page.total,
            author: ask.who.name.is_none().then(|| desk.guard.author(&ask.who)),
            next: crate::ask::with_query("/findings", &query),
            done,
            pager: paged.around(ask),
        })
    })
}

fn task(number: usize, row: &FindingPageRow, desk: &Desk) -> Task {
    Task {
        number,
        relation: say::plain(&row.relation),
        code: row.relation.clone(),
        is_tied: ["drifts", "same_origin", "repeats"].contains(&row.relation.as_str()),
        label: say::label(&row.from.measure, desk.lexicon()),
        series: link::series(&row.series),
        reason: row.reason.clone(),
        likelihood: row.likelihood.map(|likelihood| format!("{:.0} %", likelihood * 100.0)),
        from: side(&row.from),
        to: side(&row.to),
    }
}

/// Characters of a sentence that are shown.
const SENTENCE: usize = 260;

pub(super) fn side(row: &FigureRow) -> Side {
    let shift = |at: usize| at.saturating_sub(row.sentence_byte).min(row.sentence.len());
    let within = Span::new(shift(row.span.start), shift(row.span.end));
    let day = row.published.as_deref().map_or_else(|| "undated".to_owned(), say::date);
    let outlet = row.outlet.as_deref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
    Side {
        id: row.id.clone(),
        href: link::figure(&row.id),
        report: view::words::single_spaced(&row.text),
        document: naming::report(&row.document, row.title.as_deref(), None, None),
        source: words::on_whose_word(row.source.as_deref(), row.source_kind.as_deref(), row.own.as_ref()),
        about: format!("{outlet}{day}"),
        decided: row.decided.clone(),
        quote: words::around(&row.sentence, within, SENTENCE),
    }
}
