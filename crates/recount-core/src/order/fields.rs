//! The fields of meaning in which a clause stands: what its verb says, who acts, and what else it speaks of. A word that was never learnt is
//! weighed like those of its field.

use std::collections::BTreeSet;

use super::{Act, clause::stands_at, features::Asking, proposal::Proposal};
use crate::{
    decide::Features,
    lexicon::{Lexicon, Stance},
    span::Span,
    statement::Scene,
    text::{Prose, Relation, Token},
};

/// The fields of every word of a report.
#[derive(Debug)]
pub(super) struct Meant<'s> {
    of: Vec<Vec<&'s str>>,
    /// All fields that the report has a word of.
    all: BTreeSet<&'s str>,
    /// What every word is like.
    kin: Vec<&'s [Box<str>]>,
}

impl<'s> Meant<'s> {
    pub(super) fn new(scene: &Scene<'s>) -> Meant<'s> {
        let of = |at: usize| {
            let mut fields: Vec<&str> = fields_at(scene.prose, scene.lexicon, at).collect();
            fields.dedup();
            fields
        };
        let of: Vec<Vec<&str>> = (0..scene.prose.tokens.len()).map(of).collect();
        let kin = |token: &'s Token| match token.tag.is_verb() {
            true => scene.lexicon.kin.of_verb(&token.lemma),
            false => scene.lexicon.kin.of_noun(&token.lemma),
        };
        let kin = scene.prose.tokens.iter().map(kin).collect();
        Meant { all: of.iter().flatten().copied().collect(), of, kin }
    }

    /// The classes of a word, by what it is there: a verb, or a noun.
    pub(super) fn kin(&self, at: usize) -> &'s [Box<str>] {
        self.kin.get(at).copied().unwrap_or(&[])
    }

    /// Whether the report has a word of this field.
    fn tells_of(&self, field: &str) -> bool {
        self.all.contains(field)
    }

    fn at(&self, at: usize) -> &[&'s str] {
        self.of.get(at).map_or(&[], Vec::as_slice)
    }
}

/// The fields of the phrases that begin at a word.
fn fields_at<'l>(prose: &Prose, lexicon: &'l Lexicon, at: usize) -> impl Iterator<Item = &'l str> {
    let token = prose.tokens.get(at).into_iter();
    let begun = token.flat_map(|token| lexicon.orders.meanings(&token.lemma, &token.lower));
    begun.filter(move |(_, phrase)| stands_at(prose, phrase, at)).map(|(field, _)| field)
}

/// Whether a stretch has a word of one of the fields.
pub(super) fn speaks_of(span: Span, fields: &[&str], prose: &Prose, lexicon: &Lexicon) -> bool {
    prose.tokens_in(span).any(|at| fields_at(prose, lexicon, at).any(|field| fields.contains(&field)))
}

impl Asking<'_, '_> {
    /// The acts that the clause has a word of, in their order.
    pub(super) fn worded(&self, proposal: &Proposal) -> Vec<Act> {
        let rules = &self.scene.lexicon.orders;
        let words = proposal.tokens.clone().chain([proposal.verb]);
        let mut fields: Vec<&str> = words.flat_map(|at| self.meant.at(at)).copied().collect();
        fields.sort_unstable();
        fields.dedup();
        let tells = |act: Act| {
            let may = |field: &&str| rules.may_tell(act.code(), field, |other| self.meant.tells_of(other));
            fields.iter().any(may)
        };
        let mut acts = Act::ALL.to_vec();
        acts.retain(|act| if *act == Act::Denial { self.denies(proposal) } else { tells(*act) });
        acts
    }

    /// What the clause is about, by fields of meaning.
    pub(super) fn fields(&self, proposal: &Proposal, mood: &str, out: &mut Features) {
        let scene = self.scene;
        let negated = if scene.is_negated(proposal.verb) { "not" } else { "" };
        let verb = self.own(proposal.verb);
        let subject = proposal.subject.map(|subject| self.meant.at(subject)).unwrap_or(&[]);
        let said = proposal.within.and_then(|number| self.statements.get(number));
        let stance = said.and_then(|said| said.stance).map_or("none", |stance| stance.code());
        for field in &verb {
            out.put("verb field", &[field]);
            out.put("verb field, mood", &[field, mood, negated]);
            out.put("verb field, stance", &[field, stance]);
            for who in subject {
                out.put("verb field, subject field", &[field, who]);
            }
        }
        for who in subject {
            out.put("subject field", &[who]);
            out.put("subject field, mood", &[who, mood, negated]);
        }
        let mut others: Vec<&str> = Vec::new();
        for at in proposal.tokens.clone().filter(|at| *at != proposal.verb && Some(*at) != proposal.subject) {
            others.extend(self.meant.at(at));
        }
        others.sort_unstable();
        others.dedup();
        for other in &others {
            out.put("field", &[other]);
            out.put("field, mood", &[other, mood, negated]);
            for field in &verb {
                out.put("verb field, field", &[field, other]);
            }
            for who in subject {
                out.put("subject field, field", &[who, other]);
            }
        }
    }

    /// What the sentence before is about, and whether numbers count who acts or is acted on: "1,100 were arrested" is often a count and no act.
    pub(super) fn around(&self, proposal: &Proposal, out: &mut Features) {
        let scene = self.scene;
        let number = scene.sentence_number(proposal.verb);
        let before = number.checked_sub(1).and_then(|before| scene.prose.sentences.get(before));
        let mut fields: Vec<&str> = before
            .into_iter()
            .flat_map(|before| before.tokens.clone())
            .flat_map(|at| self.meant.at(at))
            .copied()
            .collect();
        fields.sort_unstable();
        fields.dedup();
        for field in fields {
            out.put("field before", &[field]);
        }
        let verb = self.own(proposal.verb);
        for child in scene.clauses.children(proposal.verb).iter().copied() {
            let counted = scene.clauses.child(child, &[Relation::Nummod]).is_some();
            if counted {
                let relation = scene.clauses.relation(child).name();
                out.put("counted", &[relation]);
                for field in &verb {
                    out.put("counted, verb field", &[relation, field]);
                }
            }
        }
    }

    /// Whether a clause has a word of denying: "not", "nobody", "false", "rejected", or is credited so.
    pub(super) fn denies(&self, proposal: &Proposal) -> bool {
        let negative = |at: usize| {
            let word = self.scene.clauses.word(at);
            matches!(
                word,
                "no" | "not" | "n't" | "n’t" | "never" | "nobody" | "nothing" | "none" | "neither" | "nor"
            )
        };
        let says = |at: usize| self.meant.at(at).contains(&"deny") || negative(at);
        let cue = proposal.cue.and_then(|number| self.statements.get(number));
        proposal.tokens.clone().any(says) || cue.is_some_and(|told| told.stance == Some(Stance::Denies))
    }

    /// The fields of a verb with its particle and what it is completed by at once: "pulled down", "has begun to deport".
    fn own(&self, verb: usize) -> Vec<&str> {
        let mut fields: Vec<&str> = self.meant.at(verb).to_vec();
        if let Some(below) = self.scene.clauses.child(verb, &[Relation::Xcomp]) {
            fields.extend(self.meant.at(below));
        }
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}
