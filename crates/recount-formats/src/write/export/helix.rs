//! HELIX's sheet of figures, the form in which the Internal Displacement Monitoring Centre keeps them: 78 columns, in order.
//! What a report does not say stays empty; the role is Triangulation until a person takes the account.

use recount_core::{lexicon::Extent, origin::SourceState, view::FigureLine};

use super::{Exported, Writer, country, number, only, sheet};
use sheet::{Cell, or_empty};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "helix",
    about: "CSV with the 78 columns of HELIX's figure sheet: what is reported of people and households",
    is_text: true,
    counts: false,
    write,
};

/// A figure with what its words mean elsewhere.
struct Row {
    figure: FigureLine,
    iso3: String,
    country: String,
    taken: bool,
    extent: Option<Extent>,
}

const COLUMNS: &[Cell<Row>] = &[
    ("ID", nothing),
    ("Old ID", nothing),
    ("Created at", nothing),
    ("Updated at", nothing),
    ("ISO3", |it| it.iso3.clone()),
    ("Country", |it| it.country.clone()),
    ("Centroid", |it| point(it).map(|(north, east)| format!("[{north}, {east}]")).unwrap_or_default()),
    ("Lat", |it| or_empty(point(it).map(|(north, _)| north))),
    ("Lon", |it| or_empty(point(it).map(|(_, east)| east))),
    ("Region", nothing),
    ("Geographical region", nothing),
    ("Figure cause", nothing),
    ("Year", |it| day(it).and_then(|day| day.get(..4)).unwrap_or("").to_owned()),
    ("Figure category", |it| category(it).to_owned()),
    ("Figure role", |it| if it.taken { "Recommended figure" } else { "Triangulation" }.to_owned()),
    (
        "Total figures",
        |it| if it.figure.unit == "person" { or_empty(number(&it.figure)) } else { String::new() },
    ),
    ("Reported", |it| or_empty(number(&it.figure))),
    ("Figure term", |it| term(&it.figure.measure).to_owned()),
    ("Unit", |it| if it.figure.unit == "person" { "Person" } else { "Household" }.to_owned()),
    ("Quantifier", |it| quantifier(&it.figure.quantifier).to_owned()),
    ("Household size", nothing),
    ("Is housing destruction", |_| "No".to_owned()),
    ("Displacement occurred", nothing),
    ("Include in IDU", |_| "No".to_owned()),
    ("Excerpt IDU", nothing),
    ("Violence type", nothing),
    ("Violence sub type", nothing),
    ("OSV sub type", nothing),
    ("Context of violences", nothing),
    ("Hazard category", nothing),
    ("Hazard sub category", nothing),
    ("Hazard type", nothing),
    ("Hazard sub type", nothing),
    ("Other event sub type", nothing),
    ("Start date", |it| or_empty(it.figure.first_day.as_ref())),
    ("Start date accuracy", |it| accuracy(it).to_owned()),
    ("End date", |it| or_empty(it.figure.last_day.as_ref())),
    ("End date accuracy", |it| accuracy(it).to_owned()),
    ("Stock date", |it| if is_stock(it) { or_empty(it.figure.last_day.as_ref()) } else { String::new() }),
    ("Stock date accuracy", |it| if is_stock(it) { accuracy(it) } else { "" }.to_owned()),
    ("Stock reporting date", |it| {
        if is_stock(it) { or_empty(it.figure.published.as_ref()) } else { String::new() }
    }),
    ("Analysis and calculation logic", logic),
    ("Link", |it| or_empty(it.figure.url.as_ref())),
    ("Publishers", |it| or_empty(it.figure.outlet.as_ref())),
    ("Sources", |it| or_empty(source(it))),
    ("Sources type", |it| or_empty(source_kind(it))),
    ("Sources reliability", nothing),
    ("Sources methodology", nothing),
    ("Source excerpt", |it| it.figure.sentence.clone()),
    ("Source url", |it| or_empty(it.figure.url.as_ref())),
    ("Source url snapshot", nothing),
    ("Source document", |it| it.figure.document.clone()),
    ("Entry ID", nothing),
    ("Entry old ID", nothing),
    ("Entry title", |it| or_empty(it.figure.title.as_ref())),
    ("Entry link", nothing),
    ("Disability", nothing),
    ("Indigenous people", nothing),
    ("Event ID", nothing),
    ("Event old ID", nothing),
    ("Event name", nothing),
    ("Event cause", nothing),
    ("Event main trigger", nothing),
    ("Event start date", nothing),
    ("Event end date", nothing),
    ("Event start date accuracy", nothing),
    ("Event end date accuracy", nothing),
    ("Event narrative", nothing),
    ("Crisis ID", nothing),
    ("Crisis name", nothing),
    ("Tags", |it| it.figure.measure.clone()),
    ("Has disaggregated data", |_| "No".to_owned()),
    ("Revision progress", nothing),
    ("Assignee", nothing),
    ("Created by", nothing),
    ("Updated by", nothing),
    ("Event codes (Code:Type)", nothing),
    ("Locations (Name:Lat, Lon:Accuracy:Type)", locations),
];

