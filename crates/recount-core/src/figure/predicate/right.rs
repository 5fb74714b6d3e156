//! What stands behind the noun phrase: its verb, a participle, a relative clause, a state.

use super::{Around, Candidate, add, skip::*, verbs::verb_group, words::*};
use crate::{lexicon::Part, text::Tag};

/// What stands behind the noun phrase: verb group, participle, state.
pub(super) fn read(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    state_right_behind(around, found);
    let Some(start) = verb_group_start(around, found) else { return };
    verb_group(around, start, found);
}

/// "45 dead", "two in serious condition", "six others hurt".
pub(super) fn state_right_behind(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let mut at = around.end;
    while is_adverb(around, at) && around.hit(at, &[Part::State]).is_none()
        || matches!(around.lower(at), "others" | "more" | "people")
    {
        at += 1;
    }
    // "… and 2,600 as totally damaged": the verb is that of the count before.
    if around.lower(at) == "as" {
        let state = (at + 1..at + 6)
            .take_while(|at| {
                is_quote(around, *at) || is_adverb(around, *at) || is_participle_form(around, *at)
            })
            .find_map(|at| around.hit(at, &[Part::State, Part::Patient]));
        add(found, state, "state behind", at, 62);
    }
    // Behind "left" or "made" the state is the whole message; else it is a modifier.
    add(found, around.hit(at, &[Part::State]), "state behind", at, 62);
}

