//! Which triggers tell of one event: "the strike" is the one told before; "another strike" is not.

use super::{
    Event, Page,
    trigger::{Trigger, Turn},
    when,
};
use crate::{edtf::Edtf, lexicon::gazetteer::Kind, span::Span};

/// An event while it is put together.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    kind: Option<usize>,
    word: String,
    when: Option<(Edtf, Span)>,
    goes_on: bool,
    places: Vec<usize>,
    site: Option<String>,
    name: Option<String>,
    mentions: Vec<Span>,
    /// Whether it is only told of as many: "strikes".
    many: bool,
    /// The sentence in which it was told last.
    last: usize,
}

/// The events of these triggers, in the order in which they are first told.
pub(super) fn events(page: Page<'_>, triggers: &[Trigger]) -> Vec<Event> {
    let mut drafts: Vec<Draft> = Vec::new();
    for trigger in triggers {
        let best = drafts
            .iter()
            .enumerate()
            .filter_map(|(at, draft)| Some((likeness(page, draft, trigger)?, at)))
            .filter(|(likeness, _)| *likeness > 0)
            .max();
        match best.and_then(|(_, at)| drafts.get_mut(at)) {
            Some(draft) => draft.take(page, trigger),
            None if trigger.kind.is_some() => drafts.push(Draft::of(page, trigger)),
            None => {}
        }
    }
    drafts.into_iter().map(|draft| draft.event(page)).collect()
}

/// How much speaks for a trigger telling of an event; none where something speaks against it.
fn likeness(page: Page<'_>, draft: &Draft, trigger: &Trigger) -> Option<i32> {
    let same_kind = match (draft.kind, trigger.kind) {
        (Some(one), Some(two)) => {
            (one == two).then_some(2).or(page.lexicon.events.may_be_one(one, two).then_some(0))?
        }
        _ => 0,
    };
    // "Strikes have killed" is told of many, and none of them is meant.
    if trigger.many != draft.many
        && trigger.turn == Turn::Bare
        && trigger.name.is_none()
        && trigger.when.is_none()
    {
        return None;
    }
    let named = agree(draft.name.as_deref(), trigger.name.as_deref())?;
    let sited = agree(draft.site.as_deref(), trigger.site.as_deref()).unwrap_or(-3);
    // "An eruption in 1911" gives what the report tells of without a day none, nor is that told of there.
    let one_dated = draft.when.is_none() != trigger.when.is_none();
    let old = draft.when.or(trigger.when).is_some_and(|(when, _)| is_long_past(page, when));
    if one_dated && old && named == 0 && sited <= 0 && trigger.turn != Turn::Back && !draft.lasts(page) {
        return None;
    }
    let dated = match (draft.when, trigger.when) {
        (Some((one, _)), Some((two, _))) => same_time(draft, one, two).then_some(3)?,
        _ => 0,
    };
    let told_of = matches!(trigger.turn, Turn::Back).then_some(-1);
    let placed = places_agree(page, &draft.places, &trigger.places).or(told_of)?;
    let far = i32::try_from(trigger.sentence.saturating_sub(draft.last)).unwrap_or(i32::MAX).min(12);
    let turned = match trigger.turn {
        Turn::Apart => return (dated > 0 && placed > 0 && sited >= 0).then_some(1),
        Turn::New
            if named > 0 || sited > 0 || dated > 0 && placed > 0 || far <= 1 && draft.mentions.len() == 1 =>
        {
            1
        }
        Turn::New => -4,
        Turn::Back => 4,
        Turn::Bare => 2,
    };
    let lasting = if draft.lasts(page) { 2 } else { 0 };
    Some(same_kind + named * 4 + sited * 2 + dated + placed * 2 + turned + lasting - far / 2)
}

/// Whether it was over years before the report.
fn is_long_past(page: Page<'_>, when: Edtf) -> bool {
    let over = when.last_day().zip(super::as_of(page.mentions));
    over.is_some_and(|(last, told)| told.year() - last.year() >= YEARS)
}

/// Years after which what happened is background.
const YEARS: i16 = 2;

