//! `recount figures`: every figure, a line each.

use anyhow::Result;
use clap::Args;
use recount_formats::write::{FIGURES, Texts};
use recount_store::{Filter, Sqlite, Workspace, engine::Readings};

use crate::output::Status;

use super::{
    conclude,
    listing::{Asked, Written},
    over::Over,
    workspace,
};

/// List every figure with its value, measure, people, place, time, source and sentence, over paths or the workspace
#[derive(Args)]
pub(crate) struct Figures {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    /// Only of this report
    #[arg(long, value_name = "NAME")]
    report: Option<String>,
    #[command(flatten)]
    written: Written,
}

impl Figures {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let filter = Filter { document: self.report.clone(), ..self.asked.filter() };
        if let Some(workspace) = self.over.workspace()? {
            self.print(&workspace, &filter)?;
            return Ok(Status::Done);
        }
        let (input, extractions, lexicon) = self.over.read();
        let workspace = workspace::passing(&input.reports, extractions, lexicon)?;
        self.print(&workspace, &filter)?;
        Ok(conclude(&input))
    }

    fn print(&self, workspace: &Workspace<Sqlite>, filter: &Filter) -> Result<()> {
        let masks = self.over.masks(workspace);
        let texts = Texts::default().masked(&masks);
        self.written.print(FIGURES, &workspace.engine().figures(filter)?, &texts)
    }
}
