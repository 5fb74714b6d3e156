//! Which event lies in which, and which of them the report is about.

use jiff::civil::Date;

use super::{Event, Page, as_of};

/// Sentences that make up the opening.
const OPENING: usize = 4;
/// What is older than this when the report is written is its background.
const RECENT: i32 = 60;

/// Sets the wider event of each, and the main one.
pub(super) fn settle(page: Page<'_>, events: &mut [Event]) {
    let within: Vec<Option<usize>> = (0..events.len()).map(|at| wider(page, events, at)).collect();
    for (event, within) in events.iter_mut().zip(within) {
        event.within = within;
    }
    let countries: Vec<Vec<String>> = events.iter().map(|event| inherited(events, event)).collect();
    for (event, countries) in events.iter_mut().zip(countries) {
        event.countries = countries;
    }
    let titled = |event: &Event| event.name.as_deref().is_some_and(|name| is_titled(page, name));
    let rank = |at: &usize| (titled(&events[*at]), weight(page, &events[*at]), std::cmp::Reverse(*at));
    let best = (0..events.len()).max_by_key(rank);
    if let Some(event) = best.and_then(|at| events.get_mut(at)) {
        event.main = true;
    }
}

/// The wider event that one lies in: of a kind it may lie in, where the countries agree and it was going on; the nearest
/// told of several.
fn wider(page: Page<'_>, events: &[Event], at: usize) -> Option<usize> {
    let part = events.get(at)?;
    let lexicon = &page.lexicon.events;
    let number = |code: &Option<String>| {
        (0..).map_while(|at| lexicon.kind(at)).position(|kind| Some(&kind.code) == code.as_ref())
    };
    let own = number(&part.kind)?;
    let fits = |other: &usize| {
        let whole = &events[*other];
        let kind = number(&whole.kind).is_some_and(|kind| lexicon.may_lie_in(own, kind));
        let places =
            part.countries.is_empty() || whole.countries.is_empty() || part.countries == whole.countries;
        *other != at && kind && places && holds(whole, part)
    };
    (0..events.len())
        .filter(fits)
        .max_by_key(|other| (events[*other].mentions.len(), std::cmp::Reverse(*other)))
}

/// Whether the wider one had begun; what has no day may have.
fn holds(whole: &Event, part: &Event) -> bool {
    let first = |event: &Event| event.when.and_then(|when| when.first_day());
    match (first(whole), first(part)) {
        (Some(whole), Some(part)) => whole <= part,
        _ => true,
    }
}

/// An event whose clause names no place is where its wider one is.
fn inherited(events: &[Event], event: &Event) -> Vec<String> {
    let whole = event.within.and_then(|at| events.get(at)).filter(|_| event.countries.is_empty());
    whole.map_or_else(|| event.countries.clone(), |whole| whole.countries.clone())
}

/// Whether the report's title has the name: then it is about what goes by it, whatever it tells of besides.
fn is_titled(page: Page<'_>, name: &str) -> bool {
    let first = page.prose.sentences.first().map(|sentence| sentence.span.slice(&page.report.text));
    let has =
        |title: &str| title.to_lowercase().split(|sign: char| !sign.is_alphabetic()).any(|word| word == name);
    page.report.title.as_deref().or(first).is_some_and(has)
}

/// How much speaks for the report being about an event.
fn weight(page: Page<'_>, event: &Event) -> usize {
    let opening = page.prose.sentences.get(OPENING).map_or(usize::MAX, |sentence| sentence.span.start);
    let early = event.mentions.iter().filter(|span| span.start < opening).count();
    let old = event.when.and_then(|when| when.last_day()).zip(as_of(page.mentions));
    let recent = old.is_none_or(|(day, told): (Date, Date)| (told - day).get_days() <= RECENT);
    let dated = usize::from(event.when.is_some());
    let weight = event.mentions.len() + early.min(4) * 3 + dated * 2;
    if recent || event.lasts { weight } else { weight / 4 }
}
