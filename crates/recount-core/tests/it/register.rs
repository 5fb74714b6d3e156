//! Which tellings are one entry of the register, and who decides.

use recount_core::{Lexicon, Report, edtf::Edtf, extract, register::register};

/// The entries of reports, each a day and a text: kind, who decides, deadline, how many tellings.
fn entries(reports: &[(&str, &str)]) -> Vec<(&'static str, Option<String>, Option<String>, usize)> {
    let lexicon = Lexicon::builtin();
    let read = |(at, (day, text)): (usize, &(&str, &str))| {
        let report = Report { published: Edtf::parse(day), ..Report::new(format!("r{at}"), *text) };
        extract(&report, &lexicon)
    };
    let extractions: Vec<_> = reports.iter().enumerate().map(read).collect();
    let told = register(&extractions, &lexicon, None).entries.into_iter();
    told.map(|entry| {
        let deadline = entry.deadline.map(|day| day.to_string());
        (entry.kind.code(), entry.authority.map(|party| party.name), deadline, entry.tellings.len())
    })
    .collect()
}

#[test]
fn what_is_no_party_decides_nothing() {
    let read = entries(&[("2028-05-02", "Deportation of undocumented workers will begin on May 20.")]);
    assert!(read.iter().all(|(_, authority, ..)| authority.is_none()), "{read:?}");
}
