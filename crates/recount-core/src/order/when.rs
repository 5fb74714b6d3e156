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
    let (effective, deadline) = within(scene, mentions, act, tokens);
    let deadline = deadline.or_else(|| grace(scene, mentions, act, tokens));
    if effective.is_some() || deadline.is_some() || !is_order(act) {
        return (effective, deadline);
    }
    // What the sentence says around the clause: "By the decree, all have to be out by …", "… the date was moved to …".
    let Some(sentence) = scene.sentence(tokens.start) else { return (None, None) };
    (None, within(scene, mentions, act, &sentence.tokens).1)
}

/// Whether the act is an order that must be obeyed by a day.
fn is_order(act: Act) -> bool {
    matches!(act, Act::ExpulsionOrder | Act::EvacuationOrder)
}

/// The days of some words.
fn within(
    scene: &Scene,
    mentions: &Mentions,
    act: Act,
    tokens: &Range<usize>,
) -> (Option<Edtf>, Option<Edtf>) {
    let Some(clause) = scene.span(tokens.clone()) else { return (None, None) };
    let first = mentions.dates.partition_point(|date| date.span.start < clause.start);
    let (mut effective, mut deadline) = (None, None);
    for date in mentions.dates.iter().skip(first).take_while(|date| date.span.end <= clause.end) {
        let Some(value) = date.value.map(|value| near(scene, mentions, date, value)) else { continue };
        let at = scene.prose.token_at(date.span.start);
        match part(scene, act, at, tokens) {
            Part::Deadline => {
                deadline = deadline
                    .or_else(|| Some(ahead(scene, mentions, date, whole(scene, at, value, tokens), tokens)));
            }
            Part::Effective => effective = effective.or(Some(value)),
            Part::Neither => {}
        }
    }
    (effective, deadline)
}

/// A day or month without a year: the one nearest to the day on which it is told, before or behind it. An order that is told of in February with a
/// deadline of "31 March" means the next one, in September the last one.
fn near(scene: &Scene, mentions: &Mentions, date: &DateMention, value: Edtf) -> Edtf {
    let Some(told) = mentions.dated.given.and_then(|given| given.day()) else { return value };
    let words = scene.prose.tokens.get(scene.prose.tokens_in(date.span)).unwrap_or(&[]);
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_month =
        |word: &str| scene.lexicon.dates.senses(word).iter().any(|sense| matches!(sense, TimeWord::Month(_)));
    let bare = words.iter().any(|token| is_month(&token.lower))
        && !words
            .iter()
            .any(|token| is_year(&token.lower) || matches!(&*token.lower, "last" | "next" | "this" | "past"));
    let Some(first) = value.first_day().filter(|first| bare && (told - *first).get_days().abs() <= 400)
    else {
        return value;
    };
    let written = value.to_string();
    let (true, Some(rest)) = (!written.contains('/'), written.get(4..)) else { return value };
    let moved = |years: i16| {
        let other = Edtf::parse(&format!("{:04}{rest}", first.year().checked_add(years)?))?;
        Some(((told - other.first_day()?).get_days().abs(), years != 0, other))
    };
    let nearest = [0, -1, 1].into_iter().filter_map(moved).min_by_key(|(far, other, _)| (*far, *other));
    nearest.map_or(value, |(.., nearest)| nearest)
}

/// "By the end of March", "until the last day of March": the last day.
fn whole(scene: &Scene, at: usize, value: Edtf, tokens: &Range<usize>) -> Edtf {
    let ends = (0..=4).filter_map(|back| at.checked_sub(back)).any(|at| {
        scene.clauses.word(at) == "end"
            || scene.clauses.word(at) == "last" && scene.clauses.word(at + 1) == "day"
    });
    // "Extended from March 31 to April 30" is one stretch of time, and its end is the new day.
    let stretch = moves(scene, tokens) && scene.clauses.word(at.saturating_sub(1)) == "from";
    let stretch = stretch || moves(scene, tokens) && scene.clauses.word(at) == "from";
    let last = value.last_day().filter(|_| (ends || stretch) && value.day().is_none());
    last.map_or(value, Edtf::from)
}

/// "Has given them 30 days to leave", "to be gone within three months": so long after the day on which it is told.
fn grace(scene: &Scene, mentions: &Mentions, act: Act, tokens: &Range<usize>) -> Option<Edtf> {
    let told = mentions.dated.given.and_then(|given| given.day()).filter(|_| is_order(act))?;
    let stands = scene
        .prose
        .tokens
        .get(tokens.clone())?
        .iter()
        .any(|token| matches!(token.tag, Tag::VBZ | Tag::VBP | Tag::MD));
    let at = tokens.clone().find(|at| {
        let leads =
            matches!(scene.clauses.word(at.saturating_sub(1)), "within" | "in" | "them" | "have" | "given");
        leads && number(scene.clauses.word(*at)).is_some()
    })?;
    let count = number(scene.clauses.word(at))?;
    let unit = scene.clauses.word(at + 1);
    let unit = if unit == "-" { scene.clauses.word(at + 2) } else { unit };
    let span = match unit {
        "day" | "days" => count.days(),
        "week" | "weeks" => count.weeks(),
        "month" | "months" => count.months(),
        _ => return None,
    };
    told.checked_add(span).ok().filter(|_| stands).map(Edtf::from)
}

/// A small number in digits or as a word.
fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let spelt = WORDS.iter().position(|known| *known == word).and_then(|at| i64::try_from(at + 1).ok());
    spelt.or_else(|| word.parse().ok()).filter(|count| (1..=120).contains(count))
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

/// Whether the words move a day.
fn moves(scene: &Scene, tokens: &Range<usize>) -> bool {
    let words = &scene.lexicon.orders.status;
    super::clause::has_any(scene, tokens, &words.extended)
        || super::clause::has_any(scene, tokens, &words.postponed)
}

enum Part {
    Deadline,
    Effective,
    Neither,
}

/// What a date is to the order, by the words before and behind it.
fn part(scene: &Scene, act: Act, at: usize, tokens: &Range<usize>) -> Part {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    let near = |word: &str| {
        (1..=4).any(|back| before(back) == word) || (0..=5).any(|on| scene.clauses.word(at + on) == word)
    };
    let ends = |back: usize| matches!(before(back), "by" | "before" | "until" | "till");
    let by_the_hour =
        (1..=HOUR).find(|back| !is_hour(before(*back))).is_some_and(|back| back > 1 && ends(back));
    // "Extended from March 31 to April 30", "moved to the end of June": the new day; the old one is neither.
    let moved = moves(scene, tokens);
    let to = (0..=6).any(|on| scene.clauses.word(at + on) == "to");
    if moved && before(1) == "from" && !to {
        return Part::Neither;
    }
    if moved && (before(1) == "from" || scene.clauses.word(at) == "from") && to {
        return Part::Deadline;
    }
    let runs_out = (1..=3).any(|back| {
        matches!(
            before(back),
            "expire" | "expires" | "expired" | "lapse" | "lapses" | "lapsed" | "ends" | "ended" | "out"
        )
    }) && matches!(before(1), "on" | "at" | "the");
    let ahead_of = before(1) == "of" && before(2) == "ahead" || before(1) == "than" && before(2) == "later";
    if moved && before(1) == "to" || runs_out || ahead_of {
        return Part::Deadline;
    }
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
