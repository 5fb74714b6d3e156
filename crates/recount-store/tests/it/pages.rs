//! What pages read by index is what the whole ledger says.

use recount_core::view;
use recount_store::{Act, Answered, CountRow, Engine, Filter, Workspace};

use crate::{
    LEXICON, NOW, draft, report,
    suite::{fill, flood},
};

/// Runs all of it; `fresh` makes an empty database.
pub(crate) fn holds_for<E: Engine>(fresh: impl Fn() -> E) {
    let tests: &[fn(Workspace<E>)] = &[
        counts_come_in_the_order_of_the_ledger,
        counts_are_filtered,
        a_page_behind_the_last_one_tells_how_many_there_are,
        a_series_is_shown_whole,
        the_latest_counts_of_a_series_are_those_of_the_whole,
        what_answers_is_kept_as_the_accounts_tell_it,
        disputes_are_kept_as_the_accounts_tell_them,
        a_glimpse_of_a_long_series_tells_how_much_there_is,
        reports_are_listed_and_shown,
        totals_follow_what_is_there,
        search_marks_the_words,
        findings_are_a_work_list,
    ];
    for test in tests {
        let workspace = Workspace::new(fresh(), LEXICON.clone());
        fill(&workspace, &flood());
        test(workspace);
    }
}

fn counts_come_in_the_order_of_the_ledger<E: Engine>(workspace: Workspace<E>) {
    let more =
        "In Chad 40 people were detained on Friday, and 7 were killed. Chad plans to deport 300 people.";
    fill(&workspace, &[report("other", "2027-02-13", more)]);
    let table = view::table(&workspace.ledger().expect("a ledger"), &LEXICON);
    let told =
        |id: &str, range: &str, origins: usize, accounts: usize| format!("{id} {range} {origins} {accounts}");
    let expected: Vec<String> =
        table.counts.iter().map(|it| told(&it.id, &it.range, it.origins, it.accounts.len())).collect();
    let all = workspace.counts_page(&Filter::default(), 0, 100).expect("counts");
    let row = |it: &CountRow| told(&it.id, &it.range, it.origins, it.accounts);
    assert_eq!(all.rows.iter().map(row).collect::<Vec<_>>(), expected);
    assert_eq!(all.total, expected.len());
    let page = workspace.counts_page(&Filter::default(), 2, 2).expect("counts");
    assert_eq!(page.rows, all.rows[2..4], "a page is a stretch of the whole");
    for (row, line) in all.rows.iter().zip(&table.counts) {
        let taken = line.recommended.map(|at| line.accounts[at].words.clone());
        assert_eq!(row.take.as_ref().map(|take| take.words.clone()), taken);
        assert_eq!((&row.people, &row.place, row.low), (&line.people, &line.place, line.low));
    }
}

fn counts_are_filtered<E: Engine>(workspace: Workspace<E>) {
    let check = |filter: Filter, expected: &[&str]| {
        let page = workspace.counts_page(&filter, 0, 9).expect("counts");
        let found: Vec<String> = page.rows.iter().map(|it| format!("{} {}", it.measure, it.range)).collect();
        assert_eq!(found, expected, "{filter:?}");
        assert_eq!(page.total, expected.len(), "{filter:?}");
    };
    let killed = || Filter { measures: vec!["killed".to_string()], ..Filter::default() };
    let toll = workspace.counts_page(&killed(), 0, 9).expect("counts").rows;
    let range = format!("killed {}", toll[0].range);
    check(killed(), &[&range]);
    check(Filter { country: Some("moz".to_string()), ..killed() }, &[&range]);
    check(Filter { country: Some("CHN".to_string()), ..killed() }, &[]);
    check(Filter { source: Some("mayor".to_string()), ..killed() }, &[&range]);
    check(Filter { source: Some("nobody".to_string()), ..killed() }, &[]);
    check(Filter { text: Some("unicef said".to_string()), ..killed() }, &[&range]);
    check(Filter { text: Some("licungo".to_string()), ..killed() }, &[]);
    check(Filter { document: Some("radio".to_string()), ..Filter::default() }, &[&range]);
    check(Filter { status: Some("planned".to_string()), ..killed() }, &[]);
    check(Filter { since: Some("2027-02-14".to_string()), ..killed() }, &[]);
    check(Filter { until: Some("2027-02-01".to_string()), ..killed() }, &[]);
    check(
        Filter { since: Some("2027-02-10".to_string()), until: Some("2027-02-20".to_string()), ..killed() },
        &[&range],
    );
}

