//! When an order takes effect and by when it must be obeyed, from the time expressions in its clause.

use std::ops::Range;

use jiff::ToSpan;

use super::Act;
use crate::{
    edtf::Edtf,
    lexicon::TimeWord,
    mention::{DateMention, Mentions, date::Anchor},
    statement::Scene,
    text::Tag,
};

/// The effective day and the deadline of an order.
pub(super) fn read(
    scene: &Scene,
    mentions: &Mentions,
    act: Act,
    tokens: &Range<usize>,
) -> (Option<Edtf>, Option<Edtf>) {
    if matches!(act, Act::Accusation | Act::Appeal | Act::Denial) {
        return (None, None);
    }
    let Some(clause) = scene.span(tokens.clone()) else { return (None, None) };
    let first = mentions.dates.partition_point(|date| date.span.start < clause.start);
    let (mut effective, mut deadline) = (None, None);
    for date in mentions.dates.iter().skip(first).take_while(|date| date.span.end <= clause.end) {
        let Some(value) = date.value else { continue };
        let at = scene.prose.token_at(date.span.start);
        match part(scene, act, at) {
            Part::Deadline => deadline = deadline.or(Some(ahead(scene, mentions, date, value, tokens))),
            Part::Effective => effective = effective.or(Some(value)),
            Part::Neither => {}
        }
    }
    (effective, deadline)
}

/// "Has ordered everybody to leave by Wednesday": the deadline of an order that stands lies ahead, that of one told in the past
/// on the nearer side of the day of publication.
fn ahead(scene: &Scene, mentions: &Mentions, date: &DateMention, value: Edtf, tokens: &Range<usize>) -> Edtf {
    let words = scene.prose.tokens.get(scene.prose.tokens_in(date.span)).unwrap_or(&[]);
    let is_weekday = |word: &TimeWord| matches!(word, TimeWord::Weekday(_));
    let weekday = words.iter().any(|token| scene.lexicon.dates.senses(&token.lower).iter().any(is_weekday));
    let told = mentions.dated.given.and_then(|given| given.day());
    let (Some(told), Some(day), true) = (told, value.day(), weekday && date.anchor == Anchor::Publication)
    else {
        return value;
    };
    let past = (told - day).get_days();
    let stands = scene
        .prose
        .tokens
        .get(tokens.clone())
        .unwrap_or(&[])
        .iter()
        .any(|token| matches!(token.tag, Tag::VBZ | Tag::VBP | Tag::MD));
    let next = day.checked_add(7.days()).ok().filter(|_| past > 0 && (stands || past > 3));
    next.map_or(value, Edtf::from)
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

enum Part {
    Deadline,
    Effective,
    Neither,
}

/// What a date is to the order, by the words before and behind it.
fn part(scene: &Scene, act: Act, at: usize) -> Part {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    let near = |word: &str| {
        (1..=4).any(|back| before(back) == word) || (0..=5).any(|on| scene.clauses.word(at + on) == word)
    };
    let ends = |back: usize| matches!(before(back), "by" | "before" | "until" | "till");
    let by_the_hour =
        (1..=HOUR).find(|back| !is_hour(before(*back))).is_some_and(|back| back > 1 && ends(back));
    if near("deadline") || ends(1) || by_the_hour || before(1) == "the" && ends(2) {
        return Part::Deadline;
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
    if starts(1) || starts(2) || event { Part::Effective } else { Part::Neither }
}
