//! The pure library of Recount: text in; figures, origins, counts and views out.
//!
//! ```
//! use recount_core::{Lexicon, Report, extract};
//!
//! let lexicon = Lexicon::builtin();
//! let report = Report::new("note", "More than 300 families were displaced in Bentiu, the UN said.");
//! let extraction = extract(&report, &lexicon);
//! assert_eq!(extraction.document, "note");
//! ```
//!
//! The modules stand in the order of the pipeline, and a module uses only modules above it; `tests/it/tidy.rs`
//! holds that.

pub mod fnv;
pub mod span;
pub mod edtf;
pub mod block;
pub mod report;
pub mod signature;
pub mod credit_line;
pub mod decide;
pub mod lexicon;
pub mod text;
pub mod boilerplate;
pub mod mention;
pub mod masthead;
pub mod event;
pub mod figure;
pub mod statement;
pub mod order;
pub mod extraction;
pub mod origin;
pub mod count;
pub mod register;
pub mod view;

/// Which build of the library this is: results kept from another one are old. The version and a digest of code and data.
pub const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("RECOUNT_CORE_DIGEST"));

pub use block::{Block, BlockKind};
pub use count::{Ledger, reconcile};
pub use extraction::{Extraction, Identity, extract, extract_by, identify};
pub use lexicon::Lexicon;
pub use report::{Original, Report};
pub use span::Span;
