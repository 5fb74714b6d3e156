//! Precision, recall and F1 over items, as `score.py` counts them.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::item::{FIELDS, Item, Outcome, Share};

/// The measures of a score, in the order they are printed.
pub const MEASURES: [&str; 6] = ["found", "core", "place", "period", "source", "full"];

/// What is counted over all items.
#[derive(Debug, Clone, Default)]
pub struct Score {
    tallies: [Share; 6],
    fields: Vec<(&'static str, usize)>,
    matched: usize,
}

impl Score {
    /// Counts the items.
    pub fn of(items: &[Item]) -> Score {
        let tallies =
            MEASURES.map(|measure| items.iter().map(|item| share(item, measure)).fold(Share::default(), add));
        let mut names: Vec<&str> = FIELDS.iter().copied().chain(["place", "period", "source"]).collect();
        names.sort_unstable();
        let right = |name: &str| items.iter().filter(|item| item.field(name) == Some(true)).count();
        let fields = names.into_iter().map(|name| (name, right(name))).collect();
        Score { tallies, fields, matched: items.iter().filter(|item| item.outcome == Outcome::Found).count() }
    }

    /// The tally of one of `MEASURES`.
    pub fn tally(&self, measure: &str) -> Share {
        MEASURES.iter().position(|name| *name == measure).map(|at| self.tallies[at]).unwrap_or_default()
    }

    /// The same report as `score.py --json`.
    pub fn json(&self) -> Value {
        let mut report: Map<String, Value> = MEASURES
            .iter()
            .zip(self.tallies)
            .map(|(name, share)| ((*name).to_string(), row(share)))
            .collect();
        let fields =
            self.fields.iter().map(|(name, right)| ((*name).to_string(), json!(rounded(self.ratio(*right)))));
        report.insert("fields".to_string(), Value::Object(fields.collect()));
        Value::Object(report)
    }

    /// The same lines as `score.py`.
    pub fn text(&self) -> String {
        let mut text = format!("{:8} {:>7} {:>7} {:>7}   right/predicted/gold\n", "", "P", "R", "F1");
        for (name, share) in MEASURES.iter().zip(self.tallies) {
            text += &line(name, share);
        }
        let fields: Vec<String> =
            self.fields.iter().map(|(name, right)| format!("{name} {:.2}", self.ratio(*right))).collect();
        let _ = writeln!(text, "of matched figures, right: {}", fields.join(", "));
        text
    }

    fn ratio(&self, right: usize) -> f64 {
        ratio(right, self.matched)
    }
}

/// A line of the printed table.
pub fn line(name: &str, share: Share) -> String {
    let Share { right, predicted, gold } = share;
    let (precision, recall, f1) = measures(share);
    format!("{name:8} {precision:7.3} {recall:7.3} {f1:7.3}   {right}/{predicted}/{gold}\n")
}

/// One measure in the form of `score.py --json`.
pub fn row(share: Share) -> Value {
    let (precision, recall, f1) = measures(share);
    json!({
        "precision": rounded(precision), "recall": rounded(recall), "f1": rounded(f1),
        "right": share.right, "predicted": share.predicted, "gold": share.gold,
    })
}

/// Precision, recall and F1.
pub fn measures(share: Share) -> (f64, f64, f64) {
    let precision = ratio(share.right, share.predicted);
    let recall = ratio(share.right, share.gold);
    let sum = precision + recall;
    (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
}

/// `part / whole`, and 0 where there is no whole.
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// To four decimals, correctly rounded, as Python's `round` does.
pub fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

fn share(item: &Item, measure: &str) -> Share {
    match measure {
        "place" => item.place,
        "period" => item.period,
        "source" => item.source,
        _ => Share {
            right: (item.field(measure) == Some(true)).into(),
            predicted: (item.outcome != Outcome::Missed).into(),
            gold: (item.outcome != Outcome::Spurious).into(),
        },
    }
}

fn add(left: Share, right: Share) -> Share {
    Share {
        right: left.right + right.right,
        predicted: left.predicted + right.predicted,
        gold: left.gold + right.gold,
    }
}
