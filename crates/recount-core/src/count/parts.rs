//! Which series counts a part of what another counts: a sub-group of all people, a place in its country, a share of a
//! whole; and which are near in kind but may not be set against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Key, Series, beside,
    finding::{Finding, Mark, Relation},
    merge::Roles,
    retold::Wide,
    sums,
};
use crate::{lexicon::Lexicon, origin::Account};

/// The findings between series. The reason names what makes the one a part of the other, or sets them apart.
pub fn findings(series: &[Series], lexicon: &Lexicon) -> Vec<Finding> {
    let by_frame = by_frame(series);
    let mut findings: Vec<Finding> =
        by_frame.keys().flat_map(|frame| findings_of(frame, &by_frame, lexicon)).collect();
    // That parts add up says more than that they are parts.
    let sums = sums::findings(series);
    let summed: BTreeSet<(&Mark, &Mark)> = sums.iter().map(|sum| (&sum.from, &sum.to)).collect();
    findings.retain(|said| {
        !summed.contains(&(&said.from, &said.to)) && !summed.contains(&(&said.to, &said.from))
    });
    findings.extend(sums);
    let said: BTreeSet<(Mark, Mark)> =
        findings.iter().map(|said| (said.from.clone(), said.to.clone())).collect();
    let is_new = |new: &Finding| {
        !said.contains(&(new.from.clone(), new.to.clone()))
            && !said.contains(&(new.to.clone(), new.from.clone()))
    };
    findings.extend(beside::findings(series).into_iter().filter(is_new));
    findings.sort_by(|one, two| (one.relation, &one.from, &one.to).cmp(&(two.relation, &two.from, &two.to)));
    findings
}

/// Series by frame.
pub type Frames<'s> = BTreeMap<Key, Frame<'s>>;

/// The series of one frame, in their order, found by their countries.
pub struct Frame<'s> {
    series: Vec<&'s Series>,
    wide: Vec<Wide<'s>>,
    roles: Roles<'s>,
}

/// Series by frame, in their order.
pub fn by_frame(series: &[Series]) -> Frames<'_> {
    let mut by_frame: BTreeMap<Key, Vec<&Series>> = BTreeMap::new();
    for one in series {
        by_frame.entry(one.key.frame()).or_default().push(one);
    }
    by_frame.into_iter().map(|(key, series)| (key, Frame::of(series))).collect()
}

/// The findings of the series of one frame among themselves and as parts of others. Their wider frames must be there.
pub fn findings_of(frame: &Key, by_frame: &Frames<'_>, lexicon: &Lexicon) -> Vec<Finding> {
    let Some(Frame { series, .. }) = by_frame.get(frame) else { return Vec::new() };
    let mut findings: Vec<Finding> = Vec::new();
    for part in series {
        for (whole, relation, reason) in wider(&part.key) {
            let Some(frame) = by_frame.get(&whole.frame()) else { continue };
            for (other, wide) in frame.wholes(&whole) {
                let by_place = part.key.place != other.key.place;
                let told = if by_place { wide.retellings(part, other, lexicon) } else { Vec::new() };
                let said = finding(part, other, relation, reason);
                findings.extend(said.filter(|said| !told.iter().any(|told| told.is_between_those_of(said))));
                findings.extend(told);
            }
        }
    }
    findings.extend(apart(series));
    findings
}

impl<'s> Frame<'s> {
    fn of(series: Vec<&'s Series>) -> Frame<'s> {
        let wide = series.iter().map(|_| Wide::default()).collect();
        Frame { roles: Roles::of(series.iter().map(|one| &*one.key)), series, wide }
    }

    /// The series that a key may be a part of; none where they are too many to say which.
    fn wholes(&self, whole: &Key) -> Vec<(&'s Series, &Wide<'s>)> {
        let candidates = self.roles.candidates(&whole.countries).into_iter();
        let near = candidates.filter_map(|at| Some((*self.series.get(at)?, self.wide.get(at)?)));
        let near: Vec<(&Series, &Wide<'_>)> =
            near.filter(|(other, _)| other.key.is_compatible(whole)).take(CLOSE + 1).collect();
        if near.len() > CLOSE { Vec::new() } else { near }
    }
}

/// With more candidates than this the key says too little to name a whole.
const CLOSE: usize = 4;

/// The keys that this one is a part of, each with what it leaves out.
fn wider(key: &Key) -> Vec<(Key, Relation, &'static str)> {
    let mut wider = Vec::new();
    if key.place.is_some() && !key.which.is_of_a_day() {
        let country = Key { place: None, within: None, ..key.clone() };
        wider.push((country, Relation::PartOf, "place: one place of the country"));
    }
    if key.within.is_some() && !key.which.is_of_a_day() {
        let division = Key { place: key.within.clone(), within: None, ..key.clone() };
        wider.push((division, Relation::PartOf, "place: one place of the province"));
    }
    if !key.group.parts.is_empty() && key.unit != crate::figure::Unit::Incident {
        let mut whole = key.clone();
        whole.group.parts.clear();
        wider.push((whole, Relation::PartOf, "group: a sub-group of the people counted"));
    }
    if key.share_of.is_some() {
        wider.push((Key { share_of: None, ..key.clone() }, Relation::PartOf, "a share of the whole"));
    }
    if key.per.is_some() {
        wider.push((Key { per: None, ..key.clone() }, Relation::NotComparable, "a rate beside a total"));
    }
    wider
}

/// Series of one frame that are of different people, standing or countries, pair by neighbouring pair.
fn apart(series: &[&Series]) -> Vec<Finding> {
    let neighbours = series.iter().zip(series.iter().skip(1));
    neighbours
        .filter(|(one, two)| one.key.countries == two.key.countries)
        .filter(|(one, two)| !one.key.which.is_of_a_day() || one.key.which.day == two.key.which.day)
        .filter_map(|(one, two)| {
            finding(one, two, Relation::NotComparable, "group: of different people or legal standing")
        })
        .collect()
}

fn finding(one: &Series, two: &Series, relation: Relation, reason: &str) -> Option<Finding> {
    // What is told of no country may be of any: nobody knows whether it is a part of what another country counts.
    let of_any = one.key.countries.is_empty() != two.key.countries.is_empty();
    if relation == Relation::PartOf && of_any {
        return None;
    }
    let (part, whole) = (spoken_for(one)?, spoken_for(two)?);
    if relation == Relation::PartOf && part.bounds.least() > whole.bounds.most() {
        return Some(Finding::new(
            Relation::NotComparable,
            part,
            whole,
            "greater than the whole, so counted otherwise",
        ));
    }
    Some(Finding::new(relation, part, whole, reason))
}

/// The account that stands for a series: the first of its last count.
fn spoken_for(series: &Series) -> Option<&Account> {
    let count = series.counts.last()?;
    count.accounts.get(count.recommended.unwrap_or(0)).map(|standing| &*standing.account)
}
