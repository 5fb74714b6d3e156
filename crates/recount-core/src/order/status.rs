//! How far an order has got, from the tense of its verb and the words beside it.

use super::{Act, Draft, clause};
use crate::statement::Scene;

/// How far an order has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum OrderStatus {
    /// Thought of, proposed, possible.
    Considered,
    /// Recommended by somebody who does not decide.
    Recommended,
    /// Intended, promised, threatened or announced for a time to come.
    Announced,
    /// Given and in force.
    InForce,
    /// Done, or being done.
    CarriedOut,
    /// In force for longer than first set.
    Extended,
    /// Put off or halted.
    Postponed,
    /// Withdrawn.
    Lifted,
    /// Run out.
    Expired,
    /// Said not to be so.
    Denied,
    /// An accusation, denial or appeal that was made.
    Reported,
}

impl OrderStatus {
    /// Every status.
    pub const ALL: [OrderStatus; 11] = [
        OrderStatus::Considered,
        OrderStatus::Recommended,
        OrderStatus::Announced,
        OrderStatus::InForce,
        OrderStatus::CarriedOut,
        OrderStatus::Extended,
        OrderStatus::Postponed,
        OrderStatus::Lifted,
        OrderStatus::Expired,
        OrderStatus::Denied,
        OrderStatus::Reported,
    ];

    /// The word of the outputs.
    pub const fn code(self) -> &'static str {
        match self {
            OrderStatus::Considered => "considered",
            OrderStatus::Recommended => "recommended",
            OrderStatus::Announced => "announced",
            OrderStatus::InForce => "in_force",
            OrderStatus::CarriedOut => "carried_out",
            OrderStatus::Extended => "extended",
            OrderStatus::Postponed => "postponed",
            OrderStatus::Lifted => "lifted",
            OrderStatus::Expired => "expired",
            OrderStatus::Denied => "denied",
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
    let negated = scene.is_negated(draft.verb) || says(&words.denied);
    // What will not be done is a promise, as is what somebody means to do.
    let ahead = will(scene, draft.verb) || says(&words.announced);
    if negated && !ahead {
        OrderStatus::Denied
    } else if says(&words.considered) || may(scene, draft.verb) {
        OrderStatus::Considered
    } else if says(&words.recommended) {
        OrderStatus::Recommended
    } else if says(&words.postponed) && !matches!(draft.act, Act::Protection) {
        OrderStatus::Postponed
    } else if says(&words.extended) {
        OrderStatus::Extended
    } else if ahead {
        OrderStatus::Announced
    } else if says(&words.postponed) {
        OrderStatus::Postponed
    } else if says(&words.expired) {
        OrderStatus::Expired
    } else if says(&words.lifted) {
        OrderStatus::Lifted
    } else if draft.act == Act::Enforcement {
        OrderStatus::CarriedOut
    } else {
        OrderStatus::InForce
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
            &[(Act::ExpulsionOrder, OrderStatus::InForce, Some("all undocumented workers"))],
        );
        check(
            "Police raided three hostels on Monday.",
            &[(Act::Enforcement, OrderStatus::CarriedOut, Some("three hostels"))],
        );
        check(
            "The minister said the country would not deport foreign students.",
            &[(Act::Protection, OrderStatus::Announced, Some("foreign students"))],
        );
        check(
            "Belun has extended temporary protected status for Goravans.",
            &[(Act::Protection, OrderStatus::Extended, Some("Goravans"))],
        );
        check(
            "The government suspended the deportation orders on Friday.",
            &[(Act::Protection, OrderStatus::Postponed, Some("the deportation orders"))],
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
