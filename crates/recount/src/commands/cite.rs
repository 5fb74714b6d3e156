//! `recount cite`: a number as a sentence and as a reference.

use anyhow::{Result, bail};
use clap::Args;
use recount_core::{
    span::CodePoints,
    view::{self, AccountLine, CountLine},
};
use recount_formats::write::{self, Citation};

use crate::output::{self, Status};

use super::{listing::Reconciled, over::Over};

/// Print how a count or a figure is cited: as a sentence, and as a reference with page, address and quotation
#[derive(Args)]
pub(crate) struct Cite {
    /// The `id` of a count or a figure, as the listings give it in JSON and CSV
    id: String,
    #[command(flatten)]
    over: Over,
}

impl Cite {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.reconciled()?;
        let table = view::table(&read.ledger, &read.lexicon);
        let Some((count, account)) = cited(&read, &table.counts, &self.id) else {
            bail!(
                "expected the id of a count or a figure, found `{}`; `recount counts` and `figures` print them with \
                 --format jsonl",
                self.id
            );
        };
        let report = read.input.reports.iter().find(|report| report.document == account.document);
        let blocks = report.map_or(&[][..], |report| &report.blocks);
        let Citation { sentence, reference } = write::citation(count, account, blocks, &read.lexicon);
        let told = format!("{}\n{}\n", write::printable(&sentence), write::printable(&reference));
        output::print([read.masks().text_of_all([account.document.as_str()], &told)])?;
        Ok(read.conclude())
    }
}

/// The count of this id with the account that answers for it, or the account that the figure of this id belongs to.
fn cited<'c>(
    read: &Reconciled,
    counts: &'c [CountLine],
    id: &str,
) -> Option<(&'c CountLine, &'c AccountLine)> {
    if let Some(count) = counts.iter().find(|count| count.id == id || count.series == id) {
        return Some((count, write::situation::answer(count)?));
    }
    let (document, start) = id.rsplit_once(':')?;
    let start: usize = start.parse().ok()?;
    let report = read.input.reports.iter().find(|report| report.document == document)?;
    let points = CodePoints::new(&report.text);
    let is_it = |account: &&AccountLine| {
        account.document == document && account.evidence.iter().any(|it| points.at(it.span.start) == start)
    };
    counts.iter().find_map(|count| Some((count, count.accounts.iter().find(is_it)?)))
}
