//! What kind of word stands at a place, whatever the tagger made of it.

use super::Around;
use crate::{lexicon::Part, text::Tag};

/// Words that open or carry a verb group without being what happened.
pub(super) fn is_auxiliary(around: &Around<'_, '_>, at: usize) -> bool {
    around.tag(at) == Tag::MD
        || matches!(around.scene.lemma(at), "be" | "have" | "do" | "get")
        || matches!(
            around.lower(at),
            "were"
                | "was"
                | "are"
                | "is"
                | "been"
                | "being"
                | "be"
                | "had"
                | "has"
                | "have"
                | "having"
                | "did"
                | "got"
                | "'ve"
                | "'re"
        )
}

pub(super) fn is_be(around: &Around<'_, '_>, at: usize) -> bool {
    matches!(
        around.lower(at),
        "were" | "was" | "are" | "is" | "been" | "being" | "be" | "got" | "get" | "'re"
    )
}

pub(super) fn is_adverb(around: &Around<'_, '_>, at: usize) -> bool {
    matches!(around.tag(at), Tag::RB | Tag::RBR | Tag::RBS) && !around.lower(at).ends_with("ed")
        || matches!(
            around.lower(at),
            "also"
                | "already"
                | "still"
                | "so"
                | "far"
                | "now"
                | "not"
                | "n't"
                | "all"
                | "both"
                | "alone"
                | "themselves"
                | "either"
        )
}

/// A past form that may be a participle, whatever the tagger made of it.
pub(super) fn is_participle_form(around: &Around<'_, '_>, at: usize) -> bool {
    let lower = around.lower(at);
    matches!(around.tag(at), Tag::VBN | Tag::VBD)
        || lower.ends_with("ed") && lower.len() > 4
        || matches!(
            lower,
            "hurt"
                | "held"
                | "hit"
                | "burnt"
                | "left"
                | "sent"
                | "cut"
                | "put"
                | "swept"
                | "driven"
                | "taken"
                | "found"
                | "shot"
        )
}

pub(super) fn is_verb_form(around: &Around<'_, '_>, at: usize) -> bool {
    let mistagged = at == around.end && around.tag(at).is_noun() && around.hit(at, &[Part::Agent]).is_some();
    around.tag(at).is_verb() || is_participle_form(around, at) || mistagged
}

pub(super) fn is_quote(around: &Around<'_, '_>, at: usize) -> bool {
    matches!(around.lower(at), "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``")
}

pub(super) fn is_finite(around: &Around<'_, '_>, at: usize) -> bool {
    matches!(around.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD)
}

/// Whether a noun phrase stands right behind the verb.
pub(super) fn has_object(around: &Around<'_, '_>, verb: usize) -> bool {
    let mut at = verb + 1;
    while is_adverb(around, at) {
        at += 1;
    }
    !around.scene.is_time(at)
        && (matches!(
            around.tag(at),
            Tag::DT | Tag::PRPS | Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::PRP | Tag::CD
        ) || around.scene.quantity_at(at).is_some())
        && !matches!(
            around.lower(at),
            "there" | "dead" | "homeless" | "missing" | "home" | "last" | "yesterday" | "today"
        )
}
