//! Lines of a stream, one at a time, none longer than is allowed.

use std::io::{self, BufRead};

/// A line, without its end.
pub(super) struct Line {
    /// Its bytes; as many as are allowed where it is longer.
    pub(super) bytes: Vec<u8>,
    /// How long it is.
    pub(super) length: u64,
}

/// The next line; none at the end. What goes beyond `most` is read and forgotten.
pub(super) fn next(input: &mut dyn BufRead, most: usize) -> io::Result<Option<Line>> {
    let mut line = Line { bytes: Vec::new(), length: 0 };
    let mut any = false;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            chunk => chunk?,
        };
        if chunk.is_empty() {
            return Ok(any.then_some(line));
        }
        any = true;
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let used = end.unwrap_or(chunk.len());
        let room = most.saturating_add(1).saturating_sub(line.bytes.len()).min(used);
        line.bytes.extend_from_slice(chunk.get(..room).unwrap_or(&[]));
        line.length = line.length.saturating_add(used as u64);
        input.consume(used + usize::from(end.is_some()));
        if end.is_some() {
            return Ok(Some(line));
        }
    }
}
