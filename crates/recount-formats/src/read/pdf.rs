//! PDF: the words of its pages as paragraphs.

use std::{collections::BTreeSet, io::Read};

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId, PlainTextOutput};
use recount_core::Report;

use crate::Problem;

use super::{Reader, Reading, Source, Way, reflow};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "pdf",
    version: 1,
    name: "PDF",
    extensions: &["pdf"],
    keeps: "One report a file: the words of its pages in the order they were set, lines joined to paragraphs, rows of figures a line each, \
            footnotes where they stand; title and author of its properties.",
    drops: "Lines at the head or foot of page after page, pictures (a scanned page has no words), forms. The day it was made is not taken \
            for a day of publication.",
    sniff: |head| head.get(..1024).unwrap_or(head).windows(5).any(|window| window == b"%PDF-"),
    way: Way::Document(read),
};

fn read(source: &Source) -> Reading {
    match try_read(source) {
        Ok((report, odd)) => Reading { reports: vec![report], problems: odd.into_iter().collect() },
        Err(problem) => problem.into(),
    }
}

fn try_read(source: &Source) -> Result<(Report, Option<Problem>), Problem> {
    let broken = |found: String| Problem::set_aside(source.name, "a whole PDF", found);
    if !(READER.sniff)(source.bytes) {
        return Err(broken("no `%PDF-` at its head".to_owned()).advise("say what it is with --as"));
    }
    let limits = &source.options.limits;
    streams_are_tame(source.bytes, limits.unpacked(source.bytes.len())).map_err(broken)?;
    let mut document = Document::load_mem(source.bytes).map_err(|error| broken(error.to_string()))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Problem::set_aside(
            source.name,
            "a PDF that anybody may read",
            "one that asks for a password",
        )
        .advise("save it without a password"));
    }
    let pages = document.get_pages();
    if pages.len() > limits.pages {
        let expected = format!("at most {} pages", limits.pages);
        return Err(
            Problem::set_aside(source.name, expected, pages.len().to_string()).advise("raise --max-pages")
        );
    }
    if let Some(found) = cycle(&document, pages.values().copied()) {
        return Err(broken(found));
    }
    let mut texts = Vec::new();
    let mut lost = Vec::new();
    for number in pages.keys() {
        match page(&document, *number) {
            Some(text) => texts.push(text),
            None => lost.push(*number),
        }
    }
    let text = reflow::paragraphs(&texts);
    if text.trim().is_empty() {
        let found = if lost.is_empty() { "none" } else { "pages that cannot be read" };
        return Err(Problem::set_aside(source.name, "pages with words", found)
            .advise("if it is scanned, run it through text recognition first"));
    }
    let mut report = Report::new(source.stem, text);
    report.title = property(&document, b"Title");
    report.author = property(&document, b"Author");
    let first = lost.first().map(|number| {
        Problem::read_anyway(source.name, "pages that can be read", format!("{} that cannot", lost.len()))
            .at(format!("page {number}"))
    });
    Ok((report, first))
}

/// The words of a page; none where the library fails on it.
fn page(document: &Document, number: u32) -> Option<String> {
    let mut text = String::new();
    let work = || {
        let mut output = PlainTextOutput::new(&mut text);
        pdf_extract::output_doc_page(document, &mut output, number).is_ok()
    };
    super::guard::caught(work).unwrap_or(false).then_some(text)
}

/// Unpacks each stream that says it is packed the usual way, keeping nothing, as often as it says; an error where that
/// would be more than is allowed in all.
fn streams_are_tame(bytes: &[u8], most: u64) -> Result<(), String> {
    let mut left = most;
    let mut at = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or(&[]), b"stream") {
        let start = at + found + b"stream".len();
        at = start;
        let is_end = found >= 3 && bytes.get(start - 9..start - 6) == Some(b"end");
        let data = bytes.get(start..).unwrap_or(&[]);
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if is_end || data.first().is_none_or(|first| first & 0x0f != 8) {
            continue;
        }
        let once = ZlibDecoder::new(data);
        let count = std::io::copy(&mut once.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or(0);
        let twice = ZlibDecoder::new(ZlibDecoder::new(data));
        let again = std::io::copy(&mut twice.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or(0);
        left = left
            .checked_sub(count.saturating_add(again))
            .ok_or_else(|| format!("more than {most} bytes unpacked (--max-ratio, --max-whole)"))?;
    }
    Ok(())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| byte == first)?;
        if bytes.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

/// How long a chain of objects may be.
const LONG: usize = 64;

/// What would lead the library round and round: a page that is its own ancestor, a form that draws itself.
fn cycle(document: &Document, pages: impl Iterator<Item = ObjectId>) -> Option<String> {
    for page in pages {
        let mut at = page;
        let mut steps = 0;
        while let Some(parent) =
            document.get_dictionary(at).ok().and_then(|page| page.get(b"Parent").ok()?.as_reference().ok())
        {
            at = parent;
            steps += 1;
            if steps > LONG {
                return Some("a page tree that leads back to itself".to_owned());
            }
        }
    }
    let mut known = BTreeSet::new();
    let forms: Vec<ObjectId> = document.objects.keys().copied().collect();
    let loops = forms.iter().any(|form| draws_itself(document, *form, &mut Vec::new(), &mut known));
    loops.then(|| "a form that draws itself".to_owned())
}

/// Whether a form leads back to itself, or deeper than anybody sets a page. `known` are those that do not.
fn draws_itself(
    document: &Document,
    form: ObjectId,
    path: &mut Vec<ObjectId>,
    known: &mut BTreeSet<ObjectId>,
) -> bool {
    if path.contains(&form) || path.len() > LONG {
        return true;
    }
    if known.contains(&form) {
        return false;
    }
    path.push(form);
    let inner = drawn(document, form);
    let found = inner.into_iter().any(|inner| draws_itself(document, inner, path, known));
    path.pop();
    known.insert(form);
    found
}

/// The objects that a form may draw.
fn drawn(document: &Document, form: ObjectId) -> Vec<ObjectId> {
    let Ok(Object::Stream(stream)) = document.get_object(form) else { return Vec::new() };
    let dictionary = |of: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        let value = of.get(key).ok()?;
        let value = value.as_reference().ok().map_or(Ok(value), |id| document.get_object(id)).ok()?;
        value.as_dict().ok().cloned()
    };
    let objects =
        dictionary(&stream.dict, b"Resources").and_then(|resources| dictionary(&resources, b"XObject"));
    let Some(objects) = objects else { return Vec::new() };
    objects.iter().filter_map(|(_, object)| object.as_reference().ok()).collect()
}

/// A property of the document as text.
fn property(document: &Document, name: &[u8]) -> Option<String> {
    let properties = document.trailer.get(b"Info").ok()?;
    let properties = properties.as_reference().ok().and_then(|id| document.get_dictionary(id).ok())?;
    let bytes = properties.get(name).ok()?.as_str().ok()?;
    let text = match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let text = text.trim().trim_start_matches("Microsoft Word - ").to_owned();
    (!text.is_empty()).then_some(text)
}
