//! `recount statements`: who says what of the matter, by party.

use anyhow::Result;
use clap::Args;
use recount_core::{
    lexicon::Stance,
    view::{self, StatementQuery},
};
use recount_formats::write::{self, Format, STATEMENTS, Texts};

use crate::output::{self, Status};

use super::{
    listing::{Told, Written},
    over::Over,
};

/// List the positions on the matter by party: who says what, to whom, with what stance, each with its sentence, over paths or the workspace
#[derive(Args)]
pub(crate) struct Statements {
    #[command(flatten)]
    over: Over,
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
    #[command(flatten)]
    told: Told,
}

impl Statements {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.extracted()?;
        let masks = read.masks();
        let query = StatementQuery { party: self.party, stance: self.stance, text: self.text };
        let mut positions =
            view::positions(view::statements(&read.extractions, &read.lexicon), &read.lexicon);
        for position in &mut positions {
            position
                .statements
                .retain(|line| query.keeps(line) && self.told.keeps(line.published, &line.document));
        }
        positions.retain(|position| !position.statements.is_empty());
        if self.written.format() == Format::Table {
            let documents = read.input.reports.iter().map(|report| report.document.as_str());
            output::print([masks.text_of_all(documents, &write::positions_text(&positions))])?;
        } else {
            let lines: Vec<_> = positions.into_iter().flat_map(|position| position.statements).collect();
            self.written.print(STATEMENTS, &lines, &Texts::of(&read.input.reports).masked(&masks))?;
        }
        Ok(read.conclude())
    }
}
