//! Mentions as JSON Lines, a shape for each kind.

use recount_core::{
    Extraction, Report,
    event::Event,
    mention::{DateMention, PlaceMention, Quantity},
    order::Order,
    span::{CodePoints, Span},
    statement::Statement,
};
use serde::Serialize;

/// A kind of mention.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name on the command line.
    pub name: &'static str,
    write: fn(&Place, &Extraction) -> String,
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind {
            name: "quantity",
            write: |place, read| lines(&read.mentions.quantities, |it| quantity(place, it)),
        },
        Kind {
            name: "ordinal",
            write: |place, read| lines(&read.mentions.ordinals, |it| quantity(place, it)),
        },
        Kind { name: "date", write: |place, read| lines(&read.mentions.dates, |it| date(place, it)) },
        Kind {
            name: "place",
            write: |place, read| lines(&read.mentions.places, |it| named_place(place, it)),
        },
        Kind {
            name: "quote",
            // What a quoted person credits to others belongs to the quotation.
            write: |place, read| lines(read.statements.iter().filter(|it| !it.quoted), |it| quote(place, it)),
        },
        Kind { name: "order", write: |place, read| lines(&read.orders, |it| order(place, it)) },
        Kind { name: "event", write: |place, read| lines(&read.events, |it| event(place, it, &read.events)) },
    ];

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name == name)
    }
}

/// Every mention of a kind in a report, a JSON line each.
pub fn mentions(kind: Kind, report: &Report, extraction: &Extraction) -> String {
    (kind.write)(&Place { report, points: CodePoints::new(&report.text) }, extraction)
}

fn lines<'a, T: 'a, L: Serialize>(
    items: impl IntoIterator<Item = &'a T>,
    line: impl Fn(&'a T) -> L,
) -> String {
    items.into_iter().map(|item| super::line(&line(item))).collect()
}

/// A report with what turns its spans into offsets.
struct Place<'a> {
    report: &'a Report,
    points: CodePoints<'a>,
}

/// What every mention begins with.
#[derive(Serialize)]
struct Head<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> Place<'a> {
    fn head(&self, span: Span) -> Head<'a> {
        let (start, end) = self.points.of(span);
        Head { document: &self.report.document, start, end, text: span.slice(&self.report.text) }
    }

    fn offsets(&self, spans: &[Span]) -> Vec<(usize, usize)> {
        spans.iter().map(|span| self.points.of(*span)).collect()
    }
}

#[derive(Serialize)]
struct QuantityLine<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    low: Option<Number>,
    high: Option<Number>,
}

/// A number that is written without a decimal point where it is whole.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Broken(f64),
}

impl From<f64> for Number {
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the exact range of f64")]
    fn from(value: f64) -> Self {
        let whole = value.fract() == 0.0 && value.abs() < 9e15;
        if whole { Number::Whole(value as i64) } else { Number::Broken(value) }
    }
}

fn quantity<'a>(place: &Place<'a>, it: &Quantity) -> QuantityLine<'a> {
    QuantityLine { head: place.head(it.span), low: it.low.map(Number::from), high: it.high.map(Number::from) }
}

#[derive(Serialize)]
struct DateLine<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    value: Option<String>,
}

fn date<'a>(place: &Place<'a>, it: &DateMention) -> DateLine<'a> {
    DateLine { head: place.head(it.span), value: it.value.map(|value| value.to_string()) }
}

#[derive(Serialize)]
struct PlaceLine<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    country: Option<&'a str>,
    geonameid: Option<u32>,
    name: &'a str,
    admin: Option<&'a str>,
    kind: &'static str,
    why: &'a [&'static str],
}

fn named_place<'a>(place: &Place<'a>, it: &'a PlaceMention) -> PlaceLine<'a> {
    PlaceLine {
        head: place.head(it.span),
        latitude: it.point.map(|(latitude, _)| latitude),
        longitude: it.point.map(|(_, longitude)| longitude),
        country: it.country.as_deref(),
        geonameid: it.geonameid,
        name: &it.name,
        admin: it.admin.as_deref(),
        kind: it.kind.word(),
        why: &it.why,
    }
}

#[derive(Serialize)]
struct QuoteLine<'a> {
    document: &'a str,
    content: Vec<(usize, usize)>,
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
}

fn quote<'a>(place: &Place<'a>, it: &Statement) -> QuoteLine<'a> {
    QuoteLine {
        document: &place.report.document,
        content: place.offsets(&it.content),
        source: place.offsets(&it.source),
        cue: place.offsets(&it.cue),
    }
}

#[derive(Serialize)]
struct OrderLine<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    act: &'static str,
    actor: Option<&'a str>,
    effective: Option<String>,
    deadline: Option<String>,
}

fn order<'a>(place: &Place<'a>, it: &'a Order) -> OrderLine<'a> {
    OrderLine {
        head: place.head(it.span),
        act: it.act.code(),
        actor: it.actor.as_deref(),
        effective: it.effective.map(|date| date.to_string()),
        deadline: it.deadline.map(|date| date.to_string()),
    }
}

#[derive(Serialize)]
struct EventLine<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    kind: Option<&'a str>,
    cause: Option<&'static str>,
    when: Option<String>,
    lasts: bool,
    countries: &'a [String],
    place: Option<&'a str>,
    site: Option<&'a str>,
    name: Option<&'a str>,
    main: bool,
    within: Option<usize>,
    mentions: Vec<(usize, usize)>,
}

/// The wider event is named by the first offset at which it is told.
fn event<'a>(place: &Place<'a>, it: &'a Event, all: &'a [Event]) -> EventLine<'a> {
    EventLine {
        head: place.head(it.span),
        kind: it.kind.as_deref(),
        cause: it.cause.map(|cause| cause.code()),
        when: it.when.map(|when| when.to_string()),
        lasts: it.lasts,
        countries: &it.countries,
        place: it.place_name.as_deref(),
        site: it.site.as_deref(),
        name: it.name.as_deref(),
        main: it.main,
        within: it.within.and_then(|at| Some(place.points.of(all.get(at)?.span).0)),
        mentions: place.offsets(&it.mentions),
    }
}
