//! `recount export`: the figures in the forms of other programs.

use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
};

use anyhow::{Context, Result, bail};
use clap::{Args, builder::PossibleValuesParser};
use recount_core::{
    reconcile,
    view::{self, Table},
};
use recount_formats::write::export::{Exported, WRITERS, Writer};
use recount_serve::export;
use recount_store::{Sqlite, Workspace, engine::Readings};

use crate::output::{self, Status};

use super::{conclude, listing::Asked, over::Over, workspace};

/// Write the figures for other programs: tables, HELIX, HXL, HDX, Web Annotations, GeoJSON, over paths or the workspace
#[derive(Args)]
pub(crate) struct Export {
    /// The form; `recount export list` tells what each is
    #[arg(value_name = "FORMAT", value_parser = PossibleValuesParser::new(forms()))]
    form: String,
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    /// Where it is written [default: standard output]
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The name that lists the forms.
const LIST: &str = "list";

fn forms() -> impl Iterator<Item = &'static str> {
    WRITERS.iter().map(|writer| writer.name).chain([LIST])
}

impl Export {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let Some(writer) = Writer::named(&self.form) else {
            return list();
        };
        if !writer.is_text && self.out.is_none() && io::stdout().is_terminal() {
            bail!("expected a file to write to, found a terminal; add -o FILE");
        }
        let (workspace, table, status) = self.read(writer)?;
        let mut figures = workspace.engine().figures(&self.asked.filter())?;
        figures.retain(|figure| figure.decided.as_deref() != Some("rejected"));
        let masks = self.over.masks(&workspace);
        let table = masks.table(table);
        let (taken, lexicon) = (export::taken(&workspace)?, workspace.lexicon());
        let taken = masks.ids(&figures, taken);
        let figures = masks.figures(&figures);
        let written = (writer.write)(&Exported { figures: &figures, taken: &taken, table: &table, lexicon });
        match &self.out {
            None => io::stdout().lock().write_all(&written)?,
            Some(file) => {
                output::write_private(file, written)
                    .with_context(|| format!("cannot write to {}", file.display()))?;
                say!("{} figures in {}", figures.len(), file.display());
            }
        }
        Ok(status)
    }

    /// The workspace that the figures are in, and the counts where the form tells them.
    fn read(&self, writer: &Writer) -> Result<(Workspace<Sqlite>, Table, Status)> {
        let query = self.asked.query();
        if let Some(workspace) = self.over.workspace()? {
            let table = match writer.counts {
                true => query.counts(view::table(&workspace.ledger()?, workspace.lexicon())),
                false => Table::default(),
            };
            return Ok((workspace, table, Status::Done));
        }
        let (input, extractions, lexicon) = self.over.read();
        let table = match writer.counts {
            true => query.counts(view::table(&reconcile(&extractions, &lexicon), &lexicon)),
            false => Table::default(),
        };
        let status = conclude(&input);
        Ok((workspace::passing(&input.reports, extractions, lexicon)?, table, status))
    }
}

/// Tells what each form is.
fn list() -> Result<Status> {
    let mut out = io::stdout().lock();
    for writer in WRITERS {
        writeln!(out, "{:<12} {}", writer.name, writer.about)?;
    }
    Ok(Status::Done)
}
