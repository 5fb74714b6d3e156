//! Which act each clause states, by trained weights over every clause of a report; what the rules say is one of the things weighed.

use super::{
    Act, Draft, actor, clause,
    features::Asking,
    fields::Meant,
    proposal::{self, Proposal, Said, nests},
};
use crate::{
    decide::Features,
    mention::Mentions,
    span::Span,
    statement::{Scene, Statement, is_passive},
    text::{Relation, Tag},
};

/// A clause as it is put to the weights; for whoever makes them.
#[derive(Debug, Clone)]
pub struct Clause {
    /// The words of the clause.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
    /// What is said of it.
    pub features: Features,
    /// The acts that a rule states by this clause's own verb.
    pub ruled: Vec<Act>,
}

/// Every clause of the report that may state an act.
pub(super) fn clauses(
    scene: &Scene,
    mentions: &Mentions,
    statements: &[Statement],
    drafts: &[Draft],
) -> Vec<Clause> {
    let said = Said::new(scene.prose, statements);
    let meant = Meant::new(scene);
    let asking = Asking { scene, statements, mentions, drafts, said: &said, meant: &meant };
    let mut clauses = Vec::new();
    for (number, sentence) in scene.prose.sentences.iter().enumerate() {
        for proposal in proposal::of_sentence(scene, number, statements, &said, drafts) {
            let own = |draft: &&Draft| draft.verb == proposal.verb;
            let ruled = proposal.drafts.iter().filter_map(|at| drafts.get(*at)).filter(own);
            let ruled = ruled.map(|draft| draft.act).collect();
            let Some(span) = scene.span(proposal.tokens.clone()) else { continue };
            clauses.push(Clause { span, sentence: sentence.span, features: asking.of(&proposal), ruled });
        }
    }
    clauses
}

/// The drafts that the weights take, in order of sentence; those of the rules where nothing was learnt.
pub(super) fn weighed(
    scene: &Scene,
    mentions: &Mentions,
    statements: &[Statement],
    drafts: Vec<Draft>,
) -> Vec<Draft> {
    let acts = &scene.lexicon.acts;
    if !acts.is_learnt() {
        return drafts;
    }
    let said = Said::new(scene.prose, statements);
    let meant = Meant::new(scene);
    let asking = Asking { scene, statements, mentions, drafts: &drafts, said: &said, meant: &meant };
    let made = |(_, act, proposal): &(f32, Act, Proposal)| draft(&asking, proposal, *act);
    let of_sentence = |number: usize| {
        let proposals = proposal::of_sentence(scene, number, statements, &said, &drafts).into_iter();
        let found = proposals.filter_map(|proposal| {
            let (lead, act) = act_of(&asking, &proposal)?;
            (!is_movement(scene, &drafts, &proposal, act)).then_some((lead, act, proposal))
        });
        told_once(found.collect())
    };
    (0..scene.prose.sentences.len()).flat_map(of_sentence).map(|found| made(&found)).collect()
}

/// Where the clause's own words speak so much against every act, what stands around it is not asked: of the acts of 686 reports none was
/// taken that had 2.0 or more against it, and six in ten clauses have.
const FAR: f32 = 2.5;

