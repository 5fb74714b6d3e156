//! Bytes a second of one thread, and the share of each stage, over a folder of `.txt` reports or over the texts here:
//! `cargo bench -p recount-core --bench stages [-- FOLDER]`. Loading the lexicon is not counted, but told; so is the share
//! that places take of the whole.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "a benchmark reads files and the clock; the library does not"
)]
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::{
    env, fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use recount_core::{
    Lexicon, Report, figure,
    mention::{Mentions, place},
    order, statement,
    text::Prose,
};

const STAGES: [&str; 5] = ["text and grammar", "mentions", "figures", "statements", "orders"];

fn main() {
    let folder = env::args().skip(1).find(|word| !word.starts_with("--"));
    let reports = folder.map_or_else(own_reports, |folder| reports(Path::new(&folder)));
    let (lexicon, loading) = load();
    let bytes: usize = reports.iter().map(|report| report.text.len()).sum();
    run(&reports, &lexicon);
    let repeats = (4_000_000 / bytes.max(1)).clamp(1, 50);
    // The fastest of the passes is the one that was disturbed least.
    let passes = (0..repeats).map(|_| run(&reports, &lexicon));
    let Some((times, tokens)) = passes.min_by_key(|(times, _)| times.iter().sum::<Duration>()) else {
        return;
    };
    print(&reports, bytes, tokens, times);
    let whole = times.iter().sum::<Duration>();
    let places = (0..repeats).map(|_| places(&reports, &lexicon)).min().unwrap_or_default();
    println!("of that places {:7.1} %", 100.0 * places.as_secs_f64() / whole.as_secs_f64());
    println!("{loading}; after all passes {:.1} MB resident", resident());
}

/// The lexicon, and what it took to load it, as a line to print.
fn load() -> (Lexicon, String) {
    let (before, start) = (resident(), Instant::now());
    let lexicon = Lexicon::builtin();
    let time = start.elapsed().as_secs_f64() * 1000.0;
    let first = format!("loading the lexicon {time:.1} ms, {:.1} MB more resident", resident() - before);
    let again = (0..10).map(|_| {
        let start = Instant::now();
        black_box(Lexicon::builtin());
        start.elapsed()
    });
    let best = again.min().unwrap_or_default().as_secs_f64() * 1000.0;
    (lexicon, format!("{first} (the fastest of ten more {best:.1} ms)"))
}

/// Megabytes of memory that are in use; zero where the system does not tell.
fn resident() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = pages.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0.0);
    pages * 4096.0 / 1e6
}

/// What reading the places of all reports takes.
fn places(reports: &[Report], lexicon: &Lexicon) -> Duration {
    let mut time = Duration::ZERO;
    for report in reports {
        let prose = Prose::read(&report.text, lexicon);
        let start = Instant::now();
        black_box(place::read(report, &prose, lexicon));
        time += start.elapsed();
    }
    time
}

fn print(reports: &[Report], bytes: usize, tokens: usize, times: [Duration; 5]) {
    let whole = times.iter().sum::<Duration>().as_secs_f64();
    let rate = |count: usize| count as f64 / whole;
    println!(
        "{} reports, {tokens} tokens, {bytes} bytes in {whole:.3} s: {:.1} reports/s, {:.0} tokens/s, {:.0} bytes/s",
        reports.len(),
        rate(reports.len()),
        rate(tokens),
        rate(bytes)
    );
    for (stage, time) in STAGES.iter().zip(times) {
        println!("{stage:18} {:5.1} %", 100.0 * time.as_secs_f64() / whole);
    }
}

/// One pass over all reports: the time of each stage, and the number of tokens.
fn run(reports: &[Report], lexicon: &Lexicon) -> ([Duration; 5], usize) {
    let mut times = [Duration::ZERO; 5];
    let mut tokens = 0;
    for report in reports {
        let start = Instant::now();
        let prose = Prose::read(&report.text, lexicon);
        let read = Instant::now();
        let mentions = Mentions::read(report, &prose, lexicon);
        let mentioned = Instant::now();
        let mut figures = figure::read(report, &prose, &mentions, lexicon, &lexicon.weights);
        let figured = Instant::now();
        let statements = statement::read(report, &prose, &mentions, lexicon);
        statement::credit(report, &prose, &mut figures, &statements, lexicon, &lexicon.weights);
        let stated = Instant::now();
        let orders = order::read(report, &prose, &mentions, &statements, lexicon);
        let ordered = Instant::now();
        let borders = [start, read, mentioned, figured, stated, ordered];
        for (time, border) in times.iter_mut().zip(borders.windows(2)) {
            *time += border[1] - border[0];
        }
        tokens += prose.tokens.len();
        black_box((figures, orders));
    }
    (times, tokens)
}

fn own_reports() -> Vec<Report> {
    let texts = [
        include_str!("texts/wire.txt"),
        include_str!("texts/situation-report.txt"),
        include_str!("texts/table.txt"),
    ];
    texts.into_iter().map(|text| Report::new("bench", text)).collect()
}

fn reports(folder: &Path) -> Vec<Report> {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let text = |path| String::from_utf8_lossy(&fs::read(path).expect("the report is readable")).into_owned();
    paths.iter().map(|path| Report::new("bench", text(path))).collect()
}
