//! What stands before the quantity: the verb whose object is counted, the event it belongs to.

use super::{Around, Candidate, add, elsewhere, toll::*, words::*};
use crate::{
    figure::triggers::Hit,
    lexicon::{Extent, Part},
    text::{SentenceKind, Tag},
};

/// What stands before the quantity: verb, event, label, toll.
pub(super) fn read(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let Some(at) = before(around, around.quantity.tokens.start) else { return line_label(around, found) };
    if around.scene.sentence.kind != SentenceKind::Prose {
        line_label(around, found);
    }
    let at = past_parenthesis(around, at);
    let lower = around.lower(at);
    let verb =
        is_verb_form(around, at) || around.tag(at) == Tag::VBG || around.hit(at, &[Part::Patient]).is_some();
    if verb {
        object_of(around, at, found);
    }
    // "let in 300 people", "rounded up 40 men".
    if let Some(verb) = at.checked_sub(1).filter(|_| matches!(around.tag(at), Tag::RP | Tag::IN | Tag::RB)) {
        add(found, around.hit(verb, &[Part::Patient]).filter(|hit| hit.others > 0), "object", verb, 76);
    }
    match lower {
        "of" | "for" => event(around, at, found),
        "to" | "at" | "by" | "from" | "is" | "are" | "was" | "were" | "be" => {
            toll(around, at, found);
            elsewhere::among(around, at, found);
            add(found, indirect(around, at), "indirect object", at, 70);
        }
        ":" | "-" | "–" | "=" | "," | "with" => label(around, at, found),
        _ => toll_if_level_verb(around, at, found),
    }
}

/// "the evacuation of, by the latest data, 300 people": the word before what is put in between.
fn past_parenthesis(around: &Around<'_, '_>, at: usize) -> usize {
    if around.lower(at) != "," {
        return at;
    }
    let open = (at.saturating_sub(10)..at).rev().find(|back| around.lower(*back) == ",");
    open.and_then(|open| open.checked_sub(1)).filter(|before| around.lower(*before) == "of").unwrap_or(at)
}

