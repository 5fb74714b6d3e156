//! One report: its own words with all that is read in them marked, and beside them each figure, to be reviewed.

use std::collections::BTreeMap;

use askama::Template;
use recount_core::{Extraction, Span, lexicon::SourceKind, view};
use recount_formats::write::{FIGURES, Texts, dating, listing, words};
use recount_store::{FigureRow, Kept, ReportPage, decision::FIELDS};
use serde_json::{Value, json};

use super::{
    decisions::{self, Decided},
    original::{Beside, Original},
};
use crate::{
    Problem,
    answer::{self, Answer, Paged},
    ask::{Ask, Form},
    desk::Desk,
    frame::Frame,
    link,
    marks::{Stretch, pieces, stretches},
    say,
};

/// What a stretch of the text is.
enum Mark {
    Figure { start: usize, class: String, title: String, page: Option<Beside> },
    Order { act: String, start: usize },
    Place { title: String },
    Date { title: String },
    Source { title: String },
}

/// One figure beside the text.
struct Card {
    start: usize,
    id: String,
    /// The same as it stands in an address, and the way back.
    name: String,
    back: String,
    words: String,
    label: String,
    status: Option<String>,
    decided: Option<String>,
    facts: Vec<(&'static str, String)>,
    doubts: Vec<String>,
    series: Option<String>,
    page: Option<Beside>,
}

/// What a stretch is read as: its words and their reading.
struct Reading {
    words: String,
    reading: String,
}

#[derive(Template)]
#[template(path = "reader.html")]
struct Reader<'t> {
    frame: Frame,
    title: String,
    document: String,
    outlet: Option<String>,
    dated: String,
    reasons: Vec<String>,
    url: Option<(String, bool)>,
    added: String,
    stretches: Vec<Stretch<'t, Mark, &'static str>>,
    is_all_counted: bool,
    cards: Vec<Card>,
    places: Vec<Reading>,
    dates: Vec<Reading>,
    decided: Vec<Decided>,
    done: Option<Decided>,
    fields: Vec<(&'static str, &'static str)>,
    author: Option<String>,
    next: String,
    is_unread: bool,
    /// Where all its figures are reviewed, and how many are.
    review: String,
    finished: usize,
    original: Option<Original>,
    /// Whether the PDF stands beside the text.
    is_beside: bool,
}

/// The report of this name.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    let document = ask.name();
    desk.with(|workspace| {
        let page = workspace.report(document)?;
        let page = page
            .ok_or_else(|| Problem::missing(format!("expected the name of a report, found `{document}`")))?;
        match ask.form {
            Form::Json => Ok(Answer::json(&whole(&page))),
            Form::Csv => {
                let total = page.figures.len();
                Ok(answer::rows(ask, FIGURES, &page.figures, &Texts::default(), Paged::whole(total)))
            }
            Form::Page => {
                let (report, extraction) = workspace.as_decided(document)?;
                let page = ReportPage { kept: Kept { report, ..page.kept.clone() }, ..page };
                let series = workspace.series_of(&page.kept)?;
                reader(desk, ask, &page, &extraction, &series)
            }
        }
    })
}

/// The series of each figure, by the figure's name.
type SeriesOf = BTreeMap<String, String>;

fn reader(
    desk: &Desk,
    ask: &Ask,
    page: &ReportPage,
    extraction: &Extraction,
    series: &SeriesOf,
) -> Result<Answer, Problem> {
    let report = &page.kept.report;
    let known = view::dating(&report.text, extraction);
    let title = report.title.clone().unwrap_or_else(|| report.document.clone());
    let mut frame = Frame::new(title.clone(), "/reports", desk, ask, true);
    frame.decides &= !extraction.is_unread;
    let decided: Vec<Decided> = decisions::told(&page.decisions);
    let apart = apart(extraction);
    let original = Original::of(desk, ask, &page.kept);
    let beside = |span: Span| original.as_ref().and_then(|original| original.page(&page.kept, span));
    Answer::page(&Reader {
        title,
        document: report.document.clone(),
        outlet: report.outlet.clone(),
        dated: dating::headline(&known),
        reasons: dating::reasons(&known),
        url: report.url.as_ref().map(|url| (url.clone(), link::web(url).is_some())),
        added: say::moment(&page.added),
        stretches: stretches(pieces(&report.text, marks(page, extraction, &beside)), &apart),
        is_all_counted: apart.is_empty(),
        cards: cards(desk, page, extraction, series, &beside),
        places: places(&report.text, extraction, desk),
        dates: dates(&report.text, extraction),
        done: decisions::done(ask, &page.decisions),
        decided,
        fields: FIELDS.iter().map(|field| (field.name, field.takes)).collect(),
        author: ask.who.name.is_none().then(|| desk.guard.author(&ask.who)),
        next: link::report(&report.document),
        is_unread: extraction.is_unread,
        review: format!("/review?report={}", link::segment(&report.document)),
        finished: page.figures.iter().filter(|row| row.decided.is_some()).count(),
        is_beside: original.as_ref().is_some_and(|original| original.beside.is_some()),
        original,
        frame,
    })
}

