//! A workspace of many synthetic reports: how long adding one takes, and how long what a page shows.
//!
//! `cargo run --release -p recount-eval --bin desk -- examples/exercise NUMBER FILE` fills the workspace FILE up to NUMBER reports
//! of the pile (an existing one is filled further), then reads and adds MORE reports one by one, each to the end, and asks
//! for what pages show. It prints the median, the 95th percentile and the longest of each.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::{env, fs, path::Path, time::Instant};

use recount_core::{Lexicon, extract};
use recount_eval::pile::Pile;
use recount_store::{Filter, Prepared, Sqlite, Workspace, sha256};

/// How many reports are added one by one, and how often each page is asked for.
const MORE: usize = 200;
const NOW: &str = "2027-02-20T12:00:00Z";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "examples/exercise".to_string());
    let number: usize = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(1000);
    let file = arguments.next().unwrap_or_else(|| "desk.db".to_string());
    let lexicon = Lexicon::builtin();
    let pile = Pile::read(Path::new(&folder), &lexicon)?;
    let workspace = Workspace::new(Sqlite::open(Path::new(&file))?, lexicon);
    let there = workspace.summary()?.reports;
    let start = Instant::now();
    for first in (there..number).step_by(256) {
        let batch: Vec<Prepared> = (first..number.min(first + 256)).map(|at| prepared(&pile, at)).collect();
        workspace.add(&batch, NOW)?;
    }
    let added = start.elapsed();
    let folded = workspace.settle()?;
    println!(
        "filled from {there} to {number} in {added:.1?}, settled {folded} series in {:.1?}",
        start.elapsed() - added
    );
    one_by_one(&workspace, &pile, number.max(there))?;
    pages(&workspace)?;
    println!("{:?}", workspace.summary()?);
    println!("file {} MB", fs::metadata(&file)?.len() / 1_000_000);
    Ok(())
}

/// Report `at` ready to be kept.
fn prepared(pile: &Pile, at: usize) -> Prepared {
    let (report, extraction) = pile.report(at);
    let bytes = format!("{}\n{}", report.document, report.text).into_bytes();
    Prepared {
        sha256: sha256(&bytes),
        original: sha256(&bytes),
        part: 0,
        bytes: bytes.into(),
        file: report.document.clone(),
        reader: "pile".to_string(),
        version: "1".to_string(),
        charset: None,
        columns: None,
        report,
        extraction,
    }
}

