//! Which place each name means: one sense a report, chosen from containment, the report's other places, and population.
//!
//! Every name spreads its weight over what it may mean; what gathers in a country, a division or a square of the map then
//! speaks for the other names' places there. Three rounds suffice. Time is linear in names and candidates.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    PlaceMention,
    focus::Focus,
    recognise::{Name, Sort},
    senses::{Meaning, Sense, by_name, senses, share},
};
use crate::{
    lexicon::{
        Gazetteer, Lexicon,
        gazetteer::{Kind, PlaceId},
    },
    span::Span,
};

const ROUNDS: usize = 3;

/// The place of every name.
pub(super) fn resolve(text: &str, head: &[Span], names: &[Name], lexicon: &Lexicon) -> Vec<PlaceMention> {
    let places = &lexicon.places;
    let mut senses = senses(names, places);
    let of_name = by_name(&senses, names.len());
    let home = home(&senses, names, head);
    for round in 0..ROUNDS {
        let focus = Focus { home: home.clone(), ..Focus::of(&senses, names) };
        for at in 0..senses.len() {
            // What means one place alone keeps all its share: only what speaks for it at last is shown.
            if senses[at].options.len() == 1 && round + 1 < ROUNDS {
                continue;
            }
            let containers = containers(&senses, names, &of_name, at);
            weigh(&mut senses[at], &focus, &containers, places);
        }
    }
    let focus = Focus { home, ..Focus::of(&senses, names) };
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let sense = of_name.get(at).copied().flatten().and_then(|sense| senses.get(sense));
            let sense = sense.filter(|sense| !is_compass(name, text, sense, &focus));
            let sense = sense.filter(|sense| !is_namesake(name, names, sense, &focus, places));
            mention(text, name, names, sense, &senses, &of_name, places)
        })
        .collect()
}

/// The countries that names at the head of the report stand for.
fn home<'g>(senses: &[Sense<'g>], names: &[Name], head: &[Span]) -> BTreeSet<&'g str> {
    let stands = |sense: &&Sense<'_>| {
        let mut spans = sense.mentions.iter().filter_map(|at| names.get(*at)).map(|name| name.span);
        spans.any(|span| head.iter().any(|line| line.contains(span)))
    };
    let nation = |sense: &Sense<'g>| {
        sense.options.iter().find(|option| option.nation).and_then(|option| option.country)
    };
    senses.iter().filter(|sense| !sense.demonym).filter(stands).filter_map(nation).collect()
}

