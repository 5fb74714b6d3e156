//! Direct speech: each quotation with the words that introduce, follow or interrupt it.

use std::ops::Range;

use super::{
    Manner, Statement,
    scene::Scene,
    surface::{self, Named},
    verb::{self, Reading},
};
use crate::{
    lexicon::{Takes, Voice},
    text::{Relation, TokenKind},
};

/// The longest way from a quotation to the verb that introduces it, in tokens.
const REACH: usize = 40;

/// A statement for each quotation that its own sentence credits, with the number of its verb; in order. Quotations that
/// are merely quoted words inside a clause are left to the clause.
pub(super) fn read(scene: &Scene) -> Vec<(usize, Statement)> {
    let mut found: Vec<(usize, Statement)> = Vec::new();
    for quotation in &scene.quotations {
        let trailing = trailing(scene, &quotation.tokens);
        let Some(verb) = trailing.or_else(|| leading(scene, &quotation.tokens)) else { continue };
        match found.iter_mut().rev().take(3).find(|(other, _)| *other == verb) {
            Some((_, statement)) => statement.content.push(quotation.span),
            None => {
                let whole = if trailing.is_some() { with_lead(scene, quotation) } else { quotation.span };
                found.push((verb, statement(scene, verb, whole)));
            }
        }
    }
    found
}

/// The quotation with the words of the sentence before it that the same source says: `It was bad, "a disaster," he said`.
fn with_lead(scene: &Scene, quotation: &super::quotation::Quotation) -> crate::Span {
    let Some(sentence) = scene.sentence(quotation.tokens.start) else { return quotation.span };
    let lead = sentence.tokens.start..quotation.tokens.start;
    let credited = lead.clone().any(|at| introduces(scene, at).is_some() || scene.quotation_at(at).is_some());
    if lead.is_empty() || credited || lead.len() < 3 {
        quotation.span
    } else {
        crate::Span::new(sentence.span.start, quotation.span.end)
    }
}

fn statement(scene: &Scene, verb: usize, content: crate::Span) -> Statement {
    let reading = verb::reading(scene, verb).unwrap_or_default();
    let source = source(scene, verb);
    Statement {
        source: source.as_ref().and_then(|named| scene.span(named.words.clone())).into_iter().collect(),
        named: source,
        cue: scene.span(verb::cue_range(scene, verb)).into_iter().collect(),
        content: vec![content],
        manner: Manner::Direct,
        stance: reading.stance.or(Some(crate::lexicon::Stance::Asserts)),
        voice: Voice::Says,
        ..Statement::default()
    }
}

/// Who speaks: the phrase before the verb, or behind it where the order is turned round; else the verb's subject.
fn source(scene: &Scene, verb: usize) -> Option<Named> {
    let named = |head: usize| Named { words: scene.naming(head), head };
    if verb::is_passive(scene, verb) {
        return scene.clauses.child(verb, &[Relation::OblAgent]).map(named);
    }
    let outside = |at: &usize| scene.quotation_at(*at).is_none();
    let before = surface::subject_before(scene, verb).filter(|named| outside(&named.head));
    // "told our monitors": whom it is told is no speaker.
    let led = verb.checked_sub(1).and_then(|before| scene.token(before));
    let led = led.is_some_and(|before| before.kind == TokenKind::Word);
    let tells = led && scene.lexicon.cues.verb(scene.clauses.word(verb)).any(|cue| cue.takes(Takes::Person));
    let behind = || surface::subject_behind(scene, verb).filter(|named| !tells && outside(&named.head));
    let parsed = || verb::subject(scene, verb).filter(outside).map(named);
    before.or_else(behind).or_else(parsed)
}

/// The verb behind a quotation: `"…," she said`, `"…", said the mayor`.
fn trailing(scene: &Scene, quotation: &Range<usize>) -> Option<usize> {
    let last = quotation.end.checked_sub(2)?;
    let mark =
        |at: usize| matches!(scene.written(at), "," | "?" | "!" | "." | "..." | "…" | "—" | "–" | "--" | "-");
    let behind = scene.clauses.word(quotation.end);
    if !(mark(last) || matches!(behind, "," | "—" | "–" | "--")) {
        return None;
    }
    let sentence = scene.sentence(quotation.end.checked_sub(1)?)?.tokens.clone();
    let zone = quotation.end..sentence.end.min(quotation.end + REACH);
    let next = scene.quotations.partition_point(|other| other.tokens.start < quotation.end);
    let zone =
        zone.start..scene.quotations.get(next).map_or(zone.end, |next| zone.end.min(next.tokens.start));
    let verb = zone.clone().find(|at| introduces(scene, *at).is_some())?;
    let between = quotation.end..verb;
    let interrupted = between.clone().filter(|at| scene.is_verb(*at)).any(|at| {
        !matches!(
            scene.clauses.relation(at),
            Relation::AclRelcl
                | Relation::Acl
                | Relation::Aux
                | Relation::AuxPass
                | Relation::Cop
                | Relation::Amod
                | Relation::Advcl
        ) && scene.clauses.head(at) != Some(verb)
            && scene.clauses.head(at).is_none_or(|head| !between.contains(&head))
    });
    let conjoined = matches!(scene.clauses.word(quotation.end), "and" | "but")
        || scene.clauses.word(quotation.end + 1) == "and";
    (!interrupted && !conjoined).then_some(verb)
}

