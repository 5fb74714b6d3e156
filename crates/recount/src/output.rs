//! What goes to the terminal or down a pipe, and the exit status.

use std::{
    fs,
    io::{self, Write},
    path::Path,
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

impl Status {
    /// The exit status.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::SetAside => 1,
            Status::Failed => 2,
        }
    }
}

/// Writes each chunk to standard output, in order.
pub(crate) fn print<T: AsRef<str>>(chunks: impl IntoIterator<Item = T>) -> Result<()> {
    print_as_made(chunks.into_iter().map(Ok))
}

/// The same of chunks that may fail to be made; what was made before is written.
pub(crate) fn print_as_made<T: AsRef<str>>(chunks: impl Iterator<Item = Result<T>>) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for chunk in chunks {
        out.write_all(chunk?.as_ref().as_bytes())?;
    }
    Ok(out.flush()?)
}

/// Writes a file for its owner alone; one that is there keeps what it allows.
pub(crate) fn write_private(file: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(bytes.as_ref())
}

/// Adds to the end of a file for its owner alone.
pub(crate) fn append_private(file: impl AsRef<Path>, words: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(words.as_bytes())
}

/// Says something on standard error, whatever characters it holds: none of them steers the terminal.
pub(crate) fn say(words: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr().lock(), "recount: {}", printable(words));
}

/// Lists what was set aside or odd on standard error.
pub(crate) fn list(problems: &[Problem]) {
    problems.iter().for_each(|problem| say(&problem.to_string()));
}

/// Help, or what of a command line was not understood; nothing that was typed or pasted there steers the terminal.
pub(crate) fn misunderstood(error: &clap::Error) -> u8 {
    if std::env::args_os().any(|word| word.to_string_lossy().contains(char::is_control)) {
        for line in error.to_string().lines() {
            let _ = writeln!(io::stderr().lock(), "{}", printable(line));
        }
    } else {
        let _ = error.print();
    }
    u8::try_from(error.exit_code()).unwrap_or(1)
}

/// Whether the reader of our output went away, as `head` does: no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
