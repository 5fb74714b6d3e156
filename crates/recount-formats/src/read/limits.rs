//! How much one input may take. Each limit is a setting; what goes beyond it is set aside, and the rest is read.

use std::{
    cell::Cell,
    io::{self, Read},
    time::Duration,
};

/// Bytes that may always be unpacked, however small what they were packed into.
const FLOOR: u64 = 50_000_000;
/// How many times its text an answer about a document may take: a letter may be told in six, and a table says much of each cell.
const ANSWER: u64 = 8;

/// How much one input may take.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Bytes of one document or record.
    pub bytes: usize,
    /// Bytes of an input that must be held whole and may hold many reports: ZIP files, spreadsheets, feeds.
    pub whole: usize,
    /// How deep archives may stand in archives.
    pub depth: usize,
    /// Bytes of text that may come out of one document of a format that packs it: PDF, Word.
    pub text: usize,
    /// Pages of one document.
    pub pages: usize,
    /// How many times its packed size an input may take unpacked; fifty million bytes are always allowed.
    pub ratio: u64,
    /// How long one document may take; one second more for each million bytes.
    pub time: Duration,
    /// Bytes of memory that reading one document may take, beside what it is long itself. Holds where it is read in a child.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 20_000_000,
            whole: 400_000_000,
            depth: 6,
            text: 4_000_000,
            pages: 3_000,
            ratio: 200,
            time: Duration::from_secs(8),
            memory: 500_000_000,
        }
    }
}

impl Limits {
    /// Bytes that what is packed into `packed` bytes and must be held whole may take.
    pub(super) fn unpacked(&self, packed: usize) -> u64 {
        let whole = u64::try_from(self.whole).unwrap_or(u64::MAX);
        FLOOR.saturating_add(self.ratio.saturating_mul(packed as u64)).min(whole.max(FLOOR))
    }

    /// How long a document of so many bytes may take.
    pub(super) fn time_for(&self, bytes: usize) -> Duration {
        self.time.saturating_add(Duration::from_secs(bytes as u64 / 1_000_000))
    }

    /// An error where more text came out of a document than is allowed.
    pub(super) fn is_text(&self, bytes: usize) -> Result<(), String> {
        match bytes <= self.text {
            true => Ok(()),
            false => Err(format!("more than {} bytes of text in it (--max-text)", self.text)),
        }
    }

    /// Bytes of the answer that a child may give about a document of so many bytes: its text with all that may be said of it.
    pub(super) fn answer(&self, bytes: usize) -> u64 {
        self.unpacked(bytes).saturating_mul(ANSWER)
    }
}

/// Bytes read from an input and bytes unpacked from it, over all archives inside archives.
#[derive(Debug)]
pub(super) struct Meter {
    packed: Cell<u64>,
    unpacked: Cell<u64>,
    ratio: u64,
}

impl Meter {
    pub(super) fn new(limits: &Limits) -> Meter {
        Meter { packed: Cell::new(0), unpacked: Cell::new(0), ratio: limits.ratio }
    }

    /// Whether more came out than is allowed.
    pub(super) fn is_spent(&self) -> bool {
        self.unpacked.get() > self.most()
    }

    fn most(&self) -> u64 {
        FLOOR.saturating_add(self.ratio.saturating_mul(self.packed.get()))
    }

    fn unpack(&self, count: usize) -> io::Result<()> {
        let unpacked = self.unpacked.get().saturating_add(count as u64);
        self.unpacked.set(unpacked);
        match self.is_spent() {
            true => Err(io::Error::other(format!(
                "more than {} times its packed size; raise --max-ratio if it is to be trusted",
                self.ratio
            ))),
            false => Ok(()),
        }
    }
}

/// The input itself: its bytes are counted as packed.
pub(super) struct Packed<'a> {
    /// Where the bytes come from.
    pub(super) input: &'a mut dyn Read,
    /// Where they are counted.
    pub(super) meter: &'a Meter,
}

impl Read for Packed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.meter.packed.set(self.meter.packed.get().saturating_add(count as u64));
        Ok(count)
    }
}

/// What comes out of a decompressor: an error once it is too much.
pub(super) struct Unpacked<'a, R> {
    /// The decompressor.
    pub(super) input: R,
    /// Where its bytes are counted.
    pub(super) meter: &'a Meter,
}

impl<R: Read> Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.meter.unpack(count)?;
        Ok(count)
    }
}

/// Reads at most `most` bytes; whether there were more.
pub(super) fn read_up_to(input: &mut dyn Read, most: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    input.take((most as u64).saturating_add(1)).read_to_end(&mut bytes)?;
    let more = bytes.len() > most;
    bytes.truncate(most);
    Ok((bytes, more))
}
