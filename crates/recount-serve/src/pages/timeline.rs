//! What happened when: figures, orders and deadlines by day.

use std::collections::BTreeMap;

use askama::Template;
use recount_core::{
    edtf::Edtf,
    view::{self, Day, Entry, Query, figure_id},
};
use recount_formats::write::{self, Texts, words};
use recount_store::{Filter, Sqlite, Workspace};

use super::counts::Asked;
use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link,
    names::Names,
};

/// A timeline of all is drawn up to this many reports; beyond, the figures of a stretch of days are listed.
const REPORTS: usize = 2_000;
/// Figures that are listed of a stretch of days.
const FIGURES: usize = 500;

struct Line {
    text: String,
    href: String,
    tag: Option<&'static str>,
    status: Option<String>,
    source: Option<String>,
    document: String,
    report: String,
    by_publication: bool,
}

struct When {
    day: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline {
    frame: Frame,
    asked: Asked,
    days: Vec<When>,
    is_cut: bool,
}

/// The days asked for.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let (filter, query) = (ask.filter()?, ask.view()?);
    desk.with(|workspace| {
        let (days, is_cut) = days(workspace, &filter, &query)?;
        if ask.form != Form::Page {
            let entries = write::entries(days);
            return Ok(answer::rows(
                ask,
                write::TIMELINE,
                &entries,
                &Texts::default(),
                Paged::whole(entries.len()),
            ));
        }
        let mut names = Names::of(workspace);
        let mut shown = Vec::new();
        for day in &days {
            let lines: Result<Vec<Line>, Problem> =
                day.entries.iter().map(|entry| line(entry, day.when.is_some(), &mut names)).collect();
            let told = day.when.map_or_else(|| "No date".to_owned(), words::date);
            shown.push(When { day: told, lines: lines? });
        }
        Answer::page(&Timeline {
            frame: Frame::new("Timeline", "/timeline", desk, ask, true),
            asked: Asked::of(ask, desk.lexicon()),
            days: shown,
            is_cut,
        })
    })
}

/// The days, and whether there are more than are told.
fn days(workspace: &Workspace<Sqlite>, filter: &Filter, query: &Query) -> Result<(Vec<Day>, bool), Problem> {
    if workspace.summary()?.reports > REPORTS {
        return of_figures(workspace, filter);
    }
    Ok((query.days(view::timeline(&workspace.ledger()?, workspace.lexicon())), false))
}

/// The days of figures, of as many as are listed.
fn of_figures(workspace: &Workspace<Sqlite>, filter: &Filter) -> Result<(Vec<Day>, bool), Problem> {
    let page = workspace.figures_page(filter, 0, FIGURES)?;
    let mut dated: BTreeMap<(bool, String), (Option<Edtf>, Vec<Entry>)> = BTreeMap::new();
    for row in &page.rows {
        let period = row.period.as_deref().and_then(Edtf::parse);
        let when = period.or_else(|| row.published.as_deref().and_then(Edtf::parse));
        let day = when.and_then(|when| when.first_day().or(when.last_day()));
        let key = (day.is_none(), day.map(|day| day.to_string()).unwrap_or_default());
        let entry = Entry {
            kind: "figure",
            text: format!("{}: {}", crate::say::label(&row.measure, workspace.lexicon()), row.text),
            count: None,
            measure: Some(row.measure.clone()),
            status: recount_core::figure::Status::parse(&row.status).map(recount_core::figure::Status::code),
            countries: row.at.split_whitespace().map(str::to_owned).collect(),
            source: row.source.clone(),
            source_kind: row
                .source_kind
                .as_deref()
                .and_then(recount_core::figure::SourceKind::parse)
                .map(|kind| kind.code()),
            own: row.own.clone(),
            by_publication: period.is_none(),
            document: row.document.clone(),
            span: row.span,
            sentence: row.span,
            words: row.sentence.clone(),
        };
        dated.entry(key).or_insert_with(|| (when, Vec::new())).1.push(entry);
    }
    let days = dated.into_values().map(|(when, entries)| Day { when, entries }).collect();
    Ok((days, page.total > FIGURES))
}

fn line(entry: &Entry, day_is_known: bool, names: &mut Names<'_>) -> Result<Line, Problem> {
    let start = names.start(&entry.document, entry.span.start)?;
    let report = link::report(&entry.document);
    let is_figure = entry.kind == "figure";
    let tag = match entry.kind {
        "figure" => None,
        "deadline" => Some("deadline"),
        "effective" => Some("takes effect"),
        _ => Some("order"),
    };
    Ok(Line {
        text: capital(&entry.text),
        href: if is_figure {
            link::figure(&figure_id(&entry.document, start))
        } else {
            format!("{report}#order-{start}")
        },
        tag,
        status: entry.status.filter(|status| *status != "reported").map(str::to_owned),
        source: (entry.source.is_some() || entry.own.is_some())
            .then(|| words::on_whose_word(entry.source.as_deref(), entry.source_kind, entry.own.as_ref())),
        document: entry.document.clone(),
        report,
        by_publication: entry.by_publication && day_is_known && is_figure,
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
