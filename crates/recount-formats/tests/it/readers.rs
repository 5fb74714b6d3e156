//! Each reader on good and on odd bytes: what is read, and the words in which the rest is set aside.

use std::io::Cursor;

use recount_formats::read::{self, Input, Limits, Options, READERS, Reading, sniff};

/// Reads `bytes` as the file `name`, by what they say, a report having at most `most` bytes.
fn read(name: &str, bytes: &[u8], most: usize) -> Reading {
    let options = Options { limits: Limits { bytes: most, ..Limits::default() }, ..Options::default() };
    let (stem, extension) = name.rsplit_once('.').expect("a file name");
    let size = u64::try_from(bytes.len()).ok();
    let input = Input { name, stem, extension: Some(extension), size, bytes: &mut Cursor::new(bytes) };
    read::all(input, &options)
}

/// As `read`, and compares reports and problems, a line each.
#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let reading = read(name, bytes, 200);
    let mut lines: Vec<String> = Vec::new();
    for report in &reading.reports {
        let published = report.published.map(|date| date.to_string()).unwrap_or_default();
        let rest =
            [&report.title, &report.outlet, &report.url].map(|it| it.clone().unwrap_or_default()).join("|");
        lines.push(format!("{}|{published}|{rest}|{}", report.document, report.text));
    }
    lines.extend(reading.problems.iter().map(ToString::to_string));
    assert_eq!(lines, expected);
}

#[test]
fn plain_text_stays_as_it_is() {
    check("note.txt", "Zażółć 1.000\n".as_bytes(), &["note|||||Zażółć 1.000\n"]);
    check("note.TXT", b" date 2023-11-07 Text", &["note|2023-11-07|||| date 2023-11-07 Text"]);
}

#[test]
fn text_that_is_none_is_set_aside() {
    check("a.txt", b"", &["a.txt: set aside: expected text, found an empty file"]);
    check("a.txt", b" \n\t", &["a.txt: set aside: expected text, found nothing but white space"]);
    check("a.txt", b"\xef\xbb\xbf\n", &["a.txt: set aside: expected text, found nothing but white space"]);
    check(
        "a.txt",
        b"\x7fELF\x02\x01\x01\0\0",
        &[
            "a.txt, byte 7: set aside: expected text, found binary data (a zero byte); convert it to text first",
        ],
    );
    check(
        "a.txt",
        b"caf\xe9 society",
        &["a.txt, byte 3: set aside: expected UTF-8, found the byte 0xE9; convert it, for instance with \
           `iconv -f WINDOWS-1252 -t UTF-8`"],
    );
    check(
        "a.txt",
        "word ".repeat(50).as_bytes(),
        &["a.txt: set aside: expected at most 200 bytes, found 250; split it, or raise --max-bytes"],
    );
}

#[test]
fn odd_but_readable_text_is_read_and_told() {
    check(
        "a.txt",
        b"\xef\xbb\xbfone\ntwo\r\nthree",
        &[
            "a|||||\u{feff}one\ntwo\r\nthree",
            "a.txt, byte 0: read as it stands: expected text from the first byte on, found a byte order mark; offsets \
             count it as one character",
            "a.txt, line 2: read as it stands: expected lines that end in LF, found CR LF; offsets count both characters",
        ],
    );
}

#[test]
fn json_lines_are_reports() {
    check(
        "a.jsonl",
        b"{\"text\":\"One.\",\"id\":\"x\",\"title\":\"T\",\"published\":\"2023-11-07T10:00:00Z\",\"outlet\":\"O\",\"url\":\"U\"}\r\n\n\
          {\"text\":\"Two.\",\"id\":7,\"more\":[1,{}]}\n{\"text\":\"Three.\",\"id\":null,\"title\":\" \"}",
        &["x|2023-11-07|T|O|U|One.", "7|||||Two.", "a:4|||||Three."],
    );
}

#[test]
fn a_bad_line_is_set_aside_and_the_rest_read() {
    check(
        "a.jsonl",
        b"{\"text\":\"One.\"}\n{\"text\":\n[]\n{\"title\":\"x\"}\n{\"text\":\"\"}\nnull\n{\"text\":\"caf\xe9\"}\n\
          {\"text\":\"Two.\",\"published\":\"yesterday\"}",
        &[
            "a:1|||||One.",
            "a:8|||||Two.",
            "a.jsonl, line 2: set aside: expected a JSON object with `text`, found EOF while parsing a value at character 8",
            "a.jsonl, line 3: set aside: expected a JSON object with `text`, found `[]`",
            "a.jsonl, line 4: set aside: expected a JSON object with `text`, found missing field `text` at character 13",
            "a.jsonl, line 5: set aside: expected words in `text`, found none",
            "a.jsonl, line 6: set aside: expected a JSON object with `text`, found `null`",
            "a.jsonl, line 7: set aside: expected a JSON object with `text`, found invalid unicode code point at character 13",
            "a.jsonl, line 8: read as it stands: expected a date of publication as YYYY-MM-DD, found `yesterday`; the report \
             is read as undated",
        ],
    );
    check(
        "a.jsonl",
        b"\n \n",
        &["a.jsonl: set aside: expected a report a line, found nothing but white space"],
    );
}

