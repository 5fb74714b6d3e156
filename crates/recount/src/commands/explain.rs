//! `recount explain`: why a figure, a count or a finding is what it is, as a tree down to the sentences.

use anyhow::{Result, bail};
use clap::Args;
use recount_core::{
    Extraction, Report,
    decide::Witness,
    span::CodePoints,
    view::{self, CountLine, FindingRow, Table},
};
use recount_formats::write::{self, Masks};

use crate::output::{self, Status};

use super::{listing::Reconciled, over::Over};

/// Print why a figure, a count or a finding is what it is, down to the sentences, over paths or the workspace
#[derive(Args)]
pub(crate) struct Explain {
    /// The `id` of a figure, a count or a finding, as the listings give it in JSON and CSV; or how ids begin
    id: String,
    #[command(flatten)]
    over: Over,
}

impl Explain {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.reconciled()?;
        if let Some(tree) = figure(&read, &self.id)? {
            output::print([tree])?;
            return Ok(read.conclude());
        }
        let table = view::table(&read.ledger, &read.lexicon);
        let trees = self.trees(&table, &read.masks());
        if trees.is_empty() {
            bail!(
                "expected the id of a figure, count or finding, found `{}`; `recount figures`, `counts` and `findings` \
                 print them with --format jsonl",
                self.id
            );
        }
        output::print(trees)?;
        Ok(read.conclude())
    }

    /// The counts and findings of this id, or of ids that begin so, in words.
    fn trees(&self, table: &Table, masks: &Masks<'_>) -> Vec<String> {
        let rows = view::findings(table);
        let counts = table.counts.iter().map(|count| {
            let documents: Vec<&str> =
                count.accounts.iter().map(|account| account.document.as_str()).collect();
            (&count.id, documents, Tree::Count(count))
        });
        let findings = rows.iter().map(|row| {
            (&row.id, vec![row.from.document.as_str(), row.to.document.as_str()], Tree::Finding(row))
        });
        // Ids are told with what stands for the names of reports that name somebody.
        let told = counts.chain(findings).map(|(id, documents, tree)| {
            let shown = masks.handle_of_all(documents.iter().copied(), id);
            (
                *id == self.id || shown == self.id,
                id.starts_with(&self.id) || shown.starts_with(&self.id),
                documents,
                shown,
                tree,
            )
        });
        let begins: Vec<_> = told.filter(|(_, begins, ..)| *begins).collect();
        let is_whole = begins.iter().any(|(whole, ..)| *whole);
        let shown = begins.into_iter().filter(|(whole, ..)| *whole || !is_whole);
        shown
            .map(|(_, _, documents, id, tree)| {
                let because = write::because(&tree.because());
                format!("{id}\n{}\n", masks.text_of_all(documents, &because))
            })
            .collect()
    }
}

/// What is explained.
enum Tree<'a> {
    Count(&'a CountLine),
    Finding(&'a FindingRow),
}

impl Tree<'_> {
    fn because(&self) -> view::Because {
        match self {
            Tree::Count(count) => view::count_because(count),
            Tree::Finding(row) => view::finding_because(row),
        }
    }
}

/// The rules that decided about a figure, with the words they went by.
fn figure(read: &Reconciled, id: &str) -> Result<Option<String>> {
    let named =
        id.rsplit_once(':').and_then(|(document, start)| Some((document, start.parse::<usize>().ok()?)));
    let Some((document, start)) = named else { return Ok(None) };
    let named =
        |report: &&Report| report.document == document || write::stand_in(&report.document) == document;
    let Some(report) = read.input.reports.iter().find(named) else {
        return Ok(None);
    };
    let extraction = match &read.workspace {
        Some(workspace) => workspace.reading(&report.document)?,
        None => recount_core::extract(report, &read.lexicon),
    };
    let points = CodePoints::new(&report.text);
    let figures = extraction.figures.iter().filter(|figure| points.at(figure.span.start) == start);
    let only = Extraction { figures: figures.cloned().collect(), ..extraction.clone() };
    // Read once more, by somebody who notes down what is weighed.
    let witness = Witness::new(&read.lexicon.weights);
    recount_core::extract_by(report, &read.lexicon, &witness);
    let decided = witness.decided();
    let tree =
        || read.masks().text_of_all([report.document.as_str()], &write::explain(report, &only, &decided));
    Ok((!only.figures.is_empty()).then(tree))
}
