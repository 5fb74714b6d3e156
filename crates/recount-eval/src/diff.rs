//! What one run won and lost against another, figure by figure.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::{
    item::{FIELDS, Item, Outcome},
    score::{MEASURES, Score, measures},
};

/// The items that changed between two runs.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// What is right now and was not, as a line each.
    pub won: Vec<String>,
    /// What was right and is not now, as a line each.
    pub lost: Vec<String>,
    scores: Vec<(&'static str, f64, f64)>,
}

type Key<'a> = (&'a str, usize, usize, bool);

impl Diff {
    /// Compares the items of two runs over the same gold.
    pub fn of(old: &[Item], new: &[Item]) -> Diff {
        let (before, after) = (by_key(old), by_key(new));
        let mut diff = Diff { scores: scores(old, new), ..Diff::default() };
        let mut keys: Vec<&Key> = before.keys().chain(after.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            diff.compare(before.get(key).copied(), after.get(key).copied());
        }
        diff
    }

    fn compare(&mut self, old: Option<&Item>, new: Option<&Item>) {
        let Some(item) = new.or(old) else { return };
        let (was, is) = (right(old, item), right(new, item));
        let name = format!("{}:{} {}", item.document, item.start, item.bounds);
        let words = |left: &[&str], right: &[&str]| {
            left.iter().filter(|word| !right.contains(word)).copied().collect::<Vec<_>>().join(" ")
        };
        let (gained, gone) = (words(&is, &was), words(&was, &is));
        if !gained.is_empty() {
            self.won.push(format!("{name}  {gained}"));
        }
        if !gone.is_empty() {
            self.lost.push(format!("{name}  {gone}"));
        }
    }

    /// Whether any F1 is lower now.
    pub fn fell(&self) -> bool {
        self.scores.iter().any(|(_, old, new)| new < old)
    }

    /// The scores of both runs, and how many items changed.
    pub fn summary(&self) -> String {
        let line = |(name, old, new): &(&str, f64, f64)| format!("{name:8} F1 {old:.4} -> {new:.4}\n");
        let scores: String = self.scores.iter().map(line).collect();
        format!("{scores}{} items won something, {} lost something\n", self.won.len(), self.lost.len())
    }

    /// Every item won and lost, then the summary.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (word, items) in [("won", &self.won), ("lost", &self.lost)] {
            for item in items {
                let _ = writeln!(text, "{word:4}  {item}");
            }
        }
        text + &self.summary()
    }
}

/// What one run has right about an item of either run; a figure too many is right where it is not there.
fn right(here: Option<&Item>, item: &Item) -> Vec<&'static str> {
    let names = ["found", "core", "full"].iter().chain(&FIELDS).chain(&["place", "period", "source"]);
    match here {
        None if item.outcome == Outcome::Spurious => vec!["not-spurious"],
        None => Vec::new(),
        Some(here) => names.filter(|name| here.field(name) == Some(true)).copied().collect(),
    }
}

/// Items by place. A figure too many that another run does not have is right there; a gold figure stands in every run.
fn by_key(items: &[Item]) -> BTreeMap<Key<'_>, &Item> {
    let key = |item: &'_ Item| (item.start, item.end, item.outcome == Outcome::Spurious);
    let keyed = items.iter().map(|item| {
        let (start, end, spurious) = key(item);
        ((item.document.as_str(), start, end, spurious), item)
    });
    keyed.collect()
}

fn scores(old: &[Item], new: &[Item]) -> Vec<(&'static str, f64, f64)> {
    let (old, new) = (Score::of(old), Score::of(new));
    let f1 = |score: &Score, name: &str| measures(score.tally(name)).2;
    MEASURES.iter().map(|name| (*name, f1(&old, name), f1(&new, name))).collect()
}
