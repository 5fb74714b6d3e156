//! Whom or what an order concerns: who must leave, what is raided or closed, who is accused, who is asked to act.

use super::{Act, Draft, clause};
use crate::{
    lexicon::SourceKind,
    statement::Scene,
    text::{Relation, Tag},
};

/// The naming words of the object, with single spaces; none where the clause names none.
pub(super) fn read(scene: &Scene, draft: &Draft) -> Option<String> {
    if let Some(span) = draft.addressee {
        return Some(words(span.slice(scene.text)));
    }
    let spoken = matches!(draft.act, Act::Accusation | Act::Appeal | Act::Denial);
    let things = || draft.tokens.clone().find(|at| stands_as(scene, draft, *at, &OBJECTS));
    let people = || people(scene, draft);
    // Whom an accusation speaks of is the subject of its clause.
    let subject = || {
        scene
            .clauses
            .child(draft.verb, &[Relation::Nsubj, Relation::NsubjPass])
            .filter(|at| scene.tag(*at).is_noun())
    };
    let head = if spoken && !draft.stated {
        subject()
    } else if spoken || matches!(draft.act, Act::PhaseStart | Act::Ceasefire) {
        things()
    } else {
        people().or_else(things)
    }?;
    let range = scene.naming(head);
    let inside = range.start.max(draft.tokens.start)..range.end.min(draft.tokens.end).max(head + 1);
    scene.span(inside).map(|span| words(span.slice(scene.text)))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an act can fall upon, by its place in the clause.
const OBJECTS: [Relation; 2] = [Relation::Obj, Relation::NsubjPass];

fn stands_as(scene: &Scene, draft: &Draft, at: usize, relations: &[Relation]) -> bool {
    let hangs = |head| head == draft.verb || draft.tokens.contains(&head);
    scene.tag(at).is_noun()
        && relations.contains(&scene.clauses.relation(at))
        && scene.clauses.head(at).is_some_and(hangs)
}

/// The first group of people in the clause that neither acts nor speaks for the state.
fn people(scene: &Scene, draft: &Draft) -> Option<usize> {
    let acting = scene.clauses.child(draft.verb, &[Relation::Nsubj]).map(|subject| scene.naming(subject));
    let acts = |at: usize| {
        acting.as_ref().is_some_and(|acting| acting.contains(&at)) && !clause::leaves(scene, draft.verb)
    };
    draft.tokens.clone().find(|at| is_people(scene, *at) && !acts(*at))
}

/// Several people by their noun: "refugees", "Afghans"; not those who hold an office.
pub(super) fn is_people(scene: &Scene, at: usize) -> bool {
    let Some(token) = scene.token(at) else { return false };
    let modifies =
        matches!(scene.clauses.relation(at), Relation::Compound | Relation::Amod | Relation::NmodPoss);
    let several = matches!(scene.tag(at), Tag::NNS | Tag::NNPS)
        || matches!(&*token.lower, "people" | "those" | "anyone");
    let known = scene.lexicon.units.person.contains(&token.lemma)
        || matches!(&*token.lower, "those" | "anyone")
        || scene.tag(at) == Tag::NNPS && (token.lower.ends_with("ns") || token.lower.ends_with("is"));
    several && known && !modifies && scene.lexicon.roles.kind(&token.lower) != Some(SourceKind::Government)
}
