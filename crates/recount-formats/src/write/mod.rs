//! Results to bytes.

mod figure;
mod grouping;
mod mention;
mod report;

pub use figure::figures;
pub use grouping::{member, pair};
pub use mention::{Kind, mentions};
pub use report::report;

/// A value as one JSON line with its end.
fn line(value: &impl serde::Serialize) -> String {
    // Serialising plain data into memory fails only for maps with odd keys, and there are none here.
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}
