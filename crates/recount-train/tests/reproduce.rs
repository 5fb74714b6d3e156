//! The weights in the library are those that the recipe of `README.md` gives, to the byte.

use std::{env, fs, path::Path, process::Command};

/// Needs the data, which is not in the repository, and some minutes: set `RECOUNT_TREEBANKS` to a folder that holds
/// `ewt/`, `pud.conllu` and `gmb.silver.conllu` as the README names them.
#[test]
fn the_weights_are_reproduced() {
    let Ok(folder) = env::var("RECOUNT_TREEBANKS") else {
        eprintln!("SKIPPED the_weights_are_reproduced: RECOUNT_TREEBANKS names no folder of treebanks");
        return;
    };
    let folder = Path::new(&folder);
    let out = env::temp_dir().join(format!("recount-train-{}.grammar", std::process::id()));
    let status = Command::new(env!("CARGO_BIN_EXE_recount-train"))
        .arg("learn")
        .args([folder.join("ewt"), out.clone(), folder.join("pud.conllu"), folder.join("gmb.silver.conllu")])
        .status()
        .expect("recount-train starts");
    assert!(status.success());
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../recount-core/data/english.grammar");
    let same =
        fs::read(&out).expect("weights were written") == fs::read(shipped).expect("weights are shipped");
    assert!(same, "the recipe gives other weights than those in recount-core/data");
}
