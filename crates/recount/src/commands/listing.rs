//! What listings have in common: the reports they are made from, what is asked for, and how it is written.

use std::borrow::Cow;

use anyhow::Result;
use clap::{Args, builder::PossibleValuesParser};
use jiff::civil::Date;
use recount_core::{Extraction, Ledger, Lexicon, Report, count::Rulings, edtf::Edtf, view::Query};
use recount_formats::write::{self, Column, Format, Head, Masks, Texts};
use recount_serve::export::masks;
use recount_store::{Filter, Sqlite, Workspace};
use serde_json::Value;

use crate::{
    input::Input,
    output::{self, Status},
};

use super::{conclude, side_by_side};

/// How a listing is written.
#[derive(Args)]
pub(crate) struct Written {
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table",
          value_parser = PossibleValuesParser::new(Format::ALL.iter().map(|(name, _)| *name)))]
    format: String,
}

/// Characters to a line of a table.
const WIDTH: usize = 160;

impl Written {
    /// The format asked for.
    pub(crate) fn format(&self) -> Format {
        Format::named(&self.format).unwrap_or(Format::Table)
    }

    /// Prints the rows.
    pub(crate) fn print<T>(&self, columns: &[Column<T>], rows: &[T], texts: &Texts<'_>) -> Result<()> {
        self.print_rows(&write::heads(columns), || {
            rows.iter().map(|row| Ok(write::values(columns, row, texts)))
        })
    }

    /// Prints rows of values, which are gone through twice for a table, and never held.
    pub(crate) fn print_rows<'r, I: Iterator<Item = Result<Vec<Value>>> + 'r>(
        &self,
        heads: &[Head],
        rows: impl Fn() -> I,
    ) -> Result<()> {
        output::print_as_made(write::pieces(heads, rows, self.format(), WIDTH))
    }
}

/// What is asked for; every part that is given must hold.
#[derive(Args)]
pub(crate) struct Asked {
    /// Only this measure, by its code (repeat for more)
    #[arg(long = "measure", value_name = "CODE")]
    measures: Vec<String>,
    /// Only where this country has a role, by its ISO 3166 code of three letters
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Only what is credited to this kind of source (government, un, ngo, …) or to a source with these words in its name
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only what is reported, planned, denied or hypothetical
    #[arg(long, value_name = "STATUS",
          value_parser = PossibleValuesParser::new(["reported", "planned", "denied", "hypothetical"]))]
    status: Option<String>,
    /// Only of this place below country level, for counts
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only where these words stand in a sentence
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Only what is told for this day or later: 2027-02-09, 2027-02, 2027
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    since: Option<Date>,
    /// Only what is told for this day or before
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    until: Option<Date>,
}

/// Of which reports, and told for when.
#[derive(Args)]
pub(crate) struct Told {
    /// Only what is told for this day or later: 2027-02-09, 2027-02, 2027
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    since: Option<Date>,
    /// Only what is told for this day or before
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    until: Option<Date>,
    /// Only of this report
    #[arg(long, value_name = "NAME")]
    report: Option<String>,
}

impl Told {
    /// Whether what is told for this time in this report is asked for.
    pub(crate) fn keeps(&self, when: Option<Edtf>, document: &str) -> bool {
        let query = Query { since: self.since, until: self.until, ..Query::default() };
        query.in_time(when) && self.report.as_deref().is_none_or(|asked| asked == document)
    }
}

/// The first day of a day, month or year.
pub(crate) fn first_day(words: &str) -> Result<Date, String> {
    Edtf::parse(words).and_then(|date| date.first_day()).ok_or_else(|| no_day(words))
}

/// The last day of a day, month or year.
pub(crate) fn last_day(words: &str) -> Result<Date, String> {
    Edtf::parse(words).and_then(|date| date.last_day()).ok_or_else(|| no_day(words))
}

fn no_day(words: &str) -> String {
    format!("expected a day like 2023-11-27, a month or a year, found `{words}`")
}

impl Asked {
    /// As the views take it.
    pub(crate) fn query(&self) -> Query {
        Query {
            measures: self.measures.clone(),
            country: self.country.clone(),
            place: self.place.clone(),
            source: self.source.clone(),
            status: self.status.clone(),
            text: self.text.clone(),
            since: self.since,
            until: self.until,
            relations: Vec::new(),
        }
    }

    /// As the workspace takes it.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            measures: self.measures.clone(),
            country: self.country.clone(),
            place: self.place.clone(),
            since: self.since.map(|day| day.to_string()),
            until: self.until.map(|day| day.to_string()),
            source: self.source.clone(),
            status: self.status.clone(),
            text: self.text.clone(),
            document: None,
            undated: false,
        }
    }
}

/// Reports set side by side.
pub(crate) struct Reconciled {
    pub(crate) input: Input,
    /// What was read from them now; empty where they are kept.
    pub(crate) extractions: Vec<Extraction>,
    pub(crate) ledger: Ledger,
    /// What people decided of its accounts.
    pub(crate) rulings: Rulings,
    pub(crate) lexicon: Lexicon,
    /// Where they are kept; none where they were read from paths.
    pub(crate) workspace: Option<Workspace<Sqlite>>,
    /// Whether names are left as they are.
    pub(crate) names: bool,
}

impl Reconciled {
    /// What was read from each report.
    pub(crate) fn extractions(&self) -> Cow<'_, [Extraction]> {
        if self.workspace.is_none() {
            return Cow::Borrowed(&self.extractions);
        }
        let lexicon = &self.lexicon;
        let read = |report: &Report| recount_core::extract(report, lexicon);
        Cow::Owned(side_by_side(&self.input.reports, read))
    }

    /// The names to leave out.
    pub(crate) fn masks(&self) -> Masks<'_> {
        match &self.workspace {
            _ if self.names => Masks::default(),
            Some(workspace) => masks(workspace),
            None => Masks::of(&self.input.reports, &self.extractions, &self.lexicon),
        }
    }

    /// The texts, by which offsets are told.
    pub(crate) fn texts(&self) -> Texts<'_> {
        Texts::of(&self.input.reports)
    }

    /// Lists what was set aside and says how it went.
    pub(crate) fn conclude(&self) -> Status {
        if self.workspace.is_some() { Status::Done } else { conclude(&self.input) }
    }
}
