//! Each reader on a sample of its kind: what it makes of it, and that a figure's offsets lead back to its words.

use std::{io::Cursor, ops::ControlFlow};

use recount_core::{BlockKind, Lexicon, Report, extract};
use recount_formats::read::{self, Input, Item, Options, Reading};

use crate::samples::{samples, sentence, warc, zip};

fn read(name: &str, bytes: &[u8]) -> Reading {
    let (stem, extension) = name.rsplit_once('.').expect("a file name");
    let input = Input { name, stem, extension: Some(extension), size: None, bytes: &mut Cursor::new(bytes) };
    read::all(input, &Options::default())
}

fn first(name: &str) -> Report {
    let (_, bytes, _) = samples().into_iter().find(|(known, ..)| *known == name).expect("a sample");
    let reading = read(name, &bytes);
    assert_eq!(reading.problems, [], "{name}");
    reading.reports.into_iter().next().expect("a report")
}

#[test]
fn every_kind_gives_the_words_that_were_put_in() {
    for (name, bytes, number) in samples() {
        let reading = read(name, &bytes);
        assert_eq!(reading.problems, [], "{name}");
        let report = reading.reports.first().unwrap_or_else(|| panic!("{name} gives no report"));
        assert!(report.text.contains(&sentence(number)), "{name}: {}", report.text);
        let original =
            report.original.as_ref().unwrap_or_else(|| panic!("{name} does not say what it was made from"));
        assert!(original.sha256.len() == 64 && original.bytes > 0 && original.version > 0, "{name}");
    }
}

#[test]
fn names_do_not_matter() {
    for (name, bytes, number) in samples() {
        // A table in two bytes a letter and plain text say nothing by themselves.
        if matches!(name, "note.txt" | "tabs.tsv") {
            continue;
        }
        let reading = read("whatever.bin", &bytes);
        let words: String = reading.reports.iter().map(|report| report.text.as_str()).collect();
        assert!(words.contains(&sentence(number)), "{name}: {:?}", reading.problems);
    }
}

/// The offsets of a figure of the sample slice its words out of the text that was made of the bytes.
#[track_caller]
fn check_offsets(name: &str) {
    let report = first(name);
    let (_, _, number) = samples().into_iter().find(|(known, ..)| *known == name).expect("a sample");
    let extraction = extract(&report, &Lexicon::builtin());
    let figure = extraction.figures.iter().find(|figure| figure.low == u64::try_from(number).ok());
    let figure = figure.unwrap_or_else(|| panic!("no figure of {number} in {}", report.text));
    assert!(figure.span.slice(&report.text).contains(&number.to_string()));
}

#[test]
fn offsets_lead_to_the_words() {
    for name in ["page.html", "update.pdf", "plan.docx"] {
        check_offsets(name);
    }
}

#[test]
fn a_page_says_what_dated_it() {
    let report = first("page.html");
    assert_eq!(report.dated_by.as_deref(), Some("metadata"));
    assert!(
        !report.text.contains("rights reserved")
            && !report.text.contains("reader")
            && !report.text.contains("Home")
    );
}

#[test]
fn a_document_keeps_tables_and_notes() {
    let report = first("plan.docx");
    assert_eq!(
        report.text,
        format!("Flood & aid\n\n{}\n\nTown | Tents\nBentiu | 40\n\nAs told by the town.", sentence(314))
    );
    assert_eq!(report.title.as_deref(), Some("Plan"));
}

#[test]
fn lines_of_a_pdf_become_paragraphs() {
    assert!(!first("update.pdf").text.contains('\n'), "{}", first("update.pdf").text);
}

#[test]
fn a_letter_comes_with_what_is_attached() {
    let (name, bytes, number) =
        samples().into_iter().find(|(name, ..)| *name == "letter.eml").expect("a sample");
    let reading = read(name, &bytes);
    let names: Vec<&str> = reading.reports.iter().map(|report| report.document.as_str()).collect();
    assert_eq!(names, ["letter", "note"]);
    assert!(reading.reports[1].text.contains(&sentence(number + 100)));
    assert!(!reading.reports[0].text.contains("earlier") && !reading.reports[0].text.contains("Ada"));
}

#[test]
fn a_mailbox_is_its_messages() {
    let report = first("box.mbox");
    assert_eq!((report.document.as_str(), report.title.as_deref()), ("box:1", Some("Flood")));
    let (name, bytes, _) = samples().into_iter().find(|(name, ..)| *name == "box.mbox").expect("a sample");
    assert!(read(name, &bytes).reports[1].text.contains("From the hill"));
}

#[test]
fn feeds_and_reliefweb_give_source_and_day() {
    for (name, outlet) in
        [("news.rss", "River News"), ("feed.json", "River News"), ("reliefweb.json", "Town of Bentiu")]
    {
        let report = first(name);
        assert_eq!(report.outlet.as_deref(), Some(outlet));
        assert_eq!(report.published.map(|day| day.to_string()).as_deref(), Some("2023-11-07"), "{name}");
    }
}

/// The kinds of the blocks that lie in no other, each with its words.
fn outline(report: &Report) -> Vec<(&str, &str)> {
    let outer = report.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Row | BlockKind::Cell));
    outer.map(|block| (block.kind.code(), block.span.slice(&report.text))).collect()
}

/// The cells that head the last cell.
fn last_heads(report: &Report) -> Vec<&str> {
    let cell = report.blocks.iter().rfind(|block| block.kind == BlockKind::Cell).expect("a cell");
    cell.headers.iter().map(|span| span.slice(&report.text)).collect()
}

