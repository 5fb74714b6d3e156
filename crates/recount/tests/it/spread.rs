//! Counts in little memory are those in much, byte for byte, and those of a workspace, which is counted in another way.

use std::{path::Path, process::Command};

use assert_cmd::cargo::cargo_bin;

fn told(words: &[&str]) -> String {
    let output = Command::new(cargo_bin("recount"))
        .args(words)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .expect("recount runs");
    assert_ne!(output.status.code(), Some(2), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn what_is_held_changes_no_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    for reports in ["examples/exercise", "examples/two-crises"] {
        let file = folder.path().join(reports.replace('/', "-"));
        let file = file.to_str().expect("a path");
        told(&["add", "-w", file, reports]);
        let asked: [&[&str]; 4] = [
            &["--format", "json"],
            &["--format", "jsonl", "--names"],
            &["--format", "csv", "--measure", "killed", "--measure", "displaced"],
            &["--format", "table"],
        ];
        for asked in asked {
            let counts = |words: &[&str]| told(&[&["counts"], asked, words].concat());
            let kept = counts(&["-w", file]);
            assert!(counts(&[reports]) == kept, "{reports} {asked:?}: other than in a workspace");
            assert!(counts(&[reports, "--memory", "1"]) == kept, "{reports} {asked:?}: other on the disk");
            assert!(
                counts(&[reports, "--memory", "20K"]) == kept,
                "{reports} {asked:?}: other in part on the disk"
            );
        }
        // A workspace keeps no 5-grams, by which a day's counts tell who was first.
        let then = |words: &[&str]| {
            told(&[&["counts", reports, "--format", "json", "--at", "2027-02-10"], words].concat())
        };
        assert!(then(&["--memory", "1"]) == then(&[]), "{reports}: other as of a day");
    }
}

#[test]
fn nothing_read_is_nothing_told() {
    let empty = tempfile::tempdir().expect("a folder");
    let empty = empty.path().to_str().expect("a path");
    let output = Command::new(cargo_bin("recount")).args(["counts", "--format", "json", empty]).output();
    let output = output.expect("recount runs");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), b"[]\n".as_slice()));
}
