//! Where each count of a measure is: its place, or the country as a whole; what stands nowhere, and why. Of the counts of one place the latest
//! and best supported is shown.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use jiff::civil::Date;
use recount_core::{Lexicon, edtf::Edtf};
use recount_store::{
    CountRow, Filter, Sqlite, Workspace,
    engine::{Pages, Readings},
    rows::FigureRow,
};

use crate::{
    Problem,
    map::{Atlas, is_near},
};

/// Disputed counts, of which no figure is taken, that are looked up one by one.
const LOOKED_UP: usize = 300;

/// Where a count is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Spot {
    /// In a place, or, as a whole, in a country.
    At { point: (f64, f64), geonameid: Option<u32>, is_whole: bool },
    /// It cannot be placed; why, in words.
    Nowhere(&'static str),
}

/// A count and where it is.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) count: CountRow,
    pub(super) spot: Spot,
    /// The place's name, where one is told.
    pub(super) name: Option<String>,
    /// Where it happened, else where they went, else where they came from: ISO 3166 alpha-3.
    pub(super) countries: Vec<String>,
    pub(super) division: Option<String>,
    /// How many other counts of this place are not shown.
    pub(super) others: usize,
}

/// The counts that are shown, the largest first, and those that cannot be placed.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) shown: Vec<Placed>,
    pub(super) lost: Vec<Placed>,
    /// How many counts there are.
    pub(super) whole: usize,
}

/// The places of these counts.
///
/// # Errors
/// Where the workspace cannot be asked.
pub(super) fn places(workspace: &Workspace<Sqlite>, counts: Vec<CountRow>) -> Result<Places, Problem> {
    let figures = figures(workspace, &counts)?;
    let whole = counts.len();
    let (mut at, mut lost) = (BTreeMap::<String, Vec<Placed>>::new(), Vec::new());
    for count in counts {
        let placed = placed(count, &figures, workspace.lexicon());
        match key(&placed) {
            Some(key) => at.entry(key).or_default().push(placed),
            None => lost.push(placed),
        }
    }
    let mut shown: Vec<Placed> = at.into_values().filter_map(best).collect();
    shown.sort_by_key(|placed| (Reverse(number(&placed.count)), placed.count.id.clone()));
    let mut atlas = Atlas::default();
    for placed in &mut shown {
        if let Spot::At { point, is_whole: false, .. } = placed.spot {
            placed.division = atlas.division(point, &placed.countries);
        }
    }
    Ok(Places { shown, lost, whole })
}

/// The number that a circle stands for: the middle of the range, or the bound that is known.
pub(super) fn number(count: &CountRow) -> u64 {
    match (count.low, count.high) {
        (Some(low), Some(high)) => low.midpoint(high),
        (one, two) => one.or(two).unwrap_or(0),
    }
}

/// A figure of each count that tells of a place, by the count's name.
fn figures(
    workspace: &Workspace<Sqlite>,
    counts: &[CountRow],
) -> Result<BTreeMap<String, FigureRow>, Problem> {
    let local = || counts.iter().filter(|count| count.place.is_some());
    let taken = |count: &CountRow| count.take.as_ref().map(|take| take.figure.clone());
    let names: BTreeSet<String> = local().filter_map(taken).collect();
    let known = workspace.engine().figures_called(&names)?;
    let mut found: BTreeMap<String, FigureRow> = BTreeMap::new();
    let mut looked_up = 0;
    for count in local() {
        let figure = match taken(count).and_then(|name| known.get(&name).cloned()) {
            Some(figure) => Some(figure),
            None if looked_up < LOOKED_UP => {
                looked_up += 1;
                figure_of(workspace, count)?
            }
            None => None,
        };
        found.extend(figure.map(|figure| (count.id.clone(), figure)));
    }
    Ok(found)
}

/// A figure of a count of which none is taken, one with a point where there is any.
fn figure_of(workspace: &Workspace<Sqlite>, count: &CountRow) -> Result<Option<FigureRow>, Problem> {
    let Some((page, _)) = workspace.latest_of_series(&count.id, 0)? else { return Ok(None) };
    for account in page.counts.iter().flat_map(|line| &line.accounts) {
        let filter = Filter { document: Some(account.document.clone()), ..Filter::default() };
        let figures = workspace.engine().figures(&filter)?;
        let of = |figure: &FigureRow| account.evidence.iter().any(|it| it.span == figure.span);
        if let Some(figure) = figures.into_iter().find(|figure| figure.point.is_some() && of(figure)) {
            return Ok(Some(figure));
        }
    }
    Ok(None)
}

fn placed(count: CountRow, figures: &BTreeMap<String, FigureRow>, lexicon: &Lexicon) -> Placed {
    let roles = [codes(&count.at), codes(&count.to), codes(&count.from)];
    let countries = roles.into_iter().find(|codes| !codes.is_empty()).unwrap_or_default();
    let figure = figures.get(&count.id);
    let spot = spot(&count, figure, &countries, lexicon);
    let name = count.place.as_deref().map(|place| written(place, figure));
    Placed { count, spot, name, countries, division: None, others: 0 }
}

fn codes(codes: &str) -> Vec<String> {
    codes.split_whitespace().map(str::to_owned).collect()
}

