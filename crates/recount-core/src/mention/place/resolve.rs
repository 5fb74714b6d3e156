//! Which place each name means: one sense a report, chosen from containment, the report's other places, and population.
//!
//! Every name spreads its weight over what it may mean; what gathers in a country, a division or a square of the map then
//! speaks for the other names' places there. Three rounds suffice. Time is linear in names and candidates.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    PlaceMention,
    recognise::{Name, Sort},
};
use crate::{
    lexicon::{
        Gazetteer, Lexicon,
        gazetteer::{Candidate, Form, Kind, PlaceId},
    },
    span::Span,
};

/// Candidates of one name that are weighed, the most populous first.
const AT_MOST: usize = 200;
const ROUNDS: usize = 3;

/// All mentions of one name: they mean one place.
struct Sense<'g> {
    mentions: Vec<usize>,
    options: Vec<Meaning<'g>>,
    demonym: bool,
}

/// One place a name may mean, with what speaks for it.
#[derive(Clone)]
struct Meaning<'g> {
    place: PlaceId,
    country: Option<&'g str>,
    first: Option<PlaceId>,
    cell: Option<(i32, i32)>,
    /// The name is an older, foreign or variant one of the place.
    alternate: bool,
    /// It is a country, or the word for its people.
    nation: bool,
    prior: f64,
    share: f64,
    score: f64,
    why: Reasons,
}

