//! What holds for every engine that can hold a workspace.

use recount_core::{Extraction, Lexicon, Report, extract, reconcile, view};
use recount_store::{Act, Draft, Engine, Filter, Prepared, Status, Workspace};

use crate::{LEXICON, NOW, draft, prepared, report};

/// Runs all of it; `fresh` makes an empty database.
pub(crate) fn holds_for<E: Engine>(fresh: impl Fn() -> E) {
    let tests: &[fn(Workspace<E>)] = &[
        the_same_bytes_are_one_report,
        a_later_manifest_completes,
        names_are_told_apart,
        all_or_nothing,
        the_results_are_those_of_one_reading,
        another_lexicon_reads_all_again,
        corrections_hold_and_can_be_undone,
        what_was_accepted_survives_a_lexicon_that_reads_otherwise,
        every_decision_holds_through_another_lexicon,
        reports_of_one_file_share_its_bytes,
        rejected_figures_count_no_more,
        links_splits_merges_and_recommendations_shape_the_counts,
        decisions_whose_words_are_gone_are_listed,
        unfit_decisions_are_refused,
        listings_are_filtered,
        everything_is_found_again,
        a_forgotten_report_is_gone_and_stays_away,
    ];
    for test in tests {
        test(Workspace::new(fresh(), LEXICON.clone()));
    }
}

/// Reports of one flood.
pub(crate) fn flood() -> Vec<Report> {
    vec![
        report(
            "wire",
            "2027-02-09",
            "QUELIMANE, Mozambique (Zambezi Wire) - Nearly 9,000 people were evacuated on Monday from villages along the Licungo, \
             the governor of Zambezia said on Tuesday. At least 12 people were killed in Mocuba on Monday, police said.",
        ),
        report(
            "reprint",
            "2027-02-09",
            "Nearly 9,000 people were evacuated on Monday from villages along the Licungo, the governor of Zambezia said on Tuesday.",
        ),
        report(
            "bulletin",
            "2027-02-12",
            "In Mozambique 15 people were killed in Mocuba on Monday, UNICEF said on Friday. Some 46,200 people were displaced in Zambezia. \
             The authorities ordered the evacuation of Nicoadala by 14 February.",
        ),
        report(
            "radio",
            "2027-02-13",
            "At least 11 people were killed in Mocuba, Mozambique, on Monday, the mayor said.",
        ),
    ]
}

pub(crate) fn fill<E: Engine>(workspace: &Workspace<E>, reports: &[Report]) {
    for report in reports {
        workspace.add(&[prepared(report)], NOW).expect("added");
    }
    workspace.settle().expect("settled");
}

/// The counts of a workspace, as lines.
fn counts<E: Engine>(workspace: &Workspace<E>) -> Vec<String> {
    let table = view::table(&workspace.ledger().expect("a ledger"), workspace.lexicon());
    table
        .counts
        .iter()
        .map(|count| format!("{} {} {} origins", count.id, count.range, count.origins))
        .collect()
}

/// The names of the figures with this measure.
pub(crate) fn figures<E: Engine>(workspace: &Workspace<E>, measure: &str) -> Vec<String> {
    let filter = Filter { measures: vec![measure.to_string()], ..Filter::default() };
    let figures = workspace.engine().figures(&filter).expect("figures");
    figures.into_iter().map(|figure| figure.id).collect()
}

fn the_same_bytes_are_one_report<E: Engine>(workspace: Workspace<E>) {
    let one = report("one", "2027-02-09", "Police killed 12 people in Mocuba.");
    let again = Report { document: "copy".to_string(), ..one.clone() };
    let outcomes = workspace.add(&[prepared(&one), prepared(&again), prepared(&one)], NOW).expect("added");
    let told: Vec<(&str, Status)> =
        outcomes.iter().map(|outcome| (outcome.document.as_str(), outcome.status)).collect();
    assert_eq!(told, [("one", Status::Added), ("one", Status::Known), ("one", Status::Known)]);
    assert_eq!(workspace.engine().documents().expect("documents"), ["one"]);
}

