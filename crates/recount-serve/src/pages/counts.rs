//! The counts: the situation first, then all of them.

use askama::Template;
use recount_core::{
    Lexicon,
    edtf::Edtf,
    view::{CountLine, Table},
};
use recount_formats::write::{Column, Shown, Texts, situation as told, words};
use recount_store::{CountRow, Page, Summary, Take};
use serde_json::{Value, json};

use crate::{
    Problem,
    answer::{self, Answer, Paged, Pager},
    ask::{Ask, Form, Stretch},
    desk::Desk,
    frame::Frame,
    link,
    names::Names,
    pages::{
        add::Typed,
        situation::{self, Front},
    },
    say,
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
    pub(crate) place: String,
    /// The day as of which it is asked; kept where something else is asked for.
    pub(crate) at: String,
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
        let names = ["measure", "country", "place", "at", "since", "until", "source", "status", "text"];
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
            place: word("place"),
            at: word("at"),
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
    /// What stands at the head of the front page; none on later stretches and on the list alone.
    front: Option<Front>,
    summary: Summary,
    lede: String,
    asked: Asked,
    lines: Vec<Line>,
    total: usize,
    pager: Pager,
    /// The forms of an empty workspace.
    typed: Typed,
}

/// The counts asked for; with `at` as they stood on that day.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let (filter, stretch, at) = (ask.filter()?, ask.stretch()?, ask.day("at")?);
    let query = ask.view()?;
    desk.with(|workspace| {
        let then = match at {
            Some(day) => Some((query.counts(workspace.stood()?.at(day)), day)),
            None => None,
        };
        let page = match &then {
            Some((table, _)) => stood(table, stretch, &mut Names::of(workspace))?,
            None => workspace.counts_page(&filter, stretch.offset(), stretch.rows)?,
        };
        let paged = Paged { total: page.total, stretch: Some(stretch) };
        if ask.form != Form::Page {
            return Ok(answer::rows(ask, COUNTS, &page.rows, &Texts::default(), paged));
        }
        let summary = workspace.summary()?;
        let is_front = stretch.page == 1 && ask.path == "/" && summary.reports > 0;
        let told = then.as_ref().map(|(table, day)| (table, *day));
        let front = is_front.then(|| situation::front(workspace, ask, &filter, told)).transpose()?;
        let title = front.as_ref().map_or_else(|| "All counts".to_owned(), |front| front.title.clone());
        Answer::page(&Counts {
            frame: Frame::new(title, "/", desk, ask, true),
            front,
            lede: lede(&summary),
            summary,
            asked: Asked::of(ask, desk.lexicon()),
            lines: lines(&page.rows, desk.lexicon()),
            total: page.total,
            pager: paged.around(ask),
            typed: Typed::default(),
        })
    })
}

/// A stretch of the counts as they stood on a day.
pub(super) fn stood(
    table: &Table,
    stretch: Stretch,
    names: &mut Names<'_>,
) -> Result<Page<CountRow>, Problem> {
    let counts = table.counts.iter().skip(stretch.offset()).take(stretch.rows);
    let rows = counts.map(|count| row_of(count, names)).collect::<Result<_, _>>()?;
    Ok(Page { rows, total: table.counts.len() })
}

/// A count with its accounts as lists show it.
fn row_of(count: &CountLine, names: &mut Names<'_>) -> Result<CountRow, Problem> {
    let taken = count.recommended.and_then(|at| count.accounts.get(at));
    let figure = taken.map(|account| names.figure(account)).transpose()?;
    let take = taken.zip(figure).map(|(account, figure)| Take {
        figure,
        words: account.words.clone(),
        source: account.source.clone(),
        source_kind: account.source_kind.map(str::to_owned),
        own: account.own.clone(),
        document: account.document.clone(),
    });
    let stands = || count.accounts.iter().filter(|account| account.stands);
    let day = |date: Edtf| date.last_day().map(|day| day.to_string());
    Ok(CountRow {
        id: count.id.clone(),
        series: count.series.clone(),
        measure: count.measure.clone(),
        unit: count.unit.to_owned(),
        status: count.status.to_owned(),
        per: count.per.map(str::to_owned),
        people: count.people.clone(),
        from: count.from.join(" "),
        at: count.at.join(" "),
        to: count.to.join(" "),
        place: count.place.clone(),
        low: count.low,
        high: count.high,
        range: count.range.clone(),
        since: stands().filter_map(|account| account.day.and_then(day)).min(),
        as_of: count.as_of.map(|day| day.to_string()),
        published: count
            .accounts
            .iter()
            .filter_map(|account| account.published)
            .map(|it| it.to_string())
            .max(),
        origins: count.origins,
        accounts: count.accounts.len(),
        contradictions: told::contradictions(count),
        take,
        reason: count.reason.clone(),
        event: count.event.clone(),
        scope: count.scope,
        cause: count.cause,
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
