//! Web archives: each page that was answered, opened in turn. A record stands behind its length, so the archive is read in
//! memory that does not grow with it; where a record is broken, reading goes on at the next that begins.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, BufRead, Cursor, Read},
    ops::ControlFlow,
};

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::{
    Item, Out, Reader, Records, Way,
    limits::{Unpacked, read_up_to},
    lines,
    open::{Known, Piece},
};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "warc",
    version: 1,
    name: "web archive",
    extensions: &["warc", "wet"],
    keeps: "One report a record of kind response, resource or conversion, in an archive of any length: what the server sent, unpacked, read as \
            its own bytes say, with the record's address.",
    drops: "Requests, metadata and revisits; answers other than 200, and what is no document (pictures, styles, scripts), counted by kind. \
            The day of the crawl is not taken for a day of publication.",
    sniff: |head| head.starts_with(b"WARC/"),
    by_libraries: false,
    way: Way::Stream(read),
};

/// Bytes of a record's head.
const HEAD: usize = 64 << 10;

fn read(records: &Records, input: &mut dyn BufRead, out: Out) -> ControlFlow<()> {
    let mut passed = Passed::default();
    let mut number = 0;
    let mut lost = false;
    loop {
        let line = match lines::next(input, HEAD) {
            Err(error) => {
                out(Item::Problem(records.problem("a whole web archive", error.to_string())))?;
                break;
            }
            Ok(None) => break,
            Ok(Some(line)) => line,
        };
        if !line.bytes.starts_with(b"WARC/") {
            if !line.bytes.trim_ascii().is_empty() && !std::mem::replace(&mut lost, true) {
                let problem = records.problem("a record that begins with WARC/", short(&line.bytes));
                out(Item::Problem(
                    problem.at(format!("after record {number}")).advise("read on at the next"),
                ))?;
            }
            continue;
        }
        lost = false;
        number += 1;
        match head(input) {
            Err(found) => {
                out(Item::Problem(records.problem("a record's head", found).at(format!("record {number}"))))?;
            }
            Ok(head) => {
                let mut body = (&mut *input).take(head.length);
                record(records, &head, &mut body, number, &mut passed, out)?;
                let left = body.limit();
                let drained = io::copy(&mut body, &mut io::sink()).unwrap_or(0);
                if drained < left {
                    let found = format!("the end of the file {} bytes early", left - drained);
                    out(Item::Problem(
                        records.problem("a whole record", found).at(format!("record {number}")),
                    ))?;
                }
            }
        }
    }
    for (kind, count) in passed.0 {
        out(Item::Problem(records.problem("documents", format!("{count} of {kind}"))))?;
    }
    ControlFlow::Continue(())
}

/// What is no document, counted by kind.
#[derive(Default)]
struct Passed(BTreeMap<String, usize>);

impl Passed {
    /// Kinds that are told apart; what an archive makes up beyond them is counted as one.
    const KINDS: usize = 200;

    fn count(&mut self, kind: String) {
        let is_told = self.0.len() < Passed::KINDS || self.0.contains_key(&kind);
        let kind = if is_told { kind } else { "other kinds".to_owned() };
        *self.0.entry(kind).or_default() += 1;
    }
}

fn short(bytes: &[u8]) -> String {
    format!("`{}`", String::from_utf8_lossy(bytes.get(..24).unwrap_or(bytes)))
}

/// What a record's head says.
#[derive(Default)]
struct Head {
    kind: String,
    url: Option<String>,
    media: String,
    length: u64,
}

fn head(input: &mut dyn BufRead) -> Result<Head, String> {
    let mut bytes = Vec::new();
    loop {
        let line =
            lines::next(input, HEAD).map_err(|error| error.to_string())?.ok_or("the end of the file")?;
        let line = line.bytes.trim_ascii_end();
        bytes.extend_from_slice(line);
        bytes.extend_from_slice(b"\r\n");
        if line.is_empty() {
            break;
        }
        if bytes.len() > HEAD {
            return Err(format!("more than {HEAD} bytes"));
        }
    }
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let fields = match httparse::parse_headers(&bytes, &mut fields) {
        Ok(httparse::Status::Complete((_, fields))) => fields,
        Ok(httparse::Status::Partial) => return Err("a head that breaks off".to_owned()),
        Err(error) => return Err(error.to_string()),
    };
    let mut head = Head::default();
    let mut length = None;
    for field in fields {
        let value = String::from_utf8_lossy(field.value).trim().to_owned();
        match field.name.to_ascii_lowercase().as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "content-type" => head.media = value.to_ascii_lowercase(),
            "content-length" => length = value.parse().ok(),
            _ => {}
        }
    }
    head.length = length.ok_or("no Content-Length")?;
    Ok(head)
}

