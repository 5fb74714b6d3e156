//! `recount decide`: a person's word on a figure, with who and why; never edited, only followed by a later one.

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use recount_formats::write::printable;
use recount_store::{Act, Anchor, Draft, Sqlite, Workspace};

use crate::output::{self, Status};

use super::workspace::{self, Which};

/// Decide about a figure: accept, correct, reject, link, unlink, merge, split, recommend, undo; or answer a dispute: take, other-day,
/// other-thing, part, one-voice
#[derive(Args)]
pub(crate) struct Decide {
    #[command(subcommand)]
    what: What,
}

#[derive(Args)]
pub(super) struct Because {
    /// Why; what the decision means where accepting or answering a dispute
    #[arg(long, value_name = "WORDS")]
    pub(super) reason: Option<String>,
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

#[derive(Args)]
struct Several {
    /// The figures that say the number, as `recount figures` names them: document:start
    #[arg(required = true, value_name = "FIGURE")]
    figures: Vec<String>,
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
    #[command(alias = "one-voice")]
    Link(Two),
    /// They do not, and do not contradict each other
    Unlink(Two),
    /// The series of the first figure belongs to that of the second
    Merge(Two),
    /// What the figure counts is something else than what it fell together with
    Split(One),
    /// Of its count, this is the account to take
    #[command(alias = "take")]
    Recommend(One),
    /// Of a disputed count: these are of another day, and become a count of their own
    OtherDay(Several),
    /// Of a disputed count: these count another thing, and become a count of their own
    OtherThing(Several),
    /// Of a disputed count: these are a part of the other number, and become a count of their own
    Part(Several),
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
            What::OtherDay(several) => several.set_apart("it is of another day"),
            What::OtherThing(several) => several.set_apart("it counts another thing"),
            What::Part(several) => several.set_apart("it is a part of the other number"),
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

impl Several {
    /// Sets the figures apart from their count, together.
    fn set_apart(self, meaning: &str) -> Result<Status> {
        let workspace = self.because.which.open()?;
        let anchors = self.figures.iter().map(|figure| workspace.anchor(figure));
        let anchors = anchors.collect::<recount_store::Result<Vec<_>>>()?;
        let reason = self.because.reason.clone().unwrap_or_else(|| meaning.to_owned());
        let draft = |act: Act, figure: &Anchor| Draft {
            figure: Some(figure.clone()),
            reason: reason.clone(),
            ..self.because.draft(act)
        };
        let apart = anchors.iter().map(|figure| draft(Act::Split, figure));
        let together = anchors
            .iter()
            .skip(1)
            .map(|figure| Draft { other: anchors.first().cloned(), ..draft(Act::Merge, figure) });
        let drafts: Vec<Draft> = apart.chain(together).collect();
        self.because.keep_all(&workspace, &drafts)
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
            reason: self.reason.clone().unwrap_or_else(|| unsaid(act).to_owned()),
            act,
            figure: None,
            other: None,
            field: None,
            value: None,
            undoes: None,
        }
    }

    fn keep(&self, workspace: &Workspace<Sqlite>, draft: Draft) -> Result<Status> {
        self.keep_all(workspace, std::slice::from_ref(&draft))
    }

    /// Keeps decisions that belong together, and tells each.
    fn keep_all(&self, workspace: &Workspace<Sqlite>, drafts: &[Draft]) -> Result<Status> {
        let numbers = workspace
            .decide_all(drafts, &workspace::now())
            .with_context(|| workspace::named(&self.which.file))?;
        for (draft, number) in drafts.iter().zip(numbers) {
            let about = draft
                .figure
                .as_ref()
                .map_or_else(String::new, |anchor| format!(" “{}” in {}", anchor.exact, anchor.document));
            output::print([printable(&format!("decision {number}: {}{about}", draft.act.code())) + "\n"])?;
        }
        Ok(Status::Done)
    }
}

/// What a decision means that says no more; others ask for a reason.
const fn unsaid(act: Act) -> &'static str {
    match act {
        Act::Accept => "it is read right",
        Act::Recommend => "chosen where voices disagree",
        Act::Link => "one voice says both",
        _ => "",
    }
}