fn a_later_manifest_completes<E: Engine>(workspace: Workspace<E>) {
    let bare = Report::new("one", "On Monday police killed 12 people in Mocuba.");
    workspace.add(&[prepared(&bare)], NOW).expect("added");
    let known = Report { outlet: Some("Radio".to_string()), ..report("one", "2027-02-10", &bare.text) };
    let outcome = workspace.add(&[prepared(&known)], NOW).expect("added").remove(0);
    assert_eq!(outcome.status, Status::Completed);
    workspace.settle().expect("settled");
    let figure = workspace.engine().figures(&Filter::default()).expect("figures").remove(0);
    assert_eq!(figure.period.as_deref(), Some("2027-02-08"), "the day is read again with the date");
    assert_eq!(workspace.kept("one").expect("kept").report.outlet.as_deref(), Some("Radio"));
}

fn names_are_told_apart<E: Engine>(workspace: Workspace<E>) {
    let named = |text: &str| prepared(&Report::new("note", text));
    let outcomes = workspace.add(&[named("One."), named("Two."), named("Three.")], NOW).expect("added");
    let names: Vec<&str> = outcomes.iter().map(|outcome| outcome.document.as_str()).collect();
    assert_eq!(names, ["note", "note~2", "note~3"]);
}

fn all_or_nothing<E: Engine>(workspace: Workspace<E>) {
    let engine = workspace.engine();
    let failed = engine.atomically(|| {
        workspace.add(&[prepared(&flood()[0])], NOW)?;
        Err::<(), _>(recount_store::Error::told("no"))
    });
    assert_eq!(failed.expect_err("refused").to_string(), "no");
    assert!(engine.documents().expect("documents").is_empty());
    assert!(engine.figures(&Filter::default()).expect("figures").is_empty());
}

fn the_results_are_those_of_one_reading<E: Engine>(workspace: Workspace<E>) {
    let reports = flood();
    let extractions: Vec<Extraction> = reports.iter().map(|report| extract(report, &LEXICON)).collect();
    for (at, report) in reports.iter().enumerate().rev() {
        workspace.add(&[prepared(report)], NOW).expect("added");
        workspace.settle().expect("settled");
        let ledger = workspace.ledger().expect("a ledger");
        let expected = reconcile(&extractions[at..], &LEXICON);
        assert_eq!(view::table(&ledger, &LEXICON), view::table(&expected, &LEXICON));
        assert_eq!(view::timeline(&ledger, &LEXICON), view::timeline(&expected, &LEXICON));
        assert_eq!((ledger.reports, ledger.orders), (expected.reports, expected.orders));
    }
    assert_eq!(workspace.settle().expect("settled"), 0, "nothing is folded twice");
    let other = report("other", "2027-02-13", "In Chad 40 people were detained on Friday.");
    workspace.add(&[prepared(&other)], NOW).expect("added");
    assert_eq!(workspace.settle().expect("settled"), 1, "a report touches its own series alone");
}

const FLOATED: &str = r#"
label = "Floated"
definition = "People who floated"
extent = "flow"
rank = 90
examples = ["Some [9,000] people floated."]
counterexamples = ["Some [9,000] people fled."]
[triggers]
agent = ["float"]
"#;

fn another_lexicon_reads_all_again<E: Engine>(workspace: Workspace<E>) {
    fill(
        &workspace,
        &[report("note", "2027-02-09", "On Monday 700 people floated down the Licungo in Mozambique.")],
    );
    assert!(workspace.stale().expect("stale").is_empty());
    assert_eq!(figures(&workspace, "floated").len(), 0);
    let lexicon = LEXICON.clone().with_measure("floated", FLOATED).expect("a measure");
    let workspace = workspace.with_lexicon(lexicon);
    assert_eq!(workspace.stale().expect("stale"), ["note"]);
    refresh(&workspace);
    assert_eq!(figures(&workspace, "floated").len(), 1);
}

fn refresh<E: Engine>(workspace: &Workspace<E>) {
    for document in workspace.stale().expect("stale") {
        workspace.refresh(&document, None).expect("read again");
    }
    workspace.settle().expect("settled");
}

