//! Who is let in, under which name, how often; and that forged forms are refused.

use recount_serve::{Access, People, Role, Settings};

use crate::house::{House, REPORTS};

const TOKEN: &str = "a token of the tests";
const PASSWORD: &str = "correct horse battery";

fn with_token() -> House {
    House::with(REPORTS, |settings| {
        settings.access = Access::Token(TOKEN.to_owned());
        settings.listen = "0.0.0.0:8017".parse().expect("an address");
        settings.hosts = vec!["count.example".to_owned()];
    })
}

fn with_people() -> House {
    let roles =
        [("Vera", Role::Viewer), ("Ana", Role::Analyst), ("Bo", Role::Analyst), ("Adam", Role::Admin)];
    let lines = roles.map(|(name, role)| People::line(name, role, PASSWORD).expect("a line"));
    let people = People::parse(&lines.concat()).expect("people");
    House::with(REPORTS, |settings| settings.access = Access::People(people))
}

/// The cookie of somebody who signed in, and their forms' key.
fn signed_in(house: &House, name: &str, password: &str) -> Result<(String, String), u16> {
    let form = house.get("/sign-in");
    let reply = house.post(
        "/sign-in",
        &[],
        &[("csrf", &form.csrf()), ("name", name), ("password", password), ("next", "/reports")],
    );
    if reply.status != 303 {
        return Err(reply.status);
    }
    assert_eq!(reply.header("location"), "/reports");
    let cookie = reply.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().expect("a cookie").to_owned();
    let page = house.ask("GET", "/reports", &[("cookie", &cookie)], "");
    assert_eq!(page.status, 200);
    Ok((cookie, page.csrf()))
}

#[test]
fn nobody_listens_to_others_without_a_lock() {
    let settings = |listen: &str, access: Access| Settings {
        workspace: "recount.db".into(),
        listen: listen.parse().expect("an address"),
        access,
        hosts: Vec::new(),
        author: "Ana".to_owned(),
        names: false,
        intake: None,
    };
    for listen in ["0.0.0.0:8017", "192.168.1.7:8017", "[::]:8017"] {
        assert!(settings(listen, Access::Open).check().is_err(), "{listen}");
        assert!(settings(listen, Access::Token(TOKEN.to_owned())).check().is_ok());
    }
    for listen in ["127.0.0.1:8017", "[::1]:8017"] {
        assert!(settings(listen, Access::Open).check().is_ok(), "{listen}");
    }
}

#[test]
fn other_names_are_not_answered() {
    let house = House::of(REPORTS);
    for host in ["evil.example", "evil.example:8017", "10.0.0.7", "127.0.0.1.evil.example"] {
        assert_eq!(house.ask("GET", "/", &[("host", host)], "").status, 421, "{host}");
    }
    assert_eq!(house.ask("GET", "/", &[("host", "localhost:8017")], "").status, 200);
    assert_eq!(house.ask("GET", "/", &[("host", "")], "").status, 400);
    let bearer = format!("Bearer {TOKEN}");
    let named = with_token().ask("GET", "/", &[("host", "count.example"), ("authorization", &bearer)], "");
    assert_eq!(named.status, 200);
}

#[test]
fn strangers_see_nothing() {
    let house = with_token();
    let page = house.get("/reports?text=goma");
    assert_eq!((page.status, page.header("location")), (303, "/sign-in?next=%2Freports%3Ftext%3Dgoma"));
    for path in ["/counts.json", "/reports/wire.json", "/openapi.json"] {
        let reply = house.ask("GET", path, &[("accept", "application/json")], "");
        assert_eq!((reply.status, reply.header("www-authenticate")), (401, "Bearer"), "{path}");
        assert!(!reply.body.contains("Goma"));
    }
    assert_eq!(
        house.post("/decide", &[], &[("act", "reject"), ("figure", "wire:0"), ("reason", "x")]).status,
        401
    );
    assert_eq!(house.get("/sign-in").status, 200);
    assert_eq!(house.get("/assets/page.css").status, 200);
}

#[test]
fn the_token_opens() {
    let house = with_token();
    let with = |token: &str| {
        house.ask("GET", "/counts.json", &[("authorization", &format!("Bearer {token}"))], "").status
    };
    assert_eq!((with(TOKEN), with("another token of them"), with("")), (200, 401, 401));
    assert!(signed_in(&house, "", TOKEN).is_ok());
    assert_eq!(signed_in(&house, "", "another token of them"), Err(401));
}

#[test]
fn roles_bound_what_people_do() {
    let house = with_people();
    let decide = |who: &(String, String), figure: &str| {
        let form = [
            ("csrf", who.1.as_str()),
            ("act", "accept"),
            ("figure", figure),
            ("reason", "seen"),
            ("author", "Somebody else"),
        ];
        house.post("/decide.json", &[("cookie", &who.0)], &form)
    };
    let vera = signed_in(&house, "Vera", PASSWORD).expect("Vera");
    assert_eq!(decide(&vera, "wire:0").status, 403);
    let ana = signed_in(&house, "Ana", PASSWORD).expect("Ana");
    let kept = decide(&ana, "wire:0");
    assert_eq!((kept.status, kept.json()["decision"].as_u64()), (201, Some(1)), "{}", kept.body);
    let log = house.ask("GET", "/reports/wire.json", &[("cookie", &ana.0)], "").json();
    assert_eq!(log["decisions"][0]["author"], "Ana");
    let undo = |who: &(String, String)| {
        let form = [("csrf", who.1.as_str()), ("decision", "1"), ("reason", "no")];
        house.post("/undo.json", &[("cookie", &who.0)], &form).status
    };
    let bo = signed_in(&house, "Bo", PASSWORD).expect("Bo");
    assert_eq!(undo(&bo), 403);
    let adam = signed_in(&house, "Adam", PASSWORD).expect("Adam");
    assert_eq!((undo(&adam), undo(&adam)), (201, 409));
}

