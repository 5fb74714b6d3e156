//! Runs the case files under `tests/cases`: a report in, what Recount reads in it out.
//!
//! A case file is Markdown. Each `report` block is read; each block behind it that is named in `render::BLOCKS` states
//! what must be read; piles of reports with figures marked by hand stand in `told` blocks, see `counts`. `UPDATE_CASES=1` writes what is read now into the files; `CASE=word` runs the files whose path
//! holds the word.

pub(crate) mod counts;
mod document;
mod render;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use document::{Block, Document};
use recount_core::{Extraction, Lexicon, Report, edtf::Edtf};
use render::Reading;

#[test]
fn every_case_reads_as_it_states() {
    let lexicon = Lexicon::builtin();
    let update = env::var("UPDATE_CASES").is_ok_and(|value| value == "1");
    let word = env::var("CASE").unwrap_or_default();
    let files = case_files();
    assert!(!files.is_empty(), "tests/cases holds no case");
    let failures: Vec<String> = files
        .iter()
        .filter(|path| path.to_string_lossy().contains(&word))
        .flat_map(|path| run(path, &lexicon, update))
        .collect();
    assert!(failures.is_empty(), "\n{}\n{} blocks differ\n", failures.join("\n"), failures.len());
}

/// Runs one file; a message for each block that differs, or that cannot be run.
fn run(path: &Path, lexicon: &Lexicon, update: bool) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a case file is readable");
    let mut document = Document::parse(&text);
    let messages = compare(&mut document, lexicon);
    if update {
        fs::write(path, document.to_string()).expect("a case file is writable");
        return Vec::new();
    }
    messages.iter().map(|message| format!("{}:{message}", relative(path))).collect()
}

/// Puts what is read now into every block, and tells which blocks that changes.
fn compare(document: &mut Document, lexicon: &Lexicon) -> Vec<String> {
    let mut read: Option<Reading> = None;
    let mut pile: Vec<Extraction> = Vec::new();
    let mut messages = Vec::new();
    let mut compared = 0;
    for block in document.blocks() {
        if block.name() == "report" {
            read = Some(Reading::new(report(block), lexicon));
        } else if block.name() == "told" {
            pile.push(counts::told(&block.words(), &block.body, lexicon));
        } else if block.name() == "counts" {
            compared += 1;
            messages.extend(expect(block, counts::counts(&pile, lexicon).join("\n")));
        } else if let Some(render) = render::BLOCKS.iter().find(|known| known.name == block.name()) {
            compared += 1;
            let Some(reading) = &read else {
                messages.push(format!("{}: a block before any report", block.line));
                continue;
            };
            let got = (render.lines)(reading, &block.words()).join("\n");
            messages.extend(expect(block, got));
        }
    }
    if compared == 0 {
        messages.push("1: no block states what must be read".to_string());
    }
    messages
}

/// Puts what was read into a block; a message where that changes it.
fn expect(block: &mut Block, got: String) -> Option<String> {
    let message = (got != block.body).then(|| difference(block, &got));
    block.body = got;
    message
}

/// The report of a block: its text, and on the fence its date of publication.
fn report(block: &Block) -> Report {
    let published = block.words().first().map(|word| {
        Edtf::parse(word).unwrap_or_else(|| panic!("line {}: {word:?} is no EDTF date", block.line))
    });
    Report { published, ..Report::new("case", block.body.clone()) }
}

fn difference(block: &Block, got: &str) -> String {
    let expected: Vec<&str> = block.body.lines().collect();
    let found: Vec<&str> = got.lines().collect();
    let missing = expected.iter().filter(|line| !found.contains(line)).map(|line| format!("  - {line}"));
    let added = found.iter().filter(|line| !expected.contains(line)).map(|line| format!("  + {line}"));
    let lines: Vec<String> = missing.chain(added).collect();
    let lines = if lines.is_empty() { vec!["  the order of the lines differs".to_string()] } else { lines };
    format!("{}: {}\n{}", block.line, block.name(), lines.join("\n"))
}

/// Every case file, in order of path.
fn case_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("tests/cases is readable") {
            let path = entry.expect("tests/cases is readable").path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(end) if end == "md" => files.push(path),
                _ => panic!("{}: a case is a .md file", path.display()),
            }
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

fn relative(path: &Path) -> String {
    let inside = path.strip_prefix(root()).unwrap_or(path);
    format!("tests/cases/{}", inside.display())
}

/// A harness that cannot fail is worth nothing.
#[test]
fn a_wrong_case_is_reported() {
    let mut document = Document::parse("# T\n\n```report\nNobody left.\n```\n\n```sentences\nwrong\n```\n");
    let messages = compare(&mut document, &Lexicon::builtin());
    assert_eq!(messages, ["7: sentences\n  - wrong\n  + prose | Nobody left."]);
    assert!(document.to_string().ends_with("```sentences\nprose | Nobody left.\n```\n"));
}
