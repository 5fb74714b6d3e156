//! Bytes to text, for the formats that must be UTF-8.

use crate::Problem;

use super::Source;

/// The bytes as text, with what is odd but harmless about them; an error where they are no text at all.
pub(super) fn decode<'a>(source: Source<'a>) -> Result<(&'a str, Vec<Problem>), Problem> {
    if source.bytes.iter().all(u8::is_ascii_whitespace) {
        let found = if source.bytes.is_empty() { "an empty file" } else { "nothing but white space" };
        return Err(Problem::set_aside(source.name, "text", found));
    }
    if let Some(at) = source.bytes.iter().position(|byte| *byte == 0) {
        return Err(Problem::set_aside(source.name, "text", "binary data (a zero byte)")
            .at(format!("byte {at}"))
            .advise("convert it to text first"));
    }
    let text = std::str::from_utf8(source.bytes).map_err(|error| not_utf8(source, error.valid_up_to()))?;
    Ok((text, oddities(source.name, text)))
}

fn not_utf8(source: Source, at: usize) -> Problem {
    let byte = source.bytes.get(at).copied().unwrap_or_default();
    Problem::set_aside(source.name, "UTF-8", format!("the byte 0x{byte:02X}"))
        .at(format!("byte {at}"))
        .advise("convert it, for instance with `iconv -f WINDOWS-1252 -t UTF-8`")
}

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
        let line = text[..at].matches('\n').count() + 1;
        problems.push(
            Problem::read_anyway(name, "lines that end in LF", "CR LF")
                .at(format!("line {line}"))
                .advise("offsets count both characters"),
        );
    }
    problems
}
