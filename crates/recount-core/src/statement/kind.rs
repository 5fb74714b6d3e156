//! What kind of source somebody is, from the words that name them.

use std::ops::Range;

use super::scene::Scene;
use crate::{
    lexicon::SourceKind,
    text::{Relation, Tag, TokenKind},
};

/// The kind that the naming words say, together with what stands beside them in apposition; none where they say nothing.
pub(super) fn of_words(scene: &Scene, naming: &Range<usize>, head: usize) -> Option<SourceKind> {
    let name_end = (head + 1).min(naming.end).max(naming.start);
    let before = naming.start..head.max(naming.start);
    organisation(scene, &(naming.start..name_end))
        .or_else(|| head_role(scene, head))
        .or_else(|| any_role(scene, &before).filter(|kind| *kind != SourceKind::Unnamed))
        .or_else(|| organisation(scene, naming))
        .or_else(|| any_role(scene, naming))
        .or_else(|| described(scene, head))
}

/// The kind of the first organisation named in the words. Capitals that stand for their government count only as the head.
fn organisation(scene: &Scene, tokens: &Range<usize>) -> Option<SourceKind> {
    let is_word = |at: &usize| scene.token(*at).is_some_and(|token| token.kind == TokenKind::Word);
    let mut words = tokens.clone().filter(is_word).flat_map(|at| scene.written(at).split('-'));
    loop {
        if let Some((kind, _)) = scene.lexicon.organisations.starting(words.clone()) {
            return Some(kind);
        }
        words.next()?;
    }
}

/// The kind of the noun itself, unless it only speaks for another.
fn head_role(scene: &Scene, head: usize) -> Option<SourceKind> {
    let word = scene.clauses.word(head);
    let roles = &scene.lexicon.roles;
    let before = head.checked_sub(1).map(|before| scene.clauses.word(before));
    let role = before.and_then(|before| roles.kind_of_two(before, word)).or_else(|| roles.kind(word))?;
    (role != SourceKind::Unnamed && !roles.speaks_for(word)).then_some(role)
}

/// The kind of the word nearest to the end of the name that says one; "reports" and the like only where nothing else does.
fn any_role(scene: &Scene, tokens: &Range<usize>) -> Option<SourceKind> {
    let mut weak = None;
    for at in tokens.clone() {
        let roles = &scene.lexicon.roles;
        let word = scene.clauses.word(at);
        let kind = roles.kind_of_two(word, scene.clauses.word(at + 1)).or_else(|| roles.kind(word));
        let kind = kind.or_else(|| {
            word.contains('-').then(|| word.split('-').find_map(|part| roles.kind(part))).flatten()
        });
        match kind {
            // Whom somebody speaks about is not who they are: "the director of refugees".
            Some(SourceKind::Unnamed) => weak = kind,
            Some(SourceKind::Witness) => {}
            Some(_) => return kind,
            None => {}
        }
    }
    weak
}

/// The kind of what is said of the name beside it: "Jan Cole, a doctor", "Minister Jan Cole".
fn described(scene: &Scene, head: usize) -> Option<SourceKind> {
    let beside = scene.clauses.children(head).iter().copied().filter(|child| {
        matches!(
            scene.clauses.relation(*child),
            Relation::Appos
                | Relation::Compound
                | Relation::Flat
                | Relation::AclRelcl
                | Relation::Acl
                | Relation::Nmod
        )
    });
    let above = scene.clauses.head(head).filter(|_| {
        matches!(scene.clauses.relation(head), Relation::Appos | Relation::Flat | Relation::Compound)
    });
    beside.chain(above).find_map(|other| {
        let stretch = scene.clauses.stretch(other);
        let words = if other < head {
            stretch.start..stretch.end.min(head)
        } else {
            stretch.start.max(head + 1)..stretch.end.min(stretch.start + 15)
        };
        organisation(scene, &words).or_else(|| head_role(scene, other)).or_else(|| any_role(scene, &words))
    })
}

/// The kind of a name that nothing describes: a person is somebody concerned, anything else a body that knows.
pub(super) fn by_default(scene: &Scene, naming: &Range<usize>, head: usize) -> SourceKind {
    let proper = matches!(scene.tag(head), Tag::NNP | Tag::NNPS);
    let short = naming.len() == 1 && scene.written(head).chars().all(char::is_uppercase);
    match (proper, short) {
        (true, false) => SourceKind::Witness,
        (true, true) => SourceKind::Expert,
        _ => SourceKind::Unnamed,
    }
}
