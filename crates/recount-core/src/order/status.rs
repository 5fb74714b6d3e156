//! How far an order has got, from the tense of its verb and the words beside it.

use super::{Act, Draft, clause};
use crate::{
    lexicon::Phrase,
    statement::{Scene, is_passive},
    text::{Relation, Tag},
};

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

/// The status of an order, by the act's own words.
pub(super) fn read(scene: &Scene, draft: &Draft) -> OrderStatus {
    if matches!(draft.act, Act::Accusation | Act::Appeal | Act::Denial) {
        return OrderStatus::Reported;
    }
    let words = &scene.lexicon.orders.status;
    let own = own_words(scene, draft);
    let says = |list: &[Phrase]| own.iter().any(|at| clause::has_any(scene, &(*at..*at + 1), list));
    let verbs = verbs(scene, draft);
    let any = |words: &[&str]| verbs.iter().any(|verb| has_word(scene, *verb, words));
    let negated = scene.is_negated(draft.verb) || says(&words.denied);
    // What will not be done is a promise, as is what somebody means to do.
    let ahead = any(&WILL) || says(&words.announced);
    // "The cards expired on that day" has happened; "the deadline expires on 30 June" tells until when it holds.
    let is_past = matches!(scene.tag(draft.verb), Tag::VBD | Tag::VBN);
    if negated && !ahead {
        OrderStatus::Denied
    } else if says(&words.considered) || any(&MAY) && draft.act != Act::EntryRule {
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
    } else if says(&words.expired) && is_past {
        OrderStatus::Expired
    } else if says(&words.lifted) {
        OrderStatus::Lifted
    } else if draft.act == Act::Enforcement {
        enforced(scene, draft, says(&words.standing))
    } else {
        OrderStatus::InForce
    }
}

/// How far enforcement has got that nothing says more of: a threat of what befalls whoever stays is announced, what is set up or made a duty
/// holds, all else was done.
fn enforced(scene: &Scene, draft: &Draft, stands: bool) -> OrderStatus {
    if clause::has_any(scene, &draft.tokens, &scene.lexicon.orders.status.threatened) {
        OrderStatus::Announced
    } else if stands {
        OrderStatus::InForce
    } else {
        OrderStatus::CarriedOut
    }
}

const WILL: [&str; 7] = ["will", "would", "shall", "'ll", "’ll", "wo", "going"];
const MAY: [&str; 3] = ["could", "may", "might"];

/// The most verbs above or below that carry on what the act's verb says.
const STEPS: usize = 3;

/// The verb of the act with those that it completes and that complete it: "will consider extending", "has recommended that cards be renewed".
fn verbs(scene: &Scene, draft: &Draft) -> Vec<usize> {
    let mut verbs = vec![draft.verb];
    let mut at = draft.verb;
    for _ in 0..STEPS {
        let completes = matches!(scene.clauses.relation(at), Relation::Xcomp | Relation::Ccomp);
        let Some(head) = scene.clauses.head(at).filter(|head| completes && scene.is_verb(*head)) else {
            break;
        };
        verbs.push(head);
        at = head;
    }
    let mut at = draft.verb;
    for _ in 0..STEPS {
        let Some(below) = scene.clauses.child(at, &[Relation::Xcomp]) else { break };
        verbs.push(below);
        at = below;
    }
    verbs
}

/// The words by which a clause says how far its act has got: its verbs with what hangs on them closely, and the noun that they are about. What
/// is told of other things in the clause ("the extended deadline expired") is not among them.
fn own_words(scene: &Scene, draft: &Draft) -> Vec<usize> {
    let mut own = Vec::new();
    for verb in verbs(scene, draft) {
        own.push(verb);
        let bare = scene.token(verb).is_some_and(|token| matches!(&*token.lemma, "be" | "come" | "go"));
        let passive = is_passive(scene, verb);
        for child in scene.clauses.children(verb).iter().copied() {
            match scene.clauses.relation(child) {
                Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Advmod => own.push(child),
                Relation::CompoundPrt => own.push(child),
                Relation::Obj | Relation::Iobj => own.extend(noun(scene, child)),
                Relation::Nsubj | Relation::NsubjPass if bare || passive => own.extend(noun(scene, child)),
                _ => {}
            }
        }
        if !scene.is_verb(verb) {
            own.extend(noun(scene, verb));
        }
    }
    own
}

/// A noun with what stands before it: "no extension", "a grace period".
fn noun(scene: &Scene, at: usize) -> impl Iterator<Item = usize> {
    let close = |child: &usize| {
        *child < at && matches!(scene.clauses.relation(*child), Relation::Det | Relation::Compound)
    };
    std::iter::once(at)
        .chain(scene.clauses.children(at).iter().copied().filter(close))
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whether one of the words hangs on the verb before it.
fn has_word(scene: &Scene, verb: usize, words: &[&str]) -> bool {
    let children = scene.clauses.children(verb).iter().copied();
    // "Of 15 May he set a deadline": a month is no auxiliary.
    let is_month = |child: usize| scene.clauses.word(child) == "may" && scene.tag(child) != Tag::MD;
    children
        .filter(|child| *child < verb && !is_month(*child))
        .any(|child| words.contains(&scene.clauses.word(child)))
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
