//! Figures one by one, each with all that is said of it and of its report: what spreadsheets, exports and other programs
//! take.

use crate::{
    edtf::Edtf,
    extraction::Extraction,
    figure::Figure,
    mention::PlaceMention,
    origin::Named,
    report::Report,
    span::{CodePoints, Span},
};

/// A figure as one line. Codes are those of the annotation guide.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct FigureLine {
    /// The report and the figure's first code point: `note:120`.
    pub id: String,
    /// The report's name.
    pub document: String,
    /// The report's headline.
    pub title: Option<String>,
    /// Who published the report.
    pub outlet: Option<String>,
    /// The report's address.
    pub url: Option<String>,
    /// When the report was published, in EDTF.
    pub published: Option<String>,
    /// The first code point.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The same in bytes.
    pub span: Span,
    /// The words.
    pub text: String,
    /// Lowest number stated; open where none.
    pub low: Option<u64>,
    /// Highest number stated; open where none.
    pub high: Option<u64>,
    /// How the bounds are stated.
    pub quantifier: String,
    /// What is counted.
    pub unit: String,
    /// For a rate, the time it is per.
    pub per: Option<String>,
    /// The measure's code.
    pub measure: String,
    /// The words for who or what is counted.
    pub who: Option<String>,
    /// ISO 3166 alpha-3, separated by spaces: where they left or originate.
    pub from: String,
    /// Where they are.
    pub at: String,
    /// Where they went.
    pub to: String,
    /// The most specific named place, as written.
    pub place: Option<String>,
    /// Of the place: degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Of the place: its GeoNames number.
    pub geonameid: Option<u32>,
    /// When it happened or held, in EDTF.
    pub period: Option<String>,
    /// The first day that the period may mean.
    pub first_day: Option<String>,
    /// The last day that the period may mean.
    pub last_day: Option<String>,
    /// Whom it is credited to.
    pub source: Option<String>,
    /// The kind of source.
    pub source_kind: Option<String>,
    /// The publisher, where nobody is credited and it is an institution that counts: it is its own count.
    pub own: Option<Named>,
    /// Whether it is told as fact, plan, denial or supposition.
    pub status: String,
    /// The event it belongs to: its words, and its day or place where known.
    pub event: Option<String>,
    /// Which part of the event it counts.
    pub scope: Option<String>,
    /// What it results from.
    pub cause: Option<String>,
    /// The sentence it stands in.
    pub sentence: String,
    /// Where that starts, in bytes.
    pub sentence_byte: usize,
    /// The page it stands on, where the report has pages.
    pub page: Option<u32>,
    /// What a person decided of it: `accepted`, `corrected`, `rejected`.
    pub decided: Option<String>,
    /// The figure by which the account it belongs to is named; none where it is rejected.
    pub account: Option<String>,
}

/// These figures of a report as lines.
pub fn figure_lines(report: &Report, extraction: &Extraction, figures: &[Figure]) -> Vec<FigureLine> {
    let points = CodePoints::new(&report.text);
    figures.iter().map(|figure| line(report, extraction, &points, figure)).collect()
}

/// The name of a figure: its report and its first code point.
pub fn figure_id(document: &str, start: usize) -> String {
    format!("{document}:{start}")
}

fn line(report: &Report, extraction: &Extraction, points: &CodePoints<'_>, figure: &Figure) -> FigureLine {
    let (start, end) = points.of(figure.span);
    let words = |span: Span| span.slice(&report.text).to_string();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let place = figure.place.and_then(|span| place_at(extraction, span));
    FigureLine {
        id: figure_id(&report.document, start),
        document: report.document.clone(),
        title: extraction.title.clone(),
        outlet: extraction.outlet.clone(),
        url: report.url.clone(),
        published: extraction.published.map(|date| date.to_string()),
        start,
        end,
        span: figure.span,
        text: words(figure.span),
        low: figure.low,
        high: figure.high,
        quantifier: figure.quantifier.code().to_string(),
        unit: figure.unit.code().to_string(),
        per: figure.per.map(|per| per.code().to_string()),
        measure: figure.measure.clone(),
        who: figure.who.as_ref().map(|who| who.text.clone()),
        from: figure.countries.from.join(" "),
        at: figure.countries.at.join(" "),
        to: figure.countries.to.join(" "),
        place: figure.place.map(words),
        point: place.and_then(|place| place.point),
        geonameid: place.and_then(|place| place.geonameid),
        period: figure.period.map(|period| period.to_string()),
        first_day: day(figure.period.as_ref().and_then(Edtf::first_day)),
        last_day: day(figure.period.as_ref().and_then(Edtf::last_day)),
        source: figure.source.as_ref().map(|source| source.text.clone()),
        source_kind: figure.source.as_ref().map(|source| source.kind.code().to_string()),
        own: Named::publisher(figure, extraction),
        status: figure.status.code().to_string(),
        event: figure.event.and_then(|at| Some(extraction.events.get(at)?.label())),
        scope: figure.scope.map(|scope| scope.code().to_string()),
        cause: figure.cause.map(|cause| cause.code().to_string()),
        sentence: words(figure.sentence),
        sentence_byte: figure.sentence.start,
        page: report.blocks.iter().filter(|it| it.span.contains(figure.span)).find_map(|it| it.page),
        decided: None,
        account: None,
    }
}

fn place_at(extraction: &Extraction, span: Span) -> Option<&PlaceMention> {
    extraction.mentions.places.iter().find(|place| place.span.overlaps(span))
}