/// Finds the verb group whose subject the noun phrase is, past what may stand between; notes the participles and
/// relative clauses on the way.
pub(super) fn verb_group_start(around: &Around<'_, '_>, found: &mut Vec<Candidate>) -> Option<usize> {
    let mut at = around.end + usize::from(is_apposition(around));
    at = crate::figure::rate::behind(around.scene, at);
    let last = around.scene.tokens().end;
    let mut steps = 0;
    while at < last && steps < 40 {
        steps += 1;
        if is_adverb(around, at) {
            at += 1;
        } else if is_auxiliary(around, at) && !follows_pronoun(around, at) {
            return Some(at);
        } else if around.tag(at) != Tag::VBG && is_verb_form(around, at) {
            if !is_reduced(around, at) {
                return Some(at);
            }
            post_modifier(around, at, found);
            at = skip_phrase(around, at + 1)?;
        } else if around.tag(at) == Tag::VBG {
            post_modifier(around, at, found);
            at = skip_phrase(around, at + 1)?;
        } else if matches!(around.lower(at), "who" | "that" | "which" | "whom" | "whose") {
            relative(around, at, found);
            at = skip_relative(around, at + 1)?;
        } else if matches!(around.lower(at), "," | "-" | "–" | "—" | "(") {
            if around.lower(at) == "," && is_participle_form(around, at + 1) {
                post_modifier(around, at + 1, found);
            }
            at = skip_parenthesis(around, at)?;
        } else if matches!(around.tag(at), Tag::IN | Tag::TO)
            && !matches!(
                around.lower(at),
                "while"
                    | "as"
                    | "because"
                    | "after"
                    | "since"
                    | "if"
                    | "before"
                    | "when"
                    | "although"
                    | "though"
                    | "that"
                    | "until"
            )
        {
            if around.lower(at) == "to" && around.tag(at + 1) == Tag::VB {
                infinitive(around, at + 1, found);
                return None;
            }
            add(found, around.hit(at, &[Part::State]), "state behind", at, 55);
            at = skip_phrase(around, at + 1)?;
        } else if around.scene.is_time(at) {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// "all foreigners, some 90,000 people, must leave": the count stands between marks, its verb behind the second.
pub(super) fn is_apposition(around: &Around<'_, '_>) -> bool {
    let mut before = around.quantity.tokens.start.saturating_sub(1);
    if matches!(around.scene.lemma(before), "total" | "number")
        || matches!(around.lower(before), "totaling" | "totalling" | "numbering")
    {
        before = before.saturating_sub(1);
    }
    let (open, close) = (around.lower(before), around.lower(around.end));
    // ", 300 people, among them children, died": the second mark opens an insertion of its own.
    let inserted = matches!(around.tag(around.end + 1), Tag::IN | Tag::VBG);
    !inserted && matches!((open, close), (",", ",") | ("-", "-") | ("–", "–") | ("—", "—") | ("(", ")"))
}

/// "… he had": the auxiliary belongs to somebody else.
pub(super) fn follows_pronoun(around: &Around<'_, '_>, at: usize) -> bool {
    at > around.end && matches!(around.lower(at - 1), "he" | "she" | "it" | "they" | "we" | "i" | "you")
}

/// Whether a past form behind the noun is a modifier: "people displaced by floods lost …", not "people fled to …".
pub(super) fn is_reduced(around: &Around<'_, '_>, at: usize) -> bool {
    let agent = around.hit(at, &[Part::Agent]);
    let active = agent.is_some_and(|hit| hit.others > 0)
        || agent.is_some() && (around.tag(at) == Tag::VBD || around.hit(at, &[Part::Patient]).is_none());
    !active && (around.tag(at) == Tag::VBN || is_participle_form(around, at)) && !has_object(around, at)
}

/// "300 people displaced by …", "600 people sheltering in …".
pub(super) fn post_modifier(around: &Around<'_, '_>, at: usize, found: &mut Vec<Candidate>) {
    let parts: &[Part] =
        if around.tag(at) == Tag::VBG { &[Part::Agent] } else { &[Part::Patient, Part::State] };
    let adjacent = at == around.end || (around.end..at).all(|between| is_adverb(around, between));
    let weight = if adjacent { 58 } else { 42 };
    add(found, around.hit(at, parts), "participle behind", at, weight);
    let mut next = at + 1;
    if is_participle_form(around, at) {
        while is_adverb(around, next) {
            next += 1;
        }
        if around.lower(next) == "to" {
            infinitive(around, next + 1, found);
        }
        add(found, around.hit(next, &[Part::State]), "state behind", next, weight);
    }
    let and =
        (around.lower(next) == "and" || around.lower(next) == "or") && is_participle_form(around, next + 1);
    if and {
        add(found, around.hit(next + 1, parts), "participle behind", next + 1, weight);
    }
}

/// "… to flee", "… to be evacuated".
pub(super) fn infinitive(around: &Around<'_, '_>, at: usize, found: &mut Vec<Candidate>) {
    let passive = is_be(around, at);
    let verb = (at..at + 4).find(|at| is_verb_form(around, *at) && !is_auxiliary(around, *at));
    if let Some(verb) = verb {
        let parts: &[Part] = if passive { &[Part::Patient] } else { &[Part::Agent] };
        add(found, around.hit(verb, parts), "infinitive", verb, 79);
        if is_ordered(around) {
            add(found, around.hit(verb, &[Part::Ordered]), "ordered", verb, 72);
        }
    }
}

/// Whether an authority demands what the infinitive says: "ordered 300 people to leave", "an order for … to leave".
pub(super) fn is_ordered(around: &Around<'_, '_>) -> bool {
    let start = around.scene.tokens().start;
    (start.max(around.quantity.tokens.start.saturating_sub(12))..around.quantity.tokens.start)
        .any(|at| around.scene.lexicon.predicates.demands.contains(around.scene.lemma(at)))
}

/// "… who fled", "… who were displaced", "that have been burnt".
pub(super) fn relative(around: &Around<'_, '_>, at: usize, found: &mut Vec<Candidate>) {
    let mut chain = Vec::new();
    verb_group(around, at + 1, &mut chain);
    for candidate in chain {
        found.push(Candidate {
            rule: "relative clause",
            weight: candidate.weight.saturating_sub(30),
            ..candidate
        });
    }
}
