//! A report's text taken apart: tokens, sentences, parts of speech and grammatical relations.

mod token;
mod sentence;
mod grammar;
mod tree;

#[doc(hidden)]
pub use grammar::training;
pub(crate) use grammar::verb_of_past_form;
pub use grammar::{Relation, Tag};
pub use sentence::{Sentence, SentenceKind};
pub(crate) use token::fold;
pub use token::{Token, TokenKind};

use crate::{lexicon::Lexicon, span::Span};

/// The tokens and sentences of one text, in order. Sentences cover all tokens and do not overlap.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// Every token of the text.
    pub tokens: Vec<Token>,
    /// Every sentence, heading, bullet or row of the text.
    pub sentences: Vec<Sentence>,
    tree: tree::Tree,
}

impl Prose {
    /// Takes `text` apart. Linear in its length; total.
    pub fn read(text: &str, lexicon: &Lexicon) -> Prose {
        Prose::read_with(grammar::builtin(), text, lexicon)
    }

    fn read_with(model: &grammar::Model, text: &str, lexicon: &Lexicon) -> Prose {
        let tokens = token::tokenize(text, &lexicon.abbreviations);
        let sentences = sentence::split(text, &tokens, &lexicon.abbreviations);
        let mut prose = Prose { tokens, sentences, ..Prose::default() };
        model.annotate(text, &mut prose, lexicon);
        prose.tree = tree::Tree::new(&prose.tokens);
        prose
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or(&[])
    }

    /// The number of the sentence that holds the byte `at`, or the nearest before it.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= at).checked_sub(1)
    }

    /// The number of the first token that ends after the byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    /// The numbers of the tokens that touch `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.token_at(span.start);
        start..start.max(self.tokens.partition_point(|token| token.span.start < span.end))
    }
}
