//! The README's first command prints what the README shows. `UPDATE_DOCS=1` writes it anew; a person reads the change.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// How many lines of the output the README shows.
const LINES: usize = 36;
const START: &str = "```text\n";
const END: &str = "…\n```\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The first lines that the README's first command prints.
fn printed() -> String {
    let folder = TempDir::new().expect("a folder");
    let output = Command::new(cargo_bin("recount"))
        .args(["report", "examples/exercise", "--out"])
        .arg(folder.path().join("page.html"))
        .current_dir(root())
        .output()
        .expect("recount runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    printed.lines().take(LINES).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_sample_output_is_what_is_printed() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README");
    assert!(readme.contains("cargo run --release -- report examples/exercise\n"), "the first command");
    let (before, rest) = readme.split_once(START).expect("a sample");
    let (shown, after) = rest.split_once(END).expect("the sample's end");
    let printed = printed();
    if env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        let written = format!("{before}{START}{printed}{END}{after}");
        fs::write(root().join("README.md"), written).expect("README.md is writable");
    } else {
        assert!(
            shown == printed,
            "README.md is stale: UPDATE_DOCS=1 cargo test -p recount --test it readme\n{printed}"
        );
    }
}
