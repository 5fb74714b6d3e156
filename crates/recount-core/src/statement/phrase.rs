//! Statements without a verb of saying: "according to", "reportedly", nouns and adjectives that credit, and headlines with
//! a colon.

use std::ops::Range;

use super::{
    Statement, noun,
    scene::Scene,
    surface::{self, Named},
};
use crate::{
    lexicon::{Cue, Voice},
    text::{Relation, SentenceKind, Tag, TokenKind},
};

/// The statements that a phrase, adverb, noun or adjective at this token makes.
pub(super) fn read(scene: &Scene, at: usize) -> Option<Statement> {
    let word = scene.clauses.word(at);
    let words = (at..).map(|at| scene.clauses.word(at));
    if let Some((length, ())) = scene.lexicon.cues.phrases.longest(words) {
        return according(scene, at, length);
    }
    if scene.lexicon.cues.adverbs.contains(word) {
        return adverb(scene, at);
    }
    if scene.tag(at).is_noun() {
        return noun::carried(scene, at)
            .or_else(|| scene.lexicon.cues.noun(word).and_then(|cue| noun::possessed(scene, at, cue)))
            .or_else(|| noun::counted(scene, at));
    }
    if matches!(scene.tag(at), Tag::JJ | Tag::VBN | Tag::VBD)
        && scene.clauses.child(at, &[Relation::Cop]).is_some()
    {
        return scene.lexicon.cues.adjective(word).and_then(|cue| adjective(scene, at, cue));
    }
    None
}

/// "According to X, …", "…, according to X".
fn according(scene: &Scene, at: usize, length: usize) -> Option<Statement> {
    let sentence = scene.sentence(at)?;
    let start = at + length;
    // "Per week" is a rate, "per the ministry" a source.
    let rate = scene.clauses.word(at) == "per"
        && !(scene.is_capitalised(start) || scene.clauses.word(start) == "the");
    if start >= sentence.tokens.end || rate {
        return None;
    }
    let Named { words: naming, head } = surface::phrase_starting_at(scene, start, sentence.tokens.end)
        .unwrap_or(Named { words: start..start + 1, head: start });
    let phrase = at..phrase_end(scene, head, naming.end, sentence.tokens.end);
    let content = if at < sentence.tokens.start + 3 && phrase.end < sentence.tokens.end {
        std::iter::once(phrase.end..sentence.tokens.end).collect()
    } else {
        around_phrase(scene, at, head, &phrase, &sentence.tokens)
    };
    let content: Vec<_> =
        content.into_iter().map(|part| scene.trim(part)).filter(|part| !part.is_empty()).collect();
    (!content.is_empty()).then(|| Statement {
        source: scene.span(naming.clone()).into_iter().collect(),
        named: Some(Named { words: naming, head }),
        cue: scene.span(at..start).into_iter().collect(),
        content: content.into_iter().filter_map(|part| scene.span(scene.over_quotations(part))).collect(),
        stance: Some(crate::lexicon::Stance::Asserts),
        ..Statement::default()
    })
}

/// Where the phrase with its source ends: behind all that hangs on the source up to a comma.
fn phrase_end(scene: &Scene, head: usize, least: usize, limit: usize) -> usize {
    let stretch = scene.clauses.stretch(head);
    let end = if stretch.start + 40 > head { stretch.end.clamp(least, limit.max(least)) } else { least };
    let comma = (least..end).find(|at| scene.clauses.word(*at) == ",");
    comma.unwrap_or(end)
}

/// What a phrase behind or inside a clause belongs to.
fn around_phrase(
    scene: &Scene,
    at: usize,
    head: usize,
    phrase: &Range<usize>,
    sentence: &Range<usize>,
) -> Vec<Range<usize>> {
    let mut clause = scene.clauses.head(head).unwrap_or(sentence.start);
    while !scene.is_verb(clause) && scene.clauses.child(clause, &[Relation::Cop, Relation::Nsubj]).is_none() {
        match scene.clauses.head(clause) {
            Some(head) => clause = head,
            None => break,
        }
    }
    let set_apart = (1..=2).any(|back| scene.clauses.word(at.saturating_sub(back)) == ",");
    let whole = if set_apart {
        sentence.start..scene.clauses.stretch(clause).end.max(phrase.end)
    } else {
        scene.clauses.stretch(clause)
    };
    let whole = whole.start.max(sentence.start)..whole.end.min(sentence.end);
    vec![whole.start..at.max(whole.start), phrase.end.min(whole.end)..whole.end]
}

