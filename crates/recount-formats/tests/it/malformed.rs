//! Hundreds of inputs gone wrong, made by a seeded mutator over a sample of every reader: cut, flipped, mislabelled, doubled,
//! nested, packed too well, in the wrong encoding. No panic gets out, none takes ten seconds, memory stays small, and each
//! ends as a report or as a line that says what became of it.

use std::{
    io::Cursor,
    time::{Duration, Instant},
};

use recount_formats::read::{self, Input, Limits, Options, READERS, Reading};

use crate::samples::{Dice, gzip, html, pdf_of, samples, text, zip};

/// An input gone wrong.
pub(crate) struct Malformed {
    what: String,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

fn options() -> Options {
    Options { limits: Limits { time: Duration::from_secs(8), ..Limits::default() }, ..Options::default() }
}

fn read(name: &str, bytes: &[u8]) -> Reading {
    let (stem, extension) =
        name.rsplit_once('.').map_or((name, None), |(stem, extension)| (stem, Some(extension)));
    let input = Input { name, stem, extension, size: None, bytes: &mut Cursor::new(bytes) };
    read::all(input, &options())
}

/// The ways in which a file goes wrong, each applied to every sample.
fn mutations(name: &str, bytes: &[u8], dice: &mut Dice) -> Vec<Malformed> {
    let mut all = Vec::new();
    let mut add = |what: &str, name: &str, bytes: Vec<u8>| {
        all.push(Malformed { what: what.to_owned(), name: name.to_owned(), bytes });
    };
    for tenths in [0, 1, 3, 5, 7, 9] {
        add("cut", name, bytes[..bytes.len() * tenths / 10].to_vec());
    }
    add("cut by one", name, bytes[..bytes.len() - 1].to_vec());
    add("without its head", name, bytes[bytes.len() / 20..].to_vec());
    for flips in [1, 4, 16, 64, 256] {
        let mut flipped = bytes.to_vec();
        for _ in 0..flips {
            let at = dice.below(flipped.len());
            flipped[at] ^= 1 << dice.below(8);
        }
        add("flipped", name, flipped);
    }
    for _ in 0..2 {
        let (at, length) = (dice.below(bytes.len()), dice.below(200));
        let end = (at + length).min(bytes.len());
        add("a piece lost", name, [&bytes[..at], &bytes[end..]].concat());
        add("a piece doubled", name, [&bytes[..end], &bytes[at..]].concat());
        add("noise put in", name, [&bytes[..at], &noise(dice, length)[..], &bytes[at..]].concat());
    }
    let other = READERS[dice.below(READERS.len())].extensions.first().unwrap_or(&"json");
    add("mislabelled", &format!("wrong.{other}"), bytes.to_vec());
    add("twice in a row", name, bytes.repeat(2));
    add("two bytes a letter", name, bytes.iter().flat_map(|byte| [*byte, 0]).collect());
    add("packed and cut", "a.gz", gzip(bytes)[..20].to_vec());
    add("zipped and flipped", "a.zip", flipped_zip(name, bytes, dice));
    all
}

fn noise(dice: &mut Dice, length: usize) -> Vec<u8> {
    (0..length).map(|_| u8::try_from(dice.below(256)).unwrap_or(0)).collect()
}

fn flipped_zip(name: &str, bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut packed = zip(&[(name, bytes), ("other.txt", &text(1))]);
    let at = dice.below(packed.len());
    packed[at] ^= 0x55;
    packed
}

/// Inputs that no chance would make: bombs, cycles, depths and lengths.
fn traps() -> Vec<Malformed> {
    let trap =
        |what: &str, name: &str, bytes: Vec<u8>| Malformed { what: what.into(), name: name.into(), bytes };
    let nothing = vec![b' '; 60_000_000];
    let bomb = gzip(&nothing);
    let mut deep_zip = zip(&[("a.txt", &text(1))]);
    let mut deep_gzip = text(1);
    for _ in 0..12 {
        deep_zip = zip(&[("a.zip", &deep_zip)]);
        deep_gzip = gzip(&deep_gzip);
    }
    let many: Vec<(String, Vec<u8>)> = (0..20).map(|at| (format!("{at}.gz"), bomb.clone())).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let form = "<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream";
    let laughs: String =
        (1..10).map(|at| format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10))).collect();
    let mut huge = html(1);
    huge.extend(b"<p>word</p>".repeat(200_000));
    let long_head = [b"WARC/1.0\r\n".to_vec(), b"x".repeat(3_000_000)].concat();
    vec![
        trap("a bomb", "a.gz", bomb.clone()),
        trap("a bomb in a ZIP file", "a.zip", zip(&[("a.txt", &nothing)])),
        trap("twenty bombs", "b.zip", zip(&many)),
        trap("a Word document that is a bomb", "a.docx", zip(&[("word/document.xml", &nothing)])),
        trap("a spreadsheet that is a bomb", "a.xlsx", zip(&[("xl/workbook.xml", &nothing), ("xl/b.xml", &nothing)])),
        trap("archives in archives", "c.zip", deep_zip),
        trap("packed again and again", "c.gz", deep_gzip),
        trap("a form that draws itself", "a.pdf", pdf_of("/X Do", form)),
        trap("a page that is its own parent", "b.pdf", own_parent()),
        trap("a PDF that is a bomb", "c.pdf", pdf_of(&" ".repeat(60_000_000), "")),
        trap("entities that multiply", "a.rss", format!("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a0 \"ha\">{laughs}]><rss><channel><title>&a9;</title></channel></rss>").into_bytes()),
        trap("a deep page", "deep.html", b"<div>".repeat(200_000)),
        trap("a page of open links", "links.html", [b"<p>".to_vec(), b"<a href=x>".repeat(60_000)].concat()),
        trap("a page of open tables", "tables.html", b"<table><tr><td>".repeat(60_000)),
        trap("a page of formats", "formats.html", b"<b><i><font><p>".repeat(40_000)),
        trap("a long page", "long.html", huge),
        trap("deep JSON", "deep.json", [b"{\"data\":[{\"fields\":".to_vec(), b"[".repeat(2_000_000)].concat()),
        trap("deep JSON in a line", "deep.jsonl", [b"{\"text\":".to_vec(), b"[".repeat(2_000_000)].concat()),
        trap("a deep feed", "deep.rss", [b"<rss><channel><item>".to_vec(), b"<a>".repeat(500_000)].concat()),
        trap("a line that does not end", "line.txt", b"word ".repeat(5_000_000)),
        trap("a line of JSON that does not end", "line.jsonl", [b"{\"text\":\"".to_vec(), b"word ".repeat(5_000_000)].concat()),
        trap("a quote that is not closed", "quote.csv", [b"title,text\n\"".to_vec(), b"word ".repeat(6_000_000)].concat()),
        trap("a header that does not end", "mail.eml", [b"From: a\nSubject: b\nX: ".to_vec(), b"x".repeat(3_000_000)].concat()),
        trap("a record's head that does not end", "a.warc", long_head),
        trap("a record longer than its file", "b.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nx".to_vec()),
        trap("a message of parts in parts", "parts.eml", parts_in_parts()),
        trap("nothing", "empty", Vec::new()),
        trap("zero bytes", "zero.txt", vec![0; 1_000_000]),
    ]
}

