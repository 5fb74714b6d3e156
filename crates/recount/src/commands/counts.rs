//! `recount counts`: what the reports add up to, a line for each count.

use anyhow::{Result, anyhow};
use clap::Args;
use recount_core::{edtf::Edtf, view};
use recount_formats::write::COUNTS;

use crate::output::Status;

use super::{
    listing::{Asked, Written},
    over::Over,
};

/// List what the reports add up to: range, independent origins, the account to take, over paths or the workspace
#[derive(Args)]
pub(crate) struct Counts {
    #[command(flatten)]
    over: Over,
    /// As it stood on this day: only accounts that speak of a day no later, the latest count of each thing
    #[arg(long, value_name = "DAY")]
    at: Option<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

impl Counts {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let day = self.at.as_deref().map(|day| {
            Edtf::parse(day)
                .and_then(|date| date.last_day())
                .ok_or_else(|| anyhow!("--at: expected a day like 2023-11-27, found `{day}`"))
        });
        let day = day.transpose()?;
        let read = self.over.counted(false)?;
        let table = match day {
            Some(day) => view::counts(&read.ledger.at(day, &read.rulings, &read.lexicon), &read.lexicon),
            None => view::counts(&read.ledger, &read.lexicon),
        };
        let table = self.asked.query().counts(table);
        read.tell(|texts| self.written.print(COUNTS, &table.counts, texts))?;
        Ok(read.conclude())
    }
}
