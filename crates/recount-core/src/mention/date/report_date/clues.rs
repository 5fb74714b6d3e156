//! What the words of a report say of the day on which it was published.

use jiff::civil::Date;

use super::super::{
    Limit, Said,
    form::{Form, Partial, System},
    prospect, resolve, stated_year,
};
use super::{ClueSays, DateClue};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    span::Span,
    text::{Prose, Sentence},
};

/// What an expression says of the day of publication, and whether the given day contradicts it.
pub(super) fn clue(prose: &Prose, said: &Said, given: Option<Date>) -> Option<(DateClue, bool)> {
    let Form::Calendar(partial) = &said.found.phrase.form else { return None };
    if partial.weekday.is_some() && partial.month.is_none() || partial.system != System::Gregorian {
        return None;
    }
    let sentence = prose.sentences.get(said.sentence)?;
    let to_come = prospect::is_to_come(prose, sentence, said.span);
    let clue = |says| DateClue { span: said.span, says };
    let deadline = matches!(said.bound, Some(Limit::By | Limit::Until | Limit::Before | Limit::From));
    let Some(year) = stated_year(&said.found.phrase) else {
        let ahead = to_come && deadline && !is_quoted(prose, sentence, said.span);
        let first = given.and_then(|day| resolve::in_year(partial, day.year())?.first_day());
        let says = |contradicts| match first.filter(|_| contradicts) {
            Some(first) => ClueSays::Before(first),
            None => ClueSays::BeforeYearless,
        };
        return yearless(ahead, partial, given).map(|contradicts| (clue(says(contradicts)), contradicts));
    };
    let value = resolve::in_year(partial, year)?;
    if to_come {
        let first = value.first_day()?;
        let contradicts = given.is_some_and(|given| given > value.last_day().unwrap_or(first));
        return Some((clue(ClueSays::Before(value.last_day()?)), contradicts));
    }
    let open = matches!(said.bound, Some(Limit::By | Limit::Until | Limit::Before));
    let first = value.first_day()?;
    // A far date is a citation or a number of its own kind; it bounds nothing.
    if open || !is_past(prose, sentence, said) && partial.day.is_none() || !(1000..=2100).contains(&year) {
        return None;
    }
    let told = is_past(prose, sentence, said);
    let contradicts = told && given.is_some_and(|given| (first - given).get_days() > 1);
    Some((clue(ClueSays::OnOrAfter(first)), contradicts))
}

/// Whether a quotation is open where the span stands.
fn is_quoted(prose: &Prose, sentence: &Sentence, span: Span) -> bool {
    let before = prose.tokens_of(sentence).iter().take_while(|token| token.span.start < span.start);
    before.fold(false, |open, token| match &*token.lower {
        "“" => true,
        "”" => false,
        "\"" => !open,
        _ => open,
    })
}

fn is_past(prose: &Prose, sentence: &Sentence, said: &Said) -> bool {
    prospect::is_told_as_past(prose, sentence, said.span)
}

/// A date without its year that is to come: contradicted where it had come shortly before the given day.
fn yearless(to_come: bool, partial: &Partial, given: Option<Date>) -> Option<bool> {
    if !to_come || partial.month.is_none() {
        return None;
    }
    let Some(given) = given else { return Some(false) };
    let first = resolve::in_year(partial, given.year())?.first_day()?;
    Some(first < given && (given - first).get_days() <= 60)
}

/// From the latest day told as past to the earliest told as to come.
pub(super) fn bounds(clues: &[DateClue]) -> Option<Edtf> {
    let after = clues.iter().filter_map(|clue| clue.says.on_or_after());
    let before = clues.iter().filter_map(|clue| clue.says.before());
    let (first, last) = (after.max(), before.min());
    let end = |day: Option<Date>| day.map_or(End::Open, |day| End::At(Point::from(Precision::Day(day))));
    match (first, last) {
        (None, None) => None,
        (Some(first), Some(last)) if first > last => Some(Edtf::Interval(end(Some(first)), End::Open)),
        (first, last) => Some(Edtf::Interval(end(first), end(last))),
    }
}
