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
    view,
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
    let mut told: BTreeMap<String, (Heading, Kept)> = BTreeMap::new();
    let mut by_key: BTreeMap<Key, Vec<Account>> = BTreeMap::new();
    for Carried { entry, kept, .. } in parts {
        let document = entry.heading.document.clone();
        if told.insert(document.clone(), (entry.heading, kept)).is_some() {
            let expected = "a `document` that no other report has";
            return Err(Problem::set_aside("reports", expected, format!("`{document}` again")));
        }
        for (key, accounts) in entry.accounts {
            by_key.entry(key).or_default().extend(accounts);
        }
    }
    let headings: Vec<Heading> = told.values().map(|(heading, _)| heading.clone()).collect();
    let mut ledger = Ledger { reports: headings, ..Ledger::default() };
    let kept = told.values().map(|(_, kept)| kept);
    Ok(tell(kept, names, |texts| {
        let folded = series(by_key, lexicon).into_iter().map(|series| {
            let importance = Importance::of(&series);
            ledger.series = vec![series];
            Folded { importance, rows: count_rows(&view::counts(&ledger, lexicon), texts) }
        });
        folded.collect()
    }))
}

/// The series of the accounts of one frame.
fn series(mut by_key: BTreeMap<Key, Vec<Account>>, lexicon: &Lexicon) -> Vec<count::Series> {
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
