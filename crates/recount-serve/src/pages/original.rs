//! The bytes that a report was made from, as they came. Names of private people stand in them, so whoever only reads gets none, unless the server shows
//! names. A PDF may be looked at inside the page; anything else is a file to be kept.

use recount_core::Span;
use recount_store::{Kept, Sqlite, Workspace, engine::Reports};

use crate::{Problem, Role, answer::Answer, ask::Ask, desk::Desk, link};

const PDF: &str = "application/pdf";
/// What a PDF may do in the page: show itself, in a frame of this server's own pages, and nothing else.
const SHUT: &str = "default-src 'none'; frame-ancestors 'self'; sandbox";

/// Whether somebody may have the originals.
fn may_have(desk: &Desk, ask: &Ask) -> bool {
    desk.names || ask.who.role >= Role::Analyst
}

/// The address of a report's original.
fn address(document: &str) -> String {
    format!("{}/original", link::report(document))
}

/// Whether it is a PDF of which the report is the whole.
fn is_pdf(kept: &Kept) -> bool {
    kept.reader == "pdf" && kept.part == 0
}

/// A page of the PDF.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    pub(super) number: u32,
    /// Where it is shown: in the frame beside the text, or by a page that has one.
    pub(super) href: String,
}

/// The way to the bytes as they came.
pub(super) struct Original {
    pub(super) href: String,
    pub(super) is_pdf: bool,
    /// The page of the PDF that stands beside the text, and the address of its frame.
    pub(super) beside: Option<(u32, String)>,
    /// The same report with the PDF beside it, or without.
    pub(super) other: String,
}

impl Original {
    /// Of a report that somebody may have.
    pub(super) fn of(desk: &Desk, ask: &Ask, kept: &Kept) -> Option<Original> {
        if !may_have(desk, ask) {
            return None;
        }
        let (href, is_pdf) = (address(&kept.report.document), is_pdf(kept));
        let asked = ask.query.get("beside").filter(|_| is_pdf);
        let asked = asked.map(|page| page.parse().ok().filter(|page| *page > 0).unwrap_or(1));
        let report = link::report(&kept.report.document);
        Some(Original {
            beside: asked.map(|page| (page, at_page(&href, page))),
            other: if asked.is_some() { report } else { format!("{report}?beside=1") },
            href,
            is_pdf,
        })
    }

    /// Where the page that a stretch stands on is shown.
    pub(super) fn page(&self, kept: &Kept, span: Span) -> Option<Beside> {
        let mut blocks = kept.report.blocks.iter().filter(|block| self.is_pdf && block.span.contains(span));
        let number = blocks.find_map(|block| block.page)?;
        let href = match self.beside {
            Some(_) => at_page(&self.href, number),
            None => format!("{}?beside={number}", link::report(&kept.report.document)),
        };
        Some(Beside { number, href })
    }
}

/// The original of the report of this name.
pub(crate) fn answer(desk: &Desk, ask: &Ask) -> Result<Answer, Problem> {
    if !may_have(desk, ask) {
        return Err(Problem::refused(
            "expected somebody in the role analyst, since names of private people stand in originals",
        ));
    }
    let (kept, bytes) = desk.with(|workspace| found(workspace, ask.name()))?;
    if recount_store::sha256(&bytes) != kept.original {
        return Err(Problem::new(
            410,
            "expected the original as it came, found other bytes; `recount verify` says more",
        ));
    }
    let answer = Answer::bytes(if is_pdf(&kept) { PDF } else { "application/octet-stream" }, bytes);
    let answer = answer.with("content-security-policy", SHUT).with("cache-control", "no-store");
    Ok(match is_pdf(&kept) {
        true => {
            answer.with("content-disposition", named("inline", &kept)).with("x-frame-options", "SAMEORIGIN")
        }
        false => answer.with("content-disposition", named("attachment", &kept)),
    })
}

fn found(workspace: &Workspace<Sqlite>, document: &str) -> Result<(Kept, Vec<u8>), Problem> {
    let kept = workspace.engine().report_named(document)?;
    let kept =
        kept.ok_or_else(|| Problem::missing(format!("expected the name of a report, found `{document}`")))?;
    let bytes = workspace.engine().bytes(kept.id)?;
    Ok((kept, bytes))
}

/// What the file is called where it is kept: letters and digits of the report's name, and the ending of its kind.
fn named(how: &str, kept: &Kept) -> String {
    let plain =
        |letter: char| if letter.is_ascii_alphanumeric() || "-_.".contains(letter) { letter } else { '-' };
    let name: String = kept.report.document.chars().take(80).map(plain).collect();
    let ending =
        recount_formats::read::reader_called(&kept.reader).and_then(|reader| reader.extensions.first());
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let name = name.strip_suffix(&ending).unwrap_or(&name);
    format!("{how}; filename=\"{name}{ending}\"")
}

/// The address of the original with a page of it in view. The page stands before the `#` too: a browser's viewer turns to it where the address is another.
fn at_page(address: &str, page: u32) -> String {
    format!("{address}?page={page}#page={page}&navpanes=0&view=FitH")
}
