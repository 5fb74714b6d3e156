//! The steps by which `recount.spark` finds near copies: the same exact join as `recount duplicates`, spread by bands of the signature.
//!
//! A band is a stretch of all 5-grams by their hash. Within a band it is known how many texts have a 5-gram (`shared_grams`); each text
//! looks up its rarest ones (`rarest_grams`) in their bands (`meetings`), and who meets is compared whole (`compared`). Two texts that share
//! enough must share one of the rarest of the shorter (`recount_core::origin::Index`), so nothing is missed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use arrow_array::Float64Array;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use recount_core::{Report, origin::Likeness, signature::Signature};
use recount_formats::Problem;

use crate::{
    ledger::told,
    packed::{Columns, Piece, all, bytes, grams, packed, pieces, table, whole, words},
    reports::reports,
};

/// How many bands there are, and by how many bits of a 5-gram they are told.
const BANDS: usize = 32;
const BITS: u32 = BANDS.trailing_zeros();

const fn band(gram: u32) -> usize {
    (gram >> (u32::BITS - BITS)) as usize
}

/// In so many parts reports are looked at as a whole.
const BUCKETS: u32 = 256;

/// The part that a report belongs to.
fn bucket(document: &str) -> usize {
    let hash = document
        .bytes()
        .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash % BUCKETS) as usize
}

/// Some 5-grams of a report in one band.
#[derive(Clone)]
struct Row {
    document: String,
    band: usize,
    /// How many 5-grams the report has in all bands.
    size: usize,
    grams: Vec<u8>,
}

/// As a table; `asks` where the 5-grams are to be looked up.
fn rows(rows: &[Row], asks: bool) -> Columns {
    vec![
        ("document", words(rows.iter().map(|row| row.document.as_str()))),
        ("bucket", whole(rows.iter().map(|row| bucket(&row.document)))),
        ("band", whole(rows.iter().map(|row| row.band))),
        ("size", whole(rows.iter().map(|row| row.size))),
        ("grams", bytes(rows.iter().map(|row| row.grams.as_slice()))),
        ("asks", all(rows.len(), asks)),
    ]
}

/// The rows of such a table, each with whether it asks.
fn read(given: &Bound<'_, PyAny>) -> PyResult<Vec<(Row, bool)>> {
    let mut found = Vec::new();
    for piece in &pieces(given)? {
        let piece = Piece(piece);
        let (documents, grams) = (piece.words("document")?, piece.bytes("grams")?);
        let (bands, sizes, asks) = (piece.whole("band")?, piece.whole("size")?, piece.truths("asks")?);
        found.extend((0..piece.rows()).map(|row| {
            let document = documents.value(row).to_owned();
            (
                Row { document, band: bands[row], size: sizes[row], grams: grams.value(row).to_vec() },
                asks[row],
            )
        }));
    }
    Ok(found)
}

/// The 5-grams of reports, a row for each band.
#[pyfunction]
pub(crate) fn signatures(py: Python<'_>, reports: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let reports = self::reports(reports)?;
    let of = |report: &Report| {
        let signature = Signature::read(&report.text);
        let bands = signature.grams().chunk_by(|one, two| band(*one) == band(*two));
        let row = |some: &[u32]| Row {
            document: report.document.clone(),
            band: some.first().map_or(0, |gram| band(*gram)),
            size: signature.len(),
            grams: packed(some.iter().copied()),
        };
        bands.map(row).collect::<Vec<Row>>()
    };
    let found: Vec<Row> = py.detach(|| reports.iter().flat_map(of).collect());
    table(vec![rows(&found, false)])
}

/// The 5-grams of reports, a row a report.
#[pyfunction]
pub(crate) fn whole_signatures(py: Python<'_>, reports: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let reports = self::reports(reports)?;
    let of = |report: &Report| packed(Signature::read(&report.text).grams().iter().copied());
    let signatures: Vec<Vec<u8>> = py.detach(|| reports.iter().map(of).collect());
    table(vec![vec![
        ("document", words(reports.iter().map(|report| report.document.as_str()))),
        ("grams", bytes(signatures.iter().map(Vec::as_slice))),
    ]])
}

/// Of one band: the 5-grams of each report that others have too, each followed by how many have it.
#[pyfunction]
pub(crate) fn shared_grams(py: Python<'_>, signed: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let signed = read(signed)?;
    let found: Vec<Row> = py.detach(|| {
        let mut holders: BTreeMap<u32, u32> = BTreeMap::new();
        signed
            .iter()
            .flat_map(|(row, _)| grams(&row.grams))
            .for_each(|gram| *holders.entry(gram).or_default() += 1);
        let shared = |row: &Row| {
            let held = grams(&row.grams).filter_map(|gram| Some((gram, *holders.get(&gram)?)));
            let grams = packed(held.filter(|(_, many)| *many > 1).flat_map(|(gram, many)| [gram, many]));
            (!grams.is_empty()).then(|| Row { grams, ..row.clone() })
        };
        signed.iter().filter_map(|(row, _)| shared(row)).collect()
    });
    table(vec![rows(&found, false)])
}

