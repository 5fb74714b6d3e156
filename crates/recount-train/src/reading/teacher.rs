//! Somebody who knows the gold: answers every question that reading a report asks, and notes down what was asked.

use std::cell::RefCell;

use recount_core::{
    Report, Span,
    decide::{Choice, Decider, Features, Slot},
};
use recount_eval::{
    days::days,
    gold::{Document, Figure},
    item::same_source,
};

use super::learner::Lesson;

/// Knows one report.
pub(crate) struct Teacher<'g> {
    /// The gold figures with their spans in bytes.
    gold: Vec<(Span, &'g Figure)>,
    lessons: RefCell<Vec<(Slot, Lesson)>>,
}

impl<'g> Teacher<'g> {
    /// Somebody who knows this report.
    pub(crate) fn new(report: &Report, gold: &'g Document) -> Teacher<'g> {
        let mut bytes: Vec<usize> = report.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(report.text.len());
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(report.text.len());
        let spans =
            gold.figures.iter().map(|figure| (Span::new(byte(figure.start), byte(figure.end)), figure));
        Teacher { gold: spans.collect(), lessons: RefCell::default() }
    }

    /// What was asked, with the answers.
    pub(crate) fn lessons(self) -> Vec<(Slot, Lesson)> {
        self.lessons.into_inner()
    }

    /// The gold figure that a span overlaps most.
    fn figure(&self, span: Span) -> Option<&'g Figure> {
        let shared = |other: &Span| span.end.min(other.end).saturating_sub(span.start.max(other.start));
        let overlapping = self.gold.iter().filter(|(other, _)| shared(other) > 0);
        overlapping.max_by_key(|(other, _)| shared(other)).map(|(_, figure)| *figure)
    }

    fn note(&self, slot: Slot, choices: Vec<Vec<u32>>, right: Vec<usize>, labels: usize) {
        self.lessons.borrow_mut().push((slot, Lesson { choices, right, labels, again: false }));
    }
}

impl Decider for Teacher<'_> {
    fn label(&self, slot: Slot, of: Span, features: &Features, labels: &[&str]) -> Option<usize> {
        let figure = self.figure(of);
        let answer = match (slot, figure) {
            (Slot::Figure, figure) => Some(if figure.is_some() { "yes" } else { "no" }),
            (_, None) => return Some(0),
            (Slot::Measure, Some(figure)) => figure.measure.as_deref(),
            (Slot::Unit, Some(figure)) => figure.unit.as_deref(),
            (Slot::Status, Some(figure)) => figure.status.as_deref(),
            (Slot::Cause, Some(figure)) => figure.cause.as_deref(),
            (Slot::Kind, Some(figure)) => figure.source_kind.as_deref(),
            _ => None,
        };
        let Some(right) = labels.iter().position(|label| Some(*label) == answer) else { return Some(0) };
        self.note(slot, vec![features.keys().to_vec()], vec![right], labels.len());
        Some(right)
    }

    fn choose(&self, slot: Slot, of: Span, choices: &[Choice]) -> Option<usize> {
        let nothing = || choices.iter().position(|choice| choice.value.is_empty());
        let Some(figure) = self.figure(of) else { return nothing() };
        let fits = |choice: &Choice| match slot {
            Slot::At | Slot::From | Slot::To => {
                choice.value.is_empty() != figure.places().contains(&(slot.name(), &*choice.value))
            }
            Slot::Place => match figure.place.as_deref() {
                None => choice.value.is_empty(),
                Some(place) => same_name(place, &choice.value),
            },
            Slot::Period => {
                days(Some(&choice.value).filter(|it| !it.is_empty()).map(|it| &**it))
                    == days(figure.stated_period())
            }
            Slot::Source => match figure.credited() {
                None => choice.value.is_empty(),
                Some(source) => !choice.value.is_empty() && same_source(source, &choice.value),
            },
            _ => false,
        };
        let mut right: Vec<usize> = (0..choices.len()).filter(|at| fits(&choices[*at])).collect();
        if matches!(slot, Slot::At | Slot::From | Slot::To) && right.contains(&1) {
            right = vec![1];
        }
        if let Some(first) = right.first().copied() {
            let features = choices.iter().map(|choice| choice.features.keys().to_vec()).collect();
            self.note(slot, features, right, 0);
            return Some(first);
        }
        nothing()
    }
}

/// Whether two ways to write a place are one: "the Philippines", "Philippines".
fn same_name(one: &str, two: &str) -> bool {
    let bare = |name: &str| {
        let lower = name.to_lowercase().replace('’', "'");
        lower.strip_prefix("the ").unwrap_or(&lower).to_string()
    };
    bare(one) == bare(two)
}
