//! Returnees as the HDX Humanitarian API lists them: people back in their country or home, a row each.

use recount_core::{Lexicon, view::FigureLine};

use super::{Exported, Writer, country, number, only, sheet};
use sheet::{Cell, or_empty};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "hapi",
    about: "CSV of reported returns of people, as the returnees of the HDX Humanitarian API",
    is_text: true,
    counts: false,
    write,
};

/// A return with the names of its countries.
struct Return {
    figure: FigureLine,
    origin: (String, String),
    asylum: (String, String),
}

/// The fields of the API in its order; then, beside them, the figure and its words. What is HDX's own to give stays empty.
const COLUMNS: &[Cell<Return>] = &[
    ("resource_hdx_id", |_| String::new()),
    ("origin_location_ref", |_| String::new()),
    ("asylum_location_ref", |_| String::new()),
    // Returned refugees, and returned displaced people, who never left their country.
    ("population_group", |it| if it.asylum.0 == it.origin.0 { "RDP" } else { "RET" }.to_owned()),
    ("gender", |_| "all".to_owned()),
    ("age_range", |_| "all".to_owned()),
    ("min_age", |_| String::new()),
    ("max_age", |_| String::new()),
    ("population", |it| or_empty(number(&it.figure))),
    ("reference_period_start", |it| or_empty(it.figure.first_day.as_ref())),
    ("reference_period_end", |it| or_empty(it.figure.last_day.as_ref())),
    ("origin_location_code", |it| it.origin.0.clone()),
    ("origin_location_name", |it| it.origin.1.clone()),
    ("asylum_location_code", |it| it.asylum.0.clone()),
    ("asylum_location_name", |it| it.asylum.1.clone()),
    ("figure", |it| it.figure.id.clone()),
    ("source", |it| or_empty(it.figure.source.as_ref())),
    ("sentence", |it| it.figure.sentence.clone()),
    ("url", |it| or_empty(it.figure.url.as_ref())),
];

fn write(exported: &Exported<'_>) -> Vec<u8> {
    let is_return = |it: &&FigureLine| {
        it.measure == "returned"
            && it.status == "reported"
            && it.unit == "person"
            && it.per.is_none()
            && number(it).is_some()
    };
    let rows: Vec<Return> = exported
        .figures
        .iter()
        .filter(is_return)
        .filter_map(|figure| with_both(figure, exported.lexicon))
        .collect();
    sheet::headed(COLUMNS, &rows)
}

/// They come home to their country of origin from that of their asylum; a row needs both.
fn with_both(figure: &FigureLine, lexicon: &Lexicon) -> Option<Return> {
    let named = |code: &str| (code.to_owned(), country(code, lexicon).unwrap_or_default().to_owned());
    let (home, asylum) = (only(&figure.to).or_else(|| only(&figure.at))?, only(&figure.from)?);
    Some(Return { figure: figure.clone(), origin: named(home), asylum: named(asylum) })
}
