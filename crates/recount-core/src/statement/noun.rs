//! Nouns that credit: "the government's claim that …", "a call by rights groups for …", "has raised concerns about …"; and
//! what somebody will not say.

use std::ops::Range;

use super::{
    Statement,
    scene::Scene,
    surface::Named,
    verb::{self, agent, object_end, speaker},
};
use crate::{
    lexicon::{Carried, Cue, SourceKind, Stance},
    text::{Relation, Tag},
};

/// How many words may stand between a verb and the noun it carries.
const MODIFIERS: usize = 7;

/// "X has raised concerns about …", "concerns were raised by X about …".
pub(super) fn carried(scene: &Scene, at: usize) -> Option<Statement> {
    let mut groups = scene.lexicon.cues.carried(&scene.token(at)?.lemma).peekable();
    groups.peek()?;
    let verb = carrier(scene, at)?;
    let lemma = &scene.token(verb)?.lemma;
    let carried = groups.find(|group| group.is_carried_by(lemma))?;
    let refuses = carried.stance == Stance::Declines;
    // "Offered no comment" declines, "made a comment" does not.
    let none = (verb + 1..at).any(|at| scene.clauses.word(at) == "no");
    let declines = none || matches!(&**lemma, "decline" | "refuse" | "withhold");
    if scene.is_negated(verb) || refuses != (refuses && declines) || !refuses && none {
        return None;
    }
    let passive = scene.clauses.relation(at) == Relation::NsubjPass;
    let source = if passive {
        agent(scene, verb).map(|head| Named { words: scene.naming(head), head })
    } else {
        speaker(scene, verb)
    }
    .filter(|named| scene.can_speak(named.head) && !named.words.contains(&at))?;
    let last = if passive { verb } else { at };
    let content = said(scene, last, carried)
        .or_else(|| carried.bare.then_some(at..at + 1))
        .filter(|content| !content.is_empty())?;
    let cue = if passive { at..at + 1 } else { verb::cue_range(scene, verb).start..at + 1 };
    Some(Statement {
        source: scene.span(source.words.clone()).into_iter().collect(),
        named: Some(source),
        cue: scene.span(cue).into_iter().collect(),
        content: scene.span(scene.over_quotations(scene.trim(content))).into_iter().collect(),
        stance: Some(carried.stance),
        ..Statement::default()
    })
}

/// The verb that the noun is the object of, over its determiner and adjectives; of a passive, its verb.
fn carrier(scene: &Scene, noun: usize) -> Option<usize> {
    if scene.clauses.relation(noun) == Relation::NsubjPass {
        return scene.clauses.head(noun);
    }
    let modifies = |at: usize| {
        matches!(
            scene.tag(at),
            Tag::DT
                | Tag::JJ
                | Tag::JJR
                | Tag::RB
                | Tag::PRPS
                | Tag::NN
                | Tag::NNS
                | Tag::CC
                | Tag::CD
                | Tag::POS
                | Tag::HYPH
        ) || scene.tag(at).is_verb()
            && matches!(scene.clauses.relation(at), Relation::Amod | Relation::Compound)
            || scene.clauses.word(at) == ","
    };
    let start = scene.sentence(noun)?.tokens.start.max(noun.saturating_sub(MODIFIERS));
    let before = (start..noun).rev().find(|at| !modifies(*at))?;
    (scene.is_verb(before) && scene.quotation_at(before) == scene.quotation_at(noun)).then_some(before)
}

/// What follows the noun behind one of its words, over a second noun joined to it: "concern and dismay at …".
fn said(scene: &Scene, noun: usize, carried: &Carried) -> Option<Range<usize>> {
    let end = scene.sentence(noun)?.tokens.end;
    let mut next = noun + 1;
    while next < end.min(noun + 4) && matches!(scene.tag(next), Tag::CC | Tag::NN | Tag::NNS | Tag::RB) {
        next += 1;
    }
    let word = scene.clauses.word(next);
    if !carried.after.contains(word) || next >= end {
        return None;
    }
    let clause = word == "that" || word == "to" && scene.tag(next + 1) == Tag::VB;
    let start = if clause { next } else { next + 1 };
    Some(start..object_end(scene, start))
}

