//! A pile of synthetic reports, to measure how the counting grows.
//!
//! `cargo run --release -p recount-eval --bin pile -- examples/exercise NUMBER` makes NUMBER reports of the ten of the
//! exercise, as `pile` in the library says. Each report is
//! entered into the books and dropped; then the books are settled, the ledger is drawn, and one more report is entered
//! to count what it touches.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::{env, fs, path::Path, time::Instant};

use recount_core::{Lexicon, count::Books};
use recount_eval::pile::Pile;

fn main() {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "examples/exercise".to_string());
    let number: usize = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(1000);
    let lexicon = Lexicon::builtin();
    let pile = Pile::read(Path::new(&folder), &lexicon).expect("reports with a manifest");
    println!("memory before the pile {}", peak());
    let mut books = Books::default();
    let start = Instant::now();
    for at in 0..number {
        books.enter(&pile.extraction(at), &lexicon);
    }
    let entered = start.elapsed();
    let work = books.settle(&lexicon);
    let settled = start.elapsed();
    println!("books settled, peak memory {}", peak());
    let one_more = Instant::now();
    books.enter(&pile.extraction(number + 1), &lexicon);
    let touched = books.settle(&lexicon);
    let added = one_more.elapsed();
    let drawing = Instant::now();
    let ledger = books.into_ledger(&lexicon);
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

/// The most memory the program has had, as Linux tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.map_or("unknown".to_string(), |line| line.replace("VmHWM:", "").trim().to_string())
}
