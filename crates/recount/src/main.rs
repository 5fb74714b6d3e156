//! The command: `recount::run` with the words it was started with.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Started anew as a reader of documents, it goes no further.
    recount_formats::read::in_children();
    ExitCode::from(recount::run(std::env::args_os()))
}
