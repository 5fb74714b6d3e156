//! The words of a page where they stand: lines from top to bottom, each in runs that a gap parts.

use pdf_inspector::{TextItem, types::ItemType};

use super::words::plain;

/// Words on one baseline that no wide gap parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where its baseline is, upwards from the foot of the page.
    pub(super) y: f32,
    /// The size of its largest letters.
    pub(super) size: f32,
    pub(super) words: String,
    pub(super) bold: bool,
}

/// What stands on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) runs: Vec<Run>,
    /// Which of the library's tables of the page it is a part of.
    pub(super) table: Option<usize>,
}

/// Parts of a letter's size: a wider gap parts runs, or the mark of an item from it; a wider one is a blank; baselines that lie nearer are one.
const GAP: f32 = 0.8;
const MARK: f32 = 3.0;
const BLANK: f32 = 0.12;
const BASELINE: f32 = 0.3;

/// The lines of a page's words that stand upright.
pub(super) fn lines(items: &[TextItem]) -> Vec<Line> {
    let mut items: Vec<&TextItem> = items.iter().filter(|item| is_upright(item)).collect();
    items.sort_by(|one, other| other.line_y().total_cmp(&one.line_y()).then(one.x.total_cmp(&other.x)));
    let together = |one: &&TextItem, other: &&TextItem| {
        one.line_y() - other.line_y() <= BASELINE * one.font_size.min(other.font_size)
    };
    items.chunk_by(together).map(line).filter(|line| !line.runs.is_empty()).collect()
}

/// Whether an item is text that reads from left to right.
pub(super) fn is_upright(item: &TextItem) -> bool {
    let placed = [item.x, item.line_y(), item.width, item.font_size].iter().all(|number| number.is_finite());
    matches!(item.item_type, ItemType::Text) && item.rotation == 0.0 && placed && item.font_size > 0.0
}

fn line(items: &[&TextItem]) -> Line {
    let mut items = items.to_vec();
    items.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut runs: Vec<Run> = Vec::new();
    for item in items.iter().filter(|item| !item.text.trim().is_empty()) {
        let near = |last: &&mut Run| {
            let gap = if is_mark(&last.words) { MARK } else { GAP };
            !is_mark(&item.text) && item.x - last.right <= gap * item.font_size
        };
        match runs.last_mut().filter(near) {
            Some(last) => last.add(item),
            None => runs.push(Run::of(item)),
        }
    }
    for run in &mut runs {
        run.words = plain(&run.words);
    }
    runs.retain(|run| !run.words.is_empty());
    Line::of(runs)
}

/// Whether words are the mark of an item alone.
fn is_mark(words: &str) -> bool {
    item(words.trim()).is_some_and(str::is_empty)
}

/// What stands behind the mark of an item: "• three tents", "-12,700 people".
pub(super) fn item(words: &str) -> Option<&str> {
    const MARKS: [char; 9] = ['•', '●', '▪', '◦', '‣', '➢', '✓', '\u{f0b7}', '\u{f0a7}'];
    let is_dash =
        |rest: &&str| rest.starts_with(|first: char| first.is_ascii_digit() || first.is_uppercase());
    let marked = words.strip_prefix(MARKS).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    marked.or_else(|| words.strip_prefix('-').filter(is_dash))
}

impl Run {
    fn of(item: &TextItem) -> Run {
        let (left, right) = (item.x, item.x + item.width.max(0.0));
        Run {
            left,
            right,
            y: item.line_y(),
            size: item.font_size,
            words: item.text.clone(),
            bold: item.is_bold,
        }
    }

    fn add(&mut self, item: &TextItem) {
        if item.x - self.right > BLANK * item.font_size {
            self.words.push(' ');
        }
        self.words.push_str(&item.text);
        self.right = self.right.max(item.x + item.width.max(0.0));
        self.size = self.size.max(item.font_size);
        self.bold &= item.is_bold;
    }
}

impl Line {
    /// The line that these runs make.
    pub(super) fn of(runs: Vec<Run>) -> Line {
        let size = runs.iter().map(|run| run.size).fold(0.0, f32::max);
        Line { y: runs.first().map_or(0.0, |run| run.y), size, runs, table: None }
    }

    pub(super) fn left(&self) -> f32 {
        self.runs.first().map_or(0.0, |run| run.left)
    }

    pub(super) fn right(&self) -> f32 {
        self.runs.iter().map(|run| run.right).fold(0.0, f32::max)
    }

    /// Whether all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.runs.iter().all(|run| run.bold)
    }

    /// All of its words.
    pub(super) fn words(&self) -> String {
        self.runs.iter().map(|run| run.words.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The line with those of its runs for which this holds.
    pub(super) fn with(&self, keep: impl Fn(&Run) -> bool) -> Line {
        Line::of(self.runs.iter().filter(|run| keep(run)).cloned().collect())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Lines of ten points, one every twelve; of each the places and words of its runs.
    pub(in super::super) fn page(lines: &[&[(f32, &str)]]) -> Vec<Line> {
        let mut y = 800.0;
        let run = |left: f32, words: &str, y: f32| Run {
            left,
            right: left + 5.0 * f32::from(u8::try_from(words.chars().count()).unwrap_or(u8::MAX)),
            y,
            size: 10.0,
            words: words.to_owned(),
            bold: false,
        };
        let mut line = |runs: &&[(f32, &str)]| {
            y -= 12.0;
            Line::of(runs.iter().map(|(left, words)| run(*left, words, y)).collect())
        };
        lines.iter().map(&mut line).collect()
    }

    #[test]
    fn marks_of_items_are_told_apart_from_words() {
        assert_eq!(item("• three tents"), Some(" three tents"));
        assert_eq!(item("-12,700 people"), Some("12,700 people"));
        assert_eq!(item("- and so on"), None);
    }
}
