//! Clauses in which the words of an act meet.

use std::ops::Range;

use super::{Act, Draft, act, actor, proposal::Said};
use crate::{
    lexicon::{OrderRule, Phrase, SourceKind},
    statement::{Scene, Statement, is_passive},
    text::{Prose, Relation, Tag},
};

/// Adds the orders that the clauses of a sentence state.
pub(super) fn read(
    scene: &Scene,
    number: usize,
    said: &Said,
    statements: &[Statement],
    drafts: &mut Vec<Draft>,
) {
    let Some(sentence) = scene.prose.sentences.get(number) else { return };
    for at in sentence.tokens.clone() {
        let Some(token) = scene.token(at) else { continue };
        if !scene.lexicon.orders.starts(&token.lemma, &token.lower) || is_taken_as_known(scene, at) {
            continue;
        }
        let head = head_of(scene, at);
        let stretch = scene.clauses.stretch(head);
        let end = next_clause(scene, at, head).unwrap_or(ordered_clause(scene, head).unwrap_or(stretch.end));
        let clause = stretch.start.max(sentence.tokens.start)..end.min(sentence.tokens.end);
        let speaker = said.at(at).and_then(|statement| statements.get(statement));
        for rule in scene
            .lexicon
            .orders
            .starting(&token.lemma, &token.lower)
            .filter(|rule| rule.any.iter().any(|phrase| stands_at(scene.prose, phrase, at)))
        {
            let fits =
                rule.stance.is_none_or(|stance| speaker.and_then(|speaker| speaker.stance) == Some(stance));
            let reach = (at + 2).min(sentence.tokens.end).max(clause.end);
            let clause = if rule.sentence { sentence.tokens.clone() } else { clause.start..reach };
            if fits && holds(scene, rule, at, head, &clause) {
                drafts.push(Draft {
                    act: act(rule),
                    tokens: clause.clone(),
                    actor: doer(scene, act(rule), rule.named, head, speaker, statements),
                    verb: head,
                    addressee: None,
                    stated: false,
                });
            }
        }
    }
}

/// Where what is ordered ends, if the tree has it above the ordering: "orders all residents, about 400 people, to leave".
fn ordered_clause(scene: &Scene, head: usize) -> Option<usize> {
    let infinitive = scene.clauses.head(head).filter(|above| *above > head)?;
    let beneath = scene.clauses.relation(head) == Relation::Advcl
        && scene.clauses.has(infinitive, Relation::Mark, "to");
    (beneath && subject(scene, infinitive).is_none()).then(|| scene.clauses.stretch(infinitive).end)
}

/// Whether the noun is only mentioned beside something new: "in addition to the order", "despite the deadline", "order or no
/// order".
fn is_taken_as_known(scene: &Scene, at: usize) -> bool {
    let before = (1..=3).filter_map(|back| at.checked_sub(back)).map(|at| scene.clauses.word(at));
    let over = scene.clauses.word(at) == "end" && scene.clauses.word(at + 1) == "of";
    let either =
        |no: usize| scene.clauses.word(no) == "no" && scene.clauses.word(no.saturating_sub(1)) == "or";
    over || either(at + 2)
        || at.checked_sub(1).is_some_and(either)
        || scene.tag(at).is_noun()
            && before.into_iter().any(|word| matches!(word, "addition" | "despite" | "besides"))
}

/// Where a joined clause with a subject of its own begins behind the trigger.
fn next_clause(scene: &Scene, trigger: usize, head: usize) -> Option<usize> {
    let joined = scene.clauses.children(head).iter().copied().find(|child| {
        *child > trigger.max(head)
            && matches!(scene.clauses.relation(*child), Relation::Conj | Relation::Parataxis)
            && subject(scene, *child).is_some()
    })?;
    let start = scene.clauses.stretch(joined).start;
    (start > trigger.max(head)).then_some(start)
}

/// Whether the clause of the trigger at `at` meets the rule.
fn holds(scene: &Scene, rule: &OrderRule, at: usize, head: usize, clause: &Range<usize>) -> bool {
    let negated = scene.is_negated(at) || scene.is_negated(head);
    rule.with.iter().all(|list| has_any(scene, clause, list))
        && !has_any(scene, clause, &rule.without)
        && negated == rule.negated
        && !is_supposed(scene, clause, head)
        && (!rule.authority || is_authority(scene, head))
        && (!rule.named
            || subject(scene, head)
                .is_none_or(|subject| scene.tag(subject) != Tag::PRP && scene.can_speak(subject)))
}

/// Whether the clause is a condition.
fn is_supposed(scene: &Scene, clause: &Range<usize>, head: usize) -> bool {
    matches!(scene.clauses.word(clause.start), "if" | "unless" | "whether")
        || scene.clauses.has(head, Relation::Mark, "if")
}

