//! Whether a clause speaks of what was or of what is to come.

use crate::{
    lexicon::Dates,
    text::{Prose, Sentence, Tag, Token},
};

/// The time a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tense {
    Past,
    Future,
    /// No verb says so.
    #[default]
    Unknown,
}

/// The tense around the byte `at`: of the nearest verb that shows one, those before it in its clause first.
pub(crate) fn tense_at(prose: &Prose, sentence: &Sentence, at: usize, dates: &Dates) -> Tense {
    let tokens = prose.tokens_of(sentence);
    let place = tokens.partition_point(|token| token.span.start < at);
    let in_clause = |at: &usize| tokens.get(*at).is_some_and(|token| !ends_clause(token));
    let first_tense = |places: &mut dyn Iterator<Item = usize>| first_tense(tokens, places, dates);
    first_tense(&mut (0..place).rev().take_while(in_clause))
        .or_else(|| first_tense(&mut (place..tokens.len()).take_while(in_clause)))
        .or_else(|| first_tense(&mut (0..place).rev()))
        .or_else(|| first_tense(&mut (place..tokens.len())))
        .unwrap_or_default()
}

fn ends_clause(token: &Token) -> bool {
    matches!(&*token.lower, "," | ";" | ":" | "—" | "–" | "(" | ")" | "“" | "”" | "\"")
}

/// The tense of the nearest verb; an auxiliary of the future within three words of it decides.
fn first_tense(tokens: &[Token], places: &mut dyn Iterator<Item = usize>, dates: &Dates) -> Option<Tense> {
    let mut past_at = None;
    for (number, at) in places.take(40).enumerate() {
        if past_at.is_some_and(|past| number > past + 3) {
            break;
        }
        if looks_ahead(tokens, at, dates) {
            return Some(Tense::Future);
        }
        if past_at.is_none() && tokens.get(at).is_some_and(|token| is_past(token, dates)) {
            past_at = Some(number);
        }
    }
    past_at.map(|_| Tense::Past)
}

/// "Will", "plans", "going to", "are to": but not the "going" of "from going out".
fn looks_ahead(tokens: &[Token], at: usize, dates: &Dates) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    match word(at) {
        "going" => word(at + 1) == "to",
        "to" => at.checked_sub(1).is_some_and(|before| matches!(word(before), "are" | "is")),
        other => dates.is_future(other),
    }
}

fn is_past(token: &Token, dates: &Dates) -> bool {
    match token.tag {
        Tag::VBD | Tag::VBN => true,
        Tag::X => dates.is_past(&token.lower) || token.lower.len() > 4 && token.lower.ends_with("ed"),
        _ => false,
    }
}

/// Whether any verb of the text is in the past: where none is, it is a notice or a programme.
pub(crate) fn tells_of_the_past(prose: &Prose, dates: &Dates) -> bool {
    prose.tokens.iter().any(|token| is_past(token, dates))
}
