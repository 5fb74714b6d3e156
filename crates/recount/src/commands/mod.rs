//! The commands, one file each.

pub(crate) mod add;
mod backup;
mod brief;
mod changes;
mod cite;
mod counted;
mod counts;
mod decide;
mod duplicates;
mod explain;
mod export;
mod extract;
mod figures;
mod disputes;
mod findings;
mod forget;
mod licences;
pub(crate) mod listing;
mod log;
mod mentions;
mod orders;
mod origins;
mod over;
mod read;
mod register;
mod report;
mod serve;
mod statements;
mod stories;
mod timeline;
mod verify;
pub(crate) mod watch;
mod workspace;

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use rayon::prelude::*;
use recount_core::{Extraction, Lexicon};
use recount_formats::read::{Columns, Limits, Options, READERS, Reader, reader_called};

use crate::{
    input::{self, Input},
    output::{self, Status},
    progress,
};

/// Opens a workspace as every command does.
pub(crate) fn open_workspace(file: &Path) -> Result<recount_store::Workspace<recount_store::Sqlite>> {
    workspace::open(file)
}

/// The reports of a workspace.
pub(crate) fn reports_of(
    workspace: &recount_store::Workspace<recount_store::Sqlite>,
) -> Result<Vec<recount_core::Report>> {
    Ok(workspace::input(workspace)?.reports)
}

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
    Add(add::Add),
    Watch(watch::Watch),
    Figures(figures::Figures),
    Counts(counts::Counts),
    Changes(changes::Changes),
    Disputes(disputes::Disputes),
    Cite(cite::Cite),
    Brief(brief::Brief),
    Findings(findings::Findings),
    Origins(origins::Origins),
    Timeline(timeline::Timeline),
    Explain(explain::Explain),
    Decide(decide::Decide),
    Log(log::Log),
    Export(export::Export),
    Verify(verify::Verify),
    Backup(backup::Backup),
    Forget(forget::Forget),
    Licences(licences::Licences),
    Serve(serve::Serve),
    Duplicates(duplicates::Duplicates),
    Statements(statements::Statements),
    Orders(orders::Orders),
    Register(register::Register),
    Positions(register::Positions),
    Allegations(register::Allegations),
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
            Command::Add(command) => command.run(),
            Command::Watch(command) => command.run(),
            Command::Figures(command) => command.run(),
            Command::Counts(command) => command.run(),
            Command::Changes(command) => command.run(),
            Command::Disputes(command) => command.run(),
            Command::Cite(command) => command.run(),
            Command::Brief(command) => command.run(),
            Command::Findings(command) => command.run(),
            Command::Origins(command) => command.run(),
            Command::Timeline(command) => command.run(),
            Command::Explain(command) => command.run(),
            Command::Decide(command) => command.run(),
            Command::Log(command) => command.run(),
            Command::Export(command) => command.run(),
            Command::Verify(command) => command.run(),
            Command::Backup(command) => command.run(),
            Command::Forget(command) => command.run(),
            Command::Licences(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Duplicates(command) => command.run(),
            Command::Statements(command) => command.run(),
            Command::Orders(command) => command.run(),
            Command::Register(command) => command.run(),
            Command::Positions(command) => command.run(),
            Command::Allegations(command) => command.run(),
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
    /// Read everything as this format, whatever the bytes say
    #[arg(long = "as", value_name = "FORMAT", value_parser = format_called)]
    read_as: Option<&'static Reader>,
    /// What the columns of tables are called: text=NAME,title=NAME,…
    #[arg(long, value_name = "FIELD=NAME,…", value_parser = Columns::parse)]
    columns: Option<Columns>,
    /// Set aside a report larger than this
    #[arg(long, value_name = "BYTES", default_value_t = 20_000_000)]
    max_bytes: usize,
    #[command(flatten)]
    more: MoreLimits,
}

