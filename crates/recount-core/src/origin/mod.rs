//! Origins: who first told what, behind copies and retellings, and which accounts are independent.

pub mod names;
pub mod group;
pub mod wording;
pub mod source;
pub mod account;
pub mod telling;
pub mod copies;
pub mod descent;
pub mod difference;
mod cluster;
pub mod story;

pub use account::{Account, Bounds, Evidence, Named, SourceState};
pub use copies::{Copies, Index, Likeness, copies};
pub use group::Group;
pub use names::Names;
pub use story::{Topic, stories};