/// What the mutator makes of all samples in one round.
pub(crate) fn all(round: u64) -> Vec<Malformed> {
    let mut dice = Dice(20_231_107 + round);
    samples().iter().flat_map(|(name, bytes, _)| mutations(name, bytes, &mut dice)).collect()
}

fn own_parent() -> Vec<u8> {
    let text = String::from_utf8_lossy(&pdf_of("BT ET", "")).into_owned();
    text.replace("/Kids [3 0 R] /Count 1", "/Kids [3 0 R] /Parent 2 0 R").into_bytes()
}

fn parts_in_parts() -> Vec<u8> {
    let mut message = b"From: a@b.example\nSubject: parts\n".to_vec();
    for at in 0..2_000 {
        message
            .extend(format!("Content-Type: multipart/mixed; boundary=\"b{at}\"\n\n--b{at}\n").into_bytes());
    }
    message
}

#[test]
fn nothing_malformed_panics_hangs_or_vanishes() {
    let mut inputs = traps();
    // `MALFORMED_ROUNDS=50` looks further than every run does.
    let rounds = std::env::var("MALFORMED_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    inputs.extend((0..rounds).flat_map(all));
    assert!(inputs.len() >= 400, "only {} inputs", inputs.len());
    let mut slowest = (Duration::ZERO, String::new());
    for malformed in &inputs {
        let what = format!("{}: {}", malformed.name, malformed.what);
        let start = Instant::now();
        let reading = read(&malformed.name, &malformed.bytes);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{what} took {took:?}");
        assert!(reading.reports.len() + reading.problems.len() > 0, "{what} vanished");
        if took > slowest.0 {
            slowest = (took, what);
        }
    }
    if let Some(peak) = peak() {
        eprintln!("{} inputs, the slowest {slowest:?}, peak {peak} kB", inputs.len());
        assert!(peak < 1_000_000, "{peak} kB");
    }
}

/// The most memory this process has held, in kilobytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
