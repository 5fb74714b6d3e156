//! `recount timeline`: figures, orders and deadlines on one line of days.

use anyhow::Result;
use clap::Args;
use recount_core::view;
use recount_formats::write::{TIMELINE, entries};

use crate::output::Status;

use super::{
    listing::{Asked, Written},
    over::Over,
};

/// List figures, orders and deadlines by day; intervals stay intervals, what has no date stands last, over paths or the workspace
#[derive(Args)]
pub(crate) struct Timeline {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

impl Timeline {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.reconciled()?;
        let days = self.asked.query().days(view::timeline(&read.ledger, &read.lexicon));
        let masks = read.masks();
        self.written.print(TIMELINE, &entries(days), &read.texts().masked(&masks))?;
        Ok(read.conclude())
    }
}
