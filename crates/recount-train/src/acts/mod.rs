//! Learns which acts clauses state: the weights of `data/acts.weights` from annotated reports and from the examples of the rules, and their score
//! by folds.

mod marked;

use std::{collections::BTreeSet, error::Error, fs, path::Path};

use recount_core::{
    Lexicon, Report, Span,
    decide::ActWeights,
    extract,
    order::{self, Act, Clause},
    span::CodePoints,
};
use recount_eval::{
    folder,
    gold::{Document, Order},
};

use crate::reading::{
    folds_of, in_two,
    learner::{Course, Lesson, learn},
};

/// What one report, or one example, teaches.
struct Learnt {
    document: String,
    fold: usize,
    lessons: Vec<Lesson>,
}

/// `acts learn OUT FOLDER...`: the weights of all acts in these folders, each with `reports`, `gold` and perhaps `folds.csv`, or with passages whose
/// acts are marked in place.
pub(crate) fn learn_all(out: &Path, folders: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let learnt = lessons(folders, &lexicon)?;
    let bytes = weights(&learnt, |_| true).bytes();
    eprintln!("{} bytes", bytes.len());
    Ok(fs::write(out, bytes)?)
}

/// `acts folds OUT FOLDER...`: the acts of each fold by weights that never saw it, as lines of JSON for the scorers.
pub(crate) fn folds(out: &Path, folders: &[&str]) -> Result<(), Box<dyn Error>> {
    let lexicon = Lexicon::builtin();
    let learnt = lessons(folders, &lexicon)?;
    let mut reports: Vec<(usize, Report)> = Vec::new();
    for folder in folders.iter().map(Path::new).filter(|folder| folder.join("gold").exists()) {
        let folds = folds_of(&folder.join("folds.csv"));
        let known: BTreeSet<&String> = learnt.iter().map(|one| &one.document).collect();
        let of = |report: Report| Some((folds.get(&report.document).copied()?, report));
        let told = folder::reports(&folder.join("reports"))?.into_iter();
        reports.extend(told.filter(|report| known.contains(&report.document)).filter_map(of));
    }
    let last = reports.iter().map(|(fold, _)| *fold).max().unwrap_or(0);
    let read = |fold: usize| {
        let mut lexicon = lexicon.clone();
        lexicon.acts = weights(&learnt, |one| one.fold != fold);
        let own = reports.iter().filter(|(of, _)| *of == fold);
        own.map(|(_, report)| lines(report, &lexicon)).collect::<String>()
    };
    Ok(fs::write(out, in_two((1..=last).collect(), read).concat())?)
}

/// The orders of a report, as `recount mentions --kind order` prints them.
fn lines(report: &Report, lexicon: &Lexicon) -> String {
    let points = CodePoints::new(&report.text);
    let quoted = |text: &str| {
        let plain = text.replace('\\', "\\\\").replace('"', "\\\"");
        let told = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("\"{told}\"")
    };
    let day = |day: Option<recount_core::edtf::Edtf>| {
        day.map_or_else(|| "null".to_string(), |day| quoted(&day.to_string()))
    };
    let line = |order: &order::Order| {
        let (start, end) = points.of(order.span);
        format!(
            "{{\"document\":{},\"start\":{start},\"end\":{end},\"text\":{},\"act\":\"{}\",\"actor\":{},\"effective\":{},\"deadline\":{}}}\n",
            quoted(&report.document),
            quoted(order.span.slice(&report.text)),
            order.act.code(),
            order.actor.as_deref().map_or_else(|| "null".to_string(), quoted),
            day(order.effective),
            day(order.deadline),
        )
    };
    extract(report, lexicon).orders.iter().map(line).collect()
}

/// What all reports of the folders teach, and the examples of the rules. A report whose gold does not speak of acts teaches nothing.
fn lessons(folders: &[&str], lexicon: &Lexicon) -> Result<Vec<Learnt>, Box<dyn Error>> {
    let mut all = examples(lexicon);
    for folder in folders.iter().map(Path::new) {
        if !folder.join("gold").exists() {
            let passages = marked::of_folder(folder)?;
            all.extend(passages.iter().map(|(report, gold)| Learnt {
                document: report.document.clone(),
                fold: 0,
                lessons: taught(report, gold, lexicon),
            }));
            continue;
        }
        let folds = folds_of(&folder.join("folds.csv"));
        let gold = folder::gold(&folder.join("gold"))?;
        for report in folder::reports(&folder.join("reports"))? {
            let Some(gold) = gold.iter().find(|gold| gold.document == report.document) else { continue };
            let fold = folds.get(&report.document).copied().unwrap_or(0);
            if speaks_of_acts(&folder.join("gold"), &gold.document)? {
                let lessons = taught(&report, gold, lexicon);
                all.push(Learnt { document: report.document.clone(), fold, lessons });
            }
        }
    }
    Ok(all)
}