/// The act of a clause, with how much more speaks for an act than for none: whether it is one the weights say; which one the rules say where they
/// state one by this very verb.
fn act_of(asking: &Asking, proposal: &Proposal) -> Option<(f32, Act)> {
    let ruled = |act: Act| {
        let own = |draft: &Draft| draft.verb == proposal.verb && draft.act == act;
        proposal.drafts.iter().filter_map(|at| asking.drafts.get(*at)).any(own)
    };
    // What is only asked is no act: "whether the government has closed the crossing".
    if asking.scene.clauses.has(proposal.verb, Relation::Mark, "whether") {
        return None;
    }
    // Nobody is made to deny, or to order, by a clause that has no word of it: that would be words in his mouth. A clause that has a word of
    // nothing is not weighed at all.
    let worded = asking.worded(proposal);
    let may = |act: Act| ruled(act) || worded.contains(&act);
    if !Act::ALL.into_iter().any(may) {
        return None;
    }
    let (acts, mut features, mut sums) = (&asking.scene.lexicon.acts, Features::new(false), Vec::new());
    asking.first(proposal, &mut features);
    acts.add(&features, &mut sums);
    let far = |(act, lead): (Act, &f32)| !may(act) || *lead < -FAR;
    if Act::ALL.into_iter().zip(acts.leads(&sums).iter().skip(1)).all(far) {
        return None;
    }
    features.clear();
    asking.rest(proposal, &mut features);
    acts.add(&features, &mut sums);
    let weighed: Vec<(Act, f32)> = Act::ALL.into_iter().zip(acts.leads(&sums).into_iter().skip(1)).collect();
    let highest = |among: &dyn Fn(Act) -> bool| {
        let of = weighed.iter().copied().filter(|(act, _)| among(*act) && may(*act));
        of.reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    // What something is done for states no act: "went back to save the harvest".
    let (scene, verb) = (asking.scene, proposal.verb);
    let is_purpose =
        scene.clauses.relation(verb) == Relation::Advcl && scene.clauses.has(verb, Relation::Mark, "to");
    let (best, lead) = highest(&|act| !is_purpose || ruled(act))?;
    let act = highest(&ruled).map_or(best, |(act, _)| act);
    (lead > 0.0).then_some((lead, act))
}

/// An act told twice in a sentence, by "announced" and by what is announced, is one: that for which most speaks. Nor is a clause inside the one that
/// states an act another.
fn told_once(mut found: Vec<(f32, Act, Proposal)>) -> Vec<(f32, Act, Proposal)> {
    found.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.2.verb.cmp(&two.2.verb)));
    let mut kept: Vec<(f32, Act, Proposal)> = Vec::new();
    for one in found {
        if !kept.iter().any(|(.., other)| nests(other, &one.2)) {
            kept.push(one);
        }
    }
    kept
}

/// The draft of an act that a clause states: the rules' own where they state the same.
fn draft(asking: &Asking, proposal: &Proposal, act: Act) -> Draft {
    let Asking { scene, statements, drafts, said, .. } = asking;
    let same = |draft: &&Draft| draft.act == act && draft.verb == proposal.verb;
    if let Some(known) = proposal.drafts.iter().filter_map(|at| drafts.get(*at)).find(same) {
        let tokens = said.credits.content(scene, known.verb, &known.tokens);
        return Draft { tokens, ..known.clone() };
    }
    let statement = |number: Option<usize>| number.and_then(|number| statements.get(number));
    let stated = statement(proposal.cue).filter(|_| is_answer(act));
    let speaker = stated.or(statement(proposal.within));
    Draft {
        act,
        tokens: proposal.tokens.clone(),
        actor: match stated {
            Some(statement) => actor(statement),
            None => clause::doer(scene, act, false, proposal.verb, speaker, statements),
        },
        verb: proposal.verb,
        addressee: stated.and_then(|statement| statement.addressee),
        stated: stated.is_some(),
    }
}

/// Whether the act is one of words: what is said for or against another.
fn is_answer(act: Act) -> bool {
    matches!(act, Act::Accusation | Act::Appeal | Act::Denial)
}

/// Whether the clause tells of people who went or were taken, where no rule tells of an order: "hundreds went back to their homes", "soldiers
/// evacuated 300 people".
fn is_movement(scene: &Scene, drafts: &[Draft], proposal: &Proposal, act: Act) -> bool {
    let told = proposal.drafts.iter().any(|at| drafts.get(*at).is_some_and(|draft| draft.act == act));
    // "The chief says that hundreds went back": what is said to have happened.
    let said = scene.clauses.child(proposal.verb, &[Relation::Ccomp]).filter(|_| proposal.cue.is_some());
    let verb = said.unwrap_or(proposal.verb);
    let past = matches!(scene.tag(verb), Tag::VBD | Tag::VBN);
    let lemma =
        |scene: &Scene, at: usize| scene.token(at).map(|token| token.lemma.clone()).unwrap_or_default();
    !told
        && match act {
            // "Were told to get out" is one, "300 were evacuated" is none.
            Act::EvacuationOrder => {
                is_passive(scene, verb) && &*lemma(scene, verb) == "evacuate"
                    || past && !is_passive(scene, verb)
            }
            Act::ExpulsionOrder => past && clause::leaves(scene, verb),
            _ => false,
        }
}
