//! Whether a count is told as fact, plan, denial or supposition.

use super::{Status, scene::Scene};
use crate::{
    span::Span,
    text::{Relation, Tag},
};

/// The status of what the token `trigger` says of the quantity that starts at `quantity`; with the words that decided.
pub(super) fn status(scene: &Scene<'_>, trigger: usize, quantity: usize) -> (Status, Option<Span>) {
    let start = clause_start(scene, trigger.min(quantity));
    let deciding = |status, at| (status, scene.token(at).map(|token| token.span));
    if let Some(at) = prospect_between(scene, trigger, quantity) {
        let possible = matches!(scene.lower(at), "could" | "may" | "might");
        return deciding(if possible { Status::Hypothetical } else { Status::Planned }, at);
    }
    if let Some(at) = denied_claim(scene, start) {
        return deciding(Status::Denied, at);
    }
    if let Some(at) = planned_main_clause(scene, trigger) {
        return deciding(Status::Planned, at);
    }
    let predicates = &scene.lexicon.predicates;
    let mut infinitive = None;
    for at in before_trigger(scene, start, quantity, trigger) {
        match scene.lower(at) {
            "could" if is_able_to_tell(scene, at, trigger) => {}
            "could" | "may" | "might" if scene.tag(at) != Tag::NNP => {
                return deciding(Status::Hypothetical, at);
            }
            "if" | "unless" => return deciding(Status::Hypothetical, at),
            "will" | "shall" | "'ll" | "would" | "wo" | "must" | "should" => {
                return deciding(Status::Planned, at);
            }
            "not" | "n't" | "never" if near(scene, at, trigger) => return deciding(Status::Denied, at),
            "to" if infinitive.is_none()
                && (at + 4 > trigger || at < quantity && at + 5 > quantity)
                && scene.tag(at + 1) == Tag::VB =>
            {
                infinitive = Some(at)
            }
            _ => {}
        }
        let lemma = scene.lemma(at);
        let (lower, happening) = (
            scene.lower(at),
            scene.lower(at).ends_with("ing")
                && predicates.happened.iter().any(|verb| scene.lower(at).starts_with(verb.as_str())),
        );
        let happened = happening
            || predicates.happened.contains(lemma)
            || lower == "to" && scene.lower(at + 1) == "have"
            || matches!(scene.lower(at), "had" | "has");
        if infinitive.is_some() && happened {
            return (Status::Reported, None);
        }
        if infinitive.is_some() && predicates.plans.contains(lemma) && scene.tag(at) != Tag::IN {
            return deciding(Status::Planned, at);
        }
        if matches!(lemma, "threaten" | "plan" | "risk" | "phase" | "deny" | "dismiss")
            && scene.tag(trigger) == Tag::VBG
        {
            return deciding(
                if matches!(lemma, "deny" | "dismiss") { Status::Denied } else { Status::Planned },
                at,
            );
        }
    }
    if let Some(verb) = offering(scene, trigger.min(quantity)) {
        return deciding(Status::Planned, verb);
    }
    match infinitive {
        Some(to) => deciding(Status::Planned, to),
        None => (Status::Reported, None),
    }
}

/// "the number could reach 60,000", "the toll is expected to rise to 300": told between what is counted and the count.
fn prospect_between(scene: &Scene<'_>, trigger: usize, quantity: usize) -> Option<usize> {
    let verb = |at: usize| scene.tag(at).is_verb();
    (trigger + 1..quantity).find(|at| {
        let modal = scene.tag(*at) == Tag::MD
            && matches!(scene.lower(*at), "could" | "may" | "might" | "will" | "would" | "shall" | "'ll");
        let expected = verb(*at)
            && scene.lower(*at + 1) == "to"
            && matches!(
                scene.lemma(*at),
                "expect" | "project" | "predict" | "forecast" | "set" | "anticipate"
            );
        modal || expected
    })
}

