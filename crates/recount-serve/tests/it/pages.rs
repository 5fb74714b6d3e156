//! Every address: that it answers, in each of its forms, and never with a failure of the server.

use recount_serve::{ROUTES, Role, Route};

use crate::house::{House, REPORTS};

/// A path that a route answers, with the variables filled in.
fn example(route: &Route, series: &str) -> String {
    route
        .path
        .replace("{id}", series)
        .replace("{job}", "1")
        .replace("{document}", "wire")
        .replace("{figure}", "wire%3A0")
        .replace("{file}", "page.css")
        .replace("{format}", "csv")
}

/// The name of the series of those killed.
fn killed(house: &House) -> String {
    let counts = house.get("/counts.json").json();
    let rows = counts["rows"].as_array().expect("rows").iter();
    let mut killed = rows.filter(|count| count["measure"] == "killed");
    killed.next().and_then(|count| count["series"].as_str()).expect("a count of those killed").to_owned()
}

fn is_get(route: &&Route) -> bool {
    route.method == recount_serve::Method::Get
}

#[test]
fn every_address_answers_in_every_form() {
    let house = House::of(REPORTS);
    let csrf = house.get("/add").csrf();
    let parts = [("name=\"csrf\"", csrf.as_str()), ("name=\"file\"; filename=\"broken.pdf\"", "%PDF-")];
    house.read(&house.bring("/add", &[], &parts));
    for route in ROUTES.iter().filter(is_get) {
        let path = example(route, &killed(&house));
        let reply = house.get(&path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        if !route.has_twins {
            continue;
        }
        let json = house.get(&format!("{path}.json"));
        assert_eq!(
            (json.status, json.header("content-type")),
            (200, "application/json"),
            "{path}: {}",
            json.body
        );
        assert!(json.json().is_object(), "{path}");
        let csv = house.get(&format!("{path}.csv"));
        assert_eq!(csv.status, 200, "{path}");
        assert!(csv.header("content-type").starts_with("text/csv"), "{path}");
        assert!(csv.body.lines().next().is_some_and(|head| head.contains(',')), "{path}: {}", csv.body);
    }
}

#[test]
fn an_empty_workspace_has_every_page() {
    let house = House::of(&[]);
    for route in ROUTES.iter().filter(is_get) {
        let path = example(route, "killed");
        let of_something =
            ["{id}", "{document}", "{figure}", "{job}"].iter().any(|name| route.path.contains(name));
        let expected: &[u16] = if of_something { &[404] } else { &[200] };
        for path in [path.clone(), format!("{path}.json"), format!("{path}.csv")] {
            let reply = house.get(&path);
            assert!(
                expected.contains(&reply.status) || path != example(route, "killed") && !route.has_twins,
                "{path}: {}",
                reply.status
            );
        }
    }
}

#[test]
fn the_front_page_answers_first() {
    let page = House::of(REPORTS).get("/").body;
    let told = [
        "As of 5 March 2027, from 3 reports",
        ">Killed</h2>",
        "280 to 300 or more",
        "people in Goma",
        "3 accounts",
    ];
    for words in told {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (front, rest) = page.split_once("All counts").expect("the counts below");
    assert!(
        front.contains("class=\"key-figure\"")
            && front.contains("Cite")
            && rest.contains("table class=\"counts\"")
    );
}

#[test]
fn a_day_shows_what_stood_then_and_nothing_later() {
    let house = House::of(REPORTS);
    let page = house.get("/?at=2027-03-02").body;
    assert!(page.contains("As of 2 March 2027, from 1 report"), "{page}");
    assert!(!page.contains("280") && page.contains("300 or more"), "{page}");
    assert!(page.contains("href=\"/?at=2027-03-01\"") && page.contains("href=\"/?at=2027-03-03\""));
    let rows = house.get("/counts.json?at=2027-03-02&measure=killed").json();
    assert_eq!((rows["total"].as_u64(), rows["rows"][0]["range"].as_str()), (Some(1), Some("300 or more")));
    assert!(house.get("/?at=soon").body.contains("expected a day"));
}

#[test]
fn changes_tell_what_is_new_between_two_days() {
    let house = House::of(REPORTS);
    let changes = house.get("/changes.json?since=2027-03-02&at=2027-03-05").json();
    let killed = changes["rows"].as_array().expect("rows").iter().find(|row| row["measure"] == "killed");
    let killed = killed.expect("the toll changed");
    assert_eq!(
        (killed["before"].as_str(), killed["now"].as_str()),
        (Some("300 or more"), Some("280 to 300 or more"))
    );
    assert!(house.get("/changes?since=2027-03-02").body.contains("What changed since 2 March 2027"));
    assert!(house.get("/changes?since=2027-03-05&at=2027-03-05").body.contains("Nothing changed"));
}

#[test]
fn what_came_in_since_the_last_visit_is_told() {
    let house = House::of(REPORTS);
    let first = house.get("/");
    let cookie = first.header("set-cookie").to_owned();
    assert!(cookie.starts_with("recount_days=") && cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
    assert!(!first.body.contains("since your last visit"));
    let again = house.ask("GET", "/", &[("cookie", "recount_days=2026-01-05")], "");
    assert!(again.body.contains("href=\"/changes?added=2026-01-05\""), "{}", again.body);
    assert!(again.body.contains("since your last visit, 5 January 2026"));
    assert_eq!(house.get("/counts").header("set-cookie"), "", "no other page sets it");
    // The reports of the house came in on the sixth.
    let changed = |day: &str| house.get(&format!("/changes.json?added={day}")).json();
    assert!(changed("2027-03-06")["total"].as_u64() > Some(2));
    assert_eq!(changed("2027-03-06")["rows"][0]["change"], "new");
    assert_eq!(changed("2027-03-07")["total"], 0);
    assert!(house.get("/changes?added=2027-03-07").body.contains("No report came in since"));
}

#[test]
fn places_and_countries_are_asked_for_by_name() {
    let house = House::of(REPORTS);
    let total = |query: &str| house.get(&format!("/counts.json{query}")).json()["total"].as_u64();
    assert_eq!(total("?place=Goma&measure=killed"), total("?measure=killed"));
    assert_eq!(total("?place=Sake&measure=killed"), Some(0));
    assert_eq!(total("?country=Democratic+Republic+of+the+Congo"), total("?country=COD"));
    assert!(total("?country=COD").is_some_and(|total| total > 0));
}

#[test]
fn filters_narrow_the_list() {
    let house = House::of(REPORTS);
    let total = |query: &str| house.get(&format!("/counts.json{query}")).json()["total"].as_u64();
    let all = total("").expect("a number");
    let killed = total("?measure=killed").expect("a number");
    assert!(killed >= 1 && killed < all);
    assert_eq!(
        total("?measure=killed&measure=displaced"),
        Some(killed + total("?measure=displaced").expect("a number"))
    );
    assert_eq!(total("?country=FRA"), Some(0));
    assert_eq!(total("?status=planned"), Some(1));
    assert!(house.get("/?country=FRA").body.contains("No count is like that"));
}

#[test]
fn what_cannot_be_understood_is_named() {
    let house = House::of(REPORTS);
    for (path, named) in [
        ("/counts.json?page=0", "page"),
        ("/counts.json?page=x", "page"),
        ("/counts.json?status=perhaps", "status"),
        ("/counts.json?since=soon", "since"),
    ] {
        let reply = house.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (400, "application/problem+json"), "{path}");
        let problem = reply.json();
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(named)), "{path}: {problem}");
        assert_eq!(problem["status"], 400);
    }
}

