//! Documents compared with what they describe. `UPDATE_DOCS=1` writes them.

use std::{env, fs, path::Path};

use recount_formats::read::{READERS, Reader};

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
        let extensions = if extensions.is_empty() { "–".to_owned() } else { extensions.join(", ") };
        let Reader { name, code, keeps, drops, .. } = reader;
        format!("| {name} | `{code}` | {extensions} | {keeps} | {drops} |\n")
    });
    let rows: String = rows.collect();
    format!("{BEFORE}{rows}{AFTER}")
}

const BEFORE: &str = "# What is read

A path is a file, a folder with all below it (in order of name, hidden files left out), or `-` for standard input. What a file is, its bytes
say; only where they do not (plain text, a table whose columns have names of their own) the extension decides, and without one it is
plain text. `--as FORMAT` overrides both. This table is written from `crates/recount-formats/src/read`; bytes belong to the first row that knows them.

| format | `--as` | extensions | what is kept | what is dropped |
| --- | --- | --- | --- | --- |
";

const AFTER: &str = "
## What a report refers to

Offsets refer to the plain text that is made of the original bytes; `recount read` prints it. Each report keeps the SHA-256 and the number of the
bytes it was made from (of an archive: of the entry, the record's body, the line; of a table as text: of the row's cells), the
reader's name and version, and what gave its day. The same bytes and the same version give the same text.

## Language

The language of a report is told by its letters where they tell it clearly, else it is what the report says. English is read; a report in
another language is kept, listed and counted as not read, and has no figures.

## Words that are no part of what a report tells

Notices about cookies, calls to subscribe, share buttons, links to other stories, copyright lines and picture credits in brackets
(`crates/recount-core/lexicon/en/boilerplate.toml`) stay in the text, are marked, and nothing in them is counted. Footnotes behind an asterisk and
paragraphs that stand there twice are marked and read all the same: what they tell is one more mention of one account.
`recount extract --explain` lists what was marked.

## Limits

| setting | default | what goes beyond it |
| --- | --- | --- |
| `--max-bytes` | 20,000,000 | a document, record, line or message that is larger |
| `--max-whole` | 400,000,000 | a ZIP file, spreadsheet or feed that is larger: these must be held whole |
| `--max-text` | 4,000,000 | a PDF or Word document with more bytes of text in it, or with more than 200,000 paragraphs and cells |
| `--max-depth` | 6 | an archive deeper inside archives |
| `--max-pages` | 3,000 | a PDF of more pages |
| `--max-ratio` | 200 | what grows to more than so many times its packed size, over all archives inside archives; 50,000,000 bytes are always allowed |
| `--max-seconds` | 8 | a document that takes longer; one second more is given for each million bytes of it |
| `--max-memory` | 500,000,000 | a document that takes more bytes of memory to read, beside four times its own size and what the program itself takes |

What goes beyond a limit is set aside and listed with the setting to raise, and the rest is read. Of a spreadsheet only the cells that hold something
count, however far apart they lie: as many bytes as an archive may unpack to, one cell no more than `--max-bytes`.

Of text, a sentence of more than 500 words and marks is read as several: nobody writes such, and what is read of each of its words would otherwise
grow with the square of its length. `crates/recount/tests/it/hostile/words.rs` reads thousands of statements in one sentence, and lines of colons,
dashes, brackets and bars, in time.

## A document cannot hurt its neighbours

What libraries of others take apart (PDF, Word documents, spreadsheets, web pages) is read in children: the program started anew, which reads
one document after the other and may take so much memory, processor time and stack, write no file and open next to none. A library that
panics, hangs, takes all memory or calls itself without end ends the child at most; the document is listed with what happened (too long, too much
memory, broken down) and what to do, and a new child reads the next. What a child that read others before could not read, a fresh one tries once more, so that no document's
outcome hangs on its neighbours. There are never more children than threads that read, and none outlives the program.

Plain text, tables as text, JSON Lines, feeds, mail and archives are taken apart in the program itself: by our own code, and by libraries that hold no
more than `--max-bytes` or `--max-whole` at a time. What lies in archives is read as what it is, in children too.

Memory is held on Linux, Android and FreeBSD. Where a system does not hold a process to a limit of memory (macOS), children still end at a panic, a
hang or a stack that overflows, and each command says that memory is not held. On Windows there are no such children: documents are read on threads, which
a panic or a hang does not harm and a stack that overflows does; each command says so. So it is in programs that use the library `recount-formats`
and do not call `read::in_children` first thing in their `main`.

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
| what goes beyond a limit | set aside |
| what ends the child that reads it | set aside, with what happened |
| files of one name in a ZIP archive | each is read; the later ones are called `name~2`, `name~3` |
| bytes behind the end of a gzip file that are neither another member nor zeros | what was packed is read, the rest is not |
| a quote in a table that is never closed | that row and what follows is set aside; the rows before are read |
| a link in a folder that leads out of it | set aside; named as a path of its own, it is read |
| bytes that the reader for them cannot read: broken off, changed, mislabelled | set aside, in an archive the rest is read |
| a report in another language than English | kept, figures not read |
| a zero byte, or bytes that are not UTF-8, in a format that must be UTF-8 | set aside |
| a line of JSON that is broken, or without `text` | that line is set aside |
| a row of the manifest without a file, or for a file that is not there | that row is set aside |
| a byte order mark, lines that end in CR LF | read as it stands; offsets count these characters |
| a web page without text | set aside |
| a web page whose bytes do not fit the character set it names | read as Windows-1252 where it names none, what does not fit is marked |
| a date that cannot be read | read as undated |
| a name that another report has | read under a name of its own |
";
