//! What each sort of block states: one line for each thing read, cells set apart by bars.

use recount_core::{
    Extraction, Lexicon, Report, Span,
    edtf::Edtf,
    extract,
    figure::{Countries, Figure},
    mention::PlaceMention,
    order::Order,
    statement::Statement,
    text::{Prose, Sentence, Token},
    view,
};

/// A report with all that is read in it.
pub(super) struct Reading {
    pub(super) report: Report,
    pub(super) prose: Prose,
    pub(super) extraction: Extraction,
}

impl Reading {
    pub(super) fn new(report: Report, lexicon: &Lexicon) -> Reading {
        let prose = Prose::of(&report, lexicon);
        let extraction = extract(&report, lexicon);
        Reading { report, prose, extraction }
    }

    fn words(&self, span: Span) -> String {
        squeeze(span.slice(&self.report.text))
    }
}

/// One sort of block.
pub(super) struct Block {
    /// The first word on its fence.
    pub(super) name: &'static str,
    /// Its lines; the words behind the name on the fence ask for columns.
    pub(super) lines: fn(&Reading, &[&str]) -> Vec<String>,
}

/// Every sort of block that states what must be read.
pub(super) const BLOCKS: &[Block] = &[
    Block { name: "sentences", lines: sentences },
    Block { name: "grammar", lines: grammar },
    Block { name: "boilerplate", lines: boilerplate },
    Block { name: "quantities", lines: quantities },
    Block { name: "dates", lines: dates },
    Block { name: "dating", lines: dating },
    Block { name: "places", lines: places },
    Block { name: "figures", lines: figures },
    Block { name: "statements", lines: statements },
    Block { name: "orders", lines: orders },
    Block { name: "answers", lines: answers },
];

/// `prose | Nobody left.`
fn sentences(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let line = |sentence: &Sentence| {
        row([format!("{:?}", sentence.kind).to_lowercase(), reading.words(sentence.span)])
    };
    reading.prose.sentences.iter().map(line).collect()
}

/// `picture credit | (AFP/File)`
fn boilerplate(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let found = reading.extraction.boilerplate.iter();
    found.map(|one| row([one.kind.words().to_string(), reading.words(one.span)])).collect()
}

/// `Nobody NN left nsubj`: word, tag, head and relation.
fn grammar(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let line = |token: &Token| {
        let head = token.head.and_then(|head| reading.prose.tokens.get(head));
        let head = head.map_or("-".to_string(), |head| reading.words(head.span));
        format!("{} {:?} {head} {}", reading.words(token.span), token.tag, relation(token))
    };
    reading.prose.tokens.iter().map(line).collect()
}

fn relation(token: &Token) -> String {
    format!("{:?}", token.relation).to_lowercase()
}

/// `over 1,000 | 1000.. more_than`
fn quantities(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let quantities = &reading.extraction.mentions.quantities;
    quantities
        .iter()
        .map(|quantity| {
            let bounds = bounds(quantity.low, quantity.high);
            row([reading.words(quantity.span), format!("{bounds} {}", quantity.quantifier.code())])
        })
        .collect()
}

/// `November 1st | 2023-11-01`
fn dates(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let dates = &reading.extraction.mentions.dates;
    dates.iter().map(|date| row([reading.words(date.span), edtf(date.value)])).collect()
}

/// The report's own date: `given | 2024-03-14 | its record`, what its words leave open, and what rests on another date.
fn dating(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let read = view::dating(&reading.report.text, &reading.extraction);
    let mut lines = vec![row(["given".to_string(), edtf(read.given), read.by.unwrap_or_default()])];
    lines.extend(read.inferred.map(|value| row(["inferred".to_string(), value.to_string()])));
    lines.extend(read.contradiction.map(|words| row(["contradiction".to_string(), words])));
    lines.extend(read.clues.into_iter().map(|clue| row(["clue".to_string(), clue.says])));
    lines.push(row(["counts from".to_string(), read.counts_from.to_string()]));
    lines.extend(read.resting.into_iter().map(|line| {
        row([line.words, line.value.to_string(), line.from.unwrap_or_else(|| "publication".to_string())])
    }));
    lines
}

/// `Torkham | PAK | 1163272`, with the column `point` the degrees to one decimal.
fn places(reading: &Reading, columns: &[&str]) -> Vec<String> {
    let line = |place: &PlaceMention| {
        let id = place.geonameid.map_or(String::new(), |id| id.to_string());
        let mut cells = vec![reading.words(place.span), place.country.clone().unwrap_or_default(), id];
        if columns.contains(&"point") {
            cells.push(place.point.map_or(String::new(), |(north, east)| format!("{north:.1} {east:.1}")));
        }
        row(cells)
    };
    reading.extraction.mentions.places.iter().map(line).collect()
}

/// `over 1,000 | 1000.. more_than person | detained reported`, and any of the columns `who`, `countries`, `place`,
/// `period`, `source`; `all` for all of them; `because` for the rules that decided.
fn figures(reading: &Reading, columns: &[&str]) -> Vec<String> {
    reading.extraction.figures.iter().map(|figure| row(figure_cells(reading, figure, columns))).collect()
}

