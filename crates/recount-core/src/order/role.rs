//! What a day in a clause is to its act: the last day, the day from which it holds, the day to which it is moved, or none of these.

use std::ops::Range;

use super::{Act, clause};
use crate::{
    mention::{DateMention, date::Limit},
    statement::Scene,
    text::Relation,
};

/// What a day is to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Deadline,
    Effective,
    /// The day on which what is put off begins now.
    MovedTo,
    Neither,
}

/// What a date is to the act of these words, by the words before and behind it.
pub(super) fn role(scene: &Scene, act: Act, date: &DateMention, tokens: &Range<usize>) -> Role {
    let at = scene.prose.token_at(date.span.start);
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    // What is denied or asked for has the day of a deadline alone.
    let is_last = match act {
        Act::Denial => Some(is_of_deadline(scene, date, at)),
        Act::Appeal => Some(leads_to(scene, date, at)),
        _ => None,
    };
    if let Some(is_last) = is_last {
        return if is_last { Role::Deadline } else { Role::Neither };
    }
    if names_instrument(scene, at) {
        return Role::Neither;
    }
    // "Extended from March 31 to April 30", "moved to the end of June": the new day; the old one is neither.
    let moved = moves(scene, tokens);
    let to = (0..=6).any(|on| scene.clauses.word(at + on) == "to");
    if moved && before(1) == "from" && !to {
        return Role::Neither;
    }
    let begins = act == Act::PhaseStart;
    if begins && moved && (leads_to(scene, date, at) || before(1) == "to") {
        return Role::MovedTo;
    }
    if moved && (before(1) == "from" || scene.clauses.word(at) == "from") && to {
        return Role::Deadline;
    }
    let ahead_of = before(1) == "of" && before(2) == "ahead" || before(1) == "than" && before(2) == "later";
    if moved && before(1) == "to" || runs_out(scene, at) || ahead_of {
        return Role::Deadline;
    }
    if !begins && is_of_deadline(scene, date, at) || leads_to(scene, date, at) || by_the_hour(scene, at) {
        return Role::Deadline;
    }
    let starts = |back: usize| {
        matches!(before(back), "from" | "starting" | "beginning" | "since" | "effective" | "on")
    };
    let event = matches!(
        act,
        Act::PhaseStart
            | Act::Protection
            | Act::Ceasefire
            | Act::EntryRule
            | Act::EvacuationOrder
            | Act::Enforcement
    );
    if starts(1) || starts(2) || event { Role::Effective } else { Role::Neither }
}

/// Whether the words before a date make it an end: "by", "until the end of".
fn leads_to(scene: &Scene, date: &DateMention, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    let ends = |back: usize| matches!(before(back), "by" | "before" | "until" | "till");
    matches!(date.bound, Some(Limit::By | Limit::Until | Limit::Before))
        || ends(1)
        || before(1) == "the" && ends(2)
        || before(1) == "of" && before(3) == "the" && ends(4)
        || before(1) == "of" && before(2) == "day" && (2..=5).any(ends)
}

/// Whether a day is that of the deadline that stands beside it: "a June 30 deadline", "the deadline of 31 March", "the deadline for them to go was
/// 30 June". Another day between them is the deadline's own.
fn is_of_deadline(scene: &Scene, date: &DateMention, at: usize) -> bool {
    let is_deadline = |at: usize| matches!(scene.clauses.word(at), "deadline" | "ultimatum");
    let end = scene.prose.tokens_in(date.span).end;
    let behind =
        is_deadline(end) || is_deadline(end + 1) && !matches!(scene.clauses.word(end), "," | "the" | "a");
    let start = at.saturating_sub(4);
    let dated = |at: usize| scene.token(at).is_some_and(|token| token.tag == crate::text::Tag::CD);
    // "The deadline for them to register stays at 31 March".
    let told = (start..=at).rev().find_map(|at| {
        let verb = scene.clauses.head(at).filter(|verb| scene.is_verb(*verb))?;
        scene.clauses.child(verb, &[Relation::Nsubj, Relation::NsubjPass])
    });
    let links = at
        .checked_sub(1)
        .is_some_and(|at| matches!(scene.clauses.word(at), "at" | "is" | "was" | "on" | "to" | "for"));
    behind
        || links && told.is_some_and(is_deadline)
        || (start..at).rev().take_while(|at| !dated(*at)).any(is_deadline)
}

/// "Expires on", "ran out on", "ends at midnight on".
fn runs_out(scene: &Scene, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    let verb = (1..=3).any(|back| {
        let lemma = at.checked_sub(back).and_then(|at| scene.token(at)).map_or("", |token| &token.lemma);
        matches!(lemma, "expire" | "lapse" | "end" | "close") || before(back) == "out"
    });
    verb && matches!(before(1), "on" | "at" | "the" | "in")
}

/// Whether the day is that of a paper and says nothing of the act: "Regulation 14 of 15 May", "by the order of 3 February".
fn names_instrument(scene: &Scene, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    let is_paper = |at: usize| {
        scene
            .token(at)
            .is_some_and(|token| scene.lexicon.orders.instruments.iter().any(|noun| **noun == *token.lemma))
    };
    let number = |at: usize| {
        let word = scene.clauses.word(at);
        word.starts_with(|first: char| first.is_ascii_digit())
            || matches!(word, "no." | "no" | "number" | "nr" | "." | "/")
    };
    let Some(mut noun) = at.checked_sub(2).filter(|_| matches!(before(1), "of" | "dated" | "from")) else {
        return false;
    };
    while noun > 0 && number(noun) {
        noun -= 1;
    }
    is_paper(noun)
}

/// The most words of an hour before its day, and one more: "by 6 p.m. local time on Wednesday".
const HOUR: usize = 7;

/// Whether the word can be part of an hour that stands before its day.
fn is_hour(word: &str) -> bool {
    let clock = [
        "on",
        "the",
        "local",
        "time",
        "o'clock",
        "noon",
        "midnight",
        "midday",
        "dawn",
        "dusk",
        "sunset",
        "sunrise",
        "nightfall",
    ];
    let digits = word.starts_with(|first: char| first.is_ascii_digit());
    digits || matches!(word, "a.m." | "p.m." | "am" | "pm" | "hours") || clock.contains(&word)
}

/// Whether an hour stands between the day and the word that makes it an end.
fn by_the_hour(scene: &Scene, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    let ends = |back: usize| matches!(before(back), "by" | "before" | "until" | "till");
    (1..=HOUR).find(|back| !is_hour(before(*back))).is_some_and(|back| back > 1 && ends(back))
}

/// Whether the words move a day.
pub(super) fn moves(scene: &Scene, tokens: &Range<usize>) -> bool {
    let words = &scene.lexicon.orders.status;
    clause::has_any(scene, tokens, &words.extended) || clause::has_any(scene, tokens, &words.postponed)
}
