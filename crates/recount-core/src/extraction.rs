//! All that is read from one report: the result of `extract`.

use crate::{
    edtf::Edtf,
    figure::{self, Figure},
    lexicon::Lexicon,
    mention::Mentions,
    order::{self, Order},
    report::Report,
    statement::{self, Statement},
    text::Prose,
};

/// All that is read from one report.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The report's name.
    pub document: String,
    /// Its date of publication, as given or read.
    pub published: Option<Edtf>,
    /// Every mention.
    pub mentions: Mentions,
    /// Every figure, in order of place.
    pub figures: Vec<Figure>,
    /// Every statement.
    pub statements: Vec<Statement>,
    /// Every order.
    pub orders: Vec<Order>,
}

/// Reads one report. Pure, total and linear in the length of the text.
pub fn extract(report: &Report, lexicon: &Lexicon) -> Extraction {
    let prose = Prose::read(&report.text, lexicon);
    let mentions = Mentions::read(report, &prose, lexicon);
    let mut figures = figure::read(report, &prose, &mentions, lexicon);
    let statements = statement::read(report, &prose, &mentions, lexicon);
    statement::credit(report, &prose, &mut figures, &statements, lexicon);
    let orders = order::read(report, &prose, &mentions, &statements, lexicon);
    Extraction {
        document: report.document.clone(),
        published: report.published,
        mentions,
        figures,
        statements,
        orders,
    }
}
