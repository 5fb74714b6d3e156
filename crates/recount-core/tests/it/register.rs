//! Which tellings are one entry of the register, and who decides.

use recount_core::{
    Lexicon, Report,
    edtf::Edtf,
    extract,
    register::{Entry, register},
};

/// The entries of reports, each a day and a text.
fn read(reports: &[(&str, &str)]) -> Vec<Entry> {
    let lexicon = Lexicon::builtin();
    let read = |(at, (day, text)): (usize, &(&str, &str))| {
        let report = Report { published: Edtf::parse(day), ..Report::new(format!("r{at}"), *text) };
        extract(&report, &lexicon)
    };
    let extractions: Vec<_> = reports.iter().enumerate().map(read).collect();
    register(&extractions, &lexicon, None).entries
}

/// Of each entry: kind, who decides, deadline, how many tellings.
fn entries(reports: &[(&str, &str)]) -> Vec<(&'static str, Option<String>, Option<String>, usize)> {
    let told = read(reports).into_iter();
    told.map(|entry| {
        let deadline = entry.deadline.map(|day| day.to_string());
        (entry.kind.code(), entry.authority.map(|party| party.name), deadline, entry.tellings.len())
    })
    .collect()
}

/// How far the one act of a text has got.
fn status(text: &str) -> Vec<(&'static str, &'static str)> {
    let told = read(&[("2028-06-01", text)]).into_iter();
    told.map(|entry| (entry.kind.code(), entry.status.code())).collect()
}

#[test]
fn what_is_no_party_decides_nothing() {
    let read = entries(&[("2028-05-02", "Deportation of undocumented workers will begin on May 20.")]);
    assert!(read.iter().all(|(_, authority, ..)| authority.is_none()), "{read:?}");
}

#[test]
fn raids_of_two_seasons_are_two_entries_though_they_share_their_words() {
    let told = "Police raided three hostels of foreign workers in the port district.";
    let tellings = |days: [&str; 2]| -> Vec<usize> {
        entries(&days.map(|day| (day, told))).into_iter().map(|(.., tellings)| tellings).collect()
    };
    assert_eq!(tellings(["2028-02-01", "2028-11-20"]), [1, 1]);
    assert_eq!(tellings(["2028-11-18", "2028-11-20"]), [2]);
}

#[test]
fn enforcement_may_be_a_threat_or_hold_and_a_month_is_no_may() {
    let threat = "Those who stay after the deadline face arrest and a fine.";
    assert_eq!(status(threat), [("enforcement", "announced")]);
    let holds =
        "The interior ministry of Gambia has set up a task force to raid the hostels of foreign workers.";
    assert_eq!(status(holds), [("enforcement", "in_force")]);
    let dated = "By the order of 15 May the minister set a deadline of 30 June for all undocumented workers to leave the country.";
    assert_eq!(status(dated), [("expulsion_order", "in_force")]);
}

#[test]
fn what_is_denied_is_denied_in_whatever_words() {
    let denied = "“There is no extension of the deadline,” the interior ministry of Gambia said.";
    assert_eq!(status(denied), [("denial", "denied")]);
}

#[test]
fn what_is_only_asked_is_no_act() {
    let asked = "The member asked whether the government of Gambia has closed the border crossing at Tamar.";
    assert_eq!(status(asked), []);
}
