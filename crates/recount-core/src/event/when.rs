//! When an event was, as the clause of its trigger says: "Wednesday's strike", "struck on Monday", "since the war began on
//! 7 October". The day of saying is not the day of what was said.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{Page, as_of, trigger::Trigger};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    mention::{
        DateMention,
        date::{DateKind, Limit},
    },
    span::Span,
    text::Sentence,
};

/// Beyond this many steps a date of the sentence says nothing of the trigger.
const FAR: usize = 24;

/// Gives every trigger the date of its clause; each date goes to the nearest trigger first.
pub(super) fn settle(page: Page<'_>, triggers: &mut [Trigger]) {
    let mut offers: Vec<(usize, usize, usize)> = Vec::new();
    for (at, trigger) in triggers.iter().enumerate() {
        let Some(sentence) = page.prose.sentences.get(trigger.sentence) else { continue };
        let dates = dates_of(page, sentence);
        let far = |date: usize| distance(page, trigger, page.mentions.dates.get(date)?, sentence);
        offers.extend(dates.filter_map(|date| Some((far(date)?, date, at))));
    }
    offers.sort_by_key(|(far, date, at)| (*far, Reverse(*at), *date));
    for (far, date, at) in offers {
        let Some(trigger) = triggers.get_mut(at).filter(|trigger| trigger.when.is_none() && far <= FAR)
        else {
            continue;
        };
        let Some(date) = page.mentions.dates.get(date) else { continue };
        let goes_on = starts(page, trigger, date);
        // Of what goes on only its start is its date: "the war" of a sentence about Monday is none of Monday.
        let told = goes_on || !lasts(page, trigger);
        if let Some(value) = value(page, date, trigger.head).filter(|_| told) {
            trigger.goes_on = goes_on;
            trigger.when = Some((value, date.span));
        }
    }
}

/// The numbers of the dates of a sentence.
fn dates_of(page: Page<'_>, sentence: &Sentence) -> std::ops::Range<usize> {
    let dates = &page.mentions.dates;
    let start = dates.partition_point(|date| date.span.start < sentence.span.start);
    start..dates.partition_point(|date| date.span.start < sentence.span.end)
}

/// How far a date is from a trigger in its sentence; none where it cannot be its date.
fn distance(page: Page<'_>, trigger: &Trigger, date: &DateMention, sentence: &Sentence) -> Option<usize> {
    if !may_date(page, date) {
        return None;
    }
    let prose = page.prose;
    let tokens = prose.tokens_in(date.span);
    if prose.base_noun_phrase(trigger.head).contains(&tokens.start) {
        return Some(0);
    }
    let (from, to) = if tokens.start < trigger.tokens.start {
        (tokens.end, trigger.tokens.start)
    } else {
        (trigger.tokens.end, tokens.start)
    };
    let verb = verb_of(page, tokens.start);
    let own = if prose.is_predicate(trigger.head) {
        Some(trigger.head)
    } else {
        prose.governing_verb(trigger.head)
    };
    let below = prose.dominates(trigger.head, tokens.start);
    if !below && verb.is_some_and(|verb| page.says(verb)) && is_beside(page, verb, &tokens) {
        return None;
    }
    let clauses = (from..to).filter(|at| is_border(page, *at)).count();
    let opens = tokens.start <= sentence.tokens.start + 2 && tokens.start < trigger.tokens.start;
    let near = if below {
        1
    } else if verb.is_some() && verb == own {
        2
    } else {
        4
    };
    Some(near + to.saturating_sub(from) / if opens { 3 } else { 1 } + clauses * if opens { 3 } else { 6 })
}

/// Whether a date can be that of an event.
fn may_date(page: Page<'_>, date: &DateMention) -> bool {
    let old = date.value.and_then(|value| value.last_day()).is_some_and(|day| day.year() < 1800);
    date.kind == DateKind::Date
        && date.value.is_some()
        && !date.cited
        && !old
        && !matches!(date.bound, Some(Limit::Before | Limit::AsOf | Limit::By | Limit::Until))
        && !page.mentions.dated.is_header(date.span)
}

/// The verb that a date belongs to.
fn verb_of(page: Page<'_>, at: usize) -> Option<usize> {
    page.prose.governing_verb(at)
}

