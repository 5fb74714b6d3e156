//! Lists the files under `lexicon/`, so that adding a file is all it takes to add language.
#![expect(clippy::disallowed_methods, reason = "a build script reads files; the library does not")]
use std::{env, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let mut code = String::new();
    for (folder, constant) in [("lexicon/measures", "MEASURE_FILES"), ("lexicon/en", "ENGLISH_FILES")] {
        let path = Path::new(&root).join(folder);
        println!("cargo::rerun-if-changed={}", path.display());
        let mut names: Vec<String> = fs::read_dir(&path)
            .expect("the lexicon folder is there")
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".toml"))
            .collect();
        names.sort();
        code += &format!("pub(super) const {constant}: &[(&str, &str)] = &[\n");
        for name in names {
            let file = path.join(&name);
            let stem = name.trim_end_matches(".toml");
            code += &format!("    ({stem:?}, include_str!({:?})),\n", file.display().to_string());
        }
        code += "];\n";
    }
    fs::write(Path::new(&out).join("lexicon_files.rs"), code).expect("OUT_DIR is writable");
}
