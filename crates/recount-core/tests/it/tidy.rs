//! What holds for every file of the repository: order of modules, opening comments, sizes, paths, arrows between crates.

mod order;

use crate::repository::{File, files, read, root};

/// The most lines a source file may have.
const LINES: usize = 700;

/// Files that may be longer, each with its reason.
const LONG: &[(&str, &str)] = &[];

/// `(crate, the crates of this workspace it may depend on)`: the arrows of the design.
const ARROWS: &[(&str, &[&str])] = &[
    ("recount-core", &[]),
    ("recount-formats", &["recount-core"]),
    ("recount-store", &["recount-core"]),
    ("recount-serve", &["recount-store", "recount-formats", "recount-core"]),
    ("recount", &["recount-serve", "recount-store", "recount-formats", "recount-core"]),
    ("recount-py", &["recount", "recount-serve", "recount-store", "recount-formats", "recount-core"]),
    ("recount-eval", &["recount-store", "recount-core"]),
    ("recount-gazetteer", &["recount-core"]),
    ("recount-train", &["recount-eval", "recount-core"]),
];

fn sources() -> Vec<File> {
    let sources = files("crates", &[".rs"]);
    assert!(sources.len() > 10, "the sources were not found");
    sources
}

fn report(failures: Vec<String>) {
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let lib = order::Order::read(&read("crates/recount-core/src/lib.rs"));
    let sources = files("crates/recount-core/src", &[".rs"]);
    report(sources.iter().flat_map(|file| lib.violations(file)).collect());
}

#[test]
fn every_source_opens_by_saying_what_it_is_for() {
    let silent = |file: &File| !file.text.starts_with("//! ");
    report(
        sources().iter().filter(|file| silent(file)).map(|file| format!("{}: no //!", file.path)).collect(),
    );
}

#[test]
fn no_source_is_too_long() {
    let excused = |file: &File| LONG.iter().any(|(path, _)| *path == file.path);
    let long = |file: &File| file.text.lines().count() > LINES;
    let message = |file: &File| format!("{}: {} lines", file.path, file.text.lines().count());
    let sources = sources();
    report(sources.iter().filter(|file| long(file) && !excused(file)).map(message).collect());
    let idle = |path: &&str| !sources.iter().any(|file| file.path == *path && long(file));
    let idle = LONG.iter().map(|(path, _)| *path).filter(idle);
    report(idle.map(|path| format!("{path}: no longer long; take it off the list")).collect());
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let homes = ["home", "root", "work", "Users", "tmp"].map(|folder| format!("/{folder}/"));
    let ends = [
        ".rs",
        ".toml",
        ".md",
        ".py",
        ".sh",
        ".html",
        ".css",
        ".js",
        ".json",
        ".ci/run",
        "tools/compare_spacy",
    ];
    let mut failures = Vec::new();
    for file in files(".", &ends) {
        for (number, line) in file.text.lines().enumerate() {
            if homes.iter().any(|home| names_a_root(line, home)) {
                failures.push(format!("{}:{}: {line}", file.path, number + 1));
            }
        }
    }
    report(failures);
}

/// Whether `line` has an absolute path below `home`, which is no part of a longer path or address.
fn names_a_root(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|before| {
            !(before.is_alphanumeric() || matches!(before, '.' | '/' | '-' | '_' | '~' | '}'))
        })
    })
}

#[test]
fn a_machine_path_would_be_seen() {
    assert!(names_a_root(concat!("see `/ho", "me/me/recount`"), concat!("/ho", "me/")));
    assert!(!names_a_root(concat!("https://example.org/ho", "me/me"), concat!("/ho", "me/")));
}

#[test]
fn dependencies_come_from_the_public_registry() {
    let lock = read("Cargo.lock");
    let sources = lock.lines().filter(|line| line.starts_with("source = "));
    let strange =
        sources.filter(|line| *line != r#"source = "registry+https://github.com/rust-lang/crates.io-index""#);
    report(strange.map(|line| format!("Cargo.lock: {line}")).collect());
}

#[test]
fn crates_depend_along_the_arrows() {
    let manifests = files("crates", &["/Cargo.toml"]);
    assert!(manifests.len() >= 4, "the manifests were not found");
    report(manifests.iter().flat_map(|file| wrong_arrows(&file.path, &file.text)).collect());
}

fn wrong_arrows(path: &str, text: &str) -> Vec<String> {
    let manifest: toml::Table = toml::from_str(text).expect("a manifest is TOML");
    let name = manifest["package"]["name"].as_str().unwrap_or("").to_string();
    let allowed = ARROWS.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
    let Some(allowed) = allowed else { return vec![format!("{path}: the design knows no crate {name}")] };
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    let named =
        tables.iter().filter_map(|table| manifest.get(*table)?.as_table()).flat_map(toml::Table::keys);
    let ours = named.filter(|name| name.starts_with("recount")).filter(|to| !allowed.contains(&to.as_str()));
    ours.map(|to| format!("{path}: {name} must not depend on {to}")).collect()
}

#[test]
fn an_arrow_that_points_back_would_be_seen() {
    let text = "[package]\nname = 'recount-core'\n[dev-dependencies]\nrecount-formats = '1'\n";
    assert_eq!(wrong_arrows("Cargo.toml", text).len(), 1);
}

#[test]
fn every_path_in_the_architecture_exists() {
    let text = read("ARCHITECTURE.md");
    let paths: Vec<&str> = named_paths(&text).collect();
    assert!(paths.len() > 10, "ARCHITECTURE.md names hardly any path");
    let missing = paths.iter().filter(|path| !root().join(path).exists());
    report(missing.map(|path| format!("ARCHITECTURE.md: {path} does not exist")).collect());
}

/// What stands in `backticks` and looks like a path of the repository.
fn named_paths(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|words| words.contains('/') && !words.contains([' ', ':', '*', '<', '(']))
}
