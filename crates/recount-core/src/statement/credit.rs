//! Whom each figure is credited to.

use super::{
    Statement,
    candidate::Candidates,
    crediting::{Crediting, Telling},
    naming,
    scene::Scene,
};
use crate::{
    Lexicon,
    decide::Decider,
    figure::{Figure, Reason, Source},
    lexicon::{SourceKind, Stance, Voice},
    report::Report,
    span::Span,
    text::Prose,
};

/// Fills in the source of each figure that a statement, or a citation behind it, credits to somebody.
pub fn credit(
    report: &Report,
    prose: &Prose,
    figures: &mut [Figure],
    statements: &[Statement],
    lexicon: &Lexicon,
    decider: &dyn Decider,
) {
    let scene = Scene::new(&report.text, prose, lexicon);
    let candidates = Candidates::new(&scene);
    let tellings: Vec<Telling> = statements.iter().map(|told| Telling::of(&scene, told)).collect();
    let crediting =
        Crediting { scene: &scene, tellings: &tellings, lexicon, decider, candidates: &candidates };
    let contents = contents(statements);
    let citations = citations(&scene);
    for at in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(at);
        let Some(figure) = rest.first_mut() else { break };
        let ruled = by_statement(&scene, &contents, statements, figure.span)
            .or_else(|| by_citation(&scene, &citations, figure.span));
        if let Some((source, reasons)) = crediting.decide(figure, ruled, before) {
            figure.source = Some(source);
            figure.because.extend(reasons);
        }
    }
}

/// A source, and the reasons for it.
type Credited = (Source, Vec<Reason>);

/// Every piece of content with the number of its statement, by where it starts.
fn contents(statements: &[Statement]) -> Vec<(Span, usize)> {
    let mut contents: Vec<(Span, usize)> = statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| credits(statement))
        .flat_map(|(number, statement)| statement.content.iter().map(move |span| (*span, number)))
        .collect();
    contents.sort();
    contents
}

/// Whether a figure inside is credited: the words were uttered or meant by somebody. Who orders or asks is an actor.
fn credits(statement: &Statement) -> bool {
    let named = statement.naming.is_some()
        || statement.source.is_empty() && statement.stance.is_none() && statement.voice == Voice::Says;
    let thought = statement.voice == Voice::Thinks && !statement.clausal;
    named
        && !thought
        && !(statement.judges && statement.manner == super::Manner::Indirect)
        && statement.voice != Voice::Seems
        && !(statement.stance == Some(Stance::Demands) && statement.manner != super::Manner::Direct)
}

/// How many pieces of content before a figure are looked at; deeper nesting does not occur in prose.
const NESTING: usize = 64;

/// The innermost statement around the figure.
fn by_statement(
    scene: &Scene,
    contents: &[(Span, usize)],
    statements: &[Statement],
    figure: Span,
) -> Option<Credited> {
    let before = contents.partition_point(|(span, _)| span.start <= figure.start);
    let around = contents.get(..before)?.iter().rev().take(NESTING).filter(|(span, _)| span.contains(figure));
    let (_, number) = around.min_by_key(|(span, _)| span.len())?;
    let statement = statements.get(*number)?;
    let cue = statement.cue.first().copied()?;
    let said = Reason { rule: "said", words: cue };
    let passed_on = statement.chain.iter().map(|words| Reason { rule: "by way of", words: *words });
    let venue = statement.venue.map(|words| Reason { rule: "venue", words });
    let reasons = std::iter::once(said).chain(passed_on).chain(venue).collect();
    let (span, kind) = match statement.naming {
        Some(naming) => (naming, statement.kind.unwrap_or(SourceKind::Unnamed)),
        None => (cue, SourceKind::Unnamed),
    };
    Some((Source { span, text: naming::words(scene.text, span), kind }, reasons))
}

/// A source in brackets behind what it tells: "(OCHA, 16 Aug 2013)".
#[derive(Debug)]
struct Citation {
    source: Span,
    kind: SourceKind,
    /// From where it covers up to its bracket.
    covers: Span,
}

fn by_citation(scene: &Scene, citations: &[Citation], figure: Span) -> Option<Credited> {
    let next = citations.partition_point(|citation| citation.covers.end < figure.end);
    let citation = citations.get(next).filter(|citation| citation.covers.contains(figure))?;
    let source = Source {
        span: citation.source,
        text: naming::words(scene.text, citation.source),
        kind: citation.kind,
    };
    Some((source, vec![Reason { rule: "cited", words: citation.source }]))
}

/// Brackets that hold a name, a comma and a year; each covers its paragraph back to the one before.
fn citations(scene: &Scene) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    let tokens = &scene.prose.tokens;
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| token.is("(")) {
        let Some(close) = (at + 1..(at + 14).min(tokens.len())).find(|at| tokens[*at].is(")")) else {
            continue;
        };
        let Some(comma) = (at + 1..close).find(|at| tokens[*at].is(",")) else { continue };
        let dated = (comma..close).any(|at| {
            scene.written(at).len() == 4
                && scene.written(at).starts_with(['1', '2'])
                && scene.written(at).bytes().all(|byte| byte.is_ascii_digit())
        });
        let name = at + 1..comma;
        if !dated || name.is_empty() || !scene.is_capitalised(name.start) {
            continue;
        }
        let (Some(source), Some(paragraph)) = (scene.span(name.clone()), paragraph_start(scene, at)) else {
            continue;
        };
        let start = found.last().map_or(paragraph, |last| last.covers.end.max(paragraph));
        let head = name.end - 1;
        let kind = super::kind::of_words(scene, &name, head)
            .unwrap_or_else(|| super::kind::by_default(scene, &name, head));
        found.push(Citation { source, kind, covers: Span::new(start, tokens[at].span.start) });
    }
    found
}

fn paragraph_start(scene: &Scene, at: usize) -> Option<usize> {
    let number = scene.sentence_number(at);
    let paragraph = scene.prose.sentences.get(number)?.paragraph;
    let first = scene.prose.sentences.partition_point(|sentence| sentence.paragraph < paragraph);
    scene.prose.sentences.get(first).map(|sentence| sentence.span.start)
}
