//! Work that flows: a dispute is answered and gone, a queue is gone through, a form is understood as people write, all of it can be taken
//! back, and the page that is saved carries it.

use crate::house::{House, REPORTS, Reply};

/// Two ministries that cannot both be right.
const RIVALS: &[(&str, &str, &str)] = &[
    ("one", "2027-03-02", "The flood killed 40 people in Goma on Monday, the Ministry of Health said."),
    ("two", "2027-03-03", "The flood killed 25 people in Goma on Monday, the Red Cross said."),
];

fn send(house: &House, path: &str, form: &[(&str, &str)]) -> Reply {
    let csrf = house.get("/review").csrf();
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(form);
    house.post(path, &[], &all)
}

fn disputes(house: &House) -> u64 {
    house.get("/disputes.json").json()["total"].as_u64().expect("a number")
}

/// The figure that says this number.
fn figure(house: &House, document: &str, words: &str) -> String {
    let report = house.get(&format!("/reports/{document}.json")).json();
    let figures = report["figures"].as_array().expect("figures");
    let one = figures.iter().find(|figure| figure["text"].as_str() == Some(words)).expect("the figure");
    format!("{document}:{}", one["start"])
}

#[test]
fn a_dispute_is_answered_and_gone_and_comes_back() {
    for answer in ["take", "other_day", "other_thing", "part"] {
        let house = House::of(RIVALS);
        assert_eq!(disputes(&house), 1, "{}", house.get("/disputes").body);
        let page = house.get("/disputes").body;
        assert!(page.contains("Disputes <span class=\"how-often\">1</span>"), "the way there says how many");
        let figure = figure(&house, "two", "25");
        let reply =
            send(&house, "/disputes", &[("answer", answer), ("figure", &figure), ("next", "/disputes")]);
        assert_eq!(reply.status, 303, "{answer}: {}", reply.body);
        assert_eq!(disputes(&house), 0, "{answer}");
        assert!(house.get("/disputes?done=1").body.contains(">Undo</button>"));
        let undone = send(&house, "/undo", &[("decision", "1"), ("reason", "a slip"), ("next", "/disputes")]);
        assert_eq!((undone.status, disputes(&house)), (303, 1), "{answer}");
    }
}

#[test]
fn two_that_a_person_tells_apart_contradict_no_more() {
    let house = House::of(RIVALS);
    let contradictions =
        |house: &House| house.get("/findings.json?relation=contradicts").json()["total"].as_u64();
    assert_eq!(contradictions(&house), Some(1));
    let (one, two) = (figure(&house, "one", "40"), figure(&house, "two", "25"));
    let form =
        [("act", "unlink"), ("figure", one.as_str()), ("other", two.as_str()), ("reason", "two floods")];
    assert_eq!(send(&house, "/decide", &form).status, 303);
    assert_eq!((contradictions(&house), disputes(&house)), (Some(0), 0));
}

#[test]
fn one_voice_and_odd_answers() {
    let house = House::of(RIVALS);
    let (one, two) = (figure(&house, "one", "40"), figure(&house, "two", "25"));
    let form = [("answer", "one_voice"), ("figure", two.as_str()), ("other", one.as_str())];
    assert_eq!(send(&house, "/disputes", &form).status, 303);
    assert_eq!(disputes(&house), 0);
    assert_eq!(send(&house, "/disputes", &[("answer", "maybe"), ("figure", &two)]).status, 400);
    assert_eq!(send(&house, "/disputes", &[("answer", "take")]).status, 400);
}

