//! Returnees as the HDX Humanitarian API lists them: people back in their country or home, a row each.

use recount_core::view::FigureLine;

use super::{Exported, Writer, country, number, sheet};
use sheet::{Cell, or_empty};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "hapi",
    about: "CSV of reported returns of people, as the returnees of the HDX Humanitarian API",
    write,
};

/// A return with the names of its countries.
struct Return<'a> {
    figure: &'a FigureLine,
    origin: (String, String),
    asylum: (String, String),
}

const COLUMNS: &[Cell<Return<'_>>] = &[
    ("resource_hdx_id", |it| it.figure.id.clone()),
    ("origin_location_code", |it| it.origin.0.clone()),
    ("origin_location_name", |it| it.origin.1.clone()),
    ("asylum_location_code", |it| it.asylum.0.clone()),
    ("asylum_location_name", |it| it.asylum.1.clone()),
    // RET: returned refugees; RDP: returned displaced people, who never left their country.
    ("population_group", |it| if it.asylum.0 == it.origin.0 { "RDP" } else { "RET" }.to_owned()),
    ("gender", |_| "all".to_owned()),
    ("age_range", |_| "all".to_owned()),
    ("min_age", |_| String::new()),
    ("max_age", |_| String::new()),
    ("population", |it| or_empty(number(it.figure))),
    ("reference_period_start", |it| or_empty(it.figure.first_day.as_ref())),
    ("reference_period_end", |it| or_empty(it.figure.last_day.as_ref())),
];

fn write(exported: &Exported<'_>) -> String {
    let is_return = |it: &&FigureLine| {
        it.measure == "returned" && it.status == "reported" && it.unit == "person" && it.per.is_none()
    };
    let named = |code: &str| {
        (code.to_owned(), country(code, exported.lexicon).unwrap_or_default().to_owned())
    };
    let rows: Vec<Return<'_>> = exported
        .figures
        .iter()
        .filter(is_return)
        .filter_map(|figure| {
            // They come home to their country of origin from that of their asylum.
            let home = only(&figure.to).or_else(|| only(&figure.at))?;
            let asylum = only(&figure.from).unwrap_or(home);
            Some(Return { figure, origin: named(home), asylum: named(asylum) })
        })
        .collect();
    sheet::headed(COLUMNS, &rows)
}

/// The code, where there is but one.
fn only(codes: &str) -> Option<&str> {
    let mut codes = codes.split_whitespace();
    codes.next().filter(|_| codes.next().is_none())
}
