//! One disagreement with its sentence, gold and got side by side, and the rules that decided.

use std::fmt::Write;

use recount_core::{Lexicon, Report, Span, text::Prose};

use crate::{
    folder::Predictions,
    gold::{Document, Figure},
    item::{FIELDS, Item, Outcome, bounds, items, pairs},
};

/// A gold figure, what was read there, and the verdict.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// The verdict on each field.
    pub item: Item,
    /// The gold figure, unless there is none.
    pub gold: Option<Figure>,
    /// The figure read, unless there is none.
    pub got: Option<Figure>,
}

/// Every figure that is not wholly right, in order of document and place. `field` keeps those where this field is wrong or
/// the figure is missed or too many.
pub fn disagreements(gold: &[Document], predictions: &Predictions, field: Option<&str>) -> Vec<Disagreement> {
    let mut all = Vec::new();
    for document in gold {
        let none = Vec::new();
        let predicted = predictions.figures.get(&document.document).unwrap_or(&none);
        for item in items(document, predicted) {
            if wrong_fields(&item).iter().any(|wrong| field.is_none_or(|field| field == *wrong)) {
                let (gold, got) = sides(document, predicted, &item);
                all.push(Disagreement { item, gold, got });
            }
        }
    }
    all
}

/// The names of the fields that are wrong; `missed` or `spurious` where there is nothing to compare.
pub fn wrong_fields(item: &Item) -> Vec<&'static str> {
    match item.outcome {
        Outcome::Missed => vec!["missed"],
        Outcome::Spurious => vec!["spurious"],
        Outcome::Found => {
            let names = FIELDS.iter().chain(&["place", "period", "source"]);
            names.filter(|name| item.field(name) == Some(false)).copied().collect()
        }
    }
}

/// The gold figure and the figure read that an item was made from.
fn sides(document: &Document, predicted: &[Figure], item: &Item) -> (Option<Figure>, Option<Figure>) {
    let at = |figure: &Figure| figure.start == item.start && figure.end == item.end;
    if item.outcome == Outcome::Spurious {
        return (None, predicted.iter().find(|figure| at(figure)).cloned());
    }
    let pairs = pairs(&document.figures, predicted);
    let got =
        pairs.matched.iter().find(|(g, _)| at(&document.figures[*g])).map(|(_, p)| predicted[*p].clone());
    (document.figures.iter().find(|figure| at(figure)).cloned(), got)
}

impl Disagreement {
    /// One line: where, how much, what is wrong.
    pub fn line(&self) -> String {
        let item = &self.item;
        format!("{}:{}  {}  {}", item.document, item.start, item.bounds, wrong_fields(item).join(" "))
    }

    /// The sentence, the fields side by side (`!` marks what differs), and the rules that decided.
    pub fn text(&self, report: Option<&Report>, lexicon: &Lexicon) -> String {
        let mut text = self.line() + "\n";
        if let Some(report) = report {
            let _ = writeln!(text, "\n{}\n", marked_sentence(report, &self.item, lexicon));
        }
        let _ = writeln!(text, "  {:12} {:40} got", "", "gold");
        for (name, gold, got) in self.rows() {
            let mark = if self.item.field(name) == Some(false) { '!' } else { ' ' };
            let _ = writeln!(text, "{mark} {name:12} {gold:40} {got}");
        }
        for reason in self.got.iter().flat_map(|got| &got.because) {
            let _ = writeln!(text, "  because {}", reason.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        text
    }

    fn rows(&self) -> Vec<(&'static str, String, String)> {
        let names = [
            "text",
            "bounds",
            "quantifier",
            "unit",
            "per",
            "measure",
            "status",
            "who",
            "place",
            "in",
            "period",
            "source",
            "source_kind",
        ];
        let cell = |figure: &Option<Figure>, name: &str| {
            figure.as_ref().map_or(String::new(), |figure| cell(figure, name))
        };
        names.into_iter().map(|name| (name, cell(&self.gold, name), cell(&self.got, name))).collect()
    }
}

fn cell(figure: &Figure, name: &str) -> String {
    let field = match name {
        "text" => return figure.text.split_whitespace().collect::<Vec<_>>().join(" "),
        "bounds" => return bounds(figure),
        "place" => {
            let places = figure.places();
            return places.iter().map(|(role, code)| format!("{role}={code}")).collect::<Vec<_>>().join(" ");
        }
        "quantifier" => &figure.quantifier,
        "unit" => &figure.unit,
        "per" => &figure.per,
        "measure" => &figure.measure,
        "status" => &figure.status,
        "who" => &figure.who,
        "in" => &figure.place,
        "period" => &figure.period,
        "source" => &figure.source,
        _ => &figure.source_kind,
    };
    field.clone().unwrap_or_else(|| "–".to_string())
}

/// The sentence with the figure in brackets.
fn marked_sentence(report: &Report, item: &Item, lexicon: &Lexicon) -> String {
    let byte = |point: usize| report.text.char_indices().nth(point).map_or(report.text.len(), |(at, _)| at);
    let figure = Span::new(byte(item.start), byte(item.end));
    let prose = Prose::of(report, lexicon);
    let sentence = prose.sentence_at(figure.start).and_then(|number| prose.sentences.get(number));
    let whole = sentence.map_or(figure, |sentence| sentence.span.cover(figure));
    let before = Span::new(whole.start, figure.start).slice(&report.text);
    let after = Span::new(figure.end, whole.end).slice(&report.text);
    let marked = format!("{before}[{}]{after}", figure.slice(&report.text));
    marked.split_whitespace().collect::<Vec<_>>().join(" ")
}
