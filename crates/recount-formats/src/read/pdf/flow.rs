//! The pieces of a region: lines put together to paragraphs, headings and items of lists, tables and boxes between them.

use super::{
    grid,
    lines::{Line, item},
    markup::{Piece, Sort},
    words::{ends, joined},
};

/// Times the usual distance of lines: what stands further apart is another paragraph.
const APART: f32 = 1.35;
/// Times the size of running text: larger is a heading.
const LARGE: f32 = 1.12;
/// Parts of a line's length: a line that ends so far before the others is the last of its paragraph.
const SHORT: f32 = 0.2;

/// The pieces of a region of this page, whose running text is so large and in which the library found these tables, and how many of
/// its letters stand side by side and are no table.
pub(super) fn pieces(
    page: u32,
    lines: &[Line],
    body: f32,
    tables: &mut [Option<Sort>],
) -> (Vec<Piece>, usize) {
    let right = lines.iter().map(Line::right).fold(0.0, f32::max);
    let mut flow =
        Flow { page, body, leading: leading(lines), right, last: None, loose: 0, pieces: Vec::new() };
    let mut take = |table: usize| tables.get_mut(table).and_then(Option::take);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((boxes, taken)) = grid::boxes(&lines[at..]) {
            boxes.into_iter().for_each(|words| flow.push(Sort::Box, words));
            at += taken;
        } else if let Some((rows, taken)) =
            Some(line).filter(|line| line.runs.len() > 1).and_then(|_| grid::table(&lines[at..]))
        {
            flow.push(Sort::Table(rows), String::new());
            // The library's own, of the same rows.
            lines[at..at + taken].iter().filter_map(|line| line.table).for_each(|known| drop(take(known)));
            at += taken;
        } else if let Some(table) = line.table.and_then(&mut take) {
            flow.push(table, String::new());
            at += lines[at..].iter().take_while(|other| other.table == line.table).count();
        } else {
            flow.line(line);
            at += 1;
        }
    }
    (flow.pieces, flow.loose)
}

/// The usual distance of two lines.
fn leading(lines: &[Line]) -> f32 {
    let mut apart: Vec<f32> =
        lines.windows(2).map(|pair| pair[0].y - pair[1].y).filter(|apart| *apart > 0.0).collect();
    apart.sort_by(f32::total_cmp);
    apart.get(apart.len() / 2).copied().unwrap_or(0.0)
}

struct Flow {
    /// Letters of lines with several runs.
    loose: usize,
    page: u32,
    body: f32,
    leading: f32,
    right: f32,
    /// The last line, where the next may go on with it.
    last: Option<Line>,
    pieces: Vec<Piece>,
}

impl Flow {
    fn push(&mut self, sort: Sort, words: String) {
        self.pieces.push(Piece { page: self.page, sort, words });
        self.last = None;
    }

    fn line(&mut self, line: &Line) {
        let marked = line.runs.first().and_then(|run| item(&run.words)).is_some();
        self.loose += if line.runs.len() > 1 { line.words().len() } else { 0 };
        let wide = line.runs.windows(2).any(|pair| pair[1].left - pair[0].right > 2.0 * line.size);
        if !marked && wide {
            for run in &line.runs {
                self.one(&Line::of(vec![run.clone()]), false);
                self.last = None;
            }
            return;
        }
        self.one(line, marked);
    }

    fn one(&mut self, line: &Line, marked: bool) {
        let words = line.words();
        let goes_on = !marked && self.last.as_ref().is_some_and(|last| self.goes_on(last, line));
        match self.pieces.last_mut().filter(|_| goes_on) {
            Some(piece) => piece.words = joined(&piece.words, &words),
            None => {
                let rest = item(&words).map_or(&*words, str::trim_start);
                self.push(self.sort(line, marked), rest.to_owned());
            }
        }
        self.last = Some(line.clone());
    }

    fn sort(&self, line: &Line, marked: bool) -> Sort {
        match line.size / self.body.max(1.0) {
            _ if marked => Sort::Item,
            times if times >= 1.8 => Sort::Heading(1),
            times if times >= 1.3 => Sort::Heading(2),
            times if times >= LARGE => Sort::Heading(3),
            _ if line.is_bold() => Sort::Bold,
            _ => Sort::Paragraph,
        }
    }

    /// Whether a line goes on with the paragraph of the last.
    fn goes_on(&self, last: &Line, line: &Line) -> bool {
        let small = line.words().starts_with(char::is_lowercase);
        let bold = last.is_bold() == line.is_bold() || small && !ends(&last.words());
        let like = bold && (last.size - line.size).abs() <= 0.1 * last.size;
        let close = last.y - line.y <= APART * self.leading.max(last.size);
        let short = self.right - last.right() > SHORT * (self.right - last.left());
        like && close && !(short && ends(&last.words()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::page;
    use super::*;

    #[test]
    fn lines_are_paragraphs_and_items() {
        let mut lines = page(&[
            &[(50.0, "The river rose on Monday and took")],
            &[(50.0, "the houses of one hundred families.")],
            &[(50.0, "• Three tents came on Tuesday and")],
            &[(60.0, "two more on Wednesday.")],
            &[(50.0, "Nobody was hurt in the flood, says the office.")],
        ]);
        lines[4].y -= 12.0;
        let (found, loose) = pieces(1, &lines, 10.0, &mut []);
        let shown: Vec<(&Sort, &str)> = found.iter().map(|piece| (&piece.sort, &*piece.words)).collect();
        let expected = [
            (&Sort::Paragraph, "The river rose on Monday and took the houses of one hundred families."),
            (&Sort::Item, "Three tents came on Tuesday and two more on Wednesday."),
            (&Sort::Paragraph, "Nobody was hurt in the flood, says the office."),
        ];
        assert_eq!((shown.as_slice(), loose), (expected.as_slice(), 0));
    }
}