#[test]
fn what_is_not_there_is_missing() {
    let house = House::of(REPORTS);
    for path in [
        "/nothing",
        "/series/none",
        "/reports/none",
        "/reports/none.csv",
        "/assets/none",
        "/reports/",
        "/reports/%ff",
        "/.json",
        "//",
    ] {
        assert_eq!(house.get(path).status, 404, "{path}");
    }
    assert!(house.get("/nothing").header("content-type").starts_with("text/html"));
    assert_eq!(house.get("/nothing.json").header("content-type"), "application/problem+json");
    let accept = house.ask("GET", "/nothing", &[("accept", "application/json")], "");
    assert_eq!((accept.status, accept.header("content-type")), (404, "application/problem+json"));
    assert_eq!(house.ask("PUT", "/", &[], "").status, 405);
    assert_eq!(house.ask("POST", "/counts", &[], "").status, 405);
    assert_eq!(house.ask("GET", "/decide", &[], "").status, 405);
}

#[test]
fn the_chart_and_the_table_tell_the_same() {
    let house = House::of(REPORTS);
    let series = killed(&house);
    let page = house.get(&format!("/series/{series}")).body;
    let points = page.matches("<a class=\"point").count();
    let rows = page.matches("<tr data-row=").count();
    assert_eq!((points, rows), (3, 3), "{page}");
    let csv = house.get(&format!("/series/{series}.csv")).body;
    assert_eq!(csv.lines().count(), 4, "{csv}");
    let json = house.get(&format!("/series/{series}.json")).json();
    assert_eq!(
        json["counts"]
            .as_array()
            .map(|counts| counts.iter().map(|it| it["accounts"].as_array().map_or(0, Vec::len)).sum()),
        Some(3)
    );
}

