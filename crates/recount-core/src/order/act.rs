//! The sorts of act, by the words of the annotation guide.

/// The sorts of act the annotation guide lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
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
    /// Every act.
    pub const ALL: [Act; 10] = [
        Act::ExpulsionOrder,
        Act::PhaseStart,
        Act::EntryRule,
        Act::Enforcement,
        Act::Protection,
        Act::Appeal,
        Act::Accusation,
        Act::Denial,
        Act::Ceasefire,
        Act::EvacuationOrder,
    ];

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

    /// The act of this word.
    pub fn parse(code: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.code() == code)
    }
}
