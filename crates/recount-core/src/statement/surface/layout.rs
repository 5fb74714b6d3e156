//! Reported speech by the order of words alone, for finite verbs of saying.
//!
//! News prose puts source and content in few ways: "SOURCE said [that] CONTENT", "CONTENT, SOURCE said", "CONTENT, said SOURCE",
//! "CONTENT, SOURCE said, CONTENT".

use std::ops::Range;

use super::{Named, belongs, chunk_starting_at, is_time, subject_before, subject_behind};
use crate::{statement::scene::Scene, text::Tag};

/// Where the words of one verb of saying stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::statement) struct Layout {
    pub(in crate::statement) source: Named,
    /// What is said, where the order of words alone shows it; else from here to the end of the sentence it may be.
    pub(in crate::statement) content: Vec<Range<usize>>,
    /// Whether the content stands before the verb, which the parser gets wrong most often.
    pub(in crate::statement) fronted: bool,
}

/// The layout around a finite verb of saying; none where the words do not show one. `told`: the verb takes an object that is
/// told; `bare`: it takes no other object.
pub(in crate::statement) fn layout(scene: &Scene, verb: usize, told: bool, bare: bool) -> Option<Layout> {
    let sentence = scene.sentence(verb)?.tokens.clone();
    let before = subject_before(scene, verb);
    let inverted = before.is_none() || scene.clauses.word(verb.checked_sub(1)?) == ",";
    let (source, inverted) = match before {
        Some(named)
            if !(inverted
                && subject_behind(scene, verb)
                    .is_some_and(|behind| ends_clause(scene, behind.words.end, &sentence))) =>
        {
            (named, false)
        }
        _ => (subject_behind(scene, verb)?, true),
    };
    let start = if inverted { verb } else { source.words.start };
    let set_apart = start > sentence.start && matches!(scene.clauses.word(start - 1), "," | "—" | "–" | "--");
    let left = sentence.start..start.saturating_sub(usize::from(set_apart)).max(sentence.start);
    let after = if inverted {
        skip_asides(scene, source.words.end, &sentence)
    } else {
        skip_told(scene, verb + 1, told, &sentence)
    };
    let described = inverted && scene.clauses.word(after) == ",";
    if set_apart
        && (described || ends_clause(scene, after, &sentence))
        && (left.len() > 3 || has_finite(scene, &left))
    {
        let right = continuation(scene, after, &sentence);
        let content = std::iter::once(left).chain(right).collect();
        return Some(Layout { source, content, fronted: true });
    }
    if set_apart && scene.clauses.word(after) == "," && left.len() > 1 && !inverted {
        let right = after + 1..sentence.end;
        if has_finite(scene, &right) {
            return Some(Layout { source, content: vec![left, right], fronted: true });
        }
    }
    let after =
        after + usize::from(scene.clauses.word(after) == "," && scene.clauses.word(after + 1) == "that");
    let right = after..sentence.end;
    let shows = !inverted
        && (scene.clauses.word(after) == "that"
            || opens_clause(scene, &right) && !ends_clause(scene, after, &sentence)
            || bare
                && !set_apart
                && !matches!(scene.clauses.word(verb), "found" | "find" | "finds")
                && right.len() > 3
                && opens_number(scene, after));
    Some(Layout {
        source,
        content: if shows { std::iter::once(right).collect() } else { Vec::new() },
        fronted: false,
    })
}

/// Whether nothing that is said can follow: the sentence ends, or a comma leads to an aside.
fn ends_clause(scene: &Scene, at: usize, sentence: &Range<usize>) -> bool {
    if at + 1 >= sentence.end || matches!(scene.clauses.word(at), "." | ";" | "!" | "?") {
        return true;
    }
    let next = scene.clauses.word(at + 1);
    scene.clauses.word(at) == ","
        && (scene.tag(at + 1) == Tag::VBG
            || matches!(
                next,
                "who"
                    | "which"
                    | "as"
                    | "while"
                    | "but"
                    | "and"
                    | "when"
                    | "after"
                    | "although"
                    | "though"
                    | "a"
                    | "an"
                    | "the"
                    | "according"
                    | "in"
                    | "with"
                    | "referring"
            ))
        || matches!(
            scene.clauses.word(at),
            "as" | "after" | "when" | "while" | "before" | "amid" | "following"
        )
}

