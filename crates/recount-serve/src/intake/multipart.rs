//! Forms with files (RFC 7578), taken apart where they stand: no byte of a file is copied.

use axum::body::Bytes;
use memchr::memmem;

/// A field of a form, or one of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// What the form calls it.
    pub(crate) name: String,
    /// What the file is called where it came from; none for a field.
    pub(crate) file: Option<String>,
    /// What it holds.
    pub(crate) bytes: Bytes,
}

/// The longest head of a part.
const HEAD: usize = 8 << 10;
/// The most parts of a form.
const MOST: usize = 2_000;

/// What parts the parts, as the type of a request says it; none where it is of another type.
pub(crate) fn boundary(kind: &str) -> Option<String> {
    let (kind, rest) = kind.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let told = rest.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"').to_owned())
    })?;
    (1..=70).contains(&told.len()).then_some(told)
}

/// The parts of a form.
///
/// # Errors
/// What was expected of it, in words.
pub(crate) fn parts(body: &Bytes, boundary: &str) -> Result<Vec<Part>, String> {
    let mark = format!("\r\n--{boundary}");
    let first = mark.as_bytes().get(2..).unwrap_or_default();
    let mut at = memmem::find(body, first).ok_or("expected a form's parts, found none")? + first.len();
    let (finder, mut parts) = (memmem::Finder::new(mark.as_bytes()), Vec::new());
    loop {
        let rest = body.get(at..).unwrap_or_default();
        if rest.starts_with(b"--") {
            return Ok(parts);
        }
        if parts.len() >= MOST {
            return Err(format!("expected at most {MOST} files, found more; send them in several goes"));
        }
        let end = finder.find(rest).ok_or("expected a whole form, found one that is cut off")?;
        parts.push(part(&body.slice(at..at + end))?);
        at += end + mark.len();
    }
}

/// A part with the line's end before its head.
fn part(bytes: &Bytes) -> Result<Part, String> {
    let seen = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let end = memmem::find(seen, b"\r\n\r\n").ok_or("expected a head of a part, found none")?;
    let head = String::from_utf8_lossy(seen.get(..end).unwrap_or_default());
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let told = lines.find(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"));
    let told = told.map_or("", |(_, value)| value);
    let name = parameter(told, "name").ok_or("expected a name of a part, found none")?;
    Ok(Part { name, file: parameter(told, "filename"), bytes: bytes.slice(end + 4..) })
}

/// A quoted parameter, with what browsers and programs escape in it: `%22`, `%0D`, `%0A`; `\"`.
fn parameter(told: &str, name: &str) -> Option<String> {
    let mark = format!("{name}=\"");
    let mut from = 0;
    let start = loop {
        let at = from + told.get(from..)?.find(&mark)?;
        // `name` is the end of `filename` too.
        if told.get(..at)?.ends_with([' ', ';', '\t']) {
            break at + mark.len();
        }
        from = at + mark.len();
    };
    let mut value = String::new();
    let mut letters = told.get(start..)?.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(value.replace("%22", "\"").replace("%0D", " ").replace("%0A", " ")),
            '\\' => value.extend(letters.next()),
            _ => value.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(parts: &[(&str, &str)]) -> Bytes {
        let each = parts.iter().map(|(told, content)| {
            format!("--X\r\nContent-Disposition: form-data; {told}\r\nContent-Type: text/plain\r\n\r\n{content}\r\n")
        });
        Bytes::from(each.collect::<String>() + "--X--\r\n")
    }

    #[test]
    fn fields_and_files_are_told_apart() {
        let form = form(&[
            ("name=\"csrf\"", "key"),
            ("name=\"file\"; filename=\"a %22b%22.txt\"", "one\r\n--Y\r\ntwo"),
            ("name=\"file\"; filename=\"\"", ""),
        ]);
        let found = parts(&form, "X").expect("a form");
        let told: Vec<(&str, Option<&str>, &[u8])> =
            found.iter().map(|part| (part.name.as_str(), part.file.as_deref(), &*part.bytes)).collect();
        assert_eq!(
            told,
            [
                ("csrf", None, &b"key"[..]),
                ("file", Some("a \"b\".txt"), b"one\r\n--Y\r\ntwo"),
                ("file", Some(""), b"")
            ]
        );
    }

    #[test]
    fn the_type_says_what_parts_the_parts() {
        let check =
            |kind: &str, expected: Option<&str>| assert_eq!(boundary(kind).as_deref(), expected, "{kind}");
        check("multipart/form-data; boundary=----a", Some("----a"));
        check("Multipart/Form-Data; charset=utf-8; boundary=\"b\"", Some("b"));
        check("multipart/form-data", None);
        check("multipart/form-data; boundary=", None);
        check("application/x-www-form-urlencoded; boundary=b", None);
    }

    #[test]
    fn odd_forms_are_said_to_be_odd() {
        for odd in [
            "",
            "--X",
            "--X\r\n",
            "--X\r\n\r\n\r\n--X--",
            "--X\r\nContent-Disposition: form-data\r\n\r\na\r\n--X--",
            "--X\r\nContent-Disposition: form-data; name=\"a\r\n\r\na\r\n--X--",
            "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\na",
            "--X\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\na\r\n--X--",
        ] {
            assert!(parts(&Bytes::from(odd), "X").is_err(), "{odd:?}");
        }
        // Cut anywhere, it never breaks.
        let whole = form(&[("name=\"a\"", "b"), ("name=\"c\"; filename=\"d\"", "e")]);
        for end in 0..whole.len() {
            let _ = parts(&whole.slice(..end), "X");
        }
    }
}
