//! The command: files, progress and exit status around `recount-core`.

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
    match commands::Cli::parse().run() {
        Ok(status) => status.into(),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("recount: {error:#}");
            output::Status::Failed.into()
        }
    }
}
