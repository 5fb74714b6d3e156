//! Figures: quantities of people, households, dwellings and incidents, with what the report says of each.

mod before;
mod caption;
mod decision;
mod exclude;
mod head;
mod predicate;
mod rate;
mod read;
mod scene;
mod sense;
mod status;
mod triggers;

pub mod countries;
pub mod period;

pub use read::read;

pub use crate::lexicon::{SourceKind, Unit};

use crate::{
    edtf::Edtf,
    event::{Cause, Scope},
    mention::Quantifier,
    span::Span,
};

/// A quantity that a report states about people, households, dwellings or incidents. The fields are those of the
/// annotation guide; unknown ones are `None` or empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The numeric expression with its quantifier, without its noun.
    pub span: Span,
    /// Lowest number stated; open where none.
    pub low: Option<u64>,
    /// Highest number stated; open where none.
    pub high: Option<u64>,
    /// How the bounds are stated.
    pub quantifier: Quantifier,
    /// What is counted.
    pub unit: Unit,
    /// For a rate, the time it is per.
    pub per: Option<Per>,
    /// The code of the measure, a file of `lexicon/measures`; `other` where the structure does not decide.
    pub measure: String,
    /// The words for who or what is counted.
    pub who: Option<Who>,
    /// ISO 3166 alpha-3 codes by role.
    pub countries: Countries,
    /// The most specific named place.
    pub place: Option<Span>,
    /// When it happened or held.
    pub period: Option<Edtf>,
    /// Whom it is credited to; none in the reporter's own voice.
    pub source: Option<Source>,
    /// Whether it is told as fact, plan, denial or supposition.
    pub status: Status,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The event it belongs to, by its place among those of the report.
    pub event: Option<usize>,
    /// Which part of the event it counts.
    pub scope: Option<Scope>,
    /// The kind of what it results from.
    pub cause: Option<Cause>,
    /// Why it reads as it does: each rule that decided, with the words it went by.
    pub because: Vec<Reason>,
}

/// Who or what is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The noun phrase; for an understood noun its antecedent.
    pub span: Span,
    /// The words, as in the text.
    pub text: String,
}

/// Countries by their role in what happened, ISO 3166 alpha-3.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Countries {
    /// Where the people left or originate.
    pub from: Vec<String>,
    /// Where they are, or where it happened.
    pub at: Vec<String>,
    /// Where they went or will go.
    pub to: Vec<String>,
}

impl Countries {
    /// Whether no country is known in any role.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty() && self.at.is_empty() && self.to.is_empty()
    }
}

/// Whom a figure is credited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The naming words.
    pub span: Span,
    /// The words, as in the text.
    pub text: String,
    /// What kind of source.
    pub kind: SourceKind,
}

/// One rule that decided, and the words it went by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The rule's name, a stable word or two.
    pub rule: &'static str,
    /// The words.
    pub words: Span,
}

/// The time a rate is per.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "the words of the annotation guide")]
pub enum Per {
    Day,
    Week,
    Month,
    Year,
}

impl Per {
    /// Every one.
    pub const ALL: [Per; 4] = [Per::Day, Per::Week, Per::Month, Per::Year];

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Per> {
        Per::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Per::Day => "day",
            Per::Week => "week",
            Per::Month => "month",
            Per::Year => "year",
        }
    }
}

/// How a figure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Status {
    /// As having happened, or holding.
    Reported,
    /// Ordered, intended, expected, threatened, at risk.
    Planned,
    /// As not so.
    Denied,
    /// As possible.
    Hypothetical,
}

impl Status {
    /// Every one.
    pub const ALL: [Status; 4] = [Status::Reported, Status::Planned, Status::Denied, Status::Hypothetical];

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The word of the annotation guide, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Status::Reported => "reported",
            Status::Planned => "planned",
            Status::Denied => "denied",
            Status::Hypothetical => "hypothetical",
        }
    }
}
