//! `recount origins`: who copied whom, and which figures go back to one telling.

use anyhow::Result;
use clap::Args;
use recount_core::view;
use recount_formats::write::ORIGINS;

use crate::output::Status;

use super::{
    listing::{Asked, Written},
    over::Over,
};

/// List who copied whom: shared texts, credited agencies, figures told again, with the words that differ, over paths or the workspace
#[derive(Args)]
pub(crate) struct Origins {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

impl Origins {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.reconciled()?;
        let query = self.asked.query();
        let mut findings = view::findings(&view::table(&read.ledger, &read.lexicon));
        findings.retain(|row| query.keeps_finding(row));
        let mut rows = view::origins(&read.input.reports, &read.extractions(), &findings);
        // What is asked of figures leaves out rows that are about whole reports.
        rows.retain(|row| query == view::Query::default() || row.first.words.is_some());
        let masks = read.masks();
        self.written.print(ORIGINS, &rows, &read.texts().masked(&masks))?;
        Ok(read.conclude())
    }
}
