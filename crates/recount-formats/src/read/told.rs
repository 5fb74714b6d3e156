//! The layout of plain text as its writer set it, where a line says what it is: headings, items of lists, tables of bars or tabs, and
//! paragraphs whose lines were broken at the edge.

use recount_core::BlockKind;

use super::layout::{self, Layout};

/// Characters; where lines are broken at the edge they are at least so long.
const NARROW: usize = 60;
/// Characters; no line is broken at an edge beyond.
const WIDE: usize = 120;
/// Words of a line that says what stands below it.
const HEADING: usize = 10;

/// Adds what this text tells, part by part.
pub(super) fn laid(text: &str, layout: &mut Layout) {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    for part in lines.split(|line| line.trim().is_empty()).filter(|part| !part.is_empty()) {
        match table(part) {
            Some(rows) => layout.table(&rows, layout::heads(&rows), 1),
            None => lines_of(part, layout),
        }
    }
}

/// The rows of lines that all set the same number of cells apart, by bars or tabs.
fn table(lines: &[&str]) -> Option<Vec<Vec<String>>> {
    let rows: Vec<Vec<String>> = lines.iter().filter(|line| !is_rule(line)).map(|line| cells(line)).collect();
    let width = rows.first()?.len();
    (rows.len() > 1 && width > 1 && rows.iter().all(|row| row.len() == width)).then_some(rows)
}

fn cells(line: &str) -> Vec<String> {
    let mark = if line.contains('\t') { '\t' } else { '|' };
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split(mark).map(|cell| cell.trim().to_owned()).collect()
}

/// A line of marks alone, drawn below a heading or between rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() > 2 && line.chars().all(|mark| "-=_*~+|: ".contains(mark))
}

/// Puts down lines that follow each other without a blank one.
fn lines_of(lines: &[&str], layout: &mut Layout) {
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let follows = lines.get(at + 1).is_some_and(|next| is_rule(next));
        if is_rule(line) {
            at += 1;
            continue;
        }
        let length = 1 + (at + 1..lines.len()).take_while(|next| goes_on(lines, *next, width)).count();
        let words = lines[at..at + length].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        match item(&words) {
            Some(item) => layout.push(BlockKind::Item, 0, item),
            None if length == 1 && (follows || lines.len() == 1 && is_heading(&words)) => {
                layout.push(BlockKind::Heading, 2, &words);
            }
            None => layout.push(BlockKind::Paragraph, 0, &words),
        }
        at += length;
    }
}

/// Whether the line only goes on with the one before it, which was broken at the edge: its first word had no room there.
fn goes_on(lines: &[&str], at: usize, width: usize) -> bool {
    let (Some(line), Some(before)) = (lines.get(at), at.checked_sub(1).and_then(|at| lines.get(at))) else {
        return false;
    };
    let first = line.split_whitespace().next().map_or(0, |word| word.chars().count());
    let room = before.chars().count() + 1 + first <= width.max(NARROW);
    width <= WIDE && !room && !is_rule(line) && item(line).is_none()
}

/// The words of an item of a list, without its mark.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let marked = line
        .strip_prefix(['•', '◦', '▪', '●', '-', '–', '*', '·'])
        .filter(|rest| rest.starts_with([' ', '\t']));
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let numbered = || {
        let rest = line.get(digits..)?.strip_prefix(['.', ')'])?;
        ((1..3).contains(&digits) && rest.starts_with([' ', '\t'])).then_some(rest)
    };
    marked.or_else(numbered).map(str::trim).filter(|words| !words.is_empty())
}

/// Whether a line that stands alone says what stands below it: short, no sentence, and without a number.
fn is_heading(words: &str) -> bool {
    words.split_whitespace().count() <= HEADING
        && !words.ends_with(['.', ':', ';', ',', '!', '?'])
        && !words.contains('@')
        && !words.chars().any(|mark| mark.is_ascii_digit())
        && words.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let mut layout = Layout::default();
        laid(text, &mut layout);
        let report = layout.report("note");
        let outer =
            report.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Row | BlockKind::Cell));
        let found: Vec<(&str, &str)> =
            outer.map(|block| (block.kind.code(), block.span.slice(&report.text))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn headings_items_and_tables_are_told_from_paragraphs() {
        check(
            "Shelters\n\nWater is short.\n\n- Intabo: 120 people\n- Orvale: 80 people\n\nDistrict | People\n---|---\nIntabo | 120\nOrvale | 80",
            &[
                ("heading", "Shelters"),
                ("paragraph", "Water is short."),
                ("item", "• Intabo: 120 people"),
                ("item", "• Orvale: 80 people"),
                ("table", "District | People\nIntabo | 120\nOrvale | 80"),
            ],
        );
    }

    #[test]
    fn lines_broken_at_the_edge_are_one_paragraph() {
        check(
            "The district office said on Monday that 120 people sleep in the school of\nIntabo, and that 14 are missing.",
            &[(
                "paragraph",
                "The district office said on Monday that 120 people sleep in the school of Intabo, and that 14 are missing.",
            )],
        );
        check("Killed: 12\nHurt: 30", &[("paragraph", "Killed: 12"), ("paragraph", "Hurt: 30")]);
    }

    #[test]
    fn a_line_with_a_rule_below_is_a_heading() {
        check(
            "Situation at 6 p.m.\n===\nRoads are open.",
            &[("heading", "Situation at 6 p.m."), ("paragraph", "Roads are open.")],
        );
    }
}
