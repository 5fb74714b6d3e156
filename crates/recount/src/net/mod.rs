//! Pages and feeds from the network, only where a person asked for them: politely, within limits, and never from the inside of
//! a private network unless allowed.

mod address;
mod client;
mod robots;

pub(crate) use client::{Answer, Client, Settings, Validators};

/// Whether an argument is an address and no path.
pub(crate) fn is_address(argument: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| argument.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}
