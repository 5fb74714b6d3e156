//! How many bytes a second are read, whole and stage by stage: `cargo bench -p recount-core --bench extract`.

use std::sync::LazyLock;

use divan::{Bencher, counter::BytesCount};
use recount_core::{Lexicon, Report, extract, figure, mention::Mentions, order, statement, text::Prose};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// One of the three sorts of text that reports are made of.
struct Sort {
    name: &'static str,
    text: &'static str,
}

impl std::fmt::Display for Sort {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}

const SORTS: [Sort; 3] = [
    Sort { name: "wire note", text: include_str!("texts/wire.txt") },
    Sort { name: "situation report", text: include_str!("texts/situation-report.txt") },
    Sort { name: "table", text: include_str!("texts/table.txt") },
];

fn main() {
    LazyLock::force(&LEXICON);
    divan::main();
}

fn report(sort: &Sort) -> Report {
    Report::new("bench", sort.text)
}

#[divan::bench(args = &SORTS)]
fn all(bencher: Bencher, sort: &Sort) {
    let report = report(sort);
    bencher.counter(BytesCount::of_str(sort.text)).bench(|| extract(&report, &LEXICON));
}

#[divan::bench(args = &SORTS)]
fn a_text(bencher: Bencher, sort: &Sort) {
    bencher.counter(BytesCount::of_str(sort.text)).bench(|| Prose::read(sort.text, &LEXICON));
}

#[divan::bench(args = &SORTS)]
fn b_mentions(bencher: Bencher, sort: &Sort) {
    let (report, prose) = (report(sort), Prose::read(sort.text, &LEXICON));
    bencher.counter(BytesCount::of_str(sort.text)).bench(|| Mentions::read(&report, &prose, &LEXICON));
}

#[divan::bench(args = &SORTS)]
fn c_figures(bencher: Bencher, sort: &Sort) {
    let (report, prose) = (report(sort), Prose::read(sort.text, &LEXICON));
    let mentions = Mentions::read(&report, &prose, &LEXICON);
    let bench = || figure::read(&report, &prose, &mentions, &LEXICON, &LEXICON.weights);
    bencher.counter(BytesCount::of_str(sort.text)).bench(bench);
}

#[divan::bench(args = &SORTS)]
fn d_statements(bencher: Bencher, sort: &Sort) {
    let (report, prose) = (report(sort), Prose::read(sort.text, &LEXICON));
    let mentions = Mentions::read(&report, &prose, &LEXICON);
    let bench = || statement::read(&report, &prose, &mentions, &LEXICON);
    bencher.counter(BytesCount::of_str(sort.text)).bench(bench);
}

#[divan::bench(args = &SORTS)]
fn e_orders(bencher: Bencher, sort: &Sort) {
    let (report, prose) = (report(sort), Prose::read(sort.text, &LEXICON));
    let mentions = Mentions::read(&report, &prose, &LEXICON);
    let statements = statement::read(&report, &prose, &mentions, &LEXICON);
    let bench = || order::read(&report, &prose, &mentions, &statements, &LEXICON);
    bencher.counter(BytesCount::of_str(sort.text)).bench(bench);
}
