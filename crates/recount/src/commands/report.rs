//! `recount report`: the counts on the terminal, and a page that holds everything.

use std::{io::IsTerminal, path::PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use recount_core::{Lexicon, edtf::Edtf, reconcile, view};
use recount_formats::write::{self, Masks, Style};
use recount_serve::saved::{self, Saved};

use crate::{
    input::Input,
    output::{self, Status},
};

use super::{conclude, listing::Asked, over::Over};

/// Read reports, print the counts, and write a page with every account and sentence beside it
#[derive(Args)]
pub(crate) struct Report {
    #[command(flatten)]
    over: Over,
    /// Where the page is written
    #[arg(long, value_name = "FILE", default_value = "recount-report.html")]
    out: PathBuf,
    /// How many counts are printed; the page holds all
    #[arg(long, value_name = "N", default_value_t = 100)]
    counts: usize,
    /// As it stood on this day: only accounts that speak of a day no later, the latest count of each thing
    #[arg(long, value_name = "DAY")]
    at: Option<String>,
    #[command(flatten)]
    asked: Asked,
}

impl Report {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let asked = saved::Asked { query: self.asked.query(), at: self.day()? };
        if let Some(workspace) = self.over.workspace()? {
            let saved = saved::of_workspace(&workspace, &asked)?;
            self.tell(&saved, workspace.lexicon(), &Input::default(), &self.over.masks(&workspace))?;
            return Ok(self.done(Status::Done));
        }
        let (input, extractions, lexicon) = self.over.read();
        if input.reports.is_empty() {
            return Ok(conclude(&input));
        }
        let masks = match self.over.shows_names() {
            true => Masks::default(),
            false => Masks::of(&input.reports, &extractions, &lexicon),
        };
        let ledger = reconcile(&extractions, &lexicon);
        let reports = input.reports.clone();
        let saved = saved::of_reports(reports, extractions.clone(), &ledger, &lexicon, &asked);
        self.tell(&saved, &lexicon, &input, &masks)?;
        Ok(self.done(conclude(&input)))
    }

    fn day(&self) -> Result<Option<jiff::civil::Date>> {
        let day = self.at.as_deref().map(|day| {
            Edtf::parse(day)
                .and_then(|date| date.last_day())
                .ok_or_else(|| anyhow!("--at: expected a day like 2023-11-27, found `{day}`"))
        });
        day.transpose()
    }

    /// Writes the page and prints the counts.
    fn tell(&self, saved: &Saved, lexicon: &Lexicon, input: &Input, masks: &Masks<'_>) -> Result<()> {
        output::write_private(&self.out, saved.page(lexicon, &input.problems, masks))
            .with_context(|| format!("cannot write the page to {}", self.out.display()))?;
        let each = || saved.reports.iter().zip(&saved.extractions);
        let datings: Vec<view::Dating> =
            each().map(|(report, read)| view::dating(&report.text, read)).collect();
        let doubts: Vec<view::Doubt> =
            each().flat_map(|(report, read)| view::doubts(&report.text, read, lexicon)).collect();
        let style = style(self.counts);
        let told = write::Summed {
            table: &saved.table,
            headings: &saved.headings,
            at: saved.at,
            extractions: &saved.extractions,
            datings: &datings,
            doubts: &doubts,
        };
        let summary = write::summary(told, lexicon, style);
        let documents = saved.reports.iter().map(|report| report.document.as_str());
        output::print([masks.text_of_all(documents, &summary)])
    }

    fn done(&self, status: Status) -> Status {
        say!("the page with every account and sentence is {}", self.out.display());
        status
    }
}

/// Bold on a terminal, unless `NO_COLOR` is set; 100 characters a line.
fn style(counts: usize) -> Style {
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    Style { width: 100, colours, counts }
}
