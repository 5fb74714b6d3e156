//! `recount report`: the counts on the terminal, and a page that holds everything.

use std::{io::IsTerminal, path::PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use recount_core::{Extraction, Lexicon, reconcile, view};
use recount_formats::write::{self, Masks, Page, Style};

use crate::output::{self, Status};

use super::{Paths, conclude, side_by_side};

/// Read reports, print the counts, and write a page with every account and sentence beside it
#[derive(Args)]
pub(crate) struct Report {
    #[command(flatten)]
    paths: Paths,
    /// Where the page is written
    #[arg(long, value_name = "FILE", default_value = "recount-report.html")]
    out: PathBuf,
    /// How many counts are printed; the page holds all
    #[arg(long, value_name = "N", default_value_t = 100)]
    counts: usize,
    /// Leave the names of private people, telephone numbers and the like as they are
    #[arg(long)]
    names: bool,
}

impl Report {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let input = self.paths.gather();
        if input.reports.is_empty() {
            return Ok(conclude(&input));
        }
        let lexicon = Lexicon::builtin();
        let extractions: Vec<Extraction> =
            side_by_side(&input.reports, |report| recount_core::extract(report, &lexicon));
        let ledger = reconcile(&extractions, &lexicon);
        let table = view::table(&ledger, &lexicon);
        let masks = match self.names {
            true => Masks::default(),
            false => Masks::of(&input.reports, &extractions, &lexicon),
        };
        let page = write::page(&Page {
            reports: &input.reports,
            extractions: &extractions,
            table: &table,
            timeline: &view::timeline(&ledger, &lexicon),
            lexicon: &lexicon,
            problems: &input.problems,
            masks: &masks,
        });
        output::write_private(&self.out, page)
            .with_context(|| format!("cannot write the page to {}", self.out.display()))?;
        let datings: Vec<view::Dating> = input
            .reports
            .iter()
            .zip(&extractions)
            .map(|(report, extraction)| view::dating(&report.text, extraction))
            .collect();
        let doubts: Vec<view::Doubt> = input
            .reports
            .iter()
            .zip(&extractions)
            .flat_map(|(report, extraction)| view::doubts(&report.text, extraction, &lexicon))
            .collect();
        let style = style(self.counts);
        let told = write::Summed {
            table: &table,
            headings: &ledger.reports,
            extractions: &extractions,
            datings: &datings,
            doubts: &doubts,
        };
        let summary = write::summary(told, &lexicon, style);
        let documents = input.reports.iter().map(|report| report.document.as_str());
        output::print([masks.text_of_all(documents, &summary)])?;
        let status = conclude(&input);
        say!("the page with every account and sentence is {}", self.out.display());
        Ok(status)
    }
}

/// Bold on a terminal, unless `NO_COLOR` is set; 100 characters a line.
fn style(counts: usize) -> Style {
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    Style { width: 100, colours, counts }
}