/// The name of a place as its report writes it, where that is the same name: "Port-au-Prince", not "Port Au Prince".
fn written(place: &str, figure: Option<&FigureRow>) -> String {
    let letters = |name: &str| name.to_lowercase().replace(|mark: char| !mark.is_alphanumeric(), "");
    let is_same = |name: &&String| {
        letters(name) == letters(place)
            && name.starts_with(char::is_uppercase)
            && name.contains(char::is_lowercase)
    };
    figure
        .and_then(|figure| figure.place.as_ref())
        .filter(is_same)
        .map_or_else(|| place.to_owned(), Clone::clone)
}

fn spot(count: &CountRow, figure: Option<&FigureRow>, countries: &[String], lexicon: &Lexicon) -> Spot {
    if count.place.is_some() {
        return match figure.and_then(|figure| Some((figure.point?, figure.geonameid))) {
            Some((point, geonameid)) => {
                let number = |code: &String| lexicon.places.country_of_code(code).map(|it| it.geonameid);
                let is_whole = geonameid.is_some() && countries.iter().any(|code| number(code) == geonameid);
                let all: Vec<String> =
                    [&count.at, &count.to, &count.from].into_iter().flat_map(|it| codes(it)).collect();
                if is_near(point, &all) {
                    Spot::At { point, geonameid, is_whole }
                } else {
                    Spot::Nowhere("the place known by this name lies in another country")
                }
            }
            None => Spot::Nowhere("the place is in no gazetteer"),
        };
    }
    match countries {
        [] => Spot::Nowhere("no place is told"),
        [code] => lexicon.places.country_of_code(code).map_or(
            Spot::Nowhere("the country has no place on the map"),
            |country| Spot::At { point: country.point, geonameid: Some(country.geonameid), is_whole: true },
        ),
        _ => Spot::Nowhere("it is told of several countries together"),
    }
}

/// What tells one place from another: its number, else its point.
fn key(placed: &Placed) -> Option<String> {
    match placed.spot {
        Spot::At { geonameid: Some(number), .. } => Some(number.to_string()),
        Spot::At { point: (north, east), .. } => Some(format!("{north:.3} {east:.3}")),
        Spot::Nowhere(_) => None,
    }
}

/// The count that stands for a place: no rate before a rate, people before households, all before some of them; then the latest, then
/// the best supported, then the highest.
fn best(mut counts: Vec<Placed>) -> Option<Placed> {
    let others = counts.len().saturating_sub(1);
    counts.sort_by_key(|placed| {
        let count = &placed.count;
        let plain = (count.per.is_none(), count.unit == "person", count.people.is_none());
        (plain, day(count), count.origins, count.accounts, number(count), Reverse(count.id.clone()))
    });
    counts.pop().map(|placed| Placed { others, ..placed })
}

/// The last day that a count speaks of, else that of its latest report.
fn day(count: &CountRow) -> Option<Date> {
    let last =
        |text: &String| Edtf::parse(text).and_then(|date| date.last_day().or_else(|| date.first_day()));
    count.as_of.as_ref().and_then(last).or_else(|| count.published.as_ref().and_then(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(id: &str, as_of: &str, origins: usize) -> CountRow {
        CountRow {
            id: id.to_owned(),
            unit: "person".to_owned(),
            as_of: Some(as_of.to_owned()),
            origins,
            ..CountRow::default()
        }
    }

    fn in_place(count: CountRow) -> Placed {
        let spot = Spot::At { point: (1.0, 2.0), geonameid: Some(7), is_whole: false };
        Placed { count, spot, name: None, countries: Vec::new(), division: None, others: 0 }
    }

    #[test]
    fn the_latest_and_best_supported_stands_for_its_place() {
        let check = |counts: &[CountRow], expected: &str| {
            let best = best(counts.iter().cloned().map(in_place).collect()).expect("one");
            assert_eq!((best.count.id.as_str(), best.others), (expected, counts.len() - 1));
        };
        check(&[count("a", "2027-03-02", 9), count("b", "2027-03-04", 1)], "b");
        check(&[count("a", "2027-03-04", 2), count("b", "2027-03-04", 1)], "a");
        let rate = CountRow { per: Some("day".to_owned()), ..count("rate", "2027-03-09", 1) };
        check(&[rate, count("a", "2027-03-02", 1)], "a");
        let children = CountRow { people: Some("children".to_owned()), ..count("children", "2027-03-09", 1) };
        check(&[children, count("a", "2027-03-02", 1)], "a");
    }

    #[test]
    fn what_is_nowhere_says_why() {
        let lexicon = Lexicon::builtin();
        let check = |place: Option<&str>, at: &str, expected: &'static str| {
            let count =
                CountRow { at: at.to_owned(), place: place.map(str::to_owned), ..CountRow::default() };
            let found = placed(count, &BTreeMap::new(), &lexicon).spot;
            assert_eq!(found, Spot::Nowhere(expected), "{place:?} {at}");
        };
        check(None, "", "no place is told");
        check(None, "MOZ MWI", "it is told of several countries together");
        check(Some("Erewhon"), "MOZ", "the place is in no gazetteer");
        let away =
            FigureRow { point: Some((33.9, -117.0)), geonameid: Some(5_327_098), ..FigureRow::default() };
        let count =
            CountRow { at: "HTI".to_owned(), place: Some("Beaumont".to_owned()), ..CountRow::default() };
        let found = spot(&count, Some(&away), &["HTI".to_owned()], &lexicon);
        assert_eq!(found, Spot::Nowhere("the place known by this name lies in another country"));
        let count = CountRow { at: "MOZ".to_owned(), ..CountRow::default() };
        let whole = placed(count, &BTreeMap::new(), &lexicon).spot;
        assert!(matches!(whole, Spot::At { is_whole: true, .. }), "{whole:?}");
    }
}
