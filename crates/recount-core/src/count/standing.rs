//! An account in its count: the day it speaks of, the voice behind it, whether it stands.

use std::sync::Arc;

use jiff::civil::Date;

use crate::origin::Account;

/// An account and its place in the count.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The account.
    pub account: Arc<Account>,
    /// The day it speaks of; a retelling without one speaks of that of the first telling.
    pub day: Option<Date>,
    /// Accounts with the same number likely retell one another.
    pub telling: usize,
    /// Accounts with the same number are one voice: retellings, and what one source says over time.
    pub origin: usize,
    /// Whether it is the first of its tellings.
    pub first: bool,
    /// Whether no later account stands instead of it.
    pub stands: bool,
}

/// Whether the count may only grow, and so a later, greater value explains an earlier, smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Growth {
    /// A running total.
    Total,
    /// A stock, a rate, a plan, a stretch of time.
    Level,
}
