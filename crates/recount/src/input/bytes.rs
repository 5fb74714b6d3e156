//! The bytes of a file or of standard input.

use std::{
    fs,
    io::{self, ErrorKind, Read},
    path::Path,
};

use recount_formats::Problem;

/// The bytes of the file, or of standard input for `-`; at most `limit`.
pub(super) fn of(path: &Path, shown: &str, limit: usize) -> Result<Vec<u8>, Problem> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    match read {
        Err(error) => Err(unreadable(shown, "a file that can be read", &error)),
        Ok(count) if count > limit => Err(too_large(path, shown, limit)),
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

fn too_large(path: &Path, shown: &str, limit: usize) -> Problem {
    let found = match fs::metadata(path) {
        Ok(file) if file.is_file() => file.len().to_string(),
        _ => "more".to_owned(),
    };
    Problem::set_aside(shown, format!("at most {limit} bytes"), found)
        .advise("split it, or raise --max-bytes")
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