/// 1 where both say the same, 0 where one says nothing, none where they differ.
fn agree(one: Option<&str>, two: Option<&str>) -> Option<i32> {
    match (one, two) {
        (Some(one), Some(two)) => (one == two).then_some(1),
        _ => Some(0),
    }
}

/// What goes on since a day holds on every later one.
fn same_time(draft: &Draft, own: Edtf, told: Edtf) -> bool {
    draft.goes_on && told.first_day() >= own.first_day() || when::meet(own, told)
}

/// 1 where a place is shared, 0 where one says none or the one may hold the other, none where they are two.
fn places_agree(page: Page<'_>, one: &[usize], two: &[usize]) -> Option<i32> {
    let places = |numbers: &[usize]| -> Vec<&crate::mention::PlaceMention> {
        numbers.iter().filter_map(|at| page.mentions.places.get(*at)).collect()
    };
    let (one, two) = (places(one), places(two));
    let (Some(first), Some(second)) = (one.first(), two.first()) else { return Some(0) };
    if one.iter().any(|left| two.iter().any(|right| left.name == right.name)) {
        return Some(1);
    }
    let wide = |place: &crate::mention::PlaceMention| {
        matches!(place.kind, Kind::Country | Kind::Region | Kind::First)
    };
    let apart = first.country.is_some() && second.country.is_some() && first.country != second.country;
    (!apart && (wide(first) || wide(second))).then_some(0)
}

impl Draft {
    fn of(page: Page<'_>, trigger: &Trigger) -> Draft {
        Draft {
            kind: trigger.kind,
            word: trigger.word.clone(),
            when: trigger.when,
            goes_on: trigger.goes_on,
            places: trigger.places.clone(),
            site: trigger.site.clone(),
            name: trigger.name.clone(),
            mentions: vec![trigger.span(page)],
            many: trigger.many,
            last: trigger.sentence,
        }
    }

    fn lasts(&self, page: Page<'_>) -> bool {
        self.goes_on
            || self.kind.and_then(|kind| page.lexicon.events.kind(kind)).is_some_and(|kind| kind.lasts)
    }

    /// Takes in another telling: what this one leaves open.
    fn take(&mut self, page: Page<'_>, trigger: &Trigger) {
        let exact = |when: Option<(Edtf, Span)>| when.is_some_and(|(value, _)| value.day().is_some());
        if self.when.is_none() || !exact(self.when) && exact(trigger.when) && !self.goes_on {
            self.when = trigger.when.or(self.when);
            self.goes_on |= trigger.goes_on;
        }
        self.kind = self.kind.or(trigger.kind);
        self.site = self.site.take().or_else(|| trigger.site.clone());
        self.name = self.name.take().or_else(|| trigger.name.clone());
        let new = trigger.places.iter().filter(|at| !self.places.contains(at)).copied().collect::<Vec<_>>();
        self.places.extend(new);
        self.mentions.push(trigger.span(page));
        self.many &= trigger.many;
        self.last = trigger.sentence;
    }

    fn event(self, page: Page<'_>) -> Event {
        let kind = self.kind.and_then(|kind| page.lexicon.events.kind(kind));
        let place = self
            .places
            .iter()
            .filter_map(|at| page.mentions.places.get(*at))
            .min_by_key(|place| width(place.kind));
        let countries =
            self.places.iter().filter_map(|at| page.mentions.places.get(*at)?.country.clone()).next();
        Event {
            span: self.mentions.first().copied().unwrap_or_default(),
            lasts: self.lasts(page),
            many: self.many,
            word: self.word,
            kind: kind.map(|kind| kind.code.clone()),
            cause: kind.and_then(|kind| kind.cause),
            when_words: when::words(self.when),
            when: self.when.map(|(value, _)| value),
            countries: countries.into_iter().collect(),
            place: place.map(|place| place.span),
            place_name: place.map(|place| place.name.clone()),
            site: self.site,
            name: self.name,
            within: None,
            main: false,
            mentions: self.mentions,
        }
    }
}

/// Wider places are told only where no narrower one is.
const fn width(kind: Kind) -> u8 {
    match kind {
        Kind::Country => 3,
        Kind::Continent => 4,
        Kind::Region | Kind::First => 2,
        Kind::Second => 1,
        _ => 0,
    }
}
