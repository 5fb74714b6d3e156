//! `recount duplicates`: near copies as JSON Lines.

use anyhow::Result;
use clap::Args;
use rayon::prelude::*;
use recount_core::{
    origin::{Likeness, copies},
    signature::Signature,
};
use recount_formats::write;

use crate::output::{self, Status};

use super::{Paths, conclude};

/// Print which reports are copies of each other, or one the other cut or extended, as JSON Lines; keeps nothing
#[derive(Args)]
pub(crate) struct Duplicates {
    #[command(flatten)]
    paths: Paths,
    /// Least share of all 5-word sequences that copies have in common
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    jaccard: f64,
    /// Least share of the shorter text that also stands in the longer
    #[arg(long, value_name = "SHARE", default_value_t = 0.8)]
    containment: f64,
}

impl Duplicates {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let input = self.paths.gather();
        let signatures: Vec<Signature> =
            input.reports.par_iter().map(|report| Signature::read(&report.text)).collect();
        let texts: Vec<&Signature> = signatures.iter().collect();
        let likeness =
            Likeness { jaccard: self.jaccard, containment: self.containment, ..Likeness::default() };
        let name = |at: usize| input.reports[at].document.as_str();
        let pairs = copies(&texts, likeness);
        output::print(pairs.iter().map(|pair| write::pair(name(pair.a), name(pair.b), pair.overlap)))?;
        Ok(conclude(&input))
    }
}
