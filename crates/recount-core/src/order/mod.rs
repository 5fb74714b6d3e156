//! Orders: what an authority decided, demanded or changed.

use crate::{
    edtf::Edtf, lexicon::Lexicon, mention::Mentions, report::Report, span::Span, statement::Statement,
    text::Prose,
};

/// What an authority decided, demanded or changed; also appeals, accusations and denials that answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The clause that states it.
    pub span: Span,
    /// What sort of act.
    pub act: Act,
    /// Who acts.
    pub actor: Option<String>,
    /// The day it takes effect.
    pub effective: Option<Edtf>,
    /// The day by which it must be obeyed.
    pub deadline: Option<Edtf>,
}

/// The sorts of act the annotation guide lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words of the annotation guide")]
pub enum Act {
    ExpulsionOrder,
    PhaseStart,
    EntryRule,
    Enforcement,
    Protection,
    Appeal,
    Accusation,
    Denial,
    Ceasefire,
    EvacuationOrder,
}

impl Act {
    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Act::ExpulsionOrder => "expulsion_order",
            Act::PhaseStart => "phase_start",
            Act::EntryRule => "entry_rule",
            Act::Enforcement => "enforcement",
            Act::Protection => "protection",
            Act::Appeal => "appeal",
            Act::Accusation => "accusation",
            Act::Denial => "denial",
            Act::Ceasefire => "ceasefire",
            Act::EvacuationOrder => "evacuation_order",
        }
    }
}

/// Every order of the report, in order of its span.
pub fn read(
    _report: &Report,
    _prose: &Prose,
    _mentions: &Mentions,
    _statements: &[Statement],
    _lexicon: &Lexicon,
) -> Vec<Order> {
    Vec::new()
}
