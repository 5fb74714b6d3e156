//! Word documents: title, headings, paragraphs, lists, tables a row a line, footnotes, and what stands at the edges of pages.

use quick_xml::{
    Reader as XmlReader,
    events::{BytesStart, Event},
};
use recount_core::{BlockKind, Report};

use crate::Problem;

use super::{
    Limits, Reader, Reading, Source, Way,
    layout::{self, Layout},
    zipped,
};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "docx",
    version: 5,
    name: "Word document",
    extensions: &["docx", "docm"],
    keeps: "One report a document, with its layout: its headings, paragraphs, lists and tables (a row a line, cells parted by ` | `), then its footnotes and \
            endnotes, then the heads and feet of its pages, each once; title and author of its properties.",
    drops: "Deleted text, comments, pictures, formats. The day it was saved is not taken for a day of publication.",
    sniff: |head| zipped::has_entry(head, "word/document.xml"),
    by_libraries: true,
    way: Way::Document(read),
};

fn read(source: &Source) -> Reading {
    try_read(source).map_or_else(
        |found| Problem::set_aside(source.name, "a whole Word document", found).into(),
        |report| Reading { reports: vec![report], problems: Vec::new() },
    )
}

fn try_read(source: &Source) -> Result<Report, String> {
    let limits = &source.options.limits;
    let entry = |name: &str| zipped::entry(source.bytes, name, limits);
    let body = entry("word/document.xml")?.ok_or("no word/document.xml in it")?;
    let mut parts = parts(&body, limits)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = entry(notes)? {
            parts.extend(of_kind(self::parts(&notes, limits)?, BlockKind::Footnote));
        }
    }
    for number in 1..=EDGES {
        for edge in ["header", "footer"] {
            if let Some(edge) = entry(&format!("word/{edge}{number}.xml"))? {
                let new: Vec<Part> = of_kind(self::parts(&edge, limits)?, BlockKind::RunningHead).collect();
                parts.extend(new.into_iter().filter(Part::has_words));
            }
        }
    }
    let layout = layout(parts);
    layout.is_tame(limits)?;
    if layout.is_empty() {
        return Err("no words".to_owned());
    }
    let mut report = layout.report(source.stem);
    if let Some(properties) = entry("docProps/core.xml")? {
        report.title = element(&properties, b"title");
        report.author = element(&properties, b"creator");
    }
    Ok(report)
}

/// Heads and feet that a document may have: of first pages, and of even and odd ones.
const EDGES: usize = 6;

/// A part of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// What is no table.
    Words(BlockKind, u8, String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

impl Part {
    fn has_words(&self) -> bool {
        match self {
            Part::Words(.., words) => words.chars().any(char::is_alphabetic),
            Part::Table(rows) => rows.iter().flatten().any(|cell| cell.chars().any(char::is_alphabetic)),
        }
    }
}

/// The words of parts as of this kind, those of tables too.
fn of_kind(parts: Vec<Part>, kind: BlockKind) -> impl Iterator<Item = Part> {
    parts.into_iter().map(move |part| match part {
        Part::Words(_, level, words) => Part::Words(kind, level, words),
        Part::Table(rows) => {
            let words =
                rows.into_iter().flatten().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ");
            Part::Words(kind, 0, words)
        }
    })
}

/// The parts put down one after the other, what was put down at an edge before not again.
fn layout(parts: Vec<Part>) -> Layout {
    let mut layout = Layout::default();
    let mut edges = Vec::new();
    for part in parts {
        match part {
            Part::Words(BlockKind::RunningHead, _, words) if edges.contains(&words) => {}
            Part::Words(kind, level, words) => {
                layout.push(kind, level, &words);
                if kind == BlockKind::RunningHead {
                    edges.push(words);
                }
            }
            Part::Table(rows) => layout.table(&rows, layout::heads(&rows), 1),
        }
    }
    layout
}

/// The parts of a file of the document; an error as soon as they are more than it may have.
fn parts(xml: &[u8], limits: &Limits) -> Result<Vec<Part>, String> {
    let mut reader = XmlReader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut page = Page::default();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Err(error) => return Err(error.to_string()),
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag)) => {
                page.styled(&tag);
                page.start(tag.local_name().as_ref().as_ref());
            }
            Ok(Event::Empty(tag)) => {
                page.styled(&tag);
                page.mark(tag.local_name().as_ref().as_ref());
            }
            Ok(Event::End(tag)) => {
                page.end(tag.local_name().as_ref().as_ref());
                layout::is_tame(page.bytes, page.parts, limits)?;
            }
            Ok(Event::Text(text)) => page.words(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                page.reference(&reference, reference.resolve_char_ref().ok().flatten())
            }
            Ok(_) => {}
        }
        buffer.clear();
    }
    page.end_table_rows();
    Ok(page.done)
}