/// "did not comment", "did not respond to requests for comment", "refrained from passing judgment".
pub(super) fn refusal(scene: &Scene, at: usize) -> Option<Statement> {
    let refusals = &scene.lexicon.cues.refusals;
    let lemma = &*scene.token(at).filter(|token| token.tag.is_verb())?.lemma;
    let follows = |list: &std::collections::BTreeSet<String>, range: Range<usize>| {
        range.into_iter().any(|at| scene.token(at).is_some_and(|token| list.contains(&*token.lemma)))
    };
    let refrains = scene.clauses.word(at + 1) == "from"
        && refusals.refrain.contains(lemma)
        && follows(&refusals.acts, at + 2..at + 4);
    let unanswered = || {
        matches!(lemma, "respond" | "reply" | "answer")
            && refusals.negated.contains(lemma)
            && follows(&refusals.asked, at + 1..object_end(scene, at + 1).min(at + 9))
    };
    let silent = (lemma == "comment" || unanswered()) && scene.is_negated(at);
    if !(refrains || silent) {
        return None;
    }
    let source = speaker(scene, at).filter(|named| scene.can_speak(named.head))?;
    let end = object_end(scene, at + 1);
    let content = if refrains { at + 2..end } else { at + 1..end };
    let content = if content.is_empty() { at..at + 1 } else { content };
    Some(Statement {
        source: scene.span(source.words.clone()).into_iter().collect(),
        named: Some(source),
        cue: scene.span(verb::cue_range(scene, at)).into_iter().collect(),
        content: scene.span(scene.over_quotations(scene.trim(content))).into_iter().collect(),
        stance: Some(Stance::Declines),
        ..Statement::default()
    })
}

/// Nouns for a count that stands on the word of whoever it is of.
const COUNTS: [&str; 9] =
    ["estimate", "count", "tally", "figure", "toll", "statistic", "datum", "record", "assessment"];

/// "The ministry's toll is 715", "the agency's figures put the number at 300": whose count it is.
pub(super) fn counted(scene: &Scene, at: usize) -> Option<Statement> {
    let subject = matches!(scene.clauses.relation(at), Relation::Nsubj | Relation::NsubjPass);
    let possessor = scene.clauses.child(at, &[Relation::NmodPoss]).filter(|_| subject)?;
    if !COUNTS.contains(&&*scene.token(at)?.lemma) && scene.clauses.word(at) != "data" {
        return None;
    }
    let words = without_possessive(scene, scene.naming(possessor));
    // A country's toll is that of its people, an army's that of its soldiers.
    let role = scene.lexicon.roles.kind(scene.clauses.word(possessor));
    let kind = scene.kind_of(&words, possessor)?;
    let suffers = matches!(scene.clauses.word(possessor), "army" | "police" | "military" | "forces" | "navy");
    let speaks = role == Some(kind) || matches!(kind, SourceKind::Un | SourceKind::Ngo | SourceKind::Media);
    let end = scene.sentence(at)?.tokens.end;
    let content = scene.trim(at + 1..object_end(scene, at + 1).min(end));
    let counts = content.clone().any(|at| scene.tag(at) == Tag::CD);
    (speaks && !suffers && counts).then(|| Statement {
        source: scene.span(words.clone()).into_iter().collect(),
        named: Some(Named { words, head: possessor }),
        cue: scene.span(at..at + 1).into_iter().collect(),
        content: scene.span(content).into_iter().collect(),
        stance: Some(Stance::Asserts),
        ..Statement::default()
    })
}

/// "the government's claim that …", "a call by rights groups for …".
pub(super) fn possessed(scene: &Scene, at: usize, cue: &Cue) -> Option<Statement> {
    let clauses = &scene.clauses;
    let possessor = clauses.child(at, &[Relation::NmodPoss]);
    let by = clauses.children(at).iter().copied().find(|child| {
        clauses.relation(*child) == Relation::Nmod
            && (clauses.has(*child, Relation::Case, "by")
                || cue.stance == Some(Stance::Demands) && clauses.has(*child, Relation::Case, "from"))
    });
    let source = possessor.or(by);
    let clause = clauses.children(at).iter().copied().find(|child| {
        *child > at
            && match clauses.relation(*child) {
                Relation::Acl | Relation::Ccomp => {
                    clauses.has(*child, Relation::Mark, "that") || clauses.has(*child, Relation::Mark, "to")
                }
                Relation::Nmod => {
                    source.is_some()
                        && clauses.children(*child).iter().any(|case| {
                            clauses.relation(*case) == Relation::Case
                                && cue.after.contains(clauses.word(*case))
                        })
                }
                _ => false,
            }
    })?;
    if source.is_none() && !clauses.has(clause, Relation::Mark, "that") {
        return None;
    }
    let mut range = clauses.stretch(clause);
    if clauses.relation(clause) == Relation::Nmod {
        range.start = (range.start + 1).min(clause);
    }
    let named = source.map(|head| Named { words: without_possessive(scene, scene.naming(head)), head });
    Some(Statement {
        source: named.as_ref().and_then(|named| scene.span(named.words.clone())).into_iter().collect(),
        named,
        cue: scene.span(at..at + 1).into_iter().collect(),
        content: scene.span(scene.over_quotations(scene.trim(range))).into_iter().collect(),
        stance: cue.stance,
        voice: cue.voice,
        ..Statement::default()
    })
}

/// The name without its possessive ending.
fn without_possessive(scene: &Scene, range: Range<usize>) -> Range<usize> {
    let ends = range.end.checked_sub(1).is_some_and(|last| {
        scene.tag(last) == Tag::POS || matches!(scene.written(last), "'s" | "’s" | "'" | "’")
    });
    if ends && range.len() > 1 { range.start..range.end - 1 } else { range }
}
