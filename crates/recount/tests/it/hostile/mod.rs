//! A document cannot hurt its neighbours: whatever one holds, it is read or listed, in time and in little memory, and those beside it are read.

mod damaged;
mod make;
mod mutated;
mod packed;
mod words;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// What may take longer than this is a hang.
const HANG: Duration = Duration::from_secs(10);

/// Every kind: its file's name, its bytes, and words of the line that tells of it; without words it may be read just as well, since
/// libraries learn.
type Kind = (&'static str, fn() -> Vec<u8>, &'static [&'static str]);

const PDF: &str = "set aside: expected a whole PDF, found ";
const KINDS: [Kind; 11] = [
    ("form.pdf", make::form_draws_itself, &[]),
    ("nested.pdf", make::map_nested, &[]),
    ("range.pdf", make::map_range, &[]),
    ("multiply.pdf", make::forms_that_multiply, &[]),
    ("filters.pdf", make::three_filters, &[PDF, "; raise --max-"]),
    ("again.pdf", make::contents_again, &[PDF, "; raise --max-"]),
    (
        "corners.xlsx",
        make::two_corners,
        &["sheet `S`, row 1048576: set aside: expected words in the column of the text, found none"],
    ),
    (
        "shared.xlsx",
        make::shared_string,
        &["found more than 5", "bytes in its cells (--max-ratio, --max-whole)"],
    ),
    ("repeated.ods", make::repeated_row, &["set aside: expected a whole spreadsheet, found "]),
    ("text.docx", make::much_text, &["found more than 4000000 bytes of text in it (--max-text)"]),
    ("cells.docx", make::many_cells, &["found more than 200000 paragraphs and cells"]),
];

/// A folder with four good reports and what `lay` puts beside them.
fn folder(lay: impl FnOnce(&Path)) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, place) in [("good-1", "Bentiu"), ("good-2", "Malakal"), ("a-good", "Juba"), ("z-good", "Yei")]
    {
        let words = format!("Floods displaced 300 families in {place}, the mayor said on 7 November 2023.");
        fs::write(folder.path().join(name).with_extension("txt"), words).expect("a report");
    }
    lay(folder.path());
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> (Output, String) {
    let limits = ["--max-seconds", "2", "--max-memory", "50000000", "."];
    let output =
        Command::new(cargo_bin("recount")).args(arguments).args(limits).current_dir(folder.path()).output();
    let output = output.expect("recount runs");
    let errors = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    assert!(!errors.contains("panicked"), "{errors}");
    (output, errors)
}

/// The names of the reports that were read.
fn documents(output: &Output) -> Vec<String> {
    let name = |line: &str| {
        let report: serde_json::Value = serde_json::from_str(line).expect("JSON");
        report["document"].as_str().expect("a name").to_owned()
    };
    String::from_utf8_lossy(&output.stdout).lines().map(name).collect()
}

const GOOD: [&str; 4] = ["a-good", "good-1", "good-2", "z-good"];

#[test]
fn each_is_listed_in_time_and_its_neighbours_are_read() {
    for (name, make, told) in KINDS {
        let folder = folder(|path| fs::write(path.join(name), make()).expect("a file"));
        let start = Instant::now();
        let (output, errors) = run(&folder, &["read"]);
        assert!(start.elapsed() < HANG, "{name} took {:?}", start.elapsed());
        let read = documents(&output);
        assert!(GOOD.iter().all(|good| read.iter().any(|read| read == good)), "{name}: {read:?}");
        let listed =
            errors.lines().any(|line| line.contains(name) && told.iter().all(|words| line.contains(words)));
        let stem = name.split('.').next().unwrap_or(name);
        assert!(listed || (told.is_empty() && read.iter().any(|read| read == stem)), "{name}: {errors}");
        assert_eq!(output.status.code(), Some(i32::from(listed)), "{name}: {errors}");
    }
}

/// Twice, since children work side by side and are used again: what is told does not hang on who comes first.
#[test]
fn all_together_hurt_nobody_either() {
    let folder = folder(|path| {
        for (name, make, _) in KINDS {
            fs::write(path.join(name), make()).expect("a file");
        }
    });
    let (first, errors) = run(&folder, &["figures"]);
    let printed = String::from_utf8(first.stdout).expect("UTF-8");
    for (place, name) in [("Bentiu", "good-1"), ("Malakal", "good-2"), ("Juba", "a-good"), ("Yei", "z-good")]
    {
        assert!(printed.contains(place), "{name}: {printed}");
    }
    for (name, ..) in KINDS.iter().filter(|(.., told)| !told.is_empty()) {
        assert!(errors.lines().any(|line| line.contains(name)), "{name}: {errors}");
    }
    let (again, errors_again) = run(&folder, &["figures"]);
    assert_eq!((printed.into_bytes(), errors), (again.stdout, errors_again));
    assert_eq!((first.status.code(), again.status.code()), (Some(1), Some(1)));
}

/// The good page that the others are made of is good.
#[test]
fn a_good_page_is_read_in_a_child() {
    let folder = folder(|path| fs::write(path.join("page.pdf"), make::good_pdf()).expect("a file"));
    let (output, errors) = run(&folder, &["read"]);
    assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""));
    assert!(String::from_utf8_lossy(&output.stdout).contains(make::WORDS));
}

