//! Reports that come in on the page: what is read, what is set aside, and who may bring what.

use recount_serve::{Access, People, Role};

use crate::house::{House, REPORTS, Reply};

const TOLL: &str = "At least 41 people were killed in Angoche on Friday, the governor said.";

fn bring(house: &House, parts: &[(&str, &str)]) -> Reply {
    let csrf = house.get("/add").csrf();
    let mut all = vec![("name=\"csrf\"", csrf.as_str())];
    all.extend(parts);
    house.bring("/add", &[], &all)
}

#[test]
fn files_are_read_and_what_is_not_is_listed_with_its_reason() {
    let house = House::of(REPORTS);
    let parts = [
        ("name=\"file\"; filename=\"angoche.txt\"", TOLL),
        ("name=\"file\"; filename=\"../../broken.pdf\"", "%PDF-"),
        ("name=\"file\"; filename=\"wire.txt\"", REPORTS[0].2),
    ];
    let reply = bring(&house, &parts);
    let job = house.read(&reply);
    assert_eq!(
        (job["brought"].as_u64(), job["done"].as_u64(), job["failed"].as_str()),
        (Some(3), Some(3), None)
    );
    let rows: Vec<(&str, &str)> = job["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["name"].as_str().expect("a name"), row["outcome"].as_str().expect("an outcome")))
        .collect();
    assert_eq!(rows, [("angoche.txt", "added"), ("wire", "known"), ("broken.pdf", "set aside")]);
    let page = house.get(reply.header("location")).body;
    for words in [
        "2 reports read",
        "1 set aside",
        "href=\"/reports/angoche%2Etxt\"",
        "broken.pdf",
        "expected a report, found none",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("data-adding"), "nothing is waited for any more");
    let counts = house.get("/counts.json?text=Angoche").json();
    assert_eq!(counts["rows"][0]["range"], "41 or more");
}

#[test]
fn an_empty_workspace_asks_for_reports_and_counts_them() {
    let house = House::of(&[]);
    let page = house.get("/").body;
    assert!(page.contains("Nothing here yet") && page.contains("type=\"file\" multiple"), "{page}");
    let job = house.read(&bring(&house, &[("name=\"text\"", TOLL), ("name=\"title\"", "Of Angoche")]));
    assert_eq!(job["rows"][0]["figures"], 1);
    assert!(house.get("/").body.contains("41 or more"));
}

#[test]
fn what_is_not_understood_is_said_and_what_was_typed_stays() {
    let house = House::of(&[]);
    for (parts, problem) in [
        (&[][..], "Choose files"),
        (&[("name=\"text\"", "  ")], "Choose files"),
        (&[("name=\"text\"", TOLL), ("name=\"day\"", "03/04/2025")], "may be"),
        (&[("name=\"address\"", "https://example.org/")], "fetches nothing"),
        (&[("name=\"file\"; filename=\"\"", "")], "Choose files"),
    ] {
        let reply = bring(&house, parts);
        assert_eq!(reply.status, 422, "{}", reply.body);
        assert!(reply.body.contains(problem), "{problem}: {}", reply.body);
    }
    let reply = bring(&house, &[("name=\"text\"", "kept <b>"), ("name=\"day\"", "soon")]);
    assert!(
        reply.body.contains("kept &#60;b&#62;</textarea>") && reply.body.contains("value=\"soon\""),
        "{}",
        reply.body
    );
}

#[test]
fn a_reader_that_breaks_ends_its_own_reading_alone() {
    let house = House::of(&[]);
    let job = house.read(&bring(&house, &[("name=\"file\"; filename=\"panic\"", "x")]));
    assert!(job["failed"].as_str().is_some_and(|failed| failed.contains("reading ended")), "{job}");
    let job = house.read(&bring(&house, &[("name=\"text\"", TOLL)]));
    assert_eq!(job["rows"][0]["outcome"], "added");
}

#[test]
fn forms_of_others_and_odd_ones_bring_nothing() {
    let house = House::of(&[]);
    let csrf = house.get("/add").csrf();
    let file = ("name=\"file\"; filename=\"a.txt\"", TOLL);
    let own = [("name=\"csrf\"", csrf.as_str()), file];
    let check = |headers: &[(&str, &str)], parts: &[(&str, &str)], status: u16| {
        let reply = house.bring("/add", headers, parts);
        assert_eq!(reply.status, status, "{headers:?}: {}", reply.body);
    };
    check(&[], &[file], 403);
    check(&[], &[("name=\"csrf\"", "0"), file], 403);
    check(&[("sec-fetch-site", "cross-site")], &own, 403);
    check(&[("origin", "http://evil.example")], &own, 403);
    check(&[("host", "evil.example")], &own, 421);
    let body = house.ask("POST", "/add", &[("content-type", "multipart/form-data; boundary=X")], "--X\r\nno");
    assert_eq!(body.status, 400, "{}", body.body);
    // Other forms hold no files, and are as short as before.
    assert_eq!(house.bring("/reports", &[], &[("name=\"csrf\"", &csrf), file]).status, 403);
    let long = "a".repeat(70 << 10);
    assert_eq!(house.bring("/decide", &[], &[("name=\"csrf\"", &long)]).status, 413);
    assert_eq!(house.ask("POST", "/add", &[], &long).status, 413);
    assert_eq!(house.get("/add/7").status, 404);
    assert_eq!(house.get("/reports.json").json()["total"], 0);
}

#[test]
fn who_only_reads_brings_nothing() {
    let people = People::line("Vera", Role::Viewer, "correct horse").expect("a line");
    let house = House::with(REPORTS, |settings| {
        settings.access = Access::People(People::parse(&people).expect("people"));
    });
    let strange = house.bring("/add", &[], &[("name=\"file\"; filename=\"a.txt\"", TOLL)]);
    assert_eq!(strange.status, 401);
    let csrf = house.get("/sign-in").csrf();
    let form = [("csrf", csrf.as_str()), ("name", "Vera"), ("password", "correct horse")];
    let signed = house.post("/sign-in", &[], &form);
    let cookie = signed.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let headers = [("cookie", cookie.as_str())];
    assert_eq!(house.ask("GET", "/add", &headers, "").status, 403);
    assert_eq!(house.bring("/add", &headers, &[("name=\"file\"; filename=\"a.txt\"", TOLL)]).status, 403);
    assert!(!house.ask("GET", "/", &headers, "").body.contains("href=\"/add\""));
}

#[test]
fn a_server_that_takes_nothing_says_so() {
    let house = House::with(&[], |settings| settings.intake = None);
    let front = house.get("/").body;
    assert!(front.contains("recount add PATH") && !front.contains("type=\"file\""), "{front}");
    assert!(house.get("/add").body.contains("takes no reports in"));
}
