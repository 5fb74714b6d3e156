//! What goes to the terminal or down a pipe, and the exit status.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anyhow::Result;
use recount_formats::Problem;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Everything was read.
    Done,
    /// Something was set aside or odd, and is listed.
    SetAside,
    /// Nothing could be done.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Done => 0,
            Status::SetAside => 1,
            Status::Failed => 2,
        })
    }
}

/// Writes each chunk to standard output, in order.
pub(crate) fn print<T: AsRef<str>>(chunks: impl IntoIterator<Item = T>) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for chunk in chunks {
        out.write_all(chunk.as_ref().as_bytes())?;
    }
    Ok(out.flush()?)
}

/// Lists what was set aside or odd on standard error.
pub(crate) fn list(problems: &[Problem]) {
    let mut err = io::stderr().lock();
    for problem in problems {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(err, "recount: {}", printable(&problem.to_string()));
    }
}

/// The text with control characters (which could steer a terminal) shown as `\u{…}`; line ends become spaces.
pub(crate) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => shown.push(' '),
            _ if is_unsafe(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}

/// Control characters, and the ones that turn the direction of writing.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether the reader of our output went away, as `head` does: no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