/// The verb whose clause the token belongs to: the nearest above it that is no mere complement of another.
fn head_of(scene: &Scene, trigger: usize) -> usize {
    let mut at = trigger;
    for _ in 0..12 {
        let relation = scene.clauses.relation(at);
        let has_subject = scene.clauses.child(at, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
        let stands =
            matches!(relation, Relation::Root | Relation::Ccomp | Relation::Advcl | Relation::Parataxis);
        let predicate = scene.is_verb(at) || scene.clauses.child(at, &[Relation::Cop]).is_some();
        let purpose = scene.clauses.has(at, Relation::Mark, "to") && !has_subject;
        if predicate && !purpose && (has_subject || stands) {
            return at;
        }
        match scene.clauses.head(at) {
            Some(head) => at = head,
            None => return at,
        }
    }
    at
}

fn subject(scene: &Scene, head: usize) -> Option<usize> {
    scene.clauses.child(head, &[Relation::Nsubj, Relation::NsubjPass])
}

/// Whether who acts can be an authority: a government, a name, or nobody named.
fn is_authority(scene: &Scene, head: usize) -> bool {
    let Some(subject) = scene.clauses.child(head, &[Relation::Nsubj]) else { return true };
    let naming = scene.naming(subject);
    match scene.kind_of(&naming, subject) {
        Some(SourceKind::Government) => true,
        Some(_) => false,
        None => {
            matches!(scene.tag(subject), Tag::NNP | Tag::NNPS | Tag::PRP)
                || matches!(
                    scene.clauses.word(subject),
                    "change" | "move" | "decision" | "policy" | "rule" | "law"
                )
        }
    }
}

/// Who acts: the clause's subject where it is active, else whoever says it.
pub(super) fn doer(
    scene: &Scene,
    act: Act,
    is_named: bool,
    head: usize,
    speaker: Option<&Statement>,
    statements: &[Statement],
) -> Option<String> {
    let spoken = matches!(act, Act::Accusation | Act::Appeal | Act::Denial);
    let goes = matches!(act, Act::ExpulsionOrder | Act::EvacuationOrder) && leaves(scene, head);
    let begins = act == Act::PhaseStart && scene.clauses.child(head, &[Relation::Obj]).is_none();
    // "Nearly 300 men have been rounded up": whom it befell, and not who did it; nor did who says so.
    let befalls = !spoken && is_passive(scene, head);
    // The town of a dateline acts nowhere.
    let text = scene.sentence(head).and_then(|sentence| super::content::dateline(scene, &sentence.tokens));
    let children = scene.clauses.children(head).iter().copied();
    // "Foreigners have until June", "refugees may stay": whom it concerns, and not who decides.
    let decided =
        matches!(act, Act::ExpulsionOrder | Act::EvacuationOrder | Act::EntryRule | Act::Protection);
    let concerned = |subject: usize| decided && super::object::is_people(scene, subject);
    let own = children
        .filter(|child| {
            scene.clauses.relation(*child) == Relation::Nsubj
                && text.is_none_or(|text| *child >= text)
                && !concerned(*child)
        })
        .find(|_| (!spoken || is_named) && !goes && !begins && !befalls);
    let agent = scene.clauses.child(head, &[Relation::OblAgent]);
    let named = own.or(agent).and_then(|subject| {
        let words = scene.span(scene.naming(subject))?;
        let known = statements
            .iter()
            .take(400)
            .find(|statement| statement.source.contains(&words))
            .and_then(|statement| statement.party.clone());
        let pronoun = matches!(scene.tag(subject), Tag::PRP | Tag::WP | Tag::WDT | Tag::DT);
        known.or_else(|| {
            (!pronoun).then(|| words.slice(scene.text).split_whitespace().collect::<Vec<_>>().join(" "))
        })
    });
    named.or_else(|| speaker.filter(|_| !befalls).and_then(actor))
}

/// Whether the clause's own subject is who must go: "all foreigners must leave".
pub(super) fn leaves(scene: &Scene, verb: usize) -> bool {
    let lemma = scene.token(verb).map_or("", |token| &token.lemma);
    matches!(lemma, "leave" | "depart" | "return" | "go" | "quit" | "face" | "evacuate" | "move" | "flee")
}

/// Whether the subject takes up an act told before: "this move", "the decision".
pub(super) fn takes_up(scene: &Scene, verb: usize) -> bool {
    let subject = scene.clauses.child(verb, &[Relation::Nsubj, Relation::NsubjPass]);
    subject.is_some_and(|subject| {
        let lemma = scene.token(subject).map_or("", |token| &token.lemma);
        matches!(
            lemma,
            "move" | "step" | "decision" | "measure" | "order" | "directive" | "rule" | "change" | "policy"
        ) && matches!(
            scene.clauses.word(scene.clauses.stretch(subject).start),
            "this" | "the" | "that" | "these"
        )
    })
}

/// Whether one of the phrases stands in the tokens.
pub(super) fn has_any(scene: &Scene, tokens: &Range<usize>, phrases: &[Phrase]) -> bool {
    tokens.clone().any(|at| phrases.iter().any(|phrase| stands_at(scene.prose, phrase, at)))
}

/// Whether the phrase starts at the token, by dictionary form or as written.
pub(super) fn stands_at(prose: &Prose, phrase: &Phrase, at: usize) -> bool {
    phrase.words.iter().enumerate().all(|(offset, word)| {
        prose.tokens.get(at + offset).is_some_and(|token| {
            *token.lower == **word || *token.lemma == **word || plural(&token.lower, word)
        })
    })
}

/// Whether the written form is the word's plural.
fn plural(lower: &str, word: &str) -> bool {
    lower.strip_suffix('s').is_some_and(|singular| singular == word)
}
