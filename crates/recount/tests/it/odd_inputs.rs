//! Whatever is wrong with an input, it ends as a line that names file, place, expectation and finding; the rest is read.

use std::{fs, path::Path, process::Command};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

const GOOD: &str = "More than 300 families were displaced in Bentiu.";

/// A folder with one good report and one odd input, laid by `lay`.
fn folder(lay: impl FnOnce(&Path)) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("good.txt"), GOOD).expect("a report");
    lay(folder.path());
    folder
}

/// Reads the folder and compares exit status, documents and lines on standard error; the folder's path is written `DIR`.
#[track_caller]
fn check(folder: &TempDir, paths: &[&str], status: i32, documents: &[&str], lines: &[&str]) {
    let mut command = Command::new(cargo_bin("recount"));
    command.arg("read").args(paths).current_dir(folder.path());
    compare(command, status, documents, lines);
}

#[track_caller]
fn compare(mut command: Command, status: i32, documents: &[&str], lines: &[&str]) {
    let output = command.output().expect("recount runs");
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(errors.lines().collect::<Vec<_>>(), lines);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let name = |line: &str| {
        let report: serde_json::Value = serde_json::from_str(line).expect("JSON");
        report["document"].as_str().expect("a name").to_owned()
    };
    assert_eq!(printed.lines().map(name).collect::<Vec<_>>(), documents);
    assert_eq!(output.status.code(), Some(status));
}

/// As `check`, for one odd file in the folder.
#[track_caller]
fn check_file(name: &str, bytes: &[u8], documents: &[&str], lines: &[&str]) {
    let folder = folder(|path| fs::write(path.join(name), bytes).expect("a file"));
    check(&folder, &["."], 1, documents, lines);
}

#[test]
fn all_is_well() {
    let folder = folder(|_| ());
    check(&folder, &["."], 0, &["good"], &[]);
    check(&folder, &["good.txt", "good.txt", "."], 0, &["good"], &[]);
}

#[test]
fn an_empty_pdf_was_not_fetched() {
    check_file(
        "a.pdf",
        b"",
        &["good"],
        &[
            "recount: ./a.pdf: set aside: expected a whole .pdf, found an empty file (0 bytes); fetch it again",
        ],
    );
}

#[test]
fn an_empty_file() {
    check_file("a.txt", b"", &["good"], &["recount: ./a.txt: set aside: expected text, found an empty file"]);
}

#[test]
fn fifty_megabytes_in_one_line() {
    check_file(
        "a.txt",
        &vec![b'a'; 50_000_000],
        &["good"],
        &[
            "recount: ./a.txt: set aside: expected at most 20000000 bytes, found 50000000; split it, or raise --max-bytes",
        ],
    );
    check_file(
        "a.jsonl",
        &vec![b'a'; 50_000_000],
        &["good"],
        &[
            "recount: ./a.jsonl, line 1: set aside: expected at most 20000000 bytes a report, found 50000000; split it, or \
           raise --max-bytes",
        ],
    );
}

#[test]
fn a_binary_file() {
    check_file(
        "a.txt",
        b"\x7fELF\x02\x01\x01\0",
        &["good"],
        &[
            "recount: ./a.txt, byte 7: set aside: expected text, found binary data (a zero byte); convert it to text first",
        ],
    );
}

#[test]
fn bytes_that_are_not_utf8() {
    check_file(
        "a.txt",
        b"caf\xe9",
        &["good"],
        &[
            "recount: ./a.txt, byte 3: set aside: expected UTF-8, found the byte 0xE9; convert it, for instance with `iconv \
           -f WINDOWS-1252 -t UTF-8`",
        ],
    );
}

#[test]
fn line_ends_of_windows() {
    check_file(
        "a.txt",
        b"One.\r\nTwo.\r\n",
        &["a", "good"],
        &[
            "recount: ./a.txt, line 1: read as it stands: expected lines that end in LF, found CR LF; offsets count both \
           characters",
        ],
    );
}

#[test]
fn a_byte_order_mark() {
    check_file(
        "a.txt",
        b"\xef\xbb\xbfOne.",
        &["a", "good"],
        &[
            "recount: ./a.txt, byte 0: read as it stands: expected text from the first byte on, found a byte order mark; \
           offsets count it as one character",
        ],
    );
}

#[test]
fn a_broken_line_of_json() {
    check_file(
        "a.jsonl",
        b"{\"text\":\"One.\"}\n{\"text\":\"Tw\n{\"text\":\"Three.\"}\n",
        &["a:1", "a:3", "good"],
        &[
            "recount: ./a.jsonl, line 2: set aside: expected a JSON object with `text`, found EOF while parsing a string at \
           character 11",
        ],
    );
}

#[test]
fn a_missing_path() {
    let folder = folder(|_| ());
    check(
        &folder,
        &["good.txt", "no/such.txt"],
        1,
        &["good"],
        &[
            "recount: no/such.txt: set aside: expected a file or folder, found nothing of this name; check the path",
        ],
    );
}

#[test]
fn an_unknown_format() {
    check_file(
        "a.xyz",
        b"x",
        &["good"],
        &[
            "recount: ./a.xyz: set aside: expected a format that its bytes tell, or a file ending in .pdf, .docx, .docm, .xlsx, .xlsm, \
             .xlsb, .xls, .ods, .zip, .gz, .tgz, .tar, .warc, .wet, .rss, .atom, .xml, .jsonl, .ndjson, .json, .eml, .mbox, .html, .htm, \
             .xhtml, .csv, .tsv, .tab, .txt, .text, .md, found .xyz; convert it, or say what it is with --as",
        ],
    );
}

