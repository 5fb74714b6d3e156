//! How well the trained models do on a treebank, with gold sentences and Recount's own tokens.

use recount_core::{
    Lexicon,
    text::{Relation, Tag, training::Model},
};

use crate::{
    align::Example,
    lessons::{self, Moves, Relations, Tags},
};

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
            let head = token.head.unwrap_or(prose.tokens.len());
            self.count(example, at, token.tag, head, token.relation);
            if let Some(lemma) = &example.lemmas[at]
                && token.tag == example.tags[at]
                && (token.tag.is_verb() || matches!(token.tag, Tag::NN | Tag::NNS))
            {
                self.lemmas += 1;
                self.lemmas_right += usize::from(token.lemma.as_ref() == lemma.to_lowercase());
            }
        }
    }

    fn count(&mut self, example: &Example, at: usize, tag: Tag, head: usize, relation: Relation) {
        self.tokens += 1;
        self.tags += usize::from(tag == example.tags[at]);
        if example.relations[at] != Relation::Punct {
            self.words += 1;
            self.heads += usize::from(head == example.heads[at]);
            self.relations += usize::from(head == example.heads[at] && relation == example.relations[at]);
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

/// Tags, heads and relations of models still learning.
pub(crate) fn of_learners(
    tagger: &Tags,
    moves: &Moves,
    relations: &Relations,
    examples: &[Example],
) -> String {
    let mut score = Score::default();
    for example in examples {
        let mut example = example.clone();
        example.words.tags = lessons::tagged(tagger, &example);
        let (heads, found) = lessons::parsed(moves, relations, &example);
        for at in 0..heads.len() {
            score.count(&example, at, example.words.tags[at], heads[at], found[at]);
        }
    }
    score.line("")
}
