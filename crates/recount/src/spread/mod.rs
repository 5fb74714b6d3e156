//! Counts over paths within a budget of memory: what each report gives to each frame of keys goes to sorted runs, which are folded frame by
//! frame, large ones key by key; the counts are sorted in the same way. What is held grows with the largest key, not with the pile. The steps are those that
//! Spark runs through the Python package (`recount_formats::carried`).

mod runs;
mod shelf;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, anyhow};
use rayon::prelude::*;
use recount_core::{
    Ledger, Lexicon, Report,
    count::{self, Importance, Key},
    origin::Bounds,
    view::Table,
};
use recount_formats::{
    Carried, Problem,
    carried::{Folded, Pieces, divided, fold_as, fold_group, values_of},
};
use serde_json::Value;

use crate::commands::{Paths, Tally, side_by_side};

use runs::{Runs, Sorted};
use shelf::Shelf;

/// What tells one frame of keys from another.
type Frame = [u64; 2];

/// Frames of so many bytes are folded at a time, on all cores.
const AT_A_TIME: usize = 4 << 20;

/// What the reports add up to, a row for each count, in the order of the ledger.
pub(crate) struct Spread {
    rows: Sorted<Importance>,
    tally: Tally,
}

/// How counts are made of what was read.
pub(crate) struct Making<'m> {
    /// How many bytes of what was read, and of rows, may be held.
    pub(crate) memory: usize,
    /// Whether private names are told.
    pub(crate) names: bool,
    /// What is told of the ledger of each series.
    pub(crate) told_of: &'m (dyn Fn(&Ledger) -> Table + Sync),
}

impl Making<'_> {
    /// A frame of more bytes is folded key by key.
    fn large(&self) -> usize {
        AT_A_TIME.min(self.memory / 32)
    }
}

impl Spread {
    /// Counts the reports of paths.
    pub(crate) fn of_paths(paths: &Paths, making: &Making<'_>, lexicon: &Lexicon) -> Result<Spread> {
        // Half for what reports give to frames, a sixth for what these share, a quarter for rows; the rest is for folding.
        let (mut parts, mut shelf) = (Runs::within(making.memory / 2), Shelf::within(making.memory / 6));
        let mut tally = Tally::default();
        let read = |report: &Report| Pieces::of(report, &recount_core::extract(report, lexicon), lexicon);
        paths.each_batch(false, &mut tally, |batch| {
            for pieces in side_by_side(&batch.reports, read) {
                let number = shelf.put(&pieces.shared)?;
                for (frame, part) in pieces.parts {
                    parts.push(frame, [&number.to_le_bytes(), part.as_slice()].concat())?;
                }
            }
            Ok(())
        })?;
        Ok(Spread { rows: fold(&parts.sorted()?, &shelf, making, lexicon)?, tally })
    }

    /// The rows, from the first on each time that this is asked.
    pub(crate) fn rows(&self) -> Box<dyn Iterator<Item = Result<Vec<Value>>> + '_> {
        match self.rows.records() {
            Ok(records) => Box::new(records.map(|record| Ok(serde_json::from_slice(&record?.1)?))),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    }

    /// How reading went.
    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }
}

/// What a report shares, and what it gives to a frame.
type Piece = (Vec<u8>, Vec<u8>);

/// Folds frame after frame.
fn fold(
    parts: &Sorted<Frame>,
    shelf: &Shelf,
    making: &Making<'_>,
    lexicon: &Lexicon,
) -> Result<Sorted<Importance>> {
    let mut folding =
        Folding { shelf, making, lexicon, rows: Runs::within(making.memory / 4), open: Vec::new(), size: 0 };
    let mut records = parts.records()?.peekable();
    while let Some(record) = records.next() {
        let (frame, first) = record?;
        let mut size = first.len();
        let mut frame_records = vec![first];
        let is_of_frame = |next: &Result<(Frame, Vec<u8>)>| next.as_ref().is_ok_and(|(of, _)| *of == frame);
        let mut large = None;
        while let Some(next) = records.next_if(is_of_frame) {
            let (_, record) = next?;
            size += record.len();
            match &mut large {
                None if size <= making.large() => frame_records.push(record),
                None => {
                    let mut all = Runs::within(making.large());
                    for record in frame_records.drain(..).chain([record]) {
                        all.push((), record)?;
                    }
                    large = Some(all);
                }
                Some(all) => all.push((), record)?,
            }
        }
        match large {
            None => folding.take(None, &frame_records)?,
            Some(all) => folding.take_large(&all.sorted()?)?,
        }
    }
    folding.fold_open()?;
    folding.rows.sorted()
}