/// A document as it is read: finished paragraphs, and the one at hand.
#[derive(Default)]
struct Page {
    done: Vec<Part>,
    paragraph: String,
    /// What the paragraph at hand is by its style: title, heading of a level, item of a list.
    style: Option<(BlockKind, u8)>,
    /// Whether words count: inside `w:t`.
    in_text: bool,
    /// How many tables are open.
    tables: usize,
    row: Vec<String>,
    cell: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Bytes of text, and paragraphs and cells, so far.
    bytes: usize,
    parts: usize,
}

impl Page {
    /// Notes what the style of the paragraph says.
    fn styled(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        match AsRef::<[u8]>::as_ref(name.as_ref()) {
            b"p" => self.style = None,
            b"numPr" => self.style = self.style.or(Some((BlockKind::Item, 0))),
            b"pStyle" => {
                let value =
                    tag.attributes().flatten().find(|attribute| attribute.key.as_ref().ends_with("val"));
                let value = value.map(|attribute| attribute.value.to_lowercase());
                self.style = value.as_deref().and_then(style).or(self.style);
            }
            _ => {}
        }
    }

    fn start(&mut self, name: &[u8]) {
        match name {
            b"t" => self.in_text = true,
            b"tbl" => self.tables += 1,
            other => self.mark(other),
        }
    }

    fn mark(&mut self, name: &[u8]) {
        match name {
            b"tab" => self.paragraph.push('\t'),
            b"br" | b"cr" => self.paragraph.push('\n'),
            b"noBreakHyphen" => self.paragraph.push('-'),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.in_text {
            self.paragraph.push_str(text);
        }
    }

    fn reference(&mut self, name: &str, character: Option<char>) {
        if let Some(character) = named(name, character) {
            self.words(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"t" => self.in_text = false,
            b"p" => self.end_paragraph(),
            b"tc" if self.tables == 1 => {
                self.row.push(std::mem::take(&mut self.cell).join(" "));
                self.parts += 1;
            }
            b"tr" if self.tables == 1 => self.rows.push(std::mem::take(&mut self.row)),
            b"tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_table_rows();
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph).trim().to_owned();
        self.bytes += paragraph.len();
        self.parts += usize::from(self.tables == 0);
        if paragraph.is_empty() {
            return;
        }
        match self.tables {
            0 => {
                let (kind, level) = self.style.take().unwrap_or((BlockKind::Paragraph, 0));
                self.done.push(Part::Words(kind, level, paragraph));
            }
            // Tables inside tables are read as words of the cell that holds them.
            _ => self.cell.push(paragraph.replace('\n', " ")),
        }
    }

    fn end_table_rows(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if rows.iter().flatten().any(|cell| cell.chars().any(char::is_alphanumeric)) {
            self.done.push(Part::Table(rows));
        }
    }
}

/// The character that a reference stands for: by its name, else by its number.
fn named(name: &str, character: Option<char>) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => character,
    }
}

/// What a style of this name makes of a paragraph, in lower case.
fn style(name: &str) -> Option<(BlockKind, u8)> {
    let level = || name.chars().find_map(|mark| mark.to_digit(10)).and_then(|level| u8::try_from(level).ok());
    match name {
        "title" => Some((BlockKind::Title, 0)),
        "caption" => Some((BlockKind::Caption, 0)),
        _ if name.starts_with("heading") || name == "subtitle" => {
            Some((BlockKind::Heading, level().unwrap_or(2)))
        }
        _ if name.starts_with("list") => Some((BlockKind::Item, 0)),
        _ => None,
    }
}

/// The words of the first element of this name.
fn element(xml: &[u8], wanted: &[u8]) -> Option<String> {
    let mut reader = XmlReader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut inside = false;
    let mut words = String::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Err(_) | Ok(Event::Eof) => return None,
            Ok(Event::Start(tag)) => inside = tag.local_name().as_ref().as_bytes() == wanted,
            Ok(Event::Text(text)) if inside => words.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) if inside => {
                words.extend(named(&reference, reference.resolve_char_ref().ok().flatten()));
            }
            Ok(Event::End(_)) if inside => {
                return Some(words.trim().to_owned()).filter(|words| !words.is_empty());
            }
            Ok(_) => {}
        }
        buffer.clear();
    }
}