/// "…, the agency reported, leaving ten dead": a participle that credits nothing goes on with the content.
fn continuation(scene: &Scene, at: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let participle = scene.clauses.word(at) == ","
        && scene.tag(at + 1) == Tag::VBG
        && scene.lexicon.cues.verb(scene.clauses.word(at + 1)).next().is_none();
    (participle && at + 1 < sentence.end).then(|| at + 1..sentence.end)
}

fn has_finite(scene: &Scene, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD)
            && !is_trailing_cue(scene, at)
            && scene.quotation_at(at).is_none_or(|quotation| quotation.tokens.end <= tokens.end)
    })
}

/// Whether a number or determiner follows, which only a clause can begin with behind a verb that takes no object.
fn opens_number(scene: &Scene, at: usize) -> bool {
    matches!(scene.tag(at), Tag::CD | Tag::DT | Tag::EX | Tag::JJR | Tag::NNS)
}

/// Whether the words are a clause and not a noun phrase with a clause hung on it: the finite verb comes before any conjunction.
fn opens_clause(scene: &Scene, tokens: &Range<usize>) -> bool {
    let hung = |at: &usize| {
        *at > tokens.start
            && scene.quotation_at(*at).is_none()
            && matches!(
                scene.clauses.word(*at),
                "after"
                    | "when"
                    | "as"
                    | "which"
                    | "who"
                    | "where"
                    | "because"
                    | "while"
                    | "before"
                    | "until"
                    | "although"
                    | "that"
                    | "whose"
            )
    };
    let end = tokens.clone().find(hung).unwrap_or(tokens.end);
    let opened = matches!(
        scene.clauses.word(tokens.start),
        "if" | "when" | "after" | "while" | "what" | "how" | "why" | "whether" | "as" | "who" | "where"
    );
    has_finite(scene, &if opened { tokens.clone() } else { tokens.start..end })
}

/// "…, officials said": the verb credits what stands before it.
fn is_trailing_cue(scene: &Scene, at: usize) -> bool {
    scene.lexicon.cues.verb(scene.clauses.word(at)).next().is_some()
        && subject_before(scene, at).is_some_and(|named| {
            named.words.start.checked_sub(1).is_some_and(|before| scene.clauses.word(before) == ",")
        })
}

/// Behind the verb: who is told, when, where and in what paper.
fn skip_told(scene: &Scene, mut at: usize, told: bool, sentence: &Range<usize>) -> usize {
    if told {
        let numbers = |at: usize| {
            matches!(scene.tag(at), Tag::CD | Tag::JJR)
                || matches!(scene.clauses.word(at), "thousands" | "hundreds" | "dozens" | "millions")
        };
        let next = chunk_starting_at(scene, at, sentence.end).map_or(at, |(_, end)| end);
        at = (at..next).find(|at| numbers(*at) || scene.clauses.word(*at) == "that").unwrap_or(next);
    }
    skip_asides(scene, at, sentence)
}

fn skip_asides(scene: &Scene, mut at: usize, sentence: &Range<usize>) -> usize {
    for _ in 0..5 {
        let from = at;
        while at < sentence.end
            && (is_time(scene, at)
                || (matches!(
                    scene.clauses.word(at),
                    "earlier" | "later" | "separately" | "again" | "here" | "overnight"
                ) || scene.tag(at + 1) != Tag::CD
                    && scene.clauses.word(at).ends_with("ly")
                    && scene.tag(at) == Tag::RB))
        {
            at += 1;
        }
        let leads =
            matches!(scene.clauses.word(at), "in" | "at" | "on" | "to" | "during" | "via" | "through" | "by")
                && !matches!(scene.clauses.word(at + 1), "least" | "most" | "about" | "total" | "all");
        if leads && !matches!(scene.tag(at + 1), Tag::CD | Tag::VBG) {
            let mut end = at + 1;
            while end < sentence.end
                && (belongs(scene, end) || scene.clauses.word(end) == "of")
                && scene.clauses.word(end) != "that"
                && !is_time(scene, end)
            {
                end += 1;
            }
            if end > at + 1 {
                at = end;
            }
        }
        if at == from {
            break;
        }
    }
    at
}
