//! One count: the accounts that speak of the same thing at the same time, which of them stand, how many voices are
//! behind them, and which one to take.
//!
//! An account falls out of the bounds only where a later one stands instead of it: its own source followed it, or a
//! running total that has only grown explains it. A smaller later total of somebody else explains nothing: both stand,
//! and contradict each other. Nothing is summed, and no account is left out for being lowest, highest or alone.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{
    basis::{Basis, Tied, classes, order, ties_among},
    finding::{Finding, Mark, Relation, room},
    judge::{OF_ONE_REPORT, Reports, TOGETHER, judgements},
    ruling::Rulings,
    standing::{Growth, Standing},
    take::{self, recommended},
    window::gap,
};
use crate::{
    lexicon::Counting,
    origin::{Bounds, telling::Told},
};

/// The accounts of one thing at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// The lowest and highest that the standing accounts state.
    pub bounds: Bounds,
    /// The last day that a standing account speaks of.
    pub as_of: Option<Date>,
    /// Every account, those that stand first, latest first.
    pub accounts: Vec<Standing>,
    /// How many independent voices stand behind it.
    pub origins: usize,
    /// The place in `accounts` of the one to take; none where voices contradict each other.
    pub recommended: Option<usize>,
    /// Why that one, or why none.
    pub reason: String,
    /// What its accounts are to each other.
    pub findings: Vec<Finding>,
}

/// How many of the next accounts are asked whether they stand instead of an earlier one.
const LATEST: usize = 512;
/// How many named accounts before and after are asked whether one of nobody may retell them.
const NEAR: usize = 16;

impl Count {
    /// The count of the accounts at these places. None where there is no account.
    pub(super) fn of(
        basis: &Basis,
        mut members: Vec<usize>,
        ties: &[&Tied],
        growth: Growth,
        rulings: &Rulings,
        counting: &Counting,
    ) -> Option<Count> {
        members.sort_by_cached_key(|at| order(&basis.accounts[*at], basis.days[*at]));
        let ties = ties_among(ties, &members);
        let told: Vec<Told<'_>> = members.iter().map(|at| basis.told(*at)).collect();
        let mut standings: Vec<Standing> = members
            .iter()
            .map(|at| Standing {
                account: Arc::clone(&basis.accounts[*at]),
                day: basis.days[*at],
                telling: basis.tellings[*at],
                origin: 0,
                first: false,
                stands: true,
            })
            .collect();
        mark_origins(&mut standings, &told, counting);
        mark_first(&mut standings);
        let parts = parts_within(&standings);
        let marked = standings.clone();
        let reports = Reports::of(&marked);
        let superseded = superseded(&standings, &told, growth, &reports, counting);
        for ((standing, later), whole) in standings.iter_mut().zip(&superseded).zip(&parts) {
            standing.stands = later.is_none() && whole.is_none();
        }
        let mut findings = findings_of_ties(&standings, &ties);
        for (at, other) in absorbed(&standings, &told, growth, counting) {
            standings[at].stands = false;
            let (more, less) = (&standings[other].account, &standings[at].account);
            findings.push(Finding::new(Relation::Refines, more, less, "agrees and says more"));
        }
        findings.extend(parts.iter().enumerate().filter_map(|(at, whole)| {
            let whole = &standings[(*whole)?].account;
            Some(Finding::new(Relation::NotComparable, &standings[at].account, whole, OF_ONE_REPORT))
        }));
        findings.extend(superseded.iter().enumerate().filter_map(|(at, later)| {
            let (later, reason) = later.as_ref()?;
            Some(Finding::new(
                Relation::Supersedes,
                &standings[*later].account,
                &standings[at].account,
                *reason,
            ))
        }));
        let (recommended, reason) = match rulings.taken(standings.iter().map(|standing| &standing.account)) {
            Some((at, reason)) => (Some(at), reason),
            None => recommended(&standings, growth, &reports, counting),
        };
        let judged = judgements(&standings, &ties, recommended, growth, &reports);
        findings.extend(judged.into_iter().map(|finding| settled(finding, &standings, rulings)));
        let recommended = recommended.map(|at| Mark::of(&standings[at].account));
        Count::assemble(standings, recommended, reason, findings)
    }

    fn assemble(
        mut standings: Vec<Standing>,
        recommended: Option<Mark>,
        reason: String,
        mut findings: Vec<Finding>,
    ) -> Option<Count> {
        findings.sort_by(|one, two| {
            (one.relation, &one.from, &one.to, &one.reason).cmp(&(
                two.relation,
                &two.from,
                &two.to,
                &two.reason,
            ))
        });
        standings.sort_by_cached_key(|standing| {
            (!standing.stands, Reverse(standing.day), Mark::of(&standing.account))
        });
        let standing = || standings.iter().filter(|standing| standing.stands);
        let mut voices: Vec<usize> = standing().map(|standing| standing.origin).collect();
        voices.sort_unstable();
        voices.dedup();
        Some(Count {
            bounds: take::bounds(standing())?,
            as_of: standing().filter_map(|standing| standing.day).max(),
            origins: voices.len(),
            recommended: recommended
                .and_then(|mark| standings.iter().position(|standing| Mark::of(&standing.account) == mark)),
            reason,
            findings,
            accounts: standings,
        })
    }