fn record(
    records: &Records,
    head: &Head,
    body: &mut dyn Read,
    number: usize,
    passed: &mut Passed,
    out: Out,
) -> ControlFlow<()> {
    match head.kind.as_str() {
        "response" | "resource" | "conversion" => {}
        "warcinfo" | "request" | "metadata" | "revisit" => return ControlFlow::Continue(()),
        other => {
            passed.count(format!("records of kind {}", short(other.as_bytes())));
            return ControlFlow::Continue(());
        }
    }
    let place = format!("record {number}");
    let most = records.limits().bytes;
    let bytes = match read_up_to(body, most) {
        Err(error) => {
            return out(Item::Problem(records.problem("a whole record", error.to_string()).at(place)));
        }
        Ok((_, true)) => {
            let problem = records.problem(format!("at most {most} bytes a record"), head.length.to_string());
            return out(Item::Problem(problem.at(place).advise("raise --max-bytes")));
        }
        Ok((bytes, false)) => bytes,
    };
    let answer = if head.media.starts_with("application/http") {
        match answer(&bytes, records) {
            Ok(answer) => answer,
            Err(found) => return out(Item::Problem(records.problem("a server's answer", found).at(place))),
        }
    } else {
        Answer { status: 200, media: head.media.clone(), body: bytes.into() }
    };
    let media = answer.media.split(';').next().unwrap_or("").trim().to_owned();
    if answer.status != 200 {
        passed.count(format!("answers with status {}", answer.status));
        return ControlFlow::Continue(());
    }
    if !is_document(&media) {
        passed.count(media);
        return ControlFlow::Continue(());
    }
    let charset =
        answer.media.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ']).to_owned());
    let reader = match media.as_str() {
        "text/html" | "application/xhtml+xml" => super::reader_called("html"),
        _ => None,
    };
    let known = Known { url: head.url.clone(), charset, reader };
    let name = records.inside(&number.to_string());
    let stem = format!("{}:{number}", records.stem);
    records.open(Piece::of(&name, &stem, None, &mut Cursor::new(&*answer.body)), known, out)
}

/// Media types that hold words.
fn is_document(media: &str) -> bool {
    let kinds = [
        "html",
        "xml",
        "pdf",
        "json",
        "msword",
        "officedocument",
        "rss",
        "atom",
        "csv",
        "zip",
        "octet-stream",
    ];
    let styles = ["css", "javascript", "svg"];
    media.is_empty()
        || (media.starts_with("text/") || kinds.iter().any(|kind| media.contains(kind)))
            && !styles.iter().any(|style| media.contains(style))
}

/// What a server answered.
struct Answer<'a> {
    status: u16,
    media: String,
    body: Cow<'a, [u8]>,
}

fn answer<'a>(bytes: &'a [u8], records: &Records) -> Result<Answer<'a>, String> {
    let mut fields = [httparse::EMPTY_HEADER; 128];
    let mut response = httparse::Response::new(&mut fields);
    let start = match response.parse(bytes) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err("a head that breaks off".to_owned()),
        Err(error) => return Err(error.to_string()),
    };
    let field = |name: &str| {
        let found = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        found
            .map(|field| String::from_utf8_lossy(field.value).trim().to_ascii_lowercase())
            .unwrap_or_default()
    };
    let mut body = Cow::Borrowed(bytes.get(start..).unwrap_or(&[]));
    if field("transfer-encoding").contains("chunked") {
        // Some crawlers keep the mark and take the chunks out.
        body = dechunked(&body).map_or(body, Cow::Owned);
    }
    let packed = field("content-encoding");
    let most = records.limits().bytes;
    let unpack = |input: &mut dyn Read| match read_up_to(&mut Unpacked { input, meter: records.meter }, most)
    {
        Ok((_, true)) => Err(format!("more than {most} bytes unpacked")),
        Ok((bytes, false)) => Ok(Cow::Owned(bytes)),
        Err(error) => Err(error.to_string()),
    };
    if packed.contains("gzip") && body.starts_with(&[0x1f, 0x8b]) {
        body = unpack(&mut MultiGzDecoder::new(&*body))?;
    } else if packed.contains("deflate") {
        body = unpack(&mut ZlibDecoder::new(&*body))?;
    } else if packed.contains("br") || packed.contains("zstd") {
        return Err(format!("a body packed as {packed}"));
    }
    Ok(Answer { status: response.code.unwrap_or(0), media: field("content-type"), body })
}

/// The body without the lengths between its chunks; none where it has none.
fn dechunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let (start, length) = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete(found)) => found,
            Ok(httparse::Status::Partial) if !whole.is_empty() => return Some(whole),
            _ => return None,
        };
        if length == 0 {
            return Some(whole);
        }
        rest = rest.get(start..)?;
        let chunk = usize::try_from(length).ok().and_then(|length| rest.get(..length)).unwrap_or(rest);
        whole.extend_from_slice(chunk);
        rest = rest.get(chunk.len()..)?;
        rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
    }
}
