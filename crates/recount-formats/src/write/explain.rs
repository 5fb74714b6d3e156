//! Why each figure reads as it does: the figure on a line, and below it every rule that decided with its words.

use std::fmt::Write;

use recount_core::{Extraction, Report, figure::Figure, span::CodePoints};

use super::{summary::printable, words};

/// Every figure of a report with its reasons, as a tree for people.
pub fn explain(report: &Report, extraction: &Extraction) -> String {
    let points = CodePoints::new(&report.text);
    extraction.figures.iter().map(|figure| tree(report, figure, &points)).collect()
}

fn tree(report: &Report, figure: &Figure, points: &CodePoints) -> String {
    let mut out = String::new();
    let (start, end) = points.of(figure.span);
    let [before, inner, after] = words::around(figure.sentence.slice(&report.text), within(figure), 90);
    let sentence = printable(&format!("{before}[{inner}]{after}"));
    let _ = writeln!(out, "{} {start} to {end}: {}", printable(&report.document), sentence.trim_end());
    let mut branches = fields(figure, &report.text);
    branches.extend(figure.because.iter().map(|reason| {
        let words = reason.words.slice(&report.text);
        if words.is_empty() { reason.rule.to_owned() } else { format!("{}: “{words}”", reason.rule) }
    }));
    for (at, branch) in branches.iter().enumerate() {
        let joint = if at + 1 == branches.len() { "└─" } else { "├─" };
        let _ = writeln!(out, "  {joint} {}", printable(branch));
    }
    out.push('\n');
    out
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
