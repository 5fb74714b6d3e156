//! The bytes of a file or of standard input.

use std::{
    fs,
    io::{self, Cursor, ErrorKind, Read},
    path::Path,
};

use recount_formats::Problem;

use super::walk::File;

/// An opened file, or standard input.
pub(super) struct Opened {
    /// Its bytes, read as they are asked for.
    pub(super) input: Box<dyn Read>,
    /// How many there are, where that is known.
    pub(super) size: Option<u64>,
}

/// The file, or standard input for `-`, opened; what is held already as it is.
pub(super) fn of(file: &File) -> Result<Opened, Problem> {
    if let Some(held) = &file.held {
        let size = u64::try_from(held.len()).ok();
        return Ok(Opened { input: Box::new(Cursor::new(held.clone())), size });
    }
    if file.is_stdin() {
        return Ok(Opened { input: Box::new(io::stdin()), size: None });
    }
    opened(&file.path, &file.shown)
}

fn opened(path: &Path, shown: &str) -> Result<Opened, Problem> {
    let file = fs::File::open(path).map_err(|error| unreadable(shown, "a file that can be read", &error))?;
    let size = file.metadata().ok().filter(fs::Metadata::is_file).map(|file| file.len());
    Ok(Opened { input: Box::new(file), size })
}

/// All bytes of a file; at most `most`.
pub(super) fn whole(path: &Path, shown: &str, most: usize) -> Result<Vec<u8>, Problem> {
    let opened = opened(path, shown)?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    match opened.input.take(limit).read_to_end(&mut bytes) {
        Err(error) => Err(unreadable(shown, "a file that can be read", &error)),
        Ok(count) if count > most => Err(Problem::set_aside(shown, format!("at most {most} bytes"), "more")),
        Ok(_) => Ok(bytes),
    }
}

/// A file or folder the system does not let us read.
pub(super) fn unreadable(shown: &str, expected: &str, error: &io::Error) -> Problem {
    let (found, advice) = match error.kind() {
        ErrorKind::NotFound => ("nothing of this name".to_owned(), "check the path"),
        ErrorKind::PermissionDenied => ("no permission".to_owned(), "check who may read it"),
        _ => (error.to_string(), "check the path"),
    };
    Problem::set_aside(shown, expected, found).advise(advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_refusals_are_told_in_plain_words() {
        let told = |kind: ErrorKind| unreadable("a.txt", "a file", &kind.into()).to_string();
        assert_eq!(
            told(ErrorKind::PermissionDenied),
            "a.txt: set aside: expected a file, found no permission; check who may read it"
        );
        assert_eq!(
            told(ErrorKind::NotFound),
            "a.txt: set aside: expected a file, found nothing of this name; check the path"
        );
    }
}
