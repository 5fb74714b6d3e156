//! Lists the files under `lexicon/`, so that adding a file is all it takes to add language, and says by a number which
//! code, data and language this build has, so that results kept from another build are known to be old.
#![expect(clippy::disallowed_methods, reason = "a build script reads files; the library does not")]
use std::{
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let mut code = String::new();
    for (folder, constant) in [("lexicon/measures", "MEASURE_FILES"), ("lexicon/en", "ENGLISH_FILES")] {
        code += &format!("pub(super) const {constant}: &[(&str, &str)] = &[\n");
        for file in files(&root.join(folder)).iter().filter(|file| has_extension(file, "toml")) {
            let stem = file.file_stem().expect("a file has a name").to_string_lossy();
            code += &format!("    ({stem:?}, include_str!({:?})),\n", file.display().to_string());
        }
        code += "];\n";
    }
    code += &format!("const LEXICON_DIGEST: u64 = {};\n", digest(&root, &["lexicon"]));
    fs::write(Path::new(&out).join("lexicon_files.rs"), code).expect("OUT_DIR is writable");
    println!("cargo::rustc-env=RECOUNT_CORE_DIGEST={:016x}", digest(&root, &["src", "data"]));
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|own| own == extension)
}

/// All files below a folder, in order of path.
fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// FNV-1a over the names and bytes of all files below these folders, eight bytes a step.
fn digest(root: &Path, folders: &[&str]) -> u64 {
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |bytes: &[u8]| {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            digest = (digest ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
            digest ^= digest >> 29;
        }
    };
    for file in folders.iter().flat_map(|folder| files(&root.join(folder))) {
        add(file.strip_prefix(root).expect("below the root").to_string_lossy().as_bytes());
        add(&fs::read(&file).expect("readable"));
    }
    digest
}
