//! Columns of running text on a page, read one after the other.
//!
//! A gutter is a strip that no words cross for some lines, with running text beside it. A table has such strips too, but its rows
//! stand on the same baselines and are no running text.

use std::collections::BTreeMap;

use super::lines::{Line, Run};

/// Regions of a page inside one another.
const DEPTH: usize = 6;
/// Left edges at which columns are looked for, the most frequent ones.
const EDGES: usize = 24;
/// Lines that a column has at least.
const LINES: usize = 3;
/// Words of a line of running text.
const PROSE: usize = 4;
/// The width of a gutter, in points and in parts of a letter's size.
const GUTTER: (f32, f32) = (6.0, 0.6);
/// Parts of a letter's size: lines further apart are parted by a blank band; by one that parts what stands above from what stands below.
const BAND: f32 = 1.9;
const BORDER: f32 = 2.8;

/// The lines of a page in regions as a person reads them; a page without columns is one region.
pub(super) fn regions(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let mut found = Vec::new();
    cut(lines, 0, &mut found);
    found.retain(|region| !region.is_empty());
    found
}

fn cut(mut lines: Vec<Line>, depth: usize, found: &mut Vec<Vec<Line>>) {
    let Some(gutter) = Some(depth).filter(|depth| *depth < DEPTH).and_then(|_| widest(&lines)) else {
        found.push(lines);
        return;
    };
    let below = lines.split_off(gutter.end);
    let beside = lines.split_off(gutter.start);
    let half = |keep: &dyn Fn(&Run) -> bool| -> Vec<Line> {
        beside.iter().map(|line| line.with(keep)).filter(|line| !line.runs.is_empty()).collect()
    };
    let halves = [half(&|run| run.left < gutter.edge), half(&|run| run.left >= gutter.edge)];
    cut(lines, depth + 1, found);
    for half in halves {
        cut(half, depth + 1, found);
    }
    cut(below, depth + 1, found);
}

/// A strip between columns, of these lines, left of this edge.
struct Gutter {
    start: usize,
    end: usize,
    edge: f32,
}

