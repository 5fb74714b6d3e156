//! Which reports were made from others: copies, cut and extended copies, copied passages, credited agencies and outlets.
//!
//! What two reports share word for word is exact; which of them was first is a likelihood, said as one: the outlet or
//! agency that the other credits, the earlier day, the longer text.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    copies::{Likeness, copies},
    wording::PASSAGE,
};
use crate::{
    extraction::Extraction,
    figure::SourceKind,
    signature::{Overlap, Signature},
};

/// Two reports of one origin, by their places in the list of reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The one that likely told it first.
    pub first: usize,
    /// The one that likely has it from there, or from where the first has it.
    pub second: usize,
    /// How it is seen.
    pub how: How,
    /// What they share word for word.
    pub overlap: Overlap,
    /// The agency or outlet that the second credits, or both do.
    pub credit: Option<String>,
    /// How likely the first is the first, .5 to 1.
    pub likelihood: f64,
}

/// How it is seen that two reports are of one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Most of either text stands in the other.
    Copy,
    /// The second is a part of the first.
    Cut,
    /// The second holds the first and more.
    Extended,
    /// Passages of one stand in the other.
    Passages,
    /// The second credits the outlet or agency of the first.
    Credits,
}

impl How {
    /// The word for it.
    pub const fn code(self) -> &'static str {
        match self {
            How::Copy => "copy",
            How::Cut => "cut",
            How::Extended => "extended",
            How::Passages => "passages",
            How::Credits => "credits",
        }
    }
}

/// From this share of the shorter text on, passages were copied.
const PASSAGES: f64 = 0.12;
/// From this share of the shorter text on, it is a cut or extended copy; from the other of both on, a copy.
const CONTAINED: f64 = 0.8;
const COPIED: f64 = 0.5;

/// Every two reports of one origin, in order of the list. Reports of one origin only because they use the same words for
/// the same figures are the business of the counts.
pub fn descents(reports: &[&Extraction]) -> Vec<Descent> {
    let signatures: Vec<&Signature> = reports.iter().map(|report| &report.signature).collect();
    let likeness = Likeness { containment: PASSAGES, ..Likeness::default() };
    let mut descents: Vec<Descent> = copies(&signatures, likeness)
        .into_iter()
        .filter_map(|pair| descent(pair.a, pair.b, pair.overlap, reports))
        .collect();
    descents.extend(credited(reports, &descents));
    descents.sort_by_key(|descent| (descent.first.min(descent.second), descent.first.max(descent.second)));
    descents
}

/// Reports that credit the outlet of another, told no later, in which the same value is told, though no passage is shared.
/// Who credits himself credits nobody, and of two that credit each other the earlier was first.
fn credited(reports: &[&Extraction], known: &[Descent]) -> Vec<Descent> {
    let mut by_outlet: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        by_outlet.entry(report.outlet.as_deref().unwrap_or("").to_lowercase()).or_default().push(at);
    }
    let seen: BTreeSet<(usize, usize)> =
        known.iter().flat_map(|it| [(it.first, it.second), (it.second, it.first)]).collect();
    let mut found: Vec<Descent> = Vec::new();
    let mut seen = seen;
    for (second, report) in reports.iter().enumerate() {
        for name in credits(report).filter(|name| !is_outlet_of(report, name)) {
            for first in by_outlet.get(&name.to_lowercase()).into_iter().flatten().copied() {
                let other = reports[first];
                let earlier = day_of(other).zip(day_of(report)).is_none_or(|(first, second)| first <= second);
                let known = seen.contains(&(first, second)) || !earlier || first == second;
                if !known && shares_a_value(report, other) {
                    seen.extend([(first, second), (second, first)]);
                    let overlap = report.signature.overlap(&other.signature);
                    let (how, credit) = (How::Credits, Some(name.to_string()));
                    found.push(Descent { first, second, how, overlap, credit, likelihood: 0.9 });
                }
            }
        }
    }
    found
}

fn is_outlet_of(report: &Extraction, name: &str) -> bool {
    report.outlet.as_deref().is_some_and(|outlet| outlet.eq_ignore_ascii_case(name))
}

fn day_of(report: &Extraction) -> Option<jiff::civil::Date> {
    report.published.and_then(|published| published.last_day())
}

fn shares_a_value(one: &Extraction, two: &Extraction) -> bool {
    one.figures.iter().any(|figure| {
        two.figures.iter().any(|other| {
            figure.measure == other.measure && (figure.low, figure.high) == (other.low, other.high)
        })
    })
}

/// The agencies of the credit lines and the media that figures are credited to.
fn credits(report: &Extraction) -> impl Iterator<Item = &str> {
    let media = report.figures.iter().filter_map(|figure| figure.source.as_ref());
    let media = media.filter(|source| source.kind == SourceKind::Media).map(|source| source.text.as_str());
    let mut names: Vec<&str> = report.agencies.iter().map(String::as_str).chain(media).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter()
}

