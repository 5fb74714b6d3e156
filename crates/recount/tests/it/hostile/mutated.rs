//! Inputs of 20 kinds over all readers, each changed in ten ways (nested, repeated, shared, cut, turned), the same in every run: none ends
//! the program, none takes over ten seconds or a gigabyte, each is read or listed. `MUTATIONS=2000` is what `.ci/run` asks for.

use std::{
    collections::BTreeSet,
    env, fs,
    io::{Cursor, Read},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;
use zip::ZipArchive;

use super::HANG;
use crate::samples::{Dice, gzip, samples, zip};

/// Ways to change an input.
const WAYS: usize = 10;
/// Bytes of memory that the program and what it starts may take, each.
const MEMORY: u64 = 1_000_000_000;
/// Bytes that a repeated or nested stretch grows to.
const GROWN: usize = 50_000;
/// What opens without closing in the languages that readers know.
const OPENS: [&str; 12] = [
    "[",
    "{\"a\":",
    "<div>",
    "<table><tr><td>",
    "(",
    "<<",
    "\"",
    "From a\nSubject: b\n\n",
    "<!--",
    "&amp;",
    "--b\n\n",
    "[ /Kids ",
];

/// Kinds whose reports bear the name of their file; those of others, and of what is attached to a letter, bear names of their own.
const NAMED: [&str; 9] = ["note", "page", "table", "tabs", "sheet", "news", "feed", "update", "plan"];

fn stretch(dice: &mut Dice, bytes: &[u8]) -> std::ops::Range<usize> {
    let start = dice.below(bytes.len().max(1));
    let most = [8, 60, 60, bytes.len().max(1)][dice.below(4)];
    start..(start + 1 + dice.below(most)).min(bytes.len())
}

/// The bytes changed in one of the ways.
fn changed(bytes: &[u8], way: usize, dice: &mut Dice) -> Vec<u8> {
    let part = stretch(dice, bytes);
    let (before, inside, behind) =
        (&bytes[..part.start], bytes.get(part.clone()).unwrap_or(b"x"), &bytes[part.end.max(part.start)..]);
    let grown = |piece: &[u8]| piece.repeat(GROWN / piece.len().max(1) + 1);
    match way {
        0 => {
            let mut bytes = bytes.to_vec();
            for _ in 0..=dice.below(20) {
                let at = dice.below(bytes.len().max(1));
                bytes[at] ^= 1 << dice.below(8);
            }
            bytes
        }
        1 => before.to_vec(),
        2 => [before, behind].concat(),
        3 => [before, inside, inside, behind].concat(),
        // Repeated as a stretch, and nested as an opening that is never closed.
        4 => [before, &grown(inside), behind].concat(),
        5 => [before, &grown(OPENS[dice.below(OPENS.len())].as_bytes()), behind].concat(),
        6 => [behind, before, inside].concat(),
        7 => numbered(bytes, dice),
        8 => [
            before,
            &grown(["\u{202e}", "- ", "| ", "\n", "(", "1 ", "\t", "aé"][dice.below(8)].as_bytes()),
            behind,
        ]
        .concat(),
        _ => {
            let other = changed(bytes, dice.below(9), dice);
            changed(&other, dice.below(4), dice)
        }
    }
}

/// The same with some digits others, or very many.
fn numbered(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        if let Some(at) = digits.get(dice.below(digits.len().max(1))) {
            bytes[*at] = b"0123456789"[dice.below(10)];
        }
    }
    match digits.get(dice.below(digits.len().max(1))) {
        Some(at) if dice.below(3) == 0 => {
            [&bytes[..*at], &b"9".repeat(1 + dice.below(40))[..], &bytes[*at..]].concat()
        }
        _ => bytes,
    }
}