fn correct<E: Engine>(workspace: &Workspace<E>, figure: &str, field: &str, value: Option<&str>) -> Draft {
    Draft {
        field: Some(field.to_string()),
        value: value.map(str::to_string),
        ..draft(workspace, Act::Correct, &[figure])
    }
}

fn corrections_hold_and_can_be_undone<E: Engine>(workspace: Workspace<E>) {
    fill(&workspace, &flood());
    let before = counts(&workspace);
    let id = figures(&workspace, "displaced").remove(0);
    let low = workspace.decide(&correct(&workspace, &id, "low", Some("46000")), NOW).expect("decided");
    workspace.decide(&correct(&workspace, &id, "measure", Some("affected")), NOW).expect("decided");
    let figure = workspace.figure(&id).expect("a figure");
    assert_eq!(
        (figure.low, figure.measure.as_str(), figure.decided.as_deref()),
        (Some(46_000), "affected", Some("corrected"))
    );
    assert!(
        counts(&workspace)
            .iter()
            .any(|line| line.starts_with("affected") && line.contains("46,000 to 46,200"))
    );
    let undo = |undoes| Draft { undoes: Some(undoes), figure: None, ..draft(&workspace, Act::Undo, &[]) };
    workspace.decide(&undo(low), NOW).expect("undone");
    let figure = workspace.figure(&id).expect("a figure");
    assert_eq!(
        (figure.low, figure.measure.as_str()),
        (Some(46_200), "affected"),
        "the other correction holds"
    );
    workspace.decide(&undo(low + 1), NOW).expect("undone");
    assert_eq!(counts(&workspace), before);
    workspace.decide(&undo(low + 3), NOW).expect("undone");
    assert_eq!(workspace.figure(&id).expect("a figure").measure, "affected", "an undo was undone");
    assert_eq!(workspace.decisions().expect("the log").len(), 5, "the log shows all");
}

fn what_was_accepted_survives_a_lexicon_that_reads_otherwise<E: Engine>(workspace: Workspace<E>) {
    let text = "On Monday 700 people fled from Mocuba in Mozambique. On Tuesday 80 people fled from Beira in Mozambique.";
    fill(&workspace, &[report("note", "2027-02-09", text)]);
    let id = figures(&workspace, "fled").remove(0);
    let accepted = workspace.figure(&id).expect("a figure");
    workspace.decide(&draft(&workspace, Act::Accept, &[&id]), NOW).expect("decided");
    workspace.decide(&correct(&workspace, &id, "high", Some("750")), NOW).expect("decided");
    let mut lexicon =
        LEXICON.clone().with_measure("fled", &FLOATED.replace("Floated", "Fled")).expect("a measure");
    // The weights know the verb without any list.
    lexicon.weights = recount_core::decide::Weights::default();
    let workspace = workspace.with_lexicon(lexicon);
    refresh(&workspace);
    let held = workspace.figure(&id).expect("a figure");
    assert_eq!((held.measure, held.low, held.high), (accepted.measure, Some(700), Some(750)));
    assert_eq!((held.period, held.place), (accepted.period, accepted.place));
    assert!(workspace.orphans().expect("orphans").is_empty());
    assert!(counts(&workspace)[0].starts_with("fled"), "{:?}", counts(&workspace));
    assert_eq!(figures(&workspace, "fled"), [id], "the figure that nobody decided about is read otherwise");
    let log: Vec<Act> = workspace.decisions().expect("the log").iter().map(|it| it.draft.act).collect();
    assert_eq!(log, [Act::Accept, Act::Correct], "the log shows all");
}

