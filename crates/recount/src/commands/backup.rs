//! `recount backup`: a whole copy of the workspace, also while others work with it.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use recount_formats::write::printable;

use crate::output::Status;

use super::workspace::{self, Which};

/// Write a whole copy of the workspace to a new file, also while it is being served or added to
#[derive(Args)]
pub(crate) struct Backup {
    /// Where the copy is written; nothing may be there
    #[arg(value_name = "FILE")]
    to: PathBuf,
    #[command(flatten)]
    which: Which,
}

impl Backup {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let workspace = self.which.open_as_it_is()?;
        workspace.engine().backup(&self.to).with_context(|| workspace::named(&self.which.file))?;
        say!("a whole copy is in {}", printable(&self.to.display().to_string()));
        Ok(Status::Done)
    }
}
