//! The entries of the register: acts with their tellings, their days, what changed them and where tellings disagree.

use std::collections::BTreeMap;

use super::{fold, party::Party, position::Position, telling::Telling};
use crate::{
    edtf::Edtf,
    lexicon::Lexicon,
    order::{Act, OrderStatus},
    span::Span,
};

/// One act.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name: the report and place of its first telling.
    pub id: String,
    /// What sort of act.
    pub kind: Act,
    /// Who decides.
    pub authority: Option<Party>,
    /// Whom or what it concerns.
    pub whom: Option<String>,
    /// The day on which it was first told.
    pub announced: Option<Edtf>,
    /// The day from which it holds, or on which it happened.
    pub in_force: Option<Edtf>,
    /// The last day.
    pub deadline: Option<Edtf>,
    /// How far it has got, by the last report that tells.
    pub status: OrderStatus,
    /// How it got there: each step with the report that tells it first.
    pub history: Vec<(OrderStatus, String)>,
    /// The entry that it changes.
    pub parent: Option<String>,
    /// What it is to that entry: extension, postponement, lifting, lapse, proposal, denial, phase, exemption, enforcement.
    pub relation: Option<&'static str>,
    /// The deadlines that are told, where more than one is.
    pub deadlines: Vec<Edtf>,
    /// The days that are told for its beginning, where more than one is.
    pub beginnings: Vec<Edtf>,
    /// Positions against it, by their names.
    pub contested_by: Vec<String>,
    /// Every telling, in order of day and report.
    pub tellings: Vec<Told>,
}

/// A telling with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The report's name.
    pub document: String,
    /// When the report was published.
    pub published: Option<Edtf>,
    /// The clause, in bytes of the report's text.
    pub span: Span,
    /// Its words.
    pub clause: String,
    /// Its sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
}

/// The entries of all tellings, in order of their days.
pub(super) fn entries(tellings: &[Telling], lexicon: &Lexicon) -> Vec<Entry> {
    let groups = fold::groups(tellings, lexicon);
    let of =
        |group: &Vec<usize>| -> Vec<&Telling> { group.iter().filter_map(|at| tellings.get(*at)).collect() };
    let mut told: Vec<(Entry, Vec<&Telling>)> =
        groups.iter().map(of).filter_map(|group| Some((entry(&group, lexicon)?, group))).collect();
    hang(&mut told);
    let mut entries: Vec<Entry> = told.into_iter().map(|(entry, _)| entry).collect();
    let day = |entry: &Entry| entry.announced.and_then(|day| day.first_day().or(day.last_day()));
    entries.sort_by(|one, two| (day(one), &one.id).cmp(&(day(two), &two.id)));
    entries
}

fn entry(group: &[&Telling], lexicon: &Lexicon) -> Option<Entry> {
    let first = group.first()?;
    let days = |of: fn(&Telling) -> Option<Edtf>| distinct(group.iter().filter_map(|telling| of(telling)));
    let deadlines = days(|telling| telling.deadline);
    let beginnings = days(|telling| telling.effective);
    let mut history: Vec<(OrderStatus, String)> = Vec::new();
    for telling in group {
        if !history.iter().any(|(status, _)| *status == telling.status) {
            history.push((telling.status, telling.document.clone()));
        }
    }
    Some(Entry {
        id: format!("{}:{}", first.document, first.span.start),
        kind: first.kind,
        authority: authority(group),
        whom: most(group.iter().filter_map(|telling| telling.whom.clone())),
        announced: group.iter().find_map(|telling| telling.published),
        in_force: most(group.iter().filter_map(|telling| telling.effective)),
        deadline: most(group.iter().filter_map(|telling| telling.deadline.filter(|day| day.day().is_some())))
            .or_else(|| most(group.iter().filter_map(|telling| telling.deadline)))
            .or_else(|| dated(group, lexicon)),
        status: latest(first, &history),
        history,
        parent: None,
        relation: first.change(),
        deadlines: if deadlines.len() > 1 { deadlines } else { Vec::new() },
        beginnings: if beginnings.len() > 1 { beginnings } else { Vec::new() },
        contested_by: Vec::new(),
        tellings: group.iter().map(|telling| told(telling)).collect(),
    })
}

/// How far an act has got by the last report that says so. What holds is announced no more, whoever tells the announcement again; and an extension, a
/// postponement or a proposal is an entry of its own, which a later telling of the act only names beside it.
fn latest(first: &Telling, history: &[(OrderStatus, String)]) -> OrderStatus {
    let own = first.change().is_some();
    let holds = history.iter().any(|(status, _)| *status == OrderStatus::InForce);
    let counts = |status: OrderStatus| match status {
        OrderStatus::Announced => !holds,
        OrderStatus::Extended
        | OrderStatus::Postponed
        | OrderStatus::Considered
        | OrderStatus::Recommended => own,
        _ => true,
    };
    let told = history.iter().rev().map(|(status, _)| *status).find(|status| counts(*status));
    told.unwrap_or(first.status)
}

