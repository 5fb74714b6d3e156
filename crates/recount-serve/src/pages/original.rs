//! The bytes that a report was made from, as they came. Names of private people stand in them, so whoever only reads gets none, unless the server shows
//! names. A PDF may be looked at inside the page; anything else is a file to be kept.

use recount_store::{Kept, Sqlite, Workspace, engine::Reports};

use crate::{Problem, Role, answer::Answer, ask::Ask, desk::Desk, link};

const PDF: &str = "application/pdf";
/// What a PDF may do in the page: show itself, in a frame of this server's own pages, and nothing else.
const SHUT: &str = "default-src 'none'; frame-ancestors 'self'; sandbox";

/// Whether somebody may have the originals.
pub(super) fn may_have(desk: &Desk, ask: &Ask) -> bool {
    desk.names || ask.who.role >= Role::Analyst
}

/// The address of a report's original.
pub(super) fn address(document: &str) -> String {
    format!("{}/original", link::report(document))
}

/// Whether it is a PDF of which the report is the whole.
pub(super) fn is_pdf(kept: &Kept) -> bool {
    kept.reader == "pdf" && kept.part == 0
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
pub(super) fn at_page(address: &str, page: u32) -> String {
    format!("{address}?page={page}#page={page}&navpanes=0&view=FitH")
}
