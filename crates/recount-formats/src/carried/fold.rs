//! Counts of what reports carry to one frame, and the order of the counts of all frames: what an engine that groups rows by key runs,
//! where one machine enters all reports into its books.
//!
//! Which keys fall together, and what their accounts add up to, is settled within a frame; only the order of the counts, and findings
//! between counts, which a table of counts does not show, cross frames.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::{
    Ledger, Lexicon,
    count::{self, Heading, Importance, Key, Rulings},
    origin::{Account, Bounds},
    view::{self, Table},
};
use serde_json::Value;

use super::{Carried, Kept, tell};
use crate::{Problem, write::frames::count_rows};

/// The counts of one series.
#[derive(Debug, Clone)]
pub struct Folded {
    /// What puts the series in its place.
    pub importance: Importance,
    /// A row for each count, as in the table of counts.
    pub rows: Vec<Vec<Value>>,
}

impl Folded {
    /// From both as JSON text.
    ///
    /// # Errors
    /// Where they are none.
    pub fn parse(importance: &str, rows: &str) -> Result<Folded, Problem> {
        let odd = |error: serde_json::Error| {
            Problem::set_aside("folded", "what `count_frame` makes of a frame", error.to_string())
        };
        Ok(Folded {
            importance: serde_json::from_str(importance).map_err(odd)?,
            rows: serde_json::from_str(rows).map_err(odd)?,
        })
    }
}

/// The counts of one frame: of all that reports carry to it.
///
/// # Errors
/// Where two reports have one name.
pub fn fold(parts: Vec<Carried>, names: bool, lexicon: &Lexicon) -> Result<Vec<Folded>, Problem> {
    fold_as(parts, names, lexicon, |ledger| view::counts(ledger, lexicon))
}

/// The same, where `told_of` makes of the ledger of each series what is told of it. Several frames at once are folded as each alone.
///
/// # Errors
/// Where two reports have one name.
pub fn fold_as(
    parts: Vec<Carried>,
    names: bool,
    lexicon: &Lexicon,
    told_of: impl Fn(&Ledger) -> Table,
) -> Result<Vec<Folded>, Problem> {
    let frame = Gathered::of(parts)?;
    Ok(frame.tell(names, told_of, |by_key| series(by_key, lexicon)))
}

/// The same for one of the groups of keys that fall together in a frame ([`count::groups`]), of all that reports give to it; `key` is all
/// that is known in any of them.
///
/// # Errors
/// Where two reports have one name.
pub fn fold_group(
    key: Key,
    parts: Vec<Carried>,
    names: bool,
    lexicon: &Lexicon,
    told_of: impl Fn(&Ledger) -> Table,
) -> Result<Vec<Folded>, Problem> {
    let group = Gathered::of(parts)?;
    Ok(group.tell(names, told_of, |by_key| {
        let accounts = by_key.into_values().flatten().collect();
        count::fold(key, accounts, &Rulings::default(), lexicon).into_iter().collect()
    }))
}

/// What reports carry, put together.
#[derive(Default)]
struct Gathered {
    told: BTreeMap<String, (Heading, Kept)>,
    by_key: ByKey,
}

type ByKey = BTreeMap<Key, Vec<Account>>;

impl Gathered {
    fn of(parts: Vec<Carried>) -> Result<Gathered, Problem> {
        let mut all = Gathered::default();
        for Carried { entry, kept, .. } in parts {
            let document = entry.heading.document.clone();
            if all.told.insert(document.clone(), (entry.heading, kept)).is_some() {
                let expected = "a `document` that no other report has";
                return Err(Problem::set_aside("reports", expected, format!("`{document}` again")));
            }
            for (key, accounts) in entry.accounts {
                all.by_key.entry(key).or_default().extend(accounts);
            }
        }
        Ok(all)
    }

    /// The counts of each series that is made of the accounts.
    fn tell(
        self,
        names: bool,
        told_of: impl Fn(&Ledger) -> Table,
        series: impl FnOnce(ByKey) -> Vec<count::Series>,
    ) -> Vec<Folded> {
        let headings: Vec<Heading> = self.told.values().map(|(heading, _)| heading.clone()).collect();
        let mut ledger = Ledger { reports: headings, ..Ledger::default() };
        tell(self.told.values().map(|(_, kept)| kept), names, |texts| {
            let folded = series(self.by_key).into_iter().map(|series| {
                let importance = Importance::of(&series);
                ledger.series = vec![series];
                Folded { importance, rows: count_rows(&told_of(&ledger), texts) }
            });
            folded.collect()
        })
    }
}

/// The series of the accounts of one frame.
fn series(mut by_key: ByKey, lexicon: &Lexicon) -> Vec<count::Series> {
    let bounds = |accounts: &Vec<Account>| accounts.iter().map(|account| account.bounds).collect();
    let values: BTreeMap<Key, Vec<Bounds>> =
        by_key.iter().map(|(key, accounts)| (key.clone(), bounds(accounts))).collect();
    let groups = count::groups(&values, &BTreeSet::new());
    let fold = |(key, keys): (Key, BTreeSet<Key>)| {
        let accounts = keys.iter().filter_map(|key| by_key.remove(key)).flatten().collect();
        count::fold(key, accounts, &Rulings::default(), lexicon)
    };
    groups.into_iter().filter_map(fold).collect()
}

/// The rows of all counts, in the order of the ledger.
pub fn in_order(mut folded: Vec<Folded>) -> Vec<Vec<Value>> {
    folded.sort_by(|one, two| one.importance.cmp(&two.importance));
    folded.into_iter().flat_map(|folded| folded.rows).collect()
}
