//! Statements from verbs: who says, thinks or wants what, by the relations around the verb.

mod content;
mod extent;
mod parts;
mod speaker;

use std::ops::Range;

use super::{
    Statement,
    scene::Scene,
    surface::{self, Named},
};
use crate::{
    lexicon::{Cue, Stance, Takes, Voice},
    text::{Relation, Tag},
};
use extent::clause_end;
use parts::{active_parts, passive_parts};

pub(super) use extent::object_end;
pub(super) use speaker::{agent, speaker, subject};

/// What the groups of a cue say of it, taken together.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading<'l> {
    pub(super) stance: Option<Stance>,
    pub(super) voice: Voice,
    /// Whether it only judges what is there without it.
    pub(super) judges: bool,
    groups: Vec<&'l Cue>,
}

impl<'l> Reading<'l> {
    pub(super) fn takes(&self, what: Takes) -> bool {
        self.groups.iter().any(|group| group.takes(what))
    }

    /// Prepositions whose object is content.
    fn after(&self) -> Vec<&'l str> {
        self.groups.iter().flat_map(|group| &group.after).map(String::as_str).collect()
    }

    /// Whether a quotation can be its content.
    pub(super) fn quotes(&self) -> bool {
        self.takes(Takes::Clause) || self.takes(Takes::Quote)
    }
}

/// How the verb at this token is read as a cue; none where it is none. Stance and voice are those of the group whose frame the
/// words behind the verb fit best.
pub(super) fn reading<'l>(scene: &Scene<'l>, at: usize) -> Option<Reading<'l>> {
    if is_in_name(scene, at) {
        return None;
    }
    let form = scene.clauses.word(at);
    let beside = scene.clauses.children(at).iter().copied().chain([at + 1]);
    let particles = beside.map(|at| scene.clauses.word(at));
    let fits =
        |cue: &&Cue| cue.particle.is_empty() || particles.clone().any(|word| cue.particle.contains(word));
    let mut reading: Option<Reading> = None;
    let mut best = 0;
    for cue in scene.lexicon.cues.verb(form).filter(fits) {
        let fit = 1 + frame_fit(scene, cue, at);
        let joined = reading.get_or_insert_with(Reading::default);
        joined.groups.push(cue);
        if fit > best {
            best = fit;
            joined.stance = cue.stance;
            joined.judges = cue.judges;
            joined.voice = cue.voice;
        }
    }
    reading
}

/// "Saudi Press Agency": a word that is a part of a name says nothing.
fn is_in_name(scene: &Scene, at: usize) -> bool {
    let beside =
        at.checked_sub(1).is_some_and(|before| scene.tag(before).is_noun() && scene.is_capitalised(before))
            || scene.tag(at + 1).is_noun() && scene.is_capitalised(at + 1);
    scene.is_capitalised(at) && scene.tag(at).is_noun() && beside
}

/// How well the words behind the verb fit a group.
fn frame_fit(scene: &Scene, cue: &Cue, at: usize) -> usize {
    let infinitive = || {
        scene.clauses.children(at).iter().any(|child| {
            *child > at
                && (scene.clauses.has(*child, Relation::Mark, "to")
                    || scene
                        .clauses
                        .children(*child)
                        .iter()
                        .any(|inner| *inner > *child && scene.clauses.has(*inner, Relation::Mark, "to")))
        })
    };
    if cue.after.contains(scene.clauses.word(at + 1)) {
        3
    } else if cue.takes(Takes::Infinitive) && infinitive() {
        2
    } else {
        usize::from(cue.takes(Takes::Object) && scene.clauses.child(at, &[Relation::Obj]).is_some())
    }
}

/// The statement that the verb at this token makes.
pub(super) fn read(scene: &Scene, at: usize) -> Option<Statement> {
    let misplaced = matches!(
        scene.clauses.relation(at),
        Relation::Amod | Relation::Compound | Relation::Aux | Relation::Case | Relation::Flat
    );
    if !scene.is_verb(at) || misplaced {
        return transitive(scene, at);
    }
    let reading = reading(scene, at)?;
    let passive = is_passive(scene, at);
    let (source, content) =
        if passive { passive_parts(scene, at, &reading)? } else { active_parts(scene, at, &reading)? };
    if is_mere_act(scene, at, &reading, source.as_ref()) {
        return None;
    }
    Some(Statement {
        source: source.as_ref().and_then(|named| scene.span(named.words.clone())).into_iter().collect(),
        clausal: reading.takes(Takes::Clause),
        judges: reading.judges,
        named: source,
        cue: scene.span(cue_range(scene, at)).into_iter().collect(),
        content: content.into_iter().filter_map(|range| scene.span(range)).collect(),
        stance: stance(scene, at, &reading),
        voice: reading.voice,
        ..Statement::default()
    })
}

/// The stance of the reading; not saying something is declining to, and not doing it takes no stance.
fn stance(scene: &Scene, at: usize, reading: &Reading) -> Option<Stance> {
    if !scene.is_negated(at) {
        return reading.stance;
    }
    let lemma = scene.token(at).map_or("", |token| &token.lemma);
    scene.lexicon.cues.refusals.negated.contains(lemma).then_some(Stance::Declines)
}

