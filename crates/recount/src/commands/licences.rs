//! `recount licences`: what stands under which terms.

use anyhow::Result;
use clap::Args;

use crate::output::{self, Status};

/// Print under which terms the program, its data and the libraries in it stand
#[derive(Args)]
pub(crate) struct Licences {}

/// The file that goes with every copy.
const NOTICE: &str = include_str!("../../../../NOTICE");

impl Licences {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        output::print([NOTICE])?;
        Ok(Status::Done)
    }
}
