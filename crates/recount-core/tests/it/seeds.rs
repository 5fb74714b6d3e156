//! What the five shared reports on Pakistan add up to, read and counted from their texts. Skipped, and said so, where the
//! shared folder is not there.

use std::fs;

use recount_core::{Extraction, Ledger, Lexicon, Report, edtf::Edtf, extract, order::Act, reconcile, view};

use crate::repository;

fn seeds(lexicon: &Lexicon) -> Option<Vec<Extraction>> {
    let folder = repository::root().join("../shared/dev/reports");
    let read = |name: String| {
        let text = fs::read_to_string(folder.join(format!("{name}.txt"))).ok()?;
        let day = text.strip_prefix(" date ").and_then(|rest| Edtf::parse(rest.get(..10)?));
        Some(extract(&Report { published: day, ..Report::new(name, text) }, lexicon))
    };
    (0..5).map(|number| read(format!("seed-{number:03}"))).collect()
}

#[test]
fn the_seeds_add_up_as_a_monitor_would_have_them() {
    let lexicon = Lexicon::builtin();
    let Some(seeds) = seeds(&lexicon) else {
        eprintln!("SKIPPED: ../shared/dev/reports is not here, so what the seeds add up to was not checked");
        return;
    };
    let ledger = reconcile(&seeds, &lexicon);
    let table = view::table(&ledger, &lexicon);
    let of =
        |measure: &str| table.counts.iter().filter(move |count| count.measure == measure).collect::<Vec<_>>();

    let detained = of("detained");
    assert_eq!(detained.len(), 1, "the arrests are one count");
    assert_eq!(detained[0].origins, 1, "and one origin");
    let drift = detained[0].findings.iter().find(|finding| finding.relation == "drifts").expect("a drift");
    assert!(drift.reason.contains("quantifier") && drift.reason.contains("source"), "{}", drift.reason);
    assert_eq!(drift.from.document, "seed-003", "the embassy told it first");
    let embassy =
        detained[0].accounts.iter().find(|account| account.document == "seed-003").expect("the embassy's");
    assert_eq!(embassy.evidence.len(), 2, "the doubled paragraph counts once");

    let returned = of("returned");
    let values: Vec<u64> =
        returned.iter().flat_map(|count| &count.accounts).filter_map(|account| account.low).collect();
    assert_eq!(values.len(), 3, "thousands a day, over 140,000, 436,790, and no sum: {values:?}");
    assert!([2_000, 140_000, 436_790].iter().all(|value| values.contains(value)), "{values:?}");
    let relations: Vec<&str> =
        returned.iter().flat_map(|count| &count.findings).map(|finding| finding.relation).collect();
    assert!(
        relations.iter().all(|relation| ["supersedes", "not_comparable"].contains(relation)),
        "{relations:?}"
    );
    assert!(returned.iter().all(|count| count.status == "reported"));

    let ordered = of("ordered_to_leave");
    assert!(ordered.iter().all(|count| count.status == "planned"));
    let phases: Vec<_> = ordered.iter().map(|count| (count.low, count.phase)).collect();
    assert!(phases.contains(&(Some(1_700_000), None)), "{phases:?}");
    assert!(phases.contains(&(Some(1_000_000), Some(2))), "{phases:?}");

    let attacks = of("incidents");
    assert!(attacks.iter().any(|count| count.share_of == Some(24) && count.low == Some(14)));
    assert!(attacks.iter().all(|count| count.unit == "incident"));

    for row in view::findings(&table) {
        assert_eq!(row.from.status, row.to.status, "a plan never meets a fact: {row:?}");
    }
    promise_and_counter_accounts(&ledger);
    what_a_reader_sees_beside_the_promise(&view::orders(&seeds, &lexicon));
}

/// The promise to spare people at risk stands beside what others say was done to them, each with its words.
fn promise_and_counter_accounts(ledger: &Ledger) {
    let of = |act: Act| ledger.orders.iter().filter(move |occasion| occasion.order.act == act);
    let promise = of(Act::Protection).find(|occasion| occasion.document == "seed-004").expect("the promise");
    assert!(promise.text.contains("at risk") || promise.text.contains("at-risk"), "{}", promise.text);
    let accused: Vec<&str> = of(Act::Accusation).map(|occasion| occasion.document.as_str()).collect();
    assert!(accused.contains(&"seed-003") && accused.contains(&"seed-004"), "{accused:?}");
    assert!(
        of(Act::Enforcement).any(|occasion| occasion.document == "seed-001"),
        "rounding up, whatever the status"
    );
    assert!(of(Act::Denial).any(|occasion| occasion.document == "seed-004"), "the denial");
}

/// As `recount orders` shows it: beside the promise, who accuses the country that makes it and what it does meanwhile.
fn what_a_reader_sees_beside_the_promise(orders: &[view::OrderLine]) {
    let promises = orders.iter().filter(|line| line.act == Act::Protection && line.document == "seed-004");
    let answered: Vec<&view::Answer> = promises.flat_map(|line| &line.answers).collect();
    let accused = answered.iter().filter(|answer| answer.act == Act::Accusation);
    let documents: Vec<&str> = accused.map(|answer| answer.document.as_str()).collect();
    assert!(documents.contains(&"seed-004") && documents.contains(&"seed-003"), "{answered:?}");
    let meanwhile = |answer: &&&view::Answer| matches!(answer.act, Act::Enforcement | Act::ExpulsionOrder);
    assert!(answered.iter().any(|answer| meanwhile(&answer)), "{answered:?}");
}
