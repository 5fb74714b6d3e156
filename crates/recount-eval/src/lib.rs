//! Scores Recount's results against gold, and shows one disagreement at a time.
//!
//! The numbers are those of `shared/tools/score.py` and `score_orders.py`; a test compares them. Every gold figure and
//! every figure too many is an [`item::Item`]; scores, the per-figure CSV and the comparison of two runs are all made from the
//! items, so they cannot disagree.

pub mod days;
pub mod gold;
pub mod folder;
pub mod read;
pub mod overlap;
pub mod item;
pub mod score;
pub mod orders;
pub mod table;
pub mod diff;
pub mod pile;
pub mod register;
pub mod show;
pub mod command;

/// What went wrong at the border: a missing file, a broken line. It names the file, what was expected and what was found.
#[derive(Debug)]
pub struct Problem(String);

impl Problem {
    /// A message for the person at the terminal.
    pub fn new(message: impl Into<String>) -> Problem {
        Problem(message.into())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Problem {}
