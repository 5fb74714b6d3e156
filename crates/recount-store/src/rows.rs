//! What is read from one report, as the rows that are kept of it.

use std::collections::BTreeMap;

use recount_core::{
    Extraction, Report, Span,
    count::{Key, Mark},
    edtf::Edtf,
    figure::Figure,
    order::Order,
    origin::Account,
    span::CodePoints,
    statement::Statement,
    view::{figure_id, figure_lines},
};

use crate::codec;

pub use recount_core::view::FigureLine as FigureRow;

/// A statement as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of a statement")]
pub struct StatementRow {
    pub document: String,
    pub position: usize,
    pub source: Option<String>,
    pub kind: Option<String>,
    pub party: Option<String>,
    pub cue: String,
    pub content: String,
    pub manner: String,
    pub stance: Option<String>,
    /// The sources behind the source, nearest first.
    pub chain: Vec<String>,
    pub venue: Option<String>,
    /// Source, cue and content as JSON, in code points.
    pub spans: String,
}

/// An order as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of the annotation guide")]
pub struct OrderRow {
    pub document: String,
    pub position: usize,
    pub start: usize,
    pub end: usize,
    /// In bytes.
    pub span: Span,
    pub text: String,
    pub act: String,
    pub actor: Option<String>,
    /// Whom it concerns.
    pub object: Option<String>,
    /// How far it has got.
    pub status: String,
    pub effective: Option<String>,
    pub deadline: Option<String>,
    pub sentence: String,
    /// Where that starts, in bytes.
    pub sentence_byte: usize,
}

/// An account with what it counts and the name of its first figure.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// The name.
    pub id: String,
    /// What it counts.
    pub key: Key,
    /// What it says.
    pub account: Account,
}

/// All that is kept of what was read from one report.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the names of the tables")]
pub struct Rows {
    pub published: Option<Edtf>,
    pub as_of: Option<Edtf>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub agencies: Vec<String>,
    pub figures: Vec<FigureRow>,
    pub statements: Vec<StatementRow>,
    pub orders: Vec<OrderRow>,
    pub accounts: Vec<AccountRow>,
}

/// What people decided of the figures of one report, by the places of these.
pub(crate) type Decided = BTreeMap<Span, &'static str>;

/// The rows of a report: `extraction` holds the figures that count, `rejected` those that a person took out.
pub(crate) fn rows(
    report: &Report,
    extraction: &Extraction,
    accounts: BTreeMap<Key, Vec<Account>>,
    rejected: &[Figure],
    decided: &Decided,
) -> Rows {
    let writer = Writer { report, extraction, points: CodePoints::new(&report.text) };
    let accounts: Vec<AccountRow> = accounts
        .into_iter()
        .flat_map(|(key, accounts)| accounts.into_iter().map(move |account| (key.clone(), account)))
        .map(|(key, account)| AccountRow { id: writer.id(account.name().1), key, account })
        .collect();
    let account_of: BTreeMap<Span, &str> = accounts
        .iter()
        .flat_map(|row| row.account.evidence.iter().map(|evidence| (evidence.span, row.id.as_str())))
        .collect();
    let all: Vec<Figure> = extraction.figures.iter().chain(rejected).cloned().collect();
    let mut figures = figure_lines(report, extraction, &all);
    for row in &mut figures {
        row.decided = decided.get(&row.span).map(|word| (*word).to_string());
        row.account = account_of.get(&row.span).map(|id| (*id).to_string());
    }
    figures.sort_by_key(|row| row.span);
    Rows {
        published: extraction.published,
        as_of: extraction.mentions.dated.as_of,
        title: extraction.title.clone(),
        outlet: extraction.outlet.clone(),
        agencies: extraction.agencies.clone(),
        figures,
        statements: writer.each(&extraction.statements, Writer::statement),
        orders: writer.each(&extraction.orders, Writer::order),
        accounts,
    }
}

struct Writer<'a> {
    report: &'a Report,
    extraction: &'a Extraction,
    points: CodePoints<'a>,
}

impl Writer<'_> {
    fn each<T, R>(&self, items: &[T], row: impl Fn(&Self, usize, &T) -> R) -> Vec<R> {
        items.iter().enumerate().map(|(position, item)| row(self, position, item)).collect()
    }

    fn id(&self, span: Span) -> String {
        figure_id(&self.report.document, self.points.at(span.start))
    }

    fn words(&self, span: Span) -> String {
        span.slice(&self.report.text).to_string()
    }

    fn statement(&self, position: usize, statement: &Statement) -> StatementRow {
        let words = |spans: &[Span]| {
            spans.iter().map(|span| span.slice(&self.report.text)).collect::<Vec<_>>().join(" … ")
        };
        let offsets = |spans: &[Span]| spans.iter().map(|span| self.points.of(*span)).collect::<Vec<_>>();
        let parts = [&statement.source, &statement.cue, &statement.content];
        let [source, cue, content] = parts.map(|spans| words(spans));
        StatementRow {
            document: self.report.document.clone(),
            position,
            source: (!source.is_empty()).then_some(source),
            kind: statement.kind.map(|kind| kind.code().to_string()),
            party: statement.party.clone(),
            cue,
            content,
            manner: statement.manner.code().to_string(),
            stance: statement.stance.map(|stance| stance.code().to_string()),
            chain: statement.chain.iter().map(|span| self.words(*span)).collect(),
            venue: statement.venue.map(|span| self.words(span)),
            spans: codec::json(&parts.map(|spans| offsets(spans))),
        }
    }

    fn order(&self, position: usize, order: &Order) -> OrderRow {
        let (start, end) = self.points.of(order.span);
        let passage = self.extraction.passage_at(order.span.start);
        OrderRow {
            document: self.report.document.clone(),
            position,
            start,
            end,
            span: order.span,
            text: self.words(order.span),
            act: order.act.code().to_string(),
            actor: order.actor.clone(),
            object: order.object.clone(),
            status: order.status.code().to_string(),
            effective: order.effective.map(|date| date.to_string()),
            deadline: order.deadline.map(|date| date.to_string()),
            sentence: passage.map_or_else(|| self.words(order.span), |passage| passage.text.clone()),
            sentence_byte: passage.map_or(order.span.start, |passage| passage.span.start),
        }
    }
}

/// The mark of a figure that is kept.
pub(crate) fn mark(row: &FigureRow) -> Mark {
    Mark { document: row.document.clone(), span: row.span }
}
