//! Bodies that words name: ministries, offices, agencies.

use std::ops::Range;

use super::Carrier;
use crate::{figure::Figure, lexicon::SourceKind, span::Span};

impl Carrier<'_> {
    /// The first body among these tokens, where it counts.
    pub(super) fn counting_body(&self, tokens: Range<usize>) -> Option<Span> {
        let (first, length) = tokens.clone().find_map(|at| Some((at, self.body(at, tokens.end)?)))?;
        let acts = self.acts(first + length..tokens.end, false);
        self.scene.span(first..self.with_short(first + length)).filter(|_| acts)
    }

    /// How many tokens the name of a body has that starts at this one: a listed name, or capitalised words that end in what bodies are called.
    pub(super) fn body(&self, at: usize, end: usize) -> Option<usize> {
        let words: Vec<&str> = (at..end.min(at + 12)).map(|at| self.scene.written(at)).collect();
        let listed = self
            .lexicon
            .organisations
            .find(&words, 0)
            .filter(|(kind, _)| *kind != SourceKind::Media)
            .map(|(_, length)| length);
        let lower = self.prose.tokens.get(at..)?.iter().map(|token| &*token.lower);
        let published = || self.lexicon.publishers.starting(words.first()?, lower).map(|(_, length)| length);
        let called = || {
            words.first().filter(|first| !first.eq_ignore_ascii_case("the"))?;
            let is_end = |word: &&str| self.lexicon.masthead.bodies.contains(&word.to_lowercase());
            let end = words.iter().take(6).position(is_end)?;
            let named = (at..at + end)
                .all(|at| self.scene.is_capitalised(at) || self.scene.written(at).starts_with(['\'', '’']));
            (named && end > 0).then_some(end + 1)
        };
        listed.or_else(published).or_else(called).or_else(|| self.body_of(&words, at))
    }

    /// "Ministry of Public Health", "Office for Risk Management": what a body is called, with what it is for.
    fn body_of(&self, words: &[&str], at: usize) -> Option<usize> {
        let [first, link, rest @ ..] = words else { return None };
        let is_body =
            self.scene.is_capitalised(at) && self.lexicon.masthead.bodies.contains(&first.to_lowercase());
        let links = |word: &str| matches!(word, "of" | "for" | "the" | "and");
        if !is_body || !matches!(*link, "of" | "for") {
            return None;
        }
        let named = |number: &usize| self.scene.is_capitalised(at + 2 + number);
        let length = (0..rest.len()).take_while(|number| links(rest[*number]) || named(number)).count();
        let last = (0..length).rev().find(named)?;
        Some(last + 3)
    }

    /// The end of a name with its short form in brackets behind it.
    pub(super) fn with_short(&self, end: usize) -> usize {
        let bracket = self.scene.written(end) == "(" && self.scene.written(end + 2) == ")";
        if bracket { end + 3 } else { end }
    }

    /// Whether the words name a body, and not just "officials".
    pub(super) fn is_named(&self, words: Span) -> bool {
        let tokens = self.prose.tokens_in(words);
        tokens.clone().any(|at| self.body(at, tokens.end).is_some())
    }

    /// Whether a body stands in the figure's sentence before it.
    pub(super) fn names_another(&self, figure: &Figure) -> bool {
        let sentence = self.prose.sentence_at(figure.span.start).and_then(|at| self.prose.sentences.get(at));
        let end = self.prose.token_at(figure.span.start);
        sentence.is_some_and(|sentence| (sentence.tokens.start..end).any(|at| self.body(at, end).is_some()))
    }
}