fn write(exported: &Exported<'_>) -> Vec<u8> {
    // HELIX has no word for a plan, a denial or a rate: what is listed has happened.
    let people = exported.figures.iter().filter(|it| {
        matches!(it.unit.as_str(), "person" | "household") && it.status == "reported" && it.per.is_none()
    });
    let rows: Vec<Row> = people
        .map(|figure| {
            let roles = [&figure.at, &figure.to, &figure.from];
            let code = roles
                .into_iter()
                .find(|codes| !codes.is_empty())
                .and_then(|codes| only(codes))
                .unwrap_or_default();
            Row {
                figure: figure.clone(),
                iso3: code.to_owned(),
                country: country(code, exported.lexicon).unwrap_or_default().to_owned(),
                taken: exported.taken.contains(&figure.id),
                extent: exported.lexicon.measure(&figure.measure).map(|measure| measure.extent),
            }
        })
        .collect();
    sheet::headed(COLUMNS, &rows)
}

fn nothing(_: &Row) -> String {
    String::new()
}

fn point(row: &Row) -> Option<(f64, f64)> {
    row.figure.point
}

fn day(row: &Row) -> Option<&str> {
    let figure = &row.figure;
    figure.first_day.as_deref().or(figure.last_day.as_deref())
}

fn is_stock(row: &Row) -> bool {
    row.extent == Some(Extent::Stock)
}

/// Whom it is credited to; of an institution's own count the publisher, which is its source too.
fn source(row: &Row) -> Option<&str> {
    let own = row.figure.own.as_ref().map(|own| own.text.as_str());
    row.figure.source.as_deref().or(own)
}

fn source_kind(row: &Row) -> Option<&str> {
    let own = row.figure.own.as_ref().map(|own| own.kind.code());
    row.figure.source_kind.as_deref().or(own)
}

/// How it is told, and whether its source is the publisher itself, or nobody.
fn logic(row: &Row) -> String {
    let status = &row.figure.status;
    match SourceState::of(row.figure.source.as_ref(), row.figure.own.as_ref()) {
        SourceState::Credited => format!("As reported; {status}"),
        SourceState::Publisher => format!("As reported; {status}; the publisher's own count"),
        SourceState::None => format!("As reported; {status}; no source named"),
    }
}

/// HELIX's categories, where measure and countries decide; none where they leave it open.
fn category(row: &Row) -> &'static str {
    let figure = &row.figure;
    let ends = || Some((only(&figure.from)?, only(&figure.to).or_else(|| only(&figure.at))?));
    let crossed = ends().map(|(from, to)| from != to);
    match (figure.measure.as_str(), row.extent, crossed) {
        ("displaced" | "sheltered", Some(Extent::Stock), _) => "IDPs",
        ("displaced", Some(Extent::Flow), _) | ("evacuated" | "homeless", ..) => "Internal Displacements",
        ("fled" | "arrived", _, Some(true)) => "Cross-border Flight",
        ("returned", _, Some(true)) => "Cross-border Return",
        ("returned", _, Some(false)) => "Return",
        ("hosted", _, Some(true)) => "People displaced across borders",
        ("killed", ..) => "Deaths",
        _ => "",
    }
}

/// HELIX's term for how people are told of.
fn term(measure: &str) -> &'static str {
    match measure {
        "displaced" => "Displaced",
        "fled" => "Forced to flee",
        "evacuated" | "rescued" => "Evacuated",
        "relocated" => "Relocated",
        "sheltered" => "Sheltered",
        "homeless" => "Homeless",
        "stranded" | "affected" => "Affected",
        "returned" => "Returns",
        _ => "",
    }
}

fn quantifier(code: &str) -> &'static str {
    match code {
        "exact" => "Exact",
        "more_than" => "More than",
        "less_than" => "Less than",
        _ => "Approximately",
    }
}

/// How exact a date is, by the form of its EDTF.
fn accuracy(row: &Row) -> &'static str {
    let Some(period) = row.figure.period.as_deref() else { return "" };
    let point = period.split('/').find(|part| !part.is_empty() && *part != "..").unwrap_or("");
    match point.trim_end_matches(['~', '?', '%']).matches('-').count() {
        2 => "Day",
        1 => "Month",
        _ => "Year",
    }
}

/// Accuracy and type stay open: a report says neither.
fn locations(row: &Row) -> String {
    match (&row.figure.place, row.figure.point) {
        (Some(place), Some((north, east))) => format!("{place}:{north}, {east}::"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_78_columns_each_once() {
        let names: std::collections::BTreeSet<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
        assert_eq!((names.len(), COLUMNS.len()), (78, 78));
    }
}
