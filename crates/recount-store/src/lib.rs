//! Workspaces: one crisis under watch, kept in one SQLite file that other programs can open and understand.
//!
//! Ground truth is the reports, each as it was read, and the decisions of people. Everything else is recomputed when the
//! library or its lexicon changes, and only where it is touched when a report comes.

mod answers;
mod codec;
pub mod decision;
pub mod engine;
mod error;
pub mod filter;
mod hash;
mod kept;
pub mod pages;
mod queue;
pub mod rows;
pub mod sqlite;
mod standing;
mod verify;
mod workspace;

pub use answers::{Answer, Answered, Number, Question};
pub use decision::{Act, Anchor, Decision, Draft, Orphan};
pub use engine::Engine;
pub use error::Error;
pub use filter::Filter;
pub use hash::sha256;
pub use kept::{Kept, Outcome, Prepared, Status};
pub use pages::{
    CountRow, Facets, FindingPageRow, Found, Glimpse, Page, ReportPage, ReportRow, SeriesPage, Summary, Take,
};
pub use queue::Queue;
pub use rows::{FigureRow, OrderRow, StatementRow};
pub use sqlite::{Seen, Sqlite};
pub use standing::Stood;
pub use verify::{Checked, Compared, Damage};
pub use workspace::{Forgotten, Versions, Workspace};

/// What the functions of this crate return.
pub type Result<T> = std::result::Result<T, Error>;
