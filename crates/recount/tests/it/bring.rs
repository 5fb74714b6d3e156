//! Reports brought on the page of `recount serve`: read as `recount add` reads them, by the same readers, in children.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStderr, Command, Stdio},
    thread,
    time::Duration,
};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    samples,
    server::{Answer, Server},
};

/// A server over a workspace that was not there before.
struct Page {
    folder: TempDir,
    child: Child,
    address: String,
    /// Kept open: what the server says has somewhere to go.
    _told: BufReader<ChildStderr>,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Page {
    fn start(words: &[&str]) -> Page {
        let folder = TempDir::new().expect("a folder");
        let mut command = Command::new(cargo_bin("recount"));
        command
            .args(["serve", "-w", "new.db", "--listen", "127.0.0.1:0"])
            .args(words)
            .current_dir(folder.path());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("recount runs");
        let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert!(told.read_line(&mut line).expect("a line") > 0, "it says where it is");
        }
        let (_, rest) = line.split_once("http://").expect("an address");
        let address = rest.split('/').next().expect("a host").to_owned();
        Page { folder, child, address, _told: told }
    }

    /// Asks, and gives head and body of the answer.
    fn ask(&self, head: &str, body: &[u8]) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it answers");
        let host = &self.address;
        let more = body.len();
        write!(stream, "{head}\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {more}\r\n\r\n")
            .expect("sent");
        stream.write_all(body).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        (head.to_owned(), body.to_owned())
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1"), b"").1
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path)).expect("JSON")
    }

    /// Brings parts, each by what tells of it and what it holds, and waits until they are read.
    fn bring(&self, parts: &[(&str, &[u8])]) -> Value {
        let job = self.send(parts);
        self.until(&job, |read| read["has_ended"] == true)
    }

    /// What is told of a job once `enough` of it is.
    fn until(&self, job: &str, enough: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..12_000 {
            let read = self.json(&format!("{job}.json"));
            if enough(&read) {
                return read;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("reading does not end");
    }

    /// Sends parts; where it is told how far reading them is.
    fn send(&self, parts: &[(&str, &[u8])]) -> String {
        let page = self.get("/add");
        let key = page
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a key");
        let mut body = Vec::new();
        for (told, content) in [("name=\"csrf\"", key.as_bytes())].iter().chain(parts) {
            body.extend(format!("--X\r\ncontent-disposition: form-data; {told}\r\n\r\n").as_bytes());
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(b"--X--\r\n");
        let (head, page) =
            self.ask("POST /add HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=X", &body);
        let job = head.lines().find_map(|line| line.strip_prefix("location: "));
        job.unwrap_or_else(|| panic!("{page}")).to_owned()
    }

    /// Whether a command over the workspace ends well.
    fn is_done(&self, words: &[&str]) -> bool {
        let mut command = Command::new(cargo_bin("recount"));
        let command = command.args(words).args(["-w", "new.db"]).current_dir(self.folder.path());
        command.output().expect("it runs").status.success()
    }
}

fn lines(job: &Value) -> Vec<(String, String, String)> {
    let word = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let rows = job["rows"].as_array().expect("rows").iter();
    rows.map(|row| (word(row, "name"), word(row, "outcome"), word(row, "reason"))).collect()
}

#[test]
fn files_of_every_kind_begin_a_workspace() {
    let page = Page::start(&[]);
    assert!(page.get("/").contains("Nothing here yet"));
    let zip = samples::zip(&[("in/letter.txt", &samples::text(3)), ("in/broken.pdf", b"%PDF-1.4 no more")]);
    let job = page.bring(&[
        ("name=\"file\"; filename=\"note.pdf\"", &samples::pdf(1)),
        ("name=\"file\"; filename=\"note.docx\"", &samples::docx(2)),
        ("name=\"file\"; filename=\"pile.zip\"", &zip),
        ("name=\"file\"; filename=\"empty.pdf\"", b""),
        (
            "name=\"file\"; filename=\"manifest.csv\"",
            b"file,published,outlet\nnote.docx,2024-01-05,The Post\nabsent.txt,2024-01-05,\n",
        ),
    ]);
    let lines = lines(&job);
    let outcome = |part: &str| {
        lines
            .iter()
            .filter(|(name, _, _)| name.contains(part))
            .map(|(_, it, _)| it.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(outcome("note"), ["added", "added", "odd"], "{lines:?}");
    assert_eq!(
        (outcome("letter"), outcome("broken"), outcome("empty")),
        (vec!["added"], vec!["set aside"], vec!["set aside"]),
        "{lines:?}"
    );
    assert!(
        lines.iter().any(|(name, _, why)| name.starts_with("manifest.csv") && why.contains("absent.txt")),
        "{lines:?}"
    );
    assert!(
        lines.iter().all(|(name, _, _)| !name.contains('/') || name.contains("pile.zip")),
        "no path of this machine: {lines:?}"
    );
    let reports = page.json("/reports.json");
    assert_eq!(reports["total"], 3);
    assert!(
        reports["rows"].as_array().expect("rows").iter().any(|row| row["outlet"] == "The Post"),
        "{reports}"
    );
    assert!(page.json("/counts.json")["total"].as_u64() > Some(0));
    let folder = page.folder.path().to_owned();
    let verified =
        Command::new(cargo_bin("recount")).args(["verify", "-w", "new.db"]).current_dir(&folder).output();
    assert!(verified.expect("it runs").status.success());
    let left: Vec<_> =
        fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(
        left.iter().all(|name| name.to_string_lossy().starts_with("new.db")),
        "nothing else is written: {left:?}"
    );
}

#[test]
fn pasted_words_carry_what_is_said_of_them() {
    let page = Page::start(&["--fetch", "off"]);
    let words = b"At least 12 people were killed in Mocuba on Monday,\nthe mayor said.".as_slice();
    let told = [
        ("name=\"text\"", words),
        ("name=\"day\"", b"3 November 2025".as_slice()),
        ("name=\"publisher\"", b"The Post".as_slice()),
        ("name=\"title\"", b"Storm: twelve dead".as_slice()),
    ];
    let job = page.bring(&told);
    let name = lines(&job)[0].0.clone();
    assert_eq!(name, "pasted-storm-twelve-dead");
    let report = page.json(&format!("/reports/{name}.json"));
    assert_eq!(
        (&report["published"], &report["outlet"], &report["title"]),
        (&Value::from("2025-11-03"), &Value::from("The Post"), &Value::from("Storm: twelve dead"))
    );
    assert_eq!(report["text"], String::from_utf8_lossy(words).as_ref());
    assert_eq!(lines(&page.bring(&told))[0].1, "known");
    assert!(!page.get("/add").contains("name=\"address\""));
}

#[test]
fn addresses_are_fetched_and_those_inside_refused() {
    let server = Server::start();
    server.at("/storm", &[Answer::new(200, "<html lang=en><head><title>Storm</title></head><body><p>Some 40 people were killed in Angoche on Monday, the mayor said, when the storm came over the coast.</p></body></html>")]);
    let address = format!("{}/storm", server.root);
    let page = Page::start(&[]);
    assert!(page.get("/add").contains("name=\"address\""));
    let job = page.bring(&[("name=\"address\"", address.as_bytes())]);
    assert!(lines(&job)[0].2.contains("expected an address that may be read"), "{job}");
    assert!(server.asked().is_empty(), "nothing is asked of it");
    let page = Page::start(&["--allow-private"]);
    let job = page.bring(&[("name=\"address\"", address.as_bytes())]);
    assert_eq!(lines(&job)[0].1, "added", "{job}");
    assert_eq!(page.json(&format!("/reports/{}.json", lines(&job)[0].0))["url"], address);
}

#[test]
fn what_was_told_as_read_survives_a_kill() {
    let mut page = Page::start(&[]);
    let texts: Vec<Vec<u8>> = (0..60).map(samples::text).collect();
    let names: Vec<String> = (0..60).map(|at| format!("name=\"file\"; filename=\"{at}.txt\"")).collect();
    let parts: Vec<(&str, &[u8])> =
        names.iter().map(String::as_str).zip(texts.iter().map(Vec::as_slice)).collect();
    let job = page.send(&parts);
    let told = page.until(&job, |read| lines(read).len() > 8);
    page.child.kill().expect("it is killed");
    page.child.wait().expect("it ends");
    // What was read is counted by the next command, and nothing is wrong with it.
    assert!(page.is_done(&["counts"]) && page.is_done(&["verify"]));
    let kept = rusqlite::Connection::open(page.folder.path().join("new.db")).expect("it opens");
    for (name, outcome, _) in lines(&told) {
        let known = kept.query_row("SELECT count(*) FROM reports WHERE document = ?1", [&name], |row| {
            row.get::<_, i64>(0)
        });
        assert_eq!((known.expect("asked"), outcome.as_str()), (1, "added"), "{name}");
    }
}