/// Of some reports: the rarest of their 5-grams that others have too, so many that a report which shares enough must have one.
#[pyfunction]
pub(crate) fn rarest_grams(
    py: Python<'_>,
    shared: &Bound<'_, PyAny>,
    jaccard: f64,
    containment: f64,
) -> PyResult<PyTable> {
    let shared = read(shared)?;
    let likeness = Likeness { jaccard, containment, ..Likeness::default() };
    let found = py.detach(|| {
        let mut of: BTreeMap<&str, (usize, Held)> = BTreeMap::new();
        for (row, _) in &shared {
            let (size, held) = of.entry(&row.document).or_default();
            let numbers: Vec<u32> = grams(&row.grams).collect();
            *size = row.size;
            held.extend(numbers.as_chunks().0.iter().map(|[gram, many]| (*many, *gram)));
        }
        let asked =
            of.into_iter().flat_map(|(document, (size, held))| rarest(document, size, held, likeness));
        asked.collect::<Vec<Row>>()
    });
    table(vec![rows(&found, true)])
}

/// 5-grams, each behind how many reports have it.
type Held = Vec<(u32, u32)>;

fn rarest(document: &str, size: usize, mut held: Held, likeness: Likeness) -> Vec<Row> {
    held.sort_unstable();
    // What no other text has is rarest of all.
    let alone = size.saturating_sub(held.len());
    held.truncate(likeness.looked_up(size).saturating_sub(alone));
    let mut by_band: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    held.into_iter().for_each(|(_, gram)| by_band.entry(band(gram)).or_default().push(gram));
    let row = |(band, grams): (usize, Vec<u32>)| Row {
        document: document.to_owned(),
        band,
        size,
        grams: packed(grams),
    };
    by_band.into_iter().map(row).collect()
}

/// Of one band: which reports have a 5-gram that another, no longer one, looks up.
#[pyfunction]
pub(crate) fn meetings(py: Python<'_>, all: &Bound<'_, PyAny>) -> PyResult<PyTable> {
    let all = read(all)?;
    let pairs = py.detach(|| {
        let mut holders: BTreeMap<u32, Vec<&Row>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for row in all.iter().filter(|(_, asks)| !asks).map(|(row, _)| row) {
            if !seen.insert(&row.document) {
                return Err(told(&twice(&row.document)));
            }
            grams(&row.grams).for_each(|gram| holders.entry(gram).or_default().push(row));
        }
        let met = |row: &Row| -> Vec<(String, String)> {
            let held = grams(&row.grams).filter_map(|gram| holders.get(&gram)).flatten();
            let longer = held.filter(|other| (other.size, &other.document) > (row.size, &row.document));
            let names = longer.map(|other| (row.document.clone(), other.document.clone()));
            names.map(|(one, two)| if one < two { (one, two) } else { (two, one) }).collect()
        };
        let asking = all.iter().filter(|(_, asks)| *asks);
        Ok(asking.flat_map(|(row, _)| met(row)).collect::<BTreeSet<(String, String)>>())
    })?;
    table(vec![vec![
        ("a", words(pairs.iter().map(|(a, _)| a.as_str()))),
        ("b", words(pairs.iter().map(|(_, b)| b.as_str()))),
    ]])
}

fn twice(document: &str) -> Problem {
    let expected = "a `document` that no other report has";
    Problem::set_aside("reports", expected, format!("`{document}` again"))
}

/// Of pairs with the 5-grams of both: those that are near copies, with how much they share.
#[pyfunction]
pub(crate) fn compared(
    py: Python<'_>,
    pairs: &Bound<'_, PyAny>,
    jaccard: f64,
    containment: f64,
) -> PyResult<PyTable> {
    let likeness = Likeness { jaccard, containment, ..Likeness::default() };
    let mut found: Vec<(String, String, f64, f64)> = Vec::new();
    for piece in &pieces(pairs)? {
        let piece = Piece(piece);
        let (a, b) = (piece.words("a")?, piece.words("b")?);
        let (one, two) = (piece.bytes("one")?, piece.bytes("two")?);
        let signature = |bytes: &[u8]| Signature::of_grams(grams(bytes));
        found.extend(py.detach(|| {
            let pair = |row: usize| {
                let (left, right) = (signature(one.value(row)), signature(two.value(row)));
                let overlap = left.overlap(&right);
                let holds = likeness.holds(left.shared(&right), left.len(), right.len());
                let told = || {
                    (a.value(row).to_owned(), b.value(row).to_owned(), overlap.jaccard, overlap.containment)
                };
                holds.then(told)
            };
            (0..piece.rows()).filter_map(pair).collect::<Vec<_>>()
        }));
    }
    let share = |of: fn(&(String, String, f64, f64)) -> f64| {
        Arc::new(Float64Array::from_iter_values(found.iter().map(of)))
    };
    table(vec![vec![
        ("a", words(found.iter().map(|pair| pair.0.as_str()))),
        ("b", words(found.iter().map(|pair| pair.1.as_str()))),
        ("jaccard", share(|pair| pair.2)),
        ("containment", share(|pair| pair.3)),
    ]])
}
