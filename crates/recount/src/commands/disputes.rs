//! `recount disputes`: one question a count on which voices do not agree.

use anyhow::Result;
use clap::Args;
use recount_core::view;
use recount_formats::write::DISPUTES;

use crate::output::Status;

use super::{
    listing::{Asked, Written},
    over::Over,
};

/// List the counts on which voices do not agree: the numbers in order, who says each, since when, the likely cause
#[derive(Args)]
pub(crate) struct Disputes {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

impl Disputes {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.counted()?;
        let table = self.asked.query().counts(view::table(&read.ledger, &read.lexicon));
        read.tell(|texts| self.written.print(DISPUTES, &view::disputes(&table), texts))?;
        Ok(read.conclude())
    }
}
