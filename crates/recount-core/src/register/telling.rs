//! What one report tells of one act, ready to be set beside what others tell.

use std::collections::BTreeSet;

use super::{
    party::{Asked, Context, Parties, Party},
    words::telling,
};
use crate::{
    edtf::Edtf,
    extraction::Extraction,
    lexicon::Lexicon,
    order::{Act, Order, OrderStatus},
    span::Span,
};

/// One report's telling of an act.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub(super) document: String,
    pub(super) published: Option<Edtf>,
    pub(super) span: Span,
    pub(super) clause: String,
    pub(super) sentence: Span,
    pub(super) text: String,
    pub(super) kind: Act,
    pub(super) status: OrderStatus,
    pub(super) authority: Option<Party>,
    pub(super) whom: Option<String>,
    pub(super) effective: Option<Edtf>,
    pub(super) deadline: Option<Edtf>,
    /// The telling words of whom it concerns and of the clause.
    pub(super) about: BTreeSet<String>,
    pub(super) words: BTreeSet<String>,
}

/// The acts of every report: what is decided, ordered, allowed, carried out or denied; not what is only said for or against it.
pub(super) fn tellings(extractions: &[&Extraction], parties: &Parties, lexicon: &Lexicon) -> Vec<Telling> {
    let mut all: Vec<Telling> =
        extractions.iter().flat_map(|extraction| of_report(extraction, parties, lexicon)).collect();
    all.sort_by(|one, two| key(one).cmp(&key(two)));
    all
}

fn key(telling: &Telling) -> (Option<jiff::civil::Date>, &str, Span) {
    let day = telling.published.and_then(|day| day.first_day().or(day.last_day()));
    (day, &telling.document, telling.span)
}

fn of_report(extraction: &Extraction, parties: &Parties, lexicon: &Lexicon) -> Vec<Telling> {
    let mut context = Context::default();
    let mut told: BTreeSet<(Act, String)> = BTreeSet::new();
    let acts = extraction.orders.iter().filter(|order| !matches!(order.act, Act::Appeal | Act::Accusation));
    let one = |order: &Order| {
        let clause = extraction.text_of(order.span);
        if !told.insert((order.act, clause.clone())) {
            return None;
        }
        let passage = extraction.passage_at(order.span.start);
        let actor = order.actor.as_deref().filter(|actor| parties.can_decide(actor));
        let authority = actor.and_then(|actor| {
            parties.resolve(extraction, &Asked::name(actor, order.span.start), &mut context)
        });
        let kind = if order.status == OrderStatus::Denied { Act::Denial } else { order.act };
        if !is_act(order, kind, &clause, authority.as_ref(), lexicon) {
            return None;
        }
        Some(Telling {
            document: extraction.document.clone(),
            published: extraction.published,
            span: order.span,
            sentence: passage.map_or(order.span, |passage| passage.span),
            text: super::position::sentence(extraction, order.span.start),
            kind,
            // Who says that it is not so has denied it, in whatever words.
            status: if kind == Act::Denial { OrderStatus::Denied } else { order.status },
            authority,
            whom: order.object.clone(),
            effective: order.effective,
            deadline: order.deadline,
            about: order.object.as_deref().map(|whom| telling(lexicon, whom)).unwrap_or_default(),
            words: telling(lexicon, &clause),
            clause,
        })
    };
    acts.filter_map(one).collect()
}

/// Whether what is told is an act that a register holds: a denial of an order and not of a reproach; an act of somebody who can decide, or one
/// that says at least whom or when.
fn is_act(order: &Order, kind: Act, clause: &str, authority: Option<&Party>, lexicon: &Lexicon) -> bool {
    let words = super::words::small(clause);
    if kind == Act::Denial {
        return words.iter().any(|word| lexicon.parties.decisions.contains(word));
    }
    match authority {
        Some(party) => {
            party.state.is_some()
                || party.body.is_some()
                || !party.is_private() && (order.object.is_some() || order.deadline.is_some())
        }
        None => order.deadline.is_some() || order.effective.is_some() || order.object.is_some(),
    }
}

impl Telling {
    /// The state that acts.
    pub(super) fn state(&self) -> Option<&str> {
        self.authority.as_ref().and_then(|authority| authority.state.as_deref())
    }

    /// What the telling changes of another act; none where it tells an act of its own.
    pub(super) fn change(&self) -> Option<&'static str> {
        Some(match self.status {
            OrderStatus::Extended => "extension",
            OrderStatus::Postponed => "postponement",
            OrderStatus::Lifted => "lifting",
            OrderStatus::Expired => "lapse",
            OrderStatus::Considered | OrderStatus::Recommended => "proposal",
            OrderStatus::Denied => "denial",
            _ if self.kind == Act::Denial => "denial",
            _ => return None,
        })
    }
}
