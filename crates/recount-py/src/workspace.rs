//! A workspace: reports kept for weeks, with what people decided of them, as tables.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use recount_core::{Extraction, Report, view};
use recount_formats::write::{
    Masks, Texts,
    frames::{
        self, ACCOUNTS_FRAME, COUNTS_FRAME, FIGURES_FRAME, FINDINGS_FRAME, Frame, ORDERS_FRAME, Pieces,
        STATEMENTS_FRAME,
    },
};
use recount_serve::export::masks;
use recount_store::{Filter, Sqlite, engine::Readings};

use crate::{error, tables::given};

/// One crisis under watch, as `recount add` keeps it.
#[pyclass(module = "recount", frozen)]
pub(crate) struct Workspace {
    inner: Mutex<recount_store::Workspace<Sqlite>>,
    names: bool,
    file: PathBuf,
}

#[pymethods]
impl Workspace {
    #[new]
    #[pyo3(signature = (file, *, names=false))]
    fn new(py: Python<'_>, file: PathBuf, names: bool) -> PyResult<Workspace> {
        let inner =
            py.detach(|| recount::open(&file)).map_err(|error| error::failure(format!("{error:#}")))?;
        Ok(Workspace { inner: Mutex::new(inner), names, file })
    }

    fn figures(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.made(py, &FIGURES_FRAME, |workspace, masks| {
            let lines = workspace.engine().figures(&Filter::default())?;
            Ok(frames::figures(&lines, &Texts::default().masked(masks)))
        })
    }

    fn counts(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.told(py, &COUNTS_FRAME, frames::counts)
    }

    fn accounts(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.told(py, &ACCOUNTS_FRAME, frames::accounts)
    }

    fn findings(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.told(py, &FINDINGS_FRAME, |table, texts| frames::findings(&view::findings(table), texts))
    }

    fn orders(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.made(py, &ORDERS_FRAME, |workspace, masks| {
            let (reports, read) = read_again(workspace)?;
            let lines = view::orders(&read, workspace.lexicon());
            Ok(frames::orders(&lines, &Texts::of(&reports).masked(masks)))
        })
    }

    fn statements(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.made(py, &STATEMENTS_FRAME, |workspace, masks| {
            let (reports, read) = read_again(workspace)?;
            let positions =
                view::positions(view::statements(&read, workspace.lexicon()), workspace.lexicon());
            let lines: Vec<_> = positions.into_iter().flat_map(|position| position.statements).collect();
            Ok(frames::statements(&lines, &Texts::of(&reports).masked(masks)))
        })
    }

    fn __repr__(&self) -> String {
        format!("recount.Workspace({:?})", self.file)
    }
}

impl Workspace {
    fn made(
        &self,
        py: Python<'_>,
        frame: &Frame,
        make: impl FnOnce(&recount_store::Workspace<Sqlite>, &Masks<'_>) -> anyhow::Result<Pieces> + Send,
    ) -> PyResult<PyTable> {
        let pieces = py.detach(|| {
            let workspace = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            let masks = if self.names { Masks::default() } else { masks(&workspace) };
            make(&workspace, &masks)
        });
        given(pieces.map_err(|error| error::failure(format!("{}: {error:#}", self.file.display())))?, frame)
    }

    /// What is made of the table of counts.
    fn told(
        &self,
        py: Python<'_>,
        frame: &Frame,
        make: impl FnOnce(&view::Table, &Texts<'_>) -> Pieces + Send,
    ) -> PyResult<PyTable> {
        self.made(py, frame, |workspace, masks| {
            let reports = recount::reports(workspace)?;
            let table = view::table(&workspace.ledger()?, workspace.lexicon());
            Ok(make(&table, &Texts::of(&reports).masked(masks)))
        })
    }
}

/// The reports, and what is read from them: statements and orders are read anew each time.
fn read_again(
    workspace: &recount_store::Workspace<Sqlite>,
) -> anyhow::Result<(Vec<Report>, Vec<Extraction>)> {
    let reports = recount::reports(workspace)?;
    let read = recount::extract_all(&reports, workspace.lexicon());
    Ok((reports, read))
}
