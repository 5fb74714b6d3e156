//! `recount read`: the reports as read, as JSON Lines.

use anyhow::Result;
use clap::Args;
use recount_core::Lexicon;
use recount_formats::write;

use crate::output::Status;

use super::Paths;

/// Print the reports as they were read, as JSON Lines; keeps nothing
#[derive(Args)]
pub(crate) struct Read {
    #[command(flatten)]
    paths: Paths,
}

impl Read {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let lexicon = Lexicon::builtin();
        self.paths.print_each(|report| write::report(report, &recount_core::identify(report, &lexicon)))
    }
}
