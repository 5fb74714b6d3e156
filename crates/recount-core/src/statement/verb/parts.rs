//! The two parts of a statement that a verb makes, source and content: by the order of words, in the active and in the passive.

use std::ops::Range;

use super::{
    Reading,
    content::{content, right_parts},
    extent::{clause_end, is_break},
    has_case,
    speaker::{agent, named, speaker},
};
use crate::{
    lexicon::{Takes, Voice},
    statement::{
        scene::Scene,
        surface::{self, Named},
    },
    text::{Relation, Tag},
};

pub(super) type Parts = (Option<Named>, Vec<Range<usize>>);

/// Whether the verb is a finite verb of saying, which news prose sets in few ways.
fn is_plain_saying(scene: &Scene, at: usize, reading: &Reading) -> bool {
    reading.voice == Voice::Says
        && reading.takes(Takes::Clause)
        && matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN | Tag::VB)
        && !matches!(scene.clauses.word(at.saturating_sub(1)), "to" | "be" | "been")
}

pub(super) fn active_parts(scene: &Scene, at: usize, reading: &Reading) -> Option<Parts> {
    if is_plain_saying(scene, at, reading)
        && let Some(parts) = plain_parts(scene, at, reading)
    {
        return Some(parts);
    }
    let content = content(scene, at, reading)?;
    if reading.voice == Voice::Seems {
        let subject = scene
            .clauses
            .child(at, &[Relation::Nsubj])
            .filter(|subject| scene.clauses.word(*subject) != "it");
        let parts =
            subject.map(|subject| scene.trim(scene.clauses.stretch(subject))).into_iter().chain(content);
        return Some((None, parts.collect()));
    }
    Some((Some(speaker(scene, at)?), content))
}

/// By the order of words, with the end of the content from the parser where it stands behind the verb.
fn plain_parts(scene: &Scene, at: usize, reading: &Reading) -> Option<Parts> {
    let layout = surface::layout(scene, at, reading.takes(Takes::Person), !reading.takes(Takes::Object))?;
    let grow = |range: Range<usize>| scene.over_quotations(scene.trim(range));
    if layout.fronted {
        let parts: Vec<_> = layout.content.into_iter().map(grow).filter(|part| !part.is_empty()).collect();
        return Some((Some(layout.source), parts));
    }
    let right = layout.content.into_iter().next()?;
    let parsed = content(scene, at, reading)
        .into_iter()
        .flatten()
        .filter(|range| range.start > at)
        .map(|range| range.end)
        .max();
    let end = parsed
        .map_or(right.end, |end| if is_break(scene, end) { end } else { clause_end(scene, end, right.end) });
    Some((Some(layout.source), vec![grow(right.start..end.max(right.start))]))
}

/// "X was criticised by Y for …", "it is believed that …", "X is expected to …".
pub(super) fn passive_parts(scene: &Scene, at: usize, reading: &Reading) -> Option<Parts> {
    // What is "committed" or "offered" by somebody is done, not promised.
    if !(reading.takes(Takes::Clause)
        || reading.takes(Takes::Object)
        || reading.takes(Takes::Person)
        || reading.voice != Voice::Says)
    {
        return None;
    }
    let agent = scene.clauses.child(at, &[Relation::OblAgent]).or_else(|| agent(scene, at));
    let patient = scene.clauses.child(at, &[Relation::NsubjPass, Relation::CsubjPass]);
    let told = reading.takes(Takes::Person);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let rest = right_parts(scene, at, |child| {
        matches!(scene.clauses.relation(child), Relation::Ccomp | Relation::Xcomp)
            || scene.clauses.relation(child) == Relation::Obl
                && Some(child) != agent
                && has_case(scene, child, &["of", "for", "as", "about"])
    });
    let shows_patient =
        !told && patient.is_some_and(|patient| !matches!(scene.clauses.word(patient), "it" | "there"));
    if let Some(patient) = patient.filter(|_| shows_patient) {
        parts.push(scene.trim(scene.clauses.stretch(patient)));
    }
    parts.extend(rest);
    let needs_rest = !reading.takes(Takes::Object);
    if parts.is_empty() || needs_rest && parts.len() < 2 && shows_patient && agent.is_none() {
        return None;
    }
    Some((agent.map(|agent| named(scene, agent)), parts))
}
