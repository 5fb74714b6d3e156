//! What is said of how a figure is told: as fact, plan, denial or supposition.

use super::{Look, tree::outermost};
use crate::{
    decide::Features,
    text::{Relation, Tag},
};

/// All that bears on the status of a figure of this measure.
pub(in crate::figure) fn of_status(look: &Look<'_, '_>, measure: &str, named: bool) -> Features {
    let mut out = Features::new(named);
    out.put("bias", &[]);
    out.put("measure", &[measure]);
    let ruled = look.ruled.map_or("none", |ruled| ruled.status);
    out.put("rule status", &[ruled]);
    out.put("rule status of", &[ruled, measure]);
    words(look, &mut out);
    let top = outermost(look);
    if let Some(top) = top {
        chain(look, top, &mut out);
    }
    out
}

/// The words of the sentence that may turn what is told.
fn words(look: &Look<'_, '_>, out: &mut Features) {
    let scene = look.scene;
    let start = look.quantity.tokens.start;
    for at in scene.tokens() {
        let tag = scene.tag(at);
        let side = if at < start { "left" } else { "right" };
        let near = at.abs_diff(start) <= 10;
        let turns = tag == Tag::MD
            || matches!(
                scene.lower(at),
                "not" | "n't" | "no" | "never" | "if" | "unless" | "to" | "false" | "without"
            );
        if turns || near && (tag.is_verb() || tag.is_noun()) {
            out.put(if near { "near" } else { "word" }, &[side, scene.lemma(at)]);
        }
    }
    let left = |back: usize| start.checked_sub(back).map_or("", |at| look.word(at));
    out.put("1 before", &[left(1)]);
    out.put("before", &[left(2), left(1)]);
    out.put("long before", &[left(3), left(2), left(1)]);
    out.put("behind", &[look.word(look.end()), look.word(look.end() + 1)]);
    if let Some(noun) = look.counted.noun {
        out.put("noun", &[scene.lemma(noun)]);
    }
}

/// The verbs above the number, with tense, modal and negation.
fn chain(look: &Look<'_, '_>, top: usize, out: &mut Features) {
    let prose = look.scene.prose;
    let mut verb = prose.governing_verb(top);
    for step in ["verb", "verb above", "verb far above"] {
        let Some(at) = verb.filter(|at| look.scene.token(*at).is_some()) else { return };
        out.put(step, &[look.scene.lemma(at)]);
        out.put(step, &["form", prose.tag(at).name()]);
        if let Some(modal) = prose.modal(at) {
            out.put(step, &["modal", look.word(modal)]);
        }
        out.put_if(prose.negation(at).is_some(), "denied verb");
        if let Some(mark) = prose.child_as(at, Relation::Mark) {
            out.put(step, &["mark", look.word(mark)]);
        }
        out.put(step, &["as", prose.relation(at).name()]);
        verb = prose.governing_verb(at);
    }
}
