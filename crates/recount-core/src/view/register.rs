//! The register in the reader's words: its entries, each with the counts that belong to it.

use super::table::{CountLine, Table};
use crate::{
    order::{Act, OrderStatus},
    register::{Allegation, Entry, Position, Register},
};

/// An entry with its counts.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryLine {
    /// The act.
    pub entry: Entry,
    /// The counts that belong to it.
    pub counts: Vec<CountLink>,
}

/// A count that belongs to an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountLink {
    /// Its name.
    pub id: String,
    /// What it counts, by the measure's code.
    pub measure: String,
    /// Its range in words.
    pub range: String,
}

/// Which entries are wanted; what is left open holds for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterQuery {
    /// The act.
    pub kind: Option<Act>,
    /// How far it has got.
    pub status: Option<OrderStatus>,
    /// Words in the name of a party.
    pub party: Option<String>,
    /// Words in a sentence.
    pub text: Option<String>,
}

impl RegisterQuery {
    /// Whether an entry is wanted.
    pub fn keeps(&self, entry: &Entry) -> bool {
        let party = entry.authority.as_ref().map_or("", |party| party.name.as_str());
        self.kind.is_none_or(|kind| kind == entry.kind)
            && self.status.is_none_or(|status| status == entry.status)
            && self.party.as_deref().is_none_or(|wanted| holds(party, wanted))
            && self.has_text(entry.tellings.iter().map(|told| told.text.as_str()))
    }

    /// Whether a position is wanted.
    pub fn keeps_position(&self, position: &Position) -> bool {
        self.party.as_deref().is_none_or(|wanted| holds(&position.party.name, wanted))
            && self.has_text(
                position.tellings.iter().flat_map(|told| [told.text.as_str(), told.content.as_str()]),
            )
    }

    /// Whether an allegation is wanted.
    pub fn keeps_allegation(&self, allegation: &Allegation) -> bool {
        let named = || allegation.alleged_by.iter().chain(&allegation.by);
        self.party.as_deref().is_none_or(|wanted| named().any(|name| holds(name, wanted)))
            && self.has_text(
                allegation.tellings.iter().flat_map(|told| [told.text.as_str(), told.content.as_str()]),
            )
    }

    fn has_text<'t>(&self, mut texts: impl Iterator<Item = &'t str>) -> bool {
        self.text.as_deref().is_none_or(|wanted| texts.any(|text| holds(text, wanted)))
    }
}

fn holds(words: &str, wanted: &str) -> bool {
    words.to_lowercase().contains(&wanted.to_lowercase())
}

/// What is counted of the people whom an order to leave concerns.
const MEASURES: [&str; 4] = ["ordered_to_leave", "returned", "deported", "detained"];

/// Every entry with the counts that belong to it: of those who were told to leave, left or were taken, in or from the state that decides. They hang on
/// the orders themselves and not on what changes them.
pub fn entry_lines(register: &Register, table: &Table) -> Vec<EntryLine> {
    let line = |entry: &Entry| EntryLine {
        counts: table.counts.iter().filter(|count| belongs(entry, count)).map(link).collect(),
        entry: entry.clone(),
    };
    register.entries.iter().map(line).collect()
}

/// The entries that a count belongs to, by name.
pub fn entries_of<'r>(register: &'r Register, count: &CountLine) -> Vec<&'r str> {
    register.entries.iter().filter(|entry| belongs(entry, count)).map(|entry| entry.id.as_str()).collect()
}

fn belongs(entry: &Entry, count: &CountLine) -> bool {
    let state = entry.authority.as_ref().and_then(|party| party.state.as_ref());
    let order = entry.kind == Act::ExpulsionOrder && entry.parent.is_none();
    order
        && MEASURES.contains(&count.measure.as_str())
        && state.is_some_and(|state| count.at.contains(state) || count.from.contains(state))
}

fn link(count: &CountLine) -> CountLink {
    CountLink { id: count.id.clone(), measure: count.measure.clone(), range: count.range.clone() }
}
