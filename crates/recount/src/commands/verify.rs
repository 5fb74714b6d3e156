//! `recount verify`: whether every stored value still stands where it was read, and is what is made anew.

use anyhow::Result;
use clap::Args;
use recount_formats::write::printable;
use recount_store::{Compared, Damage, Engine, Workspace};

use crate::{
    output::{self, Status},
    progress,
};

use super::workspace::{self, Remade, Which};

/// Find every stored value again in its report, make anew what was made from reports and decisions, and name what differs
#[derive(Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    which: Which,
    /// Look at hashes and places alone: make nothing anew
    #[arg(long)]
    quick: bool,
    /// What `verify` said of the log at another time, which must stand in it still
    #[arg(long, value_name = "HASH")]
    log: Option<String>,
}

impl Verify {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let workspace = self.which.open_as_it_is()?;
        let (checked, mut damage) = workspace.verify()?;
        damage.extend(self.other_log(&workspace)?);
        let (mut compared, mut unknown) = (Compared::NotAsked, 0);
        if !self.quick {
            unknown = texts(&workspace, &mut damage)?;
            let (how, made) = workspace.verify_made()?;
            compared = how;
            damage.extend(made);
        }
        let lines = damage.iter().map(|it| printable(&format!("{}: {}", it.what, it.words)) + "\n");
        output::print(lines)?;
        let what = format!(
            "{} figures and {} orders of {} reports looked for",
            checked.figures, checked.orders, checked.reports
        );
        let found = if damage.is_empty() {
            "each stands where it was read".to_owned()
        } else {
            format!("{} are damaged", damage.len())
        };
        say!("{what}: {found}");
        say_unknown(compared, unknown);
        say_log(checked.decisions, &workspace.engine().last_chain()?);
        let whole = damage.is_empty() && matches!(compared, Compared::All | Compared::NotAsked);
        Ok(if whole { Status::Done } else { Status::SetAside })
    }

    /// That the log is another than the one whose hash was put down.
    fn other_log<E: Engine>(&self, workspace: &Workspace<E>) -> Result<Option<Damage>> {
        let Some(hash) = &self.log else { return Ok(None) };
        if workspace.engine().has_chain(hash)? {
            return Ok(None);
        }
        let words = format!("expected a log in which {hash} stands, found another");
        Ok(Some(Damage { what: "the decisions".to_owned(), words }))
    }
}

/// Makes every text anew from its bytes; how many could not be.
fn texts<E: Engine>(workspace: &Workspace<E>, damage: &mut Vec<Damage>) -> Result<usize> {
    let documents = workspace.engine().documents()?;
    let bar = progress::bar(documents.len());
    let mut unknown = 0;
    for what in documents {
        match workspace::remade(workspace, &what)? {
            Remade::Same => {}
            Remade::Unknown => unknown += 1,
            Remade::Other => {
                let words = "expected the text that its reader makes of its bytes, found another".to_owned();
                damage.push(Damage { what, words });
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(unknown)
}

/// What was not looked at, and why.
fn say_unknown(compared: Compared, unknown: usize) {
    if unknown > 0 {
        say!("{unknown} texts cannot be made anew from their bytes by this program: not compared");
    }
    let why = match compared {
        Compared::All => return,
        Compared::NotAsked => "not asked for (--quick)",
        Compared::ReadOtherwise => {
            "another build of Recount read them; run `recount counts` and verify again"
        }
        Compared::Unfinished => "a command was ended before its end; run `recount counts` and verify again",
    };
    say!("what was made from the reports was not made anew and compared: {why}");
}

/// What nobody can know from the file alone.
fn say_log(decisions: usize, last: &str) {
    if decisions > 0 {
        say!("the log of {decisions} decisions ends in {last}");
    }
    say!(
        "whoever can write the file could have made all of it anew, hashes included; a hash put down elsewhere tells \
         (--log HASH). What came is not known to be true."
    );
}
