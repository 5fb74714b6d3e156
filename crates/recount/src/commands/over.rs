//! What a listing is made over: the reports of some paths, or a workspace.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use recount_core::{Extraction, Lexicon, count::Rulings, reconcile};
use recount_formats::write::Masks;
use recount_serve::export::masks;
use recount_store::{Sqlite, Workspace};

use crate::{input::Input, output::Status};

use super::{Paths, conclude, counted::Counted, listing::Reconciled, side_by_side, workspace};

/// The paths given, or the workspace where none are.
#[derive(Args)]
#[command(mut_arg("paths", |arg| arg.required(false)))]
pub(crate) struct Over {
    #[command(flatten)]
    paths: Paths,
    /// The workspace, where no paths are given [default: recount.db]
    #[arg(short = 'w', long = "workspace", value_name = "FILE")]
    workspace: Option<PathBuf>,
    /// Leave the names of private people, telephone numbers and the like as they are
    #[arg(long)]
    names: bool,
}

impl Over {
    /// The names to leave out of what is told of a workspace.
    pub(crate) fn masks<'w>(&self, workspace: &'w Workspace<Sqlite>) -> Masks<'w> {
        if self.names { Masks::default() } else { masks(workspace) }
    }

    /// Whether names are left as they are.
    pub(crate) fn shows_names(&self) -> bool {
        self.names
    }

    /// The workspace, or none where paths are given.
    pub(crate) fn workspace(&self) -> Result<Option<Workspace<Sqlite>>> {
        match (self.paths.is_empty(), &self.workspace) {
            (false, Some(_)) => bail!("expected paths or a workspace, found both; leave one of them out"),
            (false, None) => Ok(None),
            (true, Some(file)) => workspace::open(file).map(Some),
            (true, None) => workspace::open(workspace::DEFAULT.as_ref()).map(Some),
        }
    }

    /// The reports, set side by side.
    pub(crate) fn reconciled(&self) -> Result<Reconciled> {
        if let Some(workspace) = self.workspace()? {
            return self.of_workspace(workspace);
        }
        let (input, extractions, lexicon) = self.read();
        let ledger = reconcile(&extractions, &lexicon);
        Ok(Reconciled {
            ledger,
            rulings: Rulings::default(),
            lexicon,
            input,
            extractions,
            workspace: None,
            names: self.names,
        })
    }

    /// The reports of a workspace, set side by side.
    pub(crate) fn of_workspace(&self, workspace: Workspace<Sqlite>) -> Result<Reconciled> {
        Ok(Reconciled {
            ledger: workspace.ledger()?,
            rulings: workspace.rulings()?,
            lexicon: workspace.lexicon().clone(),
            input: workspace::input(&workspace)?,
            extractions: Vec::new(),
            workspace: Some(workspace),
            names: self.names,
        })
    }

    /// The paths given.
    pub(crate) fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The same for counts and what is between them, in less memory where paths are given.
    pub(crate) fn counted(&self) -> Result<Counted> {
        match self.paths.is_empty() {
            true => self.reconciled().map(Counted::of_workspace),
            // Both together are an error that opening the workspace tells.
            false => self.workspace().and_then(|_| Counted::of_paths(&self.paths, self.names)),
        }
    }

    /// The reports and what is read from them: each report of a workspace is read again.
    pub(crate) fn extracted(&self) -> Result<Extracted> {
        if let Some(workspace) = self.workspace()? {
            let (input, lexicon) = (workspace::input(&workspace)?, workspace.lexicon().clone());
            let extractions = side_by_side(&input.reports, |report| recount_core::extract(report, &lexicon));
            return Ok(Extracted { input, extractions, lexicon, kept: true, names: self.names });
        }
        let (input, extractions, lexicon) = self.read();
        Ok(Extracted { input, extractions, lexicon, kept: false, names: self.names })
    }

    /// The reports of the paths, and what is read from them.
    pub(crate) fn read(&self) -> (Input, Vec<Extraction>, Lexicon) {
        let input = self.paths.gather();
        let lexicon = Lexicon::builtin();
        let extractions = side_by_side(&input.reports, |report| recount_core::extract(report, &lexicon));
        (input, extractions, lexicon)
    }
}

/// Reports with what is read from each.
pub(crate) struct Extracted {
    pub(crate) input: Input,
    pub(crate) extractions: Vec<Extraction>,
    pub(crate) lexicon: Lexicon,
    /// Whether they come from a workspace.
    kept: bool,
    /// Whether names are left as they are.
    names: bool,
}

impl Extracted {
    /// The names to leave out.
    pub(crate) fn masks(&self) -> Masks<'_> {
        match self.names {
            true => Masks::default(),
            false => Masks::of(&self.input.reports, &self.extractions, &self.lexicon),
        }
    }

    /// Lists what was set aside and says how it went.
    pub(crate) fn conclude(&self) -> Status {
        if self.kept { Status::Done } else { conclude(&self.input) }
    }
}