/// "… was reportedly …": credited to nobody named.
fn adverb(scene: &Scene, at: usize) -> Option<Statement> {
    let mut clause = scene.clauses.head(at)?;
    for _ in 0..3 {
        if scene.is_verb(clause)
            || scene.clauses.child(clause, &[Relation::Nsubj, Relation::NsubjPass]).is_some()
        {
            break;
        }
        clause = scene.clauses.head(clause)?;
    }
    let whole = scene.clauses.stretch(clause);
    let parts = [whole.start..at.max(whole.start), (at + 1).min(whole.end)..whole.end];
    Some(Statement {
        cue: scene.span(at..at + 1).into_iter().collect(),
        content: parts
            .into_iter()
            .map(|part| scene.trim(part))
            .filter(|part| !part.is_empty())
            .filter_map(|part| scene.span(part))
            .collect(),
        ..Statement::default()
    })
}

/// "officials are confident that …", "she is critical of …".
fn adjective(scene: &Scene, at: usize, cue: &Cue) -> Option<Statement> {
    let clauses = &scene.clauses;
    let source = clauses.child(at, &[Relation::Nsubj])?;
    let content = clauses.children(at).iter().copied().find(|child| {
        *child > at
            && match clauses.relation(*child) {
                Relation::Ccomp | Relation::Xcomp => true,
                Relation::Obl | Relation::Advcl => clauses.children(*child).iter().any(|case| {
                    matches!(clauses.relation(*case), Relation::Case | Relation::Mark)
                        && cue.after.contains(clauses.word(*case))
                }),
                _ => false,
            }
    })?;
    let mut range = clauses.stretch(content);
    let cue_end = if matches!(clauses.relation(content), Relation::Obl) { range.start + 1 } else { at + 1 };
    range.start = range.start.max(cue_end).min(range.end);
    let start = clauses.child(at, &[Relation::Cop]).unwrap_or(at).min(at);
    let start = if clauses.stretch(source).end <= start { start } else { at };
    Some(Statement {
        source: scene.span(scene.naming(source)).into_iter().collect(),
        named: Some(Named { words: scene.naming(source), head: source }),
        cue: scene.span(start..at + 1).into_iter().collect(),
        content: scene.span(scene.over_quotations(scene.trim(range))).into_iter().collect(),
        voice: Voice::Thinks,
        ..Statement::default()
    })
}

/// A headline that names its source before or behind a colon: "Camps are full: minister", "Aid chief: ‘We need help’".
pub(super) fn headline(scene: &Scene, sentence: usize) -> Option<Statement> {
    let sentence = scene.prose.sentences.get(sentence)?;
    let colon = sentence.tokens.clone().find(|at| scene.clauses.word(*at) == ":")?;
    let (left, right) = (sentence.tokens.start..colon, colon + 1..sentence.tokens.end);
    let heading = sentence.kind == SentenceKind::Heading;
    let behind = heading && right.len() <= 5 && left.len() >= 4 && names_source(scene, &right);
    let before = left.len() <= 5
        && right.len() >= 3
        && (heading || opens_quotation(scene, right.start))
        && names_source(scene, &left);
    let (source, content) = if behind {
        (right, left)
    } else if before {
        (left, right)
    } else {
        return None;
    };
    let head = source.clone().rev().find(|at| scene.tag(*at).is_noun()).unwrap_or(source.start);
    Some(Statement {
        source: scene.span(scene.trim(source.clone())).into_iter().collect(),
        named: Some(Named { words: scene.trim(source), head }),
        cue: scene.span(colon..colon + 1).into_iter().collect(),
        content: scene.span(scene.over_quotations(scene.trim(content))).into_iter().collect(),
        stance: Some(crate::lexicon::Stance::Asserts),
        ..Statement::default()
    })
}

fn opens_quotation(scene: &Scene, at: usize) -> bool {
    scene.quotations.binary_search_by_key(&at, |quotation| quotation.tokens.start).is_ok()
}

/// Whether the words name a possible source: capitals or a role throughout, no verb and no number.
fn names_source(scene: &Scene, tokens: &Range<usize>) -> bool {
    let role = |at: usize| {
        scene.lexicon.roles.kind(scene.clauses.word(at)).is_some()
            || scene.lexicon.roles.speaks_for(scene.clauses.word(at))
    };
    !tokens.is_empty()
        && tokens.clone().all(|at| {
            scene
                .token(at)
                .is_some_and(|token| token.kind == TokenKind::Word || matches!(&*token.lower, "." | "'"))
                && (scene.is_capitalised(at)
                    || role(at)
                    || matches!(scene.clauses.word(at), "the" | "of" | "'s" | "for"))
        })
        && tokens.clone().any(|at| role(at) || scene.tag(at) == Tag::NNP)
        && !tokens.clone().any(|at| scene.is_verb(at) && !role(at))
}
