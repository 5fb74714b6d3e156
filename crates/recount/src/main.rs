//! The command: files, progress and exit status around `recount-core`.

/// As `eprintln!`, for messages: see `output::say`.
macro_rules! say {
    ($($words:tt)*) => { $crate::output::say(&format!($($words)*)) };
}

mod commands;
mod input;
mod net;
mod output;
mod progress;
mod watch;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // Started anew as a reader of documents, it goes no further.
    recount_formats::read::in_children();
    let asked = match commands::Cli::try_parse() {
        Ok(asked) => asked,
        Err(error) => return output::misunderstood(&error),
    };
    match asked.run() {
        Ok(status) => status.into(),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say!("{error:#}");
            output::Status::Failed.into()
        }
    }
}
