//! tar: each file, opened in turn.

use std::{io::BufRead, ops::ControlFlow};

use super::{Item, Out, Reader, Records, Way, zipped};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "tar",
    version: 1,
    name: "tar archive",
    extensions: &["tar"],
    keeps: "Each file, read as its own bytes say, one after the other, also of an archive of any length.",
    drops: "Folders, links, hidden files.",
    sniff: |head| head.get(257..262) == Some(b"ustar"),
    by_libraries: false,
    way: Way::Stream(read),
};

fn read(records: &Records, input: &mut dyn BufRead, out: Out) -> ControlFlow<()> {
    let broken =
        |error: std::io::Error| Item::Problem(records.problem("a whole tar archive", error.to_string()));
    let mut archive = ::tar::Archive::new(input);
    let entries = match archive.entries() {
        Err(error) => return out(broken(error)),
        Ok(entries) => entries,
    };
    let mut any = false;
    for entry in entries {
        let entry = match entry {
            // Where the next entry would begin is not known any more.
            Err(error) => return out(broken(error)),
            Ok(entry) => entry,
        };
        any = true;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() {
            zipped::open_file(records, &name, entry, &mut *out)?;
        }
    }
    match any {
        true => ControlFlow::Continue(()),
        false => out(Item::Problem(records.problem("an archive with files", "none in it"))),
    }
}
