//! Names of private people stand on no page, in no list and in no file, unless the server is told to leave them.

use crate::house::House;

const REPORTS: &[(&str, &str, &str)] = &[
    (
        "wire",
        "2027-03-02",
        "Amal Tembe, 34, was among 12 people killed in Goma on Monday, Mayor Rafael Dimande said.\n\nHis brother Jonas Tembe fled. \
         About 300 people fled Goma, resident Amina Saide said.",
    ),
    ("radio", "2027-03-03", "At least 14 people were killed in Goma on Monday. Police arrested Ivo Langa."),
    (
        "note",
        "2027-03-04",
        "At least 15 people were killed in Goma on Monday; call +258 84 123 4567, write to joana@post.example, her passport number is AB123456.",
    ),
];

const PAGES: [&str; 23] = [
    "/counts",
    "/counts.json",
    "/counts.csv",
    "/reports/wire",
    "/reports/wire.json",
    "/reports/radio",
    "/reports/note",
    "/reports/note.json",
    "/timeline",
    "/map",
    "/findings.json",
    "/sources",
    "/sources.json",
    "/search?q=killed",
    "/disputes",
    "/disputes.json",
    "/disputes.csv",
    "/review?all=yes",
    "/review.json?all=yes",
    "/review.csv?all=yes",
    "/review?report=wire",
    "/reports.json",
    "/export/page",
];

#[test]
fn no_page_names_private_people() {
    let house = House::of(REPORTS);
    for path in PAGES {
        let reply = house.get(path);
        assert_eq!(reply.status, 200, "{path}");
        for name in ["Amal", "Tembe", "Jonas", "Amina", "Langa", "84 123", "joana@post", "AB123456"] {
            assert!(!reply.body.contains(name), "{path}: {name}");
        }
    }
    let page = house.get("/reports/wire").body;
    assert!(page.contains("Rafael Dimande") && page.contains("[name]"));
}

#[test]
fn where_names_are_asked_for_the_reports_stand_as_they_are() {
    let house = House::with(REPORTS, |settings| settings.names = true);
    assert!(house.get("/reports/wire").body.contains("Amal"));
}

#[test]
fn what_stands_for_a_name_in_a_form_is_no_change() {
    let house = House::of(REPORTS);
    let rows = house.get("/review.json?report=wire").json();
    let fled = rows["rows"].as_array().expect("rows").iter().find(|row| row["text"] == "About 300");
    let start = fled.expect("the figure")["start"].clone();
    let path = format!("/review/wire%3A{start}");
    let page = house.get(&path);
    assert!(!page.body.contains("Amina"), "{}", page.body);
    let csrf = page.csrf();
    let source = page.body.split("name=\"source\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let form =
        [("csrf", csrf.as_str()), ("source", source.expect("a field")), ("low", "310"), ("high", "310")];
    let reply = house.post(&path, &[], &form);
    assert_eq!(reply.status, 303, "{}", reply.body);
}
