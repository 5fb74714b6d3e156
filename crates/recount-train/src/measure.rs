//! How well the trained models do on a treebank, with gold sentences and Recount's own tokens.

use recount_core::{
    Lexicon,
    text::{Relation, Tag, training::Model},
};

use crate::align::Example;

/// Counts of what was right.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    tokens: usize,
    tags: usize,
    words: usize,
    heads: usize,
    relations: usize,
    lemmas: usize,
    lemmas_right: usize,
}

impl Score {
    /// Adds the sentences of a treebank.
    pub(crate) fn of(model: &Model, lexicon: &Lexicon, examples: &[Example]) -> Score {
        let mut score = Score::default();
        for example in examples {
            score.add(model, lexicon, example);
        }
        score
    }

    fn add(&mut self, model: &Model, lexicon: &Lexicon, example: &Example) {
        let prose = model.annotate_sentence(&example.text, lexicon);
        for (at, token) in prose.tokens.iter().enumerate() {
            self.tokens += 1;
            self.tags += usize::from(token.tag == example.tags[at]);
            if example.relations[at] != Relation::Punct {
                self.words += 1;
                let head = token.head.unwrap_or(prose.tokens.len()) == example.heads[at];
                self.heads += usize::from(head);
                self.relations += usize::from(head && token.relation == example.relations[at]);
            }
            if let Some(lemma) = &example.lemmas[at]
                && token.tag == example.tags[at]
                && (token.tag.is_verb() || matches!(token.tag, Tag::NN | Tag::NNS))
            {
                self.lemmas += 1;
                self.lemmas_right += usize::from(token.lemma.as_ref() == lemma.to_lowercase());
            }
        }
    }

    /// One line of percentages.
    pub(crate) fn line(&self, name: &str) -> String {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        format!(
            "{name}: {} tokens, tags {:.2}, UAS {:.2}, LAS {:.2}, lemmas of verbs and nouns {:.2}",
            self.tokens,
            percent(self.tags, self.tokens),
            percent(self.heads, self.words),
            percent(self.relations, self.words),
            percent(self.lemmas_right, self.lemmas),
        )
    }
}
