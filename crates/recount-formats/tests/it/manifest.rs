//! `manifest.csv`: what it gives, and the words in which its oddities are told.

use recount_core::{Report, edtf::Edtf};
use recount_formats::read::Manifest;

/// Reads a manifest, completes the report of `a.txt`, and compares it and all problems, a line each.
#[track_caller]
fn check(csv: &[u8], own_date: Option<&str>, expected: &[&str]) {
    let (manifest, problems) = Manifest::parse("manifest.csv", csv);
    let mut report = Report::new("a", "text");
    report.published = own_date.and_then(Edtf::parse);
    let odd = manifest.complete("manifest.csv", "a.txt", &mut report);
    let published = report.published.map(|date| date.to_string());
    let mut lines =
        vec![[published, report.url, report.outlet, report.title].map(Option::unwrap_or_default).join("|")];
    lines.extend(problems.iter().chain(&odd).map(ToString::to_string));
    assert_eq!(lines, expected);
}

#[test]
fn columns_go_by_name() {
    check(b"file,published,url,outlet,title\na.txt,2023-11-07,U,O,T\n", None, &["2023-11-07|U|O|T"]);
    check(b"\xef\xbb\xbfTitle, FILE ,more\r\n\"T, 2\",a.txt,x\r\n", None, &["|||T, 2"]);
    check(b"file\nb.txt\n", None, &["|||"]);
}

#[test]
fn what_a_report_says_itself_counts() {
    check(b"file,published\na.txt,2023-11-07\n", Some("2023-11-07"), &["2023-11-07|||"]);
    check(
        b"file,published\na.txt,2023-11-07\n",
        Some("2023-11-08"),
        &[
            "2023-11-08|||",
            "manifest.csv, line 2: read as it stands: expected 2023-11-08, as `a.txt` itself says, found 2023-11-07; the \
             file's own date counts",
        ],
    );
}

#[test]
fn odd_rows_are_told_and_the_others_count() {
    check(
        b"file,published\n,2023-11-07\nb.txt,Monday\nc.txt,2023-11-07,x\na.txt,2023-11-07\nb.txt,\n",
        None,
        &[
            "2023-11-07|||",
            "manifest.csv, line 2: set aside: expected a file name in the column `file`, found none",
            "manifest.csv, line 3: read as it stands: expected a date of publication as YYYY-MM-DD, found `Monday`; the \
             report is read as undated",
            "manifest.csv, line 4: read as it stands: expected 2 cells, found 3 cells; put a cell that holds a comma in quotes",
            "manifest.csv, line 6: read as it stands: expected each file once, found `b.txt` again; the last row counts",
        ],
    );
    check(
        b"file,published\ncaf\xe9.txt,2023\na.txt,2023-11-07\n",
        None,
        &[
            "2023-11-07|||",
            "manifest.csv, line 2: set aside: expected a row of comma-separated UTF-8 text, found bytes that are not UTF-8",
        ],
    );
}

#[test]
fn a_manifest_without_files_is_set_aside() {
    check(
        b"name,date\na.txt,2023-11-07\n",
        None,
        &[
            "|||",
            "manifest.csv, line 1: set aside: expected a header row with a column `file`, found `name,date`",
        ],
    );
    check(
        b"",
        None,
        &[
            "|||",
            "manifest.csv, line 1: set aside: expected a header row with a column `file`, found no columns",
        ],
    );
}
