//! Each reader has a fuzz target.

use std::{fs, path::Path};

use recount_formats::read::READERS;

#[test]
fn every_reader_is_fuzzed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
    let mut targets: Vec<String> = fs::read_dir(folder)
        .expect("the folder of targets")
        .map(|entry| {
            entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned()
        })
        .collect();
    targets.sort_unstable();
    let mut readers: Vec<&str> = READERS.iter().map(|reader| reader.code).collect();
    readers.sort_unstable();
    assert_eq!(targets, readers);
}
