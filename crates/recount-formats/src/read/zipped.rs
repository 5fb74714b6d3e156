//! ZIP: each file, opened in turn; and what other formats that are ZIP files inside need.

use std::{
    collections::BTreeMap,
    io::{BufRead, Cursor, Read},
    ops::ControlFlow,
};

use zip::{ZipArchive, read::read_zipfile_from_stream_with_compressed_size};

use crate::Problem;

use super::{
    Item, Limits, MANIFEST, Out, Reader, Records, Way,
    limits::{Unpacked, read_up_to},
    open::{Known, Piece},
};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "zip",
    version: 1,
    name: "ZIP archive",
    extensions: &["zip"],
    keeps: "Each file, read as its own bytes say, one after the other.",
    drops: "Folders, hidden files, what is encrypted (listed).",
    sniff: |head| head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"),
    by_libraries: false,
    way: Way::Stream(read),
};

fn read(records: &Records, input: &mut dyn BufRead, out: Out) -> ControlFlow<()> {
    let broken = |error: String| Item::Problem(records.problem("a whole ZIP archive", error));
    let bytes = match read_up_to(input, records.limits().whole) {
        Err(error) => return out(broken(error.to_string())),
        Ok((bytes, _)) => bytes,
    };
    let mut archive = match ZipArchive::new(Cursor::new(&bytes[..])) {
        Err(error) => return out(broken(error.to_string())),
        Ok(archive) => archive,
    };
    if archive.is_empty() {
        return out(Item::Problem(records.problem("an archive with files", "none in it")));
    }
    for again in names_again(&bytes, &archive) {
        again.open(records, &mut *out)?;
    }
    for index in 0..archive.len() {
        let file = match archive.by_index(index) {
            Err(error) => {
                let problem = records.problem("a file that can be unpacked", error.to_string());
                out(Item::Problem(problem.at(format!("entry {}", index + 1))))?;
                continue;
            }
            Ok(file) => file,
        };
        let name =
            file.name().map(|name| name.into_owned()).unwrap_or_else(|_| format!("entry {}", index + 1));
        if file.is_file() {
            open_file(records, &name, file, &mut *out)?;
        }
    }
    ControlFlow::Continue(())
}

/// An entry that a later one of its name hides from the library, which knows the last entry of a name alone.
struct Hidden<'a> {
    name: String,
    /// The archive from the entry on.
    bytes: &'a [u8],
    /// How many bytes it is packed into.
    packed: u64,
}

impl Hidden<'_> {
    fn open(&self, records: &Records, out: Out) -> ControlFlow<()> {
        let mut bytes = self.bytes;
        let file = match read_zipfile_from_stream_with_compressed_size(&mut bytes, self.packed) {
            Ok(Some(file)) => file,
            Ok(None) => return self.lost(records, "none where the archive says", out),
            Err(error) => return self.lost(records, &error.to_string(), out),
        };
        if file.is_file() { open_file(records, &self.name, file, out) } else { ControlFlow::Continue(()) }
    }

    fn lost(&self, records: &Records, found: &str, out: Out) -> ControlFlow<()> {
        let expected = "a file that can be unpacked beside the later one of its name";
        out(Item::Problem(Problem::set_aside(&records.inside(&self.name), expected, found)))
    }
}

/// The entries that later ones of their names hide, in order: those at the end of the archive are gone through for them.
fn names_again<'a>(bytes: &'a [u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Vec<Hidden<'a>> {
    if !archive.has_duplicate_names() {
        return Vec::new();
    }
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let mut rest = bytes.get(place(archive.central_directory_start())..).unwrap_or(&[]);
    let mut entries = Vec::new();
    while let Some((entry, after)) = next_entry(rest) {
        entries.push(entry);
        rest = after;
    }
    let last: BTreeMap<&[u8], usize> = entries.iter().enumerate().map(|(at, it)| (it.name, at)).collect();
    let hidden = entries.iter().enumerate().filter(|(at, entry)| last.get(entry.name) != Some(at));
    let hidden = hidden.map(|(_, entry)| Hidden {
        name: String::from_utf8_lossy(entry.name).into_owned(),
        bytes: bytes.get(place(archive.offset().saturating_add(entry.start))..).unwrap_or(&[]),
        packed: entry.packed,
    });
    hidden.collect()
}

