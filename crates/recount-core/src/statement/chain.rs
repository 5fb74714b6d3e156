//! By what way words came: who passed them on, and where they were first said.

use std::collections::BTreeMap;

use super::{Manner, Statement, scene::Scene, surface};
use crate::{lexicon::SourceKind, span::Span, text::Tag};

/// Fills in the chain and the venue of every statement.
pub(super) fn trace(scene: &Scene, statements: &mut [Statement]) {
    cite(scene, statements);
    let outer = outer_sources(statements);
    // Direct speech that names no venue goes on with the latest of the same party.
    let mut venues: BTreeMap<String, Span> = BTreeMap::new();
    for (statement, outer) in statements.iter_mut().zip(outer) {
        statement.chain.extend(passed_on_by(scene, statement));
        statement.chain.extend(outer);
        statement.venue = venue(scene, statement);
        let Some(party) = statement.party.clone() else { continue };
        match statement.venue {
            Some(venue) => {
                venues.insert(party, venue);
            }
            None if statement.manner == Manner::Direct => statement.venue = venues.get(&party).copied(),
            None => {}
        }
    }
}

/// How far behind a verb of saying its "citing" may stand, in tokens.
const CITING: usize = 8;

/// "Radio Goma reported, citing the ministry": the ministry is the source, by way of Radio Goma.
fn cite(scene: &Scene, statements: &mut [Statement]) {
    for statement in statements {
        let (Some(naming), Some(named)) = (statement.naming, statement.named.as_ref()) else { continue };
        let cue = statement.cue.first().map_or(0..0, |cue| scene.prose.tokens_in(*cue));
        let from = cue.end.max(named.words.end);
        let cites = |at: &usize| {
            matches!(scene.clauses.word(*at), "citing" | "quoting") && scene.clauses.word(at - 1) == ","
        };
        let Some(citing) = (from.max(1)..from + CITING).find(cites) else { continue };
        let Some(end) = scene.sentence(citing).map(|sentence| sentence.tokens.end) else { continue };
        let Some(cited) = surface::phrase_starting_at(scene, citing + 1, end) else { continue };
        let kind = scene.kind_of(&cited.words, cited.head).filter(|kind| *kind != SourceKind::Unnamed);
        let same_sentence = scene.sentence_number(citing) == scene.sentence_number(cue.start);
        if let (Some(kind), true, Some(words)) = (kind, same_sentence, scene.span(cited.words)) {
            statement.chain.push(naming);
            statement.naming = Some(words);
            statement.kind = Some(kind);
            statement.party = Some(super::naming::words(scene.text, words));
        }
    }
}

/// For each statement, the source of the innermost other statement whose content holds its cue.
fn outer_sources(statements: &[Statement]) -> Vec<Option<Span>> {
    let mut contents: Vec<(Span, usize)> = statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| statement.naming.is_some())
        .flat_map(|(number, statement)| statement.content.iter().map(move |span| (*span, number)))
        .collect();
    contents.sort();
    let holder = |number: usize, place: usize| {
        let before = contents.partition_point(|(span, _)| span.start <= place);
        let around = contents.get(..before)?.iter().rev().take(16);
        let inner = around
            .filter(|(span, other)| span.end > place && *other != number)
            .min_by_key(|(span, _)| span.len())?;
        statements.get(inner.1)?.naming
    };
    statements
        .iter()
        .enumerate()
        .map(|(number, statement)| {
            holder(number, statement.place()).filter(|outer| Some(*outer) != statement.naming)
        })
        .collect()
}

/// Who passed it on, by the words behind the source: "statistics shared by Radio Goma", "officials quoted in a report".
fn passed_on_by(scene: &Scene, statement: &Statement) -> Option<Span> {
    let words = statement.named.as_ref()?.words.clone();
    let end = scene.sentence(words.start)?.tokens.end;
    let participle = (words.start..(words.end + 3).min(end))
        .find(|at| scene.lexicon.cues.is_chain(scene.clauses.word(*at)) && scene.tag(*at) == Tag::VBN)?;
    let linked = matches!(scene.clauses.word(participle + 1), "by" | "in");
    let named = surface::phrase_starting_at(scene, participle + 2, end).filter(|_| linked)?;
    scene.span(named.words)
}

/// Papers and occasions at which words are said.
const VENUES: [&str; 22] = [
    "article",
    "interview",
    "statement",
    "letter",
    "report",
    "post",
    "speech",
    "tweet",
    "editorial",
    "op-ed",
    "column",
    "briefing",
    "conference",
    "address",
    "memo",
    "email",
    "message",
    "testimony",
    "hearing",
    "broadcast",
    "video",
    "communique",
];

/// The phrase behind the cue that says where: "wrote in an article published in the Telegraph".
fn venue(scene: &Scene, statement: &Statement) -> Option<Span> {
    let cue = scene.prose.tokens_in(*statement.cue.first()?);
    let end = scene.sentence(cue.start)?.tokens.end;
    let near = cue.end..(cue.end + 6).min(end);
    let lead = near.clone().find(|at| matches!(scene.clauses.word(*at), "in" | "at" | "during" | "on"))?;
    let named = surface::phrase_starting_at(scene, lead + 1, end)?;
    let known = VENUES.contains(&scene.clauses.word(named.head));
    let further = (scene.tag(named.words.end) == Tag::VBN && scene.clauses.word(named.words.end + 1) == "in")
        .then(|| surface::phrase_starting_at(scene, named.words.end + 2, end))
        .flatten();
    let last = further.map_or(named.words.end, |further| further.words.end);
    if known { scene.span(named.words.start..last) } else { None }
}
