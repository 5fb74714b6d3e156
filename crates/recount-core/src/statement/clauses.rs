//! The tree of a report's tokens, ready to be asked for children and for the stretch that a word governs.

use std::ops::Range;

use crate::text::{Prose, Relation, Token};

/// The children and the stretch of every token, found in one pass.
#[derive(Debug)]
pub(crate) struct Clauses<'p> {
    tokens: &'p [Token],
    /// Where the children of each token start in `children`; one more entry than tokens.
    starts: Vec<usize>,
    children: Vec<usize>,
    stretches: Vec<Range<usize>>,
}

impl<'p> Clauses<'p> {
    pub(crate) fn new(prose: &'p Prose) -> Self {
        let tokens = prose.tokens.as_slice();
        let (starts, children) = children(tokens);
        let stretches = stretches(tokens, &starts, &children);
        Clauses { tokens, starts, children, stretches }
    }

    /// The lower-case word at `at`; empty beyond the text.
    pub(crate) fn word(&self, at: usize) -> &'p str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    pub(crate) fn relation(&self, at: usize) -> Relation {
        self.tokens.get(at).map_or(Relation::Dep, |token| token.relation)
    }

    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.tokens.get(at).and_then(|token| token.head)
    }

    /// The tokens that hang on `at`, in order.
    pub(crate) fn children(&self, at: usize) -> &[usize] {
        let range = self.starts.get(at).copied().unwrap_or(0)..self.starts.get(at + 1).copied().unwrap_or(0);
        self.children.get(range).unwrap_or(&[])
    }

    /// The first child in one of these relations.
    pub(crate) fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).iter().copied().find(|child| relations.contains(&self.relation(*child)))
    }

    /// From the first to the last token that `at` governs.
    pub(crate) fn stretch(&self, at: usize) -> Range<usize> {
        self.stretches.get(at).cloned().unwrap_or(at..at)
    }

    /// Whether `at` has a child that is this word in this relation.
    pub(crate) fn has(&self, at: usize, relation: Relation, word: &str) -> bool {
        self.children(at).iter().any(|child| self.relation(*child) == relation && self.word(*child) == word)
    }
}

/// Counting sort of the tokens by head.
fn children(tokens: &[Token]) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; tokens.len() + 2];
    let heads = || {
        tokens.iter().enumerate().filter_map(|(at, token)| {
            token.head.filter(|head| *head < tokens.len() && *head != at).map(|head| (head, at))
        })
    };
    for (head, _) in heads() {
        starts[head + 2] += 1;
    }
    for at in 2..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut children = vec![0; starts.last().copied().unwrap_or(0)];
    for (head, at) in heads() {
        children[starts[head + 1]] = at;
        starts[head + 1] += 1;
    }
    (starts, children)
}

/// The stretch of each token: children first, by a walk from every root. Tokens of a circle keep to themselves.
fn stretches(tokens: &[Token], starts: &[usize], children: &[usize]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = (0..tokens.len()).map(|at| at..at + 1).collect();
    let mut order: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].head.is_none()).collect();
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        order.extend(&children[starts[at]..starts[at + 1]]);
        next += 1;
    }
    for at in order.into_iter().rev() {
        if let Some(head) = tokens[at].head.filter(|head| *head < tokens.len()) {
            let own = stretches[at].clone();
            let head = &mut stretches[head];
            *head = head.start.min(own.start)..head.end.max(own.end);
        }
    }
    stretches
}