/// Which of both was first, and how likely.
fn descent(a: usize, b: usize, overlap: Overlap, reports: &[&Extraction]) -> Option<Descent> {
    let (one, two) = (*reports.get(a)?, *reports.get(b)?);
    let credit = |from: &Extraction, to: &Extraction| {
        let outlet = to.outlet.as_deref()?;
        credits(from).find(|name| name.eq_ignore_ascii_case(outlet)).map(str::to_string)
    };
    let lengths = (one.signature.len(), two.signature.len());
    let by_day = day_of(one).zip(day_of(two)).filter(|(one, two)| one != two);
    let (forward, likelihood, credit) = match (credit(two, one), credit(one, two), by_day) {
        (Some(name), _, _) => (true, 0.95, Some(name)),
        (None, Some(name), _) => (false, 0.95, Some(name)),
        (None, None, Some((first, second))) => (first < second, 0.85, shared_agency(one, two)),
        (None, None, None) => (lengths.0 >= lengths.1, 0.5, shared_agency(one, two)),
    };
    let (first, second) = if forward { (a, b) } else { (b, a) };
    let second_is_shorter = if forward { lengths.1 <= lengths.0 } else { lengths.0 < lengths.1 };
    let how = match (overlap.jaccard >= COPIED, overlap.containment >= CONTAINED, second_is_shorter) {
        (true, _, _) => How::Copy,
        (_, true, true) => How::Cut,
        (_, true, false) => How::Extended,
        _ if one.signature.shared(&two.signature) < PASSAGE => return None,
        _ => How::Passages,
    };
    Some(Descent { first, second, how, overlap, credit, likelihood })
}

fn shared_agency(one: &Extraction, two: &Extraction) -> Option<String> {
    let both =
        one.agencies.iter().find(|name| two.agencies.iter().any(|other| other.eq_ignore_ascii_case(name)));
    both.cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edtf::Edtf;

    const WIRE: &str = "The river rose on Monday night and broke the dyke at Nante, and nine thousand people from villages \
        along the lower Licungo were brought out by boat before dawn, the governor of the province told reporters in \
        Mocuba on Tuesday, adding that the army would go on for as long as anybody was left on the roofs.";

    fn report(document: &str, day: &str, outlet: &str, text: &str, agencies: &[&str]) -> Extraction {
        Extraction {
            document: document.to_string(),
            outlet: Some(outlet.to_string()),
            published: Edtf::parse(day),
            signature: Signature::read(text),
            agencies: agencies.iter().map(|name| name.to_string()).collect(),
            ..Extraction::default()
        }
    }

    fn check(reports: &[Extraction], expected: &[(usize, usize, &str, f64)]) {
        let all: Vec<&Extraction> = reports.iter().collect();
        let told: Vec<(usize, usize, &str, f64)> = descents(&all)
            .into_iter()
            .map(|descent| (descent.first, descent.second, descent.how.code(), descent.likelihood))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn the_credited_the_earlier_the_longer_was_first() {
        let more: Vec<String> = (0..80).map(|number| format!("more{number}")).collect();
        let long = format!("{WIRE} {}", more.join(" "));
        let wire = |day| report("wire", day, "Zambezi Wire", WIRE, &[]);
        check(
            &[report("paper", "2027-02-09", "Post", WIRE, &["Zambezi Wire"]), wire("2027-02-09")],
            &[(1, 0, "copy", 0.95)],
        );
        check(
            &[report("paper", "2027-02-10", "Post", WIRE, &[]), wire("2027-02-09")],
            &[(1, 0, "copy", 0.85)],
        );
        check(
            &[wire("2027-02-09"), report("long", "2027-02-10", "Post", &long, &[])],
            &[(0, 1, "extended", 0.85)],
        );
        check(&[wire("2027-02-09"), report("long", "2027-02-09", "Post", &long, &[])], &[(1, 0, "cut", 0.5)]);
    }

    #[test]
    fn nobody_credits_himself_and_of_two_only_the_later_credits() {
        let told = |document: &str, day: &str, outlet: &str, agencies: &[&str]| {
            let text = format!("{document} tells of nine thousand people who were brought out by boat.");
            let lexicon = crate::Lexicon::builtin();
            let read =
                crate::extract(&crate::Report::new(document, "Some 9,000 people were evacuated."), &lexicon);
            Extraction { figures: read.figures, ..report(document, day, outlet, &text, agencies) }
        };
        let own = [told("a", "2027-02-09", "Wire", &["Wire"]), told("b", "2027-02-10", "Wire", &["Wire"])];
        check(&own, &[]);
        let mutual = [told("a", "2027-02-10", "Post", &["Wire"]), told("b", "2027-02-09", "Wire", &["Post"])];
        check(&mutual, &[(1, 0, "credits", 0.9)]);
    }

    #[test]
    fn others_have_nothing_to_do_with_each_other() {
        let other = "Police said on Friday that two men were held in the capital over the theft of a lorry with blankets.";
        check(&[report("a", "2027-02-09", "A", WIRE, &[]), report("b", "2027-02-10", "B", other, &[])], &[]);
    }
}