    /// The highest number that a standing account names.
    pub fn magnitude(&self) -> u64 {
        self.standing().map(|standing| standing.account.bounds.most()).max().unwrap_or(0)
    }

    /// The accounts that stand.
    pub fn standing(&self) -> impl Iterator<Item = &Standing> {
        self.accounts.iter().filter(|standing| standing.stands)
    }
}

/// A contradiction between two accounts that a person looked at and told apart is none any more.
fn settled(finding: Finding, standings: &[Standing], rulings: &Rulings) -> Finding {
    if finding.relation != Relation::Contradicts || rulings.unlinked.is_empty() {
        return finding;
    }
    let at = |mark: &Mark| standings.iter().find(|standing| Mark::of(&standing.account) == *mark);
    match (at(&finding.from), at(&finding.to)) {
        (Some(one), Some(two)) if rulings.parts(&one.account, &two.account) => {
            Finding::new(Relation::NotComparable, &one.account, &two.account, TOLD_APART)
        }
        _ => finding,
    }
}

/// Why two accounts that a person told apart are not held against each other.
const TOLD_APART: &str = "a person told them apart";

/// Joins tellings of one number, and what one source says over time, to one voice. Who is not named and says what somebody
/// named may have said adds none.
fn mark_origins(standings: &mut [Standing], told: &[Told<'_>], counting: &Counting) {
    let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, standing) in standings.iter().enumerate() {
        pairs.push((*first_of.entry(standing.telling).or_insert(at), at));
    }
    pairs.extend(same_voices(told, counting));
    pairs.extend(nobodys(told));
    let origins = classes(standings.len(), pairs.into_iter());
    for (standing, origin) in standings.iter_mut().zip(origins) {
        standing.origin = origin;
    }
}

