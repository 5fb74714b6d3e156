//! The commands against their documentation: help, README and what there is agree.

use std::{fs, path::Path, process::Command};

use assert_cmd::cargo::cargo_bin;

/// What the command prints for these words.
fn help(words: &[&str]) -> String {
    let output = Command::new(cargo_bin("recount")).args(words).arg("--help").output().expect("recount runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The commands that help lists.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let listed =
        help.split("Commands:").nth(1).and_then(|rest| rest.split("Options:").next()).expect("a list");
    let names = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_stands_in_the_readme() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).expect("README");
    let commands = commands();
    assert!(commands.len() >= 4, "{commands:?}");
    for command in commands {
        assert!(
            readme.contains(&format!("`recount {command}")),
            "README.md says nothing of `recount {command}`"
        );
    }
}

#[test]
fn every_command_says_what_it_does() {
    for command in commands() {
        let help = help(&[&command]);
        let first = help.lines().next().unwrap_or_default();
        assert!(first.len() > 20 && first.starts_with(char::is_uppercase), "{command}: {first}");
    }
}

#[test]
fn what_is_not_understood_ends_with_two() {
    for words in [&["nonsense"][..], &["extract"], &["mentions", "--kind", "smell", "x"]] {
        let output = Command::new(cargo_bin("recount")).args(words).output().expect("recount runs");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }
}
