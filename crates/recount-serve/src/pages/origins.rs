//! Who copied whom: reports that share their words or credit each other, and figures told again, with the words that differ.

use askama::Template;
use recount_core::{Extraction, Report, origin::difference, view};
use recount_formats::write::{self, Column, Shown, Texts, words};
use recount_store::{Filter, FindingPageRow, Sqlite, Workspace};
use serde_json::{Value, json};

use super::findings::{Side, side};
use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link, marks, say,
};

/// Reports are set side by side word for word up to this many; beyond, figures tell.
const REPORTS: usize = 300;

/// A line for each two figures of one origin.
const RETOLD: &[Column<FindingPageRow>] = &[
    Column { name: "how", shown: Shown::Cell, value: |row, _| json!(row.relation) },
    Column { name: "first", shown: Shown::Cell, value: |row, _| json!(row.from.document) },
    Column { name: "second", shown: Shown::Cell, value: |row, _| json!(row.to.document) },
    Column { name: "first_figure", shown: Shown::Cell, value: |row, _| json!(row.from.id) },
    Column { name: "second_figure", shown: Shown::Cell, value: |row, _| json!(row.to.id) },
    Column { name: "likelihood", shown: Shown::Cell, value: |row, _| json!(row.likelihood) },
    Column { name: "reason", shown: Shown::Cell, value: |row, _| json!(row.reason) },
    Column { name: "changes", shown: Shown::Cell, value: |row, _| changed(row) },
];

fn changed(row: &FindingPageRow) -> Value {
    let changes = difference::changes_of_sentence(&row.from.sentence, &row.to.sentence);
    let change = |change: &difference::Change| json!({ "before": change.before.slice(&row.from.sentence), "after": change.after.slice(&row.to.sentence) });
    changes.iter().map(change).collect()
}

/// Two reports of one origin.
struct Pair {
    how: &'static str,
    first: (String, String),
    second: (String, String),
    /// The names of both.
    names: (String, String),
    shared: String,
    likelihood: String,
    credit: Option<String>,
    changes: Vec<(String, String)>,
    more: usize,
}

/// A sentence told twice, with what differs marked.
struct Retold {
    relation: String,
    label: String,
    series: String,
    reason: String,
    from: Side,
    to: Side,
    before: Vec<(String, bool)>,
    after: Vec<(String, bool)>,
}

#[derive(Template)]
#[template(path = "origins.html")]
struct Origins {
    frame: Frame,
    pairs: Vec<Pair>,
    is_large: bool,
    retold: Vec<Retold>,
    total: usize,
    pager: Pager,
}

/// All of one origin.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let stretch = ask.stretch()?;
    desk.with(|workspace| {
        let is_large = workspace.summary()?.reports > REPORTS;
        if ask.form != Form::Page && !is_large {
            let (reports, extractions) = read(workspace)?;
            let rows = view::origins(&reports, &extractions, &findings(workspace)?);
            return Ok(answer::rows(
                ask,
                write::ORIGINS,
                &rows,
                &Texts::of(&reports),
                Paged::whole(rows.len()),
            ));
        }
        let relations = ["drifts".to_owned(), "same_origin".to_owned()];
        let page = workspace.findings_page(&relations, &Filter::default(), stretch.offset(), stretch.rows)?;
        let paged = Paged { total: page.total, stretch: Some(stretch) };
        if ask.form != Form::Page {
            return Ok(answer::rows(ask, RETOLD, &page.rows, &Texts::default(), paged));
        }
        let pairs = if is_large || stretch.page > 1 { Vec::new() } else { pairs(workspace)? };
        Answer::page(&Origins {
            frame: Frame::new("Who copied whom", "/origins", desk, ask, true),
            pairs,
            is_large,
            retold: page.rows.iter().map(|row| retold(row, desk)).collect(),
            total: page.total,
            pager: paged.around(ask),
        })
    })
}

/// Every report with what is read in it now.
fn read(workspace: &Workspace<Sqlite>) -> Result<(Vec<Report>, Vec<Extraction>), Problem> {
    let (mut reports, mut extractions) = (Vec::new(), Vec::new());
    for document in recount_store::engine::Reports::documents(workspace.engine())? {
        let report = workspace.kept(&document)?.report;
        extractions.push(recount_core::extract(&report, workspace.lexicon()));
        reports.push(report);
    }
    Ok((reports, extractions))
}

fn findings(workspace: &Workspace<Sqlite>) -> Result<Vec<view::FindingRow>, Problem> {
    Ok(view::findings(&view::table(&workspace.ledger()?, workspace.lexicon())))
}

/// Changes that are shown of two reports.
const SHOWN: usize = 12;

fn pairs(workspace: &Workspace<Sqlite>) -> Result<Vec<Pair>, Problem> {
    let (reports, extractions) = read(workspace)?;
    let rows = view::origins(&reports, &extractions, &[]);
    Ok(rows.into_iter().map(pair).collect())
}

fn pair(row: view::OriginRow) -> Pair {
    let teller = |teller: &view::Teller| {
        let day = teller.published.map_or_else(|| "undated".to_owned(), words::date);
        let outlet = teller.outlet.as_deref().map(|outlet| format!(", {outlet}")).unwrap_or_default();
        (format!("{}{outlet}, {day}", teller.document), link::report(&teller.document))
    };
    let share = |share: Option<f64>| {
        share.map_or_else(|| "none".to_owned(), |share| format!("{:.0} %", share * 100.0))
    };
    // Where one only credits the other, what differs is all of it.
    let changes = if row.how == "credits" { Vec::new() } else { row.changes };
    Pair {
        how: how(row.how),
        names: (row.first.document.clone(), row.second.document.clone()),
        first: teller(&row.first),
        second: teller(&row.second),
        shared: share(row.containment),
        likelihood: format!("{:.0} %", row.likelihood * 100.0),
        credit: row.credit,
        more: changes.len().saturating_sub(SHOWN),
        changes: changes.into_iter().take(SHOWN).map(|change| (change.before, change.after)).collect(),
    }
}

fn how(code: &str) -> &'static str {
    match code {
        "copy" => "is a copy of",
        "cut" => "is a part of",
        "extended" => "is, with more, a copy of",
        "passages" => "has passages of",
        _ => "credits",
    }
}

fn retold(row: &FindingPageRow, desk: &Desk) -> Retold {
    let changes = difference::changes_of_sentence(&row.from.sentence, &row.to.sentence);
    let marked = |text: &str, spans: Vec<recount_core::Span>| -> Vec<(String, bool)> {
        let spans = spans.into_iter().map(|span| (span, ())).collect();
        let pieces = marks::pieces(text, spans);
        pieces.into_iter().map(|piece| (piece.text.to_owned(), piece.mark.is_some())).collect()
    };
    Retold {
        relation: say::plain(&row.relation),
        label: say::label(&row.from.measure, desk.lexicon()),
        series: link::series(&row.series),
        reason: row.reason.clone(),
        before: marked(&row.from.sentence, changes.iter().map(|change| change.before).collect()),
        after: marked(&row.to.sentence, changes.iter().map(|change| change.after).collect()),
        from: side(&row.from),
        to: side(&row.to),
    }
}
