//! Whom words are said to, or of whom something is wanted or said.

use super::{Statement, scene::Scene};
use crate::{
    lexicon::{Stance, Takes},
    span::Span,
    text::{Relation, Tag},
};

/// Fills in the addressee of every statement that names one.
pub(super) fn read(scene: &Scene, statements: &mut [Statement]) {
    for statement in statements {
        let verb = statement.cue.first().and_then(|cue| verb(scene, *cue));
        statement.addressee = verb.and_then(|verb| {
            let head = addressee(scene, verb, statement.stance)?;
            let words = scene.naming(head);
            // What is behind "for", or "of" with a verb, is what they are blamed for.
            let end = words.clone().find(|at| {
                *at > head
                    && (matches!(scene.clauses.word(*at), "for" | "over" | "about")
                        || scene.clauses.word(*at) == "of" && scene.tag(*at + 1) == Tag::VBG)
            });
            let named = scene.span(words.start..end.unwrap_or(words.end))?;
            let own = statement.source.iter().any(|source| source.contains(named));
            (!own && scene.tag(head) != Tag::PRP).then_some(named)
        });
    }
}

/// The verb among the words of the cue.
fn verb(scene: &Scene, cue: Span) -> Option<usize> {
    scene.prose.tokens_in(cue).rev().find(|at| scene.is_verb(*at))
}

fn addressee(scene: &Scene, verb: usize, stance: Option<Stance>) -> Option<usize> {
    let clauses = &scene.clauses;
    let object = || {
        clauses
            .child(verb, &[Relation::Iobj])
            .or_else(|| clauses.child(verb, &[Relation::Obj]))
            .filter(|at| *at > verb)
    };
    let by_case = |words: &[&str]| {
        clauses.children(verb).iter().copied().find(|child| {
            *child > verb
                && clauses.relation(*child) == Relation::Obl
                && scene.tag(*child).is_noun()
                && words.iter().any(|word| clauses.has(*child, Relation::Case, word))
        })
    };
    let told = || scene.lexicon.cues.verb(clauses.word(verb)).any(|cue| cue.takes(Takes::Person));
    match stance? {
        Stance::Accuses => object().filter(|at| scene.can_speak(*at)).or_else(|| by_case(&["against", "at"])),
        Stance::Demands => {
            let to_act = clauses.children(verb).iter().any(|child| clauses.has(*child, Relation::Mark, "to"));
            by_case(&["on", "upon", "to"]).or_else(|| object().filter(|at| to_act && scene.can_speak(*at)))
        }
        Stance::Warns => object().filter(|at| scene.can_speak(*at)),
        _ if told() => object(),
        _ => by_case(&["to"]).filter(|at| scene.can_speak(*at)),
    }
    .filter(|at| scene.tag(*at).is_noun())
}