/// Whether the gold of a report has a list of acts, be it an empty one.
fn speaks_of_acts(folder: &Path, document: &str) -> Result<bool, Box<dyn Error>> {
    Ok(fs::read_to_string(folder.join(format!("{document}.json")))?.contains("\"orders\""))
}

/// How often an example of a rule counts.
const STATED: usize = 6;

/// What the examples and counterexamples of the rules teach: the act at the clause where the rule finds it, and no act where it finds none.
fn examples(lexicon: &Lexicon) -> Vec<Learnt> {
    let mut all = Vec::new();
    for rule in &lexicon.orders.rules {
        let act = Act::parse(&rule.act);
        for (text, meant) in rule
            .examples
            .iter()
            .map(|text| (text, act))
            .chain(rule.counterexamples.iter().map(|text| (text, None)))
        {
            let clauses = order::clauses(&Report::new("example", text), lexicon);
            let right = meant.and_then(|act| clauses.iter().position(|clause| clause.ruled.contains(&act)));
            let other = clauses.iter().any(|clause| !clause.ruled.is_empty());
            if right.is_none() && (meant.is_some() || other) {
                continue;
            }
            let label = |at: usize| if Some(at) == right { meant.map_or(0, number) } else { 0 };
            let lessons: Vec<Lesson> =
                clauses.iter().enumerate().map(|(at, clause)| lesson(clause, label(at), false)).collect();
            let mut repeated = lessons.clone();
            repeated.iter_mut().for_each(|lesson| lesson.again = true);
            let lessons = std::iter::once(lessons).chain(vec![repeated; STATED - 1]).flatten().collect();
            all.push(Learnt { document: "example".to_string(), fold: 0, lessons });
        }
    }
    all
}

/// The column of an act; 0 is no act.
fn number(act: Act) -> usize {
    Act::ALL.into_iter().position(|other| other == act).map_or(0, |at| at + 1)
}

fn lesson(clause: &Clause, label: usize, again: bool) -> Lesson {
    Lesson {
        choices: vec![clause.features.keys().to_vec()],
        right: vec![label],
        labels: Act::ALL.len() + 1,
        again,
    }
}

/// What a report teaches: each gold act at the clause that is nearest to it, and no act at every other.
fn taught(report: &Report, gold: &Document, lexicon: &Lexicon) -> Vec<Lesson> {
    let clauses = order::clauses(report, lexicon);
    let mut labels = vec![0; clauses.len()];
    let mut bytes: Vec<usize> = report.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(report.text.len());
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(report.text.len());
    for order in &gold.orders {
        let span = Span::new(byte(order.start), byte(order.end).max(byte(order.start)));
        let act = order_act(order);
        let free = |at: &usize| labels[*at] == 0;
        let near = (0..clauses.len()).filter(free).filter_map(|at| Some((likeness(span, &clauses[at])?, at)));
        if let (Some((_, at)), Some(act)) =
            (near.max_by_key(|(like, at)| (*like, std::cmp::Reverse(*at))), act)
        {
            labels[at] = number(act);
        }
    }
    let span = |order: &Order| Span::new(byte(order.start), byte(order.end).max(byte(order.start)));
    let spans: Vec<Span> = gold.orders.iter().map(span).collect();
    // What overlaps a gold act and is not the clause nearest to it says neither that it is one nor that it is none.
    let overlaps = |clause: &Clause| spans.iter().any(|span| touches(*span, clause));
    let taught = clauses.iter().zip(labels).filter(|(clause, label)| *label > 0 || !overlaps(clause));
    taught.map(|(clause, label)| lesson(clause, label, false)).collect()
}

/// Whether two spans share three tenths of the shorter, as the scorer asks.
fn touches(span: Span, clause: &Clause) -> bool {
    let shared = span.end.min(clause.span.end).saturating_sub(span.start.max(clause.span.start));
    shared > 0 && shared * 10 >= 3 * span.len().min(clause.span.len())
}

fn order_act(order: &Order) -> Option<Act> {
    order.act.as_deref().and_then(Act::parse)
}

/// What two spans share of what they cover, in thousandths; none where they do not touch.
fn likeness(span: Span, clause: &Clause) -> Option<usize> {
    let shared = span.end.min(clause.span.end).saturating_sub(span.start.max(clause.span.start));
    let cover = span.end.max(clause.span.end) - span.start.min(clause.span.start);
    (shared > 0).then(|| shared * 1000 / cover.max(1))
}

/// The weights of the lessons of these reports.
fn weights(learnt: &[Learnt], of: impl Fn(&Learnt) -> bool) -> ActWeights {
    let lessons: Vec<&Lesson> = learnt.iter().filter(|one| of(one)).flat_map(|one| &one.lessons).collect();
    let course = Course { rounds: 12, step: 0.1, decay: 2e-3, least: 2, even: 0.5, looks: 16, faint: 1 };
    ActWeights::new(learn(&lessons, course), MARGIN)
}

/// How much less may speak for an act than for none, so that as many are missed as are too many.
const MARGIN: f32 = 1.3;
