//! The layout of a page put back around the paragraphs that its readers agreed on: which of them are headings and items of
//! lists, and which are the cells of a table, told row by row with what heads them.

use std::collections::{BTreeMap, BTreeSet};

use recount_core::BlockKind;

use super::{
    tags::unescape,
    tree::{Node, Tree},
    vote::key,
};
use crate::read::layout::{self, Layout};

/// What the page says of the paragraphs that hold these words.
struct Page {
    lines: BTreeMap<String, (BlockKind, u8)>,
    tables: Vec<Table>,
    /// The tables that hold these words as a cell or a row, in order.
    cells: BTreeMap<String, Vec<usize>>,
}

/// A table that holds numbers.
struct Table {
    caption: String,
    rows: Vec<Vec<String>>,
    /// The words of its cells, of its rows and of its caption.
    keys: BTreeSet<String>,
}

/// The paragraphs told, with the page's layout.
pub(super) fn laid(page: &str, told: &[String]) -> Layout {
    let page = Page::of(&Tree::of(page));
    let keys: Vec<String> = told.iter().map(|words| key(words)).collect();
    let mut layout = Layout::default();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut at = 0;
    while let (Some(words), Some(key)) = (told.get(at), keys.get(at)) {
        match page.table_from(&keys[at..], &done) {
            Some((number, length)) => {
                let table = &page.tables[number];
                layout.push(BlockKind::Caption, 0, &table.caption);
                layout.table(&table.rows, layout::heads(&table.rows), 1);
                done.insert(number);
                at += length;
            }
            None if boxes(&told[at..]) => {
                while boxed(&told[at..]) {
                    layout.push(
                        BlockKind::KeyFigure,
                        0,
                        &format!("{} {}", told[at].trim(), told[at + 1].trim()),
                    );
                    at += 2;
                }
            }
            None => {
                let (kind, level) = page.lines.get(key).copied().unwrap_or((BlockKind::Paragraph, 0));
                layout.push(kind, level, words);
                at += 1;
            }
        }
    }
    layout
}

/// Whether a number alone and the words below it come first.
fn boxed(told: &[String]) -> bool {
    matches!(told, [number, words, ..] if layout::is_number(number.trim()) && layout::is_caption(words))
}

/// Whether boxes follow each other here.
fn boxes(told: &[String]) -> bool {
    boxed(told) && told.get(2..).is_some_and(boxed)
}

/// So many cells one after the other are a table.
const RUN: usize = 3;
/// Elements and texts; what holds more is no line, and is not gone through again for each that lies in it.
const LINE: usize = 200;
/// Characters; longer cells lay a page out and are no table.
const CELL: usize = 120;

impl Page {
    fn of(tree: &Tree) -> Page {
        let nodes = tree.nodes();
        let mut page = Page { lines: BTreeMap::new(), tables: Vec::new(), cells: BTreeMap::new() };
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            if node.name() == "table"
                && let Some(table) = Table::of(tree, at)
            {
                for key in &table.keys {
                    page.cells.entry(key.clone()).or_default().push(page.tables.len());
                }
                page.tables.push(table);
                at = node.end.max(at + 1);
                continue;
            }
            if let Some(line) = line(node.name()).filter(|_| node.end.saturating_sub(at) <= LINE) {
                page.lines.entry(key(&words(tree, at))).or_insert(line);
            }
            at += 1;
        }
        page
    }

    /// The table whose cells the paragraphs from here on are, and how many of them.
    fn table_from(&self, keys: &[String], done: &BTreeSet<usize>) -> Option<(usize, usize)> {
        let among = self.cells.get(keys.first()?)?;
        among.iter().filter(|number| !done.contains(number)).find_map(|number| {
            let table = self.tables.get(*number)?;
            // A cell of a dash alone has no key.
            let length = keys.iter().take_while(|key| key.is_empty() || table.keys.contains(*key)).count();
            (length >= RUN || length * 2 >= table.keys.len()).then_some((*number, length))
        })
    }
}

impl Table {
    /// The table of an element, where it sets numbers in rows and columns.
    fn of(tree: &Tree, number: usize) -> Option<Table> {
        let nodes = tree.nodes();
        let inside = number + 1..nodes[number].end;
        if inside.clone().any(|at| nodes[at].name() == "table") {
            return None;
        }
        let of_name = |name: &'static str| inside.clone().filter(move |at| nodes[*at].name() == name);
        let rows: Vec<Vec<String>> = of_name("tr").map(|row| cells(tree, row)).collect();
        let wide = rows.iter().filter(|row| row.len() > 1).count();
        let long = rows.iter().flatten().any(|cell| cell.chars().count() > CELL);
        let counts = rows.iter().flatten().any(|cell| cell.chars().any(|mark| mark.is_ascii_digit()));
        if wide < 2 || long || !counts {
            return None;
        }
        let caption = of_name("caption").next().map(|at| words(tree, at)).unwrap_or_default();
        let joined = rows.iter().map(|row| row.join(" "));
        let told = rows.iter().flatten().cloned().chain(joined).chain([caption.clone()]);
        let keys = told.map(|words| key(&words)).filter(|key| !key.is_empty()).collect();
        Some(Table { caption, rows, keys })
    }
}

