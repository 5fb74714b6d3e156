//! A pile of synthetic reports, to measure how the counting grows.
//!
//! `cargo run --release -p recount-eval --bin pile -- examples/exercise NUMBER` reads the ten reports of the exercise once
//! and makes of them as many crises as it takes to have NUMBER reports: crisis `c` happens `c` days later (over ten
//! years), in one of 180 countries, its names with other letters, every number scaled by up to two. Each report is
//! entered into the books and dropped; then the books are settled, the ledger is drawn, and one more report is entered
//! to count what it touches.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::{collections::BTreeMap, env, fs, path::Path, time::Instant};

use jiff::ToSpan;
use recount_core::{
    Extraction, Lexicon, Report,
    count::Books,
    edtf::{Edtf, End, Point, Precision},
    extract,
    signature::Signature,
};

fn main() {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "examples/exercise".to_string());
    let number: usize = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(1000);
    let lexicon = Lexicon::builtin();
    let pattern = read(Path::new(&folder), &lexicon);
    println!("memory before the pile {}", peak());
    let mut books = Books::default();
    let start = Instant::now();
    for at in 0..number {
        books.enter(&synthetic(&pattern, at), &lexicon);
    }
    let entered = start.elapsed();
    let work = books.settle(&lexicon);
    let settled = start.elapsed();
    println!("books settled, peak memory {}", peak());
    let one_more = Instant::now();
    books.enter(&synthetic(&pattern, number + 1), &lexicon);
    let touched = books.settle(&lexicon);
    let added = one_more.elapsed();
    let drawing = Instant::now();
    let ledger = books.into_ledger();
    let drawn = drawing.elapsed();
    let (reports, series, findings) = (ledger.reports.len(), ledger.series.len(), ledger.findings.len());
    let counts = || ledger.series.iter().flat_map(|series| &series.counts);
    let within: usize = counts().map(|count| count.findings.len()).sum();
    println!("reports {reports} series {series} counts {} accounts {}", counts().count(), work.accounts);
    println!("findings inside counts {within}, between series {findings}");
    println!("entered {entered:.2?} settled {:.2?} drawn {drawn:.2?}", settled - entered);
    println!(
        "one more {added:.2?}: frames {} series {} accounts {}",
        touched.frames, touched.series, touched.accounts
    );
    println!("peak memory {}", peak());
}

/// The reports of the folder with their dates of publication.
fn read(folder: &Path, lexicon: &Lexicon) -> Vec<(Extraction, String)> {
    let manifest = fs::read_to_string(folder.join("manifest.csv")).expect("a manifest");
    let first_cells = |line: &'_ str| -> Option<(String, String)> {
        let mut cells = line.split(',');
        Some((cells.next()?.to_string(), cells.next()?.to_string()))
    };
    let published: BTreeMap<String, String> = manifest.lines().filter_map(first_cells).collect();
    let texts = published.iter().filter(|(file, _)| file.ends_with(".txt"));
    texts
        .map(|(file, day)| {
            let text = fs::read_to_string(folder.join(file)).expect("a report");
            let name = file.trim_end_matches(".txt");
            let report = Report { published: Edtf::parse(day), ..Report::new(name, text) };
            (extract(&report, lexicon), report.text)
        })
        .collect()
}

/// Report `at` of the pile.
fn synthetic(pattern: &[(Extraction, String)], at: usize) -> Extraction {
    let (crisis, report) = (at / pattern.len(), at % pattern.len());
    let (pattern, text) = &pattern[report];
    let mut extraction = pattern.clone();
    // Words of different crises share nothing.
    let words: Vec<String> = text.split_whitespace().map(|word| format!("{word}{crisis}")).collect();
    extraction.signature = Signature::read(&words.join(" "));
    extraction.document = format!("{crisis:06}-{}", extraction.document);
    let days = (crisis % 3650) as i64;
    extraction.published = extraction.published.map(|when| later(when, days));
    for passage in &mut extraction.passages {
        passage.text = renamed(&passage.text, crisis);
    }
    for figure in &mut extraction.figures {
        let scale = |number: u64| number + number.saturating_mul(crisis as u64 % 97) / 97;
        figure.low = figure.low.map(scale);
        figure.high = figure.high.map(scale);
        figure.period = figure.period.map(|when| later(when, days));
        for codes in [&mut figure.countries.from, &mut figure.countries.at, &mut figure.countries.to] {
            codes.iter_mut().for_each(|code| *code = country(code, crisis));
        }
    }
    extraction
}

/// Another code for each of 180 countries.
fn country(code: &str, crisis: usize) -> String {
    let shift = crisis % 180;
    let letter =
        |byte: u8, by: usize| char::from(b'A' + ((usize::from(byte.wrapping_sub(b'A')) + by) % 26) as u8);
    code.bytes().zip([shift % 26, shift / 26, 0]).map(|(byte, by)| letter(byte, by)).collect()
}

/// The words with other letters in names, at the same places.
fn renamed(text: &str, crisis: usize) -> String {
    let mut inside = false;
    let mut before = ' ';
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.chars().enumerate() {
        if !before.is_alphanumeric() {
            inside = at > 0 && character.is_ascii_uppercase();
        }
        before = character;
        let by = ([crisis % 26, crisis / 26 % 26, crisis / 676 % 26][at % 3]) as u8;
        out.push(match character {
            'a'..='z' if inside => char::from(b'a' + (character as u8 - b'a' + by) % 26),
            other => other,
        });
    }
    out
}

/// The same date so many days later.
fn later(when: Edtf, days: i64) -> Edtf {
    let day = |point: Point| match point.precision {
        Precision::Day(day) => Precision::Day(day.saturating_add(days.days())).into(),
        _ => point,
    };
    let end = |end: End| match end {
        End::At(point) => End::At(day(point)),
        other => other,
    };
    match when {
        Edtf::Point(point) => Edtf::Point(day(point)),
        Edtf::Interval(first, last) => Edtf::Interval(end(first), end(last)),
    }
}

/// The most memory the program has had, as Linux tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.map_or("unknown".to_string(), |line| line.replace("VmHWM:", "").trim().to_string())
}