fn every_decision_holds_through_another_lexicon<E: Engine>(workspace: Workspace<E>) {
    fill(&workspace, &flood());
    let undecided = counts(&workspace);
    let [bulletin, radio, wire] = &figures(&workspace, "killed")[..] else { panic!("three tolls") };
    let displaced = figures(&workspace, "displaced").remove(0);
    let decide = |act, ids: &[&str]| workspace.decide(&draft(&workspace, act, ids), NOW).expect("decided");
    decide(Act::Reject, &[&displaced]);
    decide(Act::Link, &[bulletin, radio]);
    decide(Act::Recommend, &[wire]);
    decide(Act::Split, &[radio]);
    let decided = counts(&workspace);
    assert_ne!(decided, undecided);
    let log = workspace.decisions().expect("the log");
    let lexicon = LEXICON.clone().with_measure("floated", FLOATED).expect("a measure");
    let workspace = workspace.with_lexicon(lexicon);
    assert_eq!(workspace.stale().expect("stale").len(), 4, "every report is read again");
    refresh(&workspace);
    assert_eq!(counts(&workspace), decided);
    assert_eq!(workspace.figure(&displaced).expect("a figure").decided.as_deref(), Some("rejected"));
    assert_eq!(workspace.decisions().expect("the log"), log);
    assert!(workspace.orphans().expect("orphans").is_empty());
}

fn reports_of_one_file_share_its_bytes<E: Engine>(workspace: Workspace<E>) {
    let texts = ["Police killed 12 people in Mocuba.", "Police killed 15 people in Beira."];
    let bytes = texts.join("\n").into_bytes();
    let of = |part: usize| {
        let one = prepared(&report(&format!("note{part}"), "2027-02-09", texts[part]));
        let original = recount_store::sha256(&bytes);
        let sha256 = Prepared::name_of(&original, part);
        Prepared { bytes: bytes.clone().into(), original, part, sha256, ..one }
    };
    workspace.add(&[of(0), of(1)], NOW).expect("added");
    let again = workspace.add(&[of(1)], NOW).expect("added").remove(0);
    assert_eq!((again.document.as_str(), again.status), ("note1", Status::Known));
    let originals = workspace.engine().originals().expect("originals");
    assert_eq!(originals.len(), 1, "the file is kept once");
    for document in ["note0", "note1"] {
        let kept = workspace.kept(document).expect("kept");
        assert_eq!(workspace.engine().bytes(kept.id).expect("bytes"), bytes);
    }
    assert_eq!(workspace.verify().expect("verified").1, []);
}

fn rejected_figures_count_no_more<E: Engine>(workspace: Workspace<E>) {
    fill(&workspace, &flood());
    let id = figures(&workspace, "displaced").remove(0);
    workspace.decide(&draft(&workspace, Act::Reject, &[&id]), NOW).expect("decided");
    assert!(!counts(&workspace).iter().any(|line| line.starts_with("displaced")));
    let figure = workspace.figure(&id).expect("it is still listed");
    assert_eq!((figure.decided.as_deref(), figure.account), (Some("rejected"), None));
}

fn links_splits_merges_and_recommendations_shape_the_counts<E: Engine>(workspace: Workspace<E>) {
    fill(&workspace, &flood());
    let killed = figures(&workspace, "killed");
    let [bulletin, radio, wire] = [&killed[0], &killed[1], &killed[2]];
    let line = |words: &str| {
        let all = counts(&workspace);
        all.iter().find(|line| line.starts_with(words)).cloned().unwrap_or_else(|| panic!("{words}: {all:?}"))
    };
    let before = counts(&workspace);
    let origins = |line: &str| line.rsplit(' ').nth(1).expect("a number").parse::<usize>().expect("a number");
    let voices = origins(&line("killed"));
    workspace.decide(&draft(&workspace, Act::Link, &[bulletin, radio]), NOW).expect("linked");
    assert_eq!(origins(&line("killed")), voices - 1, "{before:?}");
    workspace.decide(&draft(&workspace, Act::Unlink, &[radio, bulletin]), NOW).expect("unlinked");
    assert_eq!(counts(&workspace), before);
    workspace.decide(&draft(&workspace, Act::Recommend, &[radio]), NOW).expect("recommended");
    let table = view::table(&workspace.ledger().expect("a ledger"), &LEXICON);
    let count = table.counts.iter().find(|count| count.measure == "killed").expect("a count");
    assert_eq!(count.accounts[count.recommended.expect("one")].document, "radio");
    assert!(count.reason.contains("seen with my own eyes"), "{}", count.reason);
    let split = workspace.decide(&draft(&workspace, Act::Split, &[wire]), NOW).expect("split");
    assert_eq!(counts(&workspace).len(), before.len() + 1);
    let apart = counts(&workspace).into_iter().find(|line| line.contains(&format!("apart-{split}")));
    assert!(
        apart.as_ref().is_some_and(|line| line.starts_with("killed-at-MOZ-mocuba") && line.contains("12")),
        "{apart:?}"
    );
    let evacuated = figures(&workspace, "evacuated").remove(0);
    workspace.decide(&draft(&workspace, Act::Merge, &[wire, &evacuated]), NOW).expect("merged");
    let merged =
        counts(&workspace).into_iter().any(|line| line.starts_with("evacuated") && line.contains("12"));
    assert!(merged, "{:?}", counts(&workspace));
    let merge = split + 1;
    let undo = |undoes| Draft { undoes: Some(undoes), figure: None, ..draft(&workspace, Act::Undo, &[]) };
    workspace.decide(&undo(merge), NOW).expect("undone");
    workspace.decide(&undo(split), NOW).expect("undone");
    assert_eq!(counts(&workspace), before);
}

