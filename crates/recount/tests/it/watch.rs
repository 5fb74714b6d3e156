//! `recount watch` and `recount add ADDRESS` against servers on loopback.

use std::{fs, path::Path, time::Duration};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::server::{Answer, Server};

const PAGE: &str = "<html lang=en><head><title>Bridge falls</title><meta property='article:published_time' content='2024-03-14'></head>\
    <body><article><p>NUMBER people were killed on Wednesday when a bridge fell in Mocuba, Mozambique, the police said.</p>\
    <p>The road to the north has been closed since the rains began, and traders wait on both sides of the river.</p></article></body></html>";

fn page(number: &str) -> String {
    PAGE.replace("NUMBER", number)
}

fn feed(server: &Server, entries: &[&str]) -> String {
    let entries: String = entries
        .iter()
        .map(|path| {
            format!(
                "<item><title>Bridge</title><link>{}{path}</link><description>Short.</description></item>",
                server.root
            )
        })
        .collect();
    format!(
        "<rss version='2.0'><channel><title>The Post</title><link>{}</link><description>d</description>{entries}</channel></rss>",
        server.root
    )
}

struct Place {
    folder: TempDir,
}

impl Place {
    fn new(plan: &str) -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("feeds.toml"), plan).expect("a plan");
        Place { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Standard output, standard error and status of one command.
    fn run(&self, arguments: &[&str]) -> (String, String, i32) {
        let mut command = Command::cargo_bin("recount").expect("the program");
        let output = command.current_dir(self.path()).args(arguments).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
    }

    fn round(&self) -> (String, String, i32) {
        self.run(&["watch", "feeds.toml", "--once", "--allow-private"])
    }
}

fn watching(server: &Server) -> Place {
    Place::new(&format!(
        "delay_seconds = 0\n[[feed]]\nurl = \"{}/feed\"\noutlet = \"The Mocuba Post\"\n",
        server.root
    ))
}

#[test]
fn what_is_new_is_added_and_what_changed_is_said() {
    let server = Server::start();
    server.at("/robots.txt", &[Answer::new(200, "User-agent: *\nDisallow: /closed\n")]);
    server.at("/feed", &[Answer::new(200, &feed(&server, &["/one", "/closed"])).with("ETag", "\"a\"")]);
    server.at("/one", &[Answer::new(200, &page("Twelve"))]);
    let place = watching(&server);

    let (out, err, status) = place.round();
    assert!(out.contains("1 added, 0 completed, 0 known, 0 unchanged, 1 set aside"), "{out}{err}");
    assert!(out.contains("new: ") && out.contains(": 12 (1 origin)"), "{out}");
    assert!(err.contains("/closed: set aside: expected an address that may be read, found an address that the site's robots.txt closes"), "{err}");
    assert_eq!(status, 1);
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/one"]);

    server.at("/feed", &[Answer::new(200, &feed(&server, &["/one", "/two"])).with("ETag", "\"b\"")]);
    server.at("/two", &[Answer::new(200, &page("Fourteen"))]);
    let (out, err, status) = place.round();
    assert!(out.contains("1 added"), "{out}{err}");
    assert!(out.contains("rose: ") && out.contains("12 to 14 (1 origin), was 12"), "{out}");
    assert_eq!(status, 0, "{err}");
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/two"], "what was read is not asked again");

    let (out, _, _) = place.round();
    assert!(out.contains("0 added, 0 completed, 0 known, 1 unchanged, 0 set aside"), "{out}");
    assert_eq!(server.asked(), ["/robots.txt", "/feed again"]);
    let (out, _, _) = place.run(&["figures", "--format", "csv"]);
    assert!(out.contains("The Mocuba Post"), "{out}");
    let record = fs::read_to_string(place.path().join("recount.db.watch.jsonl")).expect("the record");
    let rounds: Vec<serde_json::Value> =
        record.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let kinds: Vec<&str> = rounds.iter().filter_map(|round| round["changes"][0]["change"].as_str()).collect();
    assert_eq!(kinds, ["new", "up"], "a round that changed nothing is not kept: {record}");
}

