//! What is told of a count elsewhere than beside it: at the head of its sentence, in the sentence before, above its
//! list.

use super::{Around, Candidate, add, words::*};
use crate::{
    figure::{before::Told, scene::Scene},
    lexicon::Part,
    text::{Tag, TokenKind},
};

/// "Among those crossing the border, 300 are …", "Of these, 300 …", "Derna (30,000)", and items of lists and tables.
pub(super) fn read(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    of_those(around, found);
    remaining(around, found);
    listed(around, found);
    if let Some(told) = around.scene.before.above(around.scene, around.quantity) {
        carry(around, found, Some(told), "under a heading");
    }
}

/// Takes what was told before for this count too.
pub(super) fn carry(
    around: &Around<'_, '_>,
    found: &mut Vec<Candidate>,
    told: Option<Told>,
    rule: &'static str,
) -> bool {
    let measure = told.and_then(|told| told.measure).filter(|measure| {
        let units = around.scene.lexicon.measures.get(*measure).map(|measure| &measure.units);
        around.unit.is_none_or(|unit| units.is_some_and(|units| units.contains(&unit)))
    });
    found.extend(measure.map(|measure| Candidate {
        measure,
        rule,
        at: around.quantity.tokens.start,
        weight: 43,
    }));
    measure.is_some()
}

/// "These families are equivalent to 300 people": the same once more, in another unit.
pub(super) fn restated(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let first = around.scene.quantities.first().is_some_and(|first| first.tokens == around.quantity.tokens);
    if first && restates(around.scene, around.quantity.tokens.start) {
        let told = around.scene.before.near(around.scene).map(|told| Told { unit: None, ..told });
        if carry(around, found, told, "the same") {
            found
                .iter_mut()
                .filter(|candidate| candidate.rule == "the same")
                .for_each(|same| same.weight = 85);
        }
    }
}

/// Whether the words before a count make it say another once more.
pub(in crate::figure) fn restates(scene: &Scene<'_>, start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |at| scene.lower(at));
    matches!((before(2), before(1)), ("equivalent", "to") | ("composed" | "consisting", "of"))
        || matches!(before(1), "comprising")
}

/// The whole of which the count is a part, at the head of the clause.
fn of_those(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let Some(comma) = around.quantity.tokens.start.checked_sub(1) else { return };
    let comma = if is_adverb(around, comma) { comma.saturating_sub(1) } else { comma };
    if around.lower(comma) != "," {
        return;
    }
    let start = around.scene.tokens().start;
    let opens = |at: &usize| {
        matches!(around.lower(*at), "of" | "among" | "amongst")
            && matches!(around.lower(*at + 1), "these" | "those" | "them" | "the" | "whom" | "which" | "this")
    };
    let Some(open) = (start.max(comma.saturating_sub(14))..comma).find(opens) else { return };
    for at in open + 1..comma {
        if add(
            found,
            around.hit(at, &[Part::Agent, Part::Patient, Part::State, Part::Counted]),
            "of those",
            at,
            42,
        ) {
            return;
        }
    }
    let bare = comma <= open + 3 || around.scene.quantity_at(open + 2).is_some();
    if bare {
        carry(around, found, around.scene.before.near(around.scene), "of these");
    }
}

/// "The remaining six are being verified": the rest of what the sentence before counts.
fn remaining(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let before =
        |back: usize| around.quantity.tokens.start.checked_sub(back).map_or("", |at| around.lower(at));
    let rest = before(2) == "the" && matches!(before(1), "remaining" | "other");
    if rest && around.counted.noun.is_none() {
        carry(around, found, around.scene.before.near(around.scene), "the rest");
    }
}

/// "Among the victims are 11 men": what stands before the verb tells what those behind it are.
pub(super) fn among(around: &Around<'_, '_>, verb: usize, found: &mut Vec<Candidate>) {
    let start = around.scene.tokens().start;
    if !matches!(around.lower(start), "among" | "amongst") || verb > start + 9 {
        return;
    }
    let parts = [Part::Counted, Part::State, Part::Patient];
    for at in start + 1..verb {
        if add(found, around.hit(at, &parts), "among", at, 66) {
            return;
        }
    }
}

/// "The towns of Derna (30,000), Bayda (3,000) and Benghazi (2,195) have most of the displaced."
fn listed(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let scene = around.scene;
    if !is_in_parentheses(around) || around.quantity.high.is_some_and(|high| high < 120.0) {
        return;
    }
    let words =
        (around.end..scene.tokens().end).chain((scene.tokens().start..around.quantity.tokens.start).rev());
    let parts = [Part::Counted, Part::State, Part::Event, Part::Patient];
    for at in words {
        let told = scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
            && add(found, around.hit(at, &parts), "listed", at, 42);
        if told {
            return;
        }
    }
    carry(around, found, scene.before.near(scene), "listed");
}

/// A number alone or with its noun, in parentheses behind a name.
fn is_in_parentheses(around: &Around<'_, '_>) -> bool {
    let open = around.quantity.tokens.start.checked_sub(1);
    let name = open.and_then(|open| open.checked_sub(1)).is_some_and(|name| {
        matches!(around.tag(name), Tag::NNP | Tag::NNPS | Tag::NN) && around.scene.is_capitalised(name)
    });
    name && open.is_some_and(|open| around.lower(open) == "(") && around.lower(around.end) == ")"
}
