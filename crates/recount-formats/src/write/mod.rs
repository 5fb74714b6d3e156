//! Results to bytes.

pub mod dating;
mod because;
pub mod cite;
mod brief;
mod brief_docx;
mod changes;
mod explain;
pub mod export;
mod figure;
mod figure_lines;
pub mod frames;
mod grouping;
pub mod listing;
pub mod listings;
mod mask;
mod mention;
pub mod naming;
mod page;
mod positions;
mod register;
mod report;
mod rows;
pub mod situation;
mod summary;
pub mod words;

pub use because::because;
pub use brief::{Brief, Drafted, Kind as BriefKind, Part as BriefPart, brief};
pub use changes::CHANGES;
pub use cite::{Citation, citation};
pub use explain::explain;
pub use figure::figures;
pub use figure_lines::{FIGURES, acknowledgement};
pub use grouping::{member, pair};
pub use listing::{Column, Format, Offsets, Shown, Texts, documents_of, heads, listing, values};
pub use listings::{ACCOUNTS, COUNTS, DISPUTES, FINDINGS, ORIGINS, TIMELINE, entries};
pub use mask::{Masks, Told, documents_of_value, names_told, private_names, stand_in};
pub use mention::{Kind, mentions};
pub use page::{Page, STYLE, page, scale};
pub use positions::{ORDERS, STATEMENTS, orders_text, positions_text};
pub use register::{ALLEGATIONS, POSITIONS, REGISTER};
pub use report::report;
pub use rows::{Head, pieces};
pub use summary::{Style, Told as Summed, printable, summary};

/// A value as one JSON line with its end.
fn line(value: &impl serde::Serialize) -> String {
    // Serialising plain data into memory fails only for maps with odd keys, and there are none here.
    summary::inert_json(&serde_json::to_string(value).unwrap_or_default()) + "\n"
}
