//! Movements that cannot be as told: kept as written, and flagged with a reason.

use super::{
    ruling::Known,
    site::{Role, Site},
};
use crate::{
    figure::{Countries, Reason},
    lexicon::{Lexicon, Movement, gazetteer::Kind},
    report::Report,
};

/// The reasons to doubt a figure's movement as its sentence tells it.
pub(super) fn read(
    known: &Known,
    movement: Option<Movement>,
    here: &[&Site],
    countries: &Countries,
    report: &Report,
    lexicon: &Lexicon,
) -> Vec<Reason> {
    if movement.is_none() {
        return Vec::new();
    }
    here.iter()
        .filter_map(|site| {
            let rule = if is_impossible(known, movement, site) {
                "impossible movement"
            } else if is_elsewhere(site, countries, report, lexicon) {
                "crossing on another border"
            } else {
                return None;
            };
            Some(Reason { rule, words: site.mention.span })
        })
        .collect()
}

/// A flight out of a country into the same country: "fled their country to neighbouring Afghanistan", of Afghans.
fn is_impossible(known: &Known, movement: Option<Movement>, site: &Site) -> bool {
    // Where the report is set says nothing against it where the flight's own sentence names the country left.
    let goes_back = is_return(known) && (known.at_stated || movement != Some(Movement::Flight));
    let nation = known.nation.as_deref().filter(|_| known.from.is_empty() && known.home);
    let left = known.from.first().map(String::as_str).filter(|_| !known.from_inside).or(nation);
    site.role == Role::To
        && site.mention.kind == Kind::Country
        && left.is_some()
        && site.country() == left
        && !goes_back
}

/// People of a nation who go back to it from elsewhere go nowhere impossible.
fn is_return(known: &Known) -> bool {
    known.from.is_empty() && known.at.iter().any(|at| Some(at.as_str()) != known.nation.as_deref())
}

/// A crossing that does not lie on the border of the two countries named.
fn is_elsewhere(site: &Site, countries: &Countries, report: &Report, lexicon: &Lexicon) -> bool {
    let ([from], [to]) = (&countries.from[..], &countries.to[..]) else { return false };
    let places = &lexicon.places;
    let crossings: Vec<Vec<&str>> = places
        .named(site.mention.span.slice(&report.text))
        .iter()
        .filter(|candidate| places.kind(candidate.place) == Kind::Crossing)
        .map(|candidate| places.countries(candidate.place))
        .collect();
    !crossings.is_empty()
        && crossings.iter().all(|pair| !pair.contains(&from.as_str()) || !pair.contains(&to.as_str()))
}
