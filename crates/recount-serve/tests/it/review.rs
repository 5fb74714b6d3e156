//! Review: a figure is accepted, corrected, rejected, taken back; the log keeps all of it.

use crate::house::{House, REPORTS};

fn decide(house: &House, form: &[(&str, &str)]) -> crate::house::Reply {
    let csrf = house.get("/reports/wire").csrf();
    let mut all = vec![("csrf", csrf.as_str()), ("next", "/reports/wire#figure-0")];
    all.extend(form);
    house.post("/decide", &[], &all)
}

fn figure(house: &House, start: u64) -> serde_json::Value {
    let report = house.get("/reports/wire.json").json();
    let figures = report["figures"].as_array().expect("figures");
    figures.iter().find(|figure| figure["start"] == start).expect("the figure").clone()
}

#[test]
fn a_figure_is_corrected_and_the_correction_taken_back() {
    let house = House::of(REPORTS);
    assert_eq!(figure(&house, 0)["low"], 300);
    let form = [
        ("act", "correct"),
        ("figure", "wire:0"),
        ("field", "low"),
        ("value", "310"),
        ("reason", "a slip"),
        ("author", "Ana B."),
    ];
    let reply = decide(&house, &form);
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, "/reports/wire?done=1#figure-0"),
        "{}",
        reply.body
    );
    let corrected = figure(&house, 0);
    assert_eq!((&corrected["low"], &corrected["decided"]), (&310.into(), &"corrected".into()));
    let page = house.get("/reports/wire?done=1").body;
    assert!(
        page.contains("Decision 1 is kept: corrected low to “310”") && page.contains(">Undo</button>"),
        "{page}"
    );
    let counts = house.get("/counts.json?measure=killed").json();
    assert!(counts["rows"][0]["range"].as_str().is_some_and(|range| range.contains("310")), "{counts}");
    let csrf = house.get("/reports/wire").csrf();
    let undo =
        [("csrf", csrf.as_str()), ("decision", "1"), ("reason", "it was right"), ("next", "/reports/wire")];
    assert_eq!(house.post("/undo", &[], &undo).header("location"), "/reports/wire?done=2");
    assert_eq!(figure(&house, 0)["low"], 300);
    let log = house.get("/reports/wire.json").json();
    assert_eq!(log["decisions"][0]["author"], "Ana B.");
}

#[test]
fn a_rejected_figure_counts_no_more() {
    let house = House::of(REPORTS);
    let accounts =
        |house: &House| house.get("/counts.json?measure=killed").json()["rows"][0]["accounts"].as_u64();
    let before = accounts(&house).expect("a number");
    assert_eq!(
        decide(&house, &[("act", "reject"), ("figure", "wire:0"), ("reason", "another year")]).status,
        303
    );
    assert_eq!(accounts(&house), Some(before - 1));
    assert!(house.get("/reports/wire").body.contains("class=\"card rejected\""));
}

#[test]
fn what_does_not_fit_is_refused_and_not_kept() {
    let house = House::of(REPORTS);
    for (form, status) in [
        (&[("act", "dance"), ("figure", "wire:0"), ("reason", "x")][..], 400),
        (&[("act", "undo"), ("figure", "wire:0"), ("reason", "x")], 400),
        (&[("act", "accept"), ("figure", "wire:1"), ("reason", "x")], 409),
        (&[("act", "accept"), ("figure", "none:1"), ("reason", "x")], 409),
        (&[("act", "accept"), ("reason", "x")], 409),
        (&[("act", "reject"), ("figure", "wire:0")], 409),
        (
            &[("act", "correct"), ("figure", "wire:0"), ("field", "low"), ("value", "many"), ("reason", "x")],
            409,
        ),
        (
            &[
                ("act", "correct"),
                ("figure", "wire:0"),
                ("field", "source"),
                ("value", "not in the text"),
                ("reason", "x"),
            ],
            409,
        ),
        (&[("act", "link"), ("figure", "wire:0"), ("reason", "x")], 409),
    ] {
        let reply = decide(&house, form);
        assert_eq!(reply.status, status, "{form:?}: {}", reply.body);
    }
    assert_eq!(house.get("/reports/wire.json").json()["decisions"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_form_leads_nowhere_else() {
    let house = House::of(REPORTS);
    let csrf = house.get("/reports/wire").csrf();
    let form = [
        ("csrf", csrf.as_str()),
        ("act", "accept"),
        ("figure", "wire:0"),
        ("reason", "x"),
        ("next", "//evil.example/"),
    ];
    assert_eq!(house.post("/decide", &[], &form).header("location"), "/?done=1");
}
