//! One series: its counts over time, as a chart and as a table that tells the same, and why each is what it is.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use recount_core::{
    Lexicon, Report,
    count::Mark,
    view::{self, AccountLine, Because, CountLine, words::number},
};
use recount_formats::write::{self, Column, Shown, Texts, words};
use recount_store::{Glimpse, SeriesPage, Sqlite, Workspace, engine::Reports};
use serde_json::{Value, json};

use super::{
    decisions::{self, Decided},
    series_others::{Other, others},
    series_stood::stood,
};
use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    chart::{self, Chart, Stood, Told},
    desk::Desk,
    frame::Frame,
    link,
    names::Names,
    say,
};

/// An account, the count it stands in, and the name of its first figure.
struct Row {
    count: String,
    status: &'static str,
    /// Which part of what happened it tells of: "total so far".
    extent: Option<&'static str>,
    account: AccountLine,
    figure: String,
    /// Whether it is the one to take, where there is a choice.
    is_taken: bool,
}

/// A line for each account.
const ACCOUNTS: &[Column<Row>] = &[
    Column { name: "count", shown: Shown::Cell, value: |row, _| json!(row.count) },
    Column { name: "figure", shown: Shown::Cell, value: |row, _| json!(row.figure) },
    Column {
        name: "day",
        shown: Shown::Cell,
        value: |row, _| json!(chart::day(&row.account).map(|day| day.to_string())),
    },
    Column {
        name: "period",
        shown: Shown::Cell,
        value: |row, _| json!(row.account.period.map(|period| period.to_string())),
    },
    Column { name: "low", shown: Shown::Cell, value: |row, _| json!(row.account.low) },
    Column { name: "high", shown: Shown::Cell, value: |row, _| json!(row.account.high) },
    Column { name: "words", shown: Shown::Cell, value: |row, _| json!(row.account.words) },
    Column { name: "status", shown: Shown::Cell, value: |row, _| json!(row.status) },
    Column { name: "extent", shown: Shown::Cell, value: |row, _| json!(row.extent) },
    Column { name: "source", shown: Shown::Cell, value: |row, _| json!(source(&row.account)) },
    Column { name: "source_kind", shown: Shown::Cell, value: |row, _| json!(row.account.source_kind) },
    Column {
        name: "source_state",
        shown: Shown::Cell,
        value: |row, _| json!(words::source_state(row.account.source.as_deref(), row.account.own.as_ref())),
    },
    Column { name: "document", shown: Shown::Cell, value: |row, _| json!(row.account.document) },
    Column {
        name: "published",
        shown: Shown::Cell,
        value: |row, _| json!(row.account.published.map(|day| day.to_string())),
    },
    Column { name: "origin", shown: Shown::Cell, value: |row, _| json!(row.account.origin) },
    Column { name: "first", shown: Shown::Cell, value: |row, _| json!(row.account.first) },
    Column { name: "stands", shown: Shown::Cell, value: |row, _| json!(row.account.stands) },
    Column {
        name: "sentence",
        shown: Shown::Cell,
        value: |row, _| json!(row.account.evidence.first().map(|it| &it.text)),
    },
];

/// A row of the table beside the chart.
struct Line {
    row: usize,
    day: String,
    low: String,
    high: String,
    words: String,
    href: String,
    figure: String,
    source: String,
    kind: Option<String>,
    document: String,
    report: String,
    stands: bool,
    extent: Option<&'static str>,
    is_taken: bool,
    quote: [String; 3],
}

/// One count of the series.
struct Block {
    id: String,
    range: String,
    as_of: Option<String>,
    voices: String,
    take: Option<(String, String)>,
    reason: String,
    findings: Vec<Finding>,
    because: Vec<Why>,
}

/// Pairs of accounts that are the same to each other for the same reason.
struct Finding {
    relation: String,
    reason: String,
    pairs: Vec<(Name, Name)>,
    /// How many pairs are not named.
    more: usize,
}

/// What an account is called, and where it stands.
type Name = (String, String);

/// Pairs that are named of one relation and reason.
const PAIRS: usize = 5;

/// A line of a tree of reasons.
struct Why {
    depth: usize,
    says: String,
    quote: Option<[String; 3]>,
}

#[derive(Template)]
#[template(path = "series.html")]
struct Series {
    frame: Frame,
    label: String,
    definition: String,
    measure: String,
    subject: String,
    status: Option<String>,
    chart: Option<Chart>,
    undated: usize,
    lines: Vec<Line>,
    blocks: Vec<Block>,
    /// Other series of the measure, which may count the same thing.
    others: Vec<Other>,
    /// The figure that others are merged with.
    first: String,
    done: Option<Decided>,
    next: String,
    /// What is left out.
    cut: Cut,
}