/// A child is started by name alone: it answers what it is asked and ends when nothing more comes.
#[test]
fn a_child_that_nobody_asks_ends() {
    let mut command = Command::new(cargo_bin("recount"));
    let output = command.arg("read-for-parent").output().expect("recount runs");
    assert_eq!((output.status.code(), output.stdout.len(), output.stderr.len()), (Some(0), 0, 0));
}

/// What ends a child is told, and ends nothing else. Here it is ended from outside, since no library can be trusted to break down on
/// what it broke down on before.
#[cfg(target_os = "linux")]
#[test]
fn a_child_that_breaks_down_is_a_line() {
    use std::process::Stdio;
    let folder = folder(|path| fs::write(path.join("again.pdf"), make::contents_again()).expect("a file"));
    let mut command = Command::new(cargo_bin("recount"));
    command.args(["read", "--max-seconds", "60", "."]).current_dir(folder.path());
    let mut parent = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("recount runs");
    let start = Instant::now();
    let mut child = String::new();
    // One that had read before is tried again in another, and that is ended too.
    while parent.try_wait().expect("a state").is_none() && start.elapsed() < 6 * HANG {
        if let Some(busy) = reading_child(parent.id()) {
            // It may have ended by itself meanwhile.
            let _ = Command::new("kill").args(["-SEGV", &busy]).status().expect("kill runs");
            child = busy;
        }
    }
    assert!(!child.is_empty(), "no child was at work");
    let output = parent.wait_with_output().expect("recount ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    let told = format!(
        "./again.pdf: {PDF}bytes on which the library for this format breaks down (signal: 11 (SIGSEGV)"
    );
    assert!(errors.starts_with(&format!("recount: {told}")) && errors.lines().count() == 1, "{errors}");
    assert_eq!(documents(&output), GOOD);
    assert!(!Path::new("/proc").join(&child).exists(), "the child was left behind");
}

/// Hundredths of a second after which a child is at work on a document.
#[cfg(target_os = "linux")]
const BUSY: u32 = 20;

/// The number of the child that reads for this process, where one is at work.
#[cfg(target_os = "linux")]
fn reading_child(parent: u32) -> Option<String> {
    fs::read_dir("/proc").expect("processes").flatten().find_map(|entry| {
        // Behind the name in brackets: the state, the parent, and as the twelfth how long it has worked. One that has not begun
        // would only be asked again.
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        let after: Vec<&str> = stat.rsplit_once(") ").map_or("", |(_, after)| after).split(' ').collect();
        let worked = after.get(11).and_then(|ticks| ticks.parse::<u32>().ok()).unwrap_or(0);
        let is_busy = after.get(1) == Some(&parent.to_string().as_str()) && worked >= BUSY;
        is_busy.then(|| entry.file_name().to_string_lossy().into_owned())
    })
}