/// Limits that are seldom set.
#[derive(Args)]
#[command(next_help_heading = "Limits")]
struct MoreLimits {
    /// Set aside a ZIP file, spreadsheet or feed larger than this
    #[arg(long, value_name = "BYTES", default_value_t = 400_000_000)]
    max_whole: usize,
    /// How deep archives may stand in archives
    #[arg(long, value_name = "N", default_value_t = 6)]
    max_depth: usize,
    /// Set aside a PDF or Word document with more text in it
    #[arg(long, value_name = "BYTES", default_value_t = 4_000_000)]
    max_text: usize,
    /// Set aside a document of more pages
    #[arg(long, value_name = "N", default_value_t = 3_000)]
    max_pages: usize,
    /// Set aside what grows to more than this many times its packed size
    #[arg(long, value_name = "N", default_value_t = 200)]
    max_ratio: u64,
    /// Set aside a document that takes longer; one second more is given for each million bytes
    #[arg(long, value_name = "N", default_value_t = 8)]
    max_seconds: u64,
    /// Set aside a document that takes more memory to read, beside its own size
    #[arg(long, value_name = "BYTES", default_value_t = 500_000_000)]
    max_memory: u64,
}

fn format_called(code: &str) -> Result<&'static Reader, String> {
    let known = || READERS.iter().map(|reader| reader.code).collect::<Vec<_>>().join(", ");
    reader_called(code).ok_or_else(|| format!("expected one of {}", known()))
}

impl Paths {
    /// Whether none were given.
    pub(crate) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Reads the reports.
    pub(crate) fn gather(&self) -> Input {
        input::gather(&self.paths, &self.options())
    }

    /// Those of the paths that are addresses, and all others.
    pub(crate) fn addresses(&self) -> (Vec<&str>, Vec<PathBuf>) {
        let (addresses, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
            self.paths.iter().partition(|path| path.to_str().is_some_and(crate::net::is_address));
        (
            addresses.into_iter().filter_map(|path| path.to_str()).collect(),
            paths.into_iter().cloned().collect(),
        )
    }

    /// What a person has set about reading.
    pub(crate) fn options(&self) -> Options {
        let limits = Limits {
            bytes: self.max_bytes,
            whole: self.more.max_whole.max(self.max_bytes),
            depth: self.more.max_depth,
            text: self.more.max_text,
            pages: self.more.max_pages,
            ratio: self.more.max_ratio,
            time: Duration::from_secs(self.more.max_seconds),
            memory: self.more.max_memory,
        };
        Options {
            limits,
            columns: self.columns.clone().unwrap_or_default(),
            forced: self.read_as,
            charset: None,
            keep: false,
        }
    }

    /// Hands on batch after batch of reports as they are read, and lists what was set aside; stops at the first failure. Reports
    /// keep the bytes they were made from where `keep` is set.
    pub(crate) fn each_batch(
        &self,
        keep: bool,
        tally: &mut Tally,
        take: impl FnMut(Input) -> Result<()>,
    ) -> Result<()> {
        self.each_batch_of(&self.paths, keep, tally, take)
    }

    /// As `each_batch`, of some of the paths.
    pub(crate) fn each_batch_of(
        &self,
        paths: &[PathBuf],
        keep: bool,
        tally: &mut Tally,
        mut take: impl FnMut(Input) -> Result<()>,
    ) -> Result<()> {
        let mut taken = Ok(());
        let options = Options { keep, ..self.options() };
        let _ = input::stream(paths, &options, &mut |batch| {
            output::list(&batch.problems);
            tally.add(&batch);
            taken = take(batch);
            if taken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        taken
    }

    /// Prints what `write` makes of each report, in order, as the input is read, and lists what was set aside.
    pub(crate) fn print_each(
        &self,
        write: impl Fn(&recount_core::Report) -> String + Sync,
    ) -> Result<Status> {
        let mut tally = Tally::default();
        self.each_batch(false, &mut tally, |batch| output::print(side_by_side(&batch.reports, &write)))?;
        Ok(tally.status())
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
    let mut tally = Tally::default();
    tally.add(input);
    tally.status()
}

/// How many reports were read, and how much was odd.
#[derive(Default)]
pub(crate) struct Tally {
    reports: usize,
    problems: usize,
    /// Reports kept though they are not in English.
    foreign: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, batch: &Input) {
        self.reports += batch.reports.len();
        self.problems += batch.problems.len();
        self.foreign += batch.reports.iter().filter(|report| !report.is_english()).count();
    }

    /// How it went; what was kept without being read is counted on standard error.
    pub(crate) fn status(&self) -> Status {
        if self.foreign > 0 {
            say!("{} of {} reports are not in English: kept, figures not read", self.foreign, self.reports);
        }
        match (self.reports, self.problems) {
            (0, _) => Status::Failed,
            (_, 0) => Status::Done,
            _ => Status::SetAside,
        }
    }
}
