//! `recount watch`: feeds and pages asked again and again; what is new goes into the workspace, and what that changed in the
//! counts is said.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use clap::Args;
use recount_formats::{
    read::Options,
    write::{printable, words},
};
use recount_store::{Filter, Sqlite, Workspace};

use crate::{
    net::{Client, Settings},
    output::{self, Status},
    watch::{Plan, Round, State},
};

use super::{
    add,
    workspace::{self, Which},
};

/// Ask feeds and pages again and again, add what is new to the workspace, and say what changed in the counts
#[derive(Args)]
pub(crate) struct Watch {
    /// What to watch: a TOML file of tables `feed` and `page`, each with a url
    #[arg(value_name = "FEEDS.toml")]
    plan: PathBuf,
    #[command(flatten)]
    which: Which,
    /// Ask once and stop
    #[arg(long)]
    once: bool,
    #[command(flatten)]
    web: Web,
}

/// How the network is asked.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Network")]
pub(crate) struct Web {
    /// Let private and loopback addresses be asked
    #[arg(long)]
    allow_private: bool,
    /// Seconds that one request may take in all
    #[arg(long, value_name = "N", default_value_t = 30)]
    web_timeout: u64,
    /// How often a request is made that fails for a while
    #[arg(long, value_name = "N", default_value_t = 3)]
    tries: u32,
}

impl Web {
    /// A client that behaves so, with this pause between two requests to one host.
    pub(crate) fn client(&self, delay: Duration, most: usize) -> Client {
        Client::new(Settings {
            allow_private: self.allow_private,
            delay,
            timeout: Duration::from_secs(self.web_timeout),
            most: u64::try_from(most).unwrap_or(u64::MAX),
            tries: self.tries,
            ..Settings::default()
        })
    }
}

impl Watch {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let plan = Plan::read(&self.plan)?;
        let workspace = workspace::open_or_make(&self.which.file)?;
        let mut state = State::beside(&self.which.file)?;
        let options = Options { keep: true, ..Options::default() };
        loop {
            let begun = Instant::now();
            // A new client each round: sites may change what they ask of robots.
            let mut client = self.web.client(plan.delay(), options.limits.bytes);
            let status = self
                .round(&plan, &mut client, &workspace, &mut state, &options)
                .with_context(|| workspace::named(&self.which.file))?;
            if self.once {
                return Ok(status);
            }
            thread::sleep(plan.every().saturating_sub(begun.elapsed()));
        }
    }

    fn round(
        &self,
        plan: &Plan,
        client: &mut Client,
        workspace: &Workspace<Sqlite>,
        state: &mut State,
        options: &Options,
    ) -> Result<Status> {
        let round = Round::ask(plan, client, state, options);
        output::list(&round.problems);
        let before = counts(workspace)?;
        let tally = add::keep(workspace, &round.reports)?;
        workspace.settle()?;
        round.keep(state);
        state.save()?;
        let told = format!(
            "{} {tally}, {} unchanged, {} set aside\n",
            workspace::now(),
            round.unchanged,
            round.problems.len()
        );
        let changed = changes(&before, &counts(workspace)?);
        let lines = changed.iter().map(|line| format!("  {}\n", printable(line)));
        output::print(std::iter::once(told).chain(lines))?;
        Ok(if round.problems.is_empty() { Status::Done } else { Status::SetAside })
    }
}

/// What a count says, and how many voices say it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    what: String,
    range: String,
    origins: usize,
}

/// Every count of the workspace, by its name.
fn counts(workspace: &Workspace<Sqlite>) -> Result<BTreeMap<String, Told>> {
    let page = workspace.counts_page(&Filter::default(), 0, u32::MAX as usize)?;
    let told = page.rows.into_iter().map(|row| {
        let line = row.line(workspace.lexicon());
        let (counted, place) = (words::counted(&line), words::whereabouts(&line, workspace.lexicon()));
        let day = line.as_of.map(|day| format!(", {}", words::date(day))).unwrap_or_default();
        let what = format!("{}: {}{day}", line.label, format!("{counted} {place}").trim());
        (row.id, Told { what, range: row.range, origins: row.origins })
    });
    Ok(told.collect())
}

/// What is new, what is another, and what is gone, in order of the counts' names.
fn changes(before: &BTreeMap<String, Told>, after: &BTreeMap<String, Told>) -> Vec<String> {
    let voices = |told: &Told| match told.origins {
        1 => "1 origin".to_owned(),
        many => format!("{many} origins"),
    };
    let mut lines = Vec::new();
    for (id, now) in after {
        match before.get(id) {
            None => lines.push(format!("new: {}: {} ({})", now.what, now.range, voices(now))),
            Some(was) if was != now => lines.push(format!(
                "changed: {}: {} ({}), was {} ({})",
                now.what,
                now.range,
                voices(now),
                was.range,
                voices(was)
            )),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|(id, _)| !after.contains_key(*id));
    lines.extend(gone.map(|(_, was)| format!("gone: {}: {}", was.what, was.range)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(range: &str, origins: usize) -> Told {
        Told { what: "killed, Sakhra".to_owned(), range: range.to_owned(), origins }
    }

    #[test]
    fn what_changed_is_said() {
        let counts = |pairs: &[(&str, Told)]| {
            pairs.iter().map(|(id, told)| ((*id).to_owned(), told.clone())).collect()
        };
        let before = counts(&[("a", told("70", 1)), ("b", told("9", 1)), ("c", told("4", 1))]);
        let after = counts(&[("a", told("70 to 72", 2)), ("b", told("9", 1)), ("d", told("3", 1))]);
        assert_eq!(
            changes(&before, &after),
            [
                "changed: killed, Sakhra: 70 to 72 (2 origins), was 70 (1 origin)",
                "new: killed, Sakhra: 3 (1 origin)",
                "gone: killed, Sakhra: 4",
            ]
        );
    }
}