/// The cells of a row; what spans several columns stands in the first of them.
fn cells(tree: &Tree, row: usize) -> Vec<String> {
    let nodes = tree.nodes();
    let mut cells = Vec::new();
    for at in (row + 1..nodes[row].end).filter(|at| matches!(nodes[*at].name(), "td" | "th")) {
        cells.push(words(tree, at));
        let spans = nodes[at].attribute("colspan").and_then(|count| count.trim().parse::<usize>().ok());
        cells.extend(vec![String::new(); spans.unwrap_or(1).clamp(1, 40) - 1]);
    }
    cells
}

/// What an element of this name makes of its words.
fn line(name: &str) -> Option<(BlockKind, u8)> {
    match name {
        "li" => Some((BlockKind::Item, 0)),
        "figcaption" | "caption" => Some((BlockKind::Caption, 0)),
        _ => match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some((BlockKind::Heading, level - b'0')),
            _ => None,
        },
    }
}

/// All words that an element holds, with single blanks.
fn words(tree: &Tree, number: usize) -> String {
    let nodes = tree.nodes();
    let texts =
        nodes[number..nodes[number].end.max(number + 1)].iter().filter(|node: &&Node| node.tag.is_none());
    let joined: String = texts.map(|node| unescape(node.text)).collect::<Vec<_>>().join(" ");
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_told_one_by_one_are_a_table_again() {
        let page = "<h2>Toll</h2><p>It came at night.</p><table><caption>By district</caption>\
                    <tr><th>District<th colspan=2>People</tr><tr><th><th>Killed<th>Hurt</tr>\
                    <tr><td>Intabo<td>12<td>3</tr></table><ul><li>Wells are dry.</ul>";
        let told = ["Toll", "It came at night.", "District", "People", "Killed", "Hurt", "Intabo", "12", "3"];
        let told: Vec<String> = told.iter().chain(&["Wells are dry."]).map(|it| (*it).to_owned()).collect();
        let report = laid(page, &told).report("note");
        assert!(
            report.text.contains("By district\n\nDistrict | People | \n | Killed | Hurt\nIntabo | 12 | 3")
        );
        let of = |words: &str| report.blocks.iter().find(|block| block.span.slice(&report.text) == words);
        assert_eq!(of("Toll").map(|block| (block.kind, block.level)), Some((BlockKind::Heading, 2)));
        assert_eq!(of("• Wells are dry.").map(|block| block.kind), Some(BlockKind::Item));
        let heads = &of("3").expect("a cell").headers;
        let heads: Vec<&str> = heads.iter().map(|span| span.slice(&report.text)).collect();
        assert_eq!(heads, ["People", "Hurt", "Intabo"]);
    }

    #[test]
    fn a_dash_for_a_blank_is_no_end_of_a_table() {
        let page = "<table><tr><th>District<th>Killed<th>Hurt</tr><tr><td>Intabo<td>-<td>3</tr></table><p>Source: the office";
        let told = ["District", "Killed", "Hurt", "Intabo", "-", "3", "Source: the office"];
        let report = laid(page, &told.map(str::to_owned)).report("note");
        assert_eq!(report.text, "District | Killed | Hurt\nIntabo | - | 3\n\nSource: the office");
    }

    #[test]
    fn numbers_above_their_words_are_boxes() {
        let told = ["Toll", "43*", "People killed", "13*", "People missing", "* Source: the office"];
        let report = laid("", &told.map(str::to_owned)).report("note");
        assert_eq!(report.text, "Toll\n\n43* People killed\n\n13* People missing\n\n* Source: the office");
        assert_eq!(report.blocks[1].kind, BlockKind::KeyFigure);
    }

    #[test]
    fn a_table_that_lays_the_page_out_is_none() {
        let page = "<table><tr><td>Menu<td>On Monday 12 people died.</tr></table>";
        let report = laid(page, &["On Monday 12 people died.".to_owned()]).report("note");
        assert_eq!(report.text, "On Monday 12 people died.");
    }
}
