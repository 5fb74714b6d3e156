//! The command as a library: what its program runs, and what the Python package reads and opens in the same way.

/// As `eprintln!`, for messages: see `output::say`.
macro_rules! say {
    ($($words:tt)*) => { $crate::output::say(&format!($($words)*)) };
}

mod commands;
mod input;
mod intake;
mod net;
mod output;
mod progress;
mod spread;
mod watch;

use std::{
    ffi::OsString,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use anyhow::Result;
use clap::Parser;
use recount_core::{Extraction, Lexicon, Report};
use recount_formats::{Problem, read::Options};
use recount_store::{Sqlite, Workspace};

/// Runs the command with these words, the first of them its name, and gives its exit status: 0 done, 1 done but something was set
/// aside, 2 it could not be done.
pub fn run(words: impl IntoIterator<Item = OsString>) -> u8 {
    let asked = match commands::Cli::try_parse_from(words) {
        Ok(asked) => asked,
        Err(error) => return output::misunderstood(&error),
    };
    match asked.run() {
        Ok(status) => status.code(),
        Err(error) if output::is_broken_pipe(&error) => 0,
        Err(error) => {
            say!("{error:#}");
            output::Status::Failed.code()
        }
    }
}

/// Reads every path as the command does, and hands on batch after batch what was read, and what was set aside or odd.
pub fn read(paths: &[PathBuf], take: &mut dyn FnMut(Vec<Report>, Vec<Problem>) -> ControlFlow<()>) {
    let _ = input::stream(paths, &Options::default(), &mut |batch| take(batch.reports, batch.problems));
}

/// What is read from each report, on all cores.
pub fn extract_all(reports: &[Report], lexicon: &Lexicon) -> Vec<Extraction> {
    commands::side_by_side(reports, |report| recount_core::extract(report, lexicon))
}

/// Opens a workspace that is there, brought up to date.
///
/// # Errors
/// Where there is none, or it cannot be read.
pub fn open(file: &Path) -> Result<Workspace<Sqlite>> {
    commands::open_workspace(file)
}

/// The reports of a workspace.
///
/// # Errors
/// Where it cannot be read.
pub fn reports(workspace: &Workspace<Sqlite>) -> Result<Vec<Report>> {
    commands::reports_of(workspace)
}
