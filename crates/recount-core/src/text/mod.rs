//! A report's text taken apart: tokens, sentences, parts of speech and grammatical relations.

mod token;
mod sentence;
mod section;
mod zone;
mod grammar;
mod tree;

#[doc(hidden)]
pub use grammar::training;
pub(crate) use grammar::verb_of_past_form;
pub use grammar::{Relation, Tag};
pub use sentence::{Sentence, SentenceKind};
pub(crate) use token::fold;
pub use token::{Token, TokenKind};
pub use zone::Zone;

use crate::{block::Block, lexicon::Lexicon, report::Report, span::Span};

/// The tokens and sentences of one text, in order. Sentences cover all tokens and do not overlap.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// Every token of the text.
    pub tokens: Vec<Token>,
    /// Every sentence, heading, bullet or row of the text.
    pub sentences: Vec<Sentence>,
    tree: tree::Tree,
    /// Of each sentence, the number of the heading that it stands under.
    above: Vec<Option<usize>>,
    /// Of each sentence, how many stand before it that are no running head: those break in wherever a page ends.
    turns: Vec<usize>,
}

impl Prose {
    /// Takes `text` apart. Linear in its length; total.
    pub fn read(text: &str, lexicon: &Lexicon) -> Prose {
        Prose::read_with(grammar::builtin(), text, &[], lexicon)
    }

    /// Takes the text of a report apart by its layout, or where none is known as [`Prose::read`] does.
    pub fn of(report: &Report, lexicon: &Lexicon) -> Prose {
        Prose::read_with(grammar::builtin(), &report.text, &report.blocks, lexicon)
    }

    /// The tokens and sentences of `text` alone, for what asks nothing of its grammar.
    pub(crate) fn words(text: &str, lexicon: &Lexicon) -> Prose {
        let tokens = token::tokenize(text, &lexicon.abbreviations);
        let sentences = sentence::split(text, &tokens, &lexicon.abbreviations, &[]);
        Prose { tokens, sentences, ..Prose::default() }
    }

    fn read_with(model: &grammar::Model, text: &str, blocks: &[Block], lexicon: &Lexicon) -> Prose {
        let tokens = token::tokenize(text, &lexicon.abbreviations);
        let sentences = sentence::split(text, &tokens, &lexicon.abbreviations, blocks);
        let above = section::above(&tokens, &sentences, blocks);
        let turns = section::turns(&sentences, blocks);
        let mut prose = Prose { tokens, sentences, above, turns, ..Prose::default() };
        model.annotate(text, &mut prose, lexicon);
        prose.tree = tree::Tree::new(&prose.tokens);
        prose
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or(&[])
    }

    /// The numbers of the headings that a sentence stands under, the nearest first.
    pub fn headings_over(&self, sentence: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.heading_over(sentence), |heading| self.heading_over(*heading))
    }

    fn heading_over(&self, sentence: usize) -> Option<usize> {
        self.above.get(sentence).copied().flatten()
    }

    /// How many sentences are read before this one: running heads, which break in wherever a page ends, are not.
    pub fn turn(&self, sentence: usize) -> usize {
        self.turns.get(sentence).copied().unwrap_or(sentence)
    }

    /// How many sentences two stand apart as they are read.
    pub fn apart(&self, one: usize, two: usize) -> usize {
        self.turn(one).abs_diff(self.turn(two))
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
