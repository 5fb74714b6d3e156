//! gzip: whatever was packed, opened in turn.

use std::{
    io::{BufRead, BufReader},
    ops::ControlFlow,
};

use flate2::bufread::MultiGzDecoder;

use super::{
    Out, Reader, Records, Way,
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
    drops: "Nothing.",
    sniff: |head| head.starts_with(&[0x1f, 0x8b, 8]),
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
    let mut unpacked = BufReader::new(Unpacked { input: MultiGzDecoder::new(input), meter: records.meter });
    records.open(Piece::of(records.name, stem, extension, &mut unpacked), Known::default(), out)
}
