//! Bytes to text, for the formats that must be UTF-8.

use crate::Problem;

use super::Source;

/// The bytes as text, with what is odd but harmless about them; an error where they are no text at all.
pub(super) fn decode<'a>(source: &Source<'a>) -> Result<(&'a str, Vec<Problem>), Problem> {
    let bytes = source.bytes;
    if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii().is_empty() {
        let found = if bytes.is_empty() { "an empty file" } else { "nothing but white space" };
        return Err(Problem::set_aside(source.name, "text", found));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(binary(source.name, at));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(source, error.valid_up_to()))?;
    Ok((text, oddities(source.name, text)))
}

/// A report that is larger than is allowed.
pub(super) fn too_large(name: &str, found: u64, limit: usize) -> Problem {
    Problem::set_aside(name, format!("at most {limit} bytes a report"), format!("{found}"))
        .advise("split it, or raise --max-bytes")
}

fn binary(name: &str, at: usize) -> Problem {
    Problem::set_aside(name, "text", "binary data (a zero byte)")
        .at(format!("byte {at}"))
        .advise("convert it to text first")
}

fn not_utf8(source: &Source, at: usize) -> Problem {
    let byte = source.bytes.get(at).copied().unwrap_or_default();
    Problem::set_aside(source.name, "UTF-8", format!("the byte 0x{byte:02X}"))
        .at(format!("byte {at}"))
        .advise("convert it, for instance with `iconv -f WINDOWS-1252 -t UTF-8`")
}

/// What does not hinder reading, but shifts offsets in tools that hide it.
fn oddities(name: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if text.starts_with('\u{feff}') {
        problems.push(
            Problem::read_anyway(name, "text from the first byte on", "a byte order mark")
                .at("byte 0")
                .advise("offsets count it as one character"),
        );
    }
    if let Some(at) = text.find("\r\n") {
        let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        problems.push(
            Problem::read_anyway(name, "lines that end in LF", "CR LF")
                .at(format!("line {line}"))
                .advise("offsets count both characters"),
        );
    }
    problems
}
