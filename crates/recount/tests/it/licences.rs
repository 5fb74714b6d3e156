//! NOTICE names every library that is in the program, and no licence comes in unseen. `UPDATE_DOCS=1` writes the list anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// What stands before the list.
const BEFORE: &str = "https://www.mozilla.org/MPL/2.0/.\n\n";
/// Licences of which one is enough for a library to be let in.
const LET_IN: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "Unlicense",
    "ISC",
    "Zlib",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MPL-2.0",
    "Unicode-3.0",
];
/// The one more that is known, of a list of certificates.
const KNOWN: &str = "CDLA-Permissive-2.0";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The libraries that the wheel is linked with, which holds all of the program, and the licence of each.
fn libraries() -> BTreeMap<String, String> {
    let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args([
            "metadata",
            "--offline",
            "--format-version",
            "1",
            "--filter-platform",
            "x86_64-unknown-linux-gnu",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, Value> =
        list(&metadata["packages"]).into_iter().map(|package| (text(&package["id"]), package)).collect();
    let uses: BTreeMap<String, Vec<Value>> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), list(&node["deps"])))
        .collect();
    let start = packages.iter().find(|(_, package)| package["name"] == "recount-py").expect("the wheel");
    let (mut open, mut seen) = (vec![start.0.clone()], BTreeSet::new());
    while let Some(id) = open.pop() {
        let linked = |used: &&Value| list(&used["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
        if seen.insert(id.clone()) {
            open.extend(uses[&id].iter().filter(linked).map(|used| text(&used["pkg"])));
        }
    }
    let foreign = seen.iter().map(|id| &packages[id]).filter(|package| !package["source"].is_null());
    foreign
        .map(|it| (format!("{} {}", text(&it["name"]), text(&it["version"])), text(&it["license"])))
        .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn notice_names_every_library() {
    let libraries = libraries();
    assert!(libraries.len() > 100, "{libraries:?}");
    let list: String = libraries.iter().map(|(name, licence)| format!("{name}: {licence}\n")).collect();
    let path = root().join("NOTICE");
    let notice = fs::read_to_string(&path).expect("NOTICE");
    let (head, found) = notice.split_once(BEFORE).expect("a list");
    if env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        fs::write(path, format!("{head}{BEFORE}{list}")).expect("written");
        return;
    }
    assert!(found == list, "NOTICE is stale: UPDATE_DOCS=1 cargo nextest run -E 'test(licences)'");
    for (name, licence) in libraries {
        let words = licence.split(|mark: char| !(mark.is_alphanumeric() || "-.".contains(mark)));
        assert!(words.clone().any(|word| LET_IN.contains(&word) || word == KNOWN), "{name}: {licence}");
        assert!(!licence.contains("GPL"), "{name}: {licence}");
    }
}

#[test]
fn the_terms_are_printed() {
    let output = Command::new(cargo_bin("recount")).arg("licences").output().expect("recount runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    for terms in [
        "MIT or Apache-2.0",
        "Attribution-ShareAlike 4.0",
        "Attribution 4.0",
        "WordNet",
        "Natural Earth",
        "MPL-2.0",
    ] {
        assert!(printed.contains(terms), "{terms}");
    }
}
