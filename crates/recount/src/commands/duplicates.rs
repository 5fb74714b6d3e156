//! `recount duplicates`: near copies as JSON Lines.

use anyhow::Result;
use clap::Args;
use rayon::prelude::*;
use recount_core::{
    origin::{Copies, Index, Likeness},
    signature::Signature,
};
use recount_formats::write;

use crate::output::{self, Status};

use super::{Paths, Tally, side_by_side};

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
        let (mut names, mut signatures, mut tally) = (Vec::new(), Vec::new(), Tally::default());
        self.paths.each_batch(false, &mut tally, |batch| {
            signatures.extend(side_by_side(&batch.reports, |report| Signature::read(&report.text)));
            names.extend(batch.reports.into_iter().map(|report| report.document));
            Ok(())
        })?;
        let texts: Vec<&Signature> = signatures.iter().collect();
        let likeness =
            Likeness { jaccard: self.jaccard, containment: self.containment, ..Likeness::default() };
        let index = Index::of(&texts);
        let mut pairs: Vec<Copies> =
            (0..texts.len()).into_par_iter().flat_map_iter(|at| index.copies_of(at, likeness)).collect();
        pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
        output::print(pairs.iter().map(|pair| write::pair(&names[pair.a], &names[pair.b], pair.overlap)))?;
        Ok(tally.status())
    }
}
