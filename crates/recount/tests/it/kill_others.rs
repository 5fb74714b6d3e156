//! `decide`, `forget`, `backup`, `watch` and `serve` killed at any moment: what was acknowledged holds, what was not is there whole or
//! not at all, and `verify` finds nothing. `KILLS_OTHERS=25` is what `.ci/run` asks for.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use assert_cmd::cargo::cargo_bin;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    kill::{Chance, asked, tables, write_reports},
    server::{Answer, Server},
};

/// Reports of the workspace that is worked on.
const REPORTS: usize = 30;

/// A folder with a workspace `work.db`.
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(TempDir::new().expect("a folder"));
        let pile = place.0.path().join("reports");
        fs::create_dir(&pile).expect("a folder");
        write_reports(&pile, REPORTS);
        assert!(place.done(&["add", "-w", "work.db", "reports"]).0);
        place
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn start(&self, words: &[&str]) -> Child {
        let mut command = Command::new(cargo_bin("recount"));
        command.args(words).current_dir(self.0.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("recount runs")
    }

    /// Whether it ended well, and what it printed.
    fn done(&self, words: &[&str]) -> (bool, String) {
        let output = self.start(words).wait_with_output().expect("it ends");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What it printed as whole lines before it was killed, if it was.
    fn killed(&self, words: &[&str], after: Duration) -> String {
        let mut child = self.start(words);
        let mut out = child.stdout.take().expect("a pipe");
        let reader = thread::spawn(move || {
            let mut told = String::new();
            let _ = out.read_to_string(&mut told);
            told
        });
        thread::sleep(after);
        let _ = child.kill();
        child.wait().expect("it ends");
        let told = reader.join().expect("lines");
        told.rsplit_once('\n').map_or(String::new(), |(lines, _)| lines.to_owned())
    }

    /// How long the command takes that nobody disturbs.
    fn calm(&self, words: &[&str]) -> Duration {
        let start = Instant::now();
        assert!(self.done(words).0, "{words:?}");
        start.elapsed()
    }

    fn is_sound(&self, file: &str) {
        let connection = self.open(file);
        let sound: String =
            connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
        assert_eq!(sound, "ok", "{file}");
        // A run that was killed may have left counts to be made, which the next command makes.
        assert!(self.done(&["counts", "-w", file]).0, "{file} is not finished");
        let output = self.start(&["verify", "-w", file]).wait_with_output().expect("it ends");
        assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn open(&self, file: &str) -> Connection {
        Connection::open(self.file(file)).expect("the file opens")
    }

    fn names(&self, sql: &str) -> BTreeSet<String> {
        let connection = self.open("work.db");
        let mut statement = connection.prepare(sql).expect("asked");
        statement.query_map([], |row| row.get(0)).expect("asked").collect::<Result<_, _>>().expect("rows")
    }

    /// Names of figures, one of each report.
    fn figures(&self) -> Vec<String> {
        self.names("SELECT min(id) FROM figures GROUP BY report_id").into_iter().collect()
    }

    fn decisions(&self) -> BTreeSet<String> {
        self.names("SELECT CAST(id AS TEXT) FROM decisions")
    }
}

/// Moments spread over what the command takes, and a little beyond.
fn moments(calm: Duration) -> Vec<Duration> {
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    (0..asked("KILLS_OTHERS", 4)).map(|_| calm.mul_f64(chance.below(1_150) as f64 / 1_000.0)).collect()
}

/// The number in "decision 7: accept …".
fn number(line: &str) -> Option<String> {
    Some(line.strip_prefix("decision ")?.split(':').next()?.to_owned())
}

#[test]
fn no_decision_that_was_acknowledged_is_lost() {
    let place = Place::new();
    let figures = place.figures();
    let words = |at: usize| {
        [
            "decide",
            "accept",
            figures[at % figures.len()].as_str(),
            "--reason",
            "seen",
            "--author",
            "Ana",
            "-w",
            "work.db",
        ]
    };
    let calm = place.calm(&words(0));
    let mut acknowledged = BTreeSet::from(["1".to_owned()]);
    for (at, moment) in moments(calm).into_iter().enumerate() {
        acknowledged.extend(place.killed(&words(at + 1), moment).lines().filter_map(number));
        let kept = place.decisions();
        assert!(acknowledged.is_subset(&kept), "{acknowledged:?} of {kept:?}");
    }
    place.is_sound("work.db");
}

#[test]
fn a_report_is_forgotten_whole_or_not_at_all() {
    let place = Place::new();
    let forget = |at: usize| format!("note-{at:05}");
    let words = |name: &str| -> Vec<String> {
        ["forget", name, "--reason", "asked to", "--author", "Ana", "-w", "work.db"]
            .map(str::to_owned)
            .to_vec()
    };
    let run = |name: &str| words(name);
    let first = run(&forget(0));
    let calm = place.calm(&first.iter().map(String::as_str).collect::<Vec<_>>());
    for (at, moment) in moments(calm).into_iter().enumerate() {
        let name = forget(at + 1);
        let told = place.killed(&run(&name).iter().map(String::as_str).collect::<Vec<_>>(), moment);
        let here = place.names("SELECT document FROM reports").contains(&name);
        let figures = place
            .names("SELECT r.document FROM figures f JOIN reports r ON r.id = f.report_id")
            .contains(&name);
        assert_eq!(here, figures, "{name} is there by half");
        if told.lines().any(|line| number(line).is_some()) {
            assert!(!here, "{name} was acknowledged as forgotten");
            let bytes = fs::read(place.file("work.db")).expect("the file");
            let words = format!("This is note {}.", at + 1);
            assert!(!holds(&bytes, &words), "the words of {name} are still in the file");
        }
    }
    place.is_sound("work.db");
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn a_backup_is_whole_or_not_there() {
    let place = Place::new();
    let calm = place.calm(&["backup", "first.db", "-w", "work.db"]);
    let before = tables(&place.file("work.db"));
    assert_eq!(tables(&place.file("first.db")), before);
    for (at, moment) in moments(calm).into_iter().enumerate() {
        let name = format!("copy-{at}.db");
        let mut child = place.start(&["backup", &name, "-w", "work.db"]);
        thread::sleep(moment);
        let _ = child.kill();
        let ended = child.wait().expect("it ends").success();
        let there = place.file(&name).exists();
        assert!(there || !ended, "{name} was acknowledged");
        if there {
            assert_eq!(tables(&place.file(&name)), before, "{name} is no whole copy");
        }
    }
    assert_eq!(tables(&place.file("work.db")), before);
    place.is_sound("work.db");
}

#[test]
fn what_is_watched_is_kept_once_and_none_is_lost() {
    const ENTRIES: usize = 8;
    let server = Server::start();
    server.at("/robots.txt", &[Answer::new(404, "")]);
    let entry = |at: usize| {
        format!(
            "<item><title>{at}</title><link>{}/{at}</link><description>Short.</description></item>",
            server.root
        )
    };
    let feed = format!(
        "<rss version='2.0'><channel><title>P</title><link>{}</link><description>d</description>{}</channel></rss>",
        server.root,
        (0..ENTRIES).map(entry).collect::<String>()
    );
    server.at("/feed", &[Answer::new(200, &feed).with("ETag", "\"a\"")]);
    for at in 0..ENTRIES {
        let words =
            "The police said so on Monday, and the road to the north is closed since the rains began.";
        let page = format!(
            "<html lang=en><body><article><p>{} people were killed in Mocuba, Mozambique. {words}</p></article></body></html>",
            at + 12
        );
        server.at(&format!("/{at}"), &[Answer::new(200, &page).after(Duration::from_millis(20))]);
    }
    let place = Place(TempDir::new().expect("a folder"));
    fs::write(
        place.file("feeds.toml"),
        format!("delay_seconds = 0\n[[feed]]\nurl = \"{}/feed\"\n", server.root),
    )
    .expect("a plan");
    let words = |file: &'static str| ["watch", "feeds.toml", "--once", "--allow-private", "-w", file];
    let calm = place.calm(&words("calm.db"));
    for moment in moments(calm) {
        let told = place.killed(&words("work.db"), moment);
        if told.contains(" added") && place.file("work.db").exists() {
            assert_eq!(place.names("SELECT document FROM reports").len(), ENTRIES, "{told}");
        }
    }
    place.done(&words("work.db"));
    let kept = place.names("SELECT document FROM reports");
    assert_eq!(kept.len(), ENTRIES, "{kept:?}");
    place.is_sound("work.db");
}

/// Asks the server; the whole answer.
fn ask(address: &str, head: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let more = format!("Host: {address}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    write!(stream, "{head} HTTP/1.1\r\n{more}Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}")
        .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

/// Decides one after the other until the server is gone; the numbers that were acknowledged.
fn decide_until_gone(
    address: &str,
    figures: &[String],
    acknowledged: &Mutex<BTreeSet<String>>,
) -> Option<()> {
    let page = ask(address, "GET /reports/note-00001", "")?;
    let csrf = page.split("name=\"csrf\" value=\"").nth(1)?.split('"').next()?;
    for figure in figures.iter().cycle() {
        let body = format!(
            "csrf={csrf}&next=/&act=accept&figure={}&reason=seen&author=Ana",
            figure.replace(':', "%3A")
        );
        let answer = ask(address, "POST /decide", &body)?;
        let done = answer.split("done=").nth(1)?.split(|mark: char| !mark.is_ascii_digit()).next()?;
        acknowledged.lock().expect("a lock").insert(done.to_owned());
    }
    None
}

fn address(child: &mut Child) -> String {
    let line = BufReader::new(child.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
    let mut addresses =
        line.filter_map(|line| Some(line.split("http://").nth(1)?.split('/').next()?.to_owned()));
    addresses.next().expect("where it listens")
}

#[test]
fn what_the_page_acknowledged_is_kept() {
    let place = Place::new();
    let figures = place.figures();
    let acknowledged: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    for moment in moments(Duration::from_millis(900)) {
        let mut child =
            place.start(&["serve", "-w", "work.db", "--listen", "127.0.0.1:0", "--author", "Ana"]);
        let address = address(&mut child);
        let (figures, known) = (figures.clone(), Arc::clone(&acknowledged));
        let clicks = thread::spawn(move || decide_until_gone(&address, &figures, &known));
        thread::sleep(moment);
        let _ = child.kill();
        child.wait().expect("it ends");
        clicks.join().expect("answers");
        let (told, kept) = (acknowledged.lock().expect("a lock"), place.decisions());
        assert!(told.is_subset(&kept), "{told:?} of {kept:?}");
    }
    assert!(!acknowledged.lock().expect("a lock").is_empty(), "nothing was acknowledged at all");
    assert!(is_private(&place.file("work.db")));
    place.is_sound("work.db");
}

/// Whether its owner alone may read it.
fn is_private(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(file).is_ok_and(|it| it.permissions().mode() & 0o077 == 0)
    }
    #[cfg(not(unix))]
    file.exists()
}
