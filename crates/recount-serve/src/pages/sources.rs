//! Who says what: the statements of all reports, put together by party.

use askama::Template;
use recount_core::{
    edtf::Edtf,
    figure::SourceKind,
    lexicon::Stance,
    view::{self, Position, StatementLine},
};
use recount_formats::write::{Column, Shown, Texts, words};
use recount_store::{Filter, StatementRow, engine::Readings};
use serde_json::json;

use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link, say,
};

/// Statements are put together up to this many; beyond, a party is to be named.
const STATEMENTS: usize = 20_000;
/// Parties on a page, and statements of each.
const PARTIES: usize = 60;
const OF_EACH: usize = 8;

/// A line for each statement, party by party.
const SOURCES: &[Column<StatementLine>] = &[
    Column {
        name: "party",
        shown: Shown::Cell,
        value: |line, _| json!(line.party.as_deref().map(|party| masked(party, line.kind))),
    },
    Column { name: "kind", shown: Shown::Cell, value: |line, _| json!(line.kind.map(SourceKind::code)) },
    Column { name: "stance", shown: Shown::Cell, value: |line, _| json!(line.stance) },
    Column { name: "manner", shown: Shown::Cell, value: |line, _| json!(line.manner) },
    Column { name: "cue", shown: Shown::Cell, value: |line, _| json!(line.cue) },
    Column { name: "content", shown: Shown::Cell, value: |line, _| json!(line.content) },
    Column { name: "venue", shown: Shown::Cell, value: |line, _| json!(line.venue) },
    Column { name: "chain", shown: Shown::Cell, value: |line, _| json!(line.chain) },
    Column { name: "document", shown: Shown::Cell, value: |line, _| json!(line.document) },
    Column {
        name: "published",
        shown: Shown::Cell,
        value: |line, _| json!(line.published.map(|day| day.to_string())),
    },
];

struct Line {
    stance: String,
    content: String,
    document: String,
    report: String,
    day: String,
    venue: Option<String>,
}

struct Party {
    name: String,
    kind: Option<String>,
    stances: Vec<(String, usize)>,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Sources {
    frame: Frame,
    source: String,
    text: String,
    stance: String,
    stances: Vec<&'static str>,
    parties: Vec<Party>,
    total: usize,
    is_large: bool,
    is_asked: bool,
}

/// The positions asked for.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let word = |name: &str| ask.query.get(name).map(str::to_owned);
    let filter = Filter { source: word("source"), text: word("text"), ..Filter::default() };
    let stance = word("stance");
    if let Some(odd) = stance.as_deref().filter(|stance| known(stance).is_none()) {
        return Err(Problem::unclear(format!(
            "stance: expected one of {}, found `{odd}`",
            stances().join(", ")
        )));
    }
    let (rows, days, is_large) = desk.with(|workspace| {
        let is_large =
            workspace.summary()?.statements > STATEMENTS && filter.source.is_none() && filter.text.is_none();
        if is_large {
            return Ok((Vec::new(), Vec::new(), true));
        }
        let rows = workspace.engine().statements(&filter)?;
        let days = recount_store::engine::Results::headings(workspace.engine())?;
        Ok((rows, days, false))
    })?;
    let day_of = |document: &str| {
        let found = days.binary_search_by(|heading| heading.document.as_str().cmp(document)).ok();
        found.and_then(|at| days.get(at)).and_then(|heading| heading.published)
    };
    let lines = rows.iter().filter_map(|row| line(row, day_of(&row.document)));
    let lines: Vec<StatementLine> =
        lines.filter(|line| stance.as_deref().is_none_or(|it| it == line.stance)).collect();
    let positions = view::positions(lines, desk.lexicon());
    if ask.form != Form::Page {
        let all: Vec<StatementLine> =
            positions.into_iter().flat_map(|position| position.statements).collect();
        return Ok(answer::rows(ask, SOURCES, &all, &Texts::default(), Paged::whole(all.len())));
    }
    Answer::page(&Sources {
        frame: Frame::new("Sources and their positions", "/sources", desk, ask, true),
        is_asked: filter.source.is_some() || filter.text.is_some() || stance.is_some(),
        source: filter.source.unwrap_or_default(),
        text: filter.text.unwrap_or_default(),
        stance: stance.unwrap_or_default(),
        stances: stances(),
        total: positions.len(),
        parties: positions.into_iter().take(PARTIES).map(party).collect(),
        is_large,
    })
}

fn stances() -> Vec<&'static str> {
    Stance::ALL.into_iter().map(Stance::code).collect()
}

fn known(code: &str) -> Option<&'static str> {
    stances().into_iter().find(|known| *known == code)
}

/// A kept statement as the view takes it; mere thoughts have no stance.
fn line(row: &StatementRow, published: Option<Edtf>) -> Option<StatementLine> {
    Some(StatementLine {
        document: row.document.clone(),
        outlet: None,
        url: None,
        published,
        party: row.party.clone(),
        whole: None,
        named: row.source.clone(),
        kind: row.kind.as_deref().and_then(SourceKind::parse),
        stance: known(row.stance.as_deref()?)?,
        manner: match row.manner.as_str() {
            "direct" => "direct",
            "mixed" => "mixed",
            _ => "indirect",
        },
        cue: row.cue.clone(),
        to: None,
        venue: row.venue.clone(),
        chain: row.chain.clone(),
        content: row.content.clone(),
        span: recount_core::Span::default(),
        sentence: recount_core::Span::default(),
        text: String::new(),
    })
}

fn masked(party: &str, kind: Option<SourceKind>) -> String {
    words::source(party, kind.map(SourceKind::code))
}

fn party(position: Position) -> Party {
    let mut stances: Vec<(String, usize)> = Vec::new();
    for line in &position.statements {
        match stances.iter_mut().find(|(stance, _)| stance == line.stance) {
            Some((_, number)) => *number += 1,
            None => stances.push((line.stance.to_owned(), 1)),
        }
    }
    let line = |line: &StatementLine| Line {
        stance: line.stance.to_owned(),
        content: view::words::single_spaced(&line.content),
        report: link::report(&line.document),
        document: line.document.clone(),
        day: line.published.map_or_else(|| "undated".to_owned(), words::date),
        venue: line.venue.clone(),
    };
    Party {
        name: position
            .party
            .as_deref()
            .map_or_else(|| "Nobody named".to_owned(), |party| masked(party, position.kind)),
        kind: position.kind.map(|kind| say::kind(kind.code()).to_owned()),
        stances,
        lines: position.statements.iter().take(OF_EACH).map(line).collect(),
        more: position.statements.len().saturating_sub(OF_EACH),
    }
}
