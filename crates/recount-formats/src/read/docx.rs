//! Word documents: paragraphs, tables a row a line, and footnotes.

use quick_xml::{Reader as XmlReader, events::Event};
use recount_core::Report;

use crate::Problem;

use super::{Reader, Reading, Source, Way, zipped};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "docx",
    version: 1,
    name: "Word document",
    extensions: &["docx", "docm"],
    keeps: "One report a document: its paragraphs, its tables (a row a line, cells parted by ` | `), then its footnotes and endnotes; title and \
            author of its properties.",
    drops: "Deleted text, comments, headers and footers, pictures, formats. The day it was saved is not taken for a day of publication.",
    sniff: |head| zipped::has_entry(head, "word/document.xml"),
    way: Way::Document(read),
};

fn read(source: &Source) -> Reading {
    try_read(source).map_or_else(
        |found| Problem::set_aside(source.name, "a whole Word document", found).into(),
        |report| Reading { reports: vec![report], problems: Vec::new() },
    )
}

fn try_read(source: &Source) -> Result<Report, String> {
    let entry = |name: &str| zipped::entry(source.bytes, name, &source.options.limits);
    let body = entry("word/document.xml")?.ok_or("no word/document.xml in it")?;
    let mut paragraphs = paragraphs(&body)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = entry(notes)? {
            paragraphs.extend(self::paragraphs(&notes)?);
        }
    }
    let text = paragraphs.join("\n\n");
    if text.trim().is_empty() {
        return Err("no words".to_owned());
    }
    let mut report = Report::new(source.stem, text);
    if let Some(properties) = entry("docProps/core.xml")? {
        report.title = element(&properties, b"title");
        report.author = element(&properties, b"creator");
    }
    Ok(report)
}

/// The paragraphs of a part of the document.
fn paragraphs(xml: &[u8]) -> Result<Vec<String>, String> {
    let mut reader = XmlReader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut page = Page::default();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Err(error) => return Err(error.to_string()),
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag)) => page.start(tag.local_name().as_ref().as_ref()),
            Ok(Event::Empty(tag)) => page.mark(tag.local_name().as_ref().as_ref()),
            Ok(Event::End(tag)) => page.end(tag.local_name().as_ref().as_ref()),
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
    done: Vec<String>,
    paragraph: String,
    /// Whether words count: inside `w:t`.
    in_text: bool,
    /// How many tables are open.
    tables: usize,
    row: Vec<String>,
    cell: Vec<String>,
    rows: Vec<String>,
}

impl Page {
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
        let named = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => character,
        };
        if let Some(character) = named {
            self.words(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"t" => self.in_text = false,
            b"p" => self.end_paragraph(),
            b"tc" if self.tables == 1 => self.row.push(std::mem::take(&mut self.cell).join(" ")),
            b"tr" if self.tables == 1 => self.rows.push(std::mem::take(&mut self.row).join(" | ")),
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
        if paragraph.is_empty() {
            return;
        }
        match self.tables {
            0 => self.done.push(paragraph),
            // Tables inside tables are read as words of the cell that holds them.
            _ => self.cell.push(paragraph.replace('\n', " ")),
        }
    }

    fn end_table_rows(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let rows: Vec<String> =
            rows.into_iter().filter(|row| row.chars().any(char::is_alphanumeric)).collect();
        if !rows.is_empty() {
            self.done.push(rows.join("\n"));
        }
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
            Ok(Event::End(_)) if inside => {
                return Some(words.trim().to_owned()).filter(|words| !words.is_empty());
            }
            Ok(_) => {}
        }
        buffer.clear();
    }
}
