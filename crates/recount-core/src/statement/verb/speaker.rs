//! Whose verb it is: the words before it, the subject it shares, who spoke before, or the parser's subject.

use super::{has_case, reading};
use crate::{
    lexicon::Voice,
    statement::{
        scene::Scene,
        surface::{self, Named},
    },
    text::{Relation, Tag},
};

/// Whose verb it is: its own subject, or the one it shares with the verb it hangs on.
pub(in crate::statement) fn subject(scene: &Scene, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..6 {
        if let Some(subject) = scene.clauses.child(at, &[Relation::Nsubj]) {
            return Some(subject);
        }
        if at != verb
            && let Some(subject) = scene.clauses.child(at, &[Relation::NsubjPass])
        {
            return Some(subject);
        }
        let head = scene.clauses.head(at)?;
        match scene.clauses.relation(at) {
            Relation::Conj | Relation::Xcomp => at = head,
            Relation::Advcl if scene.tag(at) == Tag::VBG => at = head,
            Relation::Parataxis if scene.tag(at) == Tag::VBG => at = head,
            // Behind a comma the participle is the main verb's: "Officials say 300 died in the raid, blaming rebels".
            Relation::Acl if scene.tag(at) == Tag::VBG && scene.clauses.word(at.saturating_sub(1)) == "," => {
                at = above_noun(scene, head)?
            }
            // "sent a letter demanding …": whoever sent it demands.
            Relation::Acl if scene.tag(at) == Tag::VBG => {
                let paper = scene.token(head).is_some_and(|token| PAPERS.contains(&&*token.lemma));
                let verb = scene.clauses.head(head).filter(|_| scene.clauses.relation(head) == Relation::Obj);
                return verb.filter(|_| paper).and_then(|verb| subject(scene, verb)).or(Some(head));
            }
            _ => return None,
        }
    }
    None
}

/// Papers in which somebody speaks.
const PAPERS: [&str; 10] = [
    "letter",
    "petition",
    "statement",
    "resolution",
    "memo",
    "declaration",
    "communique",
    "motion",
    "tweet",
    "post",
];

/// The verb that a noun depends on.
fn above_noun(scene: &Scene, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..6 {
        at = scene.clauses.head(at)?;
        if scene.is_verb(at) {
            return Some(at);
        }
    }
    None
}

pub(super) fn named(scene: &Scene, head: usize) -> Named {
    Named { words: scene.naming(head), head }
}

/// Who does what the verb says: the words before it, the subject it shares, who spoke before, or the parser's subject.
pub(in crate::statement) fn speaker(scene: &Scene, at: usize) -> Option<Named> {
    let finite = matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN | Tag::VB)
        && scene.clauses.word(at.saturating_sub(1)) != "to";
    let before =
        if finite { surface::subject_before(scene, at).or_else(|| shared_subject(scene, at)) } else { None };
    let before = before.or_else(|| speaker_before(scene, at));
    before.or_else(|| subject(scene, at).map(|head| named(scene, head)))
}

/// For a participle behind a comma, whoever spoke before it in the sentence: "Officials say 300 died, blaming rebels".
fn speaker_before(scene: &Scene, at: usize) -> Option<Named> {
    if scene.tag(at) != Tag::VBG || scene.clauses.word(at.checked_sub(1)?) != "," {
        return None;
    }
    let start = scene.sentence(at)?.tokens.start.max(at.saturating_sub(60));
    let spoken = |verb: &usize| {
        matches!(scene.tag(*verb), Tag::VBD | Tag::VBZ | Tag::VBP)
            && scene.quotation_at(*verb).is_none()
            && reading(scene, *verb)
                .is_some_and(|reading| reading.voice == Voice::Says && reading.stance.is_some())
    };
    (start..at).rev().filter(spoken).find_map(|verb| surface::subject_before(scene, verb))
}

/// The subject right before the verb that this one is joined to.
fn shared_subject(scene: &Scene, at: usize) -> Option<Named> {
    let joined = scene.clauses.relation(at) == Relation::Conj
        && matches!(scene.clauses.word(at.checked_sub(1)?), "and" | "but" | "also" | "later");
    let head = scene.clauses.head(at).filter(|head| joined && *head < at && scene.is_verb(*head))?;
    surface::subject_before(scene, head)
}

pub(in crate::statement) fn agent(scene: &Scene, at: usize) -> Option<usize> {
    scene
        .clauses
        .children(at)
        .iter()
        .copied()
        .find(|child| scene.clauses.relation(*child) == Relation::Obl && has_case(scene, *child, &["by"]))
}
