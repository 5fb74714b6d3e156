//! HELIX's sheet of figures, the form in which the Internal Displacement Monitoring Centre keeps them: 78 columns, in order.
//! What a report does not say stays empty; the role is Triangulation until a person takes the account.

use recount_core::{lexicon::Extent, view::FigureLine};

use super::{Exported, Writer, country, number, sheet};
use sheet::{Cell, or_empty};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "helix",
    about: "CSV with the 78 columns of HELIX's figure sheet; people and households alone",
    write,
};

/// A figure with what its words mean elsewhere.
struct Row<'a> {
    figure: &'a FigureLine,
    iso3: String,
    country: String,
    taken: bool,
    extent: Option<Extent>,
}

const COLUMNS: &[Cell<Row<'_>>] = &[
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
    ("Total figures", |it| if it.figure.unit == "person" { or_empty(number(it.figure)) } else { String::new() }),
    ("Reported", |it| or_empty(number(it.figure))),
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
    ("Stock reporting date", |it| if is_stock(it) { or_empty(it.figure.published.as_ref()) } else { String::new() }),
    ("Analysis and calculation logic", |it| format!("As reported; {}", it.figure.status)),
    ("Link", |it| or_empty(it.figure.url.as_ref())),
    ("Publishers", |it| or_empty(it.figure.outlet.as_ref())),
    ("Sources", |it| or_empty(it.figure.source.as_ref())),
    ("Sources type", |it| or_empty(it.figure.source_kind.as_ref())),
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

fn write(exported: &Exported<'_>) -> String {
    let people = exported.figures.iter().filter(|it| matches!(it.unit.as_str(), "person" | "household"));
    let rows: Vec<Row<'_>> = people
        .map(|figure| {
            let codes = [&figure.at, &figure.to, &figure.from].map(|codes| codes.split_whitespace().next());
            let code = codes.into_iter().flatten().next().unwrap_or("");
            Row {
                figure,
                iso3: code.to_owned(),
                country: country(code, exported.lexicon).unwrap_or_default().to_owned(),
                taken: exported.taken.contains(&figure.id),
                extent: exported.lexicon.measure(&figure.measure).map(|measure| measure.extent),
            }
        })
        .collect();
    sheet::headed(COLUMNS, &rows)
}

fn nothing(_: &Row<'_>) -> String {
    String::new()
}

fn point(row: &Row<'_>) -> Option<(f64, f64)> {
    row.figure.point
}

fn day<'a>(row: &Row<'a>) -> Option<&'a str> {
    let figure = row.figure;
    figure.first_day.as_deref().or(figure.last_day.as_deref()).or(figure.published.as_deref())
}

fn is_stock(row: &Row<'_>) -> bool {
    row.extent == Some(Extent::Stock)
}

/// HELIX's categories, where the measure alone decides.
fn category(row: &Row<'_>) -> &'static str {
    match row.figure.measure.as_str() {
        "displaced" | "sheltered" if is_stock(row) => "IDPs",
        "displaced" | "evacuated" | "relocated" | "homeless" => "New displacement",
        "returned" => "Returns",
        "fled" | "arrived" => "Cross-border flight",
        "deported" => "Cross-border return",
        "hosted" => "People displaced across borders",
        "killed" => "Deaths",
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
        "more_than" => "More than or equal",
        "less_than" => "Less than or equal",
        _ => "Approximately",
    }
}

/// How exact a date is, by the form of its EDTF.
fn accuracy(row: &Row<'_>) -> &'static str {
    let Some(period) = row.figure.period.as_deref() else { return "" };
    let point = period.split('/').find(|part| !part.is_empty() && *part != "..").unwrap_or("");
    match point.trim_end_matches(['~', '?', '%']).matches('-').count() {
        2 => "Day",
        1 => "Month",
        _ => "Year",
    }
}

fn locations(row: &Row<'_>) -> String {
    match (&row.figure.place, row.figure.point) {
        (Some(place), Some((north, east))) => format!("{place}:{north}, {east}:Estimated:Origin"),
        _ => String::new(),
    }
}
