//! The list of reports.

use askama::Template;
use recount_formats::write::{Column, Shown, Texts};
use recount_store::ReportRow;
use serde_json::json;

use super::counts::Asked;
use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link, say,
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
    pager: Pager,
}

/// The reports asked for.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let (filter, stretch) = (ask.filter()?, ask.stretch()?);
    let page =
        desk.with(|workspace| Ok(workspace.reports_page(&filter, stretch.offset(), stretch.rows)?))?;
    let paged = Paged { total: page.total, stretch: Some(stretch) };
    if ask.form != Form::Page {
        return Ok(answer::rows(ask, REPORTS, &page.rows, &Texts::default(), paged));
    }
    Answer::page(&Reports {
        frame: Frame::new("Reports", "/reports", desk, ask, true),
        asked: Asked::of(ask, desk.lexicon()),
        lines: page.rows.iter().map(line).collect(),
        total: page.total,
        pager: paged.around(ask),
    })
}

fn line(row: &ReportRow) -> Line {
    Line {
        href: link::report(&row.document),
        title: row.title.clone().unwrap_or_else(|| row.document.clone()),
        outlet: row.outlet.clone(),
        published: row.published.as_deref().map(say::date),
        document: row.document.clone(),
        figures: row.figures,
        statements: row.statements,
        orders: row.orders,
    }
}
