//! The other series of a measure, which may count the same thing as one that is looked at.

use std::collections::BTreeSet;

use recount_store::{CountRow, Filter, SeriesPage, Sqlite, Workspace};

use crate::{Problem, link, say};

/// Another series of the same measure.
pub(super) struct Other {
    pub(super) figure: String,
    pub(super) href: String,
    pub(super) says: String,
}

/// Series of a measure that are offered to be merged.
const OTHERS: usize = 40;

/// The other series of the measure, by the account that each takes.
pub(super) fn others(workspace: &Workspace<Sqlite>, page: &SeriesPage) -> Result<Vec<Other>, Problem> {
    let Some(count) = page.counts.first() else { return Ok(Vec::new()) };
    let filter = Filter {
        measures: vec![count.measure.clone()],
        status: Some(count.status.to_owned()),
        ..Filter::default()
    };
    let mut known = BTreeSet::from([page.id.clone()]);
    let rows = workspace.counts_page(&filter, 0, OTHERS * 2)?.rows;
    let other = |row: CountRow| {
        let is_new = known.insert(row.series.clone());
        let line = row.line(workspace.lexicon());
        let told = row.as_of.as_deref().map(|day| format!(", as of {}", say::date(day)));
        Some(Other {
            figure: row.take.filter(|_| is_new)?.figure,
            href: link::series(&row.series),
            says: format!(
                "{} {}{}",
                row.range,
                say::subject(&line, workspace.lexicon()),
                told.unwrap_or_default()
            ),
        })
    };
    Ok(rows.into_iter().filter_map(other).take(OTHERS).collect())
}