fn decisions_whose_words_are_gone_are_listed<E: Engine>(workspace: Workspace<E>) {
    fill(&workspace, &flood());
    let id = figures(&workspace, "displaced").remove(0);
    let number = workspace.decide(&correct(&workspace, &id, "low", Some("46000")), NOW).expect("decided");
    let kept = workspace.kept("bulletin").expect("kept");
    let moved = Report { text: format!("Bulletin no. 3. {}", kept.report.text), ..kept.report.clone() };
    workspace.refresh("bulletin", Some(("2", &moved))).expect("read again");
    workspace.settle().expect("settled");
    assert!(workspace.orphans().expect("orphans").is_empty(), "the words moved, and are found");
    let id = figures(&workspace, "displaced").remove(0);
    assert_eq!(workspace.figure(&id).expect("a figure").low, Some(46_000));
    let cut = Report { text: "Nothing is left of it.".to_string(), ..kept.report };
    workspace.refresh("bulletin", Some(("3", &cut))).expect("read again");
    workspace.settle().expect("settled");
    let orphans = workspace.orphans().expect("orphans");
    assert_eq!(orphans.len(), 1);
    assert_eq!(orphans[0].decision, number);
    assert!(orphans[0].reason.contains("words"), "{}", orphans[0].reason);
}

