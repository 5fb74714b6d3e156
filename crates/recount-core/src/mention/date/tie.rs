//! Expressions that another one of their sentence decides: "on Wednesday … by November 1st", "overnight on Sunday".

use jiff::civil::Date;

use super::{Anchor, DateMention, Limit, Said, calendar, form::Form};
use crate::span::Span;

/// Gives weekdays the date that their sentence states for that weekday: "on Wednesday after a deadline of November 1st",
/// "last Friday on August 12".
pub(super) fn weekdays(mentions: &mut [DateMention], said: &[Said]) {
    for at in 0..mentions.len().min(said.len()) {
        let weekday = bare_weekday(&said[at].found.phrase.form).filter(|_| !is_day_of_count(said, at));
        let Some(weekday) = weekday else { continue };
        let own = mentions[at].value.and_then(|value| value.day());
        let tied = beside(said, at).filter(|other| *other != at).find_map(|other| {
            let day = stated_day(&mentions[other], &said[other].found.phrase.form)?;
            let fits =
                calendar::weekday(day) == weekday && own.is_none_or(|own| (own - day).get_days().abs() <= 14);
            fits.then_some((day, mentions[other].span))
        });
        if let Some((day, from)) = tied {
            tie(&mut mentions[at], day.into(), from);
        }
    }
}

/// "The quake of January 1 had killed 222 as of Monday", "as of 2 p.m. Monday": the day of the count is none of the event, though
/// both may be Mondays.
fn is_day_of_count(said: &[Said], at: usize) -> bool {
    let hour = at.checked_sub(1).and_then(|before| said.get(before)).filter(|hour| {
        let near = said[at].span.start.saturating_sub(hour.span.end) <= "  on ".len();
        near && hour.sentence == said[at].sentence && matches!(hour.found.phrase.form, Form::Clock)
    });
    said[at].bound == Some(Limit::AsOf) || hour.is_some_and(|hour| hour.bound == Some(Limit::AsOf))
}

/// Gives a night the weekday named right behind it: "overnight on Sunday" runs from Sunday to Monday.
pub(super) fn nights(mentions: &mut [DateMention], said: &[Said]) {
    for at in 1..mentions.len().min(said.len()) {
        let (night, day) = (at - 1, at);
        let beside = said[night].sentence == said[day].sentence
            && mentions[day].span.start.saturating_sub(mentions[night].span.end) <= "  on ".len();
        if !beside || !matches!(said[night].found.phrase.form, Form::Overnight) {
            continue;
        }
        let Some(first) = mentions[day].value.and_then(|value| value.day()) else { continue };
        if let Some(last) = calendar::add_days(first, 1) {
            let from = mentions[day].span;
            tie(&mut mentions[night], calendar::stretch(first, last), from);
        }
    }
}

fn tie(mention: &mut DateMention, value: crate::edtf::Edtf, from: Span) {
    mention.value = Some(value);
    mention.anchor = Anchor::Story;
    mention.from = Some(from);
}

/// The places of the expressions of one sentence.
fn beside(said: &[Said], at: usize) -> std::ops::Range<usize> {
    let sentence = said[at].sentence;
    said.partition_point(|other| other.sentence < sentence)
        ..said.partition_point(|other| other.sentence <= sentence)
}

/// The weekday of "Friday" and of "last Friday".
fn bare_weekday(form: &Form) -> Option<u8> {
    match form {
        Form::Calendar(partial) | Form::WhichNamed { named: partial, .. } if partial.day.is_none() => {
            partial.weekday
        }
        _ => None,
    }
}

/// The day of an expression whose words state a day of a month.
fn stated_day(mention: &DateMention, form: &Form) -> Option<Date> {
    let stated = matches!(form, Form::Calendar(partial) if partial.day.is_some());
    mention.value?.day().filter(|_| stated)
}