fn figure_cells(reading: &Reading, figure: &Figure, columns: &[&str]) -> Vec<String> {
    let per = figure.per.map_or(String::new(), |per| format!(" per {}", per.code()));
    let bounds = bounds(figure.low, figure.high);
    let mut cells = vec![
        reading.words(figure.span),
        format!("{bounds} {} {}{per}", figure.quantifier.code(), figure.unit.code()),
        format!("{} {}", figure.measure, figure.status.code()),
    ];
    for name in ["who", "countries", "place", "period", "source"] {
        if columns.contains(&name) || columns.contains(&"all") {
            cells.push(figure_cell(reading, figure, name));
        }
    }
    if columns.contains(&"because") {
        let reasons = figure.because.iter();
        let reasons: Vec<String> =
            reasons.map(|reason| format!("{}: {}", reason.rule, reading.words(reason.words))).collect();
        cells.push(reasons.join("; "));
    }
    cells
}

fn figure_cell(reading: &Reading, figure: &Figure, name: &str) -> String {
    match name {
        "who" => figure.who.as_ref().map_or(String::new(), |who| format!("who={}", squeeze(&who.text))),
        "countries" => countries(&figure.countries),
        "place" => figure.place.map_or(String::new(), |place| reading.words(place)),
        "period" => edtf(figure.period),
        _ => figure
            .source
            .as_ref()
            .map_or(String::new(), |source| format!("{} ({})", squeeze(&source.text), source.kind.code())),
    }
}

/// `from=AFG at=PAK,IRN`
fn countries(countries: &Countries) -> String {
    let roles = [("from", &countries.from), ("at", &countries.at), ("to", &countries.to)];
    let roles = roles.iter().filter(|(_, codes)| !codes.is_empty());
    roles.map(|(role, codes)| format!("{role}={}", codes.join(","))).collect::<Vec<_>>().join(" ")
}

/// `source | cue | content | kind`; parts of one cell are joined by ` … `.
fn statements(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let line = |statement: &Statement| {
        let parts = [&statement.source, &statement.cue, &statement.content];
        let cells =
            parts.map(|spans| spans.iter().map(|span| reading.words(*span)).collect::<Vec<_>>().join(" … "));
        let kind = statement.kind.map_or(String::new(), |kind| kind.code().to_string());
        row(cells.into_iter().chain([kind]))
    };
    reading.extraction.statements.iter().map(line).collect()
}

/// `clause | act | actor | effective | deadline`
fn orders(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let line = |order: &Order| {
        let actor = order.actor.clone().unwrap_or_default();
        let act = order.act.code().to_string();
        row([reading.words(order.span), act, actor, edtf(order.effective), edtf(order.deadline)])
    };
    reading.extraction.orders.iter().map(line).collect()
}

/// `protection | the minister | planned | accuses who acts | Amnesty | clause`: each order with one line for each account that stands
/// against it, as `recount orders` shows it; an order that nothing answers with its clause alone.
fn answers(reading: &Reading, _columns: &[&str]) -> Vec<String> {
    let lexicon = Lexicon::builtin();
    let orders = view::orders(std::slice::from_ref(&reading.extraction), &lexicon);
    let line = |order: view::OrderLine| {
        let act = order.act.code().to_string();
        let told = [act, order.actor.unwrap_or_default(), order.status.code().to_string()];
        if order.answers.is_empty() {
            return vec![row(told.into_iter().chain([String::new(), String::new(), squeeze(&order.clause)]))];
        }
        let answer = |answer: view::Answer| {
            let cells =
                [answer.reason.to_string(), answer.actor.unwrap_or_default(), squeeze(&answer.clause)];
            row(told.clone().into_iter().chain(cells))
        };
        order.answers.into_iter().map(answer).collect()
    };
    orders.into_iter().flat_map(line).collect()
}

/// `1000`, `1000..`, `..50`, `300..400`, or `?` where nothing is known.
fn bounds<N: std::fmt::Display + PartialEq>(low: Option<N>, high: Option<N>) -> String {
    match (low, high) {
        (None, None) => "?".to_string(),
        (Some(low), Some(high)) if low == high => low.to_string(),
        (low, high) => {
            let side = |bound: Option<N>| bound.map_or(String::new(), |bound| bound.to_string());
            format!("{}..{}", side(low), side(high))
        }
    }
}

fn edtf(date: Option<Edtf>) -> String {
    date.map_or(String::new(), |date| date.to_string())
}

/// One space for each stretch of space, so that a cell stays on its line.
fn squeeze(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cells with bars between them, without empty ones at the end.
fn row(cells: impl IntoIterator<Item = String>) -> String {
    let line = cells.into_iter().collect::<Vec<_>>().join(" | ");
    line.trim_end_matches([' ', '|']).to_string()
}