/// Whether a date stands within a few words of a verb of saying, without a comma between.
fn is_beside(page: Page<'_>, verb: Option<usize>, date: &std::ops::Range<usize>) -> bool {
    let Some(verb) = verb else { return false };
    let between = if verb < date.start { verb + 1..date.start } else { date.end..verb };
    between.len() <= 6 && !between.into_iter().any(|at| page.lower(at) == ",")
}

/// Whether a token parts clauses.
fn is_border(page: Page<'_>, at: usize) -> bool {
    matches!(
        page.lower(at),
        ";" | "," | "while" | "but" | "whereas" | "which" | "who" | "that" | "after" | "and" | "since" | ":"
    )
}

/// The value of a date beside a trigger: what is told as past is no later than the report.
fn value(page: Page<'_>, date: &DateMention, head: usize) -> Option<Edtf> {
    let value = date.value?;
    if date.overnight {
        // The night before the report is of its day: that is when the dead are counted.
        let next = value.last_day()?;
        return Some(
            as_of(page.mentions).filter(|day| (*day - next).get_days() <= 1).map_or(value, Edtf::from),
        );
    }
    let Some(day) = as_of(page.mentions).filter(|_| is_past(page, head)) else { return Some(value) };
    let words = date.span.slice(&page.report.text);
    let year = words.split(|sign: char| !sign.is_ascii_digit()).any(|digits| digits.len() == 4);
    match value.first_day() {
        Some(first) if first > day && !year => year_before(value),
        Some(first) if first > day => None,
        _ => Some(value),
    }
}

/// Whether the clause tells of what has been.
fn is_past(page: Page<'_>, head: usize) -> bool {
    let prose = page.prose;
    let verb = if prose.is_predicate(head) { Some(head) } else { prose.governing_verb(head) };
    verb.is_none_or(|verb| prose.modal(verb).is_none_or(|modal| page.lower(modal) != "will"))
}

/// The same day a year before.
pub(super) fn year_before(value: Edtf) -> Option<Edtf> {
    let earlier = |precision: Precision| match precision {
        Precision::Day(day) => {
            Date::new(day.year().checked_sub(1)?, day.month(), day.day()).ok().map(Precision::Day)
        }
        Precision::Month(year, month) => Some(Precision::Month(year.checked_sub(1)?, month)),
        _ => None,
    };
    let point = |point: Point| Some(Point { precision: earlier(point.precision)?, ..point });
    let end = |end: End| if let End::At(at) = end { point(at).map(End::At) } else { Some(end) };
    match value {
        Edtf::Point(at) => point(at).map(Edtf::Point),
        Edtf::Interval(first, last) => Some(Edtf::Interval(end(first)?, end(last)?)),
    }
}

/// Whether the date is that of a start: "began on 7 October", "since Monday", "launched after the attack of 7 October".
fn starts(page: Page<'_>, trigger: &Trigger, date: &DateMention) -> bool {
    let around = page.lexicon.events.around();
    let verb = page.prose.governing_verb(trigger.head);
    let begins = verb.is_some_and(|verb| around.start.contains(page.lemma(verb)));
    matches!(date.bound, Some(Limit::Since | Limit::From)) || lasts(page, trigger) && begins
}

fn lasts(page: Page<'_>, trigger: &Trigger) -> bool {
    trigger.kind.and_then(|kind| page.lexicon.events.kind(kind)).is_some_and(|kind| kind.lasts)
}

/// What is told as past by a report of this day: of a day still to come the same a year before, if it names no year.
pub fn told_by(value: Edtf, day: Date) -> Option<Edtf> {
    match value.first_day() {
        Some(first) if first > day => year_before(value),
        _ => Some(value),
    }
}

/// The first and last day of a value; of an open end none.
pub(super) fn days(value: Edtf) -> (Option<Date>, Option<Date>) {
    (value.first_day(), value.last_day())
}

/// Whether two times can be one: days at most one apart, or stretches that meet.
pub(super) fn meet(one: Edtf, two: Edtf) -> bool {
    let ((first, last), (start, end)) = (days(one), days(two));
    let before = |left: Option<Date>, right: Option<Date>| match (left, right) {
        (Some(left), Some(right)) => left <= right,
        _ => true,
    };
    before(first, end) && before(start, last)
}

/// The span of words that gave a date, where it was given.
pub(super) fn words(when: Option<(Edtf, Span)>) -> Option<Span> {
    when.map(|(_, words)| words)
}
