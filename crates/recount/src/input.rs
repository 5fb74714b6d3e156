//! Paths to reports: walks folders, reads files, and lists what could not be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use recount_core::Report;
use recount_formats::{
    Problem,
    read::{self, MANIFEST, Manifest, READERS, Reading, Source},
};

/// Everything that was read from the paths given, in a fixed order.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The reports, each with a name of its own.
    pub(crate) reports: Vec<Report>,
    /// What was set aside or odd.
    pub(crate) problems: Vec<Problem>,
}

/// A file to be read.
struct File {
    path: PathBuf,
    shown: String,
}

/// Reads every path: a file, a folder with all below it, or `-` for standard input. A file of more than `limit` bytes
/// is set aside.
pub(crate) fn gather(paths: &[PathBuf], limit: u64) -> Input {
    let mut input = Input::default();
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(File { path: path.clone(), shown: "standard input".to_owned() });
        } else {
            walk(path, true, &mut files, &mut seen, &mut input.problems);
        }
    }
    let manifests = manifests(&files, limit, &mut input.problems);
    let readings: Vec<Reading> = files.par_iter().map(|file| read_file(file, limit, &manifests)).collect();
    for reading in readings {
        input.reports.extend(reading.reports);
        input.problems.extend(reading.problems);
    }
    name_apart(&mut input.reports, &mut input.problems);
    input
}

/// Adds the files of a path, those of a folder in order of name. A file met twice is read once.
fn walk(
    path: &Path,
    asked_for: bool,
    files: &mut Vec<File>,
    seen: &mut BTreeSet<PathBuf>,
    problems: &mut Vec<Problem>,
) {
    let shown = path.display().to_string();
    let kind = match fs::metadata(path) {
        Ok(kind) => kind,
        Err(error) => return problems.push(unreadable(&shown, "a file or folder", &error)),
    };
    if kind.is_dir() {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return problems.push(unreadable(&shown, "a folder that can be listed", &error)),
        };
        if !seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())) {
            return;
        }
        let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        below.sort();
        for path in below.iter().filter(|path| !is_hidden(path)) {
            walk(path, false, files, seen, problems);
        }
    } else if (asked_for || path.file_name().is_some_and(|name| name != MANIFEST))
        && seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    {
        files.push(File { path: path.to_owned(), shown });
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn unreadable(shown: &str, expected: &str, error: &std::io::Error) -> Problem {
    let found = match error.kind() {
        std::io::ErrorKind::NotFound => "nothing of this name".to_owned(),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => error.to_string(),
    };
    Problem::set_aside(shown, expected, found).advise("check the path and its permissions")
}

/// The manifests beside the files, by folder.
fn manifests(files: &[File], limit: u64, problems: &mut Vec<Problem>) -> BTreeMap<PathBuf, Manifest> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.path.parent()).collect();
    let mut manifests = BTreeMap::new();
    for folder in folders {
        let path = folder.join(MANIFEST);
        if !path.is_file() {
            continue;
        }
        let shown = path.display().to_string();
        match bytes_of(&path, &shown, limit) {
            Err(problem) => problems.push(problem),
            Ok(bytes) => {
                let (manifest, odd) =
                    Manifest::parse(Source { name: &shown, stem: "manifest", bytes: &bytes });
                problems.extend(odd);
                manifests.insert(folder.to_owned(), manifest);
            }
        }
    }
    manifests
}

fn read_file(file: &File, limit: u64, manifests: &BTreeMap<PathBuf, Manifest>) -> Reading {
    let bytes = match bytes_of(&file.path, &file.shown, limit) {
        Ok(bytes) => bytes,
        Err(problem) => return Reading { reports: Vec::new(), problems: vec![problem] },
    };
    let extension = file.path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let reader = match extension.as_deref() {
        None => Some(read::guess_reader(&bytes)),
        Some(extension) => read::reader_of(extension),
    };
    let Some(reader) = reader else {
        return Reading {
            reports: Vec::new(),
            problems: vec![unknown_format(&file.shown, extension.as_deref())],
        };
    };
    let stem = match file.path.as_os_str() == "-" {
        true => "stdin".into(),
        false => file.path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default(),
    };
    let mut reading = (reader.read)(Source { name: &file.shown, stem: &stem, bytes: &bytes });
    if let (Some(folder), Some(name)) = (file.path.parent(), file.path.file_name())
        && let Some(manifest) = manifests.get(folder)
    {
        reading.reports.iter_mut().for_each(|report| manifest.complete(&name.to_string_lossy(), report));
    }
    reading
}

fn unknown_format(shown: &str, extension: Option<&str>) -> Problem {
    let known: Vec<String> = READERS
        .iter()
        .flat_map(|reader| reader.extensions)
        .map(|extension| format!(".{extension}"))
        .collect();
    let found = format!("a file ending in .{}", extension.unwrap_or_default());
    Problem::set_aside(shown, format!("one of {}", known.join(", ")), found)
}

/// The bytes of a file or of standard input (`-`), at most `limit`.
fn bytes_of(path: &Path, shown: &str, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
    };
    match read {
        Err(error) => Err(unreadable(shown, "a file that can be read", &error)),
        Ok(_) if bytes.len() as u64 > limit => Err(too_large(path, shown, limit)),
        Ok(_) => Ok(bytes),
    }
}

fn too_large(path: &Path, shown: &str, limit: u64) -> Problem {
    let found = fs::metadata(path).map_or("more".to_owned(), |file| format!("{} bytes", file.len()));
    Problem::set_aside(shown, format!("at most {limit} bytes"), found)
        .advise("split it, or raise --max-bytes")
}

/// Gives reports of one name names of their own: the second `note` becomes `note~2`.
fn name_apart(reports: &mut [Report], problems: &mut Vec<Problem>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for report in reports {
        let wanted = report.document.clone();
        let mut number = 2;
        while !taken.insert(report.document.clone()) {
            report.document = format!("{wanted}~{number}");
            number += 1;
        }
        if report.document != wanted {
            let found = format!("another report of the name `{wanted}`");
            let problem = Problem::read_anyway(&wanted, "a name of its own", found);
            problems.push(problem.advise(format!("it is called `{}` here", report.document)));
        }
    }
}