/// What the list of entries says of one.
struct Entry<'a> {
    name: &'a [u8],
    packed: u64,
    start: u64,
}

/// The entry that the list goes on with, and what follows it: 46 bytes, of which three numbers say how long the name and two
/// more fields behind it are.
fn next_entry(list: &[u8]) -> Option<(Entry<'_>, &[u8])> {
    let rest = list.strip_prefix(b"PK\x01\x02").and(list.get(46..))?;
    let number = |at: usize, bytes: usize| {
        let bytes = list.get(at..at + bytes)?.iter().rev();
        Some(bytes.fold(0_u64, |number, byte| number << 8 | u64::from(*byte)))
    };
    let length = |at: usize| usize::try_from(number(at, 2)?).ok();
    let (name, more) = (length(28)?, length(30)? + length(32)?);
    let entry = Entry { name: rest.get(..name)?, packed: number(20, 4)?, start: number(42, 4)? };
    Some((entry, rest.get(name + more..)?))
}

/// Reads one file of an archive as its own bytes say, unless systems hide it; stops once too much has come out.
pub(super) fn open_file(records: &Records, name: &str, file: impl Read, out: Out) -> ControlFlow<()> {
    if is_hidden(name) {
        return ControlFlow::Continue(());
    }
    let (stem, extension) = parts(name);
    let mut bytes = Unpacked { input: file, meter: records.meter };
    let inside = records.inside(name);
    let piece = Piece::of(&inside, stem, extension, &mut bytes);
    records.open(piece, Known::default(), &mut *out)?;
    if records.meter.is_spent() { out(Item::Problem(spent(records))) } else { ControlFlow::Continue(()) }
}

/// The rest of an archive is set aside once too much has come out of it.
fn spent(records: &Records) -> Problem {
    let most = records.limits().ratio;
    records
        .problem(format!("at most {most} times the packed size"), "more; the rest of it is not read")
        .advise("raise --max-ratio if it is to be trusted")
}

/// Hidden files, what systems leave in archives, and manifests, which count for folders alone.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| {
        part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX" || part == MANIFEST
    })
}

/// "b" and "html" of "a/b.html".
pub(super) fn parts(name: &str) -> (&str, Option<&str>) {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, Some(extension)),
        _ => (file, None),
    }
}

/// Whether the bytes are a ZIP file with an entry of this name.
pub(super) fn has_entry(bytes: &[u8], name: &str) -> bool {
    bytes.starts_with(b"PK")
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(name).is_some())
}

/// An entry's bytes; none where it is missing, an error where it cannot be unpacked or is larger than is allowed.
pub(super) fn entry(bytes: &[u8], name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let file = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut unpacked = Vec::new();
    let most = limits.unpacked(bytes.len());
    file.take(most.saturating_add(1)).read_to_end(&mut unpacked).map_err(|error| error.to_string())?;
    if unpacked.len() as u64 > most {
        return Err(too_much(most));
    }
    Ok(Some(unpacked))
}

/// Unpacks everything once, keeping nothing: an error where it would be more than is allowed.
pub(super) fn is_tame(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let most = limits.unpacked(bytes.len());
    let mut left = most;
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index(index) else { continue };
        let count = std::io::copy(&mut file.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(count).ok_or_else(|| too_much(most))?;
    }
    Ok(())
}

fn too_much(most: u64) -> String {
    format!("more than {most} bytes unpacked (--max-ratio, --max-whole)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(parts("a/b.html"), ("b", Some("html")));
        assert_eq!(parts("README"), ("README", None));
        assert_eq!(parts("a\\b.tar.gz"), ("b.tar", Some("gz")));
        assert!(
            is_hidden("a/.b")
                && is_hidden("__MACOSX/a")
                && is_hidden("manifest.csv")
                && !is_hidden("./a.txt")
        );
    }
}
