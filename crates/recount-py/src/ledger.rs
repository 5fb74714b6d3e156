//! Reports set side by side: counts, accounts and findings as tables.

use std::collections::BTreeSet;

use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use recount_core::{
    count::Books,
    view::{self, FindingRow},
};
use recount_formats::{
    Carried, Problem,
    carried::{Kept, tell},
    write::{
        COUNTS, FINDINGS, Format, Texts,
        frames::{self, ACCOUNTS_FRAME, COUNTS_FRAME, FINDINGS_FRAME, Frame, Pieces},
        listing,
    },
};

use crate::{
    error, lexicon,
    progress::Progress,
    reading::each,
    tables::{at, given, needed, taken},
};

/// Reports set side by side.
#[pyclass(module = "recount", frozen)]
pub(crate) struct Ledger {
    table: view::Table,
    findings: Vec<FindingRow>,
    kept: Vec<Kept>,
    names: bool,
}

/// Sets what was read from reports side by side.
#[pyfunction]
#[pyo3(signature = (extractions, *, names=false, progress=None))]
pub(crate) fn reconcile(
    py: Python<'_>,
    extractions: &Bound<'_, PyAny>,
    names: bool,
    progress: Option<Py<PyAny>>,
) -> PyResult<Ledger> {
    let (pieces, progress) = (taken(extractions)?.0, Progress::to(progress));
    py.detach(|| {
        let (mut books, mut kept, mut seen) = (Books::default(), Vec::new(), BTreeSet::new());
        for piece in pieces {
            for carried in carried(&[piece], None, &progress)? {
                if !seen.insert(carried.document().to_owned()) {
                    return Err(told(&twice(carried.document())));
                }
                kept.push(carried.kept);
                books.take(carried.entry);
            }
        }
        books.settle(lexicon());
        let table = view::table(&books.into_ledger(lexicon()), lexicon());
        Ok(Ledger { findings: view::findings(&table), table, kept, names })
    })
}

/// What the rows of extractions hold.
pub(crate) fn carried(
    pieces: &[RecordBatch],
    threads: Option<usize>,
    progress: &Progress,
) -> PyResult<Vec<Carried>> {
    let mut all = Vec::new();
    for piece in pieces {
        let column = |name| needed(piece, name).map_err(|problem| told(&problem));
        let (documents, texts) = (column("document")?, column("extraction")?);
        let rows: Vec<usize> = (0..piece.num_rows()).collect();
        let read = |row: &usize| {
            let document = at(Some(&documents), *row).unwrap_or_default();
            Carried::parse(at(Some(&texts), *row).unwrap_or_default(), document, lexicon())
        };
        for carried in each(&rows, threads, progress, read)? {
            all.push(carried.map_err(|problem| told(&problem))?);
        }
    }
    Ok(all)
}

fn twice(document: &str) -> Problem {
    let expected = "a `document` that no other report has";
    Problem::set_aside("extractions", expected, format!("`{document}` again"))
}

/// A problem as an exception, from where the interpreter's lock is not held.
pub(crate) fn told(problem: &Problem) -> PyErr {
    Python::attach(|py| error::problem(py, problem))
}

impl Ledger {
    fn tell<T>(&self, make: impl FnOnce(&view::Table, &[FindingRow], &Texts<'_>) -> T) -> T {
        tell(self.kept.iter(), self.names, |texts| make(&self.table, &self.findings, texts))
    }

    fn made(
        &self,
        py: Python<'_>,
        frame: &Frame,
        make: impl FnOnce(&view::Table, &[FindingRow], &Texts<'_>) -> Pieces + Send,
    ) -> PyResult<PyTable> {
        given(py.detach(|| self.tell(make)), frame)
    }
}

#[pymethods]
impl Ledger {
    #[getter]
    fn counts(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.made(py, &COUNTS_FRAME, |table, _, texts| frames::counts(table, texts))
    }

    #[getter]
    fn accounts(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.made(py, &ACCOUNTS_FRAME, |table, _, texts| frames::accounts(table, texts))
    }

    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<PyTable> {
        self.made(py, &FINDINGS_FRAME, |_, findings, texts| frames::findings(findings, texts))
    }

    /// The counts or findings as the command prints them.
    fn listing(&self, py: Python<'_>, what: &str, format: &str) -> PyResult<String> {
        let odd = |expected: &str, found: &str| {
            told(&Problem::set_aside("listing", expected, format!("`{found}`")))
        };
        let form = Format::named(format).filter(|form| *form != Format::Table);
        let form = form.ok_or_else(|| odd("csv, json or jsonl", format))?;
        if !["counts", "findings"].contains(&what) {
            return Err(odd("counts or findings", what));
        }
        Ok(py.detach(|| {
            self.tell(|table, findings, texts| match what {
                "counts" => listing(COUNTS, &table.counts, texts, form, 0),
                _ => listing(FINDINGS, findings, texts, form, 0),
            })
        }))
    }

    fn __repr__(&self) -> String {
        let (reports, counts) = (self.kept.len(), self.table.counts.len());
        format!("<recount.Ledger: {counts} counts of {reports} reports>")
    }
}
