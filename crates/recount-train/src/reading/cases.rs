//! What the repository itself states of single sentences, as lessons: the examples of the measures, and the cases below
//! `tests/cases`. They teach what they state: what is counted and how it is told, and countries and period where a case has such columns.

use std::path::Path;

use recount_core::{Lexicon, Report, decide::Slot, edtf::Edtf};
use recount_eval::gold::{Codes, Document, Figure};

/// A report with its figures, and the slots that are stated of them.
pub(crate) type Stated = (Report, Document, Vec<Slot>);

/// The slots that every case states.
const CORE: [Slot; 4] = [Slot::Figure, Slot::Measure, Slot::Unit, Slot::Status];

/// The examples of every measure, the figure in `[brackets]`.
pub(crate) fn of_measures(lexicon: &Lexicon) -> Vec<Stated> {
    let each =
        lexicon.measures.iter().flat_map(|measure| measure.examples.iter().map(move |it| (measure, it)));
    let read = |(measure, example): (&recount_core::lexicon::Measure, &String)| {
        let (before, rest) = example.split_once('[')?;
        let (inside, behind) = rest.split_once(']')?;
        let unit = measure.units.first().map(|unit| unit.code().to_string());
        let figure = figure(before, inside, Some(measure.code.clone()), unit, None);
        Some(stated(format!("{before}{inside}{behind}"), None, vec![figure], &[]))
    };
    each.filter_map(read).collect()
}

/// The reports of the case files of a folder, with the figures that they state.
pub(crate) fn of_folder(folder: &Path) -> std::io::Result<Vec<Stated>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        all.extend(of_text(&std::fs::read_to_string(path)?));
    }
    Ok(all)
}

fn of_text(text: &str) -> Vec<Stated> {
    let mut all = Vec::new();
    let mut report: Option<(String, Option<Edtf>)> = None;
    let mut blocks = text.split("```");
    // Prose and blocks stand in turns.
    blocks.next();
    for block in blocks.step_by(2) {
        let Some((head, body)) = block.split_once('\n') else { continue };
        match head.split_whitespace().next() {
            Some("report") => {
                let day = head.split_whitespace().nth(1).and_then(Edtf::parse);
                report = Some((body.trim_end().to_string(), day));
            }
            Some("figures") => {
                let columns: Vec<&str> = head.split_whitespace().skip(1).collect();
                all.extend(report.clone().map(|(report, day)| of_rows(report, day, &columns, body)));
            }
            _ => {}
        }
    }
    all
}

fn of_rows(report: String, day: Option<Edtf>, columns: &[&str], rows: &str) -> Stated {
    let mut figures = Vec::new();
    let mut from = 0;
    for row in rows.lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [words, value, told, more @ ..] = cells.as_slice() else { continue };
        let Some(at) = report.get(from..).and_then(|rest| rest.find(words)).map(|at| from + at) else {
            continue;
        };
        from = at + words.len();
        let unit = value.split(' ').nth(2).map(str::to_string);
        let mut told = told.split(' ');
        let measure = told.next().map(str::to_string);
        let mut figure = figure(&report[..at], words, measure, unit, told.next().map(str::to_string));
        for (column, cell) in columns.iter().zip(more).filter(|(_, cell)| !cell.is_empty()) {
            match *column {
                "period" => figure.period = Some((*cell).to_string()),
                "countries" => figure.countries = Some(countries(cell)),
                "place" => figure.place = Some((*cell).to_string()),
                _ => {}
            }
        }
        figures.push(figure);
    }
    stated(report, day, figures, columns)
}

/// `from=MOZ,ZMB to=MWI`.
fn countries(cell: &str) -> std::collections::BTreeMap<String, Codes> {
    let role = |role: &str| {
        let (role, codes) = role.split_once('=')?;
        Some((role.to_string(), Codes::Many(codes.split(',').map(|code| Some(code.to_string())).collect())))
    };
    cell.split_whitespace().filter_map(role).collect()
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

fn stated(text: String, day: Option<Edtf>, figures: Vec<Figure>, columns: &[&str]) -> Stated {
    let mut report = Report::new("case", text);
    report.published = day;
    let gold = Document { document: "case".to_string(), figures, orders: Vec::new() };
    let mut slots = CORE.to_vec();
    if columns.contains(&"period") {
        slots.push(Slot::Period);
    }
    if columns.contains(&"place") {
        slots.push(Slot::Place);
    }
    if columns.contains(&"countries") {
        slots.extend([Slot::At, Slot::From, Slot::To]);
    }
    (report, gold, slots)
}
