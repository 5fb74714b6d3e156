//! `recount add` killed at any moment: the file opens, what was acknowledged is there once, and finishing gives the same
//! tables as a run that nobody disturbed. `KILLS=100 KILL_REPORTS=2000` is what `.ci/run` asks for.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use assert_cmd::cargo::cargo_bin;
use rusqlite::Connection;
use tempfile::TempDir;

pub(crate) fn asked(name: &str, otherwise: usize) -> usize {
    env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// A repeatable stream of numbers (xorshift).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).expect("small")]
    }
}

/// Reports that tell of the same few things, so that each touches what others touched.
pub(crate) fn write_reports(folder: &Path, reports: usize) {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for number in 0..reports {
        let place = chance.of(&["Mocuba", "Quelimane", "Nicoadala", "Beira", "Tete"]);
        let told = chance.of(&["were killed", "were evacuated", "were displaced", "were detained"]);
        let source = chance.of(&["police said", "the governor said", "UNICEF said", "residents said"]);
        let (day, value) = (1 + chance.below(28), 2 + chance.below(900));
        let text = format!(
            "date 2027-02-{day:02}\nIn {place}, Mozambique, at least {value} people {told} on Monday, {source}. This is note {number}.\n"
        );
        fs::write(folder.join(format!("note-{number:05}.txt")), text).expect("a report");
    }
}

fn add(reports: &Path, workspace: &Path) -> Child {
    Command::new(cargo_bin("recount"))
        .args(["add", "--format", "jsonl", "-w"])
        .args([workspace, reports])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("recount runs")
}

/// Lets it run so long, then kills it; the names it acknowledged as whole lines.
fn acknowledged(mut child: Child, most: Option<Duration>) -> (BTreeSet<String>, bool) {
    let out = child.stdout.take().expect("a pipe");
    let reader = thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        let name = |line: String| {
            let row: serde_json::Value = serde_json::from_str(&line).ok()?;
            Some(row["document"].as_str()?.to_owned())
        };
        lines.filter_map(name).collect::<BTreeSet<String>>()
    });
    let start = Instant::now();
    if let Some(most) = most {
        thread::sleep(most.saturating_sub(start.elapsed()));
        let _ = child.kill();
    }
    let status = child.wait().expect("it ends");
    (reader.join().expect("lines"), status.success())
}

/// Every table but the times, row by row.
pub(crate) fn tables(file: &Path) -> BTreeMap<String, Vec<String>> {
    let connection = Connection::open(file).expect("the file");
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("names");
    names.into_iter().map(|name| (name.clone(), rows(&connection, &name))).collect()
}

fn rows(connection: &Connection, table: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).expect("a table");
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows: Vec<String> = statement
        .query_map([], |row| {
            let cell = |(at, name): (usize, &String)| match name.as_str() {
                // The hashes of what says when a report came.
                "added" | "seal" | "digest" => String::new(),
                _ => format!("{:?}", row.get_ref(at).expect("a cell")),
            };
            Ok(columns.iter().enumerate().map(cell).collect::<Vec<_>>().join("|"))
        })
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("rows");
    rows.sort();
    rows
}

/// What must hold after every kill.
fn check(file: &Path, acknowledged: &BTreeSet<String>) {
    let connection = Connection::open(file).expect("the file opens");
    let sound: String =
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(sound, "ok");
    // Tables are there from the first commit on.
    let Ok(mut statement) = connection.prepare("SELECT document FROM reports") else {
        assert!(acknowledged.is_empty());
        return;
    };
    let kept: Vec<String> =
        statement.query_map([], |row| row.get(0)).expect("names").collect::<Result<_, _>>().expect("names");
    let distinct: BTreeSet<&String> = kept.iter().collect();
    assert_eq!(distinct.len(), kept.len(), "each once");
    let lost: Vec<&String> = acknowledged.iter().filter(|name| !distinct.contains(name)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let bare: i64 = connection
        .query_row("SELECT count(*) FROM reports r WHERE NOT EXISTS (SELECT 1 FROM extractions e WHERE e.report_id = r.id)", [], |row| row.get(0))
        .expect("a number");
    assert_eq!(bare, 0, "each report whole");
}

#[test]
fn a_kill_loses_nothing_acknowledged() {
    let (kills, reports) = (asked("KILLS", 8), asked("KILL_REPORTS", 200));
    let folder = TempDir::new().expect("a folder");
    let pile = folder.path().join("reports");
    fs::create_dir(&pile).expect("a folder");
    write_reports(&pile, reports);
    let file = |name: &str| -> PathBuf { folder.path().join(name) };
    let start = Instant::now();
    let (all, done) = acknowledged(add(&pile, &file("calm.db")), None);
    assert!(done && all.len() == reports);
    let calm = tables(&file("calm.db"));
    assert!(calm["counts"].len() > 10 && calm["figures"].len() >= reports);
    let whole = start.elapsed();
    let mut chance = Chance(0x5bd1_e995_97f4_a7c5);
    let mut killed = 0;
    let mut seen = BTreeSet::new();
    let disturbed = file("disturbed.db");
    while killed < kills {
        // A run that is left to end early starts the pile anew, so that kills fall on every part of the work.
        let part = whole.mul_f64(chance.below(1_000) as f64 / 1_000.0 / (1 + killed % 4) as f64);
        let (names, ended) = acknowledged(add(&pile, &disturbed), Some(part));
        seen.extend(names);
        check(&disturbed, &seen);
        killed += usize::from(!ended);
        if ended {
            assert!(tables(&disturbed) == calm, "a disturbed run ended with other tables");
            for suffix in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(file(&format!("disturbed.db{suffix}")));
            }
            seen.clear();
        }
    }
    let (_, done) = acknowledged(add(&pile, &disturbed), None);
    assert!(done);
    for (name, rows) in tables(&disturbed) {
        assert!(rows == calm[&name], "{name} differs from that of an undisturbed run");
    }
}