/// Accounts of nobody, each with the named one nearest before it, or after, that it may retell.
fn nobodys(told: &[Told<'_>]) -> Vec<(usize, usize)> {
    let named: Vec<usize> = (0..told.len()).filter(|at| told[*at].account.is_named()).collect();
    let near = |at: usize| {
        let fits = |other: &usize| room(told[at].account).meets(room(told[*other].account));
        let next = named.partition_point(|other| *other < at);
        let (before, after) = named.split_at(next);
        let before = before.iter().rev().take(NEAR).copied().find(fits);
        before.or_else(|| after.iter().take(NEAR).copied().find(fits))
    };
    let nobody = (0..told.len()).filter(|at| !told[*at].account.is_named());
    nobody.filter_map(|at| Some((at, near(at)?))).collect()
}

/// Accounts in which one institution speaks, as their source or as the publisher whose own they are, each with the first of it.
fn same_voices(told: &[Told<'_>], counting: &Counting) -> Vec<(usize, usize)> {
    let mut voices: Vec<(usize, Told<'_>)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, this) in told.iter().enumerate().filter(|(_, told)| told.account.voice().is_some()) {
        match voices.iter().find(|(_, other)| other.same_speaker(*this, counting)) {
            Some((voice, _)) => pairs.push((*voice, at)),
            None => voices.push((at, *this)),
        }
    }
    pairs
}

/// Of the tellings of one number the first: named before unnamed, then the earliest.
fn mark_first(standings: &mut [Standing]) {
    let mut first: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
    for (at, standing) in standings.iter().enumerate() {
        let rank = (!standing.account.is_named(), at);
        first.entry(standing.telling).and_modify(|best| *best = rank.min(*best)).or_insert(rank);
    }
    for (_, at) in first.into_values() {
        standings[at].first = true;
    }
}

/// For each account the greatest that its report gives for the same day, where that is greater: who tells two numbers
/// in one breath means different parts or happenings, unless two sources are named for them, and the lesser is no
/// account of the whole.
fn parts_within(standings: &[Standing]) -> Vec<Option<usize>> {
    let mut greatest: BTreeMap<(&str, Option<Date>), usize> = BTreeMap::new();
    let least = |at: usize| standings[at].account.bounds.least();
    for (at, standing) in standings.iter().enumerate() {
        let best = greatest.entry((&standing.account.document, standing.day)).or_insert(at);
        if least(at) > least(*best) {
            *best = at;
        }
    }
    let whole = |at: usize| {
        let this = &standings[at];
        let best = *greatest.get(&(this.account.document.as_str(), this.day))?;
        let other = &standings[best];
        let rivals = this.account.is_named() && other.account.is_named() && this.origin != other.origin;
        let lesser = least(best) > least(at) && this.telling != other.telling && !rivals;
        lesser.then_some(best)
    };
    (0..standings.len()).map(whole).collect()
}

/// For each account the next that takes its place, and why.
fn superseded(
    standings: &[Standing],
    told: &[Told<'_>],
    growth: Growth,
    reports: &Reports<'_>,
    counting: &Counting,
) -> Vec<Option<(usize, &'static str)>> {
    // When each number was first told: one that is only told again is no news.
    let mut first_told: BTreeMap<usize, Date> = BTreeMap::new();
    for (telling, day) in standings.iter().filter_map(|it| Some((it.telling, it.day?))) {
        first_told.entry(telling).and_modify(|first| *first = day.min(*first)).or_insert(day);
    }
    let instead = |at: usize| {
        let later = (at + 1..standings.len()).take(LATEST);
        later
            .filter_map(|other| {
                let (one, two) = (&standings[at], &standings[other]);
                let same_source = || told[at].same_source(told[other], counting);
                let news = first_told.get(&two.telling) > one.day.as_ref();
                Some((other, reason_to_supersede(one, two, growth, reports, news, same_source)?))
            })
            .next()
    };
    let mut found: Vec<_> = (0..standings.len()).map(instead).collect();
    let echoed = echoes(standings, &found);
    echoed.into_iter().for_each(|(at, later)| found[at] = Some((later, ECHO)));
    found
}

/// Why an echo falls.
const ECHO: &str = "the number of an earlier account, which a later one stands instead of";

/// Equal numbers that nobody is credited with, or that have no day, fall with the account that they echo: they add none.
fn echoes(standings: &[Standing], superseded: &[Option<(usize, &'static str)>]) -> Vec<(usize, usize)> {
    let mut fallen: BTreeMap<Bounds, usize> = BTreeMap::new();
    for (at, later) in superseded.iter().enumerate() {
        if let Some((later, _)) = later {
            fallen.insert(standings[at].account.bounds, *later);
        }
    }
    let later = |at: usize| {
        let this = &standings[at];
        let later = *fallen.get(&this.account.bounds)?;
        let open = superseded[at].is_none() && later != at;
        let before = this.day.is_none() || !this.account.is_named() && this.day < standings[later].day;
        (open && before && standings[later].telling != this.telling).then_some((at, later))
    };
    (0..standings.len()).filter_map(later).collect()
}

/// Open numbers of nobody, or of the very voice, beside one of the same day that agrees and says more: "more than 60" beside
/// 127. They leave nothing open.
fn absorbed(
    standings: &[Standing],
    told: &[Told<'_>],
    growth: Growth,
    counting: &Counting,
) -> Vec<(usize, usize)> {
    let stands: Vec<usize> = (0..standings.len()).filter(|at| standings[*at].stands).collect();
    let is_more = |at: usize, other: usize| {
        let (one, two) = (&standings[at], &standings[other]);
        let (left, right) = (one.account.bounds, two.account.bounds);
        let same_day = growth == Growth::Total && one.day == two.day;
        let own = !one.account.is_named() || told[at].same_source(told[other], counting);
        same_day && own && one.telling != two.telling && left.least() < right.least() && left.meets(right)
    };
    let open = |at: &&usize| standings[**at].account.bounds.high.is_none();
    let more = |at: &usize| {
        stands.iter().copied().take(LATEST).find(|other| is_more(*at, *other)).map(|other| (*at, other))
    };
    stands.iter().filter(open).filter_map(more).collect()
}

fn reason_to_supersede(
    one: &Standing,
    two: &Standing,
    growth: Growth,
    reports: &Reports<'_>,
    news: bool,
    same_source: impl Fn() -> bool,
) -> Option<&'static str> {
    let (earlier, later) = (one.day?, two.day?);
    let days = gap(earlier, later);
    // What one report dates does not give way to what it leaves undated, in it or in its copies: that has no day but that of
    // the page.
    let undated = two.account.period.is_none() && reports.share(one, two);
    if days <= 0 || one.telling == two.telling || undated {
        return None;
    }
    let same_source = same_source();
    let grown = two.account.bounds.least() > one.account.bounds.least();
    match growth {
        Growth::Total if same_source && !grown => Some("the same source corrects it downwards"),
        _ if same_source => Some("the same source, later"),
        Growth::Total if grown && news => Some("a later running total"),
        Growth::Level if days > TOGETHER => Some("a later level"),
        _ => None,
    }
}

fn findings_of_ties(standings: &[Standing], ties: &[Tied]) -> Vec<Finding> {
    let finding =
        |(one, two, tie): &Tied| Finding::of_tie(&standings[*one].account, &standings[*two].account, tie);
    ties.iter().map(finding).collect()
}