/// Whether the verb tells what somebody should do or what a thing does, and not what anybody says: "the world should support",
/// "the cold threatens".
fn is_mere_act(scene: &Scene, at: usize, reading: &Reading, source: Option<&Named>) -> bool {
    if reading.voice != Voice::Says || matches!(reading.stance, None | Some(Stance::Asserts)) {
        return false;
    }
    let due = scene.clauses.children(at).iter().any(|child| {
        *child < at
            && matches!(
                scene.clauses.word(*child),
                "should" | "must" | "could" | "can" | "may" | "might" | "cannot"
            )
    });
    let thing = source.is_some_and(|named| !scene.can_speak(named.head));
    due || thing
}

/// A plain "SOURCE verb OBJECT" where the tagger took the verb for something else: "The embassy accused the police of theft". The
/// form must be a verb's alone, with a source before it and a noun phrase behind.
fn transitive(scene: &Scene, at: usize) -> Option<Statement> {
    let form = scene.clauses.word(at);
    let verbal = form.ends_with("ed") || form.ends_with('s');
    if !verbal
        || scene.lexicon.cues.noun(form).is_some()
        || scene.lexicon.cues.verb(form).next().is_none()
        || scene.quotation_at(at).is_some()
    {
        return None;
    }
    let reading = reading(scene, at)?;
    if reading.takes(Takes::Clause)
        && let Some(layout) = surface::layout(scene, at, reading.takes(Takes::Person), false)
        && let Some(content) =
            layout.content.first().filter(|content| scene.clauses.word(content.start) == "that")
        && layout.source.words.end == at
    {
        let content = scene.over_quotations(scene.trim(content.clone()));
        return Some(Statement {
            source: scene.span(layout.source.words.clone()).into_iter().collect(),
            named: Some(layout.source),
            cue: scene.span(at..at + 1).into_iter().collect(),
            content: scene.span(content).into_iter().collect(),
            stance: reading.stance,
            voice: reading.voice,
            clausal: true,
            ..Statement::default()
        });
    }
    let opens = matches!(
        scene.tag(at + 1),
        Tag::DT | Tag::NNP | Tag::NNPS | Tag::PRPS | Tag::PRP | Tag::JJ | Tag::NNS
    );
    if !opens
        || !reading.takes(Takes::Object)
        || matches!(scene.clauses.word(at.checked_sub(1)?), "the" | "a" | "an")
    {
        return None;
    }
    let named = surface::subject_before(scene, at).filter(|named| named.words.end == at)?;
    let sentence = scene.sentence(at)?.tokens.clone();
    let end = clause_end(scene, at + 1, sentence.end);
    Some(Statement {
        source: scene.span(named.words.clone()).into_iter().collect(),
        named: Some(named),
        cue: scene.span(at..at + 1).into_iter().collect(),
        content: scene.span(scene.over_quotations(scene.trim(at + 1..end))).into_iter().collect(),
        stance: reading.stance,
        voice: reading.voice,
        ..Statement::default()
    })
}

/// The verb with its auxiliaries, adverbs and particle.
pub(super) fn cue_range(scene: &Scene, at: usize) -> Range<usize> {
    let mut range = at..at + 1;
    let belongs = |child: usize| {
        matches!(scene.clauses.relation(child), Relation::Aux | Relation::AuxPass | Relation::CompoundPrt)
            || scene.clauses.relation(child) == Relation::Advmod && scene.clauses.stretch(child).len() == 1
    };
    while range.start > 0 && scene.clauses.head(range.start - 1) == Some(at) && belongs(range.start - 1) {
        range.start -= 1;
    }
    if scene.clauses.head(at + 1) == Some(at) && scene.clauses.relation(at + 1) == Relation::CompoundPrt {
        range.end += 1;
    }
    range
}

/// By an auxiliary "be", or as a participle behind its noun with "by" or the like; the past of "told" looks the same.
pub(crate) fn is_passive(scene: &Scene, at: usize) -> bool {
    let helped = scene.clauses.children(at).iter().any(|child| {
        *child < at
            && (scene.clauses.relation(*child) == Relation::AuxPass
                || matches!(
                    scene.clauses.word(*child),
                    "be" | "been" | "being" | "is" | "are" | "was" | "were"
                ) && scene.tag(at) == Tag::VBN)
    });
    let reduced = scene.tag(at) == Tag::VBN && scene.clauses.relation(at) == Relation::Acl;
    let stated = matches!(scene.tag(at + 1), Tag::JJ | Tag::VBN | Tag::RB);
    let leads = stated
        || matches!(
            scene.clauses.word(at + 1),
            "by" | "in" | "from" | "on" | "at" | "as" | "to" | "for" | "during" | "," | "."
        );
    let have =
        scene.clauses.children(at).iter().any(|child| {
            *child < at && matches!(scene.clauses.word(*child), "has" | "have" | "had" | "having")
        });
    helped || reduced && leads || scene.tag(at) == Tag::VBN && stated && !have && scene.tag(at + 1) == Tag::JJ
}

fn has_case(scene: &Scene, at: usize, words: &[&str]) -> bool {
    scene.clauses.children(at).iter().any(|child| {
        matches!(scene.clauses.relation(*child), Relation::Case | Relation::Mark)
            && words.contains(&scene.clauses.word(*child))
    })
}
