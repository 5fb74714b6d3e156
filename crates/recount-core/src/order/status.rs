//! How far an order has got, from the tense of its verb and the words beside it.

use super::{Act, Draft, clause};
use crate::statement::Scene;

/// How far an order has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderStatus {
    /// Intended, promised, threatened or announced for a time to come.
    Planned,
    /// Given and in force.
    Ordered,
    /// Done, or being done.
    CarriedOut,
    /// In force for longer than first set.
    Extended,
    /// Put off or halted.
    Suspended,
    /// Withdrawn, lifted or run out.
    Ended,
    /// Said not to be so.
    Denied,
    /// What could be.
    Hypothetical,
    /// An accusation, denial or appeal that was made.
    Reported,
}

impl OrderStatus {
    /// Every status.
    pub const ALL: [OrderStatus; 9] = [
        OrderStatus::Planned,
        OrderStatus::Ordered,
        OrderStatus::CarriedOut,
        OrderStatus::Extended,
        OrderStatus::Suspended,
        OrderStatus::Ended,
        OrderStatus::Denied,
        OrderStatus::Hypothetical,
        OrderStatus::Reported,
    ];

    /// The word of the outputs: the annotation guide's for figures where it has one.
    pub const fn code(self) -> &'static str {
        match self {
            OrderStatus::Planned => "planned",
            OrderStatus::Ordered => "ordered",
            OrderStatus::CarriedOut => "carried_out",
            OrderStatus::Extended => "extended",
            OrderStatus::Suspended => "suspended",
            OrderStatus::Ended => "ended",
            OrderStatus::Denied => "denied",
            OrderStatus::Hypothetical => "hypothetical",
            OrderStatus::Reported => "reported",
        }
    }

    /// The status of this word.
    pub fn parse(code: &str) -> Option<OrderStatus> {
        OrderStatus::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// The status of an order.
pub(super) fn read(scene: &Scene, draft: &Draft) -> OrderStatus {
    if matches!(draft.act, Act::Accusation | Act::Appeal | Act::Denial) {
        return OrderStatus::Reported;
    }
    let words = &scene.lexicon.orders.status;
    let says = |list| clause::has_any(scene, &draft.tokens, list);
    let negated = scene.is_negated(draft.verb);
    // What will not be done is a promise, as is what somebody means to do.
    let ahead = will(scene, draft.verb) || says(&words.planned);
    if negated && !ahead {
        OrderStatus::Denied
    } else if may(scene, draft.verb) {
        OrderStatus::Hypothetical
    } else if says(&words.extended) {
        OrderStatus::Extended
    } else if ahead {
        OrderStatus::Planned
    } else if says(&words.suspended) {
        OrderStatus::Suspended
    } else if says(&words.ended) {
        OrderStatus::Ended
    } else if matches!(draft.act, Act::PhaseStart | Act::Enforcement) {
        OrderStatus::CarriedOut
    } else {
        OrderStatus::Ordered
    }
}

fn will(scene: &Scene, verb: usize) -> bool {
    has_word(scene, verb, &["will", "would", "shall", "'ll", "’ll", "wo", "going"])
}

fn may(scene: &Scene, verb: usize) -> bool {
    has_word(scene, verb, &["could", "may", "might"])
}

/// Whether one of the words hangs on the verb before it.
fn has_word(scene: &Scene, verb: usize, words: &[&str]) -> bool {
    let children = scene.clauses.children(verb).iter().copied();
    children.filter(|child| *child < verb).any(|child| words.contains(&scene.clauses.word(child)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lexicon, Report, extract};

    fn check(text: &str, expected: &[(Act, OrderStatus, Option<&str>)]) {
        let read = extract(&Report::new("note", text), &Lexicon::builtin());
        let found: Vec<_> =
            read.orders.iter().map(|order| (order.act, order.status, order.object.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tense_and_verb_tell_how_far_an_order_has_got() {
        check(
            "Gorava has ordered all undocumented workers to leave the country by 1 May.",
            &[(Act::ExpulsionOrder, OrderStatus::Ordered, Some("all undocumented workers"))],
        );
        check(
            "Police raided three hostels on Monday.",
            &[(Act::Enforcement, OrderStatus::CarriedOut, Some("three hostels"))],
        );
        check(
            "The minister said the country would not deport foreign students.",
            &[(Act::Protection, OrderStatus::Planned, Some("foreign students"))],
        );
        check(
            "Belun has extended temporary protected status for Goravans.",
            &[(Act::Protection, OrderStatus::Extended, Some("Goravans"))],
        );
        check(
            "The government suspended the deportation orders on Friday.",
            &[(Act::Protection, OrderStatus::Suspended, Some("the deportation orders"))],
        );
        check(
            "The embassy accused the police of harassing refugees.",
            &[(Act::Accusation, OrderStatus::Reported, Some("the police"))],
        );
    }

    #[test]
    fn codes_lead_back() {
        for status in OrderStatus::ALL {
            assert_eq!(OrderStatus::parse(status.code()), Some(status));
        }
    }
}