/// Frames on their way to rows.
struct Folding<'f> {
    shelf: &'f Shelf,
    making: &'f Making<'f>,
    lexicon: &'f Lexicon,
    rows: Runs<Importance>,
    /// What is folded next, side by side: frames, and what falls together under a key.
    open: Vec<(Option<Key>, Vec<Piece>)>,
    size: usize,
}

impl Folding<'_> {
    /// Takes a frame, or what falls together in one under a key; it is folded when there is enough to do.
    fn take(&mut self, key: Option<Key>, records: &[Vec<u8>]) -> Result<()> {
        let pieces: Vec<Piece> = records.iter().map(|record| self.piece(record)).collect::<Result<_>>()?;
        self.size += pieces.iter().map(|(shared, part)| shared.len() + part.len()).sum::<usize>();
        self.open.push((key, pieces));
        if self.size > AT_A_TIME { self.fold_open() } else { Ok(()) }
    }

    fn piece(&self, record: &[u8]) -> Result<Piece> {
        let (number, part) = part_of(record);
        Ok((self.shelf.get(number)?, part.to_vec()))
    }

    fn fold_open(&mut self) -> Result<()> {
        self.size = 0;
        let (Making { names, told_of, .. }, lexicon) = (self.making, self.lexicon);
        let fold = |(key, pieces)| {
            let parts = together(pieces, lexicon)?;
            match key {
                None => fold_as(parts, *names, lexicon, told_of),
                Some(key) => fold_group(key, parts, *names, lexicon, told_of),
            }
        };
        let folded: Vec<_> = std::mem::take(&mut self.open).into_par_iter().map(fold).collect();
        folded.into_iter().try_for_each(|folded| self.keep(folded))
    }

    /// Folds a large frame key by key: first which of its keys fall together, by the keys and numbers alone.
    fn take_large(&mut self, frame: &Sorted<()>) -> Result<()> {
        let mut values: BTreeMap<Key, Vec<Bounds>> = BTreeMap::new();
        for record in frame.records()? {
            for (key, told) in values_of(part_of(&record?.1).1).map_err(failed)? {
                values.entry(key).or_default().extend(told);
            }
        }
        let groups = count::groups(&values, &BTreeSet::new());
        let group_of: BTreeMap<Key, usize> = groups
            .iter()
            .enumerate()
            .flat_map(|(at, (_, keys))| keys.iter().map(move |key| (key.clone(), at)))
            .collect();
        let mut by_group = Runs::within(self.making.large());
        for record in frame.records()? {
            let (_, record) = record?;
            let (number, part) = part_of(&record);
            for (group, part) in divided(part, &group_of).map_err(failed)? {
                by_group.push(group, [&number.to_le_bytes(), part.as_slice()].concat())?;
            }
        }
        let by_group = by_group.sorted()?;
        let mut records = by_group.records()?.peekable();
        for (at, (key, _)) in groups.into_iter().enumerate() {
            let is_of_group =
                |next: &Result<(usize, Vec<u8>)>| next.as_ref().map_or(true, |(of, _)| *of == at);
            let mut group = Vec::new();
            while let Some(next) = records.next_if(is_of_group) {
                group.push(next?.1);
            }
            self.take(Some(key), &group)?;
        }
        Ok(())
    }

    /// Keeps the rows of counts.
    fn keep(&mut self, folded: Result<Vec<Folded>, Problem>) -> Result<()> {
        for folded in folded.map_err(failed)? {
            for row in folded.rows {
                self.rows.push(folded.importance.clone(), serde_json::to_vec(&row)?)?;
            }
        }
        Ok(())
    }
}

/// The number of the report, and what it gives to the frame.
fn part_of(record: &[u8]) -> (usize, &[u8]) {
    let (number, part) = record.split_first_chunk().unwrap_or((&[0; 8], &[]));
    (usize::from_le_bytes(*number), part)
}

fn together(pieces: Vec<Piece>, lexicon: &Lexicon) -> Result<Vec<Carried>, Problem> {
    pieces.into_iter().map(|(shared, part)| Pieces::together(&shared, &part, lexicon)).collect()
}

fn failed(problem: Problem) -> anyhow::Error {
    anyhow!("{problem}")
}
