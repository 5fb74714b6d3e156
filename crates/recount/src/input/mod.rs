//! Paths to reports: finds files, reads them side by side, and lists what could not be read.

mod bytes;
mod walk;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use recount_core::Report;
use recount_formats::{
    Problem,
    read::{self, MANIFEST, Manifest, READERS, Reader, Reading, Source},
};

use walk::File;

/// Everything that was read from the paths given, in a fixed order.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The reports, each with a name of its own.
    pub(crate) reports: Vec<Report>,
    /// What was set aside or odd.
    pub(crate) problems: Vec<Problem>,
}

/// Reads every path: a file, a folder with all below it, or `-` for standard input. A report of more than `limit`
/// bytes is set aside.
pub(crate) fn gather(paths: &[PathBuf], limit: usize) -> Input {
    let (files, mut problems) = walk::files(paths);
    let manifests = manifests(&files, limit, &mut problems);
    let readings: Vec<Reading> = files.par_iter().map(|file| read_file(file, limit, &manifests)).collect();
    let mut input = Input { reports: Vec::new(), problems };
    for reading in readings {
        input.reports.extend(reading.reports);
        input.problems.extend(reading.problems);
    }
    name_apart(&mut input.reports, &mut input.problems);
    input
}

/// A manifest and what it is called.
struct Beside {
    shown: String,
    manifest: Manifest,
}

/// The manifests beside the files, by folder.
fn manifests(files: &[File], limit: usize, problems: &mut Vec<Problem>) -> BTreeMap<PathBuf, Beside> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.path.parent()).collect();
    let mut manifests = BTreeMap::new();
    for folder in folders {
        let path = folder.join(MANIFEST);
        if !path.is_file() {
            continue;
        }
        let shown = path.display().to_string();
        match bytes::of(&path, &shown, limit) {
            Err(problem) => problems.push(problem),
            Ok(bytes) => {
                let (manifest, odd) =
                    Manifest::parse(Source { name: &shown, stem: "manifest", bytes: &bytes, limit });
                problems.extend(odd);
                problems.extend(manifest.files().filter(|(file, _)| !folder.join(file).exists()).map(
                    |(file, line)| {
                        Problem::set_aside(&shown, "a row for a file of this folder", format!("`{file}`"))
                            .at(format!("line {line}"))
                            .advise("correct the name or remove the row")
                    },
                ));
                manifests.insert(folder.to_owned(), Beside { shown, manifest });
            }
        }
    }
    manifests
}

fn read_file(file: &File, limit: usize, manifests: &BTreeMap<PathBuf, Beside>) -> Reading {
    let mut reading = try_read(file, limit)
        .unwrap_or_else(|problem| Reading { reports: Vec::new(), problems: vec![problem] });
    if let (Some(folder), Some(name)) = (file.path.parent(), file.path.file_name())
        && let Some(beside) = manifests.get(folder)
    {
        let name = name.to_string_lossy();
        for report in &mut reading.reports {
            reading.problems.extend(beside.manifest.complete(&beside.shown, &name, report));
        }
    }
    reading
}

fn try_read(file: &File, limit: usize) -> Result<Reading, Problem> {
    let extension = file.path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let known = match extension.as_deref().filter(|_| !file.is_stdin()) {
        None => None,
        Some(extension) => {
            Some(read::reader_of(extension).ok_or_else(|| unknown_format(&file.shown, extension))?)
        }
    };
    let bytes = bytes::of(&file.path, &file.shown, most(known, limit))?;
    let reader = known.unwrap_or_else(|| read::guess_reader(&bytes));
    let stem = match file.is_stdin() {
        true => "stdin".into(),
        false => file.path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default(),
    };
    Ok((reader.read)(Source { name: &file.shown, stem: &stem, bytes: &bytes, limit }))
}

/// How many bytes a file may have: a hundred reports' worth where it may hold many.
fn most(reader: Option<&Reader>, limit: usize) -> usize {
    match reader {
        Some(reader) if !reader.many => limit,
        _ => limit.saturating_mul(100),
    }
}

fn unknown_format(shown: &str, extension: &str) -> Problem {
    let known: Vec<String> = READERS
        .iter()
        .flat_map(|reader| reader.extensions)
        .map(|extension| format!(".{extension}"))
        .collect();
    Problem::set_aside(shown, format!("a file ending in {}", known.join(", ")), format!(".{extension}"))
        .advise("convert it, or rename it if it is one of these")
}

/// Gives reports of one name names of their own: the second `note` becomes `note~2`.
fn name_apart(reports: &mut [Report], problems: &mut Vec<Problem>) {
    let mut taken: BTreeSet<String> = reports.iter().map(|report| report.document.clone()).collect();
    if taken.len() == reports.len() {
        return;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for report in reports {
        let count = seen.entry(report.document.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            continue;
        }
        let wanted = report.document.clone();
        while !taken.insert(format!("{wanted}~{count}")) {
            *count += 1;
        }
        report.document = format!("{wanted}~{count}");
        let problem = Problem::read_anyway(&wanted, "a report of this name once", "it again");
        problems.push(problem.advise(format!("the later one is called `{}`", report.document)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_without_taking_another_reports_name() {
        let mut reports: Vec<Report> =
            ["note", "note", "note~2", "note"].map(|name| Report::new(name, "text")).into();
        let mut problems = Vec::new();
        name_apart(&mut reports, &mut problems);
        let names: Vec<&str> = reports.iter().map(|report| report.document.as_str()).collect();
        assert_eq!(names, ["note", "note~3", "note~2", "note~4"]);
        assert_eq!(problems.len(), 2);
    }
}
