//! What people bring on the page of `recount serve`, read as `recount add` reads: by the same readers with the same limits, in children, and kept
//! each whole or not at all.

use std::ops::ControlFlow;

use recount_core::Report;
use recount_formats::read::{self, Options, reader_called};
use recount_serve::{Brought, Bytes, Told};
use recount_store::{Outcome, Prepared, Sqlite, Workspace};

use crate::{
    commands::{
        add::{self, PAUSE, Tally},
        watch::Web,
    },
    input::{self, Input},
    net::Validators,
    watch::reports_at,
};

/// Reads what is brought on the page.
#[derive(Debug)]
pub(crate) struct Intake {
    /// How addresses are fetched, where they are.
    pub(crate) web: Option<Web>,
}

/// How many files are read side by side before it is told how far that has got.
const AT_ONCE: usize = 8;

impl recount_serve::Intake for Intake {
    fn fetches(&self) -> bool {
        self.web.is_some()
    }

    fn take_in(
        &self,
        workspace: &Workspace<Sqlite>,
        brought: Vec<Brought>,
        told: &dyn Fn(Told),
    ) -> Result<(), String> {
        let options = Options { keep: true, ..Options::default() };
        let mut files: Vec<(String, Bytes)> = Vec::new();
        for one in brought {
            let read = match one {
                Brought::File { name, bytes } => {
                    files.push((name, bytes));
                    continue;
                }
                Brought::Address(address) => self.fetched(&address, &options),
                text => pasted(text, &options),
            };
            keep(workspace, read, told)?;
            told(Told::Done(1));
        }
        read_files(workspace, files, &options, told)?;
        told(Told::Counting);
        workspace.settle().map_err(|error| error.to_string())?;
        Ok(())
    }
}

impl Intake {
    /// The reports at an address, asked for as `recount add` asks.
    fn fetched(&self, address: &str, options: &Options) -> Input {
        // The page takes no address where none is fetched.
        let Some(web) = &self.web else { return Input::default() };
        let mut client = web.client(PAUSE, options.limits.bytes);
        match reports_at(address, &mut client, &Validators::default(), options) {
            Err(problem) => Input { problems: vec![problem], ..Input::default() },
            Ok(found) => {
                let reading = found.map(|(reading, _)| reading).unwrap_or_default();
                Input { reports: reading.reports, problems: reading.problems }
            }
        }
    }
}

/// Reads files, some side by side, and keeps them before the next are read. A manifest goes with all of them.
fn read_files(
    workspace: &Workspace<Sqlite>,
    files: Vec<(String, Bytes)>,
    options: &Options,
    told: &dyn Fn(Told),
) -> Result<(), String> {
    let mut kept = Ok(());
    for (some, number) in shares(files) {
        let _ = input::stream_held(some, options, &mut |batch| {
            kept = keep(workspace, batch, told);
            if kept.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if kept.is_err() {
            break;
        }
        told(Told::Done(number));
    }
    kept
}

/// Files in shares, each with how many it is; where a manifest is among them they stay together, since it names them all.
fn shares(mut files: Vec<(String, Bytes)>) -> Vec<(Vec<(String, Bytes)>, usize)> {
    let together = files.iter().any(|(name, _)| name == read::MANIFEST);
    let share = if together { files.len() } else { AT_ONCE }.max(1);
    let mut shares = Vec::new();
    while !files.is_empty() {
        let rest = files.split_off(files.len().min(share));
        let number = files.len();
        shares.push((std::mem::replace(&mut files, rest), number));
    }
    shares
}

/// Pasted words as a report, with what was said of them; what they say of themselves holds where nothing was said.
fn pasted(brought: Brought, options: &Options) -> Input {
    let Brought::Text { text, published, outlet, title } = brought else { return Input::default() };
    let stem = name_of(title.as_deref().unwrap_or(&text));
    let options = Options { forced: reader_called("text"), ..options.clone() };
    let mut bytes = text.as_bytes();
    let size = u64::try_from(bytes.len()).ok();
    let found = read::all(
        read::Input { name: &stem, stem: &stem, extension: None, size, bytes: &mut bytes },
        &options,
    );
    let complete = |report: Report| Report {
        dated_by: if published.is_some() { Some("given".to_owned()) } else { report.dated_by.clone() },
        published: published.or(report.published),
        outlet: outlet.clone().or(report.outlet),
        title: title.clone().or(report.title),
        ..report
    };
    let reports: Vec<Report> = found.reports.into_iter().map(complete).collect();
    let foreign = reports.iter().filter(|report| !report.is_english()).map(input::not_english);
    let problems = found.problems.into_iter().chain(foreign).collect();
    Input { reports, problems }
}

/// What pasted words are called: `pasted-` and their first words.
fn name_of(words: &str) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let plain: String = words.chars().take(200).map(plain).collect();
    let first: Vec<String> = plain.split_whitespace().take(6).map(str::to_lowercase).collect();
    std::iter::once("pasted".to_owned()).chain(first).collect::<Vec<_>>().join("-")
}

/// Keeps what was read, and tells of each.
fn keep(workspace: &Workspace<Sqlite>, read: Input, told: &dyn Fn(Told)) -> Result<(), String> {
    read.problems.into_iter().for_each(|problem| told(Told::Odd(problem)));
    let safe = |prepared: &Prepared, outcome: &Outcome| {
        let figures = prepared.extraction.figures.len();
        told(Told::Kept { document: outcome.document.clone(), status: outcome.status, figures });
        Ok(())
    };
    add::keep_each(workspace, &read.reports, &mut Tally::default(), &safe)
        .map_err(|error| format!("{error:#}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_words_have_a_name() {
        assert_eq!(name_of("At least 12 were killed, the mayor said."), "pasted-at-least-12-were-killed-the");
        assert_eq!(name_of("…"), "pasted");
    }

    #[test]
    fn a_manifest_keeps_files_together() {
        let files =
            |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), Bytes::new())).collect::<Vec<_>>();
        let numbers =
            |names: &[&str]| shares(files(names)).into_iter().map(|(_, many)| many).collect::<Vec<_>>();
        assert_eq!(numbers(&["a"; 19]), [8, 8, 3]);
        let mut named = vec!["a"; 19];
        named.push("manifest.csv");
        assert_eq!(numbers(&named), [20]);
        assert!(numbers(&[]).is_empty());
    }
}
