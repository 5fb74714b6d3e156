//! gzip: whatever was packed, opened in turn.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
};

use flate2::bufread::GzDecoder;

use crate::Problem;

use super::{
    Item, Out, Reader, Records, Way,
    limits::Unpacked,
    open::{Known, Piece},
};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "gzip",
    version: 1,
    name: "gzip file",
    extensions: &["gz", "tgz"],
    keeps: "What was packed, read as its own bytes say; also of several members, as web archives have them.",
    drops: "What stands behind the last member (listed), unless it is zeros.",
    sniff: |head| head.starts_with(MEMBER),
    by_libraries: false,
    way: Way::Stream(read),
};

fn read(records: &Records, input: &mut dyn BufRead, out: Out) -> ControlFlow<()> {
    // "pages.tar" of "pages.tar.gz", so that messages and names say what was inside.
    let (stem, extension) = match records.stem.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && super::reader_of(extension).is_some() => {
            (stem, Some(extension))
        }
        _ => (records.stem, None),
    };
    let behind = Cell::new(false);
    let members = Members { decoder: Some(GzDecoder::new(input)), behind: &behind };
    let mut unpacked = BufReader::new(Unpacked { input: members, meter: records.meter });
    records.open(Piece::of(records.name, stem, extension, &mut unpacked), Known::default(), &mut *out)?;
    match behind.get() {
        false => ControlFlow::Continue(()),
        true => out(Item::Problem(Problem::read_anyway(
            records.name,
            "nothing behind what was packed",
            "bytes that are no gzip; they are not read",
        ))),
    }
}

/// How each member begins.
const MEMBER: &[u8] = &[0x1f, 0x8b, 8];

/// Member after member, as far as there are any.
struct Members<'a, R> {
    decoder: Option<GzDecoder<R>>,
    /// Whether something else stands behind the last.
    behind: &'a Cell<bool>,
}

impl<R: BufRead> Read for Members<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder {
            let count = decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.go_on()?;
        }
        Ok(0)
    }
}

impl<R: BufRead> Members<'_, R> {
    /// Opens the next member, where one follows; zeros, with which tapes are filled up, are passed over.
    fn go_on(&mut self) -> io::Result<()> {
        let Some(mut input) = self.decoder.take().map(GzDecoder::into_inner) else { return Ok(()) };
        loop {
            let next = input.fill_buf()?;
            let Some(first) = next.first().copied() else { return Ok(()) };
            let zeros = next.iter().take_while(|byte| **byte == 0).count();
            match (first, zeros) {
                (0, _) => input.consume(zeros),
                (0x1f, _) => {
                    self.decoder = Some(GzDecoder::new(input));
                    return Ok(());
                }
                _ => {
                    self.behind.set(true);
                    return Ok(());
                }
            }
        }
    }
}