/// "would start deportations, expelling 300 a week": a participle goes with the modal of the clause it hangs on.
fn planned_main_clause(scene: &Scene<'_>, trigger: usize) -> Option<usize> {
    let participle =
        scene.tag(trigger) == Tag::VBG && trigger.checked_sub(1).is_some_and(|at| scene.lower(at) == ",");
    let main = scene.head(trigger).filter(|head| participle && *head < trigger)?;
    let modal = |at: &usize| matches!(scene.lower(*at), "will" | "would" | "shall" | "'ll");
    scene.prose.children_as(main, Relation::Aux).find(modal)
}

/// "rejected a claim that 200 people had died": the clause that is denied.
fn denied_claim(scene: &Scene<'_>, clause: usize) -> Option<usize> {
    let that = clause.checked_sub(1).filter(|that| scene.lower(*that) == "that")?;
    let told = |at: &usize| {
        let told = matches!(
            scene.lemma(*at),
            "say" | "tell" | "add" | "announce" | "confirm" | "know" | "warn" | "estimate"
        );
        told || is_denial(scene, *at)
    };
    let floor = scene.tokens().start.max(that.saturating_sub(20));
    (floor..that).rev().find(told).filter(|at| is_denial(scene, *at))
}

fn is_denial(scene: &Scene<'_>, at: usize) -> bool {
    scene.tag(at).is_verb()
        && matches!(scene.lemma(at), "deny" | "reject" | "dismiss" | "refute" | "rebut" | "disavow")
}

/// The tokens before the trigger that may bear on it, from it backwards: a relative clause between the count and its
/// verb is told of those counted alone ("300 people who did not want to leave died").
fn before_trigger(
    scene: &Scene<'_>,
    start: usize,
    quantity: usize,
    trigger: usize,
) -> impl Iterator<Item = usize> {
    let relative = (quantity..trigger).find(|at| matches!(scene.lower(*at), "who" | "which" | "whom"));
    let finite = matches!(scene.tag(trigger), Tag::VBD | Tag::VBZ | Tag::VBP);
    let group = (if finite { trigger } else { start }..trigger)
        .rev()
        .take_while(|at| scene.tag(*at).is_verb() || matches!(scene.tag(*at), Tag::MD | Tag::RB | Tag::TO))
        .last()
        .unwrap_or(trigger);
    let skipped = relative.filter(|relative| *relative + 2 < group).map(|relative| relative..group);
    (start..trigger).rev().filter(move |at| skipped.as_ref().is_none_or(|skipped| !skipped.contains(at)))
}

/// "offered 1,000 soldiers", "ordered evacuations for 600": a verb of offering or ordering right before.
fn offering(scene: &Scene<'_>, edge: usize) -> Option<usize> {
    let floor = edge.saturating_sub(3).max(scene.tokens().start);
    (floor..edge).rev().find(|at| {
        matches!(
            scene.lemma(*at),
            "offer" | "pledge" | "promise" | "order" | "propose" | "expect" | "plan" | "threaten"
        ) && scene.tag(*at).is_verb()
    })
}

/// "could confirm nine deaths": what somebody was able to tell is told.
fn is_able_to_tell(scene: &Scene<'_>, could: usize, trigger: usize) -> bool {
    could + 1 < trigger && scene.lexicon.predicates.tells.contains(scene.lemma(could + 1))
}

/// A negation belongs to the verb right behind it.
fn near(scene: &Scene<'_>, not: usize, trigger: usize) -> bool {
    let only = matches!(scene.lower(not + 1), "only" | "just" | "fewer" | "less");
    !only && trigger - not <= 3
}

/// The first token of the clause: behind the last mark or joining word before `at`.
fn clause_start(scene: &Scene<'_>, at: usize) -> usize {
    let sentence = scene.tokens().start;
    let floor = sentence.max(at.saturating_sub(14));
    (floor..at)
        .rev()
        .find(|back| {
            matches!(
                scene.lower(*back),
                ";" | ":"
                    | "that"
                    | "which"
                    | "who"
                    | "while"
                    | "as"
                    | ","
                    | "after"
                    | "because"
                    | "—"
                    | "–"
                    | "when"
            ) || matches!(scene.lower(*back), "and" | "but")
                && (scene.tag(back + 1).is_verb() || scene.quantity_at(back + 1).is_some())
        })
        .map_or(floor, |border| border + 1)
}
