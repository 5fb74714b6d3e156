//! Each reader has a fuzz target, and something to begin with.

use std::{collections::BTreeMap, env, fs, path::Path};

use recount_formats::read::{READERS, reader_of, sniff};

use crate::{malformed, samples::samples};

/// Bytes of the longest input to begin with.
const MOST: usize = 16_000;

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

/// `FUZZ_CORPUS=fuzz/corpus cargo test -p recount-formats --test it fuzz` writes the samples and what the mutator made of them
/// into a folder for each target.
#[test]
fn every_target_has_seeds() {
    let mut seeds: BTreeMap<&str, Vec<Vec<u8>>> = BTreeMap::new();
    let whole = samples().into_iter().map(|(name, bytes, _)| (name.to_owned(), bytes));
    let mutated = malformed::all(0).into_iter().map(|malformed| (malformed.name, malformed.bytes));
    for (name, bytes) in whole.chain(mutated).filter(|(_, bytes)| bytes.len() <= MOST) {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if let Some(reader) = sniff(&bytes).or_else(|| reader_of(extension)) {
            seeds.entry(reader.code).or_default().push(bytes);
        }
    }
    assert_eq!(seeds.len(), READERS.len(), "{:?}", seeds.keys());
    let Some(folder) = env::var_os("FUZZ_CORPUS") else { return };
    for (code, seeds) in seeds {
        // Tests run in the folder of the crate.
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(&folder).join(code);
        fs::create_dir_all(&folder).expect("a folder");
        for (number, bytes) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), bytes).expect("a file");
        }
    }
}
