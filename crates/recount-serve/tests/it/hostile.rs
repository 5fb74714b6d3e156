//! Reports that would like to be markup, formulas or scripts.

use recount_serve::ROUTES;

use crate::house::House;

const HOSTILE: &str = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> Some 300 people were killed in Goma, \
    <b onmouseover=alert(3)>the mayor</b> said. =HYPERLINK(\"http://evil.example\") {{7*7}} &lt;script&gt; \u{1b}[31m\u{0} \
    javascript:alert(4) </div></main><svg onload=alert(5)> More than 40 \"><script>alert(6)</script> people were injured in Goma, said \
    Mayor <script>alert(7)</script>.";

const NAME: &str = "\"><script>alert(8)</script>.json";

#[test]
fn no_words_of_a_report_become_markup() {
    let house = House::of(&[(NAME, "2027-03-02", HOSTILE)]);
    let reports = house.get("/reports.json").json();
    let document = reports["rows"][0]["document"].as_str().expect("a name");
    assert_eq!(document, NAME);
    let list = house.get("/reports").body;
    let name =
        list.split("> <a href=\"/reports/").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let href = format!("/reports/{name}");
    let mut paths: Vec<String> = vec![href.clone(), "/search?q=script".to_owned()];
    let queue = house.get("/review.json?all=yes").json();
    for row in queue["rows"].as_array().expect("rows") {
        let figure = row["id"].as_str().expect("a name");
        let name: String = figure.bytes().map(|byte| format!("%{byte:02X}")).collect();
        paths.push(format!("/review/{name}"));
    }
    let counts = house.get("/counts.json").json();
    for row in counts["rows"].as_array().expect("rows") {
        paths.push(format!("/series/{}", row["series"].as_str().expect("a name")));
    }
    paths.extend(ROUTES.iter().filter(|route| !route.path.contains('{')).map(|route| route.path.to_owned()));
    for path in paths {
        let reply = house.get(&path);
        if !reply.header("content-type").starts_with("text/html") {
            continue;
        }
        for bad in
            ["<script>", "<img src=x", "<b onmouse", "<svg onload", "\u{1b}", "\u{0}", "href=\"javascript"]
        {
            assert!(!reply.body.contains(bad), "{path}: {bad}");
        }
        assert!(reply.status < 500, "{path}");
    }
    let page = house.get(&href);
    assert_eq!(page.status, 200, "{href}");
    assert!(
        page.body.contains("&#60;script&#62;alert(1)") || page.body.contains("&lt;script&gt;alert(1)"),
        "{}",
        page.body
    );
}

#[test]
fn cells_are_no_formulas() {
    let text = "Some 300 people were killed in Goma, =SUM(A1) said.";
    let house = House::of(&[("=cmd", "2027-03-02", text)]);
    for path in ["/reports.csv", "/counts.csv", "/reports/%3Dcmd.csv"] {
        let csv = house.get(path).body;
        assert!(!csv.contains("\n=") && !csv.contains(",="), "{path}: {csv}");
    }
}

#[test]
fn odd_requests_do_not_break_the_server() {
    let house = House::of(&[("wire", "2027-03-02", "Some 300 people were killed in Goma.")]);
    let long = "x".repeat(5_000);
    for path in [
        "/search?q=%22%27%29+OR+1%3D1+--",
        "/search?q=%2A%2A+NEAR%28",
        "/search?q=%00",
        "/counts?measure=%27%3B+DROP+TABLE+reports",
        "/counts?text=%22",
        "/counts?text=%00%ff",
        "/reports?text=%2A&source=%25&country=%25%25",
        "/counts?page=99999999999999999999",
        "/counts?page=1000000",
        "/series/%00",
        "/series/..%2F..%2Fetc",
        "/reports/wire?done=99999999999999999999",
        "/reports/wire?done=-1",
        &format!("/reports/{long}"),
        &format!("/counts?text={long}"),
    ] {
        for path in [path.to_owned(), path.replacen('?', ".json?", 1), path.replacen('?', ".csv?", 1)] {
            let reply = house.get(&path);
            assert!(
                reply.status < 500,
                "{}: {} {}",
                path.get(..60).unwrap_or(&path),
                reply.status,
                reply.body
            );
        }
    }
}

#[test]
fn a_form_that_is_too_long_is_refused() {
    let house = House::of(&[]);
    let long = "x".repeat(100_000);
    assert_eq!(house.post("/decide", &[], &[("reason", &long)]).status, 413);
}
