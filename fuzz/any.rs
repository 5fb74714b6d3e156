//! What every target holds: whatever the bytes, reading them ends in time with a report or with a line that says why not.

use std::{io::Cursor, panic, process, time::Duration};

use recount_formats::read::{self, Input, Limits, Options, Reading};

/// What the paths of our own code hold.
const OURS: &str = "crates/recount-";

/// Lets a library panic, which the readers set aside, and takes a panic of our own code for what it is.
pub fn watch() {
    // The first reading sets the hook of the readers, which tells nobody of the panics that they catch.
    read("text", b"A report.");
    let quiet = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if panic.location().is_some_and(|location| location.file().contains(OURS)) {
            eprintln!("our own code: {panic}");
            process::abort();
        }
        quiet(panic);
    }));
}

/// Reads the bytes as the reader of this code does. What hangs is for the fuzzer to find: its time limit is shorter.
pub fn read(code: &str, bytes: &[u8]) {
    let limits = Limits { time: Duration::from_secs(60), ..Limits::default() };
    let options = Options { limits, forced: read::reader_called(code), ..Options::default() };
    assert!(options.forced.is_some(), "no reader is called {code}");
    let input = Input { name: "any", stem: "any", extension: None, size: None, bytes: &mut Cursor::new(bytes) };
    check(&read::all(input, &options));
}

fn check(reading: &Reading) {
    assert!(reading.reports.len() + reading.problems.len() > 0, "the input vanished");
    for report in &reading.reports {
        assert!(report.original.is_some(), "a report that does not say what it was made from");
    }
}
