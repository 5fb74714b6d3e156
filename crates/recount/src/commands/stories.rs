//! `recount stories`: which reports are about one crisis, as JSON Lines.

use anyhow::Result;
use clap::Args;
use rayon::prelude::*;
use recount_core::{
    Lexicon,
    origin::{Topic, stories},
};
use recount_formats::write;

use crate::output::{self, Status};

use super::{Paths, conclude};

/// Print which reports are about one crisis, as JSON Lines; keeps nothing
#[derive(Args)]
pub(crate) struct Stories {
    #[command(flatten)]
    paths: Paths,
}

impl Stories {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let mut input = self.paths.gather();
        input.reports.sort_by(|one, two| one.document.cmp(&two.document));
        let common = Lexicon::builtin().common;
        let topics: Vec<Topic> = input
            .reports
            .par_iter()
            .map(|report| Topic::read(report.title.as_deref(), &report.text, &common))
            .collect();
        let clusters = stories(&topics);
        let members = input.reports.iter().zip(clusters);
        output::print(members.map(|(report, cluster)| write::member(&report.document, cluster)))?;
        Ok(conclude(&input))
    }
}
