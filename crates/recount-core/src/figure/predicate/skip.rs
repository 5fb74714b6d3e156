//! Ways past what stands between a noun phrase and its verb.

use super::{Around, words::*};
use crate::text::Tag;

/// Past a prepositional phrase or the complements of a participle: to the next verb, mark or joining word.
pub(super) fn skip_phrase(around: &Around<'_, '_>, start: usize) -> Option<usize> {
    let mut at = start;
    while around.scene.token(at).is_some() && at < start + 25 {
        let stop = matches!(around.tag(at), Tag::IN | Tag::TO | Tag::MD | Tag::WDT | Tag::WP | Tag::Punct)
            || around.tag(at).is_verb()
                && !(around.tag(at) == Tag::VBN && around.tag(at + 1).is_noun())
                && around.tag(at) != Tag::VBG
            || matches!(around.lower(at), "who" | "which" | "that" | ",");
        if stop {
            return (around.lower(at) != ";").then_some(at);
        }
        if around.tag(at) == Tag::CC && !joins_nouns(around, at) {
            return None;
        }
        at += 1;
    }
    None
}

pub(super) fn joins_nouns(around: &Around<'_, '_>, at: usize) -> bool {
    let next = at + 1;
    let opens_clause =
        is_verb_form(around, next) || is_auxiliary(around, next) || around.scene.quantity_at(next).is_some();
    !opens_clause && around.lower(at) != "but"
}

/// Past ", including many children," or "- nine Pakistanis and seven Indians -" or "(…)".
pub(super) fn skip_parenthesis(around: &Around<'_, '_>, at: usize) -> Option<usize> {
    let close = match around.lower(at) {
        "(" => ")",
        mark => mark,
    };
    let inside = at + 1..at + 26;
    let end = inside.clone().find(|next| around.lower(*next) == close)?;
    if close == ","
        && (inside.start..end).any(|next| is_finite(around, next))
        && !matches!(around.lower(at + 1), "who" | "which" | "many" | "some" | "most" | "all")
    {
        return None;
    }
    let next = end + 1;
    // Behind the parenthesis the subject's verb must stand, not a new clause.
    (is_auxiliary(around, next) || is_verb_form(around, next) || is_adverb(around, next)).then_some(next)
}

pub(super) fn skip_relative(around: &Around<'_, '_>, start: usize) -> Option<usize> {
    let mut verbs = 0;
    for at in start..start + 30 {
        around.scene.token(at)?;
        let group = (is_finite(around, at) || is_auxiliary(around, at))
            && !(at > start
                && (is_auxiliary(around, at - 1)
                    || is_adverb(around, at - 1) && is_auxiliary(around, at.saturating_sub(2))));
        verbs += usize::from(group);
        if verbs == 2 {
            return Some(at);
        }
        if matches!(around.lower(at), ";" | "." | ",") {
            let next = at + 1;
            return (is_auxiliary(around, next) || is_verb_form(around, next)).then_some(next);
        }
    }
    None
}
