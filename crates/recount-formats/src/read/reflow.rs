//! Lines as a page was set to paragraphs as it was written: lines that go on are joined, hyphens at their ends taken out,
//! and what stands at the head or foot of page after page left out.

use std::collections::BTreeMap;

/// The paragraphs of pages, given as lines.
pub(super) fn paragraphs(pages: &[String]) -> String {
    let pages: Vec<Vec<&str>> = pages.iter().map(|page| page.lines().map(str::trim).collect()).collect();
    let running = running(&pages);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for page in &pages {
        let width = width(page);
        let edges = edges(page);
        for (at, line) in page.iter().enumerate() {
            let runs = edges.contains(&at) && running.contains_key(&shape(line));
            if runs {
                continue;
            }
            if line.is_empty() {
                open = false;
                continue;
            }
            match paragraphs.last_mut().filter(|_| open) {
                Some(paragraph) if goes_on(paragraph, line) => join(paragraph, line),
                _ => paragraphs.push((*line).to_owned()),
            }
            open = line.chars().count() * 10 >= width * 6 || !ends(line);
        }
        // A sentence may go on over the page.
        open = paragraphs.last().is_some_and(|last| !ends(last));
    }
    paragraphs.join("\n\n")
}

/// Whether the line takes up what the paragraph left open: mid-word, mid-sentence, or in the same block of full lines.
fn goes_on(paragraph: &str, line: &str) -> bool {
    let first = line.chars().next();
    let is_item = first.is_some_and(|first| matches!(first, '•' | '●' | '▪' | '–' | '*' | '■' | '○'));
    let is_row = |text: &str| {
        text.split_whitespace().filter(|word| word.chars().all(|c| c.is_ascii_digit() || c == ',')).count()
            >= 2
    };
    let both_rows = is_row(line) && is_row(paragraph.lines().last().unwrap_or(""));
    !(is_item || both_rows)
}

fn join(paragraph: &mut String, line: &str) {
    let broken = paragraph.ends_with('-')
        && paragraph.chars().rev().nth(1).is_some_and(char::is_lowercase)
        && line.starts_with(char::is_lowercase);
    if broken {
        paragraph.pop();
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

fn ends(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', ';'])
}

/// Characters in a full line of the page: nine in ten are no longer.
fn width(page: &[&str]) -> usize {
    let mut lengths: Vec<usize> =
        page.iter().map(|line| line.chars().count()).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// The first and last two lines with words.
fn edges(page: &[&str]) -> Vec<usize> {
    let full: Vec<usize> = (0..page.len()).filter(|at| !page[*at].is_empty()).collect();
    full.iter().take(2).chain(full.iter().rev().take(2)).copied().collect()
}

/// What stands at the edges of at least three pages and of half of them, numbers not looked at.
fn running(pages: &[Vec<&str>]) -> BTreeMap<String, usize> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let mut here: Vec<String> = edges(page).into_iter().map(|at| shape(page[at])).collect();
        here.sort_unstable();
        here.dedup();
        for shape in here {
            *seen.entry(shape).or_default() += 1;
        }
    }
    seen.retain(|shape, count| !shape.is_empty() && *count >= 3 && *count * 2 >= pages.len());
    seen
}

/// A line without its numbers: "Page # of #".
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for character in line.chars() {
        match character.is_ascii_digit() {
            true if shape.ends_with('#') => {}
            true => shape.push('#'),
            false => shape.push(character),
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pages: &[&str], expected: &str) {
        let pages: Vec<String> = pages.iter().map(|page| (*page).to_owned()).collect();
        assert_eq!(paragraphs(&pages), expected);
    }

    #[test]
    fn lines_that_go_on_are_joined() {
        check(
            &["More than 300 families were dis-\nplaced by the flood that came at\nnight.\n\nTwo died."],
            "More than 300 families were displaced by the flood that came at night.\n\nTwo died.",
        );
        check(&["The flood reached the\n• town\n• village"], "The flood reached the\n\n• town\n\n• village");
    }

    #[test]
    fn rows_of_figures_stay_rows() {
        check(&["North 1,200 300\nSouth 1,100 250"], "North 1,200 300\n\nSouth 1,100 250");
    }

    #[test]
    fn heads_and_feet_of_pages_go() {
        let page = |number: usize, words: &str| format!("Update 7\n{words}\nPage {number} of 3");
        let pages = [page(1, "One hundred people"), page(2, "left their homes."), page(3, "Ten came back.")];
        check(&[&pages[0], &pages[1], &pages[2]], "One hundred people left their homes.\n\nTen came back.");
    }
}
