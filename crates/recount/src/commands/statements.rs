//! `recount statements`: who says what of the matter, by party.

use anyhow::Result;
use clap::Args;
use recount_core::{
    lexicon::Stance,
    view::{self, StatementQuery},
};
use recount_formats::write::{self, Format, STATEMENTS, Texts};

use crate::output::{self, Status};

use super::{Paths, conclude, listing::Written};

/// List the positions on the matter by party: who says what, to whom, with what stance, each with its sentence; keeps nothing
#[derive(Args)]
pub(crate) struct Statements {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    written: Written,
    /// Only parties whose name or kind holds these words
    #[arg(long, value_name = "WORDS")]
    party: Option<String>,
    /// Only statements that do this
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Stance::ALL.map(Stance::code)))]
    stance: Option<String>,
    /// Only statements with these words in the sentence or in what is said
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
}

impl Statements {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let (input, extractions, lexicon) = self.paths.extractions();
        let query = StatementQuery { party: self.party, stance: self.stance, text: self.text };
        let mut positions = view::positions(view::statements(&extractions), &lexicon);
        for position in &mut positions {
            position.statements.retain(|line| query.keeps(line));
        }
        positions.retain(|position| !position.statements.is_empty());
        if self.written.format() == Format::Table {
            output::print([write::positions_text(&positions)])?;
        } else {
            let lines: Vec<_> = positions.into_iter().flat_map(|position| position.statements).collect();
            self.written.print(STATEMENTS, &lines, &Texts::of(&input.reports))?;
        }
        Ok(conclude(&input))
    }
}
