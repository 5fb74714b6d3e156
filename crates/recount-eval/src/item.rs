//! One gold figure, or one figure too many, with the verdict on each of its fields.

use std::collections::BTreeSet;

use crate::{
    days::days,
    gold::{Document, Figure},
    overlap::{Pairs, pair, shared, union},
};

/// The fields that are right or wrong as a whole, in the order of the columns.
pub const FIELDS: [&str; 8] =
    ["low", "high", "quantifier", "unit", "per", "measure", "status", "source_kind"];

/// One gold figure, or one figure too many. Offsets are code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The report's stem.
    pub document: String,
    /// Where the gold figure starts; for a figure too many, where that starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its bounds, as `1000`, `1000..`, `..50`, `300..400`.
    pub bounds: String,
    /// Whether it was found.
    pub outcome: Outcome,
    /// For a figure found, whether each of `FIELDS` is right.
    pub right: Option<[bool; 8]>,
    /// Pairs of role and country.
    pub place: Share,
    /// The stated period.
    pub period: Share,
    /// Whom it is credited to.
    pub source: Share,
}

/// Whether a figure was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Outcome {
    Found,
    Missed,
    Spurious,
}

/// How many were right, how many were given, how many there are to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Share {
    pub right: usize,
    pub predicted: usize,
    pub gold: usize,
}

impl Share {
    /// Nothing wrong, nothing missing.
    pub const fn is_right(self) -> bool {
        self.right == self.predicted && self.right == self.gold
    }
}

impl Item {
    /// Span, bounds, unit and measure all right.
    pub fn core(&self) -> bool {
        ["low", "high", "unit", "measure"].iter().all(|name| self.field(name) == Some(true))
    }

    /// Core, countries, period and source all right.
    pub fn full(&self) -> bool {
        self.core() && self.place.is_right() && self.period.is_right() && self.source.is_right()
    }

    /// The verdict on a field by name; none where the figure was not found.
    pub fn field(&self, name: &str) -> Option<bool> {
        let right = self.right?;
        match name {
            "found" => Some(true),
            "core" => Some(self.core()),
            "full" => Some(self.full()),
            "place" => Some(self.place.is_right()),
            "period" => Some(self.period.is_right()),
            "source" => Some(self.source.is_right()),
            _ => FIELDS.iter().position(|field| *field == name).map(|number| right[number]),
        }
    }
}

/// Which predictions are meant for which gold figures: spans that overlap, most of their union shared first.
pub fn pairs(gold: &[Figure], predicted: &[Figure]) -> Pairs {
    pair(gold.len(), predicted.len(), |g, p| {
        let (left, right) = (span(&gold[g]), span(&predicted[p]));
        let overlap = shared(left, right);
        (overlap > 0).then(|| -(overlap as f64 / union(left, right) as f64))
    })
}

fn span(figure: &Figure) -> (usize, usize) {
    (figure.start, figure.end)
}

/// The items of one document, gold figures and figures too many, in order of place.
pub fn items(document: &Document, predicted: &[Figure]) -> Vec<Item> {
    let gold = &document.figures;
    let pairs = pairs(gold, predicted);
    let found = pairs.matched.iter().map(|(g, p)| (Some(&gold[*g]), Some(&predicted[*p])));
    let missed = pairs.missed.iter().map(|g| (Some(&gold[*g]), None));
    let spurious = pairs.spurious.iter().map(|p| (None, Some(&predicted[*p])));
    let all = found.chain(missed).chain(spurious);
    let mut items: Vec<Item> = all.filter_map(|(gold, got)| item(&document.document, gold, got)).collect();
    items.sort_by_key(|item| (item.start, item.end, item.outcome));
    items
}

fn item(document: &str, gold: Option<&Figure>, got: Option<&Figure>) -> Option<Item> {
    let named = gold.or(got)?;
    let outcome = match (gold, got) {
        (Some(_), Some(_)) => Outcome::Found,
        (Some(_), None) => Outcome::Missed,
        _ => Outcome::Spurious,
    };
    Some(Item {
        document: document.to_string(),
        start: named.start,
        end: named.end,
        bounds: bounds(named),
        outcome,
        right: gold.zip(got).map(|(gold, got)| right_fields(gold, got)),
        place: place(gold, got),
        period: period(gold, got),
        source: source(gold, got),
    })
}

/// `1000`, `1000..`, `..50`, `300..400`.
pub fn bounds(figure: &Figure) -> String {
    let side = |bound: Option<f64>| bound.map_or(String::new(), |bound| bound.to_string());
    match (side(figure.low), side(figure.high)) {
        (low, high) if low == high && !low.is_empty() => low,
        (low, high) => format!("{low}..{high}"),
    }
}

fn right_fields(gold: &Figure, got: &Figure) -> [bool; 8] {
    [
        gold.low == got.low,
        gold.high == got.high,
        gold.quantifier == got.quantifier,
        gold.unit == got.unit,
        gold.per == got.per,
        gold.measure == got.measure,
        gold.status == got.status,
        gold.source_kind == got.source_kind,
    ]
}

fn place(gold: Option<&Figure>, got: Option<&Figure>) -> Share {
    let wanted = gold.map(Figure::places).unwrap_or_default();
    let given = got.map(Figure::places).unwrap_or_default();
    Share { right: wanted.intersection(&given).count(), predicted: given.len(), gold: wanted.len() }
}

fn period(gold: Option<&Figure>, got: Option<&Figure>) -> Share {
    let wanted = gold.and_then(Figure::stated_period);
    let given = got.and_then(Figure::stated_period);
    let right = wanted.is_some() && given.is_some() && days(wanted) == days(given);
    Share { right: right.into(), predicted: given.is_some().into(), gold: wanted.is_some().into() }
}

fn source(gold: Option<&Figure>, got: Option<&Figure>) -> Share {
    let wanted = gold.and_then(Figure::credited);
    let given = got.and_then(Figure::credited);
    let right = wanted.zip(given).is_some_and(|(wanted, given)| same_source(wanted, given));
    Share { right: right.into(), predicted: given.is_some().into(), gold: wanted.is_some().into() }
}

/// Half of the shorter name's words are shared.
pub fn same_source(left: &str, right: &str) -> bool {
    let (left, right) = (words(left), words(right));
    let shared = left.intersection(&right).count();
    shared > 0 && shared * 2 >= left.len().min(right.len())
}

fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.filter(|word| !matches!(*word, "" | "the" | "a" | "an" | "of" | "s")).map(str::to_string).collect()
}