/// A day and month that no report gives a year: the first such day on or after the first telling that is dated.
fn dated(group: &[&Telling], lexicon: &Lexicon) -> Option<Edtf> {
    let is_order =
        group.iter().all(|telling| telling.kind == Act::ExpulsionOrder && telling.effective.is_none());
    let published = group
        .iter()
        .filter(|_| is_order)
        .find_map(|telling| telling.published)
        .and_then(|day| day.first_day())?;
    let (month, day) = group.iter().find_map(|telling| fold::bare_day(&telling.clause, lexicon))?;
    let of = |year: i16| jiff::civil::Date::new(year, month, day).ok();
    let near = of(published.year())?;
    let near = if near < published { of(published.year().checked_add(1)?)? } else { near };
    Some(Edtf::from(near))
}

/// The authority that is told most; of equals the one with a body of its own.
fn authority(group: &[&Telling]) -> Option<Party> {
    let mut votes: BTreeMap<&Party, usize> = BTreeMap::new();
    for party in group.iter().filter_map(|telling| telling.authority.as_ref()) {
        *votes.entry(party).or_default() += 1;
    }
    let rank = |party: &Party, times: usize| (party.state.is_some(), times, party.body.is_some());
    votes
        .into_iter()
        .reduce(|best, next| if rank(next.0, next.1) > rank(best.0, best.1) { next } else { best })
        .map(|(party, _)| party.clone())
}

/// What is told most; of equals the first.
fn most<T: PartialEq>(told: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for one in told {
        match counts.iter_mut().find(|(known, _)| *known == one) {
            Some((_, times)) => *times += 1,
            None => counts.push((one, 1)),
        }
    }
    counts.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(one, _)| one)
}

/// Each day once, by its last day.
fn distinct(days: impl Iterator<Item = Edtf>) -> Vec<Edtf> {
    let mut all: Vec<Edtf> = Vec::new();
    for day in days {
        if !all.iter().any(|known| known.last_day() == day.last_day()) {
            all.push(day);
        }
    }
    all.sort_by_key(|day| day.last_day().or(day.first_day()));
    all
}

fn told(telling: &Telling) -> Told {
    Told {
        document: telling.document.clone(),
        published: telling.published,
        span: telling.span,
        clause: telling.clause.clone(),
        sentence: telling.sentence,
        text: telling.text.clone(),
    }
}

/// Hangs what changes an act on the act: the one of the same state that shares most with it, told before it.
fn hang(told: &mut [(Entry, Vec<&Telling>)]) {
    let parents: Vec<Option<(String, &'static str)>> = (0..told.len()).map(|at| parent(told, at)).collect();
    for ((entry, _), found) in told.iter_mut().zip(parents) {
        if let Some((parent, relation)) = found {
            entry.parent = Some(parent);
            entry.relation = Some(relation);
        } else if entry.relation != Some("proposal") && entry.relation != Some("denial") {
            entry.relation = None;
        }
    }
}

fn parent(told: &[(Entry, Vec<&Telling>)], at: usize) -> Option<(String, &'static str)> {
    let (entry, group) = told.get(at)?;
    let relation = relation(entry)?;
    let words = |group: &[&Telling]| {
        group
            .iter()
            .flat_map(|telling| telling.about.iter().chain(&telling.words))
            .cloned()
            .collect::<std::collections::BTreeSet<_>>()
    };
    let own = words(group);
    let state = |entry: &Entry| entry.authority.as_ref().and_then(|party| party.state.clone());
    let fits = |other: &Entry| {
        let kinds = match entry.kind {
            Act::PhaseStart if relation == "postponement" => other.kind == Act::PhaseStart,
            Act::PhaseStart | Act::Enforcement => other.kind == Act::ExpulsionOrder,
            Act::Protection if relation == "exemption" => other.kind == Act::ExpulsionOrder,
            Act::Denial => other.kind != Act::Denial,
            kind => other.kind == kind,
        };
        let earlier = match (
            entry.announced.and_then(|it| it.last_day()),
            other.announced.and_then(|it| it.first_day()),
        ) {
            (Some(own), Some(theirs)) => theirs <= own,
            _ => true,
        };
        let sides = state(entry).is_none() || state(other).is_none() || state(entry) == state(other);
        kinds && earlier && sides && other.relation.is_none_or(|relation| relation == "extension")
    };
    let candidates = told.iter().enumerate().filter(|(other, (entry, _))| *other != at && fits(entry));
    let scored = candidates.map(|(_, (other, tellings))| {
        let shared = own.intersection(&words(tellings)).count();
        ((shared, other.tellings.len()), other)
    });
    let ((shared, _), best) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (shared > 0).then(|| (best.id.clone(), relation))
}

/// What an entry is to the act that it hangs on.
fn relation(entry: &Entry) -> Option<&'static str> {
    entry.relation.or(match entry.kind {
        Act::PhaseStart => Some("phase"),
        Act::Protection => Some("exemption"),
        Act::Enforcement => Some("enforcement"),
        _ => None,
    })
}

/// Names on each entry the positions that accuse it or deny it.
pub(super) fn contest(entries: &mut [Entry], positions: &[Position]) {
    for entry in entries {
        let against = |position: &&Position| {
            position.about.as_deref() == Some(&entry.id)
                && matches!(position.stance.code(), "accuses" | "denies")
        };
        entry.contested_by = positions.iter().filter(against).map(|position| position.id.clone()).collect();
    }
}