#[test]
fn one_line_may_be_too_large_without_harm_to_others() {
    let long = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"Two.\"}}", "a".repeat(300));
    check(
        "a.jsonl",
        long.as_bytes(),
        &[
            "a:2|||||Two.",
            "a.jsonl, line 1: set aside: expected at most 200 bytes a report, found 311; split it, or raise --max-bytes",
        ],
    );
}

#[test]
fn formats_are_known_by_their_bytes() {
    let known = |bytes: &[u8]| sniff(bytes).map_or("", |reader| reader.code);
    assert_eq!(known(b" \n{\"text\":1}"), "jsonl");
    assert_eq!(known(b"Thousands fled."), "");
    assert_eq!(known(b""), "");
    assert_eq!(known(b"<!-- a --><!DOCTYPE html><html>"), "html");
    assert_eq!(known(b"<?xml version=\"1.0\"?><rss version=\"2.0\">"), "feed");
    assert_eq!(known(b"{\"version\":\"https://jsonfeed.org/version/1.1\"}"), "feed");
    assert_eq!(known(b"{\"data\":[{\"id\":1,\"fields\":{}}]}"), "reliefweb");
    assert_eq!(known(b"WARC/1.0\r\n"), "warc");
    assert_eq!(known(b"%PDF-1.4"), "pdf");
    assert_eq!(known(b"Date;Text\n1;2"), "csv");
    assert_eq!(known(b"From: a@b.example\nSubject: x\n\nWords"), "mail");
    assert_eq!(known(b"From: the mayor\nTwo died."), "");
    assert_eq!(known(b"<3 for all"), "");
}

#[test]
fn every_reader_answers_to_extensions_of_its_own() {
    let mut extensions: Vec<&str> = READERS.iter().flat_map(|reader| reader.extensions).copied().collect();
    assert!(extensions.iter().all(|extension| extension.to_ascii_lowercase() == *extension));
    extensions.sort_unstable();
    let count = extensions.len();
    extensions.dedup();
    assert_eq!(extensions.len(), count);
    assert!(READERS.iter().all(|reader| reader.keeps.ends_with('.') && reader.drops.ends_with('.')));
}

#[test]
fn a_web_page_is_read_without_its_surroundings() {
    let page = "<!doctype html><html lang='en-GB'><head><title>T | Paper</title><meta property='og:title' content='Caf\u{e9} &amp; bar'>\
        <meta property='article:published_time' content='2023-11-07T08:00'><meta property=og:site_name content=Paper>\
        </head><body><nav><a href=/>Home</a></nav><article><h1>Headline</h1><p>Some 300 people fled, the mayor said, \
        and more are coming.<p>They were caf&eacute; owners &#8211; all of them, he added.</article>\
        <div class='related-news'><p>Ten more stories, none of them about this, and long enough.</p></div><script>x</script>";
    for bytes in [page.as_bytes().to_vec(), page.replace('\u{e9}', "&eacute;").into_bytes()] {
        let reading = read("a.html", &bytes, 10_000);
        let report = &reading.reports[0];
        assert_eq!(
            report.text,
            "Headline\n\nSome 300 people fled, the mayor said, and more are coming.\n\nThey were café owners – all of them, he added."
        );
        let told =
            [&report.title, &report.outlet, &report.language].map(|it| it.as_deref().unwrap_or_default());
        assert_eq!(told, ["Café & bar", "Paper", "en"]);
        assert_eq!(report.published.map(|date| date.to_string()).as_deref(), Some("2023-11-07"));
        assert_eq!(reading.problems, []);
    }
}

#[test]
fn pages_in_older_character_sets_are_read() {
    let named = read("a.htm", b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2", 10_000);
    assert_eq!((named.reports[0].text.as_str(), named.problems.len()), ("Привет", 0));
    let unnamed = read("a.htm", b"<p>caf\xe9", 10_000);
    assert_eq!(unnamed.reports[0].text, "café");
    assert_eq!(
        unnamed.problems[0].to_string(),
        "a.htm: read as it stands: expected UTF-8, or the character set that the page names, found other bytes; read as \
         windows-1252; what does not fit is shown as \u{fffd}"
    );
}

#[test]
fn pages_without_text_are_set_aside() {
    check(
        "a.html",
        b"<html><script>let x = '<p>no</p>';</script><nav>Home</nav>",
        &[
            "a.html: set aside: expected a page with text, found none outside menus and scripts; save the page with its text \
           loaded",
        ],
    );
    check("a.html", b" ", &["a.html: set aside: expected a web page, found an empty file"]);
}

#[test]
fn a_page_may_be_as_deep_and_broken_as_it_likes() {
    for piece in [
        "<div>",
        "<p>",
        "</div>",
        "<a href='",
        "<!--",
        "<span class=date>",
        "<table><tr><td>",
        "&#x;&#",
        "<script>",
    ] {
        let page = format!("{}Words at the end.", piece.repeat(20_000));
        let reading = read("a.html", page.as_bytes(), 1_000_000);
        assert_eq!(reading.reports.len() + reading.problems.len(), 1, "{piece}");
    }
}
