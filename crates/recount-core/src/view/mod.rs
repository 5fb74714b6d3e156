//! Views: the ledger in the reader's words, as plain data ready for any writer. No markup, no colours, no wording of a
//! particular page; offsets are bytes (turn them with `span::CodePoints` at the edge).
//!
//! A listing is made from the whole ledger and then filtered by a `Query`, so that the command, the workspace and the
//! server show the same lines for the same question.

pub mod words;
pub mod dating;
pub mod doubts;
pub mod table;
pub mod figures;
pub mod timeline;
pub mod disputes;
pub mod situation;
pub mod changes;
pub mod findings;
pub mod query;
pub mod origins;
pub mod because;

pub use because::{Because, Sentence, count_because, finding_because};
pub use changes::{Change, changes};
pub use dating::{ClueLine, Dating, RestingLine, dating};
pub use disputes::{Dispute, Said, dispute, disputes, split_in};
pub use doubts::{Doubt, doubts};
pub use figures::{FigureLine, figure_id, figure_lines};
pub use findings::{FindingRow, Side, findings};
pub use origins::{ChangeLine, OriginRow, Teller, origins};
pub use query::Query;
pub use register::{CountLink, EntryLine, RegisterQuery, entries_of, entry_lines};
pub mod statements;
pub mod orders;
pub mod register;
mod answers;

pub use orders::{Answer, OrderLine, OrderQuery, orders, orders_of};
pub use situation::{Situation, Step, situation, trend, trend_of};
pub use statements::{Position, StatementLine, StatementQuery, positions, statements};
pub use table::{AccountLine, CountLine, EvidenceLine, FindingLine, Table, counts, finding_line, table};
pub use timeline::{Day, Entry, timeline};
