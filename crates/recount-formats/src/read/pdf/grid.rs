//! Tables and boxes rebuilt from where their words stand.

use super::{
    lines::{Line, Run},
    words::joined,
};
use crate::read::layout::is_number;

/// Parts of a letter's size: lines of one table, of one cell.
const ROW: f32 = 3.2;
const CELL: f32 = 1.6;

/// Lines of a table on a page.
const LINES: usize = 400;

/// A table from the first of these lines on, and how many lines it takes.
pub(super) fn table(lines: &[Line]) -> Option<(Vec<Vec<String>>, usize)> {
    let length = extent(lines);
    let lines = &lines[..length];
    let counting = lines.iter().filter(|line| counts(line)).count();
    let several = lines.iter().filter(|line| line.runs.len() > 1).count();
    if !(several > 2 && counting > 1 || is_strip(lines)) {
        return None;
    }
    let columns = columns(lines);
    (columns.len() > 1).then(|| (rows(lines, &columns), length))
}

/// Whether heads of several columns stand above one row of numbers alone.
fn is_strip(lines: &[Line]) -> bool {
    let (Some((last, heads)), Some(first)) = (lines.split_last(), lines.first()) else { return false };
    let numbers = last.runs.iter().all(|run| is_number(&run.words));
    numbers && last.runs.len() > 2 && first.runs.len() == last.runs.len() && !heads.iter().any(counts)
}

/// How many lines from the first on stand as rows: several runs, or a part of a cell between such lines.
fn extent(lines: &[Line]) -> usize {
    let (left, right) = lines
        .iter()
        .take(40)
        .filter(|line| line.runs.len() > 2)
        .fold((f32::INFINITY, 0.0_f32), |(left, right), line| {
            (left.min(line.left()), right.max(line.right()))
        });
    let mut end = 0;
    for (at, line) in lines.iter().enumerate().take(LINES) {
        let near = at == 0 || lines[at - 1].y - line.y <= ROW * line.size.max(lines[at - 1].size);
        let narrow = line.runs.iter().all(|run| (run.right - run.left) * 2.2 < right - left);
        if !near || !narrow {
            break;
        }
        if line.runs.len() > 1 {
            end = at + 1;
        }
    }
    end
}

fn has_number(run: &Run) -> bool {
    run.words.chars().any(|mark| mark.is_ascii_digit())
}

/// Whether a number stands behind the first run of a line.
fn counts(line: &Line) -> bool {
    line.runs.iter().skip(1).any(has_number)
}

/// From where to where the columns go, by the rows that count.
fn columns(lines: &[Line]) -> Vec<(f32, f32)> {
    let mut runs: Vec<&Run> = lines.iter().filter(|line| counts(line)).flat_map(|line| &line.runs).collect();
    runs.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for run in runs {
        match columns.last_mut() {
            Some(last) if run.left < last.1 => last.1 = last.1.max(run.right),
            _ => columns.push((run.left, run.right)),
        }
    }
    columns
}

/// The column that a run stands in: the nearest to its middle.
fn column(run: &Run, columns: &[(f32, f32)]) -> usize {
    let middle = f32::midpoint(run.left, run.right);
    let apart = |(left, right): &(f32, f32)| (left - middle).max(middle - right).max(0.0);
    let nearest = columns.iter().enumerate().min_by(|one, other| apart(one.1).total_cmp(&apart(other.1)));
    nearest.map_or(0, |(at, _)| at)
}

/// The rows, each cell with all of its lines. What stands above the first number is one row of heads where its lines stand close.
fn rows(lines: &[Line], columns: &[(f32, f32)]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut counted = false;
    for (at, line) in lines.iter().enumerate() {
        let close = at > 0 && lines[at - 1].y - line.y <= CELL * line.size.max(lines[at - 1].size);
        let goes_on =
            close && !counts(line) && (!counted || line.runs.iter().all(|run| column(run, columns) > 0));
        counted |= counts(line);
        if !goes_on {
            rows.push(vec![String::new(); columns.len()]);
        }
        let Some(row) = rows.last_mut() else { continue };
        for run in &line.runs {
            let cell = &mut row[column(run, columns)];
            *cell = if cell.is_empty() { run.words.clone() } else { joined(cell, &run.words) };
        }
    }
    rows
}

/// Numbers set large, each with the words below it, and how many lines they take.
pub(super) fn boxes(lines: &[Line]) -> Option<(Vec<String>, usize)> {
    let (first, second) = (lines.first()?, lines.get(1)?);
    let large = first.size >= 1.2 * second.size && first.runs.iter().all(|run| is_number(&run.words));
    let is_caption =
        |line: &Line| line.size * 1.2 <= first.size && line.runs.iter().all(|run| !is_number(&run.words));
    if !large || !is_caption(second) || first.y - second.y > 2.0 * first.size {
        return None;
    }
    let more = lines.windows(2).skip(1).take(3);
    let more =
        more.take_while(|pair| is_caption(&pair[1]) && pair[0].y - pair[1].y <= CELL * pair[0].size).count();
    let mut boxes: Vec<String> = first.runs.iter().map(|run| run.words.clone()).collect();
    let columns: Vec<(f32, f32)> = first.runs.iter().map(|run| (run.left, run.right)).collect();
    for run in lines[1..2 + more].iter().flat_map(|line| &line.runs) {
        let words = &mut boxes[column(run, &columns)];
        *words = joined(words, &run.words);
    }
    Some((boxes, 2 + more))
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::page;
    use super::*;

    #[test]
    fn heads_of_two_lines_are_one_row() {
        let mut lines = page(&[
            &[(150.0, "People"), (250.0, "Houses")],
            &[(50.0, "Region")],
            &[(150.0, "killed"), (250.0, "flooded")],
            &[(50.0, "Intabo"), (160.0, "12"), (250.0, "1 450")],
            &[(50.0, "Total"), (160.0, "12"), (250.0, "1 450")],
            &[(50.0, "Source: the office, which counts what it has seen")],
        ]);
        lines[3..].iter_mut().for_each(|line| line.y -= 10.0);
        let (rows, taken) = table(&lines).expect("a table");
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let expected = [
            row(["Region", "People killed", "Houses flooded"]),
            row(["Intabo", "12", "1 450"]),
            row(["Total", "12", "1 450"]),
        ];
        assert_eq!((rows.as_slice(), taken), (expected.as_slice(), 5));
    }

    #[test]
    fn a_large_number_takes_the_words_below_it() {
        let mut lines = page(&[
            &[(50.0, "43*"), (150.0, "12 460*")],
            &[(40.0, "People killed"), (140.0, "People in")],
            &[(140.0, "temporary sites")],
            &[(40.0, "* Source: the office")],
        ]);
        lines[0].size = 20.0;
        lines[3].y -= 20.0;
        let found = boxes(&lines);
        let words = ["43* People killed", "12 460* People in temporary sites"];
        assert_eq!(found, Some((words.map(str::to_owned).to_vec(), 3)));
    }
}