/// The series of this name, or that of the count of this name.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let id = ask.name();
    desk.with(|workspace| {
        let asked = if ask.form == Form::Page && ask.query.get("all").is_none() {
            workspace.glimpse_of_series(id, SHOWN, ACCOUNTS_SHOWN)?
        } else {
            workspace.series(id)?.map(|page| {
                let number = |count: &CountLine| (count.id.clone(), count.accounts.len());
                let accounts = page.counts.iter().map(number).collect();
                Glimpse { counts: page.counts.len(), accounts, page }
            })
        };
        let Glimpse { page, counts: whole, accounts } = asked.ok_or_else(|| {
            Problem::missing(format!("expected the name of a series or count, found `{id}`"))
        })?;
        let shown: usize = page.counts.iter().map(|count| count.accounts.len()).sum();
        let cut = Cut {
            counts: (page.counts.len() < whole).then_some(whole),
            accounts: Some((shown, accounts.values().sum())).filter(|(shown, all)| shown < all),
            all: format!("{}?all=yes", link::series(&page.id)),
        };
        let mut names = Names::of(workspace);
        match ask.form {
            Form::Json => {
                let texts = texts(workspace, &page)?;
                let known = Texts::of(&texts);
                let counts =
                    page.counts.iter().map(|count| write::listing::object(write::COUNTS, count, &known));
                Ok(Answer::json(&json!({ "id": page.id, "counts": counts.collect::<Vec<Value>>() })))
            }
            Form::Csv => {
                let rows = rows(&page, &mut names, desk.lexicon())?;
                Ok(answer::rows(ask, ACCOUNTS, &rows, &Texts::default(), Paged::whole(rows.len())))
            }
            Form::Page => {
                let stood = if cut.is_whole() { stood(workspace, &page)? } else { Vec::new() };
                let read = Read {
                    page: &page,
                    names,
                    accounts: &accounts,
                    stood: &stood,
                    others: others(workspace, &page)?,
                    done: decisions::done(ask, &workspace.decisions()?),
                    cut,
                };
                series(desk, ask, read)
            }
        }
    })
}

/// Counts that a page shows of a long series, the latest; all of them with `all`, and in its other forms.
const SHOWN: usize = 24;
/// Accounts that a page shows of them, those that stand and the latest first.
const ACCOUNTS_SHOWN: usize = 240;

/// What a page leaves out of a long series.
struct Cut {
    /// How many counts there are, where not all are shown.
    counts: Option<usize>,
    /// How many of how many accounts are shown, where not all are.
    accounts: Option<(usize, usize)>,
    /// Where all are.
    all: String,
}

impl Cut {
    fn is_whole(&self) -> bool {
        self.counts.is_none() && self.accounts.is_none()
    }
}

/// The reports whose accounts stand in the series, by which bytes become code points.
fn texts(workspace: &Workspace<Sqlite>, page: &SeriesPage) -> Result<Vec<Report>, Problem> {
    let accounts = page.counts.iter().flat_map(|count| &count.accounts);
    let documents: BTreeSet<String> = accounts.map(|account| account.document.clone()).collect();
    let texts = workspace.engine().texts_of(&documents)?;
    Ok(texts.into_iter().map(|(document, text)| Report::new(document, text)).collect())
}

/// The accounts of all counts, by day.
fn rows(page: &SeriesPage, names: &mut Names<'_>, lexicon: &Lexicon) -> Result<Vec<Row>, Problem> {
    let mut rows: Vec<Row> = Vec::new();
    for count in &page.counts {
        for (at, account) in count.accounts.iter().enumerate() {
            rows.push(Row {
                count: count.id.clone(),
                status: count.status,
                extent: words::extent(count, account.period, lexicon),
                figure: names.figure(account)?,
                is_taken: count.accounts.len() > 1 && count.recommended == Some(at),
                account: account.clone(),
            });
        }
    }
    rows.sort_by_key(|row| {
        (chart::day(&row.account).is_none(), chart::day(&row.account), row.figure.clone())
    });
    Ok(rows)
}

fn source(account: &AccountLine) -> Option<String> {
    account.source.as_deref().map(|source| words::source(source, account.source_kind))
}

/// A series as it was read, with the names of its figures.
struct Read<'a> {
    page: &'a SeriesPage,
    names: Names<'a>,
    /// How many accounts each count has.
    accounts: &'a BTreeMap<String, usize>,
    stood: &'a [Stood],
    others: Vec<Other>,
    done: Option<Decided>,
    cut: Cut,
}

