//! `recount decide`: a person's word on a figure, with who and why; never edited, only followed by a later one.

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use recount_formats::write::printable;
use recount_store::{Act, Draft, Sqlite, Workspace};

use crate::output::{self, Status};

use super::workspace::{self, Which};

/// Decide about a figure, with a reason: accept, correct, reject, link, unlink, merge, split, recommend, undo
#[derive(Args)]
pub(crate) struct Decide {
    #[command(subcommand)]
    what: What,
}

#[derive(Args)]
pub(super) struct Because {
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub(super) reason: String,
    /// Who decides [default: the name in RECOUNT_AUTHOR, else USER]
    #[arg(long, value_name = "NAME")]
    pub(super) author: Option<String>,
    #[command(flatten)]
    pub(super) which: Which,
}

#[derive(Args)]
struct One {
    /// The figure, as `recount figures` names it: document:start
    figure: String,
    #[command(flatten)]
    because: Because,
}

#[derive(Args)]
struct Two {
    /// A figure, as `recount figures` names it: document:start
    figure: String,
    /// Another
    other: String,
    #[command(flatten)]
    because: Because,
}

#[derive(Subcommand)]
enum What {
    /// The figure is right as it is read, and stays so
    Accept(One),
    /// One field of the figure is something else
    Correct {
        #[command(flatten)]
        one: One,
        /// Which field: low, high, quantifier, unit, per, measure, who, from, at, to, place, period, source,
        /// source_kind, status
        #[arg(long)]
        field: String,
        /// What it is; leave it out for what is open or unknown
        #[arg(long)]
        value: Option<String>,
    },
    /// It is no figure, or does not belong here
    Reject(One),
    /// Both figures go back to one telling
    Link(Two),
    /// They do not
    Unlink(Two),
    /// The series of the first figure belongs to that of the second
    Merge(Two),
    /// What the figure counts is something else than what it fell together with
    Split(One),
    /// Of its count, this is the account to take
    Recommend(One),
    /// An earlier decision no longer holds
    Undo {
        /// Its number, as `recount log` shows it
        decision: u64,
        #[command(flatten)]
        because: Because,
    },
}

impl Decide {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        match self.what {
            What::Accept(one) => one.decide(Act::Accept, None, None),
            What::Correct { one, field, value } => one.decide(Act::Correct, Some(field), value),
            What::Reject(one) => one.decide(Act::Reject, None, None),
            What::Split(one) => one.decide(Act::Split, None, None),
            What::Recommend(one) => one.decide(Act::Recommend, None, None),
            What::Link(two) => two.decide(Act::Link),
            What::Unlink(two) => two.decide(Act::Unlink),
            What::Merge(two) => two.decide(Act::Merge),
            What::Undo { decision, because } => {
                let workspace = because.which.open()?;
                because.keep(&workspace, Draft { undoes: Some(decision), ..because.draft(Act::Undo) })
            }
        }
    }
}

impl One {
    fn decide(self, act: Act, field: Option<String>, value: Option<String>) -> Result<Status> {
        let workspace = self.because.which.open()?;
        let figure = Some(workspace.anchor(&self.figure)?);
        self.because.keep(&workspace, Draft { figure, field, value, ..self.because.draft(act) })
    }
}

impl Two {
    fn decide(self, act: Act) -> Result<Status> {
        let workspace = self.because.which.open()?;
        let (figure, other) = (Some(workspace.anchor(&self.figure)?), Some(workspace.anchor(&self.other)?));
        self.because.keep(&workspace, Draft { figure, other, ..self.because.draft(act) })
    }
}

/// Who decides: as told, else by the environment; nobody where neither says.
pub(super) fn author(told: Option<&str>) -> String {
    let named = |name: &str| std::env::var(name).ok().filter(|author| !author.trim().is_empty());
    let author = told.map(str::to_owned).or_else(|| named("RECOUNT_AUTHOR")).or_else(|| named("USER"));
    author.unwrap_or_default()
}

impl Because {
    fn draft(&self, act: Act) -> Draft {
        Draft {
            author: author(self.author.as_deref()),
            reason: self.reason.clone(),
            act,
            figure: None,
            other: None,
            field: None,
            value: None,
            undoes: None,
        }
    }

    fn keep(&self, workspace: &Workspace<Sqlite>, draft: Draft) -> Result<Status> {
        let number = workspace
            .decide(&draft, &workspace::now())
            .with_context(|| workspace::named(&self.which.file))?;
        let about = draft
            .figure
            .as_ref()
            .map_or_else(String::new, |anchor| format!(" “{}” in {}", anchor.exact, anchor.document));
        output::print([printable(&format!("decision {number}: {}{about}", draft.act.code())) + "\n"])?;
        Ok(Status::Done)
    }
}
