//! HXL: a row of headings, a row of hashtags, a row for each figure (hxlstandard.org).

use recount_core::view::FigureLine;

use super::{Exported, Writer, sheet};
use crate::write::words;
use sheet::{Cell, or_empty};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "hxl",
    about: "CSV with a row of HXL hashtags below its headings",
    is_text: true,
    counts: false,
    write,
};

/// A heading, its hashtag, and what a figure has there.
type Tagged = (&'static str, Cell<FigureLine>);

const COLUMNS: &[Tagged] = &[
    ("#meta+id", ("Figure", |it| it.id.clone())),
    ("#indicator+code", ("Measure", |it| it.measure.clone())),
    ("#affected+num+min", ("Lowest", |it| or_empty(it.low))),
    ("#affected+num+max", ("Highest", |it| or_empty(it.high))),
    ("#meta+quantifier", ("Quantifier", |it| it.quantifier.clone())),
    ("#meta+unit", ("Unit", |it| it.unit.clone())),
    ("#population+name", ("Who", |it| or_empty(it.who.as_ref()))),
    ("#country+code+v_iso3+origin", ("From", |it| it.from.clone())),
    ("#country+code+v_iso3", ("At", |it| it.at.clone())),
    ("#country+code+v_iso3+dest", ("To", |it| it.to.clone())),
    ("#loc+name", ("Place", |it| or_empty(it.place.as_ref()))),
    ("#geo+lat", ("Latitude", |it| or_empty(it.point.map(|(north, _)| north)))),
    ("#geo+lon", ("Longitude", |it| or_empty(it.point.map(|(_, east)| east)))),
    ("#date+start", ("First day", |it| or_empty(it.first_day.as_ref()))),
    ("#date+end", ("Last day", |it| or_empty(it.last_day.as_ref()))),
    ("#status", ("Status", |it| it.status.clone())),
    ("#meta+source", ("Source", |it| or_empty(it.source.as_ref()))),
    ("#meta+source+type", ("Kind of source", |it| or_empty(it.source_kind.as_ref()))),
    ("#meta+source+state", ("On whose word", |it| state(it).to_owned())),
    ("#description+quote", ("Sentence", |it| it.sentence.clone())),
    ("#meta+report", ("Report", |it| it.document.clone())),
    ("#meta+outlet", ("Outlet", |it| or_empty(it.outlet.as_ref()))),
    ("#meta+url", ("Address", |it| or_empty(it.url.as_ref()))),
    ("#date+reported", ("Published", |it| or_empty(it.published.as_ref()))),
];

/// Whether it is credited, its publisher's own, or of no named source.
fn state(figure: &FigureLine) -> &'static str {
    words::source_state(figure.source.as_deref(), figure.own.as_ref())
}

fn write(exported: &Exported<'_>) -> Vec<u8> {
    let head = COLUMNS.iter().map(|(_, (name, _))| (*name).to_owned()).collect();
    let tags = COLUMNS.iter().map(|(tag, _)| (*tag).to_owned()).collect();
    let rows = exported.figures.iter().map(|it| COLUMNS.iter().map(|(_, (_, value))| value(it)).collect());
    sheet::csv([head, tags].into_iter().chain(rows))
}
