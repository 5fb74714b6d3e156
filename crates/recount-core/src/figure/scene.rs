//! One sentence with its grammar and quantities, as the rules of this folder look at it.

use std::ops::Range;

use super::before::Before;
use crate::{
    lexicon::Lexicon,
    mention::{Mentions, Quantity},
    span::Span,
    text::{Prose, Relation, Sentence, Tag, Token, TokenKind, verb_of_past_form},
};

/// One sentence under the rules.
#[derive(Clone, Copy)]
pub(super) struct Scene<'r> {
    pub(super) text: &'r str,
    pub(super) prose: &'r Prose,
    pub(super) mentions: &'r Mentions,
    pub(super) lexicon: &'r Lexicon,
    pub(super) sentence: &'r Sentence,
    /// The quantities of the sentence, in order.
    pub(super) quantities: &'r [Quantity],
    /// What earlier lines and sentences hand on.
    pub(super) before: &'r Before,
}

impl<'r> Scene<'r> {
    pub(super) fn tokens(&self) -> Range<usize> {
        self.sentence.tokens.clone()
    }

    /// The token `at`, within the sentence alone.
    pub(super) fn token(&self, at: usize) -> Option<&'r Token> {
        if self.sentence.tokens.contains(&at) { self.prose.tokens.get(at) } else { None }
    }

    pub(super) fn lower(&self, at: usize) -> &'r str {
        self.token(at).map_or("", |token| &token.lower)
    }

    pub(super) fn lemma(&self, at: usize) -> &'r str {
        self.token(at).map_or("", |token| &token.lemma)
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.token(at).map_or(Tag::X, |token| token.tag)
    }

    pub(super) fn relation(&self, at: usize) -> Relation {
        self.token(at).map_or(Relation::Dep, |token| token.relation)
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.token(at)?.head.filter(|head| self.sentence.tokens.contains(head))
    }

    /// The tokens that depend on `head`, in order.
    pub(super) fn children(&self, head: usize) -> impl Iterator<Item = usize> + use<'r> {
        let prose = self.prose;
        self.sentence.tokens.clone().filter(move |at| prose.tokens[*at].head == Some(head))
    }

    /// The verb of a past form that was not tagged as a verb: "evacuate" for an adjective "evacuated".
    pub(super) fn verb_of_past_form(&self, at: usize) -> Option<String> {
        let token = self.token(at)?;
        let may_be = !token.tag.is_verb()
            && token.kind == TokenKind::Word
            && token.tag != Tag::IN
            && (token.tag != Tag::NNP || token.lower.ends_with("ed"));
        may_be.then(|| verb_of_past_form(&token.lower, self.lexicon))?
    }

    /// The span of the tokens of a range.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match (self.token(range.start), range.end.checked_sub(1).and_then(|last| self.token(last))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// Whether the token belongs to a time expression.
    pub(super) fn is_time(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let dates = &self.mentions.dates;
        let after = dates.partition_point(|date| date.span.start < token.span.end);
        after.checked_sub(1).is_some_and(|before| dates[before].span.overlaps(token.span))
    }

    /// Whether the token belongs to the name of a place.
    pub(super) fn is_place(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let places = &self.mentions.places;
        let after = places.partition_point(|place| place.span.start < token.span.end);
        after.checked_sub(1).is_some_and(|before| places[before].span.overlaps(token.span))
    }

    /// The quantity that holds the token.
    pub(super) fn quantity_at(&self, at: usize) -> Option<&'r Quantity> {
        let after = self.quantities.partition_point(|quantity| quantity.tokens.start <= at);
        self.quantities.get(after.checked_sub(1)?).filter(|quantity| quantity.tokens.contains(&at))
    }

    /// Whether a noun is written with a capital.
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_capitalised(self.text))
    }
}
