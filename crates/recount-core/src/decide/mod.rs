//! Decisions by trained weights.
//!
//! Rules and structure propose: labels, dates, places, names. What is said of each proposal is a set of features; a linear
//! ranker a slot adds up the weights of the features and takes the proposal with the highest sum. Weights are data, made by
//! `recount-train` from annotated reports; features are kept as numbers made from their names, so that no text can be had
//! back from the file.

mod acts;
mod features;
mod weights;
mod witness;

pub use acts::ActWeights;
pub use features::Features;
pub(crate) use features::size_word;
pub use weights::{Table, Weights};
pub use witness::{Decided, Witness};

use crate::span::Span;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Whether a quantity is a figure.
    Figure,
    /// What a figure counts.
    Measure,
    /// People, households, dwellings or incidents.
    Unit,
    /// Whether it is told as fact, plan, denial or supposition.
    Status,
    /// Whether a country is where it happened.
    At,
    /// Whether a country is where they left.
    From,
    /// Whether a country is where they went.
    To,
    /// The most specific place named for it.
    Place,
    /// When it happened or held.
    Period,
    /// What it results from.
    Cause,
    /// Whom it is credited to.
    Source,
    /// What kind of source that is.
    Kind,
}

impl Slot {
    /// Every one, in the order in which weights are kept.
    pub const ALL: [Slot; 12] = [
        Slot::Figure,
        Slot::Measure,
        Slot::Unit,
        Slot::Status,
        Slot::At,
        Slot::From,
        Slot::To,
        Slot::Place,
        Slot::Period,
        Slot::Cause,
        Slot::Source,
        Slot::Kind,
    ];

    /// Its name, as tables and files write it.
    pub const fn name(self) -> &'static str {
        match self {
            Slot::Figure => "figure",
            Slot::Measure => "measure",
            Slot::Unit => "unit",
            Slot::Status => "status",
            Slot::At => "at",
            Slot::From => "from",
            Slot::To => "to",
            Slot::Place => "place",
            Slot::Period => "period",
            Slot::Cause => "cause",
            Slot::Source => "source",
            Slot::Kind => "kind",
        }
    }
}

/// One proposal, with what speaks for and against it.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What it stands for, as the slot's gold writes it: a country's code, an EDTF value, words; empty for none.
    pub value: String,
    /// What is said of it.
    pub features: Features,
}

/// Something that takes decisions: trained weights, or a teacher who knows the answer and notes down what was asked.
pub trait Decider {
    /// The label of something, one of `labels`; none where nothing is known of the slot, so that the rules' answer stands.
    fn label(&self, slot: Slot, of: Span, features: &Features, labels: &[&str]) -> Option<usize>;

    /// The number of the proposal to take; none where nothing is known of the slot.
    fn choose(&self, slot: Slot, of: Span, choices: &[Choice]) -> Option<usize>;

    /// How much more speaks for the second of two proposals than for the first, so that answers to several questions can be set beside
    /// each other; none where nothing is known of the slot. Who only knows which is right is sure of it.
    fn lead(&self, slot: Slot, of: Span, choices: &[Choice; 2]) -> Option<f32> {
        let taken = self.choose(slot, of, choices)?;
        Some(if taken == 1 { f32::INFINITY } else { f32::NEG_INFINITY })
    }

    /// Whether names of features are wanted beside their numbers.
    fn is_asked_why(&self) -> bool {
        false
    }
}