/// Half of what is packed is changed inside, so that it can be unpacked.
fn mutated(name: &str, bytes: &[u8], way: usize, dice: &mut Dice) -> Vec<u8> {
    if dice.below(2) == 0 {
        return changed(bytes, way, dice);
    }
    if bytes.starts_with(b"PK") {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a sample");
        let chosen = dice.below(archive.len());
        let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut inside = Vec::new();
            entry.read_to_end(&mut inside).expect("bytes");
            let inside = if at == chosen { changed(&inside, way, dice) } else { inside };
            let name = entry.name().expect("a name").into_owned();
            entries.push((name, inside));
        }
        let entries: Vec<(&str, &[u8])> =
            entries.iter().map(|(name, inside)| (name.as_str(), inside.as_slice())).collect();
        return zip(&entries);
    }
    if name.ends_with(".gz") {
        let mut inside = Vec::new();
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut inside).expect("a sample");
        return gzip(&changed(&inside, way, dice));
    }
    changed(bytes, way, dice)
}

/// What one run came to.
struct Ran {
    status: Option<i32>,
    took: Duration,
    memory: u64,
    told: String,
}

/// Reads what lies there and watches how much memory it takes.
fn read(folder: &Path, what: &str) -> Ran {
    let start = Instant::now();
    let mut command = Command::new(cargo_bin("recount"));
    command.args(["read", "--max-seconds", "4", what]).current_dir(folder);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("recount runs");
    let (mut out, mut errors) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let listed = thread::spawn(move || {
        let mut told = Vec::new();
        let _ = errors.read_to_end(&mut told);
        String::from_utf8_lossy(&told).into_owned()
    });
    let printed = thread::spawn(move || {
        let mut told = Vec::new();
        let _ = out.read_to_end(&mut told);
        String::from_utf8_lossy(&told).into_owned()
    });
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak(child.id()));
        match child.try_wait().expect("a state") {
            Some(status) => break status.code(),
            None => thread::sleep(Duration::from_millis(20)),
        }
    };
    let told = listed.join().expect("lines") + &printed.join().expect("lines");
    Ran { status, took: start.elapsed(), memory, told }
}

/// The most that a process, or a child of it, has taken so far, where the system says so.
fn peak(parent: u32) -> u64 {
    let of = |process: &str| -> Option<(u64, u32)> {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        Some((number("VmHWM:")? * 1_024, u32::try_from(number("PPid:")?).ok()?))
    };
    let own = of(&parent.to_string()).map_or(0, |(memory, _)| memory);
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let children = processes.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with(|first: char| first.is_ascii_digit()).then_some(())?;
        of(&name).filter(|(_, its)| *its == parent).map(|(memory, _)| memory)
    });
    children.fold(own, u64::max)
}

#[test]
fn no_mutation_ends_the_program_or_takes_too_much() {
    let all: usize = env::var("MUTATIONS").ok().and_then(|it| it.parse().ok()).unwrap_or(200);
    let kinds = samples();
    let each = (all / kinds.len()).max(1);
    let mut dice = Dice(20_261_130);
    for (name, good, _) in &kinds {
        let folder = TempDir::new().expect("a folder");
        let (stem, extension) = name.split_once('.').expect("an extension");
        let mut names = BTreeSet::new();
        for number in 0..each {
            let file = format!("{stem}-{number:04}.{extension}");
            let bytes = mutated(name, good, number % WAYS, &mut dice);
            fs::write(folder.path().join(&file), bytes).expect("a file");
            names.insert(file);
        }
        let ran = read(folder.path(), ".");
        check(name, &ran);
        let is_told = |file: &&String| {
            let stem = file.split_once('.').map_or("", |(stem, _)| stem);
            ran.told.contains(stem)
        };
        let named = names.iter().filter(|_| NAMED.contains(&stem));
        let lost: Vec<&String> = named.filter(|file| !is_told(file)).collect();
        assert!(lost.is_empty(), "{name}: neither read nor listed: {lost:?}");
        if ran.took > HANG {
            // One by one, to see whether any of them takes so long.
            for file in &names {
                let ran = read(folder.path(), file);
                check(file, &ran);
                assert!(ran.took < HANG, "{file} took {:?}", ran.took);
            }
        }
    }
}

fn check(what: &str, ran: &Ran) {
    assert!(matches!(ran.status, Some(0..=2)), "{what} ended the program: {:?}\n{}", ran.status, ran.told);
    assert!(!ran.told.contains("panicked"), "{what}: {}", ran.told);
    assert!(ran.memory < MEMORY, "{what} took {} bytes", ran.memory);
}
