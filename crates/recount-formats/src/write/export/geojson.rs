//! GeoJSON (RFC 7946): a point for each figure whose place is known.

use recount_core::view::FigureLine;
use serde_json::{Value, json};

use super::Writer;
use crate::write::{
    figure_lines::FIGURES,
    listing::{Texts, object},
};

/// The row of `WRITERS`.
pub(super) const WRITER: Writer = Writer {
    name: "geojson",
    about: "A point for each figure whose place is known, with all its fields",
    is_text: true,
    counts: false,
    write: |exported| {
        let features: Vec<Value> = exported.figures.iter().filter_map(feature).collect();
        super::json(&json!({ "type": "FeatureCollection", "features": features }))
    },
};

fn feature(figure: &FigureLine) -> Option<Value> {
    let (north, east) = figure.point?;
    Some(json!({
        "type": "Feature",
        "id": figure.id,
        "geometry": { "type": "Point", "coordinates": [east, north] },
        "properties": object(FIGURES, figure, &Texts::default()),
    }))
}
