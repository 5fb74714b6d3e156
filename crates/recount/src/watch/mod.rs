//! Feeds and pages kept under watch: what is asked (`plan`), what is known of it (`state`), and one round of asking (`round`).

mod plan;
mod round;
mod state;

pub(crate) use plan::Plan;
pub(crate) use round::{Round, reports_at};
pub(crate) use state::State;
