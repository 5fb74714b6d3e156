//! The steps that `recount.spark` spreads over machines: what each report gives to each frame, the fold of one frame, and the order of all.

use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use recount_core::Report;
use recount_formats::{
    Carried,
    carried::{Folded, fold, in_order},
    write::frames::{COUNTS_FRAME, FOLDED_FRAME, KEYS_FRAME, json_of},
};
use serde_json::{Value, json};

use crate::{
    ledger::told,
    lexicon,
    progress::Progress,
    reading::each,
    reports::reports,
    tables::{at, given, needed, taken},
};

/// What each report gives to each frame of keys, a row each.
#[pyfunction]
pub(crate) fn keys(py: Python<'_>, reports: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let reports = self::reports(reports)?;
    let parts = |report: &Report| {
        let carried = Carried::of(report, &recount_core::extract(report, lexicon()), lexicon());
        let parts = carried.by_frame().into_iter();
        parts.map(|(frame, part)| (json!(frame).to_string(), part.to_json())).collect::<Vec<_>>()
    };
    let rows = py.detach(|| each(&reports, Some(1), &Progress::to(None), parts))?;
    let rows = rows.into_iter().flatten().map(|(frame, part)| vec![json!(frame), json!(part)]);
    given(KEYS_FRAME.table(rows), &KEYS_FRAME)
}

/// The counts of one frame, of all that reports give to it.
#[pyfunction]
pub(crate) fn count_frame(py: Python<'_>, parts: &Bound<'_, PyAny>, names: bool) -> PyResult<PyTable> {
    let (pieces, _) = taken(parts)?;
    let folded = py.detach(|| {
        let mut all = Vec::new();
        for piece in &pieces {
            let parts = needed(piece, "part").map_err(|problem| told(&problem))?;
            for row in 0..piece.num_rows() {
                let text = at(Some(&parts), row).unwrap_or_default();
                all.push(Carried::parse(text, "a part", lexicon()).map_err(|problem| told(&problem))?);
            }
        }
        fold(all, names, lexicon()).map_err(|problem| told(&problem))
    })?;
    let rows = folded.into_iter().map(|folded| vec![json!(folded.importance), json!(folded.rows)]);
    given(FOLDED_FRAME.table(rows), &FOLDED_FRAME)
}

/// All counts in the order of the ledger: as a table, or as the command prints them.
#[pyfunction]
pub(crate) fn counts_in_order<'py>(
    py: Python<'py>,
    folded: &Bound<'py, PyAny>,
    as_json: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let (pieces, _) = taken(folded)?;
    let rows: Vec<Vec<Value>> = py.detach(|| {
        let mut all = Vec::new();
        for piece in &pieces {
            let column = |name| needed(piece, name).map_err(|problem| told(&problem));
            let (importance, rows) = (column("importance")?, column("rows")?);
            for row in 0..piece.num_rows() {
                let text = |column| at(Some(column), row).unwrap_or_default();
                all.push(Folded::parse(text(&importance), text(&rows)).map_err(|problem| told(&problem))?);
            }
        }
        Ok::<_, PyErr>(in_order(all))
    })?;
    match as_json {
        true => Ok(json_of(&COUNTS_FRAME, rows).into_pyobject(py)?.into_any()),
        false => Ok(given(COUNTS_FRAME.table(rows), &COUNTS_FRAME)?.into_pyobject(py)?.into_any()),
    }
}
