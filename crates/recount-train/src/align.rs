//! A treebank's trees carried over to Recount's own tokens, so that the models learn the tokens they will meet.
//!
//! One token over several words of the treebank takes tag, head and relation from the word among them that hangs on a
//! word outside. Of several tokens in one word the first takes its place in the tree and the others hang on it.

use recount_core::{
    Lexicon,
    text::{Prose, Relation, Tag, Token, TokenKind, training::Words},
};

use crate::{
    conllu::{Sentence, Word},
    guide::Guide,
};

/// A sentence as the models see it, with the right answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Example {
    /// The text.
    pub(crate) text: String,
    /// What the models see; the tags are those that a tagger gave.
    pub(crate) words: Words,
    /// The right tags.
    pub(crate) tags: Vec<Tag>,
    /// The right heads, the number of words for the root.
    pub(crate) heads: Vec<usize>,
    /// The right relations.
    pub(crate) relations: Vec<Relation>,
    /// The right dictionary forms; none where the tokens differ.
    pub(crate) lemmas: Vec<Option<String>>,
    /// What another parser says of it.
    pub(crate) guide: Option<Guide>,
}

/// Carries the tree over; nothing if the result is no tree.
pub(crate) fn example(sentence: &Sentence, lexicon: &Lexicon) -> Option<Example> {
    let tokens = Prose::read(&sentence.text, lexicon).tokens;
    let groups: Vec<Vec<usize>> = tokens.iter().map(|token| words_in(token, &sentence.words)).collect();
    let first_token = first_tokens(&groups, sentence.words.len());
    let mut example = Example { text: sentence.text.clone(), ..Example::default() };
    example.words.read(&sentence.text, &tokens);
    for (at, group) in groups.iter().enumerate() {
        let word = *group.iter().find(|word| leaves(sentence, group, **word)).or(group.first())?;
        let source = &sentence.words[word];
        let own = first_token[word] == Some(at);
        let mark = tokens[at].kind == TokenKind::Mark;
        let head = match (own, source.head.checked_sub(1)) {
            (false, _) => first_token[word]?,
            (true, None) => tokens.len(),
            (true, Some(head)) => first_token[head]?,
        };
        let (tag, relation) = match own {
            true => (Tag::of_treebank(&source.tag), Relation::of_treebank(&source.relation)),
            false if mark => (Tag::Punct, Relation::Punct),
            false => (Tag::of_treebank(&source.tag), Relation::Flat),
        };
        example.tags.push(tag);
        example.heads.push(head);
        example.relations.push(relation);
        let same = source.span == (tokens[at].span.start..tokens[at].span.end);
        example.lemmas.push(same.then(|| source.lemma.clone()));
    }
    is_tree(&example.heads).then_some(example)
}

/// The words that share a letter with the token.
pub(crate) fn words_in(token: &Token, words: &[Word]) -> Vec<usize> {
    let touches = |word: &Word| word.span.start < token.span.end && token.span.start < word.span.end;
    (0..words.len()).filter(|word| touches(&words[*word])).collect()
}

/// The first token of each word.
pub(crate) fn first_tokens(groups: &[Vec<usize>], words: usize) -> Vec<Option<usize>> {
    let mut first = vec![None; words];
    for (token, group) in groups.iter().enumerate().rev() {
        group.iter().for_each(|word| first[*word] = Some(token));
    }
    first
}

/// Whether the word's head stands outside the token.
fn leaves(sentence: &Sentence, group: &[usize], word: usize) -> bool {
    sentence.words[word].head.checked_sub(1).is_none_or(|head| !group.contains(&head))
}

/// Whether every word reaches the root, and one alone hangs on it.
fn is_tree(heads: &[usize]) -> bool {
    let reaches = |word: usize| {
        let mut at = word;
        for _ in 0..=heads.len() {
            match heads.get(at) {
                Some(head) => at = *head,
                None => return true,
            }
        }
        false
    };
    (0..heads.len()).all(reaches) && heads.iter().filter(|head| **head == heads.len()).count() == 1
}
