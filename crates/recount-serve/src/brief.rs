//! The brief of a workspace, as it is asked for: what `recount brief` writes.

use std::collections::BTreeMap;

use recount_core::{Block, view};
use recount_formats::write::{self, Brief, Drafted, Masks, situation};
use recount_store::{Engine, Result, Workspace};

use crate::saved::Asked;

/// The brief, without the names that `masks` leaves out.
///
/// # Errors
/// Where the workspace cannot be read.
pub(crate) fn of_workspace<E: Engine>(
    workspace: &Workspace<E>,
    asked: &Asked,
    masks: &Masks<'_>,
) -> Result<Drafted> {
    let (lexicon, whole) = (workspace.lexicon(), workspace.ledger()?);
    let then =
        asked.at.map(|day| Ok::<_, recount_store::Error>(whole.at(day, &workspace.rulings()?, lexicon)));
    let then = then.transpose()?;
    let ledger = then.as_ref().unwrap_or(&whole);
    let table = asked.query.counts(view::table(ledger, lexicon));
    let told = view::situation(&table, &ledger.reports, asked.at, lexicon);
    let keys = told.keys.iter().filter_map(|at| table.counts.get(*at)).filter_map(situation::answer);
    let mut layouts: BTreeMap<String, Vec<Block>> = BTreeMap::new();
    for account in keys {
        layouts.insert(account.document.clone(), workspace.kept(&account.document)?.report.blocks);
    }
    let brief = Brief { situation: &told, table: &table, changes: None, lexicon };
    let drafted = write::brief(brief, |document| layouts.get(document).map_or(&[], Vec::as_slice));
    let documents = workspace.engine().documents()?;
    Ok(drafted.masked(|words| masks.text_of_all(documents.iter().map(String::as_str), words)))
}
