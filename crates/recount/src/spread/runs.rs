//! Records in order of their keys, however many: what goes beyond a budget of memory goes to sorted runs on the disk, which are merged as
//! they are read. The files have no name, so that nothing is left of them whatever ends the program.

use std::{
    collections::BinaryHeap,
    fs::File,
    io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
};

use anyhow::{Context, Result};
use serde::{Serialize, de::DeserializeOwned};

/// What a key is.
pub(super) trait Sortable: Ord + Clone + Serialize + DeserializeOwned {}
impl<K: Ord + Clone + Serialize + DeserializeOwned> Sortable for K {}

/// A record under its key.
type Record<K> = (K, Vec<u8>);

/// With so many runs they are made one, since the system opens only so many files.
const RUNS: usize = 64;
/// What a record takes beside its bytes.
const BESIDE: usize = 48;

/// Records as they come.
pub(super) struct Runs<K> {
    held: Vec<Record<K>>,
    bytes: usize,
    /// How many bytes are held at the most.
    most: usize,
    files: Vec<File>,
}

impl<K: Sortable> Runs<K> {
    /// Holds no more than so many bytes.
    pub(super) fn within(most: usize) -> Runs<K> {
        Runs { held: Vec::new(), bytes: 0, most, files: Vec::new() }
    }

    /// Takes a record.
    pub(super) fn push(&mut self, key: K, record: Vec<u8>) -> Result<()> {
        self.bytes += record.len() + size_of::<Record<K>>() + BESIDE;
        self.held.push((key, record));
        if self.bytes <= self.most { Ok(()) } else { self.spill() }
    }

    /// All records; what is held goes to the disk as well where anything did.
    pub(super) fn sorted(mut self) -> Result<Sorted<K>> {
        if !self.files.is_empty() && !self.held.is_empty() {
            self.spill()?;
        }
        self.held.sort_by(|one, two| one.0.cmp(&two.0));
        Ok(Sorted { held: self.held, files: self.files })
    }

    fn spill(&mut self) -> Result<()> {
        self.held.sort_by(|one, two| one.0.cmp(&two.0));
        let run = written(self.held.drain(..).map(Ok))?;
        self.held.shrink_to(0);
        self.bytes = 0;
        self.files.push(run);
        if self.files.len() == RUNS {
            let all = Sorted::<K> { held: Vec::new(), files: std::mem::take(&mut self.files) };
            self.files = vec![written(all.records()?)?];
        }
        Ok(())
    }
}

/// A file that has no name, with these records.
fn written<K: Sortable>(records: impl Iterator<Item = Result<Record<K>>>) -> Result<File> {
    let file = scratch()?;
    let mut out = BufWriter::with_capacity(1 << 18, &file);
    for record in records {
        let (key, record) = record?;
        serde_json::to_writer(&mut out, &key)?;
        writeln!(out, "\n{}", record.len())?;
        out.write_all(&record)?;
    }
    out.flush().context(FULL)?;
    drop(out);
    Ok(file)
}

/// A file of our own for what memory does not hold.
pub(super) fn scratch() -> Result<File> {
    tempfile::tempfile().with_context(|| format!("cannot make a file in {}", std::env::temp_dir().display()))
}

/// What is said where what was written cannot be kept.
pub(super) const FULL: &str =
    "cannot write what memory does not hold; set TMPDIR to a folder with room, or give --memory more";

/// Records in order of their keys; of one key, in the order in which they came.
pub(super) struct Sorted<K> {
    held: Vec<Record<K>>,
    files: Vec<File>,
}

impl<K: Sortable> Sorted<K> {
    /// The records, from the first on each time that this is asked; only one that was asked for is read at a time.
    pub(super) fn records(&self) -> Result<impl Iterator<Item = Result<Record<K>>> + '_> {
        let mut merge = Merge { runs: Vec::new(), next: BinaryHeap::new() };
        for mut file in &self.files {
            file.seek(SeekFrom::Start(0))?;
            merge.runs.push(BufReader::with_capacity(1 << 16, file));
            merge.fill(merge.runs.len() - 1)?;
        }
        Ok(self.held.iter().cloned().map(Ok).chain(merge))
    }
}

/// The next record of each run.
struct Merge<'f, K> {
    runs: Vec<BufReader<&'f File>>,
    next: BinaryHeap<Next<K>>,
}

impl<K: Sortable> Merge<'_, K> {
    /// Reads the next record of this run, where there is one.
    fn fill(&mut self, run: usize) -> Result<()> {
        let Some(file) = self.runs.get_mut(run) else { return Ok(()) };
        let (mut key, mut length) = (String::new(), String::new());
        if file.read_line(&mut key)? == 0 {
            return Ok(());
        }
        file.read_line(&mut length)?;
        let mut record = vec![0; length.trim_end().parse()?];
        file.read_exact(&mut record)?;
        self.next.push(Next { key: serde_json::from_str(&key)?, run, record });
        Ok(())
    }
}

impl<K: Sortable> Iterator for Merge<'_, K> {
    type Item = Result<Record<K>>;

    fn next(&mut self) -> Option<Self::Item> {
        let Next { key, run, record } = self.next.pop()?;
        Some(self.fill(run).map(|()| (key, record)))
    }
}

/// A record at the head of a run: the least key is the greatest, since a heap gives its greatest.
struct Next<K> {
    key: K,
    run: usize,
    record: Vec<u8>,
}

impl<K: Ord> Ord for Next<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&other.key, other.run).cmp(&(&self.key, self.run))
    }
}

impl<K: Ord> PartialOrd for Next<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord> Eq for Next<K> {}

impl<K: Ord> PartialEq for Next<K> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random, the same each time.
    fn numbers(seed: u64) -> impl Iterator<Item = u64> {
        std::iter::successors(Some(seed), |last| {
            Some(last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
        })
        .map(|number| number >> 33)
    }

    #[test]
    fn records_come_in_order_whatever_is_held() {
        for (seed, many, most) in
            [(1, 0, 0), (2, 300, 0), (3, 1_000, 500), (4, 500, 40_000), (5, 500, 1 << 20)]
        {
            let records: Vec<Record<u64>> = numbers(seed)
                .take(many)
                .enumerate()
                .map(|(at, number)| (number % 97, format!("{at}\n").repeat(at % 5).into_bytes()))
                .collect();
            let mut runs = Runs::within(most);
            for (key, record) in records.clone() {
                runs.push(key, record).expect("room");
            }
            let sorted = runs.sorted().expect("room");
            let mut expected = records;
            expected.sort_by_key(|record| record.0);
            for _ in 0..2 {
                let told: Vec<_> =
                    sorted.records().expect("runs").map(|record| record.expect("a record")).collect();
                assert_eq!(told, expected, "{many} records within {most} bytes");
            }
        }
    }
}
