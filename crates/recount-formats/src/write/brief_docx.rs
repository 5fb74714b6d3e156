//! The brief as a Word document (Office Open XML, ECMA-376): its own styles, a list, and nothing that depends on the day it is written.

use std::io::{Cursor, Write};

use zip::{DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::{
    brief::{Drafted, Kind, Part},
    summary::printable,
};

/// The parts of the file that are the same for all: each with its name.
const FIXED: [(&str, &str); 5] = [
    ("[Content_Types].xml", include_str!("brief_docx/content_types.xml")),
    ("_rels/.rels", include_str!("brief_docx/package_rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("brief_docx/document_rels.xml")),
    ("word/styles.xml", include_str!("brief_docx/styles.xml")),
    ("word/numbering.xml", include_str!("brief_docx/numbering.xml")),
];

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
/// A4, with margins of 25 mm.
const FOOT: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

impl Drafted {
    /// As a Word document; the same brief gives the same bytes.
    pub fn docx(&self) -> Vec<u8> {
        // Writing into memory does not fail.
        self.packed().unwrap_or_default()
    }

    fn packed(&self) -> ZipResult<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        // The first day that a ZIP file can name, whatever the day is.
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        let fixed = FIXED.iter().map(|(name, content)| (*name, (*content).to_owned()));
        let own = [("word/document.xml", self.document()), ("docProps/core.xml", self.properties())];
        for (name, content) in fixed.chain(own) {
            archive.start_file(name, options)?;
            archive.write_all(content.as_bytes())?;
        }
        Ok(archive.finish()?.into_inner())
    }

    fn document(&self) -> String {
        let paragraphs: String = self.0.iter().map(paragraph).collect();
        format!("{HEAD}{paragraphs}{FOOT}")
    }

    fn properties(&self) -> String {
        let title = self.0.iter().find(|part| part.kind == Kind::Title).map_or("", |part| &part.words);
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>Recount</dc:creator></cp:coreProperties>"#,
            escaped(title)
        )
    }
}

fn paragraph(part: &Part) -> String {
    let style = match part.kind {
        Kind::Title => "Title",
        Kind::Heading => "Heading1",
        Kind::Words => "BodyText",
        Kind::Item => "ListBullet",
        Kind::Source => "Source",
    };
    let words = escaped(&part.words);
    let words = match (part.kind, part.source) {
        (Kind::Source, Some(source)) => format!("[{source}] {words}"),
        (_, Some(source)) => format!("{words} [{source}]"),
        (_, None) => words,
    };
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>"#
    )
}

/// Words as XML takes them: of what cannot be shown only its number.
fn escaped(words: &str) -> String {
    let shown = printable(words);
    let allowed = shown.chars().filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}'));
    let mut out = String::with_capacity(shown.len());
    for letter in allowed {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Options};

    fn part(kind: Kind, words: &str, source: Option<usize>) -> Part {
        Part { kind, words: words.to_owned(), source }
    }

    fn brief() -> Drafted {
        Drafted(vec![
            part(Kind::Title, "Storm & flood: <Mocuba>", None),
            part(Kind::Words, "As of 3 March 2027, from 2 reports.", None),
            part(Kind::Heading, "Key figures", None),
            part(Kind::Words, "Killed: “at least 41” people in Angoche.", Some(1)),
            part(Kind::Item, "Missing: 17 against 18\u{1b}[31m.", None),
            part(Kind::Heading, "Sources", None),
            part(Kind::Source, "The Post. 3 March 2027.", Some(1)),
        ])
    }

    #[test]
    fn our_own_reader_finds_the_same_words() {
        let bytes = brief().docx();
        let mut input = &*bytes;
        let input =
            read::Input { name: "b.docx", stem: "b", extension: Some("docx"), size: None, bytes: &mut input };
        let found = read::all(input, &Options::default());
        assert!(found.problems.is_empty(), "{:?}", found.problems);
        let report = found.reports.first().expect("a report");
        assert_eq!(report.title.as_deref(), Some("Storm & flood: <Mocuba>"));
        let lines: Vec<&str> = report.text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "Storm & flood: <Mocuba>",
                "As of 3 March 2027, from 2 reports.",
                "Key figures",
                "Killed: “at least 41” people in Angoche. [1]",
                &format!("• Missing: 17 against 18{}[31m.", printable("\u{1b}")),
                "Sources",
                "[1] The Post. 3 March 2027.",
            ]
        );
    }

    #[test]
    fn the_same_brief_gives_the_same_bytes() {
        assert_eq!(brief().docx(), brief().docx());
    }
}
