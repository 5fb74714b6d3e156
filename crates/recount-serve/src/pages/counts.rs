//! The counts: the answer first.

use askama::Template;
use recount_core::Lexicon;
use recount_formats::write::{Column, Shown, Texts, words};
use recount_store::{CountRow, Summary};
use serde_json::{Value, json};

use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link, say,
};

/// A line for each count; its accounts stand in its series.
pub(crate) const COUNTS: &[Column<CountRow>] = &[
    Column { name: "id", shown: Shown::Cell, value: |row, _| json!(row.id) },
    Column { name: "series", shown: Shown::Cell, value: |row, _| json!(row.series) },
    Column { name: "measure", shown: Shown::Cell, value: |row, _| json!(row.measure) },
    Column { name: "range", shown: Shown::Cell, value: |row, _| json!(row.range) },
    Column { name: "low", shown: Shown::Cell, value: |row, _| json!(row.low) },
    Column { name: "high", shown: Shown::Cell, value: |row, _| json!(row.high) },
    Column { name: "people", shown: Shown::Cell, value: |row, _| json!(row.people) },
    Column { name: "unit", shown: Shown::Cell, value: |row, _| json!(row.unit) },
    Column { name: "per", shown: Shown::Cell, value: |row, _| json!(row.per) },
    Column { name: "status", shown: Shown::Cell, value: |row, _| json!(row.status) },
    Column { name: "from", shown: Shown::Cell, value: |row, _| codes(&row.from) },
    Column { name: "at", shown: Shown::Cell, value: |row, _| codes(&row.at) },
    Column { name: "to", shown: Shown::Cell, value: |row, _| codes(&row.to) },
    Column { name: "place", shown: Shown::Cell, value: |row, _| json!(row.place) },
    Column { name: "since", shown: Shown::Cell, value: |row, _| json!(row.since) },
    Column { name: "as_of", shown: Shown::Cell, value: |row, _| json!(row.as_of) },
    Column { name: "published", shown: Shown::Cell, value: |row, _| json!(row.published) },
    Column { name: "origins", shown: Shown::Cell, value: |row, _| json!(row.origins) },
    Column { name: "accounts", shown: Shown::Cell, value: |row, _| json!(row.accounts) },
    Column { name: "contradictions", shown: Shown::Cell, value: |row, _| json!(row.contradictions) },
    Column {
        name: "take",
        shown: Shown::Cell,
        value: |row, _| json!(row.take.as_ref().map(|take| &take.figure)),
    },
    Column { name: "reason", shown: Shown::Cell, value: |row, _| json!(row.reason) },
];

fn codes(codes: &str) -> Value {
    codes.split_whitespace().collect()
}

/// One count on the page.
struct Line {
    /// The measure, where another one begins here.
    measure: Option<(String, String)>,
    href: String,
    range: String,
    subject: String,
    status: Option<String>,
    voices: String,
    contradictions: usize,
    as_of: Option<String>,
    published: Option<String>,
    take: Option<(String, String, String)>,
    reason: String,
}

/// What the form above the list holds.
pub(crate) struct Asked {
    pub(crate) measures: Vec<(String, String, bool)>,
    pub(crate) statuses: Vec<(&'static str, bool)>,
    pub(crate) country: String,
    pub(crate) since: String,
    pub(crate) until: String,
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) is_asked: bool,
    pub(crate) action: String,
}

impl Asked {
    /// What an address asks for.
    pub(crate) fn of(ask: &Ask, lexicon: &Lexicon) -> Asked {
        let chosen = ask.query.all("measure");
        let word = |name: &str| ask.query.get(name).unwrap_or("").to_owned();
        let names = ["measure", "country", "since", "until", "source", "status", "text"];
        let mut measures: Vec<(u8, String, String, bool)> = lexicon
            .measures
            .iter()
            .map(|it| (it.rank, it.code.clone(), it.label.clone(), chosen.contains(&it.code)))
            .collect();
        measures.sort();
        let statuses = ["reported", "planned", "denied", "hypothetical"];
        Asked {
            measures: measures.into_iter().map(|(_, code, label, on)| (code, label, on)).collect(),
            statuses: statuses.map(|status| (status, ask.query.get("status") == Some(status))).to_vec(),
            country: word("country"),
            since: word("since"),
            until: word("until"),
            source: word("source"),
            text: word("text"),
            is_asked: names.iter().any(|name| ask.query.get(name).is_some()),
            action: ask.path.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "counts.html")]
struct Counts {
    frame: Frame,
    summary: Summary,
    lede: String,
    asked: Asked,
    lines: Vec<Line>,
    total: usize,
    pager: Pager,
}

/// The counts asked for.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let (filter, stretch) = (ask.filter()?, ask.stretch()?);
    desk.with(|workspace| {
        let page = workspace.counts_page(&filter, stretch.offset(), stretch.rows)?;
        let paged = Paged { total: page.total, stretch: Some(stretch) };
        if ask.form != Form::Page {
            return Ok(answer::rows(ask, COUNTS, &page.rows, &Texts::default(), paged));
        }
        let summary = workspace.summary()?;
        Answer::page(&Counts {
            frame: Frame::new("Who counts how many, and on whose word", "/", desk, ask, true),
            lede: lede(&summary),
            summary,
            asked: Asked::of(ask, desk.lexicon()),
            lines: lines(&page.rows, desk.lexicon()),
            total: page.total,
            pager: paged.around(ask),
        })
    })
}

fn lede(summary: &Summary) -> String {
    let figures = words::plural(summary.figures, "figure");
    let (reports, counts) =
        (words::plural(summary.reports, "report"), words::plural(summary.counts, "count"));
    format!("{figures} from {reports}, set side by side as {counts}.")
}

fn lines(rows: &[CountRow], lexicon: &Lexicon) -> Vec<Line> {
    let mut last: Option<&str> = None;
    let line = |row| line(row, lexicon);
    let lines = rows.iter().map(|row| {
        let begins = last != Some(row.measure.as_str());
        last = Some(&row.measure);
        Line { measure: begins.then(|| measure(&row.measure, lexicon)), ..line(row) }
    });
    lines.collect()
}

/// The label and the definition of a measure.
fn measure(code: &str, lexicon: &Lexicon) -> (String, String) {
    let known = lexicon.measure(code);
    let definition = known.map_or_else(String::new, |measure| measure.definition.clone());
    (say::label(code, lexicon), definition)
}

fn line(row: &CountRow, lexicon: &Lexicon) -> Line {
    let count = row.line(lexicon);
    let take = row.take.as_ref().map(|take| {
        let source =
            words::on_whose_word(take.source.as_deref(), take.source_kind.as_deref(), take.own.as_ref());
        (take.words.clone(), source, link::figure(&take.figure))
    });
    let anchor = if row.id == row.series { String::new() } else { format!("#{}", row.id) };
    Line {
        measure: None,
        href: format!("{}{anchor}", link::series(&row.series)),
        range: say::range(&count),
        subject: say::subject(&count, lexicon),
        status: (row.status != "reported").then(|| row.status.clone()),
        voices: say::voices(row.accounts, row.origins),
        contradictions: row.contradictions,
        as_of: row.as_of.as_deref().map(say::date),
        published: row.published.as_deref().map(say::date),
        take,
        reason: row.reason.clone(),
    }
}
