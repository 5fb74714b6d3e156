//! The names of figures, by the texts of their reports, each read once a page.

use std::collections::BTreeMap;

use recount_core::{
    Block, Span,
    span::CodePoints,
    view::{self, AccountLine},
};
use recount_store::{Sqlite, Workspace, engine::Answers};

use crate::Problem;

/// What names are made from.
pub(crate) struct Names<'w> {
    workspace: &'w Workspace<Sqlite>,
    reports: BTreeMap<String, (String, Vec<Block>)>,
}

impl<'w> Names<'w> {
    /// Over this workspace.
    pub(crate) fn of(workspace: &'w Workspace<Sqlite>) -> Names<'w> {
        Names { workspace, reports: BTreeMap::new() }
    }

    fn report(&mut self, document: &str) -> Result<&(String, Vec<Block>), Problem> {
        if !self.reports.contains_key(document) {
            let report = self.workspace.kept(document)?.report;
            self.reports.insert(document.to_owned(), (report.text, report.blocks));
        }
        self.reports.get(document).ok_or_else(|| Problem::missing(format!("no report {document}")))
    }

    /// The first figure of an account.
    pub(crate) fn figure(&mut self, account: &AccountLine) -> Result<String, Problem> {
        let start = account.evidence.first().map_or(0, |evidence| evidence.span.start);
        self.at(&account.document, start)
    }

    /// The figure that begins at a byte of a report; its text is looked at only where none is kept there.
    pub(crate) fn at(&mut self, document: &str, byte: usize) -> Result<String, Problem> {
        if let Some(known) = self.workspace.engine().figure_at(document, byte)? {
            return Ok(known);
        }
        let start = self.start(document, byte)?;
        Ok(view::figure_id(document, start))
    }

    /// The words of a report at a place.
    pub(crate) fn words(&mut self, document: &str, span: Span) -> Result<String, Problem> {
        Ok(span.slice(&self.report(document)?.0).to_owned())
    }

    /// Where a byte of a report stands, in code points.
    pub(crate) fn start(&mut self, document: &str, byte: usize) -> Result<usize, Problem> {
        let (text, _) = self.report(document)?;
        Ok(CodePoints::new(text).at(byte))
    }

    /// The layout of a report.
    pub(crate) fn blocks(&mut self, document: &str) -> Result<&[Block], Problem> {
        Ok(&self.report(document)?.1)
    }
}
