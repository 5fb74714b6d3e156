//! `recount orders`: what authorities decided, demanded or changed, and what is said against it.

use anyhow::Result;
use clap::{Args, builder::PossibleValuesParser};
use recount_core::{
    order::{Act, OrderStatus},
    view::{self, OrderLine, OrderQuery},
};
use recount_formats::write::{self, Format, ORDERS, Texts};

use crate::output::{self, Status};

use super::{
    listing::{Told, Written},
    over::Over,
};

/// List what authorities ordered, promised or changed, with its days, and the accounts that stand against it, over paths or the workspace
#[derive(Args)]
pub(crate) struct Orders {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    written: Written,
    /// Only this act
    #[arg(long, value_parser = PossibleValuesParser::new(Act::ALL.map(Act::code)))]
    act: Option<String>,
    /// Only acts of those whose name holds these words
    #[arg(long, value_name = "WORDS")]
    actor: Option<String>,
    /// Only acts that have got this far
    #[arg(long, value_parser = PossibleValuesParser::new(OrderStatus::ALL.map(OrderStatus::code)))]
    status: Option<String>,
    /// Only acts with these words in the sentence
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    #[command(flatten)]
    told: Told,
}

impl Orders {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let read = self.over.extracted()?;
        let masks = read.masks();
        let query = OrderQuery {
            act: self.act.as_deref().and_then(Act::parse),
            actor: self.actor,
            status: self.status.as_deref().and_then(OrderStatus::parse),
            text: self.text,
        };
        let mut orders = view::orders(&read.extractions, &read.lexicon);
        let when = |line: &OrderLine| line.effective.or(line.deadline).or(line.published);
        orders.retain(|line| query.keeps(line) && self.told.keeps(when(line), &line.document));
        if self.written.format() == Format::Table {
            let documents = read.input.reports.iter().map(|report| report.document.as_str());
            output::print([masks.text_of_all(documents, &write::orders_text(&orders))])?;
        } else {
            self.written.print(ORDERS, &orders, &Texts::of(&read.input.reports).masked(&masks))?;
        }
        Ok(read.conclude())
    }
}
