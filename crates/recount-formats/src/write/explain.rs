//! Why a report reads as it does: its date with what it rests on, then each figure on a line, and below it every rule that
//! decided with its words.

use std::fmt::Write;

use recount_core::{
    Extraction, Report, decide::Decided, event::Event, figure::Figure, span::CodePoints, view,
};

use super::{dating, summary::printable, words};

/// How many expressions that rest on another date are listed.
const RESTING: usize = 40;

/// How many characters of what is marked are shown.
const MARKED: usize = 90;

/// The date of a report and every figure with its reasons, as trees for people; below a figure what was decided of it, where that is
/// given.
pub fn explain(report: &Report, extraction: &Extraction, decided: &[Decided]) -> String {
    let points = CodePoints::new(&report.text);
    let mut out = dated(report, extraction);
    out.push_str(&set_aside(report, extraction));
    out.extend(extraction.figures.iter().map(|figure| {
        let event = figure.event.and_then(|at| extraction.events.get(at));
        tree(report, figure, event, decided, &points)
    }));
    out
}

/// What was decided of a figure: the proposal taken, those next to it, and what spoke for it.
fn weighed(decided: &Decided) -> String {
    let named = |value: &str| if value.is_empty() { "none".to_owned() } else { value.to_owned() };
    let proposal = |(value, sum): &(String, f32)| format!("{} ({sum:+.1})", named(value));
    let mut candidates = decided.candidates.iter().map(proposal);
    let taken = candidates.next().unwrap_or_default();
    let others: Vec<String> = candidates.collect();
    let mut line = format!("{} weighed: {taken}", decided.slot.name());
    if !others.is_empty() {
        let _ = write!(line, " before {}", others.join(", "));
    }
    if decided.all > decided.candidates.len() {
        let _ = write!(line, " and {} more", decided.all - decided.candidates.len());
    }
    let reasons: Vec<String> =
        decided.reasons.iter().map(|(name, weight)| format!("{name} {weight:+.1}")).collect();
    if !reasons.is_empty() {
        let _ = write!(line, "; by {}", reasons.join(", "));
    }
    line
}

/// The event of a figure and its scope, in words; nothing where neither is known.
fn of_event(figure: &Figure, event: Option<&Event>) -> Option<String> {
    let scope = figure.scope.map(|scope| format!("scope {}", scope.code()));
    let told = event.map(|event| {
        let when = event.when.map_or("undated".to_owned(), |when| when.to_string());
        format!("event: {}, {when}", event.label())
    });
    let parts: Vec<String> = told.into_iter().chain(scope).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The date of the report, why, and what its relative dates were counted from.
fn dated(report: &Report, extraction: &Extraction) -> String {
    let read = view::dating(&report.text, extraction);
    let mut branches = dating::reasons(&read);
    branches.push(format!("relative dates count from {}", read.counts_from));
    branches.extend(read.resting.iter().take(RESTING).map(dating::resting));
    if read.resting.len() > RESTING {
        branches.push(format!("and {} more", read.resting.len() - RESTING));
    }
    grown(&format!("{}: {}", report.document, dating::headline(&read)), &branches)
}

/// What is marked as no part of what the report tells; nothing where there is none.
fn set_aside(report: &Report, extraction: &Extraction) -> String {
    let branch = |one: &recount_core::boilerplate::Boilerplate| {
        let counted = if one.kind.is_read() { ", read all the same" } else { "" };
        let words: String = one.span.slice(&report.text).chars().take(MARKED).collect();
        format!("{}{counted}: “{}”", one.kind.words(), words.trim())
    };
    let branches: Vec<String> = extraction.boilerplate.iter().map(branch).collect();
    if branches.is_empty() {
        return String::new();
    }
    grown(&format!("{}: {} marked as no part of what it tells", report.document, branches.len()), &branches)
}

/// A line with its branches.
fn grown(line: &str, branches: &[String]) -> String {
    let mut out = format!("{}\n", printable(line));
    for (at, branch) in branches.iter().enumerate() {
        let joint = if at + 1 == branches.len() { "└─" } else { "├─" };
        let _ = writeln!(out, "  {joint} {}", printable(branch));
    }
    out.push('\n');
    out
}

fn tree(
    report: &Report,
    figure: &Figure,
    event: Option<&Event>,
    decided: &[Decided],
    points: &CodePoints,
) -> String {
    let (start, end) = points.of(figure.span);
    let [before, inner, after] = words::around(figure.sentence.slice(&report.text), within(figure), 90);
    let sentence = format!("{before}[{inner}]{after}");
    let line = format!("{} {start} to {end}: {}", report.document, sentence.trim_end());
    let mut branches = fields(figure, &report.text);
    branches.extend(of_event(figure, event));
    branches.extend(figure.because.iter().map(|reason| {
        let words = reason.words.slice(&report.text);
        if words.is_empty() { reason.rule.to_owned() } else { format!("{}: “{words}”", reason.rule) }
    }));
    branches.extend(decided.iter().filter(|it| it.of.overlaps(figure.span)).map(weighed));
    grown(&line, &branches)
}

/// The figure's place in its sentence.
fn within(figure: &Figure) -> recount_core::Span {
    let shift = |at: usize| at.saturating_sub(figure.sentence.start);
    recount_core::Span::new(shift(figure.span.start), shift(figure.span.end))
}

/// What was read, in a line or two.
fn fields(figure: &Figure, text: &str) -> Vec<String> {
    let bound =
        |bound: Option<u64>| bound.map_or_else(|| "open".to_owned(), recount_core::view::words::number);
    let mut read = format!(
        "read as {} {}, {} to {} ({}), {}",
        figure.measure,
        figure.unit.code(),
        bound(figure.low),
        bound(figure.high),
        figure.quantifier.code(),
        figure.status.code()
    );
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(read, ", {name} {value}");
        }
    };
    add("per", figure.per.map(|per| per.code().to_owned()));
    add("who", figure.who.as_ref().map(|who| format!("“{}”", who.text)));
    add("place", figure.place.map(|place| format!("“{}”", place.slice(text))));
    add("period", figure.period.map(|period| period.to_string()));
    add("source", figure.source.as_ref().map(|source| format!("“{}” ({})", source.text, source.kind.code())));
    for (role, codes) in
        [("from", &figure.countries.from), ("at", &figure.countries.at), ("to", &figure.countries.to)]
    {
        add(role, (!codes.is_empty()).then(|| codes.join(" ")));
    }
    vec![read]
}
