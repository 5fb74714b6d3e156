//! Same bytes twice, quiet when nobody listens, and nothing but what was asked for.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// The exercise of this repository.
fn exercise() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/exercise")
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let run = || {
        let folder = TempDir::new().expect("a folder");
        let output = Command::new(cargo_bin("recount"))
            .args(["report", "--out", "page.html"])
            .arg(exercise())
            .current_dir(folder.path())
            .output()
            .expect("recount runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        (output.stdout, fs::read(folder.path().join("page.html")).expect("a page"))
    };
    assert_eq!(run(), run());
}

#[test]
fn the_page_is_written_where_nothing_is_said_beside_the_reader() {
    let folder = TempDir::new().expect("a folder");
    let output =
        Command::new(cargo_bin("recount")).arg("report").arg(exercise()).current_dir(folder.path()).output();
    let output = output.expect("recount runs");
    assert!(folder.path().join("recount-report.html").is_file());
    assert!(String::from_utf8_lossy(&output.stderr).ends_with("recount-report.html\n"));
    assert!(!output.stdout.contains(&b'\x1b'), "no colours in a pipe");
}

#[test]
fn a_page_that_cannot_be_written_is_a_failure() {
    let output = Command::new(cargo_bin("recount"))
        .args(["report", "--out", "no/such/folder/page.html"])
        .arg(exercise())
        .output()
        .expect("recount runs");
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.starts_with("recount: cannot write the page to no/such/folder/page.html: "), "{errors}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Command::new(cargo_bin("recount"))
        .args(["read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("recount runs");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("its input");
    std::io::Write::write_all(&mut input, "Thousands fled. ".repeat(100_000).as_bytes()).expect("it listens");
    drop(input);
    let mut errors = String::new();
    child.stderr.take().expect("its errors").read_to_string(&mut errors).expect("UTF-8");
    assert_eq!(errors, "");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn every_figure_slices_its_own_words() {
    let output =
        Command::new(cargo_bin("recount")).arg("extract").arg(exercise()).output().expect("recount runs");
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        let figure: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let document = figure["document"].as_str().expect("a document");
        let text = fs::read_to_string(exercise().join(format!("{document}.txt"))).expect("its report");
        let at = |name: &str| usize::try_from(figure[name].as_u64().expect("an offset")).expect("small");
        let slice: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(figure["text"], slice);
    }
}
