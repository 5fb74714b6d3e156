//! What happened to those counted: the words around the noun phrase that say it.
//!
//! The clause is read outwards from the noun phrase. To the right: the verb group whose subject it is, a participle or
//! relative clause, a state. To the left: the verb whose object it is, the event it belongs to, the label or the
//! "toll" it is the number of. What stands closest in structure, not in words, is taken.

pub(super) mod elsewhere;
mod left;
mod right;
mod skip;
pub(super) mod toll;
mod verbs;
mod words;

use words::is_participle_form;

use super::{
    Unit,
    head::Counted,
    scene::Scene,
    triggers::{Hit, hit},
};

use crate::{
    lexicon::Part,
    mention::Quantity,
    text::{Relation, Tag},
};

/// A measure that the words around a count speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) measure: usize,
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// The token that triggers it.
    pub(super) at: usize,
    /// How strongly structure speaks for it.
    pub(super) weight: u8,
}

/// The words around one count.
pub(super) struct Around<'s, 'r> {
    pub(super) scene: &'s Scene<'r>,
    pub(super) quantity: &'s Quantity,
    pub(super) counted: &'s Counted,
    /// The token after the noun phrase.
    pub(super) end: usize,
    pub(super) unit: Option<Unit>,
}

impl<'r> Around<'_, 'r> {
    fn hit(&self, at: usize, parts: &[Part]) -> Option<Hit> {
        hit(self.scene, at, parts, self.unit)
    }

    fn lower(&self, at: usize) -> &'r str {
        self.scene.lower(at)
    }

    fn tag(&self, at: usize) -> Tag {
        self.scene.tag(at)
    }
}

/// Every measure the words speak for, the strongest first.
pub(super) fn candidates(around: &Around<'_, '_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    right::read(around, &mut found);
    left::read(around, &mut found);
    noun(around, &mut found);
    elsewhere::restated(around, &mut found);
    if found.iter().all(|candidate| candidate.weight < 40) {
        tree(around, &mut found);
    }
    if found.iter().all(|candidate| candidate.weight < 40) {
        elsewhere::read(around, &mut found);
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.weight));
    prefer_telling_noun(around, &mut found);
    found
}

/// Where the predicate's measure yields, a noun that says more of those counted decides: "the camp hosts 9,000 IDPs".
fn prefer_telling_noun(around: &Around<'_, '_>, found: &mut [Candidate]) {
    let measure = |candidate: &Candidate| around.scene.lexicon.measures.get(candidate.measure);
    let Some(yields_to) = found.first().and_then(measure).map(|measure| &measure.yields_to) else { return };
    let told_by = |rules: &[&str]| {
        found.iter().position(|candidate| {
            rules.contains(&candidate.rule)
                && measure(candidate).is_some_and(|measure| yields_to.contains(&measure.code))
        })
    };
    let noun = told_by(&["noun", "weak noun"]).or_else(|| told_by(&["modifier", "state behind", "held"]));
    if let Some(noun) = noun {
        let weight = found.first().map_or(0, |first| first.weight);
        found.swap(0, noun);
        found[0].weight = weight;
    }
}

fn add(found: &mut Vec<Candidate>, hit: Option<Hit>, rule: &'static str, at: usize, weight: u8) -> bool {
    if let Some(hit) = hit {
        let weight = weight.saturating_add(hit.others.min(3) as u8);
        found.push(Candidate { measure: hit.measure, rule, at, weight });
    }
    hit.is_some()
}

/// What the noun itself and its modifiers say.
fn noun(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let Some(noun) = around.counted.noun else { return };
    // Papers stand for whoever holds them: nothing is done to them that counts.
    let papers = around.scene.lexicon.units.papers.contains(around.scene.lemma(noun));
    add(found, around.hit(noun, &[Part::Counted]), "noun", noun, if papers { 90 } else { 50 });
    add(found, around.hit(noun, &[Part::Event]), "noun", noun, 48);
    let of_what = matches!(around.scene.lemma(noun), "case" | "instance") && around.lower(noun + 1) == "of";
    if let Some(what) = (noun + 2..noun + 5).find(|at| around.tag(*at).is_noun()).filter(|_| of_what) {
        // "Fourteen cases of death": what they are cases of.
        add(found, around.hit(what, &[Part::Counted, Part::Event]), "noun", what, 54);
    }
    for at in around.counted.phrase.start..noun {
        let weight = if around.hit(at, &[Part::State]).is_some() { 46 } else { 44 };
        let participle = is_participle_form(around, at) || around.tag(at) == Tag::JJ;
        let parts: &[Part] = if participle { &[Part::State, Part::Patient] } else { &[Part::State] };
        add(found, around.hit(at, parts), "modifier", at, weight);
    }
    add(found, around.hit(noun, &[Part::Weak]), "weak noun", noun, 20);
}

/// What the tree says where the words beside the phrase say nothing.
fn tree(around: &Around<'_, '_>, found: &mut Vec<Candidate>) {
    let Some(mut node) = outermost(around) else { return };
    for step in 0..4u8 {
        let Some(head) = around.scene.head(node) else { return };
        let weight = 40 - step;
        let parts: &[Part] = match around.scene.relation(node) {
            Relation::Nsubj => &[Part::Agent, Part::State],
            Relation::NsubjPass | Relation::Obj | Relation::Iobj => &[Part::Patient, Part::State],
            Relation::Nmod => &[Part::Event],
            _ => &[],
        };
        if add(found, around.hit(head, parts), "tree", head, weight) {
            return;
        }
        let descends =
            matches!(around.scene.relation(node), Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
        if descends {
            for child in around
                .scene
                .children(head)
                .filter(|child| matches!(around.scene.relation(*child), Relation::Xcomp | Relation::Conj))
            {
                if add(found, around.hit(child, &[Part::Agent, Part::State]), "tree", child, weight) {
                    return;
                }
            }
        }
        let climbs = matches!(
            around.scene.relation(node),
            Relation::Conj
                | Relation::Appos
                | Relation::Nmod
                | Relation::Compound
                | Relation::Nummod
                | Relation::Flat
                | Relation::List
        );
        if !climbs {
            return;
        }
        node = head;
    }
}

/// The token of quantity and phrase whose head lies outside.
fn outermost(around: &Around<'_, '_>) -> Option<usize> {
    let whole = around.quantity.tokens.start..around.end;
    whole.clone().find(|at| around.scene.head(*at).is_none_or(|head| !whole.contains(&head)))
}
