//! When an order takes effect and by when it must be obeyed, from the time expressions in its clause.

use std::ops::Range;

use jiff::ToSpan;

use super::{
    Act, Order, clause,
    role::{Role, moves, role},
};
use crate::{
    edtf::Edtf,
    lexicon::TimeWord,
    mention::{DateMention, Mentions, date::Anchor},
    statement::Scene,
    text::{SentenceKind, Tag},
};

/// The effective day and the deadline of an order.
pub(super) fn read(
    scene: &Scene,
    mentions: &Mentions,
    act: Act,
    tokens: &Range<usize>,
) -> (Option<Edtf>, Option<Edtf>) {
    if act == Act::Accusation {
        return (None, None);
    }
    let (effective, deadline) = within(scene, mentions, act, tokens);
    if matches!(act, Act::Denial | Act::Appeal) {
        return (None, deadline);
    }
    let deadline = deadline.or_else(|| grace(scene, mentions, act, effective, tokens));
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

/// Gives orders that speak of a day told elsewhere that day: "after that day, whoever has no papers has to go", "gives them more time". It is the last
/// one told before, or the first behind in a heading.
pub(super) fn take_up(scene: &Scene, orders: &mut [Order]) {
    let days: Vec<Option<Edtf>> =
        orders.iter().map(|order| order.deadline.filter(|_| is_order(order.act))).collect();
    for (at, order) in orders.iter_mut().enumerate() {
        if order.act != Act::ExpulsionOrder || order.deadline.is_some() {
            continue;
        }
        let tokens = scene.prose.tokens_in(order.span);
        let taken = clause::has_any(scene, &tokens, &scene.lexicon.orders.taken_up);
        let before = || days.get(..at).into_iter().flatten().rev().find_map(|day| *day);
        let behind = || days.get(at + 1..).into_iter().flatten().find_map(|day| *day);
        // What moves a day has a new one: in a heading, that which is told below.
        let heading =
            scene.sentence(tokens.start).is_some_and(|sentence| sentence.kind == SentenceKind::Heading);
        order.deadline = match taken {
            true if moves(scene, &tokens) => behind().filter(|_| heading),
            true => before().or_else(behind),
            false => None,
        };
    }
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
        match role(scene, act, date, tokens) {
            Role::Deadline => {
                deadline = deadline
                    .or_else(|| Some(ahead(scene, mentions, date, whole(scene, at, value, tokens), tokens)));
            }
            Role::Effective => effective = effective.or(Some(value)),
            Role::MovedTo => effective = Some(value),
            Role::Neither => {}
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
    // The end may stand before the month or be part of its own words: "the end of July".
    let ends = (at.saturating_sub(4)..at + 3).any(|at| {
        scene.clauses.word(at) == "end"
            || scene.clauses.word(at) == "last" && scene.clauses.word(at + 1) == "day"
    });
    // "Extended from March 31 to April 30" is one stretch of time, and its end is the new day.
    let stretch = moves(scene, tokens) && scene.clauses.word(at.saturating_sub(1)) == "from";
    let stretch = stretch || moves(scene, tokens) && scene.clauses.word(at) == "from";
    let last = value.last_day().filter(|_| (ends || stretch) && value.day().is_none());
    last.map_or(value, Edtf::from)
}

/// "Has given them 30 days to leave", "to be gone within three months", "a grace period of 60 days": so long after the day on which it is given,
/// else told.
fn grace(
    scene: &Scene,
    mentions: &Mentions,
    act: Act,
    effective: Option<Edtf>,
    tokens: &Range<usize>,
) -> Option<Edtf> {
    let told = mentions.dated.given.and_then(|given| given.day()).filter(|_| is_order(act));
    let given = effective.and_then(|day| day.day());
    let stands = scene
        .prose
        .tokens
        .get(tokens.clone())?
        .iter()
        .any(|token| matches!(token.tag, Tag::VBZ | Tag::VBP | Tag::MD));
    let from = given.or(told.filter(|_| stands))?;
    tokens.clone().filter(|at| grants(scene, *at)).find_map(|at| {
        let count = number(scene.clauses.word(at))?;
        let unit = scene.clauses.word(at + 1);
        let unit = if unit == "-" { scene.clauses.word(at + 2) } else { unit };
        let span = match unit {
            "hour" | "hours" => (count / 24).days(),
            "day" | "days" => count.days(),
            "week" | "weeks" => count.weeks(),
            "month" | "months" => count.months(),
            _ => return None,
        };
        from.checked_add(span).ok().map(Edtf::from)
    })
}

/// Whether a number of days at this place can be time that is granted: "within 30 days", "a period of 60 days", "a 30-day notice".
fn grants(scene: &Scene, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scene.clauses.word(at));
    let leads = matches!(before(1), "within" | "in" | "them" | "have" | "given" | "another")
        || before(1) == "of" && is_period(before(2));
    let is_compound = scene.clauses.word(at + 1) == "-" && is_period(scene.clauses.word(at + 3));
    leads || is_compound
}

/// Whether the noun is one of time that is granted.
fn is_period(noun: &str) -> bool {
    matches!(
        noun,
        "period" | "notice" | "deadline" | "ultimatum" | "extension" | "amnesty" | "window" | "grace"
    )
}

/// A small number in digits or as a word.
fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let spelt = WORDS.iter().position(|known| *known == word).and_then(|at| i64::try_from(at + 1).ok());
    spelt.or_else(|| word.parse().ok()).filter(|count| (1..=180).contains(count))
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
