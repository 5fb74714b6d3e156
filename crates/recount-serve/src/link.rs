//! Addresses of this server's pages.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands in a segment of a path as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');

/// A name as a segment of a path. Full stops are written out too, so that a report called `a.json` is not taken for the report
/// `a` as JSON.
pub(crate) fn segment(name: &str) -> String {
    utf8_percent_encode(name, SEGMENT).to_string()
}

/// The name that a segment stands for; none where it is no UTF-8.
pub(crate) fn name(segment: &str) -> Option<String> {
    percent_decode_str(segment).decode_utf8().ok().map(|name| name.into_owned())
}

/// The page of a series, or of one of its counts.
pub(crate) fn series(id: &str) -> String {
    format!("/series/{}", segment(id))
}

/// The page of a report.
pub(crate) fn report(document: &str) -> String {
    format!("/reports/{}", segment(document))
}

/// A figure in the page of its report, by its name `document:start`.
pub(crate) fn figure(id: &str) -> String {
    match id.rsplit_once(':') {
        Some((document, start)) => format!("{}#at-{start}", report(document)),
        None => report(id),
    }
}

/// An address within this server, or the front page: what a form sends on to is never elsewhere.
pub(crate) fn local(address: &str) -> &str {
    let plain = address.chars().all(|character| character.is_ascii_graphic() && character != '\\');
    if plain && address.starts_with('/') && !address.starts_with("//") { address } else { "/" }
}

/// An address on the web that may become a link; "javascript:" and its like stay text.
pub(crate) fn web(url: &str) -> Option<&str> {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_their_addresses() {
        for odd in ["a/b", "a.json", "ø ü?#", "100%", "..", "x~2"] {
            assert_eq!(name(&segment(odd)).as_deref(), Some(odd));
            assert!(!segment(odd).contains(['/', '?', '#', '.', ' ']));
        }
        assert_eq!(figure("02-wire:120"), "/reports/02-wire#at-120");
    }

    #[test]
    fn forms_lead_nowhere_else() {
        for bad in ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "", "/a\r\nb"] {
            assert_eq!(local(bad), "/");
        }
        assert_eq!(local("/reports/02-wire#at-1"), "/reports/02-wire#at-1");
    }
}
