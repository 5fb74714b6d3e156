//! Paths to reports: finds files, opens them, reads what they hold side by side, and lists what could not be read.

mod bytes;
mod names;
mod walk;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use recount_core::Report;
use recount_formats::{
    Problem,
    read::{self, Item, MANIFEST, Manifest, Options},
};
use recount_serve::Bytes;

use names::Names;
use walk::File;

/// How many documents are read side by side before what comes out is handed on.
const BATCH: usize = 256;
/// How many bytes they may have together.
const BYTES: usize = 64_000_000;

/// What was read from the paths given, in a fixed order: all of it, or a batch.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The reports, each with a name of its own.
    pub(crate) reports: Vec<Report>,
    /// What was set aside or odd.
    pub(crate) problems: Vec<Problem>,
}

/// Reads every path: a file, a folder with all below it, or `-` for standard input.
pub(crate) fn gather(paths: &[PathBuf], options: &Options) -> Input {
    let mut all = Input::default();
    let _ = stream(paths, options, &mut |batch| {
        all.reports.extend(batch.reports);
        all.problems.extend(batch.problems);
        ControlFlow::Continue(())
    });
    all
}

/// As `gather`, handing on batch after batch, in memory that does not grow with what is read.
pub(crate) fn stream(
    paths: &[PathBuf],
    options: &Options,
    take: &mut dyn FnMut(Input) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (files, mut problems) = walk::files(paths);
    let manifests = manifests(&files, options, &mut problems);
    take(Input { reports: Vec::new(), problems })?;
    let end = read_files(&files, &manifests, options, take);
    if let Some(missing) = read::unlimited() {
        say!("{missing}");
    }
    end
}

/// As `stream`, for files that came otherwise than from a disk, each with its name and what it holds; a manifest among them completes the others.
pub(crate) fn stream_held(
    files: Vec<(String, Bytes)>,
    options: &Options,
    take: &mut dyn FnMut(Input) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (manifest, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name == MANIFEST);
    let (mut manifests, mut problems) = (BTreeMap::new(), Vec::new());
    if let Some((name, bytes)) = manifest.into_iter().next() {
        let is_there = |file: &str| files.iter().any(|(known, _)| known == file);
        manifests.insert(PathBuf::new(), Beside::parse(name, &bytes, &is_there, &mut problems));
    }
    take(Input { reports: Vec::new(), problems })?;
    let file =
        |(name, bytes): (String, Bytes)| File { path: name.clone().into(), shown: name, held: Some(bytes) };
    let files: Vec<File> = files.into_iter().map(file).collect();
    read_files(&files, &manifests, options, take)
}

fn read_files(
    files: &[File],
    manifests: &BTreeMap<PathBuf, Beside>,
    options: &Options,
    take: &mut dyn FnMut(Input) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut batch = Batch { options, manifests, names: Names::default(), items: Vec::new(), bytes: 0, take };
    for file in files {
        batch.open(file)?;
    }
    batch.hand_on()
}

/// Items found and not yet read, each with the file it is from.
struct Batch<'a> {
    options: &'a Options,
    manifests: &'a BTreeMap<PathBuf, Beside>,
    names: Names,
    items: Vec<(&'a File, Item)>,
    bytes: usize,
    take: &'a mut dyn FnMut(Input) -> ControlFlow<()>,
}

impl<'a> Batch<'a> {
    fn open(&mut self, file: &'a File) -> ControlFlow<()> {
        let mut bytes = match bytes::of(file) {
            Err(problem) => return self.add(file, Item::Problem(problem)),
            Ok(bytes) => bytes,
        };
        let stem = match file.is_stdin() {
            true => "stdin".into(),
            false => file.path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default(),
        };
        let extension = file.path.extension().filter(|_| !file.is_stdin()).map(|it| it.to_string_lossy());
        let input = read::Input {
            name: &file.shown,
            stem: &stem,
            extension: extension.as_deref(),
            size: bytes.size,
            bytes: &mut bytes.input as &mut dyn Read,
        };
        read::open(input, self.options, &mut |item| self.add(file, item))
    }

    fn add(&mut self, file: &'a File, item: Item) -> ControlFlow<()> {
        self.bytes += match &item {
            Item::Part(part) => part.size(),
            Item::Report(report) => report.text.len(),
            Item::Problem(_) => 0,
        };
        self.items.push((file, item));
        match self.items.len() >= BATCH || self.bytes >= BYTES {
            true => self.hand_on(),
            false => ControlFlow::Continue(()),
        }
    }

    fn hand_on(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        let items = std::mem::take(&mut self.items);
        let (options, manifests) = (self.options, self.manifests);
        let read: Vec<Input> =
            items.into_par_iter().map(|(file, item)| read_item(file, item, options, manifests)).collect();
        let mut batch = Input::default();
        for one in read {
            batch.reports.extend(one.reports);
            batch.problems.extend(one.problems);
        }
        self.names.tell_apart(&mut batch);
        (self.take)(batch)
    }
}

fn read_item(file: &File, item: Item, options: &Options, manifests: &BTreeMap<PathBuf, Beside>) -> Input {
    let mut input = Input::default();
    match item {
        Item::Problem(problem) => input.problems.push(problem),
        Item::Report(report) => input.reports.push(report),
        Item::Part(part) => {
            let reading = part.read(options);
            input.reports = reading.reports;
            input.problems = reading.problems;
        }
    }
    if let (Some(folder), Some(name)) = (file.path.parent(), file.path.file_name())
        && let Some(beside) = manifests.get(folder)
    {
        let name = name.to_string_lossy();
        for report in &mut input.reports {
            input.problems.extend(beside.manifest.complete(&beside.shown, &name, report));
        }
    }
    let foreign = input.reports.iter().filter(|report| !report.is_english());
    input.problems.extend(foreign.map(not_english).collect::<Vec<_>>());
    input
}

/// A report in another language is kept, and its figures are not read.
pub(crate) fn not_english(report: &Report) -> Problem {
    let code = report.language.as_deref().unwrap_or_default();
    Problem::not_read(&report.document, "English", read::language_name(code))
}

/// A manifest and what it is called.
struct Beside {
    shown: String,
    manifest: Manifest,
}

impl Beside {
    /// Of these bytes; rows for files that are not there are told.
    fn parse(
        shown: String,
        bytes: &[u8],
        is_there: &dyn Fn(&str) -> bool,
        problems: &mut Vec<Problem>,
    ) -> Beside {
        let (manifest, odd) = Manifest::parse(&shown, bytes);
        problems.extend(odd);
        problems.extend(manifest.files().filter(|(file, _)| !is_there(file)).map(|(file, line)| {
            Problem::set_aside(&shown, "a row for a file of this folder", format!("`{file}`"))
                .at(format!("line {line}"))
                .advise("correct the name or remove the row")
        }));
        Beside { shown, manifest }
    }
}

/// The manifests beside the files, by folder.
fn manifests(files: &[File], options: &Options, problems: &mut Vec<Problem>) -> BTreeMap<PathBuf, Beside> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.path.parent()).collect();
    let mut manifests = BTreeMap::new();
    for folder in folders {
        let path = folder.join(MANIFEST);
        if !path.is_file() {
            continue;
        }
        let shown = path.display().to_string();
        match bytes::whole(&path, &shown, options.limits.whole) {
            Err(problem) => problems.push(problem),
            Ok(bytes) => {
                let is_there = |file: &str| folder.join(file).exists();
                manifests.insert(folder.to_owned(), Beside::parse(shown, &bytes, &is_there, problems));
            }
        }
    }
    manifests
}
