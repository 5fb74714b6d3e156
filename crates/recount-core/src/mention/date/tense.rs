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
    let (before, behind) = tokens.split_at(place.min(tokens.len()));
    let clause_before = before.iter().rev().take_while(|token| !ends_clause(token));
    let clause_behind = behind.iter().take_while(|token| !ends_clause(token));
    first_tense(clause_before, dates)
        .or_else(|| first_tense(clause_behind, dates))
        .or_else(|| first_tense(before.iter().rev(), dates))
        .or_else(|| first_tense(behind.iter(), dates))
        .unwrap_or_default()
}

fn ends_clause(token: &Token) -> bool {
    matches!(&*token.lower, "," | ";" | ":" | "—" | "–" | "(" | ")" | "“" | "”" | "\"")
}

/// The tense of the nearest verb; an auxiliary of the future within three words of it decides.
fn first_tense<'t>(tokens: impl Iterator<Item = &'t Token>, dates: &Dates) -> Option<Tense> {
    let mut past_at = None;
    for (number, token) in tokens.take(40).enumerate() {
        if past_at.is_some_and(|at| number > at + 3) {
            break;
        }
        if dates.is_future(&token.lower) {
            return Some(Tense::Future);
        }
        if past_at.is_none() && is_past(token, dates) {
            past_at = Some(number);
        }
    }
    past_at.map(|_| Tense::Past)
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
