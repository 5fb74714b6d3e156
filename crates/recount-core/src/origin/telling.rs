//! Whether two accounts are tellings of one origin, why, and how likely.
//!
//! Certain: the same sentence, or the same value on the same source's word. Likely: the same number, told again with
//! its source dropped or its quantifier changed. The likelihood joins what speaks for it as independent evidence,
//! `1 - Π(1 - weight)`: how telling the number is, whether a source was lost on the way, how many telling words the
//! sentences share. It is always said and shown; nothing is merged in silence.

use super::{Account, source::Voice};
use crate::{figure::SourceKind, lexicon::Counting, mention::Quantifier};

/// What makes two accounts tellings of one origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// What ties them.
    pub reason: TieReason,
    /// What changed from one to the other; empty where nothing did.
    pub changed: Vec<&'static str>,
    /// 0 to 1; 1 where the words themselves prove it.
    pub likelihood: f64,
}

/// What ties two tellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieReason {
    /// The same sentence, copied.
    SameWords,
    /// The same value, credited to the same source.
    SameSource,
    /// The same value, and one report credits the outlet of the other.
    SameAgency,
    /// The same number told again with something changed or lost.
    Retold,
    /// The same value, nobody named by one of them: no second confirmation.
    Unsourced,
    /// A person said so.
    Decided,
}

impl TieReason {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            TieReason::SameWords => "the same sentence",
            TieReason::SameSource => "the same value from the same source",
            TieReason::SameAgency => "the same value from the same agency",
            TieReason::Retold => "the same number told again",
            TieReason::Unsourced => "the same value without a named source",
            TieReason::Decided => "linked by a person",
        }
    }
}

/// From this likelihood on two accounts count as one origin.
pub const LIKELY: f64 = 0.7;
/// Below this one nothing is said.
const WORTH_SAYING: f64 = 0.5;
/// Two sentences that share this much of their pairs of words are one, copied.
const COPIED: f64 = 0.7;
/// From this share of the shorter report on, passages of one stand word for word in the other.
const PASSAGE: f64 = 0.1;
/// A retelling follows within this many days.
const SOON: i32 = 31;

/// An account with its source read once.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The account.
    pub account: &'a Account,
    /// Its source.
    pub voice: Option<&'a Voice>,
    /// Whoever speaks: its source, else the publisher whose own it is.
    pub speaker: Option<&'a Voice>,
}

impl Told<'_> {
    /// Whether both are credited to one source.
    pub fn same_source(self, other: Told<'_>, counting: &Counting) -> bool {
        self.voice.zip(other.voice).is_some_and(|(one, two)| one.same(two, counting))
    }

    /// Whether one institution speaks in both, be it as source or as publisher.
    pub fn same_speaker(self, other: Told<'_>, counting: &Counting) -> bool {
        self.speaker.zip(other.speaker).is_some_and(|(one, two)| one.same(two, counting))
    }
}

/// Whether two accounts name about the same number within a month, so that it is worth asking what ties them.
pub fn may_tie(one: &Account, two: &Account) -> bool {
    same_number(one, two) && is_soon(one, two)
}

/// What ties two accounts of one series, be they of one report or of two; nothing where they are independent.
pub fn tie(first: Told<'_>, second: Told<'_>, counting: &Counting) -> Option<Tie> {
    if is_soon(first.account, second.account) { tie_of_one(first, second, counting) } else { None }
}

/// What ties two accounts of one happening, however long after it they are told.
pub fn tie_of_one(first: Told<'_>, second: Told<'_>, counting: &Counting) -> Option<Tie> {
    let (one, two) = (first.account, second.account);
    if !same_number(one, two) {
        return None;
    }
    let same_source = first.same_source(second, counting);
    let changed = changed(one, two, same_source);
    let same_value = one.bounds == two.bounds && one.quantifier == two.quantifier;
    let sure = |reason| Some(Tie { reason, changed: changed.clone(), likelihood: 1.0 });
    if one.wording.sameness(&two.wording) >= COPIED {
        return sure(TieReason::SameWords);
    }
    if same_value && credits_outlet(one, two) {
        return sure(TieReason::SameAgency);
    }
    if same_source && one.is_named() {
        return sure(TieReason::SameSource);
    }
    // Both name somebody, and not the same: two voices, whatever they say.
    if one.is_named() && two.is_named() {
        return None;
    }
    let likelihood = likelihood(one, two, &changed);
    if !same_value {
        return (likelihood >= WORTH_SAYING).then_some(Tie {
            reason: TieReason::Retold,
            changed,
            likelihood,
        });
    }
    let reason = if likelihood >= LIKELY { TieReason::Retold } else { TieReason::Unsourced };
    Some(Tie { reason, changed, likelihood: likelihood.max(LIKELY) })
}