/// All marks of the text; what stands first wins where they overlap.
fn marks(
    page: &ReportPage,
    extraction: &Extraction,
    beside: &dyn Fn(Span) -> Option<Beside>,
) -> Vec<(Span, Mark)> {
    let text = &page.kept.report.text;
    let figures = page.figures.iter().map(|row| (row.span, figure_mark(row, beside(row.span))));
    let orders = page.orders.iter().map(|order| {
        let act = say::plain(&order.act);
        (first_word(order.span, text), Mark::Order { act, start: order.start })
    });
    let sources = extraction.figures.iter().filter_map(|figure| {
        let source = figure.source.as_ref()?;
        Some((source.span, source_mark(Some(source.kind))))
    });
    let parties =
        extraction.statements.iter().filter(|statement| statement.stance.is_some()).flat_map(|statement| {
            let kind = statement.kind;
            statement.source.iter().map(move |span| (*span, source_mark(kind)))
        });
    let places = extraction.mentions.places.iter().map(|place| {
        let country = place.country.as_deref().filter(|country| *country != place.name);
        let title =
            country.map_or_else(|| place.name.clone(), |country| format!("{}, {country}", place.name));
        (place.span, Mark::Place { title })
    });
    let dates = extraction.mentions.dates.iter().map(|date| {
        let title = date.value.map_or_else(|| "not known which day".to_owned(), words::date);
        (date.span, Mark::Date { title })
    });
    figures.chain(orders).chain(sources).chain(parties).chain(places).chain(dates).collect()
}

