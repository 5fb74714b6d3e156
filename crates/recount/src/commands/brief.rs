//! `recount brief`: the situation in a page or two, each sentence with its citation, as Markdown or as a Word document.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::Args;
use jiff::civil::Date;
use recount_core::{Block, edtf::Edtf, view};
use recount_formats::write::{self, Brief as Told, Drafted, words};

use crate::output::{self, Status};

use super::{
    listing::{Asked, last_day},
    over::Over,
};

/// Write a brief, as Markdown or as a Word document: the situation, key figures with range and trend, what changed, disputes, sources
#[derive(Args)]
pub(crate) struct Brief {
    #[command(flatten)]
    over: Over,
    /// As it stood on this day
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    at: Option<Date>,
    /// With what changed since this day
    #[arg(long = "changed-since", value_name = "DAY", value_parser = last_day)]
    changed: Option<Date>,
    /// Where it is written: as a Word document where the name ends in .docx, else as Markdown [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    asked: Asked,
}

impl Brief {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.reconciled()?;
        let (lexicon, query) = (&read.lexicon, self.asked.query());
        let stood =
            |day: Date| query.counts(view::table(&read.ledger.at(day, &read.rulings, lexicon), lexicon));
        let table = self.at.map_or_else(|| query.counts(view::table(&read.ledger, lexicon)), stood);
        let later = self.at.unwrap_or(Date::MAX);
        let changes = self.changed.map(|day| view::changes(&stood(day), &stood(later), lexicon));
        let since = self.changed.map(|day| words::date(Edtf::from(day))).unwrap_or_default();
        let layouts: BTreeMap<&str, &[Block]> =
            read.input.reports.iter().map(|report| (report.document.as_str(), &report.blocks[..])).collect();
        let told = Told {
            situation: &view::situation(&table, &read.ledger.reports, self.at, lexicon),
            table: &table,
            changes: changes.as_deref().map(|changes| (since.as_str(), changes)),
            lexicon,
        };
        let brief = write::brief(told, |document| layouts.get(document).copied().unwrap_or(&[]));
        let documents = read.input.reports.iter().map(|report| report.document.as_str());
        let documents: Vec<&str> = documents.collect();
        let masks = read.masks();
        let brief = brief.masked(|words| masks.text_of_all(documents.iter().copied(), words));
        match &self.out {
            None => output::print([brief.markdown()])?,
            Some(file) => write(file, &brief)?,
        }
        Ok(read.conclude())
    }
}

fn write(file: &Path, brief: &Drafted) -> Result<()> {
    let is_word = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    let bytes = if is_word { brief.docx() } else { brief.markdown().into_bytes() };
    output::write_private(file, bytes)
        .with_context(|| format!("cannot write the brief to {}", file.display()))
}