fn unfit_decisions_are_refused<E: Engine>(workspace: Workspace<E>) {
    fill(&workspace, &flood());
    let id = figures(&workspace, "displaced").remove(0);
    let check = |draft: Draft, expected: &str| {
        let error = workspace.decide(&draft, NOW).expect_err("refused").to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(correct(&workspace, &id, "colour", Some("red")), "expected a field");
    check(correct(&workspace, &id, "low", Some("many")), "expected a whole number");
    check(correct(&workspace, &id, "measure", None), "found nothing");
    check(correct(&workspace, &id, "place", Some("Atlantis")), "do not stand in the report's text");
    check(Draft { reason: " ".to_string(), ..draft(&workspace, Act::Accept, &[&id]) }, "a reason");
    check(draft(&workspace, Act::Link, &[&id]), "a second figure");
    check(Draft { undoes: Some(77), figure: None, ..draft(&workspace, Act::Undo, &[]) }, "found 77");
    assert!(workspace.decisions().expect("the log").is_empty(), "nothing was kept");
}

fn listings_are_filtered<E: Engine>(workspace: Workspace<E>) {
    let days = [("wire", "on Monday"), ("bulletin", "on Thursday"), ("radio", "on Saturday")];
    let on = |report: Report| {
        let day = days.iter().find(|(name, _)| *name == report.document).map_or("", |(_, day)| day);
        Report { text: report.text.replacen("on Monday", day, 1), ..report }
    };
    fill(&workspace, &flood().into_iter().map(on).collect::<Vec<Report>>());
    let check = |filter: Filter, expected: &[&str]| {
        let found = workspace.engine().figures(&filter).expect("figures");
        let found: Vec<String> = found.iter().map(|it| format!("{} {}", it.document, it.text)).collect();
        assert_eq!(found, expected, "{filter:?}");
    };
    let killed = || Filter { measures: vec!["killed".to_string()], ..Filter::default() };
    check(killed(), &["bulletin 15", "radio At least 11", "wire At least 12"]);
    check(
        Filter { country: Some("moz".to_string()), ..killed() },
        &["bulletin 15", "radio At least 11", "wire At least 12"],
    );
    check(Filter { country: Some("CHN".to_string()), ..killed() }, &[]);
    check(Filter { source: Some("un".to_string()), ..killed() }, &["bulletin 15"]);
    check(Filter { source: Some("mayor".to_string()), ..killed() }, &["radio At least 11"]);
    check(Filter { since: Some("2027-02-13".to_string()), ..killed() }, &["radio At least 11"]);
    check(Filter { until: Some("2027-02-09".to_string()), ..killed() }, &["wire At least 12"]);
    check(Filter { text: Some("unicef said".to_string()), ..killed() }, &["bulletin 15"]);
    check(Filter { status: Some("denied".to_string()), ..Filter::default() }, &[]);
    check(Filter { document: Some("reprint".to_string()), ..Filter::default() }, &["reprint Nearly 9,000"]);
    assert_eq!(workspace.engine().search("governor licungo", 9).expect("found").len(), 2);
    assert!(!workspace.engine().statements(&Filter::default()).expect("statements").is_empty());
    assert!(!workspace.engine().orders(&Filter::default()).expect("orders").is_empty());
}

fn everything_is_found_again<E: Engine>(workspace: Workspace<E>) {
    fill(&workspace, &flood());
    let (checked, damage) = workspace.verify().expect("verified");
    assert_eq!(damage, []);
    assert_eq!(checked.reports, 4);
    assert!(checked.figures >= 6 && checked.orders >= 1, "{checked:?}");
    let _: &Lexicon = workspace.lexicon();
}

fn a_forgotten_report_is_gone_and_stays_away<E: Engine>(workspace: Workspace<E>) {
    let reports = flood();
    fill(&workspace, &reports);
    let (all, killed) = (counts(&workspace), figures(&workspace, "killed"));
    workspace.decide(&draft(&workspace, Act::Link, &[&killed[0], &killed[1]]), NOW).expect("decided");
    assert!(workspace.forget("bulletin", "Ana", " ", NOW).is_err(), "a reason is needed");
    assert!(workspace.forget("no such", "Ana", "asked to", NOW).is_err());
    let gone = workspace.forget("bulletin", "Ana", "asked to", NOW).expect("forgotten");
    assert_eq!((gone.decision, gone.stripped, gone.shared), (2, 1, 0));
    assert!(workspace.kept("bulletin").is_err());
    let decisions = workspace.decisions().expect("decisions");
    let told = format!("{decisions:?}");
    assert!(!told.contains("bulletin") && !told.contains("15 people"), "{told}");
    assert_eq!(decisions[0].forgotten, Some(2));
    assert_eq!(workspace.orphans().expect("orphans"), []);
    let outcome = workspace.add(&[prepared(&reports[2])], NOW).expect("asked").remove(0);
    assert_eq!(outcome.status, Status::Forgotten);
    assert_eq!(workspace.verify().expect("verified").1, []);
    assert_eq!(workspace.verify_made().expect("verified").1, []);
    // Taken back, it may come again; what was said of it is gone.
    let undo = Draft { undoes: Some(2), ..draft(&workspace, Act::Undo, &[]) };
    workspace.decide(&undo, NOW).expect("undone");
    let outcome = workspace.add(&[prepared(&reports[2])], NOW).expect("added").remove(0);
    assert_eq!(outcome.status, Status::Added);
    workspace.settle().expect("settled");
    assert_eq!(counts(&workspace), all);
}
