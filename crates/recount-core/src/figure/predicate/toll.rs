//! Numbers that are set: tolls, totals, labels.

use super::{Around, Candidate, add, elsewhere::carry, words::*};
use crate::{
    figure::{
        head::{is_foreign, unit_of},
        scene::Scene,
    },
    lexicon::Part,
    text::{Relation, Tag, TokenKind},
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
    let Some(subject) = level_subject(around, start..level, level, at) else { return };
    if counts_things(around, subject) {
        return;
    }
    let words = subject..at.max(subject + 1).min(subject + 9);
    let noun = described_noun(around, words.clone());
    for word in noun.into_iter().chain(words) {
        let parts = [Part::Event, Part::Counted, Part::State, Part::Patient, Part::Weak, Part::Agent];
        let weight = if is_number_of_events(around, word, level) { 79 } else { 71 };
        if add(found, around.hit(word, &parts), "toll", word, weight) {
            return;
        }
    }
    // "The number reached 30,000 a day": of what, the sentence before says.
    let bare = is_counter(around, subject) && !matches!(around.lower(subject + 1), "of" | "-");
    let alone = subject.checked_sub(1).is_none_or(|before| !around.tag(before).is_noun());
    if bare && alone && around.counted.noun.is_none() {
        carry(around, found, around.scene.before.near(around.scene), "that number");
    }
}

/// "The number of undocumented returnees": the noun says what befell them, and its adjective only who they are.
fn described_noun(around: &Around<'_, '_>, mut words: std::ops::Range<usize>) -> Option<usize> {
    words.find(|word| around.lower(*word) == "of")?;
    let describes = |word: &usize| matches!(around.tag(*word), Tag::JJ | Tag::VBN | Tag::DT | Tag::RB);
    let noun = words.find(|word| !describes(word))?;
    let plural = around.tag(noun) == Tag::NNS && around.hit(noun, &[Part::Event, Part::Counted]).is_some();
    plural.then_some(noun)
}

/// "Deportations hit 4,000": what has an event for its subject and no noun behind its number tells how many there were.
fn is_number_of_events(around: &Around<'_, '_>, word: usize, level: usize) -> bool {
    let subject = around.scene.prose.child_as(level, Relation::Nsubj);
    around.counted.noun.is_none() && subject == Some(word) && around.hit(word, &[Part::Event]).is_some()
}

/// The noun behind "the number of", before the word that tells what happened: "the number of families affected".
pub(in crate::figure) fn numbered(scene: &Scene<'_>, trigger: usize) -> Option<usize> {
    let floor = scene.tokens().start.max(trigger.saturating_sub(10));
    let of = (floor..trigger).rev().find(|at| scene.lower(*at) == "of")?;
    let counter = of.checked_sub(1).is_some_and(|at| matches!(scene.lower(at), "number" | "total" | "tally"));
    (of + 1..trigger + 3).find(|at| counter && scene.tag(*at).is_noun() && unit_of(scene, *at).is_some())
}

/// The noun whose number the verb `level` sets: before it, else its object ("brings the toll to 72"), else its subject
/// beyond what stands between.
fn level_subject(
    around: &Around<'_, '_>,
    before: std::ops::Range<usize>,
    level: usize,
    at: usize,
) -> Option<usize> {
    let subject = || around.scene.prose.child_as(level, Relation::Nsubj);
    let sentence = around.scene.tokens().start;
    // "put the toll at 900": what sets the number has it for its object.
    let sets = matches!(
        around.scene.lemma(level),
        "put" | "raise" | "bring" | "revise" | "cut" | "reduce" | "estimate"
    );
    (level + 1..at)
        .filter(|_| sets)
        .find(|at| is_level_subject(around, *at))
        .or_else(|| before.clone().find(|at| is_counter(around, *at)))
        .or_else(|| before.clone().find(|at| is_level_subject(around, *at)))
        // "The number of …, … and … has reached": however long what is numbered.
        .or_else(|| (sentence..sentence + 4).find(|at| before.start > *at && is_level_subject(around, *at)))
        .or_else(|| subject().filter(|subject| !before.contains(subject) && is_counter(around, *subject)))
}

/// Verbs that set a number: "rose to", "stands at", "is", "reached".
pub(super) fn is_level_verb(around: &Around<'_, '_>, at: usize) -> bool {
    let levels = &around.scene.lexicon.predicates.levels;
    let past = around.scene.verb_of_past_form(at);
    !is_counter(around, at)
        && (levels.contains(around.scene.lemma(at))
            || is_be(around, at)
            || past.is_some_and(|verb| levels.contains(&*verb)))
}

/// The noun whose number is set: a toll, a number of …, an event, those counted.
pub(super) fn is_level_subject(around: &Around<'_, '_>, at: usize) -> bool {
    is_counter(around, at)
        || matches!(around.tag(at), Tag::NN | Tag::NNS)
            && around.hit(at, &[Part::Event, Part::Counted]).is_some()
        || around.lower(at + 1) == "population" && around.hit(at, &[Part::State]).is_some()
}

fn is_counter(around: &Around<'_, '_>, at: usize) -> bool {
    around.tag(at).is_noun()
        && matches!(
            around.lower(at),
            "toll"
                | "tolls"
                | "number"
                | "numbers"
                | "figure"
                | "total"
                | "count"
                | "tally"
                | "estimate"
                | "caseload"
        )
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
        // "the number of displaced could reach …": an adjective stands for those it describes.
        if around.tag(noun) == Tag::MD || is_be(around, noun) {
            return false;
        }
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
