//! `recount extract`: figures as JSON Lines.

use anyhow::Result;
use clap::Args;
use recount_core::{Extraction, Report};
use recount_formats::write;

use crate::output::Status;

use super::Paths;

/// Print every figure of the reports as JSON Lines; keeps nothing
#[derive(Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    paths: Paths,
    /// Print for people: each figure with the rules that decided and the words they went by
    #[arg(long)]
    explain: bool,
}

impl Extract {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        self.paths.print_extractions(if self.explain { explained } else { write::figures })
    }
}

/// The reasons of a report's figures, without what was weighed for each, which `recount explain` shows of one.
fn explained(report: &Report, read: &Extraction) -> String {
    write::explain(report, read, &[])
}
