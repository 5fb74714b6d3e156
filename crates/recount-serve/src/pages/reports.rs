//! The list of reports.

use askama::Template;
use recount_formats::write::{Column, Shown, Texts};
use recount_store::{Act, Draft, ReportRow};
use serde_json::json;

use super::{
    counts::Asked,
    decide,
    decisions::{self, Decided},
};
use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form, with_query},
    desk::Desk,
    frame::Frame,
    link, say, written,
};

/// A line for each report.
const REPORTS: &[Column<ReportRow>] = &[
    Column { name: "document", shown: Shown::Cell, value: |row, _| json!(row.document) },
    Column { name: "title", shown: Shown::Cell, value: |row, _| json!(row.title) },
    Column { name: "outlet", shown: Shown::Cell, value: |row, _| json!(row.outlet) },
    Column { name: "url", shown: Shown::Cell, value: |row, _| json!(row.url) },
    Column { name: "published", shown: Shown::Cell, value: |row, _| json!(row.published) },
    Column { name: "added", shown: Shown::Cell, value: |row, _| json!(row.added) },
    Column { name: "language", shown: Shown::Cell, value: |row, _| json!(row.language) },
    Column { name: "figures", shown: Shown::Cell, value: |row, _| json!(row.figures) },
    Column { name: "statements", shown: Shown::Cell, value: |row, _| json!(row.statements) },
    Column { name: "orders", shown: Shown::Cell, value: |row, _| json!(row.orders) },
];

struct Line {
    href: String,
    title: String,
    outlet: Option<String>,
    published: Option<String>,
    document: String,
    is_ticked: bool,
    figures: usize,
    statements: usize,
    orders: usize,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct Reports {
    frame: Frame,
    asked: Asked,
    lines: Vec<Line>,
    total: usize,
    /// How many reports have no day, and where they are listed; none where these are they.
    undated: Option<(usize, String)>,
    /// Whether it is said of all that are shown.
    is_all: bool,
    done: Option<Decided>,
    next: String,
    /// What was not understood, with what was typed: the day, the publisher, the title, and the reports that were ticked.
    problem: Option<String>,
    typed: [String; 3],
    pager: Pager,
}

/// The reports asked for.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    list(desk, ask, None)
}

fn list(desk: &Desk, ask: &Ask, problem: Option<String>) -> Result<Answer, Problem> {
    let (filter, stretch) = (ask.filter()?, ask.stretch()?);
    let (page, made, undated) = desk.with(|workspace| {
        let page = workspace.reports_page(&filter, stretch.offset(), stretch.rows)?;
        Ok((page, workspace.decisions()?, workspace.undated()?))
    })?;
    let paged = Paged { total: page.total, stretch: Some(stretch) };
    if ask.form != Form::Page {
        return Ok(answer::rows(ask, REPORTS, &page.rows, &Texts::default(), paged));
    }
    let ticked = ask.body.all("report");
    let typed = SAID.map(|(name, _)| ask.body.get(name).unwrap_or("").to_owned());
    let line = |row: &ReportRow| Line { is_ticked: ticked.contains(&row.document), ..line(row) };
    Answer::page(&Reports {
        frame: Frame::new("Reports", "/reports", desk, ask, true),
        asked: Asked::of(ask, desk.lexicon()),
        lines: page.rows.iter().map(line).collect(),
        total: page.total,
        undated: (undated > 0 && !filter.undated)
            .then(|| (undated, ask.with("/reports", "undated", Some("yes")))),
        is_all: ask.body.get("of") == Some("all"),
        done: decisions::done(ask, &made),
        next: with_query("/reports", &ask.query_without(&["done"])),
        problem,
        typed,
        pager: paged.around(ask),
    })
}

/// What may be said of reports: the name of the form, the field of the log.
const SAID: [(&str, &str); 3] =
    [("day", "report.published"), ("publisher", "report.outlet"), ("title", "report.title")];

/// Keeps what is said of the reports that are ticked; shows the list again where it is not understood.
pub(crate) fn say_of(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let again = |problem: &str| Ok(list(desk, ask, Some(problem.to_owned()))?.status(422));
    let of = if ask.body.get("of") == Some("all") { "shown" } else { "report" };
    let (reports, mut said) = (ask.body.all(of), Vec::new());
    for (name, field) in SAID {
        let Some(value) = ask.body.get(name) else { continue };
        match if name == "day" { written::days(value) } else { Ok(value.to_owned()) } {
            Ok(value) => said.push((field, value)),
            Err(problem) => return again(&problem),
        }
    }
    match (reports.is_empty(), said.is_empty()) {
        (true, _) => return again("Tick the reports that this is said of."),
        (_, true) => return again("Write the day, the publisher or the title."),
        _ => {}
    }
    desk.to_write(|workspace| {
        let mut drafts = Vec::new();
        for report in &reports {
            let anchor = workspace.report_anchor(report).map_err(decide::unfit)?;
            drafts.extend(said.iter().map(|(field, value)| Draft {
                figure: Some(anchor.clone()),
                field: Some((*field).to_owned()),
                value: Some(value.clone()),
                reason: ask.body.get("reason").unwrap_or("as the report says of itself").to_owned(),
                ..decide::draft(desk, ask, Act::Correct)
            }));
        }
        decide::keep(workspace, ask, &drafts)
    })
}

fn line(row: &ReportRow) -> Line {
    Line {
        href: link::report(&row.document),
        title: row.title.clone().unwrap_or_else(|| row.document.clone()),
        outlet: row.outlet.clone(),
        published: row.published.as_deref().map(say::date),
        document: row.document.clone(),
        is_ticked: false,
        figures: row.figures,
        statements: row.statements,
        orders: row.orders,
    }
}
