//! What each name of a report may mean, before the others are asked: the places of its candidates, by how likely each is.

use std::collections::BTreeMap;

use super::recognise::{Name, Sort};
use crate::lexicon::{
    Gazetteer,
    gazetteer::{Candidate, Form, Kind, PlaceId},
};

/// Candidates of one name that are weighed, the most populous first.
const AT_MOST: usize = 200;

/// All mentions of one name: they mean one place.
pub(super) struct Sense<'g> {
    pub(super) mentions: Vec<usize>,
    pub(super) options: Vec<Meaning<'g>>,
    pub(super) demonym: bool,
}

/// One place a name may mean, with what speaks for it.
#[derive(Clone)]
pub(super) struct Meaning<'g> {
    pub(super) place: PlaceId,
    pub(super) country: Option<&'g str>,
    pub(super) first: Option<PlaceId>,
    pub(super) cell: Option<(i32, i32)>,
    /// The name is an older, foreign or variant one of the place.
    pub(super) alternate: bool,
    /// It is a country, or the word for its people.
    pub(super) nation: bool,
    pub(super) prior: f64,
    pub(super) share: f64,
    pub(super) score: f64,
    pub(super) why: Reasons,
}

/// What speaks for a meaning, each with its weight: never more than its own, five of the report's, and containment.
#[derive(Clone, Default)]
pub(super) struct Reasons {
    pub(super) list: [(&'static str, f64); 8],
    pub(super) length: usize,
}

impl Reasons {
    pub(super) fn push(&mut self, rule: &'static str, weight: f64) {
        if let Some(place) = self.list.get_mut(self.length) {
            *place = (rule, weight);
            self.length += 1;
        }
    }

    pub(super) fn list(&self) -> &[(&'static str, f64)] {
        self.list.get(..self.length).unwrap_or(&self.list)
    }
}

pub(super) fn senses<'g>(names: &[Name], places: &'g Gazetteer) -> Vec<Sense<'g>> {
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

pub(super) fn by_name(senses: &[Sense<'_>], count: usize) -> Vec<Option<usize>> {
    let mut of_name = vec![None; count];
    for (number, sense) in senses.iter().enumerate() {
        for at in &sense.mentions {
            of_name[*at] = Some(number);
        }
    }
    of_name
}

pub(super) fn option<'g>(candidate: &Candidate, sort: Option<Sort>, places: &'g Gazetteer) -> Meaning<'g> {
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

pub(super) fn is_small(kind: Kind) -> bool {
    !matches!(kind, Kind::Country | Kind::Continent | Kind::Water)
}

/// How likely a name means a place before the report is read: by size and sort.
pub(super) fn prior(candidate: &Candidate, sort: Option<Sort>, places: &Gazetteer) -> (f64, &'static str) {
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

pub(super) fn cell((north, east): (f64, f64)) -> (i32, i32) {
    ((north / 2.0).floor() as i32, (east / 2.0).floor() as i32)
}

/// A variant name of a place steps back behind a place ten times its size that has the name as its own.
pub(super) fn set_back(options: &mut [Meaning<'_>], places: &Gazetteer) {
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
pub(super) fn set_back_divisions(options: &mut [Meaning<'_>], places: &Gazetteer) {
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
pub(super) fn share(options: &mut [Meaning<'_>]) {
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
    pub(super) fn weight(&self, names: &[Name]) -> f64 {
        let sure =
            self.mentions.iter().filter_map(|at| names.get(*at)).map(|name| name.score).fold(0.0, f64::max);
        (1.0 + self.mentions.len() as f64).ln() * (sure / 4.0).clamp(0.2, 1.0)
    }
}
