//! `recount watch`: feeds and pages asked again and again; what is new goes into the workspace, and what that changed in the
//! counts is said.

use std::{
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use clap::Args;
use recount_core::{
    Lexicon,
    view::{self, Change},
};
use recount_formats::{
    read::Options,
    write::{CHANGES, Texts, listing, printable, words},
};
use recount_store::{Sqlite, Workspace};
use serde_json::json;

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
        let before = workspace.stood()?.told_by(|_| true);
        let tally = add::keep(workspace, &round.reports)?;
        workspace.settle()?;
        round.keep(state);
        state.save()?;
        let now = workspace::now();
        let said =
            format!("{now} {tally}, {} unchanged, {} set aside\n", round.unchanged, round.problems.len());
        let changed = view::changes(&before, &workspace.stood()?.told_by(|_| true), workspace.lexicon());
        state.record(&round_in_json(&now, &changed))?;
        let lines =
            changed.iter().map(|it| format!("  {}\n", printable(&self::told(it, workspace.lexicon()))));
        output::print(std::iter::once(said).chain(lines))?;
        Ok(if round.problems.is_empty() { Status::Done } else { Status::SetAside })
    }
}

/// A round with what it changed, as it is kept; none where nothing changed.
fn round_in_json(at: &str, changed: &[Change]) -> Option<String> {
    let changes: Vec<_> = changed.iter().map(|it| listing::object(CHANGES, it, &Texts::default())).collect();
    (!changes.is_empty()).then(|| json!({ "at": at, "changes": changes }).to_string())
}

/// One change in words: "rose: Killed: people in Haiti, 2 March 2027: 12 to 14 (2 origins), was 12".
fn told(change: &Change, lexicon: &Lexicon) -> String {
    let line = &change.count;
    let (counted, place) = (words::counted(line), words::whereabouts(line, lexicon));
    let day = line.as_of.map(|day| format!(", {}", words::date(day))).unwrap_or_default();
    let what = format!("{}: {}{day}", line.label, format!("{counted} {place}").trim());
    let voices = words::plural(line.origins, "origin");
    match (&change.before, &change.now) {
        (None, Some(now)) => format!("new: {what}: {now} ({voices})"),
        (Some(before), Some(now)) => format!("{}: {what}: {now} ({voices}), was {before}", way(change.kind)),
        (Some(before), None) => format!("gone: {what}: {before}"),
        (None, None) => what,
    }
}

fn way(kind: &str) -> &'static str {
    match kind {
        "up" => "rose",
        "down" => "fell",
        _ => "changed",
    }
}
