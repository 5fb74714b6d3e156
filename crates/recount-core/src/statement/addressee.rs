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
            let named = scene.span(scene.naming(head))?;
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
        Stance::Accuses => {
            object().filter(|at| is_somebody(scene, *at)).or_else(|| by_case(&["against", "at"]))
        }
        Stance::Demands => {
            let to_act = clauses.children(verb).iter().any(|child| clauses.has(*child, Relation::Mark, "to"));
            by_case(&["on", "upon", "to"]).or_else(|| object().filter(|at| to_act && is_somebody(scene, *at)))
        }
        Stance::Warns => object().filter(|at| is_somebody(scene, *at)),
        _ if told() => object(),
        _ => by_case(&["to"]).filter(|at| is_somebody(scene, *at)),
    }
    .filter(|at| scene.tag(*at).is_noun())
}

/// Whether the noun can be spoken to: a name, people, or who has a role.
fn is_somebody(scene: &Scene, at: usize) -> bool {
    let Some(token) = scene.token(at) else { return false };
    matches!(token.tag, Tag::NNP | Tag::NNPS)
        || scene.lexicon.roles.kind(&token.lower).is_some()
        || scene.lexicon.units.person.contains(&*token.lemma)
        || matches!(
            &*token.lemma,
            "country"
                | "side"
                | "party"
                | "state"
                | "nation"
                | "community"
                | "neighbour"
                | "neighbor"
                | "leader"
                | "operative"
        )
}