fn a_page_behind_the_last_one_tells_how_many_there_are<E: Engine>(workspace: Workspace<E>) {
    for filter in [
        Filter::default(),
        Filter { country: Some("MOZ".to_string()), ..Filter::default() },
        Filter { text: Some("killed".to_string()), ..Filter::default() },
    ] {
        let first = workspace.counts_page(&filter, 0, 1).expect("counts");
        let behind = workspace.counts_page(&filter, 99, 1).expect("counts");
        assert_eq!((first.rows.len(), behind.rows.len()), (1, 0), "{filter:?}");
        assert_eq!(behind.total, first.total, "{filter:?}");
        assert!(first.total > 0, "{filter:?}");
    }
}

fn a_series_is_shown_whole<E: Engine>(workspace: Workspace<E>) {
    let table = view::table(&workspace.ledger().expect("a ledger"), &LEXICON);
    for row in workspace.counts_page(&Filter::default(), 0, 100).expect("counts").rows {
        let series = workspace.series(&row.series).expect("a series").expect("it is there");
        assert_eq!(workspace.series(&row.id).expect("by its count"), Some(series.clone()));
        let shown = series.counts.iter().find(|count| count.id == row.id).expect("its count");
        let known = table.counts.iter().find(|count| count.id == row.id).expect("the same in the table");
        assert_eq!((&shown.accounts, &shown.range), (&known.accounts, &known.range));
    }
    assert_eq!(workspace.series("none").expect("asked"), None);
}

fn the_latest_counts_of_a_series_are_those_of_the_whole<E: Engine>(workspace: Workspace<E>) {
    // A fortnight without news parts one toll from the next.
    for month in 3..9 {
        let text =
            format!("In Mozambique {month} policemen are dead in Mocuba, police said.\nEdition {month}");
        fill(&workspace, &[report(&format!("month{month}"), &format!("2027-0{month}-05"), &text)]);
    }
    let mut longest = 0;
    for row in workspace.counts_page(&Filter::default(), 0, 100).expect("counts").rows {
        let whole = workspace.series(&row.series).expect("a series").expect("it is there");
        longest = longest.max(whole.counts.len());
        for most in [1, 2, 99] {
            let (part, number) =
                workspace.latest_of_series(&row.id, most).expect("asked").expect("it is there");
            let mut expected = whole.clone();
            let mut at = 0..;
            expected.counts.retain(|count| at.next().is_some_and(|at| at < most) || count.id == row.id);
            assert_eq!((part, number), (expected, whole.counts.len()), "{} {most}", row.id);
        }
    }
    assert!(longest >= 5, "{longest}");
    assert!(workspace.latest_of_series("none", 3).expect("asked").is_none());
}

fn what_answers_is_kept_as_the_accounts_tell_it<E: Engine>(workspace: Workspace<E>) {
    let rows = workspace.counts_page(&Filter::default(), 0, 100).expect("counts").rows;
    let answered = workspace.answered(&rows).expect("answers");
    assert!(rows.iter().any(|row| row.accounts > 2));
    for (row, told) in rows.iter().zip(answered) {
        let series = workspace.series(&row.id).expect("asked").expect("it is there");
        let count = series.counts.iter().find(|count| count.id == row.id).expect("its count");
        let expected = Answered::of(count);
        assert_eq!(told.trend, expected.trend, "{}", row.id);
        assert_eq!(
            (told.accounts, told.standing, told.contradictions),
            (expected.accounts, expected.standing, expected.contradictions)
        );
        assert_eq!(told.count, expected.count);
    }
}

