//! `recount timeline`: figures, orders and deadlines on one line of days.

use anyhow::Result;
use clap::Args;
use recount_core::view;
use recount_formats::write::{TIMELINE, entries};

use crate::output::Status;

use super::{
    Paths,
    listing::{Asked, Reconciled, Written},
};

/// List figures, orders and deadlines by day; intervals stay intervals, what has no date stands last; keeps nothing
#[derive(Args)]
pub(crate) struct Timeline {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

impl Timeline {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = Reconciled::of(&self.paths);
        let days = self.asked.query().days(view::timeline(&read.ledger, &read.lexicon));
        self.written.print(TIMELINE, &entries(days), &read.texts())?;
        Ok(read.conclude())
    }
}