#[test]
fn sessions_end_when_told() {
    let house = with_people();
    let (cookie, csrf) = signed_in(&house, "Ana", PASSWORD).expect("Ana");
    let other = signed_in(&house, "Bo", PASSWORD).expect("Bo");
    // One session's key opens no other's forms.
    assert_eq!(house.post("/sign-out", &[("cookie", &cookie)], &[("csrf", &other.1)]).status, 403);
    assert_eq!(house.post("/sign-out", &[("cookie", &cookie)], &[("csrf", &csrf)]).status, 303);
    assert_eq!(house.ask("GET", "/counts.json", &[("cookie", &cookie)], "").status, 401);
    assert_eq!(house.ask("GET", "/counts.json", &[("cookie", &other.0)], "").status, 200);
}

#[test]
fn guesses_are_slowed_down() {
    let house = with_people();
    let csrf = house.get("/sign-in").csrf();
    let statuses: Vec<u16> = (0..12)
        .map(|_| {
            house.post("/sign-in", &[], &[("csrf", &csrf), ("name", "Ana"), ("password", "wrong")]).status
        })
        .collect();
    assert!(statuses.starts_with(&[401; 8]) && statuses.ends_with(&[429]), "{statuses:?}");
    let refused = house.post("/sign-in", &[], &[("csrf", &csrf), ("name", "Ana"), ("password", PASSWORD)]);
    assert!(refused.status == 429 && !refused.header("retry-after").is_empty());
}

#[test]
fn forged_forms_are_refused() {
    let house = House::of(REPORTS);
    let csrf = house.get("/reports/wire").csrf();
    let form = |csrf: &str, headers: &[(&str, &str)]| {
        house
            .post(
                "/decide.json",
                headers,
                &[("csrf", csrf), ("act", "accept"), ("figure", "wire:0"), ("reason", "seen")],
            )
            .status
    };
    assert_eq!(form("", &[]), 403);
    assert_eq!(form("guess", &[]), 403);
    assert_eq!(form(&csrf, &[("origin", "http://evil.example")]), 403);
    assert_eq!(form(&csrf, &[("origin", "null")]), 403);
    assert_eq!(form(&csrf, &[("sec-fetch-site", "cross-site")]), 403);
    assert_eq!(form(&csrf, &[("host", "evil.example")]), 421);
    assert_eq!(form(&csrf, &[("origin", "http://127.0.0.1:8017"), ("sec-fetch-site", "same-origin")]), 201);
    // Another start has other keys.
    assert_ne!(csrf, House::of(REPORTS).get("/reports/wire").csrf());
}

#[test]
fn too_many_forms_are_refused() {
    let house = House::of(REPORTS);
    let csrf = house.get("/reports/wire").csrf();
    let statuses: Vec<u16> = (0..70)
        .map(|_| house.post("/undo.json", &[], &[("csrf", &csrf), ("decision", "9")]).status)
        .collect();
    assert!(statuses.starts_with(&[404]) && statuses.ends_with(&[429]), "{statuses:?}");
}

#[test]
fn another_site_has_no_work_done() {
    let house = House::of(REPORTS);
    let ask = |site: &str| house.ask("GET", "/search?q=killed", &[("sec-fetch-site", site)], "").status;
    assert_eq!([ask("cross-site"), ask("same-site")], [403, 403]);
    assert_eq!([ask("same-origin"), ask("none")], [200, 200]);
}

#[test]
fn who_only_reads_sees_no_forms() {
    let house = with_people();
    let (cookie, csrf) = signed_in(&house, "Vera", PASSWORD).expect("Vera");
    let counts = house.ask("GET", "/counts.json?measure=killed", &[("cookie", &cookie)], "").json();
    let series = format!("/series/{}", counts["rows"][0]["series"].as_str().expect("a name"));
    for path in [
        "/disputes",
        "/review",
        "/review?report=wire",
        "/review/wire%3A0",
        "/reports",
        "/reports/wire",
        &series,
    ] {
        let page = house.ask("GET", path, &[("cookie", &cookie)], "");
        assert_eq!(page.status, 200, "{path}");
        // The one form that sends is the way out.
        assert_eq!(page.body.matches("method=\"post\"").count(), 1, "{path}: {}", page.body);
        assert!(!page.body.contains("type=\"checkbox\""), "{path}");
    }
    let form =
        [("csrf", csrf.as_str()), ("answer", "take"), ("figure", "wire:0"), ("low", "3"), ("day", "2027")];
    for path in ["/disputes", "/review/wire%3A0", "/reports"] {
        assert_eq!(house.post(path, &[("cookie", &cookie)], &form).status, 403, "{path}");
    }
}
