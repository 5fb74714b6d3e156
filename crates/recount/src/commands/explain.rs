//! `recount explain`: why a figure, a count or a finding is what it is, as a tree down to the sentences.

use anyhow::{Result, bail};
use clap::Args;
use recount_core::{Extraction, Report, span::CodePoints, view};
use recount_formats::write;

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
        let counts = table.counts.iter().map(|count| (count.id.clone(), view::count_because(count)));
        let rows = view::findings(&table);
        let findings = rows.iter().map(|row| (row.id.clone(), view::finding_because(row)));
        let mut trees: Vec<(String, view::Because)> = counts.chain(findings).collect();
        let (masks, documents) = (read.masks(), || read.input.reports.iter().map(|it| it.document.as_str()));
        // Ids are told with what stands for the names of reports that name somebody.
        for (id, _) in &mut trees {
            *id = masks.handle_of_all(documents(), id);
        }
        match trees.iter().position(|(id, _)| *id == self.id) {
            Some(at) => trees = vec![trees.swap_remove(at)],
            None => trees.retain(|(id, _)| id.starts_with(&self.id)),
        }
        if trees.is_empty() {
            bail!(
                "expected the id of a figure, count or finding, found `{}`; `recount figures`, `counts` and `findings` \
                 print them with --format jsonl",
                self.id
            );
        }
        let shown = trees.iter().map(|(id, tree)| format!("{id}\n{}\n", write::because(tree)));
        output::print(shown.map(|tree| masks.text_of_all(documents(), &tree)))?;
        Ok(read.conclude())
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
    let tree = || read.masks().text_of_all([report.document.as_str()], &write::explain(report, &only));
    Ok((!only.figures.is_empty()).then(tree))
}