/// What is shown and not counted, none overlapping, and what each is.
fn apart(extraction: &Extraction) -> Vec<(Span, &'static str)> {
    let mut apart: Vec<(Span, &'static str)> = Vec::new();
    for one in extraction.boilerplate.iter().filter(|one| !one.kind.is_read()) {
        if apart.last().is_none_or(|(last, _)| last.end <= one.span.start) {
            apart.push((one.span, one.kind.words()));
        }
    }
    apart
}

fn figure_mark(row: &FigureRow, page: Option<Beside>) -> Mark {
    let decided = row.decided.as_deref().unwrap_or("");
    let on = page.as_ref().map(|page| format!(", page {}", page.number)).unwrap_or_default();
    let title = format!("{}, {}{on}", say::plain(&row.measure), row.status);
    Mark::Figure {
        start: row.start,
        class: format!("figure {} {decided}", row.status).trim_end().to_owned(),
        title,
        page,
    }
}

fn source_mark(kind: Option<SourceKind>) -> Mark {
    let title = kind.map_or("a source", |kind| say::kind(kind.code()));
    Mark::Source { title: format!("Source: {title}") }
}

/// Where an order is labelled.
fn first_word(span: Span, text: &str) -> Span {
    let words = span.slice(text);
    let end = words.find(char::is_whitespace).unwrap_or(words.len());
    Span::new(span.start, span.start + end)
}

fn cards(
    desk: &Desk,
    page: &ReportPage,
    extraction: &Extraction,
    series: &SeriesOf,
    beside: &dyn Fn(Span) -> Option<Beside>,
) -> Vec<Card> {
    let doubts = view::doubts(&page.kept.report.text, extraction, desk.lexicon());
    let card = |row: &FigureRow| Card {
        start: row.start,
        id: row.id.clone(),
        name: link::segment(&row.id),
        back: link::segment(&format!("{}#figure-{}", link::report(&row.document), row.start)),
        words: view::words::single_spaced(&row.text),
        label: say::label(&row.measure, desk.lexicon()),
        status: (row.status != "reported").then(|| row.status.clone()),
        decided: row.decided.clone(),
        facts: facts(row, desk),
        doubts: doubts
            .iter()
            .filter(|doubt| doubt.figure == row.span)
            .map(|doubt| doubt.says.clone())
            .collect(),
        series: series.get(&row.id).map(|id| link::series(id)),
        page: beside(row.span),
    };
    page.figures.iter().map(card).collect()
}

/// What is read of a figure, in words; what is not known is left out.
pub(super) fn facts(row: &FigureRow, desk: &Desk) -> Vec<(&'static str, String)> {
    let bounds = view::words::bounds(recount_core::origin::Bounds { low: row.low, high: row.high });
    let per = row.per.as_deref().map(|per| format!(" a {per}")).unwrap_or_default();
    let codes = |codes: &str| (!codes.is_empty()).then(|| say::countries(codes, desk.lexicon()));
    let source = row.source.as_deref().map(|source| {
        let kind = row.source_kind.as_deref();
        let told = words::source(source, kind);
        kind.map_or(told.clone(), |kind| format!("{told} ({})", say::kind(kind)))
    });
    let source = source.unwrap_or_else(|| words::on_whose_word(None, None, row.own.as_ref()));
    let facts = [
        ("value", Some(format!("{bounds}{per}"))),
        ("stated as", say::stated(&row.quantifier)),
        ("of", Some(say::unit(&row.unit).to_owned())),
        ("who", row.who.clone()),
        ("place", row.place.clone()),
        ("in", codes(&row.at)),
        ("from", codes(&row.from)),
        ("to", codes(&row.to)),
        ("when", row.period.as_deref().map(say::date)),
        ("source", Some(source)),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn places(text: &str, extraction: &Extraction, desk: &Desk) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for place in &extraction.mentions.places {
        let country = place.country.as_deref().and_then(|code| desk.lexicon().places.country_of_code(code));
        let country = country.and_then(|country| country.names.first().cloned());
        let parts = [Some(place.name.clone()), place.admin.clone(), country];
        let mut parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.dedup();
        let words = view::words::single_spaced(place.span.slice(text));
        let reading = parts.join(", ");
        if !readings.iter().any(|other| other.words == words && other.reading == reading) {
            readings.push(Reading { words, reading });
        }
    }
    readings
}

fn dates(text: &str, extraction: &Extraction) -> Vec<Reading> {
    let dates = extraction.mentions.dates.iter().map(|date| Reading {
        words: view::words::single_spaced(date.span.slice(text)),
        reading: date.value.map_or_else(|| "not known which day".to_owned(), words::date),
    });
    dates.collect()
}

/// All of it as one value.
fn whole(page: &ReportPage) -> Value {
    let report = &page.kept.report;
    let figures = page.figures.iter().map(|row| listing::object(FIGURES, row, &Texts::default()));
    let statements = page.statements.iter().map(|row| {
        let spans: Value = serde_json::from_str(&row.spans).unwrap_or_default();
        json!({
            "party": row.party.as_deref().map(|party| words::source(party, row.kind.as_deref())), "kind": row.kind,
            "stance": row.stance, "manner": row.manner, "cue": row.cue, "content": row.content, "venue": row.venue,
            "chain": row.chain, "spans": spans,
        })
    });
    let orders = page.orders.iter().map(|row| {
        json!({
            "start": row.start, "end": row.end, "text": row.text, "act": row.act, "actor": row.actor, "object": row.object,
            "status": row.status, "effective": row.effective, "deadline": row.deadline, "sentence": row.sentence,
        })
    });
    json!({
        "document": report.document, "title": report.title, "outlet": report.outlet, "url": report.url,
        "published": page.published, "added": page.added, "language": report.language, "sha256": page.kept.sha256,
        "text": report.text,
        "figures": figures.collect::<Vec<_>>(),
        "statements": statements.collect::<Vec<_>>(),
        "orders": orders.collect::<Vec<_>>(),
        "decisions": page.decisions.iter().map(decisions::value).collect::<Vec<Value>>(),
    })
}
