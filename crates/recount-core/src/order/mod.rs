//! Orders: what an authority decided, demanded or changed.
//!
//! An order is a clause in which the words of an act meet (`lexicon/en/orders.toml`), or a statement whose stance is the act.

mod act;
mod clause;
mod content;
mod features;
mod fields;
mod object;
mod proposal;
mod role;
mod status;
mod weigh;
mod when;

pub use act::Act;
pub use status::OrderStatus;
pub use weigh::Clause;

#[cfg(test)]
use std::collections::BTreeSet;
use std::ops::Range;

use crate::{
    edtf::Edtf,
    lexicon::{Lexicon, OrderRule, Stance, Voice},
    mention::Mentions,
    report::Report,
    span::Span,
    statement::{self, Manner, Scene, Statement},
    text::Prose,
};
use proposal::Said;

/// What an authority decided, demanded or changed; also appeals, accusations and denials that answer it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Order {
    /// The clause that states it.
    pub span: Span,
    /// What sort of act.
    pub act: Act,
    /// Who acts.
    pub actor: Option<String>,
    /// Whom or what it concerns: who must leave, what is raided, who is accused, who is asked to act.
    pub object: Option<String>,
    /// How far it has got.
    pub status: OrderStatus,
    /// The day it takes effect.
    pub effective: Option<Edtf>,
    /// The day by which it must be obeyed.
    pub deadline: Option<Edtf>,
}

/// An order before its dates are read.
#[derive(Debug, Clone)]
struct Draft {
    act: Act,
    tokens: Range<usize>,
    actor: Option<String>,
    /// Where the verb stands that states it.
    verb: usize,
    /// Whom the statement that is the act addresses.
    addressee: Option<Span>,
    /// Whether the statement itself is the act, and no clause inside it.
    stated: bool,
}

/// Every order of the report, in order of its span.
pub fn read(
    report: &Report,
    prose: &Prose,
    mentions: &Mentions,
    statements: &[Statement],
    lexicon: &Lexicon,
) -> Vec<Order> {
    let scene = Scene::new(&report.text, prose, lexicon);
    let drafts = ruled(&scene, statements);
    let mut drafts = weigh::weighed(&scene, mentions, statements, drafts);
    // Of two that a sentence tells of one act, the one whose actor is known stands.
    if !lexicon.acts.is_learnt() {
        drafts.sort_by_key(|draft| {
            (scene.sentence_number(draft.tokens.start), draft.act, draft.actor.is_none(), draft.tokens.start)
        });
        drafts.dedup_by_key(|draft| (scene.sentence_number(draft.tokens.start), draft.act));
    }
    take_up(&scene, &mut drafts);
    let mut orders: Vec<Order> = drafts
        .into_iter()
        .filter_map(|draft| {
            let span = scene.span(scene.trim(draft.tokens.clone()))?;
            let (effective, deadline) = when::read(&scene, mentions, draft.act, &draft.tokens);
            let actor = draft.actor.clone().map(|actor| plain(&actor, mentions, &report.text).to_string());
            let object = object::read(&scene, &draft).filter(|object| !is_of(object, actor.as_deref()));
            let status = status::read(&scene, &draft);
            Some(Order { span, act: draft.act, actor, object, status, effective, deadline })
        })
        .collect();
    orders.sort_by_key(|order| (order.span, order.act));
    when::take_up(&scene, &mut orders);
    orders
}

/// The acts that rules and stances state.
fn ruled(scene: &Scene, statements: &[Statement]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> =
        statements.iter().filter_map(|statement| by_stance(scene, statement)).collect();
    let said = Said::new(scene.prose, statements);
    for number in 0..scene.prose.sentences.len() {
        clause::read(scene, number, &said, statements, &mut drafts);
    }
    drafts
}

