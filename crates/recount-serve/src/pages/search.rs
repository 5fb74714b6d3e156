//! Search: the reports that hold some words, with the passage.

use askama::Template;
use recount_formats::write::{Column, Shown, Texts};
use recount_store::Found;
use serde_json::json;

use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link, say,
};

/// A line for each report.
const FOUND: &[Column<Found>] = &[
    Column { name: "document", shown: Shown::Cell, value: |row, _| json!(row.document) },
    Column { name: "title", shown: Shown::Cell, value: |row, _| json!(row.title) },
    Column { name: "outlet", shown: Shown::Cell, value: |row, _| json!(row.outlet) },
    Column { name: "published", shown: Shown::Cell, value: |row, _| json!(row.published) },
    Column { name: "passage", shown: Shown::Cell, value: |row, _| json!(passage(row)) },
];

fn passage(row: &Found) -> String {
    row.passage.iter().map(|(words, _)| words.as_str()).collect()
}

/// How many reports are shown.
const MOST: usize = 50;

struct Line {
    href: String,
    title: String,
    about: String,
    passage: Vec<(String, bool)>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    words: String,
    lines: Vec<Line>,
    is_cut: bool,
}

/// The reports with the words `q`.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let words = ask.query.get("q").unwrap_or("");
    let found = match words {
        "" => Vec::new(),
        words => desk.with(|workspace| Ok(workspace.search(words, MOST)?))?,
    };
    if ask.form != Form::Page {
        return Ok(answer::rows(ask, FOUND, &found, &Texts::default(), Paged::whole(found.len())));
    }
    Answer::page(&Search {
        frame: Frame::new("Search", "/search", desk, ask, true),
        words: words.to_owned(),
        is_cut: found.len() == MOST,
        lines: found.into_iter().map(line).collect(),
    })
}

fn line(row: Found) -> Line {
    let day = row.published.as_deref().map_or_else(|| "undated".to_owned(), say::date);
    Line {
        href: link::report(&row.document),
        about: row.outlet.map_or(day.clone(), |outlet| format!("{outlet}, {day}")),
        title: row.title.unwrap_or(row.document),
        passage: row.passage,
    }
}
