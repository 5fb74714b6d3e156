//! `recount serve`: the page over a workspace, in a browser, and the same answers for programs.

use std::{
    fs,
    io::{IsTerminal, Read},
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use recount_formats::write::printable;
use recount_serve::{Access, People, Role, Settings};

use recount_store::Engine;

use crate::{
    intake::Intake,
    output::{self, Status},
};

use super::{
    watch::Web,
    workspace::{self, Which},
};

/// Show the workspace in a browser: counts, charts, reports, findings, review; for this machine alone unless told otherwise
#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    which: Which,
    /// Where to listen; an address that others reach demands --token or --people
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8017")]
    listen: SocketAddr,
    /// Let in only who gives this token; `-` takes it from the variable RECOUNT_TOKEN
    #[arg(long, value_name = "TOKEN", conflicts_with = "people")]
    token: Option<String>,
    /// Let in only these people, with their passwords: a file made with --add-person
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// Add somebody to the file of --people, with a role (viewer, analyst, admin), and end; the password comes on standard input
    #[arg(long, value_name = "NAME:ROLE", requires = "people")]
    add_person: Option<String>,
    /// A name under which the server is reached besides its address (repeat for more)
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// Who decides where nobody signs in [default: the name in RECOUNT_AUTHOR, else USER]
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Leave the names of private people as they are
    #[arg(long)]
    names: bool,
    /// Whether the page fetches the addresses that people give it [default: on where it listens on this machine alone, else off]
    #[arg(long, value_name = "on|off", value_parser = on_or_off)]
    fetch: Option<bool>,
    #[command(flatten)]
    web: Web,
}

fn on_or_off(word: &str) -> Result<bool, String> {
    match word {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("expected on or off".to_owned()),
    }
}

/// The shortest token that is taken.
const SHORTEST: usize = 16;

impl Serve {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        if let (Some(person), Some(file)) = (&self.add_person, &self.people) {
            return add_person(person, file);
        }
        let mut settings = Settings {
            workspace: self.which.file.clone(),
            listen: self.listen,
            access: self.access()?,
            hosts: self.hosts.clone(),
            author: self.author(),
            names: self.names,
            intake: None,
        };
        settings.check()?;
        settings.intake = self.ready()?.then(|| self.intake());
        recount_serve::serve(&settings, |address| {
            let file = printable(&self.which.file.display().to_string());
            say!("{file} is at http://{address}/ until this is stopped (Ctrl-C)");
        })?;
        Ok(Status::Done)
    }

    /// Begins the workspace where there is none, or brings it up to date, which pages never do; whether it may be written.
    fn ready(&self) -> Result<bool> {
        let file = &self.which.file;
        if file.exists() {
            return Ok(workspace::open(file)?.engine().may_write());
        }
        drop(workspace::open_or_make(file)?);
        say!(
            "{} is new: bring reports on the page, or with `recount add`",
            printable(&file.display().to_string())
        );
        Ok(true)
    }

    fn intake(&self) -> Arc<dyn recount_serve::Intake> {
        let fetches = self.fetch.unwrap_or(self.listen.ip().is_loopback());
        Arc::new(Intake { web: fetches.then(|| self.web.clone()) })
    }

    fn access(&self) -> Result<Access> {
        match (&self.token, &self.people) {
            (Some(token), _) => {
                let token = if token == "-" {
                    std::env::var("RECOUNT_TOKEN").unwrap_or_default()
                } else {
                    token.clone()
                };
                if token.chars().count() < SHORTEST {
                    bail!("expected a token of {SHORTEST} characters or more");
                }
                Ok(Access::Token(token))
            }
            (None, Some(file)) => {
                let text =
                    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
                let people = People::parse(&text).with_context(|| file.display().to_string())?;
                if people.is_empty() {
                    bail!(
                        "expected people in {}, found none; add one with --add-person NAME:ROLE",
                        file.display()
                    );
                }
                Ok(Access::People(people))
            }
            (None, None) => Ok(Access::Open),
        }
    }

    fn author(&self) -> String {
        let named = |name: &str| std::env::var(name).ok().filter(|author| !author.trim().is_empty());
        let author = self.author.clone().or_else(|| named("RECOUNT_AUTHOR")).or_else(|| named("USER"));
        author.unwrap_or_else(|| "somebody at this machine".to_owned())
    }
}

/// Adds a line to the file of people; only its owner may read it.
fn add_person(person: &str, file: &Path) -> Result<Status> {
    let named = person.rsplit_once(':').and_then(|(name, role)| Some((name, Role::parse(role)?)));
    let Some((name, role)) = named else {
        bail!("expected NAME:ROLE with a role of viewer, analyst or admin, found `{person}`");
    };
    if std::io::stdin().is_terminal() {
        say!("type the password of {name}, then Enter, then Ctrl-D");
    }
    let mut password = String::new();
    std::io::stdin().read_to_string(&mut password).context("cannot read the password")?;
    let known = fs::read_to_string(file).unwrap_or_default();
    if known.lines().any(|line| line.split(':').next() == Some(name.trim())) {
        bail!("expected a new name, found {name}, who stands in {}; take the line out first", file.display());
    }
    let line = People::line(name, role, password.trim_end_matches(['\r', '\n']))?;
    output::write_private(file, known + &line).with_context(|| format!("cannot write {}", file.display()))?;
    say!("{name} may sign in as {}", role.code());
    Ok(Status::Done)
}
