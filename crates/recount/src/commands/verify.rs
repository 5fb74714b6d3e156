//! `recount verify`: whether every stored value still stands where it was read.

use anyhow::Result;
use clap::Args;
use recount_formats::write::printable;

use crate::output::{self, Status};

use super::workspace::Which;

/// Find every stored value again in its report, by hash and place, and name what is damaged
#[derive(Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    which: Which,
}

impl Verify {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let workspace = self.which.open_as_it_is()?;
        let (checked, damage) = workspace.verify()?;
        let lines = damage.iter().map(|it| printable(&format!("{}: {}", it.what, it.words)) + "\n");
        output::print(lines)?;
        let what = format!(
            "{} figures and {} orders of {} reports looked for",
            checked.figures, checked.orders, checked.reports
        );
        let found = if damage.is_empty() {
            "each stands where it was read".to_owned()
        } else {
            format!("{} are damaged", damage.len())
        };
        eprintln!("recount: {what}: {found}");
        Ok(if damage.is_empty() { Status::Done } else { Status::SetAside })
    }
}
