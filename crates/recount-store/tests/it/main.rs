//! The tests of the store: one suite that holds for every engine, and what is SQLite's alone.

mod damages;
mod file;
mod forge;
mod order;
mod pages;
mod suite;
mod work;

use recount_core::{Lexicon, Report, extract};
use recount_store::{Act, Draft, Engine, Prepared, Sqlite, Workspace, sha256};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// A time.
const NOW: &str = "2027-02-20T12:00:00Z";

/// A report with its day, as a reader would make it.
fn report(name: &str, day: &str, text: &str) -> Report {
    Report { published: recount_core::edtf::Edtf::parse(day), ..Report::new(name, text) }
}

/// Ready to be kept; its bytes are the text.
fn prepared(report: &Report) -> Prepared {
    let bytes = report.text.clone().into_bytes();
    Prepared {
        sha256: sha256(&bytes),
        original: sha256(&bytes),
        part: 0,
        bytes: bytes.into(),
        file: format!("{}.txt", report.document),
        reader: "plain text".to_string(),
        version: "1".to_string(),
        charset: None,
        columns: None,
        report: report.clone(),
        extraction: extract(report, &LEXICON),
    }
}

/// A decision about a figure, or two.
fn draft<E: Engine>(workspace: &Workspace<E>, act: Act, figures: &[&str]) -> Draft {
    let anchor = |at: usize| figures.get(at).map(|id| workspace.anchor(id).expect("a figure"));
    Draft {
        author: "Ana".to_string(),
        reason: "seen with my own eyes".to_string(),
        act,
        figure: anchor(0),
        other: anchor(1),
        field: None,
        value: None,
        undoes: None,
    }
}

#[test]
fn the_suite_holds_for_sqlite() {
    suite::holds_for(|| Sqlite::in_memory().expect("a database"));
    pages::holds_for(|| Sqlite::in_memory().expect("a database"));
}
