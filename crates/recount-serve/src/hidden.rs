//! The names of private people by report, as long as the report stays as it is: looking for them in its text is most of what a page costs.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

use recount_formats::write::names_told;
use recount_store::{Sqlite, Workspace, engine::Answers};

use crate::{Problem, export};

/// Reports whose names are held.
const MOST: usize = 50_000;

/// The names of each report, with what tells that it is as it was.
#[derive(Debug, Default)]
pub(crate) struct Hidden(Mutex<BTreeMap<String, Known>>);

#[derive(Debug, Clone)]
struct Known {
    state: String,
    names: Arc<[String]>,
}

impl Hidden {
    /// The names to leave out of what is told of these reports; each text is looked at once, until it or what is decided changes.
    ///
    /// # Errors
    /// Where the workspace cannot be asked.
    pub(crate) fn names(
        &self,
        workspace: &Workspace<Sqlite>,
        documents: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, Arc<[String]>>, Problem> {
        let states = workspace.engine().states_of(documents)?;
        let mut found = BTreeMap::new();
        for (document, state) in states {
            let known = self.known(&document).filter(|known| known.state == state);
            let names = match known {
                Some(known) => known.names,
                None => {
                    let names: Arc<[String]> =
                        names_told(&export::told(workspace, &document)?, workspace.lexicon()).into();
                    self.keep(&document, Known { state, names: Arc::clone(&names) });
                    names
                }
            };
            found.insert(document, names);
        }
        Ok(found)
    }

    fn known(&self, document: &str) -> Option<Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(document).cloned()
    }

    fn keep(&self, document: &str, known: Known) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(document.to_owned(), known);
    }
}
