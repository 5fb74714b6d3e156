//! Reported speech by the order of words alone, for finite verbs of saying: it holds where the parser loses its way.
//!
//! News prose puts source and content in few ways: "SOURCE said [that] CONTENT", "CONTENT, SOURCE said", "CONTENT, said SOURCE",
//! "CONTENT, SOURCE said, CONTENT".

use std::ops::Range;

use super::scene::Scene;
use crate::text::{Tag, TokenKind};

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
    phrase_ending_at(scene, sentence, last)
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
    while start > sentence && belongs(scene, start - 1) && scene.quotation_at(start - 1).is_none() {
        start -= 1;
    }
    while start < last && matches!(scene.tag(start), Tag::POS | Tag::CC) {
        start += 1;
    }
    Some(start..last + 1)
}

/// A capital that the tagger took for something other than a name.
fn is_odd_name(scene: &Scene, at: usize) -> bool {
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

fn belongs(scene: &Scene, at: usize) -> bool {
    let tag = scene.tag(at);
    (is_nominal(scene, at) && !is_time(scene, at))
        || matches!(
            tag,
            Tag::DT | Tag::JJ | Tag::JJS | Tag::JJR | Tag::PRPS | Tag::POS | Tag::HYPH | Tag::PDT
        )
        || matches!(scene.clauses.word(at), "-" | "'s" | "’s" | "&" | "/" | "named" | "'")
        || tag == Tag::CD && !is_time(scene, at)
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

/// A day, month, number of a date, or a word that leads to one.
pub(super) fn is_time(scene: &Scene, at: usize) -> bool {
    let word = scene.clauses.word(at);
    let year = word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit());
    const TIMES: [&str; 42] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "morning",
        "afternoon",
        "evening",
        "night",
        "week",
        "month",
        "year",
        "late",
        "early",
        "last",
        "this",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "weekend",
        "tonight",
        "noon",
        "midday",
    ];
    let named = TIMES.contains(&word) && (scene.is_capitalised(at) || !matches!(word, "may" | "march"));
    let leads =
        matches!(word, "on" | "in" | "the") && at + 1 < scene.prose.tokens.len() && is_dated(scene, at + 1);
    let day = scene.tag(at) == Tag::CD
        && word.len() <= 4
        && at > 0
        && (is_dated(scene, at + 1) || is_dated(scene, at - 1));
    named || year || leads || day
}

fn is_dated(scene: &Scene, at: usize) -> bool {
    let word = scene.clauses.word(at);
    let capital = scene.is_capitalised(at);
    capital
        && matches!(
            word,
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
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

/// Where the words of one verb of saying stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) source: Named,
    /// What is said, where the order of words alone shows it; else from here to the end of the sentence it may be.
    pub(super) content: Vec<Range<usize>>,
    /// Whether the content stands before the verb, which the parser gets wrong most often.
    pub(super) fronted: bool,
}

/// The layout around a finite verb of saying; none where the words do not show one. `told`: the verb takes an object that is
/// told; `bare`: it takes no other object.
pub(super) fn layout(scene: &Scene, verb: usize, told: bool, bare: bool) -> Option<Layout> {
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
    if set_apart && ends_clause(scene, after, &sentence) && (left.len() > 3 || has_finite(scene, &left)) {
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
