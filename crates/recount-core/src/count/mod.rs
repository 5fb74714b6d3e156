//! Counts: figures that count the same thing side by side, each series with its bounds and every account for it.
//!
//! Report by report, figures become accounts with a key (`key`); keys that do not contradict fall together (`merge`);
//! the accounts of one series are parted by time (`window`) and folded to counts (`fold`) with findings (`finding`),
//! where people decided as they decided (`ruling`);
//! series are parts of others (`parts`), numbers of one report those of its totals (`sums`). `books` keeps all that by key, `ledger` is what it adds up to.

mod place;
pub mod which;
pub mod key;
pub mod finding;
pub mod standing;
pub mod ruling;
mod candidates;
mod basis;
mod merge;
mod apart;
mod window;
mod judge;
mod take;
pub mod fold;
pub mod series;
mod retold;
pub mod beside;
pub mod sums;
pub mod parts;
mod page;
pub mod books;
pub mod entry;
pub mod ledger;

pub use books::{Books, Importance, Work, accounts, by_importance};
pub use entry::Entry;
pub use finding::{Finding, Mark, Relation};
pub use fold::Count;
pub use key::{Key, Places};
pub use ledger::{Heading, Ledger, Occasion, reconcile};
pub use page::{Group, fold, groups};
pub use ruling::{DECIDED, Rulings};
pub use series::{Series, count_at};
pub use standing::Standing;
pub use which::Which;
