//! What archives and tables hide: entries of one name, bytes behind the end, a quote never closed.

use std::fs;

use super::{GOOD, documents, folder, make, run};
use crate::samples::gzip;

const WORDS: &str = "Flooding killed 12 people in Mocuba, the mayor said.";

/// One file beside the four good ones: the names of the other reports that are read, and the line that tells of it.
#[track_caller]
fn check(name: &str, bytes: &[u8], others: &[&str], told: &str) {
    let folder = folder(|path| fs::write(path.join(name), bytes).expect("a file"));
    let (output, errors) = run(&folder, &["read"]);
    let read = documents(&output);
    let expected: Vec<&str> = GOOD.iter().chain(others).copied().collect();
    assert!(expected.iter().all(|name| read.iter().any(|read| read == name)), "{read:?}, {errors}");
    assert_eq!(read.len(), expected.len(), "{read:?}");
    assert!(errors.lines().any(|line| line.contains(told)), "{errors}");
    assert_eq!(output.status.code(), Some(1), "{errors}");
}

#[test]
fn entries_of_one_name_are_reports_of_their_own() {
    check("names.zip", &make::one_name(), &["a", "a~2", "a~3"], "the later one is called `a~3`");
}

#[test]
fn bytes_behind_the_end_of_a_gzip_are_listed() {
    let packed = gzip(WORDS.as_bytes());
    let told =
        "a.txt.gz: read as it stands: expected nothing behind what was packed, found bytes that are no gzip";
    check("a.txt.gz", &[&packed[..], b"more words"].concat(), &["a"], told);
    let again = [packed.clone(), vec![0; 512], gzip(b" Others fled."), b"x".to_vec()].concat();
    check("a.txt.gz", &again, &["a"], told);
}

#[test]
fn a_quote_never_closed_is_listed() {
    let table = format!("text,published\n{WORDS},2023-11-07\n\"{WORDS},2023-11-08\n{WORDS},2023-11-09\n");
    check(
        "t.csv",
        table.as_bytes(),
        &["t:2"],
        "t.csv, line 3: set aside: expected a quote that is closed, found none up to the end of the table",
    );
}
