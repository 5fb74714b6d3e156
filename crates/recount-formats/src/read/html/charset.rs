//! The bytes of a page to text, in the character set it names, else UTF-8, else the set that browsers take.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::{Problem, read::Source};

/// How many bytes may pass before a page must have named its character set (as in HTML's own rule).
const HEAD: usize = 4096;

/// The page as text; a problem where a character set had to be guessed, or did not fit.
pub(super) fn decode<'a>(source: &Source<'a>) -> (Cow<'a, str>, Option<Problem>) {
    if let Some((encoding, mark)) = Encoding::for_bom(source.bytes) {
        let (page, _) = encoding.decode_without_bom_handling(source.bytes.get(mark..).unwrap_or(&[]));
        return (page, None);
    }
    if let Ok(page) = std::str::from_utf8(source.bytes) {
        return (Cow::Borrowed(page), None);
    }
    let sent = source.charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let named = sent.or_else(|| named(source.bytes)).filter(|encoding| *encoding != UTF_8);
    let encoding = named.unwrap_or(WINDOWS_1252);
    let (page, broken) = encoding.decode_without_bom_handling(source.bytes);
    let fits = named.is_some() && !broken;
    let odd = || {
        Problem::read_anyway(source.name, "UTF-8, or the character set that the page names", "other bytes")
            .advise(format!("read as {}; what does not fit is shown as \u{fffd}", encoding.name()))
    };
    (page, (!fits).then(odd))
}

/// The character set after `charset=`.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end =
        label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}
