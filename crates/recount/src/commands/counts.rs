//! `recount counts`: what the reports add up to, a line for each count.

use anyhow::{Result, anyhow};
use clap::Args;
use jiff::civil::Date;
use recount_core::{Ledger, Lexicon, count::Rulings, edtf::Edtf, view};
use recount_formats::write::{COUNTS, heads};

use crate::{
    output::Status,
    spread::{Making, Spread},
};

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
    /// How many bytes of what was read from paths may be held (2G, 500M); what goes beyond is sorted on the disk, in the folder that
    /// TMPDIR names, and counted frame by frame
    #[arg(long, value_name = "BYTES", default_value = "2G", value_parser = bytes)]
    memory: usize,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

impl Counts {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let day = self.day()?;
        let query = self.asked.query();
        if let Some(workspace) = self.over.workspace()? {
            let read = self.over.of_workspace(workspace)?;
            let table = match day {
                Some(day) => view::counts(&read.ledger.at(day, &read.rulings, &read.lexicon), &read.lexicon),
                None => view::counts(&read.ledger, &read.lexicon),
            };
            let table = query.counts(table);
            self.written.print(COUNTS, &table.counts, &read.texts().masked(&read.masks()))?;
            return Ok(read.conclude());
        }
        let lexicon = Lexicon::builtin();
        let told_of = |ledger: &Ledger| {
            let then = day.map(|day| ledger.at(day, &Rulings::default(), &lexicon));
            query.counts(view::counts(then.as_ref().unwrap_or(ledger), &lexicon))
        };
        let making = Making { memory: self.memory, names: self.over.shows_names(), told_of: &told_of };
        let spread = Spread::of_paths(self.over.paths(), &making, &lexicon)?;
        self.written.print_rows(&heads(COUNTS), || spread.rows())?;
        Ok(spread.tally().status())
    }

    fn day(&self) -> Result<Option<Date>> {
        let day = self.at.as_deref().map(|day| {
            Edtf::parse(day)
                .and_then(|date| date.last_day())
                .ok_or_else(|| anyhow!("--at: expected a day like 2023-11-27, found `{day}`"))
        });
        day.transpose()
    }
}

/// A number of bytes: 2G, 500M, 64K, 1000000.
fn bytes(words: &str) -> Result<usize, String> {
    let (digits, unit) = words.split_at(words.trim_end_matches(['G', 'M', 'K']).len());
    let times = match unit {
        "" => Some(1),
        "K" => Some(1_000),
        "M" => Some(1_000_000),
        "G" => Some(1_000_000_000),
        _ => None,
    };
    let read = times.and_then(|times| digits.parse::<usize>().ok()?.checked_mul(times));
    read.ok_or_else(|| format!("expected bytes like 2G, 500M or 64K, found `{words}`"))
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn bytes_are_read_with_their_unit() {
        assert_eq!(
            ["2G", "500M", "64K", "7"].map(|words| bytes(words).ok()),
            [Some(2_000_000_000), Some(500_000_000), Some(64_000), Some(7)]
        );
        for odd in ["", "G", "2GG", "-1", "2T", "99999999999G"] {
            assert!(bytes(odd).is_err(), "{odd}");
        }
    }
}
