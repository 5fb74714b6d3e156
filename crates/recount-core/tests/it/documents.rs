//! Documents compared with what they describe. `UPDATE_DOCS=1` writes those that can be written.

use std::{env, fs};

use crate::repository::{files, read, root};
use recount_core::{Lexicon, lexicon::Extent};

#[test]
fn the_measures_are_documented() {
    let written = measures_page();
    if env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        fs::write(root().join("docs/measures.md"), &written).expect("docs/measures.md is writable");
    }
    assert!(
        read("docs/measures.md") == written,
        "docs/measures.md is stale: UPDATE_DOCS=1 cargo test -p recount-core --test it documents"
    );
}

fn measures_page() -> String {
    let lexicon = Lexicon::builtin();
    let mut measures: Vec<_> = lexicon.measures.iter().collect();
    measures.sort_by_key(|measure| (measure.rank, &measure.code));
    let rows = measures.iter().map(|measure| {
        let extent = match measure.extent {
            Extent::Stock => "stock",
            Extent::Flow => "flow",
            Extent::Either => "either",
        };
        let helix = measure.helix.as_deref().unwrap_or("–");
        format!("| `{}` | {} | {extent} | {helix} | {} |\n", measure.code, measure.label, measure.definition)
    });
    let rows: String = rows.collect();
    format!(
        "# Measures\n\nWhat a figure can count, nearest to the heart of a displacement report first. This page is written from \
         `crates/recount-core/lexicon/measures`; CONTRIBUTING.md says how to add one.\n\n\
         | code | label | stock or flow | HELIX | counts |\n| --- | --- | --- | --- | --- |\n{rows}"
    )
}

#[test]
fn the_index_names_every_page() {
    let index = read("docs/README.md");
    let names = files("docs", &[".md"]);
    let names =
        names.iter().filter_map(|file| file.path.strip_prefix("./docs/").or(file.path.strip_prefix("docs/")));
    let missing: Vec<&str> = names.filter(|name| *name != "README.md" && !index.contains(*name)).collect();
    assert!(missing.is_empty(), "docs/README.md does not name {missing:?}");
}

#[test]
fn every_case_stage_is_in_the_recipe() {
    let recipes = read("CONTRIBUTING.md");
    let cases = files("tests/cases", &[".md"]);
    let stages = cases.iter().filter_map(|file| file.path.rsplit('/').nth(1));
    let missing: Vec<&str> = stages.filter(|stage| !recipes.contains(&format!("`{stage}`"))).collect();
    assert!(missing.is_empty(), "CONTRIBUTING.md does not name the stages {missing:?}");
}