fn disputes_are_kept_as_the_accounts_tell_them<E: Engine>(workspace: Workspace<E>) {
    // Sources that stand against each other, one of them told by more reports than are named.
    let said = |number: usize, source: &str, edition: usize| {
        format!("{number} people were killed in Goma on Monday, {source} said.\nEdition {edition}")
    };
    let mut reports = vec![report("ministry", "2027-03-03", &said(280, "the Ministry of Health", 0))];
    for edition in 1..20 {
        reports.push(report(&format!("mayor{edition}"), "2027-03-03", &said(300, "the mayor", edition)));
    }
    fill(&workspace, &reports);
    let (lines, asked) =
        (workspace.disputed(0, 9).expect("lines"), workspace.questions(0, 9).expect("questions"));
    assert_eq!((lines.total, lines.rows.len()), (asked.total, asked.rows.len()));
    assert!(lines.total > 0, "nothing is disputed");
    let mut most = 0;
    for (line, question) in lines.rows.iter().zip(&asked.rows) {
        let dispute = view::dispute(line).expect("a dispute");
        assert_eq!((question.count.id.as_str(), question.cause.as_str()), (line.id.as_str(), dispute.cause));
        for (said, number) in dispute.numbers.iter().zip(&question.numbers) {
            assert_eq!(
                (&said.words, said.low, said.high, said.since),
                (&number.said.words, number.said.low, number.said.high, number.said.since)
            );
            assert_eq!(said.voices, number.said.voices);
            assert!(number.figures.len() <= 12 && number.figures.len() <= number.accounts);
            let all = workspace.figures_that_say(&line.id, said.low, said.high).expect("figures");
            assert_eq!((all.len(), &all[..number.figures.len()]), (number.accounts, &number.figures[..]));
            most = most.max(number.accounts);
        }
    }
    assert!(most > 12, "{most}");
}

fn a_glimpse_of_a_long_series_tells_how_much_there_is<E: Engine>(workspace: Workspace<E>) {
    let text = |edition: usize| {
        format!("In Chad 40 people were detained on Friday, police said.\nEdition {edition}")
    };
    let reports: Vec<_> =
        (0..30).map(|edition| report(&format!("chad{edition:02}"), "2027-03-01", &text(edition))).collect();
    fill(&workspace, &reports);
    let row = workspace.counts_page(&Filter::default(), 0, 99).expect("counts").rows;
    let row = row.into_iter().max_by_key(|row| row.accounts).expect("a count");
    assert!(row.accounts >= 30, "{}", row.accounts);
    let whole = workspace.glimpse_of_series(&row.id, 24, 999).expect("asked").expect("it is there");
    let latest = workspace.latest_of_series(&row.id, 24).expect("asked").expect("it is there");
    assert_eq!((&whole.page, whole.counts), (&latest.0, latest.1));
    let part = workspace.glimpse_of_series(&row.id, 24, 10).expect("asked").expect("it is there");
    assert_eq!((part.counts, &part.accounts), (whole.counts, &whole.accounts));
    let (part, whole) = (&part.page.counts[0], &whole.page.counts[0]);
    assert_eq!(part.accounts[..], whole.accounts[..part.accounts.len()]);
    assert!(part.accounts.len() <= 10 && !part.findings.is_empty());
    assert_eq!((&part.range, &part.people, part.origins), (&whole.range, &whole.people, whole.origins));
}

