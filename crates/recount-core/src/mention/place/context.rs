//! What stands around a name, and how much it speaks for a place.

use std::collections::BTreeSet;

use crate::{
    lexicon::{Lexicon, WordBag, gazetteer::key_of},
    text::{Prose, Token, TokenKind},
};

/// What the report as a whole tells about its words.
#[derive(Debug, Default)]
pub(super) struct Wording<'r> {
    /// Words that stand in small letters somewhere.
    pub(super) small: WordBag<'r>,
    /// Words that stand as a person's name somewhere, as they are looked up.
    pub(super) persons: BTreeSet<String>,
    /// By sentence: whether most of its words are capitalised, so that capitals tell nothing.
    pub(super) capitals: Vec<bool>,
}

impl<'r> Wording<'r> {
    /// Reads the report once.
    pub(super) fn read(text: &str, prose: &'r Prose, lexicon: &Lexicon) -> Wording<'r> {
        let mut wording = Wording { small: WordBag::for_words(prose.tokens.len()), ..Wording::default() };
        for sentence in &prose.sentences {
            let tokens = prose.tokens_of(sentence);
            wording.capitals.push(is_all_capitals(text, tokens));
            let words = tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
            for (at, token) in words {
                if !token.is_capitalised(text) {
                    wording.small.insert(&token.lower);
                    continue;
                }
                let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                if before.is_some_and(|before| opens_person(text, before, at == 1, lexicon)) {
                    wording.persons.insert(key_of(token.span.slice(text), &token.lower).into_owned());
                }
            }
        }
        wording
    }
}

/// Whether most words of four or more are capitalised: a headline, or a line in capitals.
fn is_all_capitals(text: &str, tokens: &[Token]) -> bool {
    let long = |token: &&Token| token.kind == TokenKind::Word && token.lower.chars().nth(3).is_some();
    let words = tokens.iter().filter(long);
    let (mut all, mut capital) = (0, 0);
    for word in words {
        all += 1;
        capital += usize::from(word.is_capitalised(text));
    }
    all >= 3 && capital * 10 >= all * 8
}

/// Whether the word before a capital word makes it a person's: a title, a given name, an initial. `first` says that the word
/// opens its sentence, so that its capital tells nothing.
pub(super) fn opens_person(text: &str, before: &Token, first: bool, lexicon: &Lexicon) -> bool {
    if before.kind != TokenKind::Word || !before.is_capitalised(text) {
        return false;
    }
    lexicon.place_words.titles.contains(&before.lower)
        && !lexicon.place_words.bodies_after.contains(&before.lower)
        || is_initial(before.span.slice(text))
        || is_given(text, before, first, lexicon)
}

/// Whether the word is a given name and hardly anything else.
fn is_given(text: &str, token: &Token, first: bool, lexicon: &Lexicon) -> bool {
    let word = key_of(token.span.slice(text), &token.lower);
    let traits = lexicon.places.traits(&word);
    if first && traits.word {
        return false;
    }
    (traits.given || lexicon.place_words.given.contains(&word)) && is_no_known_place(&word, lexicon)
}

/// Whether no country, division or large town has this name ("Georgia", "Paris", "Jordan" and "Sydney" are also given).
fn is_no_known_place(word: &str, lexicon: &Lexicon) -> bool {
    !lexicon.places.named(word).iter().any(|candidate| {
        let population = lexicon.places.population(candidate.place);
        population > 200_000.0 && !candidate.traits.alternate
    })
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none_or(|second| second == '.')
        && letters.next().is_none()
}