/// The gutter with the most words on its lesser side.
fn widest(lines: &[Line]) -> Option<Gutter> {
    let mut best: Option<(usize, Gutter)> = None;
    for edge in edges(lines) {
        let mut start = 0;
        let together = |one: &Line, other: &Line| {
            crosses(one, edge) == crosses(other, edge) && one.y - other.y <= BORDER * one.size.max(other.size)
        };
        for stretch in lines.chunk_by(together) {
            let end = start + stretch.len();
            if !crosses(&stretch[0], edge)
                && let Some((start, end)) = trimmed(lines, start, end, edge)
                && let Some(words) = columns(&lines[start..end], edge)
                && best.as_ref().is_none_or(|(most, _)| words > *most)
            {
                best = Some((words, Gutter { start, end, edge }));
            }
            start = end;
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// Where runs begin most often, to the right of others.
fn edges(lines: &[Line]) -> Vec<f32> {
    let mut counts: BTreeMap<i32, (usize, f32)> = BTreeMap::new();
    let least = lines.iter().map(Line::left).fold(f32::INFINITY, f32::min);
    for run in lines.iter().flat_map(|line| &line.runs).filter(|run| run.left > least + GUTTER.0) {
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page, in steps of four points")]
        let step = (run.left / 4.0) as i32;
        let entry = counts.entry(step).or_insert((0, run.left));
        *entry = (entry.0 + 1, entry.1.min(run.left));
    }
    let mut edges: Vec<(usize, f32)> = counts.into_values().filter(|(count, _)| *count >= LINES).collect();
    edges.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.total_cmp(&other.1)));
    edges.into_iter().take(EDGES).map(|(_, edge)| edge).collect()
}

/// Whether words stand in the strip to the left of an edge, or a row of a table.
fn crosses(line: &Line, edge: f32) -> bool {
    if line.table.is_some() {
        return true;
    }
    let strip = edge - GUTTER.0.max(GUTTER.1 * line.size);
    line.runs.iter().any(|run| run.left < edge - 0.5 && run.right > strip)
}

/// The lines without the bands at their head and foot that have words on one side alone.
fn trimmed(lines: &[Line], mut start: usize, mut end: usize, edge: f32) -> Option<(usize, usize)> {
    let apart = |at: usize| lines[at - 1].y - lines[at].y > BAND * lines[at - 1].size.max(lines[at].size);
    let both = |band: &[Line]| {
        let left = band.iter().filter(|line| line.runs.iter().any(|run| run.left < edge)).count();
        let right = band.iter().filter(|line| line.runs.iter().any(|run| run.left >= edge)).count();
        left >= 2 && right >= 2
    };
    while start < end {
        let first = (start + 1..end).find(|at| apart(*at)).unwrap_or(end);
        if both(&lines[start..first]) {
            break;
        }
        start = first;
    }
    while start < end {
        let last = (start + 1..end).rev().find(|at| apart(*at)).unwrap_or(start);
        if both(&lines[last..end]) {
            break;
        }
        end = last;
    }
    (end - start >= LINES).then_some((start, end))
}

/// How many letters the lesser side has, where what stands on both sides of an edge are columns.
fn columns(lines: &[Line], edge: f32) -> Option<usize> {
    let side = |right: bool| -> Vec<Line> {
        let own = lines.iter().map(|line| line.with(|run| (run.left >= edge) == right));
        own.filter(|line| !line.runs.is_empty()).collect()
    };
    let (left, right) = (side(false), side(true));
    if left.len().min(right.len()) < LINES {
        return None;
    }
    let shared = left.len() + right.len() - lines.len();
    let is_columns = match (is_prose(&left), is_prose(&right)) {
        (true, true) => true,
        (true, false) => shared * 2 < right.len() || is_beside(&left, &right),
        (false, true) => shared * 2 < left.len() || is_beside(&right, &left),
        (false, false) => false,
    };
    let letters =
        |side: &[Line]| side.iter().flat_map(|line| &line.runs).map(|run| run.words.len()).sum::<usize>();
    is_columns.then(|| letters(&left).min(letters(&right)))
}

/// Whether the lines of one side run on from one to the next, and few of the other hold nothing but numbers: boxes beside a text.
fn is_beside(text: &[Line], boxes: &[Line]) -> bool {
    let small = |line: &&Line| line.words().starts_with(char::is_lowercase);
    let bare = |line: &&Line| !line.words().contains(char::is_alphabetic);
    text.iter().filter(small).count() * 5 >= text.len() * 2
        && boxes.iter().filter(bare).count() * 2 < boxes.len()
}

/// Whether the lines are running text.
fn is_prose(lines: &[Line]) -> bool {
    let is_word = |word: &&str| word.chars().filter(|mark| mark.is_alphabetic()).nth(1).is_some();
    let tells = |line: &&Line| {
        line.runs.iter().any(|run| run.words.split(' ').filter(is_word).nth(PROSE - 1).is_some())
    };
    let prose = lines.iter().filter(tells).count();
    prose >= LINES && prose * 5 >= lines.len() * 2
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::page;
    use super::*;

    fn read(lines: &[&[(f32, &str)]]) -> Vec<String> {
        let words = |region: &Vec<Line>| region.iter().map(Line::words).collect::<Vec<_>>().join(" ");
        regions(page(lines)).iter().map(words).collect()
    }

    #[test]
    fn columns_of_text_are_read_one_after_the_other() {
        let lines: [&[(f32, &str)]; 5] = [
            &[(50.0, "A headline that runs over both of the columns of this page")],
            &[(50.0, "The river rose on Monday and"), (250.0, "Roads to the town are cut and")],
            &[(50.0, "took the houses of one"), (250.0, "no lorry came through for")],
            &[(50.0, "hundred families with it."), (250.0, "more than three long days.")],
            &[(50.0, "A line below that runs over both of the columns of this page")],
        ];
        let found = read(&lines);
        assert_eq!(found.len(), 4);
        assert!(found[1].ends_with("took the houses of one hundred families with it."));
        assert!(found[2].starts_with("Roads to the town are cut and no lorry"));
    }

    #[test]
    fn a_table_is_no_columns() {
        let lines: [&[(f32, &str)]; 4] = [
            &[(50.0, "District and its communes"), (250.0, "Killed"), (350.0, "Hurt")],
            &[(50.0, "The communes of Intabo North"), (250.0, "12"), (350.0, "3")],
            &[(50.0, "The communes of Intabo South"), (250.0, "7"), (350.0, "21")],
            &[(50.0, "The communes on the coast"), (250.0, "4"), (350.0, "5")],
        ];
        assert_eq!(read(&lines).len(), 1);
    }
}
