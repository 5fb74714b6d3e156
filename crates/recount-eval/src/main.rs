//! Scores what Recount reads against gold: `recount-eval --help`.

use std::{
    io::{self, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match recount_eval::command::run(&arguments) {
        Ok(outcome) => {
            // A closed pipe (`| head`) is no error.
            let _ = io::stdout().write_all(outcome.text.as_bytes());
            ExitCode::from(outcome.status)
        }
        Err(problem) => {
            let _ = writeln!(io::stderr(), "recount-eval: {problem}");
            ExitCode::from(2)
        }
    }
}