fn reports_are_listed_and_shown<E: Engine>(workspace: Workspace<E>) {
    let names = |filter: Filter| -> Vec<String> {
        let page = workspace.reports_page(&filter, 0, 9).expect("reports");
        assert_eq!(page.total, page.rows.len());
        page.rows.into_iter().map(|row| row.document).collect()
    };
    assert_eq!(names(Filter::default()), ["radio", "bulletin", "reprint", "wire"]);
    assert_eq!(names(Filter { since: Some("2027-02-13".to_string()), ..Filter::default() }), ["radio"]);
    assert_eq!(names(Filter { text: Some("licungo".to_string()), ..Filter::default() }), ["reprint", "wire"]);
    assert_eq!(names(Filter { source: Some("mayor".to_string()), ..Filter::default() }), ["radio"]);
    let row = workspace.reports_page(&Filter::default(), 1, 1).expect("reports").rows.remove(0);
    let page = workspace.report(&row.document).expect("a report").expect("it is there");
    assert_eq!(
        (row.figures, row.statements, row.orders),
        (page.figures.len(), page.statements.len(), page.orders.len())
    );
    assert_eq!((page.added.as_str(), page.published.as_deref()), (NOW, Some("2027-02-12")));
    let id = page.figures[0].id.clone();
    workspace.decide(&draft(&workspace, Act::Reject, &[&id]), NOW).expect("decided");
    let page = workspace.report(&row.document).expect("a report").expect("it is there");
    assert_eq!(page.figures[0].decided.as_deref(), Some("rejected"));
    assert_eq!(page.decisions.len(), 1);
    assert!(workspace.report("none").expect("asked").is_none());
}

fn totals_follow_what_is_there<E: Engine>(workspace: Workspace<E>) {
    let before = workspace.revision().expect("a revision");
    assert_eq!(workspace.revision().expect("a revision"), before, "nothing changed");
    fill(&workspace, &[report("other", "2027-02-15", "In Chad 40 people were detained on Friday.")]);
    assert_ne!(workspace.revision().expect("a revision"), before);
    let summary = workspace.summary().expect("a summary");
    let engine = workspace.engine();
    let all = Filter::default();
    assert_eq!(summary.reports, 5);
    assert_eq!(summary.figures, engine.figures(&all).expect("figures").len());
    assert_eq!(summary.statements, engine.statements(&all).expect("statements").len());
    assert_eq!(summary.orders, engine.orders(&all).expect("orders").len());
    let series = engine.series(None).expect("series");
    assert_eq!(summary.series, series.len());
    assert_eq!(summary.counts, series.iter().map(|series| series.counts.len()).sum::<usize>());
    let inside: usize = series
        .iter()
        .map(|it| it.findings.len() + it.counts.iter().map(|count| count.findings.len()).sum::<usize>())
        .sum();
    assert_eq!(summary.findings.values().sum::<usize>(), inside);
    assert_eq!(summary.published, Some(("2027-02-09".to_string(), "2027-02-15".to_string())));
    assert_eq!(
        workspace.figures_page(&all, 1, 2).expect("figures").rows,
        engine.figures(&all).expect("figures")[1..3]
    );
}

fn search_marks_the_words<E: Engine>(workspace: Workspace<E>) {
    let found = workspace.search("governor licu", 9).expect("found");
    let names: Vec<&str> = found.iter().map(|found| found.document.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    for found in &found {
        let marked: Vec<&str> =
            found.passage.iter().filter(|(_, marked)| *marked).map(|(words, _)| words.as_str()).collect();
        assert_eq!(marked, ["Licungo", "governor"]);
    }
    assert!(workspace.search("  ", 9).expect("found").is_empty());
    assert!(workspace.search("\" AND zzz ( *", 9).expect("no syntax error").is_empty());
}

fn findings_are_a_work_list<E: Engine>(workspace: Workspace<E>) {
    let all = workspace.findings_page(&[], &Filter::default(), 0, 99).expect("findings");
    assert!(all.total > 0 && all.total == all.rows.len());
    let relation = all.rows[0].relation.clone();
    let some = workspace
        .findings_page(std::slice::from_ref(&relation), &Filter::default(), 0, 99)
        .expect("findings");
    assert!(some.rows.iter().all(|row| row.relation == relation) && !some.rows.is_empty());
    let killed = Filter { measures: vec!["killed".to_string()], ..Filter::default() };
    let some = workspace.findings_page(&[], &killed, 0, 99).expect("findings");
    assert!(some.rows.iter().all(|row| row.from.measure == "killed") && !some.rows.is_empty());
    let none = Filter { country: Some("CHN".to_string()), ..killed };
    assert_eq!(workspace.findings_page(&[], &none, 0, 99).expect("findings").total, 0);
}
