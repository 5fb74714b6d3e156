//! The steps that `recount.spark` spreads over machines: what each report gives to each frame, the fold of one frame, and the order of all.

use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use recount_core::Report;
use recount_formats::{
    Carried, Problem,
    carried::{Folded, Pieces, fold, in_order},
    write::frames::{COUNTS_FRAME, FOLDED_FRAME, json_of},
};
use serde_json::{Value, json};

use crate::{
    ledger::told,
    lexicon,
    packed::{Piece, bytes, pieces, table},
    progress::Progress,
    reading::{AT_A_TIME, each},
    reports::reports,
    tables::{at, given, needed, taken},
};

/// What each report gives to each frame of keys, a row each, beside what all its frames share.
#[pyfunction]
pub(crate) fn keys(py: Python<'_>, reports: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let reports = self::reports(reports)?;
    let of = |report: &Report| Pieces::of(report, &recount_core::extract(report, lexicon()), lexicon());
    let given = py.detach(|| each(&reports, Some(1), &Progress::to(None), of))?;
    let columns = |reports: &[Pieces]| {
        let rows: Vec<(Vec<u8>, &[u8], &[u8])> = reports.iter().flat_map(rows_of).collect();
        vec![
            ("frame", bytes(rows.iter().map(|row| row.0.as_slice()))),
            ("shared", bytes(rows.iter().map(|row| row.1))),
            ("part", bytes(rows.iter().map(|row| row.2))),
        ]
    };
    let none = given.is_empty().then(|| columns(&[]));
    table(given.chunks(AT_A_TIME).map(columns).chain(none).collect())
}

/// A row for each frame: what tells it, what all share, what it gets.
fn rows_of(report: &Pieces) -> impl Iterator<Item = (Vec<u8>, &[u8], &[u8])> {
    let frame = |frame: &[u64; 2]| frame.iter().flat_map(|half| half.to_be_bytes()).collect();
    report.parts.iter().map(move |(of, part)| (frame(of), report.shared.as_slice(), part.as_slice()))
}

/// The counts of one frame, of all that reports give to it.
#[pyfunction]
pub(crate) fn count_frame(py: Python<'_>, parts: &Bound<'_, PyAny>, names: bool) -> PyResult<PyTable> {
    let mut all = Vec::new();
    for piece in &pieces(parts)? {
        let piece = Piece(piece);
        let (shared, parts) = (piece.bytes("shared")?, piece.bytes("part")?);
        let together = |row| Pieces::together(shared.value(row), parts.value(row), lexicon());
        let found: Result<Vec<Carried>, Problem> = py.detach(|| (0..piece.rows()).map(together).collect());
        all.extend(found.map_err(|problem| told(&problem))?);
    }
    let folded = py.detach(|| fold(all, names, lexicon()).map_err(|problem| told(&problem)))?;
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