/// The token before the quantity, past words that only weigh or number.
pub(super) fn before(around: &Around<'_, '_>, start: usize) -> Option<usize> {
    let mut at = start.checked_sub(1)?;
    for _ in 0..7 {
        let light = around.scene.lexicon.predicates.light.contains(around.lower(at))
            || is_adverb(around, at) && around.hit(at, &[Part::State]).is_none()
            || around.tag(at) == Tag::PRPS
            || matches!(around.lower(at), "“" | "\"" | "'" | "‘");
        let total_of = around.lower(at) == "of"
            && matches!(
                around.lower(at.wrapping_sub(1)),
                "total" | "maximum" | "average" | "estimate" | "minimum"
            );
        if !(light || total_of) {
            return around.scene.token(at).map(|_| at);
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// "killed 12", "forcing 300 to flee", "left six dead".
pub(super) fn object_of(around: &Around<'_, '_>, verb: usize, found: &mut Vec<Candidate>) {
    // "people displaced 300 km away", "were killed 12 days": a passive has no object.
    let passive = verb > 0
        && (verb.saturating_sub(2)..verb).any(|at| is_be(around, at))
        && around.tag(verb) == Tag::VBN;
    // What is only meant to happen says less than what those counted are: "operations to rescue two missing miners".
    // A verb of planning asserts its infinitive: "plans to deport 300 people living there".
    let purpose = verb.checked_sub(2).is_some_and(|before| {
        around.lower(before + 1) == "to"
            && !(around.tag(before).is_verb() || is_participle_form(around, before))
    });
    let weight = match (passive, purpose) {
        (true, _) => 45,
        (_, true) => 43,
        _ => 76,
    };
    add(found, around.hit(verb, &[Part::Patient]), "object", verb, weight);
    let noun = around.counted.noun.and_then(|noun| around.hit(noun, &[Part::Weak]));
    let stock = around.hit(verb, &[Part::Patient]).is_some_and(|hit| {
        let measure = around.scene.lexicon.measures.get(hit.measure);
        noun.is_none_or(|noun| noun.measure != hit.measure)
            && measure.is_some_and(|measure| measure.extent == Extent::Stock)
    });
    if stock {
        held(around, verb, found);
    }
    if is_coordinated_verb(around, verb) {
        let first = verb - 2;
        add(found, around.hit(first, &[Part::Patient]), "object", first, weight);
    }
    if matches!(
        around.scene.lemma(verb),
        "leave" | "make" | "render" | "keep" | "report" | "find" | "declare" | "list" | "get" | "have"
    ) {
        let state = (around.end..around.end + 4)
            .take_while(|at| !matches!(around.lower(*at), "," | ";" | "and" | "."))
            .find_map(|at| around.hit(at, &[Part::State, Part::Patient]).map(|hit| (hit, at)));
        if let Some((hit, at)) = state {
            add(found, Some(hit), "left in a state", at, 84);
        }
    }
    if around.tag(around.end) == Tag::VBG {
        add(found, around.hit(around.end, &[Part::Agent]), "seen doing", around.end, 60);
    }
    if matches!(around.scene.lemma(verb), "help" | "see" | "let" | "make" | "watch")
        && around.tag(around.end) == Tag::VB
    {
        add(found, around.hit(around.end, &[Part::Agent]), "made to do", around.end, 78);
    }
}

/// "camps that host 300 people": what holds those counted stands before the verb, in the same clause.
fn held(around: &Around<'_, '_>, verb: usize, found: &mut Vec<Candidate>) {
    let start = around.scene.tokens().start.max(verb.saturating_sub(12));
    let participle = around.tag(verb) == Tag::VBG;
    let clause = (start..verb).rev().take_while(|at| match around.lower(*at) {
        "," => participle,
        mark => !matches!(mark, ";" | ":" | "but"),
    });
    for at in clause {
        if add(found, around.hit(at, &[Part::Holder]), "held", at, 50) {
            return;
        }
    }
}

/// "damaged or destroyed 120 houses".
pub(super) fn is_coordinated_verb(around: &Around<'_, '_>, verb: usize) -> bool {
    verb >= 2 && matches!(around.lower(verb - 1), "and" | "or") && is_verb_form(around, verb - 2)
}

/// "the deportation of 300 people", "deaths of 12", "a family of six".
pub(super) fn event(around: &Around<'_, '_>, of: usize, found: &mut Vec<Candidate>) {
    let Some(mut noun) = of.checked_sub(1) else { return };
    // "disrupted the lives of two million": the verb and its noun together.
    for verb in noun.saturating_sub(3)..noun {
        add(found, around.hit(verb, &[Part::Patient]).filter(|hit| hit.others > 0), "object", verb, 78);
    }
    while noun > 0 && (around.tag(noun) == Tag::VBN || is_adverb(around, noun)) {
        noun -= 1;
    }
    if add(found, around.hit(noun, &[Part::Event, Part::Counted]), "event", noun, 74) {
        return;
    }
    if around.tag(noun) == Tag::VBG {
        add(found, around.hit(noun, &[Part::Patient]), "event", noun, 70);
    }
    // The evacuation and relocation of 300 people.
    if noun >= 2 && matches!(around.lower(noun - 1), "and" | "or") {
        add(found, around.hit(noun - 2, &[Part::Event]), "event", noun - 2, 73);
    }
}

/// "provided shelter to 300 people", "distributed food to 40 families".
pub(super) fn indirect(around: &Around<'_, '_>, to: usize) -> Option<Hit> {
    if !matches!(around.lower(to), "to" | "for") {
        return None;
    }
    (around.scene.tokens().start.max(to.saturating_sub(6))..to).rev().find_map(|at| {
        (is_verb_form(around, at) || around.tag(at) == Tag::VBG || around.tag(at).is_noun())
            .then(|| around.hit(at, &[Part::Patient, Part::Event]).filter(|hit| hit.others > 0))?
    })
}
