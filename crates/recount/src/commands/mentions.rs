//! `recount mentions`: what was recognised, as JSON Lines.

use anyhow::Result;
use clap::{Args, builder::PossibleValuesParser};
use recount_formats::write::{self, Kind};

use crate::output::Status;

use super::Paths;

/// Print every quantity, date, place, statement or order of the reports as JSON Lines; keeps nothing
#[derive(Args)]
pub(crate) struct Mentions {
    /// What to print
    #[arg(long, value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.name)))]
    kind: String,
    #[command(flatten)]
    paths: Paths,
}

impl Mentions {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let kind = Kind::named(&self.kind).ok_or_else(|| anyhow::anyhow!("no kind `{}`", self.kind))?;
        self.paths.print_extractions(|report, extraction| write::mentions(kind, report, extraction))
    }
}
