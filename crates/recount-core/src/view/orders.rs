//! What authorities decided, demanded or changed, as lines; each with the accounts that answer it.

use std::collections::BTreeSet;

use super::{answers, statements::holds, words::single_spaced};
use crate::{
    edtf::Edtf,
    extraction::Extraction,
    lexicon::Lexicon,
    order::{Act, Order, OrderStatus},
    span::Span,
};

/// One order in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// The report's name.
    pub document: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// What sort of act.
    pub act: Act,
    /// Who acts.
    pub actor: Option<String>,
    /// Whom or what it concerns.
    pub object: Option<String>,
    /// How far it has got.
    pub status: OrderStatus,
    /// The day it takes effect.
    pub effective: Option<Edtf>,
    /// The day by which it must be obeyed.
    pub deadline: Option<Edtf>,
    /// The clause that states it, in bytes of the report's text.
    pub span: Span,
    /// The words of the clause.
    pub clause: String,
    /// The sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
    /// What others say or do against it: the counter-accounts, nearest first.
    pub answers: Vec<Answer>,
}

/// An account that stands against another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The report's name.
    pub document: String,
    /// What sort of act.
    pub act: Act,
    /// Who answers.
    pub actor: Option<String>,
    /// The words of the clause.
    pub clause: String,
    /// The clause, in bytes of the report's text.
    pub span: Span,
    /// Why it is set against the other.
    pub reason: &'static str,
}

/// Which orders are wanted; what is left open holds for all. Words are compared without regard to case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderQuery {
    /// The act.
    pub act: Option<Act>,
    /// Words in the actor's name.
    pub actor: Option<String>,
    /// How far it has got.
    pub status: Option<OrderStatus>,
    /// Words in the sentence.
    pub text: Option<String>,
}

impl OrderQuery {
    /// Whether the order is wanted.
    pub fn keeps(&self, line: &OrderLine) -> bool {
        let actor = |wanted: &str| line.actor.as_deref().is_some_and(|actor| holds(actor, wanted));
        self.act.is_none_or(|act| act == line.act)
            && self.status.is_none_or(|status| status == line.status)
            && self.actor.as_deref().is_none_or(actor)
            && self.text.as_deref().is_none_or(|wanted| holds(&line.text, wanted))
    }
}

/// Every order with its counter-accounts, in order of report and place.
pub fn orders(extractions: &[Extraction], lexicon: &Lexicon) -> Vec<OrderLine> {
    let mut lines: Vec<OrderLine> = extractions.iter().flat_map(orders_of).collect();
    let answers = answers::answers(&lines, extractions, lexicon);
    for (line, answers) in lines.iter_mut().zip(answers) {
        line.answers = answers;
    }
    lines
}

/// The orders of one report, without counter-accounts; one that stands twice in a page, once.
pub fn orders_of(extraction: &Extraction) -> Vec<OrderLine> {
    let mut told: BTreeSet<(Act, String)> = BTreeSet::new();
    let lines = extraction.orders.iter().map(|order| line(extraction, order));
    lines.filter(|line| told.insert((line.act, line.clause.clone()))).collect()
}

fn line(extraction: &Extraction, order: &Order) -> OrderLine {
    let passage = extraction.passage_at(order.span.start);
    OrderLine {
        document: extraction.document.clone(),
        outlet: extraction.outlet.clone(),
        url: extraction.url.clone(),
        published: extraction.published,
        act: order.act,
        actor: order.actor.clone(),
        object: order.object.clone(),
        status: order.status,
        effective: order.effective,
        deadline: order.deadline,
        span: order.span,
        clause: extraction.text_of(order.span),
        sentence: passage.map_or(order.span, |passage| passage.span),
        text: passage.map(|passage| single_spaced(&passage.text)).unwrap_or_default(),
        answers: Vec::new(),
    }
}
