//! What the grammar says: the verb that governs a number, what it is to that verb, and what else stands around the verb.

use super::{Look, code};
use crate::{
    decide::Features,
    text::{Relation, Tag},
};

/// The words of the tree around the number.
pub(super) fn read(look: &Look<'_, '_>, out: &mut Features) {
    let Some(top) = outermost(look) else {
        out.put("no tree", &[]);
        return;
    };
    let prose = look.scene.prose;
    let relation = prose.relation(top).name();
    match look.scene.head(top) {
        Some(head) => {
            out.put("head", &[look.lemma(head), relation]);
            let kin = &look.scene.lexicon.kin;
            let verb = prose.tag(head).is_verb();
            let classes =
                if verb { kin.of_verb(look.scene.lemma(head)) } else { kin.of_noun(look.scene.lemma(head)) };
            classes.iter().for_each(|class| out.put("head kin", &[class, relation]));
            out.put("head tag", &[prose.tag(head).name(), relation]);
            if let Some(above) = look.scene.head(head) {
                out.put("head above", &[look.lemma(above), prose.relation(head).name(), relation]);
            }
            if let Some(case) = prose.child_as(top, Relation::Case) {
                out.put("case", &[look.word(case), look.lemma(head)]);
            }
        }
        None => out.put("root", &[relation]),
    }
    below(look, top, out);
    if let Some(verb) = prose.governing_verb(top).filter(|verb| look.scene.token(*verb).is_some()) {
        of_verb(look, verb, relation, out);
    }
}

/// What the verb says, in the role that the number has to it.
fn of_verb(look: &Look<'_, '_>, verb: usize, relation: &str, out: &mut Features) {
    let prose = look.scene.prose;
    let lemma = look.scene.lemma(verb);
    let voice = if prose.is_passive(verb) { "passive" } else { "active" };
    out.put("verb", &[lemma]);
    out.put("verb as", &[lemma, relation, voice]);
    out.put("voice", &[relation, voice]);
    for class in look.scene.lexicon.kin.of_verb(lemma) {
        out.put("verb kin", &[class]);
        out.put("verb kin as", &[class, relation, voice]);
    }
    let first = look.scene.tokens().start;
    for (measure, _) in look.triggers.get(verb - first).into_iter().flatten() {
        out.put("verb triggers", &[code(look.scene, *measure), relation]);
    }
    for child in prose.children(verb) {
        let role = prose.relation(child);
        match role {
            Relation::Nsubj | Relation::NsubjPass => {
                out.put("subject", &[look.lemma(child)]);
                out.put("subject and verb", &[look.lemma(child), lemma]);
                of_kin(look, child, "subject kin", out);
            }
            Relation::Obj => {
                out.put("object", &[look.lemma(child), lemma]);
                out.put("object alone", &[look.lemma(child)]);
                of_kin(look, child, "object kin", out);
            }
            Relation::CompoundPrt | Relation::Advmod => out.put("particle", &[lemma, look.word(child)]),
            Relation::Obl => {
                let case = prose.child_as(child, Relation::Case).map_or("", |case| look.word(case));
                out.put("oblique", &[lemma, case]);
                out.put("oblique noun", &[case, look.lemma(child)]);
            }
            Relation::Xcomp | Relation::Conj if prose.tag(child).is_verb() => {
                out.put("next verb", &[look.lemma(child), role.name()]);
            }
            Relation::Aux if prose.tag(child) == Tag::MD => out.put("modal", &[look.word(child)]),
            _ => {}
        }
    }
}

/// What a noun beside the verb is like.
fn of_kin(look: &Look<'_, '_>, at: usize, name: &str, out: &mut Features) {
    for class in look.scene.lexicon.kin.of_noun(look.scene.lemma(at)).iter().take(4) {
        out.put(name, &[class]);
    }
}

/// What hangs on the number or its noun: "who were …", "in detention", "aboard".
fn below(look: &Look<'_, '_>, top: usize, out: &mut Features) {
    let prose = look.scene.prose;
    let whole = look.quantity.tokens.start..look.end();
    for at in whole.clone() {
        for child in prose.children(at).filter(|child| !whole.contains(child)) {
            match prose.relation(child) {
                Relation::Acl | Relation::AclRelcl => {
                    let voice = if prose.is_passive(child) { "passive" } else { "active" };
                    out.put("told of them", &[look.lemma(child), voice]);
                    for class in look.scene.lexicon.kin.of_verb(look.scene.lemma(child)) {
                        out.put("told of them kin", &[class, voice]);
                    }
                }
                Relation::Nmod => {
                    let case = prose.child_as(child, Relation::Case).map_or("", |case| look.word(case));
                    out.put("of what", &[case, look.lemma(child)]);
                    out.put("of", &[case]);
                }
                Relation::Appos => out.put("also called", &[look.lemma(child)]),
                _ => {}
            }
        }
    }
    if prose.relation(top) == Relation::Conj {
        let first = prose.first_conjunct(top);
        out.put("joined to", &[look.lemma(first)]);
    }
}

/// The token of number and noun phrase whose head lies outside.
pub(super) fn outermost(look: &Look<'_, '_>) -> Option<usize> {
    let whole = look.quantity.tokens.start..look.end();
    whole.clone().find(|at| look.scene.head(*at).is_none_or(|head| !whole.contains(&head)))
}