#[test]
fn a_name_twice() {
    let folder = folder(|path| {
        fs::create_dir(path.join("more")).expect("a folder");
        fs::write(path.join("more/good.txt"), "Others fled.").expect("a report");
    });
    check(
        &folder,
        &["."],
        1,
        &["good", "good~2"],
        &[
            "recount: good: read as it stands: expected a report of this name once, found it again; the later one is called \
           `good~2`",
        ],
    );
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_but_into_their_folder() {
    use std::os::unix::fs::symlink;
    let outside = TempDir::new().expect("a folder");
    fs::write(outside.path().join("secret.txt"), "Others fled.").expect("a report");
    let folder = folder(|path| {
        fs::create_dir(path.join("inner")).expect("a folder");
        fs::write(path.join("inner/own.txt"), "Many fled.").expect("a report");
        symlink(outside.path(), path.join("away")).expect("a link");
        symlink(outside.path().join("secret.txt"), path.join("b.txt")).expect("a link");
        symlink("inner/own.txt", path.join("c.txt")).expect("a link");
        symlink("..", path.join("inner/up")).expect("a link");
    });
    let told = "set aside: expected a link that stays in the folder, found one that leads out of it; name what it leads to as a path of its own";
    let lines = [format!("recount: ./away: {told}"), format!("recount: ./b.txt: {told}")];
    check(&folder, &["."], 1, &["c", "good"], &[lines[0].as_str(), lines[1].as_str()]);
    check(&folder, &["b.txt"], 0, &["b"], &[]);
}

#[test]
fn a_manifest_gone_wrong() {
    check_file(
        "manifest.csv",
        b"file,published\ngood.txt,soon\nlost.txt,2023-11-07\n",
        &["good"],
        &[
            "recount: ./manifest.csv, line 2: read as it stands: expected a date of publication as YYYY-MM-DD, found `soon`; \
             the report is read as undated",
            "recount: ./manifest.csv, line 3: set aside: expected a row for a file of this folder, found `lost.txt`; correct \
             the name or remove the row",
        ],
    );
}

#[test]
fn nothing_to_read() {
    let folder = TempDir::new().expect("a folder");
    check(
        &folder,
        &["."],
        2,
        &[],
        &["recount: .: set aside: expected a folder with reports, found none in it"],
    );
    check(
        &folder,
        &["none.txt"],
        2,
        &[],
        &[
            "recount: none.txt: set aside: expected a file or folder, found nothing of this name; check the path",
        ],
    );
}

#[test]
fn standard_input() {
    let run = |input: &[u8]| {
        let output =
            assert_cmd::Command::new(cargo_bin("recount")).args(["read", "-"]).write_stdin(input).output();
        let output = output.expect("recount runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (status, printed) = run(GOOD.as_bytes());
    assert!(status == Some(0) && printed.starts_with("{\"document\":\"stdin\""), "{printed}");
    let (status, printed) = run(b"{\"text\":\"One.\"}\n{\"text\":\"Two.\",\"id\":\"two\"}\n");
    assert_eq!((status, printed.lines().count()), (Some(0), 2));
    assert_eq!(run(b"").0, Some(2));
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let folder = folder(|path| fs::write(path.join("a\u{1b}[2J.xyz"), b"x").expect("a file"));
    let output = Command::new(cargo_bin("recount")).args(["read", "."]).current_dir(folder.path()).output();
    let errors = String::from_utf8(output.expect("recount runs").stderr).expect("UTF-8");
    assert!(errors.contains("a\\u{1b}[2J.xyz") && !errors.contains('\u{1b}'), "{errors}");
}

#[test]
fn nor_do_those_of_a_command_line_or_of_a_name_of_a_file() {
    let folder = folder(|_| ());
    let said = |words: &[&str]| {
        let output = Command::new(cargo_bin("recount")).args(words).current_dir(folder.path()).output();
        let output = output.expect("recount runs");
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(!errors.is_empty() && !errors.contains('\u{1b}'), "{words:?}: {errors}");
        output.status.code()
    };
    assert_eq!(said(&["log", "-w", "a\u{1b}[2J.db"]), Some(2));
    assert_eq!(said(&["export", "\u{1b}[2J"]), Some(2));
    assert_eq!(said(&["add", "good.txt", "-w", "a\u{1b}[2J.db"]), Some(0));
    assert_eq!(said(&["backup", "b\u{1b}.db", "-w", "a\u{1b}[2J.db"]), Some(0));
    assert_eq!(said(&["explain", "\u{1b}[2J", "good.txt"]), Some(2));
}

/// Needs a user for whom the folder is closed; for root nothing is, so root runs the command as nobody.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let closed =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours");
    let folder = folder(|path| {
        fs::create_dir(path.join("closed")).expect("a folder");
        fs::write(path.join("secret.txt"), GOOD).expect("a file");
    });
    closed(folder.path(), 0o755);
    let program = folder.path().join("recount");
    fs::copy(cargo_bin("recount"), &program).expect("a copy that anybody may run");
    closed(&program, 0o755);
    closed(&folder.path().join("closed"), 0o000);
    closed(&folder.path().join("secret.txt"), 0o000);
    let mut command = Command::new(&program);
    command.args(["read", "good.txt", "closed", "secret.txt"]).current_dir(folder.path());
    if fs::read_dir(folder.path().join("closed")).is_ok() {
        command.uid(65534);
    }
    compare(
        command,
        1,
        &["good"],
        &[
            "recount: closed: set aside: expected a folder that can be listed, found no permission; check who may read it",
            "recount: secret.txt: set aside: expected a file that can be read, found no permission; check who may read it",
        ],
    );
    closed(&folder.path().join("closed"), 0o755);
}
