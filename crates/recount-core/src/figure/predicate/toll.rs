//! Numbers that are set: tolls, totals, labels.

use super::{Around, Candidate, add, words::*};
use crate::{
    figure::head::{is_foreign, unit_of},
    lexicon::Part,
    text::{Tag, TokenKind},
};

/// "The death toll rose to 72", "the number of displaced is estimated at 15,000", "apprehensions ballooned to 900".
pub(super) fn toll(around: &Around<'_, '_>, at: usize, found: &mut Vec<Candidate>) {
    let start = around.scene.tokens().start.max(at.saturating_sub(24));
    let clause = (start..at).rev().find(|back| {
        matches!(
            around.lower(*back),
            ";" | "while"
                | "but"
                | ":"
                | "that"
                | "“"
                | "\""
                | "said"
                | "says"
                | "reported"
                | "announced"
                | "stated"
        )
    });
    let start = clause.map_or(start, |border| border + 1);
    let Some(level) = (start..=at).rev().find(|at| is_level_verb(around, *at)) else { return };
    // "put the toll at 900": what sets the number has it for its object.
    let sets = matches!(
        around.scene.lemma(level),
        "put" | "raise" | "bring" | "revise" | "cut" | "reduce" | "estimate"
    );
    let object = (level + 1..at).filter(|_| sets).find(|at| is_level_subject(around, *at));
    let Some(subject) = object.or_else(|| (start..level).find(|at| is_level_subject(around, *at))) else {
        return;
    };
    if counts_things(around, subject) {
        return;
    }
    for word in subject..at.min(subject + 9) {
        let parts = [Part::Event, Part::Counted, Part::State, Part::Patient, Part::Weak];
        // "the number of people fleeing the town": those counted act.
        let acts =
            around.tag(word) == Tag::VBG && add(found, around.hit(word, &[Part::Agent]), "toll", word, 71);
        if acts || add(found, around.hit(word, &parts), "toll", word, 71) {
            return;
        }
    }
}

/// Verbs that set a number: "rose to", "stands at", "is", "reached".
pub(super) fn is_level_verb(around: &Around<'_, '_>, at: usize) -> bool {
    const LEVELS: [&str; 38] = [
        "rise", "climb", "jump", "grow", "increase", "soar", "surge", "balloon", "swell", "fall", "drop",
        "decrease", "decline", "go", "stand", "reach", "exceed", "surpass", "total", "number", "hit", "top",
        "near", "approach", "pass", "cross", "be", "estimate", "put", "raise", "bring", "cut", "reduce",
        "revise", "remain", "come", "double", "include",
    ];
    let past = around.scene.verb_of_past_form(at);
    LEVELS.contains(&around.scene.lemma(at))
        || is_be(around, at)
        || past.is_some_and(|verb| LEVELS.contains(&&*verb))
}

/// The noun whose number is set: a toll, a number of …, an event, those counted.
pub(super) fn is_level_subject(around: &Around<'_, '_>, at: usize) -> bool {
    let counter =
        matches!(around.lower(at), "toll" | "number" | "figure" | "total" | "count" | "tally" | "estimate");
    counter
        || matches!(around.tag(at), Tag::NN | Tag::NNS)
            && around.hit(at, &[Part::Event, Part::Counted]).is_some()
}

/// "The number of villages …": of what is not counted here.
pub(super) fn counts_things(around: &Around<'_, '_>, named: usize) -> bool {
    // "The total losses to livestock": the counter may stand before the noun of the event.
    let joins = |at: usize| matches!(around.lower(at), "of" | "to");
    let Some(of) = (named + 1..named + 3).find(|at| joins(*at)).filter(|_| around.lower(named) != "toll")
    else {
        return false;
    };
    let mut noun = of + 1;
    let ends = |at: usize| around.tag(at).is_noun() && !around.tag(at + 1).is_noun();
    while noun < named + 7 && !ends(noun) {
        noun += 1;
    }
    let counter = of == named + 1 && matches!(around.lower(named), "number" | "total" | "count" | "figure");
    around.tag(noun).is_noun()
        && if counter { unit_of(around.scene, noun).is_none() } else { is_foreign(around.scene, noun) }
}

pub(super) fn toll_if_level_verb(around: &Around<'_, '_>, at: usize, found: &mut Vec<Candidate>) {
    if is_level_verb(around, at) {
        toll(around, at, found);
    }
}

/// "Deaths: 12", "Number of displaced: 452", "Evacuated - 300".
pub(super) fn label(around: &Around<'_, '_>, at: usize, found: &mut Vec<Candidate>) {
    if !matches!(around.lower(at), ":" | "-" | "–" | "=") {
        return;
    }
    let start = around.scene.tokens().start.max(at.saturating_sub(6));
    for word in (start..at).rev() {
        let parts = [Part::Counted, Part::State, Part::Event, Part::Patient, Part::Weak];
        if around.scene.token(word).is_some_and(|token| token.kind != TokenKind::Mark)
            && add(found, around.hit(word, &parts), "label", word, 56)
        {
            return;
        }
    }
}

/// "IDPs total 122,387", "Population evacuated 3,614": a short line that ends in its number, or "300 – people evacuated".
pub(super) fn line_label(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let line = around.scene.tokens();
    let ends = around.quantity.tokens.end == line.end && line.len() < 10;
    let words = if ends {
        // Of several labels in a line the last is meant: "Houses destroyed: 80 | Houses flooded: 90".
        let behind = |at: &usize| around.scene.quantity_at(*at).is_some() || around.lower(*at) == "|";
        let first = line.clone().take_while(|at| *at < around.quantity.tokens.start).filter(behind).last();
        first.map_or(line.start, |at| at + 1)..around.quantity.tokens.start
    } else if around.quantity.tokens.start == line.start && is_dash(around, around.end) {
        around.end..line.end.min(around.end + 14)
    } else {
        return;
    };
    for word in words {
        // "Houses flooded": the noun of those counted is no verb.
        let counted = unit_of(around.scene, word).is_some();
        let parts: &[Part] = if counted {
            &[Part::Counted, Part::Event]
        } else {
            &[Part::Counted, Part::State, Part::Event, Part::Patient]
        };
        if add(found, around.hit(word, parts), "label", word, 57) {
            return;
        }
    }
}

fn is_dash(around: &Around<'_, '_>, at: usize) -> bool {
    matches!(around.lower(at), "-" | "–" | "—" | ":" | "=" | "�")
}