#[test]
fn a_message_keeps_its_layout() {
    let head = "From: desk@aid.example\nTo: all@aid.example\nSubject: Situation report 4\nDate: Tue, 07 Nov 2023 08:00:00 +0000\n";
    let plain = format!(
        "{head}\nShelters\n\nThe river is still above its banks in the two districts to the north\nof the town.\n\n\
         - Wells are dry\n\nDistrict | People\nIntabo | 120\nOrvale | 80\n"
    );
    let expected = [
        ("title", "Situation report 4"),
        ("heading", "Shelters"),
        ("paragraph", "The river is still above its banks in the two districts to the north of the town."),
        ("item", "• Wells are dry"),
        ("table", "District | People\nIntabo | 120\nOrvale | 80"),
    ];
    let report = read("letter.eml", plain.as_bytes()).reports.remove(0);
    assert_eq!(outline(&report), expected);
    assert_eq!(last_heads(&report), ["People", "Orvale"]);
    let page = format!(
        "{head}Content-Type: text/html; charset=utf-8\n\n<html><body><h2>Shelters</h2><p>The river is still above its banks in the two \
         districts to the north of the town.</p><ul><li>Wells are dry</li></ul><table><tr><th>District<th>People</tr>\
         <tr><td>Intabo<td>120</tr><tr><td>Orvale<td>80</tr></table></body></html>\n"
    );
    let report = read("letter.eml", page.as_bytes()).reports.remove(0);
    assert_eq!(outline(&report), expected);
    assert_eq!(last_heads(&report), ["People", "Orvale"]);
}

#[test]
fn a_table_as_text_may_be_a_report_itself() {
    let text = "Situation Report No. 2,,\nToll by district,,\nDistrict,Killed,Missing\nIntabo,12,3\nOrvale,4,0\n\
                \"The river is still above the mark of 2019, the office said.\",,\n";
    let report = read("toll.csv", text.as_bytes()).reports.remove(0);
    assert_eq!(report.document, "toll");
    assert_eq!(
        outline(&report),
        [
            ("title", "Situation Report No. 2"),
            ("heading", "Toll by district"),
            ("table", "District | Killed | Missing\nIntabo | 12 | 3\nOrvale | 4 | 0"),
            ("paragraph", "The river is still above the mark of 2019, the office said."),
        ]
    );
    assert_eq!(last_heads(&report), ["Missing", "Orvale"]);
}

#[test]
fn columns_may_be_named() {
    let options = Options {
        columns: read::Columns::parse("text=What was said").expect("columns"),
        ..Options::default()
    };
    let bytes = format!("No;What was said\n1;{}\n", sentence(7));
    let input = Input {
        name: "a.csv",
        stem: "a",
        extension: Some("csv"),
        size: None,
        bytes: &mut Cursor::new(bytes.as_bytes()),
    };
    assert_eq!(read::all(input, &options).reports[0].text, sentence(7));
    let without = read("a.csv", bytes.as_bytes());
    assert_eq!(
        without.problems[0].to_string(),
        "a.csv, line 1: set aside: expected a header row with a column `text`, found `No`, `What was said`; say which column it \
         is: --columns text=NAME"
    );
}

#[test]
fn other_languages_are_told_by_their_letters() {
    let french = "Les familles ont quitté leurs maisons pendant la nuit, et le maire a dit mardi que l'école du village resterait \
                  ouverte à tous ceux qui ne peuvent pas rentrer chez eux avant la fin de la semaine.";
    let report = read("a.txt", french.as_bytes()).reports.remove(0);
    assert!(!report.is_english());
    let extraction = extract(&report, &Lexicon::builtin());
    assert!(extraction.is_unread && extraction.figures.is_empty());
}

/// A record, again and again, without end.
struct Endless {
    record: Vec<u8>,
    at: usize,
}

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.record[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at = (self.at + count) % self.record.len();
        Ok(count)
    }
}

#[test]
fn an_archive_is_handed_on_as_it_is_read() {
    let line = format!("{{\"text\":\"{}\"}}\n", sentence(1)).into_bytes();
    for (name, record) in [("endless.warc", warc(1)), ("endless.jsonl", line)] {
        let mut bytes = Endless { record, at: 0 };
        let input = Input { name, stem: "endless", extension: None, size: None, bytes: &mut bytes };
        let mut count = 0;
        let end = read::open(input, &Options::default(), &mut |item| {
            count += usize::from(matches!(item, Item::Part(_) | Item::Report(_)));
            if count < 1_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!((end, count), (ControlFlow::Break(()), 1_000));
    }
}

/// Found by many rounds of the mutator: a record whose kind was changed, and with it archives of hidden files alone.
#[test]
fn an_archive_of_nothing_is_told() {
    let told = |name: &str, bytes: &[u8]| {
        let problems = read(name, bytes).problems;
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let nothing = "set aside: expected something to read, found nothing but what is passed over";
    assert_eq!(told("a.zip", &zip(&[(".hidden", b"x")])), format!("a.zip: {nothing}"));
    let record = |kind: &str| format!("WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Length: 1\r\n\r\nx\r\n\r\n");
    assert_eq!(told("a.warc", record("request").as_bytes()), format!("a.warc: {nothing}"));
    assert_eq!(
        told("a.warc", record("responsf").as_bytes()),
        "a.warc: set aside: expected documents, found 1 of records of kind `responsf`"
    );
}
