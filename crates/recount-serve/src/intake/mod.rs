//! Reports that come in on the page. How they are read is given by whoever starts the server, so that a page reads as `recount add` does: this crate
//! takes the bytes, keeps them in turn, and tells how far it has got.

mod job;
pub(crate) mod multipart;

use std::fmt;

use axum::body::Bytes;
use recount_core::edtf::Edtf;
use recount_formats::Problem;
use recount_store::{Sqlite, Status, Workspace};

pub(crate) use job::{Job, Jobs, State};

/// Reads what is brought into a workspace.
pub trait Intake: fmt::Debug + Send + Sync {
    /// Whether addresses are fetched.
    fn fetches(&self) -> bool;

    /// Reads and keeps all of it, each report whole or not at all, and calls `told` at each step.
    ///
    /// # Errors
    /// Where the workspace cannot be written, in words. What is odd about a file is told, and no error.
    fn take_in(
        &self,
        workspace: &Workspace<Sqlite>,
        brought: Vec<Brought>,
        told: &dyn Fn(Told),
    ) -> Result<(), String>;
}

/// Something that somebody brings.
#[derive(Debug, Clone)]
pub enum Brought {
    /// A file, as it was called where it came from.
    File {
        /// Its name.
        name: String,
        /// What it holds.
        bytes: Bytes,
    },
    /// Words that were pasted, with what was said of them.
    Text {
        /// The words.
        text: String,
        /// When they were published.
        published: Option<Edtf>,
        /// By whom.
        outlet: Option<String>,
        /// Under which title.
        title: Option<String>,
    },
    /// The address of a document.
    Address(String),
}

/// A step of reading.
#[derive(Debug, Clone)]
pub enum Told {
    /// A report is in the workspace.
    Kept {
        /// Its name there.
        document: String,
        /// Whether it is new.
        status: Status,
        /// How many figures are read in it; of one that was there before none is read again.
        figures: usize,
    },
    /// Something was set aside or odd.
    Odd(Problem),
    /// So many more of what was brought have been gone through.
    Done(usize),
    /// All of it has been gone through, and the counts are made anew.
    Counting,
}
