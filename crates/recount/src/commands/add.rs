//! `recount add`: reports into the workspace, each whole or not at all, acknowledged as soon as it is safe.

use std::{
    io::{self, Write},
    time::Duration,
};

use anyhow::{Context, Result};
use clap::{Args, builder::PossibleValuesParser};
use rayon::prelude::*;
use recount_core::{Lexicon, Report};
use recount_formats::{
    read::Options,
    write::{self, printable},
};
use recount_store::{Prepared, Seen as Met, Sqlite, Status as Done, Workspace};

use crate::{
    input::Input,
    net::Validators,
    output::{self, Status},
    progress,
    watch::reports_at,
};

use super::{
    Paths, Tally as Seen,
    watch::Web,
    workspace::{self, Which},
};

/// Read reports, from files, folders or addresses (https://…), into the workspace, which is made where there is none; what is there already is left as it is
#[derive(Args)]
pub(crate) struct Add {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    web: Web,
    /// Tell what would be added, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// How each report is acknowledged
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "jsonl"]))]
    format: String,
}

/// How many reports are kept at once: all of these or none.
const AT_ONCE: usize = 32;

/// The pause between two requests to one host.
pub(crate) const PAUSE: Duration = Duration::from_secs(1);

impl Add {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let mut seen = Seen::default();
        if self.dry_run {
            self.tell(&mut seen)?;
            return Ok(seen.status());
        }
        let workspace = workspace::open_or_make(&self.which.file)?;
        let mut tally = Tally::default();
        let told = |prepared: &Prepared, outcome: &recount_store::Outcome| {
            self.acknowledge(outcome.status.code(), &outcome.document, prepared)
        };
        self.each_batch(true, &mut seen, |batch| {
            keep_each(&workspace, &batch.reports, &mut tally, &told)
                .with_context(|| workspace::named(&self.which.file))
        })?;
        workspace.settle()?;
        say!("{tally} in {}", self.which.file.display());
        Ok(seen.status())
    }

    /// Hands on the documents at addresses, then batch after batch of what paths hold.
    fn each_batch(
        &self,
        keep: bool,
        seen: &mut Seen,
        mut take: impl FnMut(Input) -> Result<()>,
    ) -> Result<()> {
        let (addresses, paths) = self.paths.addresses();
        let options = Options { keep, ..self.paths.options() };
        let mut client = self.web.client(PAUSE, options.limits.bytes);
        for address in addresses {
            let mut batch = Input::default();
            match reports_at(address, &mut client, &Validators::default(), &options) {
                Err(problem) => batch.problems.push(problem),
                Ok(found) => {
                    let reading = found.map(|(reading, _)| reading).unwrap_or_default();
                    batch.reports.extend(reading.reports);
                    batch.problems.extend(reading.problems);
                }
            }
            output::list(&batch.problems);
            seen.add(&batch);
            take(batch)?;
        }
        self.paths.each_batch_of(&paths, keep, seen, take)
    }

    /// Tells what would be done.
    fn tell(&self, seen: &mut Seen) -> Result<()> {
        let known = match Sqlite::open_existing(&self.which.file) {
            Ok(engine) => Some(Workspace::new(engine, Lexicon::builtin())),
            Err(error) if self.which.file.exists() => return Err(error.into()),
            Err(_) => None,
        };
        let mut met = Met::new().context("where the names of what was met are kept")?;
        let mut tally = Tally::default();
        self.each_batch(false, seen, |batch| {
            for report in &batch.reports {
                let prepared = bare(report);
                let kept = known
                    .as_ref()
                    .map(|workspace| workspace.report_of(&prepared.sha256))
                    .transpose()?
                    .flatten();
                let is_new = met.is_new(&prepared.sha256)? && kept.is_none();
                let status = if is_new { Done::Added } else { Done::Known };
                tally.add(status);
                self.acknowledge(status.code(), &report.document, &prepared)?;
            }
            Ok(())
        })?;
        say!("{} would be added, {} known; nothing was kept, as --dry-run asks", tally.added, tally.known);
        Ok(())
    }

    fn acknowledge(&self, status: &str, document: &str, prepared: &Prepared) -> Result<()> {
        let mut out = io::stdout().lock();
        if self.format == "jsonl" {
            write!(out, "{}", write::acknowledgement(status, document, &prepared.sha256, &prepared.file))?;
        } else {
            writeln!(out, "{status:<9} {}", printable(document))?;
        }
        Ok(())
    }
}

/// Keeps reports in a workspace, each whole or not at all, and calls `told` of each as soon as it is safe.
pub(crate) fn keep_each(
    workspace: &Workspace<Sqlite>,
    reports: &[Report],
    tally: &mut Tally,
    told: &dyn Fn(&Prepared, &recount_store::Outcome) -> Result<()>,
) -> Result<()> {
    let bar = progress::bar(reports.len());
    for batch in reports.chunks(AT_ONCE) {
        let mut prepared: Vec<Prepared> = batch.par_iter().map(bare).collect();
        let known = prepared.iter().map(|it| Ok(workspace.report_of(&it.sha256)?.is_some()));
        let known: Vec<bool> = known.collect::<recount_store::Result<_>>()?;
        let lexicon = workspace.lexicon();
        // What is there already needs no reading.
        prepared.par_iter_mut().zip(known).filter(|(_, known)| !known).for_each(|(prepared, _)| {
            prepared.extraction = recount_core::extract(&prepared.report, lexicon);
        });
        let outcomes = workspace.add(&prepared, &workspace::now())?;
        for (prepared, outcome) in prepared.iter().zip(&outcomes) {
            tally.add(outcome.status);
            told(prepared, outcome)?;
        }
        io::stdout().flush()?;
        bar.inc(batch.len().try_into().unwrap_or(u64::MAX));
    }
    bar.finish_and_clear();
    Ok(())
}

/// Keeps reports in a workspace without a word on each.
pub(super) fn keep(workspace: &Workspace<Sqlite>, reports: &[Report]) -> Result<Tally> {
    let mut tally = Tally::default();
    keep_each(workspace, reports, &mut tally, &|_, _| Ok(()))?;
    Ok(tally)
}

/// A report before it is read, with its bytes where they were kept.
fn bare(report: &Report) -> Prepared {
    let mut report = report.clone();
    // Every reader says what it made a report from.
    let original = report.original.take().unwrap_or_default();
    Prepared {
        sha256: Prepared::name_of(&original.sha256, original.part),
        original: original.sha256,
        part: original.part,
        bytes: original.content.unwrap_or_default(),
        file: report.document.clone(),
        reader: original.reader,
        version: original.version.to_string(),
        charset: original.charset,
        columns: original.columns,
        report,
        extraction: recount_core::Extraction::default(),
    }
}

/// How many reports came to what.
#[derive(Default)]
pub(crate) struct Tally {
    added: usize,
    completed: usize,
    known: usize,
    forgotten: usize,
}

impl Tally {
    fn add(&mut self, status: Done) {
        match status {
            Done::Added => self.added += 1,
            Done::Completed => self.completed += 1,
            Done::Known => self.known += 1,
            Done::Forgotten => self.forgotten += 1,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} added, {} completed, {} known", self.added, self.completed, self.known)?;
        match self.forgotten {
            0 => Ok(()),
            number => write!(out, ", {number} forgotten and not taken in again"),
        }
    }
}
