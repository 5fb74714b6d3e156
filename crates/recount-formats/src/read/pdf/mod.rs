//! PDF: the words of its pages with their layout.
//!
//! The library `pdf-inspector` gives headings, lists and tables as marked-up lines (`markup`); `pieces` puts together what
//! page and column borders cut apart; `rebuilt` puts pages together anew whose columns the library reads across; `tame` looks for what would make a library run away.

mod columns;
mod edges;
mod flow;
mod grid;
mod lines;
mod markup;
mod pieces;
mod rebuilt;
mod tables;
mod tame;
mod words;

use lopdf::Document;
use pdf_inspector::{MarkdownOptions, PageOcrReasons, PdfOptions, PdfProcessResult};
use recount_core::Report;

use crate::Problem;

use self::markup::Piece;
use super::{Reader, Reading, Source, Way, guard};

/// The row of `READERS`.
pub(super) const READER: Reader = Reader {
    code: "pdf",
    version: 4,
    name: "PDF",
    extensions: &["pdf"],
    keeps: "One report a file, with its layout: title, headings, paragraphs, lists, tables (a row a line, cells parted by ` | `), captions, \
            footnotes, numbers set large with their words, pages, columns one after the other; title and author of its properties. What stands at the head or foot of page after page is kept once.",
    drops: "Pictures, forms. A page that is a picture is named and not read. The day it was made is not taken for a day of publication.",
    sniff: |head| head.get(..1024).unwrap_or(head).windows(5).any(|window| window == b"%PDF-"),
    by_libraries: true,
    way: Way::Document(read),
};

fn read(source: &Source) -> Reading {
    match alone(|| try_read(source)) {
        Ok(Ok((report, problems))) => Reading { reports: vec![report], problems },
        Ok(Err(problem)) => problem.into(),
        Err(found) => Problem::set_aside(source.name, "a whole PDF", found).into(),
    }
}

/// Bytes of stack for the libraries' own threads.
const STACK: usize = 64 << 20;

/// What `work` returns, on one thread of its own. The libraries take turns on threads that all share, which have a small stack and may all be
/// waiting for this very report.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    let pool = pool.map_err(|error| error.to_string())?;
    pool.install(|| guard::caught(work)).map_err(|failure| failure.found())
}

fn try_read(source: &Source) -> Result<(Report, Vec<Problem>), Problem> {
    let broken = |found: String| Problem::set_aside(source.name, "a whole PDF", found);
    if !(READER.sniff)(source.bytes) {
        return Err(broken("no `%PDF-` at its head".to_owned()).advise("say what it is with --as"));
    }
    let limits = &source.options.limits;
    tame::streams_are_tame(source.bytes, limits.unpacked(source.bytes.len())).map_err(broken)?;
    inspect(source)?;
    let read = marked_up(source.bytes).map_err(broken)?;
    let pages = read.page_count;
    let pictures = pictures(&read.ocr_reasons_by_page);
    let markup = read.markdown.unwrap_or_default();
    let layout = pieces::layout(placed(source.bytes, markup::pieces(&markup)));
    if layout.is_empty() {
        let found = if pictures.is_empty() { "none" } else { "pictures, which are not read" };
        return Err(Problem::set_aside(source.name, "pages with words", found)
            .advise("if it is scanned, run it through text recognition first"));
    }
    layout.is_tame(limits).map_err(broken)?;
    let mut report = layout.report(source.stem);
    report.title = read.title.as_deref().and_then(property);
    report.author = read.author.as_deref().and_then(property);
    let problems = pictures.into_iter().filter(|page| *page <= pages).map(|page| {
        Problem::read_anyway(source.name, "pages with words", "a picture, not read")
            .at(format!("page {page}"))
    });
    Ok((report, problems.collect()))
}

/// Refuses what asks for a password, has too many pages, or leads a library round and round.
fn inspect(source: &Source) -> Result<(), Problem> {
    let broken = |found: String| Problem::set_aside(source.name, "a whole PDF", found);
    // The library mends what is broken, and tells what it cannot mend.
    let Ok(mut document) = Document::load_mem(source.bytes) else { return Ok(()) };
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Problem::set_aside(
            source.name,
            "a PDF that anybody may read",
            "one that asks for a password",
        )
        .advise("save it without a password"));
    }
    let (pages, most) = (document.get_pages(), source.options.limits.pages);
    if pages.len() > most {
        let expected = format!("at most {most} pages");
        return Err(
            Problem::set_aside(source.name, expected, pages.len().to_string()).advise("raise --max-pages")
        );
    }
    tame::cycle(&document, pages.values().copied()).map_or(Ok(()), |found| Err(broken(found)))
}

/// The pieces of the library, and pages of columns that it reads across put together anew.
fn placed(bytes: &[u8], pieces: Vec<Piece>) -> Vec<Piece> {
    match pdf_inspector::extract_text_with_positions_mem(bytes) {
        Ok(items) => rebuilt::rebuilt(pieces, &items),
        Err(_) => pieces,
    }
}

/// The whole file as the library marks it up.
fn marked_up(bytes: &[u8]) -> Result<PdfProcessResult, String> {
    let markup = MarkdownOptions {
        format_urls: false,
        detect_italic: false,
        detect_underline: false,
        include_links: false,
        include_page_numbers: true,
        // A number that stands alone may be the key figure of a box; the edges of pages tell which run.
        remove_page_numbers: false,
        strip_headers_footers: false,
        ..MarkdownOptions::default()
    };
    let options = PdfOptions { markdown: markup, ..PdfOptions::new() };
    pdf_inspector::process_pdf_mem_with_options(bytes, options).map_err(|error| error.to_string())
}

/// The pages that are pictures.
fn pictures(reasons: &[PageOcrReasons]) -> Vec<u32> {
    const PICTURE: [&str; 2] =
        [pdf_inspector::OCR_REASON_SCANNED, pdf_inspector::OCR_REASON_INVISIBLE_TEXT_LAYER];
    let is_picture = |page: &&PageOcrReasons| page.reasons.iter().any(|reason| PICTURE.contains(&&**reason));
    reasons.iter().filter(is_picture).map(|page| page.page).collect()
}

/// A property of the document, where it says something.
fn property(words: &str) -> Option<String> {
    let words = words.trim().trim_start_matches("Microsoft Word - ").trim();
    (!words.is_empty()).then(|| words.to_owned())
}
