//! `recount explain`: why a count or a finding is what it is, as a tree down to the sentences.

use anyhow::{Result, bail};
use clap::Args;
use recount_core::view;
use recount_formats::write;

use crate::output::{self, Status};

use super::{Paths, listing::Reconciled};

/// Print why a count or a finding is what it is, down to the sentences; keeps nothing
#[derive(Args)]
pub(crate) struct Explain {
    /// The `id` of a count or finding, as the listings give it in JSON and CSV; or how ids begin
    id: String,
    #[command(flatten)]
    paths: Paths,
}

impl Explain {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = Reconciled::of(&self.paths);
        let table = view::table(&read.ledger, &read.lexicon);
        let counts = table.counts.iter().map(|count| (count.id.clone(), view::count_because(count)));
        let rows = view::findings(&table);
        let findings = rows.iter().map(|row| (row.id.clone(), view::finding_because(row)));
        let mut trees: Vec<(String, view::Because)> = counts.chain(findings).collect();
        match trees.iter().position(|(id, _)| *id == self.id) {
            Some(at) => trees = vec![trees.swap_remove(at)],
            None => trees.retain(|(id, _)| id.starts_with(&self.id)),
        }
        if trees.is_empty() {
            bail!(
                "expected the id of a count or finding, found `{}`; `recount counts --format jsonl` and `recount findings \\
                 --format jsonl` print them",
                self.id
            );
        }
        output::print(trees.iter().map(|(id, tree)| format!("{id}\n{}\n", write::because(tree))))?;
        Ok(read.conclude())
    }
}
