//! Part of speech, lemma, head and relation of each token.
//!
//! Three linear models, each behind a quick one for what is easy, trained by `recount-train` from UD English EWT, stand ready to read in `data/english.grammar`.

mod tags;
mod table;
mod words;
mod state;
mod quick;
mod tagger;
mod parser;
mod lemma;

use std::{ops::Range, sync::LazyLock};

pub use tags::{Relation, Tag};

use super::{Prose, Sentence, SentenceKind, TokenKind, token};
use crate::{lexicon::Lexicon, span::Span};
use {quick::Cascade, state::State, table::Features, words::Words};

/// What `recount-train` shares with this module, so that features are described once. No part of the library's promise.
#[doc(hidden)]
pub mod training {
    pub use super::{
        Model,
        parser::{move_features, relation_features},
        quick::{quick_move_features, quick_relation_features, quick_tag_features},
        state::{Arms, Move, State},
        table::{Feature, Features, Table, pack, quiet},
        tagger::tag_features,
        words::Words,
    };
}

/// The trained models.
#[derive(Debug, Clone, Default)]
pub struct Model {
    tags: Cascade,
    moves: Cascade,
    relations: Cascade,
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../../data/english.grammar")).unwrap_or_default());

/// The verb that a past form belongs to, whatever it was tagged as: "evacuate" for "evacuated".
pub(crate) fn verb_of_past_form(word: &str, lexicon: &Lexicon) -> Option<String> {
    lemma::lemma(word, Tag::VBN, &lexicon.irregular)
}

impl Model {
    /// Reads a file of three models: of tags, moves and relations.
    pub fn read(file: &[u8]) -> Option<Model> {
        let (tags, rest) = Cascade::read(file)?;
        let (moves, rest) = Cascade::read(rest)?;
        let (relations, _) = Cascade::read(rest)?;
        Some(Model { tags, moves, relations })
    }
}

/// The longest stretch of words that is parsed in one go.
const LONGEST: usize = 250;

/// The models that are built in.
pub(super) fn builtin() -> &'static Model {
    &MODEL
}

impl Model {
    /// Reads the text as one sentence, whatever its marks.
    pub fn annotate_sentence(&self, text: &str, lexicon: &Lexicon) -> Prose {
        let tokens = token::tokenize(text, &lexicon.abbreviations);
        let span = Span::new(0, text.len());
        let sentence =
            Sentence { span, tokens: 0..tokens.len(), paragraph: 0, kind: SentenceKind::Prose, block: None };
        let mut prose = Prose { tokens, sentences: vec![sentence], ..Prose::default() };
        self.annotate(text, &mut prose, lexicon);
        prose
    }

    /// Reads the text with these models.
    pub fn annotate_text(&self, text: &str, lexicon: &Lexicon) -> Prose {
        Prose::read_with(self, text, &[], lexicon)
    }

    /// Fills in the grammar of every token.
    pub(super) fn annotate(&self, text: &str, prose: &mut Prose, lexicon: &Lexicon) {
        let mut words = Words::default();
        let mut state = State::default();
        let mut features = Features::default();
        for number in 0..prose.sentences.len() {
            let mut rest = prose.sentences[number].tokens.clone();
            let mut root = None;
            while !rest.is_empty() {
                let stretch = stretch(prose, rest.clone());
                rest.start = stretch.end;
                words.read(text, &prose.tokens[stretch.clone()]);
                tagger::tag(&mut words, &self.tags, &mut features);
                parser::parse(&words, &self.moves, &self.relations, &mut state, &mut features);
                write(prose, stretch.clone(), &words, &state, &mut root);
                for token in &mut prose.tokens[stretch] {
                    if let Some(lemma) = lemma::lemma(&token.lower, token.tag, &lexicon.irregular) {
                        token.lemma = lemma.into();
                    }
                }
            }
        }
    }
}

/// The first part of a sentence: all of it, or if it is very long as much as ends in a mark.
fn stretch(prose: &Prose, rest: Range<usize>) -> Range<usize> {
    if rest.len() <= LONGEST {
        return rest;
    }
    let most = rest.start..rest.start + LONGEST;
    let mark = most.clone().rev().take(LONGEST / 2).find(|at| prose.tokens[*at].kind == TokenKind::Mark);
    most.start..mark.map_or(most.end, |at| at + 1)
}

/// Writes tags, heads and relations to the tokens. The roots of later stretches hang on that of the first.
fn write(prose: &mut Prose, stretch: Range<usize>, words: &Words, state: &State, root: &mut Option<usize>) {
    for (at, token) in prose.tokens[stretch.clone()].iter_mut().enumerate() {
        token.tag = words.tags[at];
        token.relation = state.relations[at];
        let head = state.heads[at] as usize;
        token.head = (head != state.root()).then_some(stretch.start + head);
        if token.head.is_none() {
            token.head = *root;
            match root {
                Some(_) => token.relation = Relation::Parataxis,
                None => *root = Some(stretch.start + at),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{Lexicon, text::Prose};

    /// Each word with its tag, the number of its head from 1, and its relation, as in CoNLL-U.
    fn check(text: &str, expected: &str) {
        let prose = Prose::read(text, &Lexicon::builtin());
        let lines: Vec<String> = prose
            .tokens
            .iter()
            .map(|token| {
                let head = token.head.map_or(0, |head| head + 1);
                format!("{} {} {head} {}", token.span.slice(text), token.tag.name(), token.relation.name())
            })
            .collect();
        assert_eq!(lines.join("\n"), expected.trim().replace("\n        ", "\n"), "{text}");
    }

    #[test]
    fn passives_have_their_subject() {
        check(
            "Three men were arrested in Lagos.",
            "Three CD 2 nummod
        men NNS 4 nsubj:pass
        were VBD 4 aux:pass
        arrested VBN 0 root
        in IN 6 case
        Lagos NNP 4 obl
        . PUNCT 4 punct",
        );
    }

    fn assert_trees(text: &str) {
        let prose = Prose::read(text, &Lexicon::builtin());
        for sentence in &prose.sentences {
            let roots = sentence.tokens.clone().filter(|at| prose.tokens[*at].head.is_none()).count();
            assert_eq!(roots, 1, "{text:?}");
            for at in sentence.tokens.clone() {
                let mut word = at;
                let steps = (0..=sentence.tokens.len()).take_while(|_| {
                    let head = prose.tokens[word].head;
                    word = head.unwrap_or(word);
                    head.is_some()
                });
                assert!(steps.count() < sentence.tokens.len(), "{text:?}");
                assert!(sentence.tokens.contains(&word));
            }
        }
    }

    #[test]
    fn long_sentences_are_trees() {
        assert_trees(&"the men who left and, ".repeat(400));
        assert_trees(&"a".repeat(3000));
        assert_trees(&"( ".repeat(3000));
    }

    proptest! {
        #[test]
        fn any_text_is_trees(text in "\\PC{0,200}") {
            assert_trees(&text);
        }

        #[test]
        fn any_words_are_trees(words in prop::collection::vec("[A-Za-z]{1,8}|[0-9]{1,4}|[.,;:!?()'’-]|were|killed|in|the|\n", 0..300)) {
            assert_trees(&words.join(" "));
        }
    }
}