/// Reads, keeps and counts reports one by one.
fn one_by_one(workspace: &Workspace<Sqlite>, pile: &Pile, from: usize) -> Outcome<()> {
    let (mut reading, mut keeping, mut counting, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut processor = Vec::new();
    for at in from..from + MORE {
        let prepared = prepared(pile, at);
        let (start, begun) = (Instant::now(), worked());
        let _ = extract(pile.original(at), workspace.lexicon());
        let read = start.elapsed();
        workspace.add(&[prepared], NOW)?;
        let kept = start.elapsed();
        workspace.settle()?;
        let counted = start.elapsed();
        processor.push(worked() - begun);
        reading.push(read.as_secs_f64());
        keeping.push((kept - read).as_secs_f64());
        counting.push((counted - kept).as_secs_f64());
        all.push(counted.as_secs_f64());
    }
    for (name, times) in [
        ("read", reading),
        ("kept", keeping),
        ("counted", counting),
        ("one more report", all),
        ("  on the processor", processor),
    ] {
        print(name, times);
    }
    Ok(())
}

/// Asks for what pages show.
fn pages(workspace: &Workspace<Sqlite>) -> Outcome<()> {
    let all = Filter::default();
    let page = workspace.counts_page(&all, 0, 50)?;
    // A country of the first count that has one.
    let codes = page.rows.iter().flat_map(|row| [&row.from, &row.at, &row.to]);
    let code = codes.flat_map(|codes| codes.split(' ')).find(|code| !code.is_empty()).unwrap_or("MOZ");
    let country = Filter { country: Some(code.to_string()), ..Filter::default() };
    let killed = Filter { measures: vec!["killed".to_string()], ..Filter::default() };
    let text = Filter { text: Some("Licungo".to_string()), ..Filter::default() };
    let source = Filter { source: Some("un".to_string()), ..Filter::default() };
    let since = Filter {
        since: Some("2030-01-01".to_string()),
        until: Some("2030-01-31".to_string()),
        ..killed.clone()
    };
    let series = page.rows.iter().map(|row| row.series.clone()).next().unwrap_or_default();
    let largest = workspace.counts_page(&all, 0, 20_000)?.rows.into_iter().max_by_key(|row| row.accounts);
    let largest = largest.map(|row| row.series).unwrap_or_default();
    let report = workspace.reports_page(&all, 0, 1)?.rows.remove(0).document;
    let word = workspace
        .report(&report)?
        .and_then(|page| page.figures.first().map(|figure| figure.sentence.clone()));
    let word = word
        .as_deref()
        .and_then(|words| words.split_whitespace().find(|word| word.len() > 4))
        .unwrap_or("people")
        .to_string();
    type Ask<'a> = Box<dyn Fn() -> recount_store::Result<usize> + 'a>;
    let w = workspace;
    let asks: Vec<(&str, Ask<'_>)> = vec![
        ("summary", Box::new(|| Ok(w.summary()?.reports))),
        ("stale", Box::new(|| Ok(w.stale()?.len()))),
        ("counts, first page", Box::new(|| Ok(w.counts_page(&all, 0, 50)?.rows.len()))),
        ("counts, page 1000", Box::new(|| Ok(w.counts_page(&all, 50_000, 50)?.rows.len()))),
        ("counts of a country", Box::new(|| Ok(w.counts_page(&country, 0, 50)?.total))),
        ("counts of a measure", Box::new(|| Ok(w.counts_page(&killed, 0, 50)?.total))),
        ("counts of a measure in a month", Box::new(|| Ok(w.counts_page(&since, 0, 50)?.total))),
        ("counts with a word", Box::new(|| Ok(w.counts_page(&text, 0, 50)?.total))),
        ("counts of a kind of source", Box::new(|| Ok(w.counts_page(&source, 0, 50)?.total))),
        ("first series", Box::new(|| Ok(w.series(&series)?.map_or(0, |page| page.counts.len())))),
        (
            "largest series",
            Box::new(|| {
                Ok(w.series(&largest)?
                    .map_or(0, |page| page.counts.iter().map(|count| count.accounts.len()).sum()))
            }),
        ),
        ("reports, first page", Box::new(|| Ok(w.reports_page(&all, 0, 50)?.rows.len()))),
        ("reports of a country", Box::new(|| Ok(w.reports_page(&country, 0, 50)?.total))),
        ("a report", Box::new(|| Ok(w.report(&report)?.map_or(0, |page| page.figures.len())))),
        ("figures, first page", Box::new(|| Ok(w.figures_page(&all, 0, 50)?.rows.len()))),
        ("figures of a country", Box::new(|| Ok(w.figures_page(&country, 0, 50)?.total))),
        ("findings, first page", Box::new(|| Ok(w.findings_page(&[], &all, 0, 50)?.rows.len()))),
        (
            "contradictions",
            Box::new(|| Ok(w.findings_page(&["contradicts".to_string()], &all, 0, 50)?.total)),
        ),
        ("search", Box::new(|| Ok(w.search(&word, 50)?.len()))),
    ];
    for (name, ask) in &asks {
        let (mut times, mut processor) = (Vec::new(), Vec::new());
        let mut found = 0;
        let begun = Instant::now();
        // What takes long is asked less often.
        while times.len() < MORE && (times.len() < 5 || begun.elapsed().as_secs() < 5) {
            let (start, before) = (Instant::now(), worked());
            found = ask()?;
            times.push(start.elapsed().as_secs_f64());
            processor.push(worked() - before);
        }
        print(&format!("{name} ({found})"), times);
        print("  on the processor", processor);
    }
    Ok(())
}

/// Seconds that this thread was on a processor, as Linux tells it.
fn worked() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn print(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied()
    };
    let told = |share| at(share).unwrap_or(0.0) * 1000.0;
    println!(
        "{name:<45} median {:>8.2} ms  p95 {:>8.2} ms  longest {:>8.2} ms",
        told(0.5),
        told(0.95),
        told(1.0)
    );
}
