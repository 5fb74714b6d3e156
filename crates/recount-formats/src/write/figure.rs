//! Figures as JSON Lines: the fields of the annotation guide in its order, after `document`.

use recount_core::{
    Extraction, Report,
    figure::{Countries, Figure},
    origin::{Named, SourceState},
    span::CodePoints,
};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    low: Option<u64>,
    high: Option<u64>,
    quantifier: &'static str,
    unit: &'static str,
    per: Option<&'static str>,
    measure: &'a str,
    who: Option<&'a str>,
    countries: CountriesByRole<'a>,
    place: Option<&'a str>,
    period: Option<String>,
    source: Option<&'a str>,
    source_kind: Option<&'static str>,
    source_state: &'static str,
    status: &'static str,
    event: Option<(usize, usize)>,
    scope: Option<&'static str>,
    cause: Option<&'static str>,
}

#[derive(Serialize)]
struct CountriesByRole<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<OneOrMany<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<OneOrMany<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<OneOrMany<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMany<'a> {
    One(&'a str),
    Many(&'a [String]),
}

/// Every figure of a report, a JSON line each.
pub fn figures(report: &Report, extraction: &Extraction) -> String {
    let points = CodePoints::new(&report.text);
    extraction
        .figures
        .iter()
        .map(|figure| super::line(&figure_line(report, &points, extraction, figure)))
        .collect()
}

fn figure_line<'a>(
    report: &'a Report,
    points: &CodePoints,
    extraction: &Extraction,
    figure: &'a Figure,
) -> Line<'a> {
    let (start, end) = points.of(figure.span);
    Line {
        document: &report.document,
        start,
        end,
        text: figure.span.slice(&report.text),
        low: figure.low,
        high: figure.high,
        quantifier: figure.quantifier.code(),
        unit: figure.unit.code(),
        per: figure.per.map(|per| per.code()),
        measure: &figure.measure,
        who: figure.who.as_ref().map(|who| who.text.as_str()),
        countries: by_role(&figure.countries),
        place: figure.place.map(|place| place.slice(&report.text)),
        period: figure.period.map(|period| period.to_string()),
        source: figure.source.as_ref().map(|source| source.text.as_str()),
        source_kind: figure.source.as_ref().map(|source| source.kind.code()),
        source_state: source_state(figure, extraction),
        status: figure.status.code(),
        event: figure.event.and_then(|at| Some(points.of(extraction.events.get(at)?.span))),
        scope: figure.scope.map(|scope| scope.code()),
        cause: figure.cause.map(|cause| cause.code()),
    }
}

/// Whether it is credited, its publisher's own, or of no named source.
fn source_state(figure: &Figure, extraction: &Extraction) -> &'static str {
    let own = Named::publisher(figure, extraction);
    SourceState::of(figure.source.as_ref(), own.as_ref()).code()
}

fn by_role(countries: &Countries) -> CountriesByRole<'_> {
    CountriesByRole { from: codes(&countries.from), at: codes(&countries.at), to: codes(&countries.to) }
}

/// One code is a string, several a list, none is left out.
fn codes(codes: &[String]) -> Option<OneOrMany<'_>> {
    match codes {
        [] => None,
        [one] => Some(OneOrMany::One(one)),
        many => Some(OneOrMany::Many(many)),
    }
}
