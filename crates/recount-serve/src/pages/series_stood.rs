//! What stood in a series on each day for which an account speaks, as it could be told then.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use recount_core::{count::count_at, view};
use recount_formats::write::naming;
use recount_store::{SeriesPage, Sqlite, Workspace, engine::Results};

use crate::{Problem, chart::Stood};

/// Accounts up to which the line of what stood is made: each day of it folds the series anew.
const FOLDED: usize = 120;

/// What stood on each day for which an account speaks.
pub(super) fn stood(workspace: &Workspace<Sqlite>, page: &SeriesPage) -> Result<Vec<Stood>, Problem> {
    let accounts: usize = page.counts.iter().map(|count| count.accounts.len()).sum();
    if !(2..=FOLDED).contains(&accounts) {
        return Ok(Vec::new());
    }
    let (rulings, lexicon) = (workspace.rulings()?, workspace.lexicon());
    let series = workspace.engine().series(Some(&BTreeSet::from([page.id.clone()])))?;
    let Some(series) = series.first() else { return Ok(Vec::new()) };
    // What a report tells is known from the day on which it came out, and holds from the day of which it speaks.
    let known = |account: &std::sync::Arc<recount_core::origin::Account>| {
        let published = account.published.and_then(|published| published.last_day());
        account.as_of().map(|spoken| published.map_or(spoken, |published| published.max(spoken)))
    };
    let days: BTreeSet<Date> = series.accounts().filter_map(known).collect();
    let then = |day: Date| {
        let count = count_at(series, day, &rulings, lexicon)?;
        let taken = &count.accounts.get(count.recommended?)?.account;
        let bounds = taken.bounds;
        let source = taken.source.as_ref().or(taken.own.as_ref()).map(|source| source.text.as_str());
        let words = [Some(view::words::bounds(bounds)), source.map(naming::publisher)];
        let words: Vec<String> = words.into_iter().flatten().collect();
        let day = count.as_of.unwrap_or(day);
        Some(Stood { day, low: bounds.low, high: bounds.high, words: words.join(" · ") })
    };
    // Of one day the last word holds.
    let by_day: BTreeMap<Date, Stood> = days.into_iter().filter_map(then).map(|it| (it.day, it)).collect();
    Ok(by_day.into_values().collect())
}
