//! `recount export`: the figures of a workspace in the forms of other programs.

use std::{collections::BTreeSet, fs, path::PathBuf};

use anyhow::{Context, Result};
use clap::{Args, builder::PossibleValuesParser};
use recount_core::view::figure_id;
use recount_formats::write::export::{self, Exported, WRITERS, Writer};
use recount_store::{Filter, Sqlite, Workspace, engine::Readings};

use crate::output::{self, Status};

use super::{listing::Asked, over::Over, workspace};

/// Write the figures for other programs: csv, jsonl, helix, hxl, hapi, annotations, geojson
#[derive(Args)]
pub(crate) struct Export {
    /// The form
    #[arg(value_name = "FORMAT", value_parser = PossibleValuesParser::new(WRITERS.iter().map(|writer| writer.name)))]
    form: String,
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    /// Where it is written [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Leave the names of private people as they are
    #[arg(long)]
    names: bool,
}

impl Export {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let workspace = match self.over.workspace()? {
            Some(workspace) => workspace,
            None => {
                let (input, extractions, lexicon) = self.over.read();
                output::list(&input.problems);
                workspace::passing(&input.reports, extractions, lexicon)?
            }
        };
        let query = self.asked.query();
        let filter = Filter {
            measures: query.measures,
            country: query.country,
            source: query.source,
            status: query.status,
            text: query.text,
            ..Filter::default()
        };
        let mut figures = workspace.engine().figures(&filter)?;
        figures.retain(|figure| figure.decided.as_deref() != Some("rejected"));
        let figures = if self.names { figures } else { export::masked(&figures) };
        let exported =
            Exported { figures: &figures, taken: &taken(&workspace)?, lexicon: workspace.lexicon() };
        let Some(writer) = Writer::named(&self.form) else { return Ok(Status::Failed) };
        let written = (writer.write)(&exported);
        match &self.out {
            None => output::print([written])?,
            Some(file) => {
                fs::write(file, written).with_context(|| format!("cannot write to {}", file.display()))?;
                eprintln!("recount: {} figures in {}", figures.len(), file.display());
            }
        }
        Ok(Status::Done)
    }
}

/// The figures that a person chose for their counts, as they are named now.
fn taken(workspace: &Workspace<Sqlite>) -> Result<BTreeSet<String>> {
    let rulings = workspace.rulings()?;
    let mut taken = BTreeSet::new();
    for mark in rulings.taken.keys() {
        let text = workspace.kept(&mark.document)?.report.text;
        taken.insert(figure_id(&mark.document, recount_core::span::CodePoints::new(&text).at(mark.span.start)));
    }
    Ok(taken)
}
