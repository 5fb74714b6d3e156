//! What the repository itself states of single sentences, as lessons: the examples of the measures, and the cases below
//! `tests/cases/figure`. They teach what is counted and how it is told, and nothing of places, days and sources.

use std::path::Path;

use recount_core::{Lexicon, Report};
use recount_eval::gold::{Document, Figure};

/// The examples of every measure, the figure in `[brackets]`.
pub(crate) fn of_measures(lexicon: &Lexicon) -> Vec<(Report, Document)> {
    let each =
        lexicon.measures.iter().flat_map(|measure| measure.examples.iter().map(move |it| (measure, it)));
    let read = |(measure, example): (&recount_core::lexicon::Measure, &String)| {
        let (before, rest) = example.split_once('[')?;
        let (inside, behind) = rest.split_once(']')?;
        let unit = measure.units.first().map(|unit| unit.code().to_string());
        let figure = figure(before, inside, Some(measure.code.clone()), unit, None);
        Some(stated(format!("{before}{inside}{behind}"), vec![figure]))
    };
    each.filter_map(read).collect()
}

/// The reports of the case files of a folder, with the figures that they state.
pub(crate) fn of_folder(folder: &Path) -> std::io::Result<Vec<(Report, Document)>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        all.extend(of_text(&std::fs::read_to_string(path)?));
    }
    Ok(all)
}

fn of_text(text: &str) -> Vec<(Report, Document)> {
    let mut all = Vec::new();
    let mut report: Option<String> = None;
    let mut blocks = text.split("```");
    // Prose and blocks stand in turns.
    blocks.next();
    for block in blocks.step_by(2) {
        let Some((head, body)) = block.split_once('\n') else { continue };
        match head.split_whitespace().next() {
            Some("report") => report = Some(body.trim_end().to_string()),
            Some("figures") => all.extend(report.clone().map(|report| of_rows(report, body))),
            _ => {}
        }
    }
    all
}

fn of_rows(report: String, rows: &str) -> (Report, Document) {
    let mut figures = Vec::new();
    let mut from = 0;
    for row in rows.lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [words, value, told, ..] = cells.as_slice() else { continue };
        let Some(at) = report.get(from..).and_then(|rest| rest.find(words)).map(|at| from + at) else {
            continue;
        };
        from = at + words.len();
        let unit = value.split(' ').nth(2).map(str::to_string);
        let mut told = told.split(' ');
        let measure = told.next().map(str::to_string);
        figures.push(figure(&report[..at], words, measure, unit, told.next().map(str::to_string)));
    }
    stated(report, figures)
}

fn figure(
    before: &str,
    words: &str,
    measure: Option<String>,
    unit: Option<String>,
    status: Option<String>,
) -> Figure {
    let start = before.chars().count();
    let end = start + words.chars().count();
    Figure { start, end, text: words.to_string(), measure, unit, status, ..Figure::default() }
}

fn stated(text: String, figures: Vec<Figure>) -> (Report, Document) {
    let report = Report::new("case", text);
    let gold = Document { document: "case".to_string(), figures, orders: Vec::new() };
    (report, gold)
}
