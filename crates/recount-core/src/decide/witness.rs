//! Somebody who decides as the weights do and notes down why: which proposals there were, and what spoke for the one taken.

use std::cell::RefCell;

use super::{Choice, Decider, Features, Slot, Weights};
use crate::span::Span;

/// A decision, as it was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// What was decided.
    pub slot: Slot,
    /// The words that it was decided of: those of a number.
    pub of: Span,
    /// The proposals with their sums, the one taken first, then the nearest to it.
    pub candidates: Vec<(String, f32)>,
    /// How many there were.
    pub all: usize,
    /// What spoke most strongly for or against the one taken, by the name of the feature, and how strongly.
    pub reasons: Vec<(String, f32)>,
}

/// Proposals that are kept of a decision, and features.
const KEPT: usize = 4;

/// Decides by weights, and notes down why.
#[derive(Debug)]
pub struct Witness<'w> {
    weights: &'w Weights,
    decided: RefCell<Vec<Decided>>,
}

impl<'w> Witness<'w> {
    /// A witness of what these weights decide.
    pub fn new(weights: &'w Weights) -> Witness<'w> {
        Witness { weights, decided: RefCell::default() }
    }

    /// What was decided, in the order in which it was asked.
    pub fn decided(self) -> Vec<Decided> {
        self.decided.into_inner()
    }

    /// Notes a decision down: the sums of all proposals, and the features of the one taken.
    fn note(
        &self,
        slot: Slot,
        of: Span,
        sums: Vec<(String, f32)>,
        taken: usize,
        reasons: Vec<(String, f32)>,
    ) {
        let all = sums.len();
        let mut order: Vec<usize> = (0..all).collect();
        order.sort_by(|one, two| {
            (*two == taken, sums[*two].1).partial_cmp(&(*one == taken, sums[*one].1)).unwrap_or(one.cmp(two))
        });
        let candidates = order.into_iter().take(KEPT).map(|at| sums[at].clone()).collect();
        let reasons = reasons.into_iter().take(KEPT).collect();
        self.decided.borrow_mut().push(Decided { slot, of, candidates, all, reasons });
    }
}

impl Decider for Witness<'_> {
    fn label(&self, slot: Slot, of: Span, features: &Features, labels: &[&str]) -> Option<usize> {
        let table = self.weights.table(slot)?;
        let taken = self.weights.label(slot, of, features, labels)?;
        let sums = labels.iter().map(|label| (*label).to_string()).zip(table.scores(features)).collect();
        self.note(slot, of, sums, taken, table.reasons(features, taken));
        Some(taken)
    }

    fn choose(&self, slot: Slot, of: Span, choices: &[Choice]) -> Option<usize> {
        let table = self.weights.table(slot)?;
        let taken = self.weights.choose(slot, of, choices)?;
        let sum = |choice: &Choice| (choice.value.clone(), table.sum(&choice.features));
        let reasons = table.reasons(&choices.get(taken)?.features, 0);
        self.note(slot, of, choices.iter().map(sum).collect(), taken, reasons);
        Some(taken)
    }

    fn lead(&self, slot: Slot, of: Span, choices: &[Choice; 2]) -> Option<f32> {
        self.choose(slot, of, choices)?;
        self.weights.lead(slot, of, choices)
    }

    fn is_asked_why(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lexicon, Report, extract, extract_by};

    #[test]
    fn a_witness_changes_nothing_and_says_what_decided() {
        let lexicon = Lexicon::builtin();
        let text = "Pakistan deported 300 Afghans on Monday, 6 November 2023, police said.";
        let report = Report::new("a", text);
        let witness = Witness::new(&lexicon.weights);
        let read = extract_by(&report, &lexicon, &witness);
        assert_eq!(read.figures, extract(&report, &lexicon).figures);
        let decided = witness.decided();
        let measure = decided.iter().find(|it| it.slot == Slot::Measure).expect("a measure");
        assert_eq!(measure.of.slice(text), "300");
        assert_eq!(measure.candidates[0].0, "deported");
        assert!(measure.candidates[0].1 >= measure.candidates[1].1);
        assert!(!measure.reasons.is_empty());
        let period = decided.iter().find(|it| it.slot == Slot::Period).expect("a period");
        assert_eq!(period.candidates[0].0, "2023-11-06");
    }
}
