//! The per-figure CSV: a line for each item, stable from run to run, without any words of the reports.

use std::path::Path;

use crate::{
    Problem,
    folder::text,
    item::{FIELDS, Item, Outcome, Share},
};

const OPENING: [&str; 7] = ["document", "start", "end", "bounds", "outcome", "core", "full"];
const SHARES: [&str; 3] = ["place", "period", "source"];

/// The items as CSV: 1 right, 0 wrong, empty where there is nothing to compare; countries, period and source as
/// right/predicted/gold. `core` and `full` follow from the other columns and stand there for the reader.
pub fn csv(items: &[Item]) -> String {
    let mut table =
        OPENING.iter().chain(&FIELDS).chain(&SHARES).copied().collect::<Vec<_>>().join(",") + "\n";
    for item in items {
        table += &cells(item).join(",");
        table.push('\n');
    }
    table
}

fn cells(item: &Item) -> Vec<String> {
    let verdict = |name: &str| match item.field(name) {
        None => String::new(),
        Some(right) => u8::from(right).to_string(),
    };
    let share = |share: Share| format!("{}/{}/{}", share.right, share.predicted, share.gold);
    let mut cells = vec![
        item.document.clone(),
        item.start.to_string(),
        item.end.to_string(),
        item.bounds.clone(),
        word(item.outcome).to_string(),
    ];
    cells.extend(["core", "full"].iter().chain(&FIELDS).map(|name| verdict(name)));
    cells.extend([item.place, item.period, item.source].map(share));
    cells
}

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Found => "found",
        Outcome::Missed => "missed",
        Outcome::Spurious => "spurious",
    }
}

/// Reads a CSV back.
pub fn read(path: &Path) -> Result<Vec<Item>, Problem> {
    let text = text(path)?;
    let lines = text.lines().enumerate().skip(1);
    let item = |(number, line): (usize, &str)| {
        parse(line).ok_or_else(|| {
            Problem::new(format!("{}:{}: no line of a per-figure CSV", path.display(), number + 1))
        })
    };
    lines.map(item).collect()
}

fn parse(line: &str) -> Option<Item> {
    let cells: Vec<&str> = line.split(',').collect();
    let [document, start, end, bounds, outcome, _core, _full, verdicts @ ..] = &cells[..] else {
        return None;
    };
    let (fields, shares) = verdicts.split_at_checked(FIELDS.len())?;
    let [place, period, source] = shares else { return None };
    let outcome = [Outcome::Found, Outcome::Missed, Outcome::Spurious]
        .into_iter()
        .find(|known| word(*known) == *outcome)?;
    let mut right = [false; 8];
    for (right, cell) in right.iter_mut().zip(fields) {
        *right = *cell == "1";
    }
    Some(Item {
        document: (*document).to_string(),
        start: start.parse().ok()?,
        end: end.parse().ok()?,
        bounds: (*bounds).to_string(),
        outcome,
        right: (outcome == Outcome::Found).then_some(right),
        place: parse_share(place)?,
        period: parse_share(period)?,
        source: parse_share(source)?,
    })
}

fn parse_share(cell: &str) -> Option<Share> {
    let mut numbers = cell.split('/').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some(Share { right: next()?, predicted: next()?, gold: next()? })
}