/// What speaks for a meaning, each with its weight: never more than its own, five of the report's, and containment.
#[derive(Clone, Default)]
struct Reasons {
    list: [(&'static str, f64); 8],
    length: usize,
}

impl Reasons {
    fn push(&mut self, rule: &'static str, weight: f64) {
        if let Some(place) = self.list.get_mut(self.length) {
            *place = (rule, weight);
            self.length += 1;
        }
    }

    fn list(&self) -> &[(&'static str, f64)] {
        self.list.get(..self.length).unwrap_or(&self.list)
    }
}

/// What all names together say of countries, divisions and squares of the map.
#[derive(Default)]
struct Focus<'g> {
    countries: BTreeMap<&'g str, f64>,
    divisions: BTreeMap<PlaceId, f64>,
    cells: BTreeMap<(i32, i32), f64>,
    total: f64,
    /// Countries that the report names, or whose people it names.
    named: BTreeMap<&'g str, f64>,
    /// Countries that the head of the report names.
    home: BTreeSet<&'g str>,
}

/// The place of every name.
pub(super) fn resolve(text: &str, head: &[Span], names: &[Name], lexicon: &Lexicon) -> Vec<PlaceMention> {
    let places = &lexicon.places;
    let mut senses = senses(names, places);
    let of_name = by_name(&senses, names.len());
    let home = home(&senses, names, head);
    for round in 0..ROUNDS {
        let focus = Focus { home: home.clone(), ..Focus::of(&senses, names) };
        for at in 0..senses.len() {
            let containers = containers(&senses, names, &of_name, at);
            let sense = &mut senses[at];
            weigh(sense, &focus, &containers, places, round);
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

fn senses<'g>(names: &[Name], places: &'g Gazetteer) -> Vec<Sense<'g>> {
    let mut groups: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.candidates.is_empty()) {
        groups.entry((&name.key, name.is_demonym())).or_default().push(at);
    }
    groups
        .into_iter()
        .map(|((_, demonym), mentions)| {
            let sort = mentions.iter().find_map(|at| names.get(*at).and_then(|name| name.sort));
            let first = mentions.first().and_then(|at| names.get(*at));
            let candidates = first.map_or(&[][..], |name| &name.candidates);
            let mut options: Vec<Meaning<'_>> =
                candidates.iter().take(AT_MOST).map(|candidate| option(candidate, sort, places)).collect();
            options
                .sort_by(|left, right| right.prior.total_cmp(&left.prior).then(left.place.cmp(&right.place)));
            options.dedup_by(|left, right| left.place == right.place);
            set_back(&mut options, places);
            if sort != Some(Sort::Division) {
                set_back_divisions(&mut options, places);
            }
            share(&mut options);
            Sense { mentions, options, demonym }
        })
        .collect()
}

fn by_name(senses: &[Sense<'_>], count: usize) -> Vec<Option<usize>> {
    let mut of_name = vec![None; count];
    for (number, sense) in senses.iter().enumerate() {
        for at in &sense.mentions {
            of_name[*at] = Some(number);
        }
    }
    of_name
}

fn option<'g>(candidate: &Candidate, sort: Option<Sort>, places: &'g Gazetteer) -> Meaning<'g> {
    let place = candidate.place;
    let (prior, why) = prior(candidate, sort, places);
    let mut reasons = Reasons::default();
    reasons.push(why, prior);
    Meaning {
        place,
        country: places.country(place),
        first: places.first_division(place),
        cell: places.point(place).filter(|_| is_small(places.kind(place))).map(cell),
        alternate: candidate.traits.alternate,
        nation: places.kind(place) == Kind::Country,
        prior,
        share: 0.0,
        score: prior,
        why: reasons,
    }
}

fn is_small(kind: Kind) -> bool {
    !matches!(kind, Kind::Country | Kind::Continent | Kind::Water)
}

/// How likely a name means a place before the report is read: by size and sort.
fn prior(candidate: &Candidate, sort: Option<Sort>, places: &Gazetteer) -> (f64, &'static str) {
    let place = candidate.place;
    let kind = places.kind(place);
    let people = (places.population(place) + 1.0).log10();
    let (mut prior, mut why) = match kind {
        Kind::Country => (8.5, "country"),
        Kind::Continent | Kind::Water | Kind::Site => (7.0, "well-known region"),
        Kind::Region => (6.6, "well-known region"),
        Kind::Capital => (people + 1.2, "capital"),
        Kind::First => (people * 0.6 + 2.4, "first-level division"),
        Kind::Second => (people * 0.6 + 0.6, "second-level division"),
        Kind::Crossing | Kind::Camp => (4.8, "crossing or camp"),
        Kind::Town => (people, "population"),
    };
    if candidate.traits.alternate {
        prior -= 1.5;
    }
    if candidate.traits.short {
        prior -= 0.6;
    }
    match (sort, kind) {
        (Some(Sort::Division), Kind::First | Kind::Second) => {
            prior += 3.0;
            why = "named as a division";
        }
        (Some(Sort::Settlement), Kind::Town | Kind::Capital | Kind::Camp) => {
            prior += 1.5;
            why = "named as a settlement";
        }
        (Some(Sort::Settlement | Sort::Site), Kind::First | Kind::Second) => prior -= 1.0,
        _ => {}
    }
    if matches!(candidate.form, Form::Exact(_) | Form::Suffix(_)) {
        prior += 3.0;
        why = "abbreviation";
    }
    (prior, why)
}

fn cell((north, east): (f64, f64)) -> (i32, i32) {
    ((north / 2.0).floor() as i32, (east / 2.0).floor() as i32)
}

/// A variant name of a place steps back behind a place ten times its size that has the name as its own.
fn set_back(options: &mut [Meaning<'_>], places: &Gazetteer) {
    let largest = options
        .iter()
        .filter(|option| !option.alternate)
        .map(|option| places.population(option.place))
        .fold(0.0, f64::max);
    for option in options.iter_mut().filter(|option| option.alternate) {
        if places.population(option.place) * 10.0 < largest {
            option.prior -= 2.0;
            option.score -= 2.0;
            option.why.list.iter_mut().for_each(|(_, weight)| *weight -= 2.0);
        }
    }
}

/// A division steps back behind a country of its name that has three times its people: "Niger" is the state of Nigeria only
/// where it is called a state; Georgia may be either.
fn set_back_divisions(options: &mut [Meaning<'_>], places: &Gazetteer) {
    let country = options
        .iter()
        .filter(|option| option.nation && !option.alternate)
        .map(|option| places.population(option.place))
        .fold(0.0, f64::max);
    let division = |option: &&mut Meaning<'_>| {
        matches!(places.kind(option.place), Kind::First | Kind::Second)
            && places.population(option.place) * 3.0 < country
    };
    for option in options.iter_mut().filter(division) {
        option.prior -= 4.0;
        option.score -= 4.0;
        option.why.list.iter_mut().for_each(|(_, weight)| *weight -= 4.0);
    }
}

/// Spreads one over the options by their scores.
fn share(options: &mut [Meaning<'_>]) {
    let best = options.iter().map(|option| option.score).fold(f64::MIN, f64::max);
    let mut sum = 0.0;
    for option in options.iter_mut() {
        option.share = ((option.score - best) * 1.2).exp();
        sum += option.share;
    }
    if sum > 0.0 {
        options.iter_mut().for_each(|option| option.share /= sum);
    }
}

impl Sense<'_> {
    /// How much the name counts for the focus: mentions, with less for each further one.
    fn weight(&self, names: &[Name]) -> f64 {
        let sure =
            self.mentions.iter().filter_map(|at| names.get(*at)).map(|name| name.score).fold(0.0, f64::max);
        (1.0 + self.mentions.len() as f64).ln() * (sure / 4.0).clamp(0.2, 1.0)
    }
}

impl<'g> Focus<'g> {
    fn of(senses: &[Sense<'g>], names: &[Name]) -> Focus<'g> {
        let mut focus = Focus::default();
        for sense in senses {
            let weight = sense.weight(names);
            focus.total += weight;
            for option in &sense.options {
                focus.add(option, weight * option.share);
                if let Some(country) = option.country.filter(|_| option.nation) {
                    *focus.named.entry(country).or_default() += weight * option.share;
                }
            }
        }
        focus
    }

    fn add(&mut self, option: &Meaning<'g>, weight: f64) {
        if let Some(country) = option.country {
            *self.countries.entry(country).or_default() += weight;
        }
        if let Some(first) = option.first {
            *self.divisions.entry(first).or_default() += weight;
        }
        if let Some(cell) = option.cell {
            *self.cells.entry(cell).or_default() += weight;
        }
    }

    fn near(&self, cell: (i32, i32)) -> f64 {
        let mut sum = 0.0;
        for north in -1..=1 {
            for east in -1..=1 {
                sum += self.cells.get(&(cell.0 + north, cell.1 + east)).copied().unwrap_or(0.0);
            }
        }
        sum
    }
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

fn weigh(
    sense: &mut Sense<'_>,
    focus: &Focus<'_>,
    containers: &[(PlaceId, f64)],
    places: &Gazetteer,
    _round: usize,
) {
    let total = focus.total.max(1e-9);
    let count = (1.0 + sense.mentions.len() as f64).ln();
    for option in &mut sense.options {
        let own = option.share * count;
        let mut why = Reasons { length: 1, ..option.why.clone() };
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
        option.why = why;
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
    let words = name.span.slice(text).to_lowercase();
    let all = words.split(['-', ' ']).all(compass)
        || matches!(&*words, "northwest" | "northeast" | "southwest" | "southeast" | "anse");
    all && !focus.home.is_empty()
        && !sense
            .options
            .iter()
            .any(|option| option.country.is_some_and(|country| focus.home.contains(country)))
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