fn series(desk: &Desk, ask: &Ask, read: Read<'_>) -> Result<Answer, Problem> {
    let Read { page, mut names, accounts, stood, others, done, cut } = read;
    let Some(count) = page.counts.first() else { return Err(Problem::missing("the series has no counts")) };
    let rows = rows(page, &mut names, desk.lexicon())?;
    let told: Vec<Told<'_>> = rows
        .iter()
        .enumerate()
        .map(|(row, it)| Told { status: it.status, extent: it.extent, account: &it.account, row })
        .collect();
    let chart = chart::draw(&told, stood);
    let lines: Vec<Line> = rows.iter().enumerate().map(|(at, row)| line(at, row)).collect();
    let subject = say::subject(count, desk.lexicon());
    let known = desk.lexicon().measure(&count.measure);
    Answer::page(&Series {
        frame: Frame::new(format!("{}: {} {subject}", count.label, say::range(count)), "/", desk, ask, true),
        label: count.label.clone(),
        definition: known.map_or_else(String::new, |measure| measure.definition.clone()),
        measure: count.measure.clone(),
        subject,
        status: (count.status != "reported").then(|| count.status.to_owned()),
        undated: rows.iter().filter(|row| chart::day(&row.account).is_none()).count(),
        chart,
        lines,
        others,
        first: rows.first().map(|row| row.figure.clone()).unwrap_or_default(),
        done,
        next: link::series(&page.id),
        blocks: page
            .counts
            .iter()
            .map(|count| block(count, accounts, &mut names))
            .collect::<Result<_, _>>()?,
        cut,
    })
}

/// Characters of a sentence that are shown.
const SENTENCE: usize = 220;

fn line(at: usize, row: &Row) -> Line {
    let account = &row.account;
    let bound = |bound: Option<u64>| bound.map_or_else(|| "open".to_owned(), number);
    let first = account.evidence.first();
    Line {
        row: at,
        day: chart::day(account).map_or_else(|| "undated".to_owned(), |day| say::date(&day.to_string())),
        low: bound(account.low),
        high: bound(account.high),
        words: account.words.clone(),
        href: link::figure(&row.figure),
        figure: row.figure.clone(),
        source: words::on_whose_word(account.source.as_deref(), account.source_kind, account.own.as_ref()),
        kind: account
            .source_kind
            .or(account.own.as_ref().map(|own| own.kind.code()))
            .map(|kind| say::kind(kind).to_owned()),
        document: say::report(account),
        report: link::report(&account.document),
        stands: account.stands,
        extent: row.extent,
        is_taken: row.is_taken,
        quote: first.map_or_else(Default::default, |it| words::around(&it.text, it.within, SENTENCE)),
    }
}

fn block(
    count: &CountLine,
    accounts: &BTreeMap<String, usize>,
    names: &mut Names<'_>,
) -> Result<Block, Problem> {
    let number = accounts.get(&count.id).copied().unwrap_or(count.accounts.len());
    let taken = count.recommended.and_then(|at| count.accounts.get(at)).filter(|_| count.accounts.len() > 1);
    let mut side = |mark: &Mark| -> Result<Name, Problem> {
        let account = count.accounts.iter().find(|account| {
            account.document == mark.document
                && account.evidence.first().is_some_and(|it| it.span == mark.span)
        });
        let words = match account {
            Some(account) => account.words.clone(),
            None => names.words(&mark.document, mark.span)?,
        };
        let name = account.map_or_else(|| mark.document.clone(), say::report);
        Ok((format!("{words} ({name})"), link::figure(&names.at(&mark.document, mark.span.start)?)))
    };
    let mut findings: Vec<Finding> = Vec::new();
    for finding in &count.findings {
        let relation = say::plain(finding.relation);
        let known = findings.iter().position(|it| it.relation == relation && it.reason == finding.reason);
        let at = known.unwrap_or(findings.len());
        if known.is_none() {
            let reason = finding.reason.clone();
            findings.push(Finding { relation, reason, pairs: Vec::new(), more: 0 });
        }
        match findings.get_mut(at) {
            Some(alike) if alike.pairs.len() < PAIRS => {
                alike.pairs.push((side(&finding.from)?, side(&finding.to)?));
            }
            Some(alike) => alike.more += 1,
            None => {}
        }
    }
    let mut because = Vec::new();
    flatten(&view::count_because(count), 0, &mut because);
    let take = match taken {
        Some(account) => Some((account.words.clone(), link::figure(&names.figure(account)?))),
        None => None,
    };
    Ok(Block {
        id: count.id.clone(),
        range: say::range(count),
        as_of: count.as_of.map(words::date),
        voices: say::voices(number, count.origins),
        take,
        reason: count.reason.clone(),
        findings,
        because,
    })
}

/// The tree as lines with their depth.
fn flatten(tree: &Because, depth: usize, out: &mut Vec<Why>) {
    let quote = tree.sentence.as_ref().map(|it| words::around(&it.text, it.within(), SENTENCE));
    if depth > 0 {
        out.push(Why { depth: depth.min(5), says: tree.says.clone(), quote });
    }
    for reason in &tree.because {
        flatten(reason, depth + 1, out);
    }
}
