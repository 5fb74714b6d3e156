//! Documents compared with what they describe. `UPDATE_DOCS=1` writes them.

use std::{env, fs, path::Path};

use recount_formats::read::READERS;

#[test]
fn the_readers_are_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/readers.md");
    let written = readers_page();
    if env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        fs::write(&path, &written).expect("docs/readers.md is writable");
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == written,
        "docs/readers.md is stale: UPDATE_DOCS=1 cargo test -p recount-formats --test it documents"
    );
}

fn readers_page() -> String {
    let rows = READERS.iter().map(|reader| {
        let extensions: Vec<String> = reader.extensions.iter().map(|it| format!("`.{it}`")).collect();
        format!("| {} | {} | {} |\n", reader.name, extensions.join(", "), reader.about)
    });
    let rows: String = rows.collect();
    format!("{BEFORE}{rows}{AFTER}")
}

const BEFORE: &str = "# What is read

A path is a file, a folder with all below it (in order of name, hidden files left out), or `-` for standard input, which is read as JSON Lines
where it begins with a brace, as a web page where it begins with `<`, else as plain text. This table is written from `crates/recount-formats/src/read`.

| format | extensions | what is read |
| --- | --- | --- |
";

const AFTER: &str = "
## The manifest

A `manifest.csv` beside the files gives what they lack: a header row with a column `file` and any of `published`, `url`, `outlet`, `title`, in
any order; a row for each file. What a file says itself counts: where its own date differs from the manifest's, the difference is listed.

## Names

A report is called by its file's name without extension, or by its `id`. Where two would have one name, the later is called `name~2`, and that
is listed. A file met by two paths is read once.

## Dates

Days of publication are written `2023-11-07`, with or without a time behind them, or less exactly as EDTF has it: `2023-11`, `2023`.

## What is set aside, and what is read though odd

Each is a line on standard error, and the exit status is 1.

| input | outcome |
| --- | --- |
| a missing path, a file or folder that may not be read, a pipe or device in a folder | set aside |
| an empty file, or one of nothing but white space | set aside |
| more bytes a report than `--max-bytes` (20,000,000) | set aside |
| a zero byte, or bytes that are not UTF-8, in a format that must be UTF-8 | set aside |
| a line of JSON that is broken, or without `text` | that line is set aside |
| a row of the manifest without a file, or for a file that is not there | that row is set aside |
| a byte order mark, lines that end in CR LF | read as it stands; offsets count these characters |
| a web page without text | set aside |
| a web page whose bytes do not fit the character set it names | read as Windows-1252 where it names none, what does not fit is marked |
| a date that cannot be read | read as undated |
| a name that another report has | read under a name of its own |
";
