//! Views: the ledger in the reader's words, as plain data ready for any writer. No markup, no colours, no wording of a
//! particular page; offsets are bytes (turn them with `span::CodePoints` at the edge).

pub mod words;
pub mod dating;
pub mod table;
pub mod timeline;

pub use dating::{ClueLine, Dating, RestingLine, dating};
pub use table::{AccountLine, CountLine, EvidenceLine, FindingLine, Table, table};
pub use timeline::{Day, Entry, timeline};
