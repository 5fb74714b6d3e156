//! The words that name a source, by the order of words alone: it holds where the parser loses its way.

mod layout;
mod time;

use std::ops::Range;

use super::scene::Scene;
use crate::text::{Tag, TokenKind};

pub(super) use layout::layout;
pub(super) use time::is_time;

/// The words that name a source and the noun among them that the others belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) words: Range<usize>,
    pub(crate) head: usize,
}

/// How far back a description between commas may reach, in tokens.
const DESCRIPTION: usize = 30;

/// The noun phrase that stands right before the verb, over its auxiliaries, adverbs and times, and over a description between
/// commas.
pub(super) fn subject_before(scene: &Scene, verb: usize) -> Option<Named> {
    let sentence = scene.sentence(verb)?.tokens.start;
    let mut last = verb.checked_sub(1).filter(|at| *at >= sentence)?;
    while last > sentence && (is_helper(scene, last) || is_time(scene, last)) {
        last -= 1;
    }
    if scene.clauses.word(last) == "," {
        return described(scene, sentence, last);
    }
    if let Some(named) = described_without_comma(scene, sentence, last) {
        return Some(named);
    }
    phrase_ending_at(scene, sentence, last)
}

/// The phrase before a "who" whose clause ends right before the verb: "an official who declined to be named told reporters".
fn described_without_comma(scene: &Scene, sentence: usize, last: usize) -> Option<Named> {
    let first = last.saturating_sub(DESCRIPTION / 2).max(sentence + 1);
    let who = (first..=last)
        .rev()
        .take_while(|at| scene.clauses.word(*at) != ",")
        .find(|at| scene.clauses.word(*at) == "who")?;
    let finite = |at: usize| matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD);
    let clause = (who + 1..=last).filter(|at| finite(*at)).count() == 1;
    (clause && is_nominal(scene, who - 1)).then(|| phrase_ending_at(scene, sentence, who - 1)).flatten()
}

/// The phrase before the comma that opens the description which the comma at `close` ends.
fn described(scene: &Scene, sentence: usize, close: usize) -> Option<Named> {
    let first = close.saturating_sub(DESCRIPTION).max(sentence + 1);
    for open in (first..close.saturating_sub(1)).rev().filter(|at| scene.clauses.word(*at) == ",") {
        let inside = open + 1..close;
        let relative = matches!(scene.clauses.word(open + 1), "who" | "which" | "whose");
        let clause =
            inside.clone().any(|at| matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD));
        let opens = is_nominal(scene, open + 1)
            || matches!(
                scene.tag(open + 1),
                Tag::DT | Tag::JJ | Tag::PRPS | Tag::CD | Tag::RB | Tag::VBG | Tag::VBN
            )
            || relative;
        if opens && (relative || !clause) {
            let named = phrase_ending_at(scene, sentence, open - 1);
            if named.is_some() {
                return named;
            }
        }
    }
    None
}

/// The noun phrase that ends at the token, with the phrases that hang on it by a preposition or participle: "the head of the camp",
/// "officials quoted by state media".
pub(super) fn phrase_ending_at(scene: &Scene, sentence: usize, last: usize) -> Option<Named> {
    let mut words = chunk_ending_at(scene, sentence, last)?;
    let mut head = words.end - 1;
    for _ in 0..6 {
        let Some(before) = words.start.checked_sub(1).filter(|at| *at > sentence) else { break };
        let Some(end) = joint(scene, sentence, before) else { break };
        let Some(left) = chunk_ending_at(scene, sentence, end) else { break };
        if is_time(scene, left.end - 1) || scene.tag(left.end - 1) == Tag::PRP {
            break;
        }
        head = left.end - 1;
        words.start = left.start;
    }
    (!is_time(scene, head)).then_some(Named { words, head })
}

/// Where the phrase ends that the one behind `before` hangs on by a preposition, a participle or both: "reports coming out of Goma".
fn joint(scene: &Scene, sentence: usize, before: usize) -> Option<usize> {
    let link = |at: usize| {
        matches!(
            scene.clauses.word(at),
            "of" | "in" | "for" | "at" | "from" | "with" | "on" | "to" | "by" | "and" | "out"
        ) || matches!(scene.tag(at), Tag::VBN | Tag::VBG | Tag::RP)
    };
    let mut at = before;
    while at > sentence && before - at < 3 && link(at) {
        at -= 1;
    }
    (at < before && !link(at)).then_some(at)
}

/// The noun phrase that starts at the token, with what hangs on it by "of" and the like, and by "gathered by".
pub(super) fn phrase_starting_at(scene: &Scene, start: usize, end: usize) -> Option<Named> {
    let (head, mut last) = chunk_starting_at(scene, start, end)?;
    for _ in 0..4 {
        let linked = matches!(scene.clauses.word(last), "of" | "in" | "for" | "at" | "from" | "with" | "&");
        let shared = scene.tag(last) == Tag::VBN && matches!(scene.clauses.word(last + 1), "by" | "from");
        let next = if linked {
            last + 1
        } else if shared {
            last + 2
        } else {
            break;
        };
        match chunk_starting_at(scene, next, end) {
            Some((_, further)) if !is_time(scene, next) => last = further,
            _ => break,
        }
    }
    Some(Named { words: start..last, head })
}

