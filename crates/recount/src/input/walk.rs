//! Paths to files: folders with all below them, in order of name, each file once.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use recount_formats::{Problem, read::MANIFEST};
use recount_serve::Bytes;

use super::bytes::unreadable;

/// A file to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Where it is; `-` for standard input.
    pub(super) path: PathBuf,
    /// What it is called in messages.
    pub(super) shown: String,
    /// What it holds, where that came otherwise than from a disk.
    pub(super) held: Option<Bytes>,
}

impl File {
    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }
}

/// The files of the paths, in order, and what is no file.
pub(super) fn files(paths: &[PathBuf]) -> (Vec<File>, Vec<Problem>) {
    let mut walk = Walk::default();
    for path in paths {
        match path.as_os_str() == "-" {
            true => walk.add(path.clone(), "standard input".to_owned()),
            false => walk.asked_for(path),
        }
    }
    (walk.files, walk.problems)
}

#[derive(Default)]
struct Walk {
    files: Vec<File>,
    problems: Vec<Problem>,
    seen: BTreeSet<PathBuf>,
    /// How many files were met, those met before included.
    met: usize,
    /// The folder that was asked for, where one is gone through.
    root: Option<PathBuf>,
}

impl Walk {
    /// Adds a file that was not met before: by two paths, or through a link that leads back.
    fn add(&mut self, path: PathBuf, shown: String) {
        self.met += 1;
        if self.is_new(&path) {
            self.files.push(File { path, shown, held: None });
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(real(path))
    }

    fn was_met(&self, path: &Path) -> bool {
        self.seen.contains(&real(path))
    }

    /// A path from the command line, which is read whatever it is called.
    fn asked_for(&mut self, path: &Path) {
        let shown = path.display().to_string();
        match fs::metadata(path) {
            Err(error) => self.problems.push(unreadable(&shown, "a file or folder", &error)),
            Ok(kind) if kind.is_dir() && self.was_met(path) => {}
            Ok(kind) if kind.is_dir() => {
                let before = self.met + self.problems.len();
                self.root = Some(real(path));
                self.folder(path, shown.clone());
                if before == self.met + self.problems.len() {
                    self.problems.push(Problem::set_aside(&shown, "a folder with reports", "none in it"));
                }
            }
            Ok(_) => self.add(path.to_owned(), shown),
        }
    }

    /// All below a folder; hidden files and the manifest are no reports.
    fn folder(&mut self, path: &Path, shown: String) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                return self.problems.push(unreadable(&shown, "a folder that can be listed", &error));
            }
        };
        if !self.is_new(path) {
            return;
        }
        let mut below = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => below.push(entry.path()),
                Err(error) => self.problems.push(unreadable(&shown, "a folder that can be listed", &error)),
            }
        }
        below.sort();
        below.iter().filter(|path| is_report(path)).for_each(|path| self.found(path));
    }

    fn found(&mut self, path: &Path) {
        let shown = path.display().to_string();
        match fs::metadata(path) {
            Err(error) => self.problems.push(unreadable(&shown, "a file or folder", &error)),
            Ok(_) if self.leads_out(path) => self.problems.push(
                Problem::set_aside(&shown, "a link that stays in the folder", "one that leads out of it")
                    .advise("name what it leads to as a path of its own"),
            ),
            Ok(kind) if kind.is_dir() => self.folder(path, shown),
            Ok(kind) if kind.is_file() => self.add(path.to_owned(), shown),
            Ok(_) => self.problems.push(Problem::set_aside(&shown, "a file or folder", "a pipe or device")),
        }
    }
}

impl Walk {
    /// Whether a link leads out of the folder that was asked for, to what nobody named.
    fn leads_out(&self, path: &Path) -> bool {
        let is_link = fs::symlink_metadata(path).is_ok_and(|entry| entry.file_type().is_symlink());
        is_link && self.root.as_ref().is_some_and(|root| !real(path).starts_with(root))
    }
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn is_report(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name != MANIFEST && !name.to_string_lossy().starts_with('.'))
}