/// Every clause of a report as it is put to the weights, for whoever makes them.
pub fn clauses(report: &Report, lexicon: &Lexicon) -> Vec<Clause> {
    if !report.is_english() {
        return Vec::new();
    }
    let prose = Prose::of(report, lexicon);
    let mentions = Mentions::read(report, &prose, lexicon);
    let mut statements = statement::read(report, &prose, &mentions, lexicon);
    statement::settle(report, &prose, &mentions, &mut statements, lexicon);
    let scene = Scene::new(&report.text, &prose, lexicon);
    let drafts = ruled(&scene, &statements);
    weigh::clauses(&scene, &mentions, &statements, &drafts)
}

/// Who acts, without the page's own date before the name and the words that credit it: "date 2023-11-07 Pakistan", "according
/// to the minister".
fn plain<'a>(actor: &'a str, mentions: &Mentions, text: &str) -> &'a str {
    let credited = |actor: &'a str| actor.strip_prefix("according to ").unwrap_or(actor);
    let dated = || {
        let rest = actor.strip_prefix("date ")?;
        let mut heads = mentions.dates.iter().take(HEADER).filter(|date| mentions.dated.is_header(date.span));
        heads.find_map(|date| rest.strip_prefix(date.span.slice(text)))
    };
    credited(dated().unwrap_or(actor).trim_start())
}

/// How many dates the head of a page holds at most.
const HEADER: usize = 3;

/// Whether what an act concerns is only who acts, told again.
fn is_of(object: &str, actor: Option<&str>) -> bool {
    actor.is_some_and(|actor| {
        actor.eq_ignore_ascii_case(object) || actor.split(' ').next_back().is_some_and(|name| name == object)
    })
}

/// Gives acts that a sentence takes up by "this move" or "the decision" the actor of the act before.
fn take_up(scene: &Scene, drafts: &mut [Draft]) {
    let mut latest: Option<(usize, Option<String>)> = None;
    for draft in drafts {
        let sentence = scene.sentence_number(draft.tokens.start);
        let state = !matches!(draft.act, Act::Accusation | Act::Appeal | Act::Denial);
        let taken_up = state && clause::takes_up(scene, draft.verb);
        match &latest {
            Some((before, actor)) if taken_up && *before + 2 >= sentence => draft.actor.clone_from(actor),
            _ if taken_up => draft.actor = None,
            _ => {}
        }
        if state && draft.actor.is_some() {
            latest = Some((sentence, draft.actor.clone()));
        }
    }
}

/// Gives statements that merely say something the stance of the act that their words are: "said the raids violate the law" accuses,
/// "we will not deport anyone" promises.
pub fn sharpen(orders: &[Order], statements: &mut [Statement], prose: &Prose, lexicon: &Lexicon) {
    for statement in statements {
        if !matches!(statement.stance, Some(Stance::Asserts | Stance::Warns))
            || statement.voice != Voice::Says
        {
            continue;
        }
        let first = orders
            .iter()
            .skip(orders.partition_point(|order| order.span.start < statement.place_of_content()));
        let party = statement.party.as_deref().unwrap_or_default();
        // Whoever reports plainly what was done accuses nobody.
        let blames = |order: &Order| {
            order.act != Act::Accusation || fields::speaks_of(order.span, &BLAME, prose, lexicon)
        };
        let own = |order: &&Order| {
            let actor = order.actor.as_deref().unwrap_or_default();
            party.ends_with(actor) && party.is_empty() == actor.is_empty() || order.act == Act::Protection
        };
        let inside = |order: &&Order| {
            own(order) && statement.content.iter().any(|content| content.contains(order.span))
        };
        // "Has raised concerns about the treatment of detainees" is an accusation as a whole.
        let whole = |order: &&Order| {
            own(order)
                && matches!(order.act, Act::Accusation | Act::Denial)
                && blames(order)
                && statement.cue.iter().all(|cue| order.span.contains(*cue))
        };
        let start = statement.place();
        let around = orders.partition_point(|order| order.span.start <= start);
        if let Some(order) = orders.iter().take(around).rev().take(NEAR).find(whole) {
            let denies = order.act == Act::Denial;
            statement.stance = Some(if denies { Stance::Denies } else { Stance::Accuses });
            continue;
        }
        let meant = first.take(NEAR).filter(inside).find_map(|order| match (order.act, order.status) {
            (Act::Accusation, _) => blames(order).then_some(Stance::Accuses),
            (Act::Denial, _) => Some(Stance::Denies),
            (Act::Appeal, _) => Some(Stance::Demands),
            (Act::Protection, OrderStatus::Announced) => Some(Stance::Promises),
            _ => None,
        });
        statement.stance = meant.or(statement.stance);
    }
}

