//! Reads reports with recount-core and writes what it found in the form of the annotation guide.

use recount_core::{
    Extraction, Lexicon, Report, Span,
    edtf::Edtf,
    extract,
    figure::{self, Reason},
    order,
    span::CodePoints,
};

use crate::{
    folder::Predictions,
    gold::{Codes, Figure, Order},
};

/// What recount-core finds in the reports.
pub fn predict(reports: &[Report], lexicon: &Lexicon) -> Predictions {
    let mut predictions = Predictions::default();
    for report in reports {
        let extraction = extract(report, lexicon);
        predictions.figures.insert(report.document.clone(), figures(report, &extraction));
        predictions.orders.insert(report.document.clone(), orders(report, &extraction));
    }
    predictions
}

/// What was read of a report, a figure a line, as `recount extract` prints it and the scorers take it.
pub fn lines(report: &Report, extraction: &Extraction) -> String {
    #[derive(serde::Serialize)]
    struct Line<'f> {
        document: &'f str,
        #[serde(flatten)]
        figure: &'f Figure,
    }
    let line = |figure: &Figure| {
        // A figure is plain strings and numbers: it can always be written.
        let line = serde_json::to_string(&Line { document: &report.document, figure });
        line.unwrap_or_default() + "\n"
    };
    figures(report, extraction).iter().map(line).collect()
}

fn figures(report: &Report, extraction: &Extraction) -> Vec<Figure> {
    let points = CodePoints::new(&report.text);
    extraction.figures.iter().map(|figure| guide_figure(report, &points, figure)).collect()
}

fn guide_figure(report: &Report, points: &CodePoints, figure: &figure::Figure) -> Figure {
    let (start, end) = points.of(figure.span);
    let words = |span: Span| span.slice(&report.text).to_string();
    let countries = &figure.countries;
    let roles = [("from", &countries.from), ("at", &countries.at), ("to", &countries.to)];
    let codes = |codes: &[String]| Codes::Many(codes.iter().cloned().map(Some).collect());
    Figure {
        start,
        end,
        text: words(figure.span),
        // A count of people is far below 2^53, where a float stops being exact.
        low: figure.low.map(|low| low as f64),
        high: figure.high.map(|high| high as f64),
        quantifier: Some(figure.quantifier.code().to_string()),
        unit: Some(figure.unit.code().to_string()),
        per: figure.per.map(|per| per.code().to_string()),
        measure: Some(figure.measure.to_string()),
        who: figure.who.as_ref().map(|who| who.text.clone()),
        countries: Some(roles.iter().map(|(role, list)| ((*role).to_string(), codes(list))).collect()),
        place: figure.place.map(words),
        cause: figure.cause.map(|cause| cause.code().to_string()),
        period: edtf(figure.period),
        source: figure.source.as_ref().map(|source| source.text.clone()),
        source_kind: figure.source.as_ref().map(|source| source.kind.code().to_string()),
        status: Some(figure.status.code().to_string()),
        because: figure.because.iter().map(|reason| because(report, reason)).collect(),
    }
}

fn because(report: &Report, reason: &Reason) -> String {
    format!("{}: {}", reason.rule, reason.words.slice(&report.text))
}

fn orders(report: &Report, extraction: &Extraction) -> Vec<Order> {
    let points = CodePoints::new(&report.text);
    extraction.orders.iter().map(|order| guide_order(report, &points, order)).collect()
}

fn guide_order(report: &Report, points: &CodePoints, order: &order::Order) -> Order {
    let (start, end) = points.of(order.span);
    Order {
        start,
        end,
        text: order.span.slice(&report.text).to_string(),
        act: Some(order.act.code().to_string()),
        actor: order.actor.clone(),
        effective: edtf(order.effective),
        deadline: edtf(order.deadline),
    }
}

fn edtf(date: Option<Edtf>) -> Option<String> {
    date.map(|date| date.to_string())
}
