//! The bytes that a report was made from, and the page of a PDF beside its text.

use recount_core::{Block, BlockKind, Span};
use recount_serve::{Access, People, Role};
use recount_store::Prepared;

use crate::house::{House, REPORTS};

/// The same workspace, with the first report as from a PDF of two pages.
fn as_pdf(mut prepared: Prepared) -> Prepared {
    if prepared.file == "wire" {
        let end = prepared.report.text.len();
        let half = prepared.report.text.find("Some 4,000").expect("the second sentence");
        let block = |page, start, end| Block {
            page: Some(page),
            ..Block::new(BlockKind::Paragraph, Span::new(start, end))
        };
        prepared.report.blocks = vec![block(1, 0, half), block(7, half, end)];
        prepared.reader = "pdf".to_owned();
    }
    prepared
}

#[test]
fn an_original_is_given_as_it_came_and_as_a_file() {
    let reply = House::of(REPORTS).get("/reports/wire/original");
    assert_eq!((reply.status, reply.body.as_str()), (200, REPORTS[0].2));
    assert_eq!(reply.header("content-type"), "application/octet-stream");
    assert_eq!(reply.header("content-disposition"), "attachment; filename=\"wire.txt\"");
    assert_eq!(reply.header("x-frame-options"), "DENY");
    assert_eq!(House::of(REPORTS).get("/reports/none/original").status, 404);
}

#[test]
fn a_pdf_is_shown_in_a_frame_of_this_server_and_can_do_nothing_there() {
    let house = House::built(REPORTS, as_pdf, |_| {});
    let reply = house.get("/reports/wire/original?page=7");
    assert_eq!(
        (reply.header("content-type"), reply.header("x-content-type-options")),
        ("application/pdf", "nosniff")
    );
    assert_eq!(
        reply.header("content-security-policy"),
        "default-src 'none'; frame-ancestors 'self'; sandbox"
    );
    assert_eq!((reply.header("x-frame-options"), reply.header("cache-control")), ("SAMEORIGIN", "no-store"));
    assert_eq!(reply.header("content-disposition"), "inline; filename=\"wire.pdf\"");
    let page = house.get("/reports/wire").body;
    assert!(
        page.contains("?beside=7#at-") && page.contains("page 7</a>") && !page.contains("<iframe"),
        "{page}"
    );
    let beside = house.get("/reports/wire?beside=7").body;
    let frame = "<iframe class=\"original\" name=\"original\" title=\"The PDF, at page 7\" src=\"/reports/wire/original?page=7#page=7";
    assert!(beside.contains(frame), "{beside}");
    assert!(
        beside.contains("href=\"/reports/wire/original?page=1#page=1"),
        "the first figure leads to its page"
    );
    assert!(!house.get("/reports/sitrep?beside=2").body.contains("<iframe"), "what is no PDF has no page");
}

#[test]
fn bytes_that_are_others_are_not_given() {
    let forged = |prepared: Prepared| Prepared { original: "0".repeat(64), ..prepared };
    let reply = House::built(&REPORTS[..1], forged, |_| {}).get("/reports/wire/original");
    assert_eq!(reply.status, 410, "{}", reply.body);
    assert!(reply.body.contains("found other bytes"), "{}", reply.body);
}

#[test]
fn who_only_reads_sees_no_original_unless_names_are_shown() {
    let line = People::line("Vera", Role::Viewer, "correct horse").expect("a line");
    for (names, status) in [(false, 403), (true, 200)] {
        let house = House::with(REPORTS, |settings| {
            settings.access = Access::People(People::parse(&line).expect("people"));
            settings.names = names;
        });
        let csrf = house.get("/sign-in").csrf();
        let form = [("csrf", csrf.as_str()), ("name", "Vera"), ("password", "correct horse")];
        let signed = house.post("/sign-in", &[], &form);
        let cookie = signed.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let ask = |path: &str| house.ask("GET", path, &[("cookie", cookie.as_str())], "");
        assert_eq!(ask("/reports/wire/original").status, status);
        assert_eq!(ask("/reports/wire").body.contains("/original"), names);
    }
}
