//! Findings: what two accounts are to each other, and why.

use crate::{
    mention::Quantifier,
    origin::{
        Account, Bounds,
        telling::{Tie, TieReason},
    },
    span::Span,
};

/// What two accounts, or two series, are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The same value, without a second voice behind it.
    Repeats,
    /// Two tellings of one origin.
    SameOrigin,
    /// Independent voices whose values and times agree.
    Corroborates,
    /// The first is the more exact of two that agree.
    Refines,
    /// The first is the later, and stands instead of the second.
    Supersedes,
    /// The first counts a part of what the second counts.
    PartOf,
    /// They cannot both be right.
    Contradicts,
    /// The second is the first retold with something changed.
    Drifts,
    /// They are of one kind, but may not be set against each other.
    NotComparable,
}

impl Relation {
    /// The word of DESIGN, as every output writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Relation::Repeats => "repeats",
            Relation::SameOrigin => "same_origin",
            Relation::Corroborates => "corroborates",
            Relation::Refines => "refines",
            Relation::Supersedes => "supersedes",
            Relation::PartOf => "part_of",
            Relation::Contradicts => "contradicts",
            Relation::Drifts => "drifts",
            Relation::NotComparable => "not_comparable",
        }
    }
}

/// A finding with its reason.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub struct Finding {
    /// What the first is to the second.
    pub relation: Relation,
    /// The first account.
    pub from: Mark,
    /// The second account.
    pub to: Mark,
    /// Why, in a few words.
    pub reason: String,
    /// 0 to 1, where it is a matter of likelihood.
    pub likelihood: Option<f64>,
}

/// An account by the place of its first figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The report's name.
    pub document: String,
    /// The figure, in bytes of the report's text.
    pub span: Span,
}

impl Mark {
    /// The mark of an account.
    pub fn of(account: &Account) -> Mark {
        let (document, span) = account.name();
        Mark { document: document.to_string(), span }
    }
}

impl Finding {
    pub(super) fn new(
        relation: Relation,
        from: &Account,
        to: &Account,
        reason: impl Into<String>,
    ) -> Finding {
        Finding { relation, from: Mark::of(from), to: Mark::of(to), reason: reason.into(), likelihood: None }
    }

    /// Whether both are about the same two accounts.
    pub(super) fn is_between_those_of(&self, other: &Finding) -> bool {
        let pair = |finding: &Finding| {
            let (from, to) = (finding.from.clone(), finding.to.clone());
            if from <= to { (from, to) } else { (to, from) }
        };
        pair(self) == pair(other)
    }

    /// What two tellings of one origin are to each other, the earlier given first. The first telling is the one that
    /// names its source; of two that do or do not, the earlier.
    pub(super) fn of_tie(one: &Account, two: &Account, tie: &Tie) -> Finding {
        let (first, second) = if two.is_named() && !one.is_named() { (two, one) } else { (one, two) };
        let relation = match tie.reason {
            _ if one.document == two.document => Relation::Repeats,
            _ if !tie.changed.is_empty() && tie.reason != TieReason::Unsourced => Relation::Drifts,
            TieReason::Unsourced => Relation::Repeats,
            _ => Relation::SameOrigin,
        };
        let changed = if tie.changed.is_empty() {
            String::new()
        } else {
            format!("; changed: {}", tie.changed.join(", "))
        };
        let likelihood = (tie.likelihood < 1.0).then_some((tie.likelihood * 100.0).round() / 100.0);
        let reason = format!("{}{changed}", tie.reason.words());
        Finding { likelihood, ..Finding::new(relation, first, second, reason) }
    }
}

/// What a number may mean: "about 9,000" leaves room of a twentieth on both sides, "thousands" of ten times as much.
pub(super) fn room(account: &Account) -> Bounds {
    let Bounds { low, high } = account.bounds;
    if account.quantifier == Quantifier::Approximately {
        let slack = account.bounds.most() / 20;
        return Bounds {
            low: low.map(|low| low.saturating_sub(slack)),
            high: high.map(|high| high.saturating_add(slack)),
        };
    }
    if account.quantifier == Quantifier::Vague {
        return Bounds { low, high: high.map(|high| high.saturating_mul(VAGUE)) };
    }
    account.bounds
}

/// Who says "thousands" does not say that it was not tens of thousands.
const VAGUE: u64 = 10;

/// Whether one says more exactly what the other says too: 436,790 against "hundreds of thousands".
pub(super) fn refines(one: &Account, two: &Account) -> bool {
    let meets = room(one).meets(room(two));
    let (one, two) = (one.bounds, two.bounds);
    let width = |bounds: Bounds| match (bounds.low, bounds.high) {
        (Some(low), Some(high)) => Some(high.saturating_sub(low)),
        _ => None,
    };
    meets
        && match (width(one), width(two)) {
            (Some(narrow), Some(wide)) => narrow.saturating_mul(4) < wide,
            (Some(_), None) => true,
            _ => false,
        }
}