/// The fields of meaning of which the words of an accusation have one.
const BLAME: [&str; 2] = ["blame", "wrong"];

/// How many orders behind the start of a statement are looked at; a statement holds no more.
const NEAR: usize = 40;

/// The act that a statement is by its stance alone.
fn by_stance(scene: &Scene, statement: &Statement) -> Option<Draft> {
    // What is quoted is told by the outer statement, unless the speaker speaks of themselves: "We condemn …".
    let own = !statement.quoted || statement.party.is_some();
    let stance = statement.stance.filter(|_| own && statement.voice == Voice::Says)?;
    let rule = scene.lexicon.orders.rules.iter().find(|rule| rule.says == Some(stance))?;
    let parts = [&statement.source, &statement.cue, &statement.content];
    let whole = parts.into_iter().flatten().copied().reduce(Span::cover)?;
    // A long answer is told by its first sentence.
    let tokens = scene.prose.tokens_in(whole);
    let words = scene.prose.tokens_in(*statement.cue.first()?);
    let cue = words.start;
    let negated = words.clone().any(|at| matches!(scene.clauses.word(at), "not" | "n't" | "n’t" | "never"));
    let sentence = scene.sentence(cue)?.tokens.clone();
    let tokens = tokens.start.max(sentence.start)..tokens.end.min(sentence.end);
    let direct = statement.manner == Manner::Direct && stance == Stance::Accuses;
    let clear = !clause::has_any(scene, &tokens, &rule.without) && !negated;
    (clear && !direct).then(|| Draft {
        act: act(rule),
        tokens,
        actor: actor(statement),
        verb: words.clone().rev().find(|at| scene.is_verb(*at)).unwrap_or(cue),
        addressee: statement.addressee,
        stated: true,
    })
}

fn act(rule: &OrderRule) -> Act {
    Act::parse(&rule.act).unwrap_or(Act::Appeal)
}

fn actor(statement: &Statement) -> Option<String> {
    statement.party.clone()
}

/// The codes of all acts, for the test of the rules.
#[cfg(test)]
fn codes() -> BTreeSet<&'static str> {
    Act::ALL.into_iter().map(Act::code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;

    fn acts(text: &str, lexicon: &Lexicon) -> Vec<&'static str> {
        extract(&Report::new("note", text), lexicon).orders.iter().map(|order| order.act.code()).collect()
    }

    #[test]
    fn every_rule_keeps_its_examples() {
        let lexicon = Lexicon::builtin();
        let mut wrong = Vec::new();
        for rule in &lexicon.orders.rules {
            assert!(codes().contains(&*rule.act), "{}", rule.act);
            assert!(
                !rule.examples.is_empty() && !rule.counterexamples.is_empty(),
                "{} has both kinds",
                rule.act
            );
            wrong.extend(
                rule.examples
                    .iter()
                    .filter(|text| !acts(text, &lexicon).contains(&&*rule.act))
                    .map(|text| format!("no {}: {text}", rule.act)),
            );
            wrong.extend(
                rule.counterexamples
                    .iter()
                    .filter(|text| acts(text, &lexicon).contains(&&*rule.act))
                    .map(|text| format!("{}: {text}", rule.act)),
            );
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
