//! The commands, one file each.

mod counts;
mod duplicates;
mod extract;
mod findings;
pub(crate) mod listing;
mod mentions;
mod read;
mod report;
mod stories;
mod timeline;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use rayon::prelude::*;
use recount_core::{Extraction, Lexicon};

use crate::{
    input::{self, Input},
    output::{self, Status},
    progress,
};

/// Recount reads many reports of one crisis and keeps the count: who says how many, where, when, on whose word.
#[derive(Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Report(report::Report),
    Counts(counts::Counts),
    Findings(findings::Findings),
    Timeline(timeline::Timeline),
    Duplicates(duplicates::Duplicates),
    Extract(extract::Extract),
    Mentions(mentions::Mentions),
    Read(read::Read),
    Stories(stories::Stories),
}

impl Cli {
    /// Does what was asked for.
    pub(crate) fn run(self) -> Result<Status> {
        match self.command {
            Command::Report(command) => command.run(),
            Command::Counts(command) => command.run(),
            Command::Findings(command) => command.run(),
            Command::Timeline(command) => command.run(),
            Command::Duplicates(command) => command.run(),
            Command::Extract(command) => command.run(),
            Command::Mentions(command) => command.run(),
            Command::Read(command) => command.run(),
            Command::Stories(command) => command.run(),
        }
    }
}

/// The reports a command reads.
#[derive(Args)]
pub(crate) struct Paths {
    /// Files, folders (read with all below them), or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Set aside a report larger than this
    #[arg(long, value_name = "BYTES", default_value_t = 20_000_000)]
    max_bytes: usize,
}

impl Paths {
    /// Reads the reports.
    pub(crate) fn gather(&self) -> Input {
        input::gather(&self.paths, self.max_bytes)
    }

    /// Prints what `write` makes of each report, in order, and lists what was set aside.
    pub(crate) fn print_each(
        &self,
        write: impl Fn(&recount_core::Report) -> String + Sync,
    ) -> Result<Status> {
        let input = self.gather();
        output::print(side_by_side(&input.reports, write))?;
        Ok(conclude(&input))
    }

    /// As `print_each`, for what is read from a report.
    pub(crate) fn print_extractions(
        &self,
        write: impl Fn(&recount_core::Report, &Extraction) -> String + Sync,
    ) -> Result<Status> {
        let lexicon = Lexicon::builtin();
        self.print_each(|report| write(report, &recount_core::extract(report, &lexicon)))
    }
}

/// What `work` makes of each report, in the reports' order, with a progress bar on a terminal.
pub(crate) fn side_by_side<T: Send>(
    reports: &[recount_core::Report],
    work: impl Fn(&recount_core::Report) -> T + Sync,
) -> Vec<T> {
    let bar = progress::bar(reports.len());
    let results = reports
        .par_iter()
        .map(|report| {
            let result = work(report);
            bar.inc(1);
            result
        })
        .collect();
    bar.finish_and_clear();
    results
}

/// Lists what was set aside and says how it went.
pub(crate) fn conclude(input: &Input) -> Status {
    output::list(&input.problems);
    match (input.reports.is_empty(), input.problems.is_empty()) {
        (true, _) => Status::Failed,
        (false, false) => Status::SetAside,
        (false, true) => Status::Done,
    }
}
