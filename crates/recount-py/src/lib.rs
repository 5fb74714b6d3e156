//! Recount for Python: Arrow tables in and out, and the command. The package around it stands in `python/recount`; docstrings with shapes
//! and errors stand there, in `__init__.pyi`.
//!
//! The lock of the interpreter is let go wherever anything is read, counted or waited for, and taken again to tell progress.

mod copies;
mod error;
mod ledger;
mod packed;
mod progress;
mod reading;
mod reports;
mod steps;
mod tables;
mod workspace;

use std::{
    ffi::OsString,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use pyo3::prelude::*;
use recount_core::Lexicon;

/// What texts are read by, loaded once.
fn lexicon() -> &'static Arc<Lexicon> {
    static LEXICON: OnceLock<Arc<Lexicon>> = OnceLock::new();
    LEXICON.get_or_init(|| Arc::new(Lexicon::builtin()))
}

/// Runs the command with these words, the first of them its name, and gives its exit status.
#[pyfunction]
fn run(py: Python<'_>, words: Vec<OsString>) -> u8 {
    py.detach(|| recount::run(words))
}

/// From here on documents that libraries take apart are read in children, which this program and these words start.
#[pyfunction]
fn read_in_children(program: PathBuf, words: Vec<OsString>) {
    recount_formats::read::in_children_of(program, words);
}

/// Reads documents for the process that started this one, and ends with it.
#[pyfunction]
fn read_for_parent() {
    recount_formats::read::for_parent();
}

#[pymodule]
mod _recount {
    #[pymodule_export]
    use super::{
        copies::{compared, meetings, rarest_grams, shared_grams, signatures, whole_signatures},
        error::{RecountError, RecountWarning},
        ledger::{Ledger, reconcile},
        read_for_parent, read_in_children,
        reading::{extract, figures, read},
        run,
        steps::{count_frame, counts_in_order, keys},
        workspace::Workspace,
    };

    #[pymodule_export]
    const BUILD: &str = recount_core::BUILD;
}
