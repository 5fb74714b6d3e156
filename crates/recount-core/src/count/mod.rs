//! Counts: figures that count the same thing side by side, each series with its bounds and every account for it.

pub mod key;
pub mod ledger;
mod merge;

pub use key::{Key, Places};
pub use ledger::{Heading, Ledger, Occasion, Series, reconcile};
