//! What every target holds: whatever the bytes, reading them ends in time with a report or with a line that says why not.

use std::{io::Cursor, time::Duration};

use recount_formats::read::{self, Input, Limits, Options};

/// Reads the bytes as the reader of this code does.
pub fn read(code: &str, bytes: &[u8]) {
    let limits = Limits { time: Duration::from_secs(20), ..Limits::default() };
    let options = Options { limits, forced: read::reader_called(code), ..Options::default() };
    assert!(options.forced.is_some(), "no reader is called {code}");
    let input = Input { name: "any", stem: "any", extension: None, size: None, bytes: &mut Cursor::new(bytes) };
    let reading = read::all(input, &options);
    assert!(reading.reports.len() + reading.problems.len() > 0, "the input vanished");
    for report in &reading.reports {
        assert!(report.original.is_some(), "a report that does not say what it was made from");
    }
}
