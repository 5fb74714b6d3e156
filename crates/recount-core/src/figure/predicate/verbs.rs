//! The verb group whose subject is counted: "have been left homeless", "were forced to flee".

use super::{Around, Candidate, add, words::*};
use crate::{figure::triggers::Hit, lexicon::Part, text::Tag};

/// Reads the verb group that starts at `start`: auxiliaries, verbs chained by "to" and "and", and the state behind.
pub(super) fn verb_group(around: &Around<'_, '_>, start: usize, found: &mut Vec<Candidate>) {
    let mut at = start;
    let mut passive = false;
    let mut weight = 80;
    let mut must = false;
    for _ in 0..24 {
        if around.scene.token(at).is_none() {
            return;
        }
        if is_be(around, at) {
            passive = true;
        } else if is_auxiliary(around, at) {
            must |= matches!(around.lower(at), "must" | "should")
                || matches!(around.lower(at), "have" | "has") && around.lower(at + 1) == "to";
            passive = false;
        } else if is_adverb(around, at)
            || around.lower(at) == "to"
            || joins_adverbs(around, at)
            || is_quote(around, at)
        {
        } else if is_verb_form(around, at) {
            let told = verb(around, at, passive, must, weight, found);
            let demands = passive
                && matches!(
                    around.scene.lemma(at),
                    "order" | "tell" | "ask" | "require" | "instruct" | "oblige" | "force" | "give"
                );
            must |= demands && around.scene.lemma(at) != "force";
            weight = weight.min(88) + 1;
            if let Some(next) = chained(around, at + 1) {
                // "were arrested and deported", "confirmed killed" stay passive, "were forced to flee" does not.
                passive &= around.lower(next.saturating_sub(1)) != "to";
                at = next;
                continue;
            }
            if !told {
                add(found, state_near(around, at + 1), "state", at, weight);
            }
            return;
        } else {
            let state = around.hit(at, &[Part::State]).or_else(|| state_near(around, at));
            add(found, state, "state", at, weight);
            return;
        }
        at += 1;
    }
}

pub(super) fn verb(
    around: &Around<'_, '_>,
    at: usize,
    passive: bool,
    must: bool,
    weight: u8,
    found: &mut Vec<Candidate>,
) -> bool {
    let participle = is_participle_form(around, at);
    let parts: &[Part] = match (passive, around.tag(at)) {
        (true, Tag::VBG) => &[Part::Agent],
        (true, _) => &[Part::Patient, Part::State],
        (false, _) => &[Part::Agent],
    };
    // "partially destroyed" is a phrase of its own that starts before the verb.
    let adverb = (1..3).filter_map(|back| at.checked_sub(back)).find(|before| !is_quote(around, *before));
    let with_adverb = adverb.and_then(|before| around.hit(before, parts)).filter(|hit| hit.others > 0);
    let direct = add(found, with_adverb.or_else(|| around.hit(at, parts)), "predicate", at, weight);
    if must {
        add(found, around.hit(at, &[Part::Ordered]), "ordered", at, weight + 4);
    }
    // "12 wounded, 30 killed in raid": a past form alone, without auxiliary and object, is passive.
    let bare = !passive && participle && !direct && !has_object(around, at);
    if bare {
        add(
            found,
            around.hit(at, &[Part::Patient, Part::State]),
            "bare participle",
            at,
            weight.saturating_sub(15),
        );
    }
    direct
}

/// "partially or fully destroyed"
fn joins_adverbs(around: &Around<'_, '_>, at: usize) -> bool {
    matches!(around.lower(at), "and" | "or")
        && at > 0
        && is_adverb(around, at - 1)
        && is_adverb(around, at + 1)
}

/// Where the group goes on behind a verb: "to flee", "and arrested", "being held".
pub(super) fn chained(around: &Around<'_, '_>, at: usize) -> Option<usize> {
    let mut at = at;
    while is_adverb(around, at) || matches!(around.tag(at), Tag::RP) {
        at += 1;
    }
    match around.lower(at) {
        "to" if opens_infinitive(around, at + 1) => Some(at + 1),
        "and" | "or" | "," if is_verb_form(around, at + 1) && !has_object_before(around, at + 1) => {
            Some(at + 1)
        }
        "being" => Some(at),
        // "were classified as destroyed"
        "as" => (at + 1..at + 5)
            .find(|at| !is_quote(around, *at) && !is_adverb(around, *at))
            .filter(|at| is_participle_form(around, *at)),
        _ if around.tag(at) == Tag::VBG && around.hit(at, &[Part::Agent]).is_some() => Some(at),
        // "confirmed killed" goes on with the passive.
        _ if is_participle_form(around, at) && around.hit(at, &[Part::Patient]).is_some() => Some(at),
        _ => None,
    }
}

/// A verb behind "to", also one that the tagger took for a noun.
fn opens_infinitive(around: &Around<'_, '_>, at: usize) -> bool {
    around.tag(at) == Tag::VB || is_auxiliary(around, at) || around.hit(at, &[Part::Agent]).is_some()
}

/// "were killed and injured 30": the second verb has an object of its own.
pub(super) fn has_object_before(around: &Around<'_, '_>, verb: usize) -> bool {
    around.scene.quantity_at(verb + 1).is_some()
}

/// A state in the next few words: "homeless", "in need", "living in two camps".
pub(super) fn state_near(around: &Around<'_, '_>, start: usize) -> Option<Hit> {
    (start..start + 3)
        .take_while(|at| !matches!(around.lower(*at), "," | "." | ";" | "and" | "but" | "after" | "when"))
        .find_map(|at| around.hit(at, &[Part::State]))
}
