//! The words of a clause that tell the act itself: without the dateline before them and the words that credit them, before or behind. "LUSAKA,
//! Feb 3 - … , the ministry said on Tuesday" says nothing of the act.

use std::ops::Range;

use crate::{
    lexicon::{TimeWord, Voice},
    span::Span,
    statement::{Scene, Statement},
    text::{Prose, Tag},
};

/// The words of a report that credit statements, sentence by sentence.
#[derive(Debug)]
pub(super) struct Credits {
    /// Source and cue of each statement, by where they start.
    credits: Vec<Credit>,
}

#[derive(Debug)]
struct Credit {
    tokens: Range<usize>,
    content: Vec<Range<usize>>,
}

impl Credits {
    pub(super) fn new(prose: &Prose, statements: &[Statement]) -> Credits {
        let of = |statement: &Statement| {
            let whole = statement.source.iter().chain(&statement.cue).copied().reduce(Span::cover)?;
            let tokens = prose.tokens_in(whole);
            let content: Vec<Range<usize>> =
                statement.content.iter().map(|span| prose.tokens_in(*span)).collect();
            let apart =
                content.iter().all(|content| content.end <= tokens.start || tokens.end <= content.start);
            (statement.voice == Voice::Says && apart).then_some(Credit { tokens, content })
        };
        let mut credits: Vec<Credit> = statements.iter().filter_map(of).collect();
        credits.sort_by_key(|credit| (credit.tokens.start, credit.tokens.end));
        Credits { credits }
    }

    /// The words of a clause about its verb, without dateline and credit.
    pub(super) fn content(&self, scene: &Scene, verb: usize, clause: &Range<usize>) -> Range<usize> {
        let Some(sentence) = scene.sentence(verb) else { return clause.clone() };
        let mut content = clause.clone();
        if let Some(end) = dateline(scene, &sentence.tokens).filter(|end| *end <= verb) {
            content.start = content.start.max(end);
        }
        let first = self.credits.partition_point(|credit| credit.tokens.start < sentence.tokens.start);
        let own = self.credits.iter().skip(first).take_while(|one| one.tokens.start < sentence.tokens.end);
        for credit in own.filter(|credit| !credit.tokens.contains(&verb)) {
            if !credit.content.iter().any(|told| told.contains(&verb)) {
                continue;
            }
            let told = || credit.content.iter().filter(|told| sentence.tokens.contains(&told.start));
            let before = told().all(|told| told.start >= credit.tokens.end);
            let behind = told().all(|told| told.end <= credit.tokens.start);
            if before && credit.tokens.end <= verb {
                content.start = content.start.max(credit.tokens.end);
            } else if behind && credit.tokens.start > verb {
                content.end = content.end.min(credit.tokens.start);
            }
        }
        bare(scene, verb, content)
    }
}

/// Without marks and "that" at its edges.
fn bare(scene: &Scene, verb: usize, mut content: Range<usize>) -> Range<usize> {
    let idle = |at: usize| matches!(scene.clauses.word(at), "," | ":" | "-" | "–" | "—" | "that");
    while content.start < verb && idle(content.start) {
        content.start += 1;
    }
    while content.end > verb + 1 && idle(content.end - 1) {
        content.end -= 1;
    }
    content
}

/// The most words of a dateline.
const WORDS: usize = 18;

/// Where the words behind a dateline begin: capitals, a day, the agency in brackets, then a dash.
pub(super) fn dateline(scene: &Scene, sentence: &Range<usize>) -> Option<usize> {
    let first = scene.token(sentence.start)?;
    let mut reach = sentence.clone().take(WORDS);
    let dash = reach.find(|at| matches!(scene.clauses.word(*at), "-" | "–" | "—" | "--"))?;
    let month = |at: usize| {
        scene
            .lexicon
            .dates
            .senses(scene.clauses.word(at))
            .iter()
            .any(|sense| matches!(sense, TimeWord::Month(_)))
    };
    let fits = |at: usize| {
        let word = scene.written(at);
        scene.tag(at).is_noun() && scene.is_capitalised(at)
            || word.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
            || scene.is_capitalised(at)
            || month(at)
            || matches!(scene.tag(at), Tag::CD)
    };
    let loud =
        scene.written(sentence.start).chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    let spaced = scene
        .token(dash + 1)
        .is_some_and(|next| next.span.start > scene.token(dash).map_or(0, |dash| dash.span.end))
        || matches!(scene.clauses.word(dash), "–" | "—" | "--");
    let set = loud && first.span.len() > 2 || (sentence.start..dash).any(|at| scene.clauses.word(at) == ")");
    (spaced && set && dash > sentence.start && (sentence.start..dash).all(fits)).then_some(dash + 1)
}