/// The verb before a quotation: `The mayor said: "…"`, `She told reporters, "…"`.
fn leading(scene: &Scene, quotation: &Range<usize>) -> Option<usize> {
    let sentence = scene.sentence(quotation.start)?.tokens.clone();
    let before = quotation.start.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let set_off = matches!(scene.clauses.word(before), "," | ":")
        || scene.clauses.word(before) == "that" && is_long(quotation);
    let from = sentence.start.max(quotation.start.saturating_sub(REACH));
    let verb = (from..quotation.start).rev().find(|at| introduces(scene, *at).is_some())?;
    let plain = verb + 1 == quotation.start && is_utterance(scene, quotation);
    let idle = (verb + 1..before).all(|at| {
        !scene.is_verb(at)
            || matches!(
                scene.clauses.relation(at),
                Relation::AclRelcl | Relation::Acl | Relation::Amod | Relation::Advcl
            )
    });
    let clean = !(verb + 1..before).any(|at| matches!(scene.clauses.word(at), "that" | "if" | "whether"));
    ((set_off || plain) && idle && clean).then_some(verb)
}

/// Whether the quotation is more than a few quoted words.
fn is_long(quotation: &Range<usize>) -> bool {
    quotation.len() > 9
}

/// Whether the words in the quotation can stand alone: a capital at the front, or an end mark inside.
fn is_utterance(scene: &Scene, quotation: &Range<usize>) -> bool {
    let capital = scene.is_capitalised(quotation.start + 1);
    let ended =
        quotation.end.checked_sub(2).is_some_and(|at| matches!(scene.written(at), "." | "," | "?" | "!"));
    quotation.len() > 5 && (capital || ended)
}

/// The reading of a verb that can introduce a quotation.
fn introduces<'l>(scene: &Scene<'l>, at: usize) -> Option<Reading<'l>> {
    let is_cue = scene.is_verb(at)
        && scene.quotation_at(at).is_none()
        && !matches!(scene.clauses.relation(at), Relation::Amod | Relation::Compound | Relation::Aux);
    is_cue
        .then(|| verb::reading(scene, at))
        .flatten()
        .filter(|reading| reading.quotes() && reading.voice != Voice::Seems)
}

/// Adds the quotations that go on with a statement before them: they open a sentence, and nothing in it credits them.
pub(super) fn continue_quotations(scene: &Scene, statements: &mut [Statement]) {
    let mut order: Vec<usize> = (0..statements.len())
        .filter(|at| statements[*at].voice == Voice::Says && !statements[*at].source.is_empty())
        .collect();
    order.sort_by_key(|at| statements[*at].end());
    let mut contents: Vec<crate::Span> =
        statements.iter().flat_map(|statement| statement.content.clone()).collect();
    contents.sort();
    let mut reach = 0;
    let mut passed = 0;
    let mut next = 0;
    let mut latest: Option<usize> = None;
    let mut unclosed = false;
    for quotation in &scene.quotations {
        while let Some(at) =
            order.get(next).copied().filter(|at| statements[*at].end() <= quotation.span.start)
        {
            latest = Some(at);
            next += 1;
        }
        while let Some(content) = contents.get(passed).filter(|content| content.start < quotation.span.end) {
            reach = reach.max(content.end);
            passed += 1;
        }
        let taken = reach > quotation.span.start;
        let goes_on = !taken && opens_sentence(scene, &quotation.tokens);
        if let (true, Some(at)) = (goes_on, latest)
            && (unclosed || is_near(scene, &statements[at], &quotation.tokens))
        {
            statements[at].content.push(quotation.span);
        }
        unclosed = !quotation.closed;
    }
}

fn opens_sentence(scene: &Scene, quotation: &Range<usize>) -> bool {
    scene.sentence(quotation.start).is_some_and(|sentence| sentence.tokens.start == quotation.start)
}

/// Whether the quotation stands in the statement's paragraph, or fills the next one alone.
fn is_near(scene: &Scene, statement: &Statement, quotation: &Range<usize>) -> bool {
    let paragraph = |at: usize| {
        scene
            .prose
            .sentence_at(at)
            .and_then(|number| scene.prose.sentences.get(number))
            .map(|sentence| sentence.paragraph)
    };
    let (Some(own), Some(theirs)) =
        (scene.sentence(quotation.start), paragraph(statement.end().saturating_sub(1)))
    else {
        return false;
    };
    let alone =
        scene.sentence(quotation.end.saturating_sub(1)).is_some_and(|last| last.tokens.end == quotation.end);
    own.paragraph == theirs || alone && statement.manner == Manner::Direct && own.paragraph == theirs + 1
}
