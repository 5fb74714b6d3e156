//! What is known of the addresses under watch. It only spares requests: without it everything is asked once more and what is
//! in the workspace already stays as it is.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::{net::Validators, output};

/// How often an entry's page is tried in vain before it is left.
pub(crate) const PATIENCE: u32 = 5;

/// What is known, kept beside the workspace as `FILE.watch.json`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// By what to ask each feed and page whether it has changed.
    #[serde(default)]
    pub(crate) validators: BTreeMap<String, Validators>,
    /// The addresses of entries, and how often each failed; none for those that are read.
    #[serde(default)]
    entries: BTreeMap<String, Option<u32>>,
    #[serde(skip)]
    file: PathBuf,
}

impl State {
    /// What is known for a workspace.
    ///
    /// # Errors
    /// Where the file is there and cannot be read or is something else.
    pub(crate) fn beside(workspace: &Path) -> Result<State> {
        let mut name = workspace.as_os_str().to_owned();
        name.push(".watch.json");
        let file = PathBuf::from(name);
        if !file.exists() {
            return Ok(State { file, ..State::default() });
        }
        let shown = file.display().to_string();
        let text = fs::read_to_string(&file)
            .with_context(|| format!("{shown}: expected a file that can be read"))?;
        let state: State = serde_json::from_str(&text)
            .with_context(|| format!("{shown}: expected what `recount watch` wrote; it may be removed"))?;
        Ok(State { file, ..state })
    }

    /// Whether an entry needs no more asking.
    pub(crate) fn is_done(&self, address: &str) -> bool {
        self.entries.get(address).is_some_and(|failed| failed.is_none_or(|times| times >= PATIENCE))
    }

    /// The entry was read.
    pub(crate) fn done(&mut self, address: &str) {
        self.entries.insert(address.to_owned(), None);
    }

    /// The entry could not be read this time.
    pub(crate) fn failed(&mut self, address: &str) {
        let times = self.entries.entry(address.to_owned()).or_insert(Some(0));
        *times = times.map(|times| times + 1);
    }

    /// Adds a round to the record of what rounds changed, beside the workspace as `FILE.watch.jsonl`.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub(crate) fn record(&self, round: &Option<String>) -> Result<()> {
        let Some(round) = round else { return Ok(()) };
        let file = self.file.with_extension("jsonl");
        output::append_private(&file, &format!("{round}\n"))
            .with_context(|| format!("{}: expected a place to write to", file.display()))
    }

    /// Writes it down, whole or not at all.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub(crate) fn save(&self) -> Result<()> {
        let mut unfinished = self.file.clone().into_os_string();
        unfinished.push(".tmp");
        let text = serde_json::to_string_pretty(self)?;
        output::write_private(&unfinished, text)
            .and_then(|()| fs::rename(&unfinished, &self.file))
            .with_context(|| format!("{}: expected a place to write to", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_fails_is_left_after_a_while() {
        let mut state = State::default();
        for _ in 0..PATIENCE {
            assert!(!state.is_done("a"));
            state.failed("a");
        }
        assert!(state.is_done("a"));
        state.done("b");
        assert!(state.is_done("b"));
        state.failed("b");
        assert!(state.is_done("b"), "what was read once is not asked again");
    }
}