/// The last noun of the phrase that starts at the token, and where the phrase ends; a second determiner or number starts another.
fn chunk_starting_at(scene: &Scene, from: usize, end: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while at < end
        && (belongs(scene, at) || matches!(scene.tag(at), Tag::PRP | Tag::WP))
        && scene.quotation_at(at).is_none()
    {
        let again =
            at > from && matches!(scene.tag(at), Tag::DT | Tag::CD | Tag::PRP) && is_nominal(scene, at - 1);
        if again || is_time(scene, at) && at > from {
            break;
        }
        at += 1;
    }
    let named = |at: &usize| is_nominal(scene, *at) || is_odd_name(scene, *at) || scene.tag(*at) == Tag::PRP;
    (from..at).rev().find(named).map(|head| (head, head + 1))
}

/// Determiners, adjectives, numbers and nouns without a break, up to and with the noun or pronoun `last`.
fn chunk_ending_at(scene: &Scene, sentence: usize, last: usize) -> Option<Range<usize>> {
    if scene.quotation_at(last).is_some() {
        return None;
    }
    if matches!(scene.tag(last), Tag::PRP | Tag::WP | Tag::WDT) {
        return Some(last..last + 1);
    }
    let role = scene.lexicon.roles.kind(scene.clauses.word(last)).is_some()
        && !matches!(scene.tag(last), Tag::IN | Tag::DT | Tag::RB);
    if !is_nominal(scene, last) && !role && !is_odd_name(scene, last) {
        return bracket_open(scene, sentence, last)
            .and_then(|open| chunk_ending_at(scene, sentence, open.checked_sub(1)?))
            .map(|words| words.start..last + 1);
    }
    let mut start = last;
    // A people before a name is no part of it: "the Afghans Tehran says live there".
    let parted = |at: usize| {
        scene.tag(at) == Tag::NNP
            && scene.tag(at - 1) == Tag::NNPS
            && scene.clauses.word(at - 1).ends_with("ns")
    };
    while start > sentence
        && belongs(scene, start - 1)
        && scene.quotation_at(start - 1).is_none()
        && !parted(start)
    {
        start -= 1;
    }
    while start < last && matches!(scene.tag(start), Tag::POS | Tag::CC) {
        start += 1;
    }
    Some(start..last + 1)
}

/// A capital that the tagger took for something other than a name.
pub(super) fn is_odd_name(scene: &Scene, at: usize) -> bool {
    let closed = matches!(
        scene.tag(at),
        Tag::DT
            | Tag::IN
            | Tag::CC
            | Tag::MD
            | Tag::RB
            | Tag::TO
            | Tag::EX
            | Tag::PDT
            | Tag::WRB
            | Tag::CD
            | Tag::PRPS
            | Tag::POS
    );
    scene.is_capitalised(at)
        && !closed
        && scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
        && !scene.is_verb(at)
}

/// Where the bracket that ends at the token opens: "the UN refugee agency (UNHCR) said".
fn bracket_open(scene: &Scene, sentence: usize, last: usize) -> Option<usize> {
    let closes = matches!(scene.clauses.word(last), ")" | "]");
    closes
        .then(|| (sentence..last).rev().take(10).find(|at| matches!(scene.clauses.word(*at), "(" | "[")))
        .flatten()
}

/// Whether the token can stand inside a noun phrase.
pub(super) fn belongs(scene: &Scene, at: usize) -> bool {
    let tag = scene.tag(at);
    (is_nominal(scene, at) && !is_time(scene, at))
        || matches!(
            tag,
            Tag::DT | Tag::JJ | Tag::JJS | Tag::JJR | Tag::PRPS | Tag::POS | Tag::HYPH | Tag::PDT
        )
        || matches!(scene.clauses.word(at), "-" | "'s" | "’s" | "&" | "/" | "named" | "'")
        || tag == Tag::CD && !is_time(scene, at)
        || tag == Tag::VBN
            && (scene.clauses.word(at).contains('-') || at > 0 && scene.clauses.word(at - 1) == "-")
}

/// A noun, or a word that names a role whatever its tag.
pub(super) fn is_nominal(scene: &Scene, at: usize) -> bool {
    scene.tag(at).is_noun()
        || scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
            && (scene.lexicon.roles.kind(scene.clauses.word(at)).is_some()
                && !matches!(scene.tag(at), Tag::JJ | Tag::IN | Tag::DT | Tag::RB)
                || scene.tag(at) == Tag::FW)
}

/// An auxiliary or adverb between subject and verb.
fn is_helper(scene: &Scene, at: usize) -> bool {
    scene.tag(at) == Tag::RB
        || scene.tag(at) == Tag::MD
        || matches!(
            scene.clauses.word(at),
            "has"
                | "have"
                | "had"
                | "also"
                | "later"
                | "then"
                | "is"
                | "are"
                | "was"
                | "were"
                | "earlier"
                | "further"
                | "again"
        )
}

/// The noun phrase right behind an inverted verb: `said the mayor of Goma`.
pub(super) fn subject_behind(scene: &Scene, verb: usize) -> Option<Named> {
    let sentence = scene.sentence(verb)?.tokens.clone();
    let mut end = verb + 1;
    while end < sentence.end
        && scene.quotation_at(end).is_none()
        && (belongs(scene, end) || scene.tag(end) == Tag::PRP)
        && !is_time(scene, end)
    {
        end += 1;
    }
    let head = (verb + 1..end).rev().find(|at| is_nominal(scene, *at) || scene.tag(*at) == Tag::PRP)?;
    Some(Named { words: verb + 1..head + 1, head })
}
