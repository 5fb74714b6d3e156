//! Reading paths, and reading reports for what they state.

use std::{ops::ControlFlow, path::PathBuf};

use pyo3::{prelude::*, types::PyList};
use pyo3_arrow::PyTable;
use rayon::prelude::*;
use recount_core::Report;
use recount_formats::{
    Carried, Problem,
    carried::tell,
    write::frames::{self, EXTRACTIONS_FRAME, FIGURES_FRAME, REPORTS_FRAME},
};
use serde_json::{Value, json};

use crate::{
    error,
    ledger::carried,
    lexicon,
    progress::Progress,
    reports::reports,
    tables::{given, taken},
};

/// How many reports are read between two looks at the interpreter.
pub(crate) const AT_A_TIME: usize = 256;

/// One path or several.
#[derive(FromPyObject)]
pub(crate) enum Paths {
    #[pyo3(transparent)]
    One(PathBuf),
    #[pyo3(transparent)]
    Several(Vec<PathBuf>),
}

impl Paths {
    fn list(self) -> Vec<PathBuf> {
        match self {
            Paths::One(path) => vec![path],
            Paths::Several(paths) => paths,
        }
    }
}

/// The reports of paths, as a table.
#[pyfunction]
#[pyo3(signature = (paths, *, set_aside=None, progress=None))]
pub(crate) fn read(
    py: Python<'_>,
    paths: Paths,
    set_aside: Option<Bound<'_, PyList>>,
    progress: Option<Py<PyAny>>,
) -> PyResult<PyTable> {
    let (paths, progress) = (paths.list(), Progress::to(progress));
    let (found, problems) = py.detach(|| read_all(&paths, &progress))?;
    for problem in &problems {
        match &set_aside {
            Some(list) => list.append(error::problem(py, problem).value(py))?,
            None if problem.is_set_aside() => return Err(error::problem(py, problem)),
            None => error::warn(py, problem)?,
        }
    }
    given(frames::reports(&found), &REPORTS_FRAME)
}

fn read_all(paths: &[PathBuf], progress: &Progress) -> PyResult<(Vec<Report>, Vec<Problem>)> {
    let (mut found, mut problems, mut told) = (Vec::new(), Vec::new(), Ok(()));
    recount::read(paths, &mut |reports, odd| {
        found.extend(reports);
        problems.extend(odd);
        told = progress.tell(found.len(), None);
        if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    told.map(|()| (found, problems))
}

/// What is read from reports, a row each.
#[pyfunction]
#[pyo3(signature = (reports, *, threads=None, progress=None))]
pub(crate) fn extract(
    py: Python<'_>,
    reports: &Bound<'_, PyAny>,
    threads: Option<usize>,
    progress: Option<Py<PyAny>>,
) -> PyResult<PyTable> {
    let (reports, progress) = (self::reports(reports)?, Progress::to(progress));
    let row = |report: &Report| -> Vec<Value> {
        let carried = Carried::of(report, &recount_core::extract(report, lexicon()), lexicon());
        vec![json!(report.document), json!(carried.figures.len()), Value::String(carried.to_json())]
    };
    let rows = py.detach(|| each(&reports, threads, &progress, row))?;
    given(EXTRACTIONS_FRAME.table(rows), &EXTRACTIONS_FRAME)
}

/// What `work` makes of each item, in order: on the thread that asks where one is enough, else side by side.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    threads: Option<usize>,
    progress: &Progress,
    work: impl Fn(&T) -> R + Sync,
) -> PyResult<Vec<R>> {
    let mut done = Vec::with_capacity(items.len());
    for some in items.chunks(AT_A_TIME) {
        match threads {
            Some(1) => done.extend(some.iter().map(&work)),
            _ => done.extend(some.par_iter().map(&work).collect::<Vec<R>>()),
        }
        progress.tell(done.len(), Some(items.len()))?;
    }
    Ok(done)
}

/// The figures of reports, or of what was read from them.
#[pyfunction]
#[pyo3(signature = (reports_or_extractions, *, names=false, threads=None))]
pub(crate) fn figures(
    py: Python<'_>,
    reports_or_extractions: &Bound<'_, PyAny>,
    names: bool,
    threads: Option<usize>,
) -> PyResult<PyTable> {
    let quiet = Progress::to(None);
    let all: Vec<Carried> = match has_extractions(reports_or_extractions)? {
        true => {
            let (pieces, _) = taken(reports_or_extractions)?;
            py.detach(|| carried(&pieces, threads, &quiet))?
        }
        false => {
            let reports = reports(reports_or_extractions)?;
            let of =
                |report: &Report| Carried::of(report, &recount_core::extract(report, lexicon()), lexicon());
            py.detach(|| each(&reports, threads, &quiet, of))?
        }
    };
    let pieces = py.detach(|| {
        tell(all.iter().map(|carried| &carried.kept), names, |texts| {
            let lines: Vec<_> = all.iter().flat_map(|carried| &carried.figures).cloned().collect();
            frames::figures(&lines, texts)
        })
    });
    given(pieces, &FIGURES_FRAME)
}

/// Whether the table is one of extractions.
fn has_extractions(table: &Bound<'_, PyAny>) -> PyResult<bool> {
    if table.is_instance_of::<PyList>() || !table.hasattr("__arrow_c_schema__")? {
        return Ok(false);
    }
    let schema: pyo3_arrow::PySchema = table.extract()?;
    Ok(schema.as_ref().column_with_name("extraction").is_some())
}
