//! What pages ask costs the same however many reports stand behind what they show: steps of the database are counted, not time.

use recount_store::{Filter, Sqlite, Workspace};

use crate::{LEXICON, NOW, prepared, report};

/// A workspace in which so many reports tell the same two numbers of one day.
fn told_by(number: usize) -> Workspace<Sqlite> {
    let workspace = Workspace::new(Sqlite::in_memory().expect("a database"), LEXICON.clone());
    let reports: Vec<_> = (0..number)
        .map(|edition| {
            let (toll, who) = [(280, "the Ministry of Health"), (300, "the mayor")][edition % 2];
            let text = format!("{toll} people were killed in Goma on Monday, {who} said.\nEdition {edition}");
            prepared(&report(&format!("report{edition:04}"), "2027-03-03", &text))
        })
        .collect();
    workspace.add(&reports, NOW).expect("they are added");
    workspace.settle().expect("they are counted");
    workspace
}

/// How much the database works for what the front page, a series and the disputes show, asked many times.
fn work(workspace: &Workspace<Sqlite>) -> u64 {
    let before = workspace.engine().worked();
    let row = workspace.counts_page(&Filter::default(), 0, 1).expect("counts").rows.remove(0);
    for _ in 0..40 {
        let (_, keys) = workspace.situation(&Filter::default()).expect("a situation");
        workspace.answered(&keys).expect("answers");
        workspace.facets().expect("facets");
        workspace.glimpse_of_series(&row.id, 24, 24).expect("a series");
        workspace.questions(0, 50).expect("questions");
    }
    workspace.engine().worked() - before
}

#[test]
fn ten_times_the_reports_are_not_twice_the_work_of_a_page() {
    let (few, many) = (work(&told_by(40)), work(&told_by(400)));
    assert!(few > 3, "{few} is too little to tell");
    assert!(many < 2 * few, "{few} for 40 reports, {many} for 400");
}