/// Whether both speak of times that meet, or lie within a month; what is undated may be of any time.
fn is_soon(one: &Account, two: &Account) -> bool {
    let days = |account: &Account| {
        let last = account.as_of()?;
        let first = account.period.and_then(|period| period.first_day()).unwrap_or(last);
        Some((first.min(last), last))
    };
    let (Some((first, last)), Some((start, end))) = (days(one), days(two)) else { return true };
    let gap = |from: jiff::civil::Date, to: jiff::civil::Date| {
        from.until(to).map_or(i32::MAX, |gap| gap.get_days())
    };
    gap(last, start) <= SOON && gap(end, first) <= SOON
}

/// What changed from one telling to the other.
fn changed(one: &Account, two: &Account, same_source: bool) -> Vec<&'static str> {
    let mut changed = Vec::new();
    if one.quantifier != two.quantifier {
        changed.push("quantifier");
    }
    if one.bounds.least() != two.bounds.least() && one.bounds.most() != two.bounds.most() {
        changed.push("value");
    }
    if !same_source && (one.source.is_some() || two.source.is_some()) {
        changed.push("source");
    }
    changed
}

/// Whether they name the same number, or one the other's number rounded.
fn same_number(one: &Account, two: &Account) -> bool {
    let vague = |account: &Account| matches!(account.quantifier, Quantifier::Vague | Quantifier::Range);
    if vague(one) || vague(two) {
        return one.bounds == two.bounds;
    }
    let (left, right) = (one.bounds.least(), two.bounds.least());
    let (fine, coarse) = if digits(left) >= digits(right) { (left, right) } else { (right, left) };
    // A number rounded lies nearer than one of the last place that the round one tells.
    let place = 10u64.saturating_pow((coarse.to_string().len() - digits(coarse)) as u32);
    let near = fine.abs_diff(coarse) <= (fine / 20).min(place);
    left == right || digits(coarse) <= 3 && digits(fine) > digits(coarse) && near && coarse >= 100
}

/// How many digits of a number are told before only zeros follow.
fn digits(number: u64) -> usize {
    number.to_string().trim_end_matches('0').len()
}

/// Whether one report is of an outlet or agency that the other credits, in a credit line or as the source of the figure.
fn credits_outlet(one: &Account, two: &Account) -> bool {
    let credits = |from: &Account, to: &Account| {
        let media =
            from.source.iter().filter(|source| source.kind == SourceKind::Media).map(|source| &source.text);
        let agencies = from.agencies.iter();
        let published = to.outlet.iter().chain(&to.agencies);
        media.chain(agencies).any(|name| published.clone().any(|outlet| outlet.eq_ignore_ascii_case(name)))
    };
    credits(one, two) || credits(two, one)
}

/// How likely the second is the first told again.
fn likelihood(one: &Account, two: &Account, changed: &[&str]) -> f64 {
    let coarse = digits(one.bounds.least()).min(digits(two.bounds.least()));
    let number = if changed.contains(&"value") {
        0.5
    } else {
        match coarse {
            0 | 1 => 0.35,
            2 => 0.55,
            _ => 0.8,
        }
    };
    let lost = if one.is_named() && two.is_named() { 0.0 } else { 0.3 };
    let kinship = one.wording.kinship(&two.wording);
    let words = if kinship >= 0.2 { kinship.min(0.7) } else { 0.0 };
    let agency = if credits_outlet(one, two) { 0.5 } else { 0.0 };
    let copied = one.wording.copied(&two.wording);
    // A report that is all copied holds the very sentence, which ties or does not by itself.
    let copied = if (PASSAGE..COPIED).contains(&copied) { copied.clamp(0.4, 0.8) } else { 0.0 };
    1.0 - [number, lost, words, agency, copied].iter().map(|weight| 1.0 - weight).product::<f64>()
}
