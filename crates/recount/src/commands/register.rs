//! `recount register`, `positions` and `allegations`: what was ordered over all reports, who stands for and against it, and what is alleged
//! to be done to people.

use anyhow::{Result, anyhow};
use clap::{Args, builder::PossibleValuesParser};
use jiff::civil::Date;
use recount_core::{
    edtf::Edtf,
    lexicon::Stance,
    order::{Act, OrderStatus},
    register::{self, register},
    view::{self, RegisterQuery},
};
use recount_formats::write::{ALLEGATIONS, POSITIONS, REGISTER};

use crate::output::Status;

use super::{
    listing::{Reconciled, Written},
    over::Over,
};

/// List the acts of a crisis, one entry each: who decided, for whom, until when, how far it has got, and every telling, over paths or the workspace
#[derive(Args)]
pub(crate) struct Register {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    /// Only this act
    #[arg(long, value_parser = PossibleValuesParser::new(Act::ALL.map(Act::code)))]
    kind: Option<String>,
    /// Only acts that have got this far
    #[arg(long, value_parser = PossibleValuesParser::new(OrderStatus::ALL.map(OrderStatus::code)))]
    status: Option<String>,
    #[command(flatten)]
    written: Written,
}

/// List what each party demands, denies, accuses of, promises and justifies, and on which act, over paths or the workspace
#[derive(Args)]
pub(crate) struct Positions {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    /// Only positions that do this
    #[arg(long, value_parser = PossibleValuesParser::new(Stance::ALL.map(Stance::code)))]
    stance: Option<String>,
    #[command(flatten)]
    written: Written,
}

/// List what is alleged to be done to people: what, by whom, against whom, where, and who alleges it, over paths or the workspace
#[derive(Args)]
pub(crate) struct Allegations {
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    written: Written,
}

/// What all three are asked.
#[derive(Args)]
struct Asked {
    /// As it stood on this day: only what was published by then
    #[arg(long, value_name = "DAY")]
    at: Option<String>,
    /// Only those whose party's name holds these words
    #[arg(long, value_name = "WORDS")]
    party: Option<String>,
    /// Only those with these words in a sentence
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
}

impl Asked {
    fn day(&self) -> Result<Option<Date>> {
        let day = |day: &str| {
            let found = Edtf::parse(day).and_then(|date| date.last_day());
            found.ok_or_else(|| anyhow!("--at: expected a day like 2023-11-27, found `{day}`"))
        };
        self.at.as_deref().map(day).transpose()
    }

    fn query(&self) -> RegisterQuery {
        RegisterQuery { party: self.party.clone(), text: self.text.clone(), ..RegisterQuery::default() }
    }

    fn read(&self, over: &Over) -> Result<(Reconciled, register::Register)> {
        let day = self.day()?;
        let read = over.reconciled()?;
        let register = register(&read.extractions(), &read.lexicon, day);
        Ok((read, register))
    }
}

impl Register {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let (read, register) = self.asked.read(&self.over)?;
        let query = RegisterQuery {
            kind: self.kind.as_deref().and_then(Act::parse),
            status: self.status.as_deref().and_then(OrderStatus::parse),
            ..self.asked.query()
        };
        let mut lines = view::entry_lines(&register, &view::table(&read.ledger, &read.lexicon));
        lines.retain(|line| query.keeps(&line.entry));
        let masks = read.masks();
        self.written.print(REGISTER, &lines, &read.texts().masked(&masks))?;
        Ok(read.conclude())
    }
}

impl Positions {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let (read, register) = self.asked.read(&self.over)?;
        let query = self.asked.query();
        let mut positions = register.positions;
        positions.retain(|line| {
            query.keeps_position(line)
                && self.stance.as_deref().is_none_or(|stance| stance == line.stance.code())
        });
        let masks = read.masks();
        self.written.print(POSITIONS, &positions, &read.texts().masked(&masks))?;
        Ok(read.conclude())
    }
}

impl Allegations {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Status> {
        let (read, register) = self.asked.read(&self.over)?;
        let query = self.asked.query();
        let mut allegations = register.allegations;
        allegations.retain(|line| query.keeps_allegation(line));
        let masks = read.masks();
        self.written.print(ALLEGATIONS, &allegations, &read.texts().masked(&masks))?;
        Ok(read.conclude())
    }
}
