//! Plain text: one report a file, with an optional ` date YYYY-MM-DD ` at its head.

use recount_core::{Report, edtf::Edtf};

use super::{Reader, Reading, Source, Way, utf8};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "text",
    version: 1,
    name: "plain text",
    extensions: &["txt", "text", "md"],
    keeps: "One report a file, UTF-8, as it stands. A leading `date YYYY-MM-DD` gives the day of publication and stays in the text.",
    drops: "Nothing.",
    sniff: |_| false,
    by_libraries: false,
    way: Way::Document(read),
};

fn read(source: &Source) -> Reading {
    match utf8::decode(source) {
        Err(problem) => Reading { reports: Vec::new(), problems: vec![problem] },
        Ok((text, problems)) => {
            let mut report = Report::new(source.stem, text);
            report.published = header_date(text);
            report.dated_by = report.published.map(|_| "header".to_owned());
            Reading { reports: vec![report], problems }
        }
    }
}

/// The date of a header ` date 2023-11-07 `, which may stand on a line of its own or before the first word.
fn header_date(text: &str) -> Option<Edtf> {
    let rest = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).strip_prefix("date ")?;
    let word = rest.split_whitespace().next()?;
    Edtf::parse(word)
        .filter(|date| date.first_day().is_some() && word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{super::Options, *};

    #[track_caller]
    fn check(text: &str, published: Option<&str>) {
        let options = Options::default();
        let bytes = text.as_bytes();
        let reading =
            read(&Source { name: "note.txt", stem: "note", bytes, charset: None, options: &options });
        let report = &reading.reports[0];
        assert_eq!(report.text, text, "the text stays as it is");
        assert_eq!(report.published.map(|date| date.to_string()).as_deref(), published);
    }

    #[test]
    fn the_header_gives_the_date() {
        check(" date 2023-11-07 Pakistan has issued", Some("2023-11-07"));
        check("date 2023-11-07\nPakistan has issued", Some("2023-11-07"));
        check("\u{feff} date 2023-11 Pakistan", Some("2023-11"));
    }

    #[test]
    fn other_openings_give_none() {
        check("Pakistan on date 2023-11-07 has issued", None);
        check(" date 2023-11-31 no such day", None);
        check("date palms are in bloom", None);
        check("dated 2023-11-07", None);
    }
}