#[test]
fn loopback_is_refused_unless_allowed() {
    let server = Server::start();
    let place = watching(&server);
    let (_, err, status) = place.run(&["watch", "feeds.toml", "--once"]);
    assert!(
        err.contains("robots.txt could not be read") || err.contains("a private or loopback address"),
        "{err}"
    );
    assert_eq!(status, 1);
    assert!(server.asked().is_empty(), "nothing inside was asked");
}

#[test]
fn redirects_are_followed_and_checked() {
    let server = Server::start();
    let to = |path: &str| Answer::new(302, "").with("Location", path);
    server.at("/old", &[to("/new")]).at("/new", &[Answer::new(200, &page("Twelve"))]);
    server.at("/out", &[to("file:///etc/passwd")]).at("/loop", &[to("/loop")]);
    let place = Place::new("");
    let address = |path: &str| format!("{}{path}", server.root);
    let (out, err, status) =
        place.run(&["add", &address("/old"), &address("/out"), &address("/loop"), "--allow-private"]);
    assert!(out.contains("added"), "{out}{err}");
    assert!(err.contains("found the scheme file"), "{err}");
    assert!(err.contains("found more than 5 redirects"), "{err}");
    assert_eq!(status, 1);
    let (out, _, _) = place.run(&["figures", "--format", "csv"]);
    assert!(out.contains("Twelve people"), "{out}");
}

#[test]
fn what_fails_for_a_while_is_tried_again_and_what_hangs_or_swells_is_set_aside() {
    let server = Server::start();
    let busy = Answer::new(503, "").with("Retry-After", "0");
    server.at("/busy", &[busy.clone(), busy, Answer::new(200, &page("Twelve"))]);
    server.at("/large", &[Answer::new(200, &"x".repeat(30_000))]);
    server.at("/slow", &[Answer::new(200, "late").after(Duration::from_secs(4))]);
    let place = Place::new("");
    let address = |path: &str| format!("{}{path}", server.root);
    let arguments = ["--allow-private", "--max-bytes", "20000", "--web-timeout", "1", "--tries", "3"];
    let (out, err, _) = place.run(&[&["add", &address("/busy")], &arguments[..]].concat());
    assert!(out.contains("added"), "{out}{err}");
    assert_eq!(server.asked().iter().filter(|path| *path == "/busy").count(), 3);
    let arguments = ["--allow-private", "--max-bytes", "20000", "--web-timeout", "1", "--tries", "1"];
    let (_, err, status) =
        place.run(&[&["add", &address("/large"), &address("/slow")], &arguments[..]].concat());
    assert!(
        err.contains(
            "/large: set aside: expected a document, found more than 20000 bytes; raise --max-bytes"
        ),
        "{err}"
    );
    assert!(
        err.contains("/slow: set aside: expected a document, found no end of it after 1 seconds"),
        "{err}"
    );
    assert_eq!(status, 2);
}

#[test]
fn a_plan_that_is_none_is_told() {
    for (plan, expected) in [
        ("", "expected at least one [[feed]] or [[page]], found none"),
        (
            "[[feed]]\nurl = \"ftp://x\"\n",
            "expected a url that starts with https:// or http://, found `ftp://x`",
        ),
        ("[[feed]]\nlink = 1\n", "expected [[feed]] and [[page]] tables with a url each"),
        (
            "delay_seconds = -1.0\n[[page]]\nurl = \"http://x\"\n",
            "expected delay_seconds from 0 to 3600, found -1",
        ),
    ] {
        let (_, err, status) = Place::new(plan).round();
        assert!(err.contains("feeds.toml: ") && err.contains(expected), "{err}");
        assert_eq!(status, 2);
    }
}