#[test]
fn the_reader_marks_what_is_read() {
    let page = House::of(REPORTS).get("/reports/wire").body;
    for told in [
        "data-figure>At least 300</a>",
        "href=\"/reports/wire/original\" download",
        "class=\"place-mark\"",
        "class=\"date-mark\"",
        "class=\"source-mark\"",
        "class=\"tag order\"",
        "id=\"figure-0\"",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[test]
fn lists_go_on() {
    let reports: Vec<(String, String, String)> = (0..60)
        .map(|at| {
            (
                format!("note-{at}"),
                "2027-03-02".to_owned(),
                format!("Exactly {} people were killed in Goma.", at + 20),
            )
        })
        .collect();
    let reports: Vec<(&str, &str, &str)> =
        reports.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    let house = House::of(&reports);
    let page = house.get("/reports").body;
    assert!(page.contains("href=\"/reports?page=2\"") && page.contains("1 of 2"));
    let page = house.get("/reports?page=2&source=").body;
    assert!(page.contains("rel=\"prev\"") && page.contains("2 of 2"));
    assert_eq!(house.get("/reports.json").json()["rows"].as_array().map(Vec::len), Some(60));
}

#[test]
fn unchanged_answers_are_not_sent_again() {
    let house = House::of(REPORTS);
    let first = house.get("/counts.json");
    let etag = first.header("etag").to_owned();
    assert!(!etag.is_empty());
    let again = house.ask("GET", "/counts.json", &[("if-none-match", &etag)], "");
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn every_response_keeps_strangers_out() {
    let house = House::of(REPORTS);
    for path in ["/", "/nothing", "/counts.json", "/assets/page.js"] {
        let reply = house.get(path);
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("x-frame-options"), "DENY");
    }
}

#[test]
fn no_page_has_script_or_style_of_its_own_or_asks_elsewhere() {
    let house = House::of(REPORTS);
    for route in ROUTES.iter().filter(is_get).filter(|route| route.role == Role::Viewer) {
        let page = house.get(&example(route, &killed(&house))).body;
        for bad in [
            "<style",
            " style=",
            " onclick",
            "<script>",
            "src=\"http",
            "<link rel=\"stylesheet\" href=\"http",
            "@import",
        ] {
            assert!(!page.contains(bad), "{}: {bad}", route.path);
        }
    }
}

#[test]
fn the_description_names_every_address() {
    let description = House::of(&[]).get("/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    for route in ROUTES {
        let verb = if is_get(&route) { "get" } else { "post" };
        assert!(description["paths"][route.path][verb].is_object(), "{}", route.path);
        if route.has_twins {
            assert!(description["paths"][format!("{}.csv", route.path)][verb].is_object(), "{}", route.path);
        }
    }
}

#[test]
fn the_documentation_names_every_address() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = std::fs::read_to_string(root.join("docs/page.md")).expect("docs/page.md");
    for route in ROUTES {
        assert!(text.contains(&format!("`{}`", route.path)), "docs/page.md does not name {}", route.path);
    }
}

#[test]
fn findings_are_a_work_list() {
    let house = House::of(REPORTS);
    let rows = house.get("/findings.json").json();
    let rows = rows["rows"].as_array().expect("rows").clone();
    assert!(!rows.is_empty());
    let first = &rows[0];
    let relation = first["relation"].as_str().expect("a relation");
    assert_eq!(house.get(&format!("/findings.json?relation={relation}")).json()["rows"][0], *first);
    assert_eq!(house.get("/findings.json?relation=smells").status, 400);
    let page = house.get("/findings").body;
    for told in [
        "value=\"link\"",
        "value=\"unlink\"",
        "value=\"recommend\"",
        first["from_figure"].as_str().unwrap_or("none"),
    ] {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn origins_show_the_words_that_differ() {
    let house = House::of(REPORTS);
    let rows = house.get("/origins.json").json();
    assert!(rows["total"].as_u64().is_some_and(|total| total >= 1), "{rows}");
    let page = house.get("/origins").body;
    assert!(page.contains("<del>At least</del>") && page.contains("<ins>More than</ins>"), "{page}");
}

#[test]
fn sources_stand_with_their_positions() {
    let house = House::of(REPORTS);
    let page = house.get("/sources").body;
    assert!(page.contains("the United Nations") && page.contains(">asserts<"), "{page}");
    assert!(
        house.get("/sources.json?source=mayor").json()["total"].as_u64()
            < house.get("/sources.json").json()["total"].as_u64()
    );
    assert_eq!(house.get("/sources?stance=smells").status, 400);
}

#[test]
fn the_timeline_goes_by_days() {
    let house = House::of(REPORTS);
    let page = house.get("/timeline").body;
    for told in ["<h2>1 March 2027</h2>", "deadline", "Killed: At least 300"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let total = |query: &str| {
        house.get(&format!("/timeline.json{query}")).json()["total"].as_u64().expect("a number")
    };
    assert!(total("?since=2027-03-09") < total(""));
    assert_eq!(total("?since=2099-01-01"), 0);
}

#[test]
fn what_is_searched_for_is_marked() {
    let house = House::of(REPORTS);
    let page = house.get("/search?q=bukavu").body;
    assert!(page.contains("<mark>Bukavu</mark>") && page.contains("/reports/reprint"), "{page}");
    assert!(house.get("/search?q=nowhere").body.contains("No report has these words"));
}

#[test]
fn every_form_of_export_is_a_file() {
    let house = House::of(REPORTS);
    let forms = house.get("/exports.json").json();
    let forms = forms["rows"].as_array().expect("rows");
    assert!(forms.len() >= 5, "{forms:?}");
    for form in forms {
        let reply = house.get(form["address"].as_str().expect("an address"));
        assert_eq!(reply.status, 200, "{form}");
        assert!(reply.header("content-disposition").starts_with("attachment; filename="), "{form}");
    }
    let all = house.get("/export/csv").body;
    let killed = house.get("/export/csv?measure=killed").body;
    assert!(killed.lines().count() == 4 && killed.lines().count() < all.lines().count(), "{killed}");
    assert_eq!(house.get("/export/smoke").status, 404);
}

#[test]
fn a_brief_is_linked_and_told_of_what_is_asked_for() {
    let house = House::of(REPORTS);
    let page = house.get("/?measure=killed&at=2027-03-02").body;
    assert!(page.contains("href=\"/export/brief.docx?measure=killed&#38;at=2027-03-02\""), "{page}");
    let brief = house.get("/export/brief.md?measure=killed&at=2027-03-02").body;
    assert!(brief.starts_with("# ") && brief.contains("300") && !brief.contains("280"), "{brief}");
    assert!(brief.contains("[1]") && brief.contains("## Sources"), "{brief}");
    let word = house.get("/export/brief.docx");
    assert!(word.header("content-type").ends_with("wordprocessingml.document"));
    assert_eq!(word.header("content-disposition"), "attachment; filename=\"recount-brief.docx\"");
}

#[test]
fn a_long_series_shows_its_latest_counts_first() {
    let reports: Vec<(String, String, String)> = (0..40)
        .map(|at| {
            let day = format!("2027-{:02}-{:02}", 1 + at / 20, 1 + at % 20);
            (
                format!("note-{at:02}"),
                day,
                format!("Police said {} people were killed in Goma on Monday.", 100 + at * 40),
            )
        })
        .collect();
    let reports: Vec<(&str, &str, &str)> =
        reports.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    let house = House::of(&reports);
    let counts = house.get("/counts.json").json();
    let series = counts["rows"][0]["series"].as_str().expect("a name").to_owned();
    let whole = house.get(&format!("/series/{series}.json")).json()["counts"].as_array().map_or(0, Vec::len);
    let blocks = |query: &str| {
        house.get(&format!("/series/{series}{query}")).body.matches("<section class=\"block\"").count()
    };
    assert_eq!((blocks(""), blocks("?all=yes")), (whole.min(24), whole));
}
