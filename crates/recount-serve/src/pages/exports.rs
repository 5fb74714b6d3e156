//! The figures in the forms of other programs, as `recount export` writes them; names of private people are always masked here.

use std::time::Duration;

use askama::Template;
use recount_core::view::{self, Table};
use recount_formats::write::{
    Column, Masks, Shown, Texts,
    export::{Exported, WRITERS, Writer},
};
use recount_store::engine::Readings;
use serde_json::json;

use super::counts::Asked;
use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form, with_query},
    brief,
    desk::Desk,
    export,
    frame::Frame,
    saved,
};

/// How long the database may work for a file of all figures.
const EXPORT: Duration = Duration::from_secs(600);

/// The form that is a page for people, in one file.
pub(crate) const PAGE: &str = "page";
const PAGE_ABOUT: &str = "the page as one file, with every account, sentence and decision: to be sent, opened and printed anywhere";

/// The forms that are a brief, each with its type and what it is.
const BRIEFS: [(&str, &str, &str); 2] = [
    (
        "brief.md",
        "text/markdown; charset=utf-8",
        "a brief in Markdown: the situation, key figures, disputes, sources",
    ),
    (
        "brief.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "the same brief as a Word document",
    ),
];

/// A line for each form.
const FORMS: &[Column<&Writer>] = &[
    Column { name: "format", shown: Shown::Cell, value: |writer, _| json!(writer.name) },
    Column { name: "about", shown: Shown::Cell, value: |writer, _| json!(writer.about) },
    Column {
        name: "address",
        shown: Shown::Cell,
        value: |writer, _| json!(format!("/export/{}", writer.name)),
    },
];

struct Line {
    name: &'static str,
    about: &'static str,
    href: String,
}

#[derive(Template)]
#[template(path = "exports.html")]
struct Exports {
    frame: Frame,
    asked: Asked,
    lines: Vec<Line>,
}

/// Every form of export.
pub(crate) fn list(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let writers: Vec<&Writer> = WRITERS.iter().collect();
    if ask.form != Form::Page {
        return Ok(answer::rows(ask, FORMS, &writers, &Texts::default(), Paged::whole(writers.len())));
    }
    ask.filter()?;
    let query = ask.query_without(&["page"]);
    let page = Line { name: PAGE, about: PAGE_ABOUT, href: ask.saved() };
    let briefs = BRIEFS.iter().map(|(name, _, about)| Line { name, about, href: brief_address(ask, name) });
    let line = |writer: &&Writer| Line {
        name: writer.name,
        about: writer.about,
        href: with_query(&format!("/export/{}", writer.name), &query),
    };
    Answer::page(&Exports {
        frame: Frame::new("Exports", "/exports", desk, ask, true),
        asked: Asked::of(ask, desk.lexicon()),
        lines: std::iter::once(page).chain(briefs).chain(writers.iter().map(line)).collect(),
    })
}

/// The figures asked for in one of them.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    if ask.name() == PAGE {
        return saved_page(desk, ask);
    }
    if let Some((name, kind, _)) = BRIEFS.iter().find(|(name, ..)| *name == ask.name()) {
        return brief(desk, ask, name, kind);
    }
    let writer = Writer::named(ask.name()).ok_or_else(|| {
        let known: Vec<&str> = WRITERS
            .iter()
            .map(|writer| writer.name)
            .chain([PAGE])
            .chain(BRIEFS.map(|(name, ..)| name))
            .collect();
        Problem::missing(format!("expected a format ({}), found `{}`", known.join(", "), ask.name()))
    })?;
    let filter = ask.filter()?;
    let written = desk.within(EXPORT, |workspace| {
        let mut figures = workspace.engine().figures(&filter)?;
        figures.retain(|figure| figure.decided.as_deref() != Some("rejected"));
        let masks = export::masks(workspace);
        let table = if writer.counts {
            counts(view::table(&workspace.ledger()?, workspace.lexicon()), ask)?
        } else {
            Table::default()
        };
        let taken = masks.ids(&figures, export::taken(workspace)?);
        let (figures, table) = (masks.figures(&figures), masks.table(table));
        Ok((writer.write)(&Exported {
            figures: &figures,
            taken: &taken,
            table: &table,
            lexicon: workspace.lexicon(),
        }))
    })?;
    let (kind, ending) = kind(writer.name);
    let name = format!("attachment; filename=\"recount-{}.{ending}\"", writer.name);
    Ok(Answer::bytes(kind, written).with("content-disposition", name))
}

/// The page as one file, with what is asked for.
fn saved_page(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let asked = saved::Asked { query: ask.view()?, at: ask.day("at")? };
    let file = desk.within(EXPORT, |workspace| {
        let masks = if desk.names { Masks::default() } else { export::masks(workspace) };
        let saved = saved::of_workspace(workspace, &asked).map_err(too_much)?;
        Ok(saved.page(workspace.lexicon(), &[], &masks))
    })?;
    let name = "attachment; filename=\"recount.html\"";
    Ok(Answer::bytes(answer::HTML, file).with("content-disposition", name))
}

/// Where a brief of what an address asks for is.
pub(crate) fn brief_address(ask: &Ask, name: &str) -> String {
    with_query(&format!("/export/{name}"), &ask.query_without(&["page", "done", "q", "all"]))
}

/// The brief of what is asked for.
fn brief(desk: &Desk, ask: &Ask, name: &str, kind: &'static str) -> Result<Answer, Problem> {
    let asked = saved::Asked { query: ask.view()?, at: ask.day("at")? };
    let drafted = desk.within(EXPORT, |workspace| {
        let masks = if desk.names { Masks::default() } else { export::masks(workspace) };
        Ok(brief::of_workspace(workspace, &asked, &masks)?)
    })?;
    let bytes = if name.ends_with(".docx") { drafted.docx() } else { drafted.markdown().into_bytes() };
    Ok(Answer::bytes(kind, bytes)
        .with("content-disposition", format!("attachment; filename=\"recount-{name}\"")))
}

/// What is refused without a cause below it is a matter of what was asked.
fn too_much(error: recount_store::Error) -> Problem {
    let is_told = std::error::Error::source(&error).is_none() && !error.is_late();
    if is_told { Problem::unclear(error.to_string()) } else { error.into() }
}

fn counts(table: Table, ask: &Ask) -> Result<Table, Problem> {
    Ok(ask.view()?.counts(table))
}

/// The type and the ending of a form.
fn kind(name: &str) -> (&'static str, &'static str) {
    match name {
        "jsonl" => ("application/x-ndjson", "jsonl"),
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        "parquet" => ("application/vnd.apache.parquet", "parquet"),
        "annotations" => ("application/ld+json", "jsonld"),
        "geojson" => ("application/geo+json", "geojson"),
        _ => (answer::CSV, "csv"),
    }
}