#[test]
fn a_report_is_accepted_as_a_whole_and_taken_back_at_once() {
    let house = House::of(REPORTS);
    let page = house.get("/review?report=wire").body;
    assert!(page.contains("0 of "), "{page}");
    let figures: Vec<String> = house.get("/review.json?report=wire").json()["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| format!("wire:{}", row["start"]))
        .collect();
    assert!(figures.len() >= 2);
    let mut form: Vec<(&str, &str)> = vec![("act", "accept"), ("next", "/review?report=wire")];
    form.extend(figures.iter().map(|figure| ("figure", figure.as_str())));
    let reply = send(&house, "/decide", &form);
    let numbers: Vec<String> = (1..=figures.len()).map(|number| number.to_string()).collect();
    assert_eq!(reply.header("location"), format!("/review?report=wire&done={}", numbers.join("+")));
    let page = house.get(reply.header("location")).body;
    assert!(page.contains(&format!("{0} of {0} done", figures.len())), "{page}");
    let mut undo: Vec<(&str, &str)> = vec![("reason", "too soon"), ("next", "/review?report=wire")];
    undo.extend(numbers.iter().map(|number| ("decision", number.as_str())));
    assert_eq!(send(&house, "/undo", &undo).status, 303);
    assert!(house.get("/review?report=wire").body.contains(&format!("0 of {} done", figures.len())));
}

#[test]
fn a_form_is_understood_as_people_write_it_and_kept_where_it_is_not() {
    let house = House::of(REPORTS);
    let page = house.get("/review/wire%3A0");
    assert!(page.status == 200 && page.body.contains("value=\"300\""), "{}", page.body);
    let odd = send(&house, "/review/wire%3A0", &[("low", "three hundred"), ("period", "1 March 2027")]);
    assert_eq!(odd.status, 422);
    assert!(
        odd.body.contains("value=\"three hundred\"") && odd.body.contains("expected a whole number"),
        "{}",
        odd.body
    );
    assert!(odd.body.contains("value=\"1 March 2027\""), "what was typed stays");
    assert_eq!(house.get("/log.json").json()["total"], 0);
    let form = [("low", "1,310"), ("period", "28/02/2027"), ("at", "Congo"), ("who", "the KING of Goma")];
    let refused = send(&house, "/review/wire%3A0", &form);
    assert!(
        refused.status == 422 && refused.body.contains("does not stand in the report"),
        "{}",
        refused.body
    );
    let form = [
        ("low", "1,310"),
        ("high", ""),
        ("period", "28/02/2027"),
        ("measure", "injured"),
        ("next", "/review"),
    ];
    let reply = send(&house, "/review/wire%3A0", &form);
    assert_eq!(reply.status, 303, "{}", reply.body);
    let rows = house.get("/reports/wire.json").json();
    let figure = &rows["figures"][0];
    assert_eq!(
        (&figure["low"], &figure["period"], &figure["measure"]),
        (&1310.into(), &"2027-02-28".into(), &"injured".into())
    );
}

#[test]
fn many_reports_get_their_day_at_once_and_lose_it_again() {
    let house = House::of(REPORTS);
    let form = [
        ("report", "wire"),
        ("report", "sitrep"),
        ("day", "4 April 2027"),
        ("publisher", "PAHO"),
        ("next", "/reports"),
    ];
    let reply = send(&house, "/reports", &form);
    assert_eq!(reply.header("location"), "/reports?done=1+2+3+4", "{}", reply.body);
    let row = |house: &House, name: &str| {
        let rows = house.get("/reports.json").json()["rows"].as_array().expect("rows").clone();
        rows.into_iter().find(|row| row["document"] == name).expect("the report")
    };
    assert_eq!(
        (&row(&house, "wire")["published"], &row(&house, "sitrep")["outlet"]),
        (&"2027-04-04".into(), &"PAHO".into())
    );
    assert_eq!(row(&house, "reprint")["published"], "2027-03-03");
    let odd = send(&house, "/reports", &[("report", "wire"), ("day", "soon")]);
    assert!(odd.status == 422 && odd.body.contains("value=\"soon\""), "{}", odd.body);
    let undo = [
        ("decision", "1"),
        ("decision", "2"),
        ("decision", "3"),
        ("decision", "4"),
        ("reason", "wrong year"),
        ("next", "/reports"),
    ];
    assert_eq!(send(&house, "/undo", &undo).status, 303);
    assert_eq!(row(&house, "wire")["published"], "2027-03-02");
}

#[test]
fn the_saved_page_carries_decisions_and_what_was_asked() {
    let house = House::of(REPORTS);
    send(&house, "/decide", &[("act", "reject"), ("figure", "wire:0"), ("why", "it is misread")]);
    let whole = house.get("/export/page");
    assert_eq!(whole.header("content-disposition"), "attachment; filename=\"recount.html\"");
    assert!(
        whole.body.starts_with("<!doctype html>") && whole.body.contains("Carries the 1 decision"),
        "{}",
        whole.body
    );
    assert!(!whole.body.contains("At least 300</mark>"), "what was rejected is not counted");
    let part = house.get("/export/page?measure=displaced");
    assert!(part.body.contains("Narrowed to: measure Displaced.") && part.body.len() < whole.body.len());
    assert!(house.get("/?measure=displaced").body.contains("href=\"/export/page?measure=displaced\""));
    assert_eq!(house.get("/export/page?at=soon").status, 400);
}

#[test]
fn a_chart_keeps_days_and_leads_to_its_rows() {
    let house = House::of(REPORTS);
    let count = house.get("/counts.json?measure=killed").json()["rows"][0]["series"].clone();
    let page = house.get(&format!("/series/{}", count.as_str().expect("a name"))).body;
    assert!(page.contains("href=\"#account-0\"") && page.contains("id=\"account-0\""), "{page}");
    assert!(page.contains("This is something else"));
}
