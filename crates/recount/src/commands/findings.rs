//! `recount findings`: what the accounts are to each other, each with its reason and both sentences.

use anyhow::Result;
use clap::Args;
use recount_core::view;
use recount_formats::write::FINDINGS;

use crate::output::Status;

use super::{
    listing::{Asked, Written},
    over::Over,
};

/// List what the accounts are to each other: repeats, drifts, contradictions, each with its reason, over paths or the workspace
#[derive(Args)]
pub(crate) struct Findings {
    #[command(flatten)]
    over: Over,
    /// Only this relation: repeats, same_origin, corroborates, refines, supersedes, part_of, contradicts, drifts,
    /// not_comparable (repeat for more)
    #[arg(long = "relation", value_name = "RELATION")]
    relations: Vec<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

impl Findings {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.counted()?;
        let query = view::Query { relations: self.relations, ..self.asked.query() };
        let mut rows = view::findings(&view::table(&read.ledger, &read.lexicon));
        rows.retain(|row| query.keeps_finding(row));
        read.tell(|texts| self.written.print(FINDINGS, &rows, texts))?;
        Ok(read.conclude())
    }
}
