//! `recount forget`: a report out of the workspace, with all that came of it.

use anyhow::{Context, Result};
use clap::Args;
use recount_formats::write::printable;

use crate::output::{self, Status};

use super::{decide, workspace};

/// Remove a report with its bytes and all that was read from it, and leave a mark in the log; it is not taken in again
#[derive(Args)]
pub(crate) struct Forget {
    /// The report, as `recount read` and the listings name it
    #[arg(value_name = "REPORT")]
    report: String,
    #[command(flatten)]
    because: decide::Because,
}

impl Forget {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let decide::Because { reason, author, which } = self.because;
        let workspace = which.open()?;
        let named = || workspace::named(&which.file);
        let author = decide::author(author.as_deref());
        let gone = workspace
            .forget(&self.report, &author, reason.as_deref().unwrap_or(""), &workspace::now())
            .with_context(named)?;
        let stripped = match gone.stripped {
            0 => String::new(),
            number => format!("; {number} decisions about it keep their date and author alone"),
        };
        // What is acknowledged as forgotten stands nowhere in the file any more.
        let scrubbed = workspace.engine().scrub().with_context(named);
        output::print([printable(&format!("decision {}: forget{stripped}", gone.decision)) + "\n"])?;
        if gone.shared > 0 {
            say!("its bytes stay, since {} other reports were made from them; forget these too", gone.shared);
        }
        scrubbed?;
        Ok(if gone.shared > 0 { Status::SetAside } else { Status::Done })
    }
}
