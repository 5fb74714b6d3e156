//! What goes to the terminal or down a pipe, and the exit status.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anyhow::Result;
use recount_formats::{Problem, write::printable};

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

/// Whether the reader of our output went away, as `head` does: no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
