//! `recount changes`: what is new, rose, fell or is no longer told since a day.

use anyhow::Result;
use clap::Args;
use jiff::civil::Date;
use recount_core::view::{self, Query};
use recount_formats::write::CHANGES;

use crate::output::Status;

use super::{
    listing::{Written, last_day},
    over::Over,
};

/// List what changed between two days: counts that are new, rose, fell or are no longer told, over paths or the workspace
#[derive(Args)]
pub(crate) struct Changes {
    #[command(flatten)]
    over: Over,
    /// The earlier day: what stood by its end is compared with what stands at the later
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    since: Date,
    /// The later day [default: all that is told]
    #[arg(long = "at", value_name = "DAY", value_parser = last_day)]
    at: Option<Date>,
    /// Only these measures, by code
    #[arg(long = "measure", value_name = "CODE", value_delimiter = ',')]
    measures: Vec<String>,
    /// Only of this country in any role, ISO 3166 alpha-3
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    #[command(flatten)]
    written: Written,
}

impl Changes {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.reconciled()?;
        let query = Query { measures: self.measures, country: self.country, ..Query::default() };
        let stood = |day: Date| {
            let then = read.ledger.at(day, &read.rulings, &read.lexicon);
            query.counts(view::table(&then, &read.lexicon))
        };
        let changes = view::changes(&stood(self.since), &stood(self.at.unwrap_or(Date::MAX)), &read.lexicon);
        let masks = read.masks();
        self.written.print(CHANGES, &changes, &read.texts().masked(&masks))?;
        Ok(read.conclude())
    }
}
