//! The tree of a report's tokens as the rules of attribution ask it: children, and the stretch that a word governs.

use std::ops::Range;

use crate::text::{Prose, Relation};

/// A view on the tree of a report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clauses<'p> {
    prose: &'p Prose,
}

impl<'p> Clauses<'p> {
    pub(crate) const fn new(prose: &'p Prose) -> Self {
        Clauses { prose }
    }

    /// The lower-case word at `at`; empty beyond the text.
    pub(crate) fn word(&self, at: usize) -> &'p str {
        self.prose.tokens.get(at).map_or("", |token| &token.lower)
    }

    pub(crate) fn relation(&self, at: usize) -> Relation {
        self.prose.relation(at)
    }

    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.prose.head(at)
    }

    /// The tokens that hang on `at`, in order.
    pub(crate) fn children(&self, at: usize) -> &'p [usize] {
        self.prose.dependents(at)
    }

    /// The first child in one of these relations.
    pub(crate) fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).iter().copied().find(|child| relations.contains(&self.relation(*child)))
    }

    /// From the first to the last token that `at` governs.
    pub(crate) fn stretch(&self, at: usize) -> Range<usize> {
        self.prose.subtree(at)
    }

    /// Whether `at` has a child that is this word in this relation.
    pub(crate) fn has(&self, at: usize, relation: Relation, word: &str) -> bool {
        self.children(at).iter().any(|child| self.relation(*child) == relation && self.word(*child) == word)
    }
}