/// What the containers named behind this name's mentions may mean, with their shares.
fn containers(
    senses: &[Sense<'_>],
    names: &[Name],
    of_name: &[Option<usize>],
    at: usize,
) -> Vec<(PlaceId, f64)> {
    let mut found: BTreeMap<PlaceId, f64> = BTreeMap::new();
    for mention in senses.get(at).map_or(&[][..], |sense| &sense.mentions) {
        let mut here = *mention;
        for _ in 0..3 {
            let Some(next) = names.get(here).and_then(|name| name.container) else { break };
            let sense = of_name.get(next).copied().flatten().filter(|sense| *sense != at);
            for option in sense.and_then(|sense| senses.get(sense)).map_or(&[][..], |sense| &sense.options) {
                let best = found.entry(option.place).or_default();
                *best = best.max(option.share);
            }
            here = next;
        }
    }
    found.into_iter().collect()
}

fn weigh(sense: &mut Sense<'_>, focus: &Focus<'_>, containers: &[(PlaceId, f64)], places: &Gazetteer) {
    let total = focus.total.max(1e-9);
    let count = (1.0 + sense.mentions.len() as f64).ln();
    for option in &mut sense.options {
        let own = option.share * count;
        // Of what the round before gave only what the name has in itself stays.
        let why = &mut option.why;
        why.length = 1;
        let part = |sum: f64| ((sum - own).max(0.0) / total).min(1.0);
        if let Some(country) = option.country {
            let share = part(focus.countries.get(country).copied().unwrap_or(0.0));
            why.push("country in focus", 3.0 * share.sqrt());
            let named = focus.named.get(country).copied().unwrap_or(0.0).min(1.0);
            if !option.nation {
                why.push("country named", 1.5 * named);
            }
            if focus.home.contains(country) {
                why.push("country of the report", 5.0);
            }
        }
        if let Some(first) = option.first {
            let share = part(focus.divisions.get(&first).copied().unwrap_or(0.0));
            why.push("division in focus", 4.0 * share.sqrt());
        }
        if let Some(cell) = option.cell {
            let share = part(focus.near(cell));
            why.push("near other places", 3.0 * share.sqrt());
        }
        let inside = containers
            .iter()
            .filter(|(container, _)| lies_in(option.place, *container, places))
            .map(|(_, share)| *share)
            .fold(0.0, f64::max);
        if inside > 0.0 {
            why.push("containment", 8.0 * inside);
        }
        option.score = why.list().iter().map(|(_, weight)| weight).sum();
    }
    share(&mut sense.options);
}

/// Whether `inner` lies in `outer`: its country, a division it lies in, or a region of its country close by.
fn lies_in(inner: PlaceId, outer: PlaceId, places: &Gazetteer) -> bool {
    if inner == outer {
        return false;
    }
    match places.kind(outer) {
        Kind::Country => {
            places.country(inner).is_some()
                && places.country(inner) == places.country(outer)
                && places.kind(inner) != Kind::Country
        }
        Kind::First | Kind::Second => {
            let mut at = places.parent(inner);
            for _ in 0..3 {
                let Some(here) = at else { return false };
                if here == outer {
                    return true;
                }
                at = places.parent(here);
            }
            false
        }
        Kind::Region => {
            let near = match (places.point(inner), places.point(outer)) {
                (Some(left), Some(right)) => (left.0 - right.0).abs() < 5.0 && (left.1 - right.1).abs() < 6.0,
                _ => false,
            };
            near && places.countries(outer).iter().any(|code| places.country(inner) == Some(code))
        }
        _ => false,
    }
}

fn mention(
    text: &str,
    name: &Name,
    names: &[Name],
    sense: Option<&Sense<'_>>,
    senses: &[Sense<'_>],
    of_name: &[Option<usize>],
    places: &Gazetteer,
) -> PlaceMention {
    let best = sense.and_then(|sense| {
        sense
            .options
            .iter()
            .max_by(|left, right| left.score.total_cmp(&right.score).then(right.place.cmp(&left.place)))
    });
    let Some(best) = best else { return unknown(text, name, names, senses, of_name, places) };
    let mut why = best.why.list().to_vec();
    why.sort_by(|left, right| right.1.total_cmp(&left.1));
    PlaceMention {
        span: name.span,
        country: best.country.map(str::to_string),
        point: places.point(best.place),
        geonameid: places.number(best.place),
        place: Some(best.place),
        name: places.name(best.place).to_string(),
        admin: best.first.filter(|first| *first != best.place).map(|first| places.name(first).to_string()),
        kind: places.kind(best.place),
        demonym: sense.is_some_and(|sense| sense.demonym),
        why: why.iter().filter(|(_, weight)| *weight > 0.3).map(|(rule, _)| *rule).take(4).collect(),
    }
}

/// "North-West" in a report on a country that has no such place: a direction.
fn is_compass(name: &Name, text: &str, sense: &Sense, focus: &Focus) -> bool {
    let compass = |word: &str| {
        matches!(
            word,
            "north"
                | "south"
                | "east"
                | "west"
                | "central"
                | "grand"
                | "southern"
                | "northern"
                | "eastern"
                | "western"
        )
    };
    let all = || {
        let words = name.span.slice(text).to_lowercase();
        words.split(['-', ' ']).all(compass)
            || matches!(&*words, "northwest" | "northeast" | "southwest" | "southeast" | "anse")
    };
    let is_of_home = |option: &Meaning| option.country.is_some_and(|country| focus.home.contains(country));
    !focus.home.is_empty() && !sense.options.iter().any(is_of_home) && all()
}

/// Whether the best that a settlement's name may mean lies in a country of which no other name of the report is, while they are
/// of one country nearly alone: its "Dali camp" is no town of China, and its "Nante" no other word for Nantes.
fn is_namesake(name: &Name, names: &[Name], sense: &Sense, focus: &Focus, places: &Gazetteer) -> bool {
    let best = sense.options.iter().max_by(|left, right| left.score.total_cmp(&right.score));
    let Some(best) = best.filter(|best| name.sort == Some(Sort::Settlement) || best.alternate) else {
        return false;
    };
    let is_town = places.kind(best.place) == Kind::Town;
    let Some(country) = best.country.filter(|_| is_town && name.container.is_none()) else { return false };
    let weight = sense.weight(names);
    let others = (focus.total - weight).max(1e-9);
    let share = |country: &str| {
        let own = sense.options.iter().filter(|option| option.country == Some(country));
        let own = weight * own.map(|option| option.share).sum::<f64>();
        (focus.countries.get(country).copied().unwrap_or(0.0) - own) / others
    };
    let leading = focus.countries.keys().map(|country| share(country)).fold(0.0, f64::max);
    !focus.named.contains_key(country) && share(country) < 0.15 && leading > 0.6
}

/// A place the gazetteer lacks: of its container only the country is taken.
fn unknown(
    text: &str,
    name: &Name,
    names: &[Name],
    senses: &[Sense<'_>],
    of_name: &[Option<usize>],
    places: &Gazetteer,
) -> PlaceMention {
    let container = name.container.filter(|at| names.get(*at).is_some());
    let country = container
        .and_then(|at| of_name.get(at).copied().flatten())
        .and_then(|sense| senses.get(sense))
        .and_then(|sense| sense.options.iter().max_by(|left, right| left.score.total_cmp(&right.score)))
        .and_then(|option| option.country.or(places.country(option.place)).map(str::to_string));
    PlaceMention {
        span: name.span,
        country,
        point: None,
        geonameid: None,
        place: None,
        name: name.span.slice(text).to_string(),
        admin: None,
        kind: if name.sort == Some(Sort::Division) { Kind::Second } else { Kind::Town },
        demonym: false,
        why: vec!["named as a place"],
    }
}
