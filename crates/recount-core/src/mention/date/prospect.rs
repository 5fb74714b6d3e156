//! Whether a sentence speaks of a date as still to come, seen from its own day: an order "to leave by November".
//!
//! Stricter than [`super::tense`]: a retelling ("a deadline was set for them to leave by 1 November") looks back on what
//! was once to come, and says nothing of the day on which it is told.

use crate::{
    span::Span,
    text::{Prose, Sentence, Tag, Token},
};

/// Whether the date is to come for the one who tells.
pub(super) fn is_to_come(prose: &Prose, sentence: &Sentence, date: Span) -> bool {
    let tokens = before(prose, sentence, date);
    let Some(at) = tokens.iter().rposition(is_forward) else { return false };
    let distance = tokens.len() - at;
    if distance > 14 {
        return false;
    }
    if is_described(&tokens[at + 1..]) {
        return false;
    }
    match &*tokens[at].lower {
        "to" => is_infinitive(tokens, at) && !looks_back(&tokens[..at]) && looks_now(&tokens[..at]),
        _ => !looks_back_close(&tokens[at + 1..]),
    }
}

/// "Will exceed the high set in 2013": a participle of the past without "be" describes what was, and the date is its own.
fn is_described(tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| match pair {
        [before, participle] => {
            participle.tag == Tag::VBN
                && !matches!(&*before.lower, "be" | "been" | "being" | "have" | "get" | "not" | "and" | "or")
                && before.tag != Tag::RB
        }
        _ => false,
    })
}

/// Whether a verb in the past stands in the sentence and none that looks ahead lies between it and the date.
pub(super) fn is_told_as_past(prose: &Prose, sentence: &Sentence, date: Span) -> bool {
    let tokens = before(prose, sentence, date);
    let all = prose.tokens_of(sentence);
    let forward = tokens.iter().rev().take(12).any(is_forward) && is_to_come(prose, sentence, date);
    !forward && all.iter().any(is_past)
}

fn before<'p>(prose: &'p Prose, sentence: &Sentence, date: Span) -> &'p [Token] {
    let tokens = prose.tokens_of(sentence);
    let end = tokens.partition_point(|token| token.span.start < date.start);
    tokens.get(..end).unwrap_or(&[])
}

fn is_forward(token: &Token) -> bool {
    matches!(&*token.lower, "will" | "'ll" | "shall" | "must" | "to")
}

fn is_infinitive(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|token| matches!(token.tag, Tag::VB | Tag::X | Tag::VBP))
}

fn is_past(token: &Token) -> bool {
    match token.tag {
        Tag::VBD => true,
        Tag::X => {
            matches!(&*token.lower, "was" | "were" | "had" | "said")
                || token.lower.len() > 4 && token.lower.ends_with("ed")
        }
        _ => matches!(&*token.lower, "was" | "were" | "had"),
    }
}

/// Whether the words before look back: "a deadline was set for all to leave".
fn looks_back(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        is_past(token) && token.tag != Tag::X || matches!(&*token.lower, "was" | "were" | "had" | "after")
    })
}

/// Whether a verb of the present governs: "has issued", "have given", "orders".
fn looks_now(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        matches!(&*token.lower, "has" | "have" | "is" | "are") || matches!(token.tag, Tag::VBZ | Tag::VBP)
    })
}

fn looks_back_close(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(&*token.lower, "was" | "were" | "had") || token.tag == Tag::VBD)
}
