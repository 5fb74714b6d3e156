//! Statements from verbs: who says, thinks or wants what, by the relations around the verb.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Statement,
    scene::Scene,
    surface::{self, Named},
};
use crate::{
    lexicon::{Cue, Stance, Takes, Voice},
    text::{Relation, Tag},
};

/// What the groups of a cue say of it, taken together.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading<'l> {
    pub(super) stance: Option<Stance>,
    pub(super) voice: Voice,
    takes: BTreeSet<Takes>,
    after: BTreeSet<&'l str>,
}

impl Reading<'_> {
    pub(super) fn takes(&self, what: Takes) -> bool {
        self.takes.contains(&what)
    }

    /// Whether a quotation can be its content.
    pub(super) fn quotes(&self) -> bool {
        self.takes(Takes::Clause) || self.takes(Takes::Quote)
    }
}

/// How the verb at this token is read as a cue; none where it is none. Stance and voice are those of the group whose frame the
/// words behind the verb fit best.
pub(super) fn reading<'l>(scene: &Scene<'l>, at: usize) -> Option<Reading<'l>> {
    let form = scene.clauses.word(at);
    let children = scene.clauses.children(at).iter().map(|child| scene.clauses.word(*child));
    let particles: Vec<&str> = children.chain([scene.clauses.word(at + 1)]).collect();
    let fits =
        |cue: &&Cue| cue.particle.is_empty() || particles.iter().any(|word| cue.particle.contains(*word));
    let mut reading: Option<Reading> = None;
    let mut best = 0;
    for cue in scene.lexicon.cues.verb(form).filter(fits) {
        let fit = 1 + frame_fit(scene, cue, at);
        let joined = reading.get_or_insert_with(Reading::default);
        joined.takes.extend(&cue.takes);
        joined.after.extend(cue.after.iter().map(String::as_str));
        if fit > best {
            best = fit;
            joined.stance = cue.stance;
            joined.voice = cue.voice;
        }
    }
    reading
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
    Some(Statement {
        source: source.as_ref().and_then(|named| scene.span(named.words.clone())).into_iter().collect(),
        clausal: reading.takes(Takes::Clause),
        named: source,
        cue: scene.span(cue_range(scene, at)).into_iter().collect(),
        content: content.into_iter().filter_map(|range| scene.span(range)).collect(),
        stance: reading.stance,
        voice: reading.voice,
        ..Statement::default()
    })
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
pub(super) fn is_passive(scene: &Scene, at: usize) -> bool {
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

/// Whose verb it is: its own subject, or the one it shares with the verb it hangs on.
pub(super) fn subject(scene: &Scene, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..6 {
        if let Some(subject) = scene.clauses.child(at, &[Relation::Nsubj]) {
            return Some(subject);
        }
        if at != verb
            && let Some(subject) = scene.clauses.child(at, &[Relation::NsubjPass])
        {
            return Some(subject);
        }
        let head = scene.clauses.head(at)?;
        match scene.clauses.relation(at) {
            Relation::Conj | Relation::Xcomp => at = head,
            Relation::Advcl if scene.tag(at) == Tag::VBG => at = head,
            Relation::Parataxis if scene.tag(at) == Tag::VBG => at = head,
            // Behind a comma the participle is the main verb's: "Officials say 300 died in the raid, blaming rebels".
            Relation::Acl if scene.tag(at) == Tag::VBG && scene.clauses.word(at.saturating_sub(1)) == "," => {
                at = above_noun(scene, head)?
            }
            Relation::Acl if scene.tag(at) == Tag::VBG => return Some(head),
            _ => return None,
        }
    }
    None
}

/// The verb that a noun depends on.
fn above_noun(scene: &Scene, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..6 {
        at = scene.clauses.head(at)?;
        if scene.is_verb(at) {
            return Some(at);
        }
    }
    None
}

type Parts = (Option<Named>, Vec<Range<usize>>);

fn named(scene: &Scene, head: usize) -> Named {
    Named { words: scene.naming(head), head }
}

/// Whether the verb is a finite verb of saying, which news prose sets in few ways.
fn is_plain_saying(scene: &Scene, at: usize, reading: &Reading) -> bool {
    reading.voice == Voice::Says
        && reading.takes(Takes::Clause)
        && matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN | Tag::VB)
        && !matches!(scene.clauses.word(at.saturating_sub(1)), "to" | "be" | "been")
}

fn active_parts(scene: &Scene, at: usize, reading: &Reading) -> Option<Parts> {
    if is_plain_saying(scene, at, reading)
        && let Some(parts) = plain_parts(scene, at, reading)
    {
        return Some(parts);
    }
    let content = content(scene, at, reading)?;
    if reading.voice == Voice::Seems {
        let subject = scene
            .clauses
            .child(at, &[Relation::Nsubj])
            .filter(|subject| scene.clauses.word(*subject) != "it");
        let parts =
            subject.map(|subject| scene.trim(scene.clauses.stretch(subject))).into_iter().chain(content);
        return Some((None, parts.collect()));
    }
    let finite = matches!(scene.tag(at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN | Tag::VB)
        && scene.clauses.word(at.saturating_sub(1)) != "to";
    let before =
        if finite { surface::subject_before(scene, at).or_else(|| shared_subject(scene, at)) } else { None };
    let before = before.or_else(|| speaker_before(scene, at));
    let source = before.or_else(|| subject(scene, at).map(|head| named(scene, head)))?;
    Some((Some(source), content))
}

/// For a participle behind a comma, whoever spoke before it in the sentence: "Officials say 300 died, blaming rebels".
fn speaker_before(scene: &Scene, at: usize) -> Option<Named> {
    if scene.tag(at) != Tag::VBG || scene.clauses.word(at.checked_sub(1)?) != "," {
        return None;
    }
    let start = scene.sentence(at)?.tokens.start.max(at.saturating_sub(60));
    let spoken = |verb: &usize| {
        matches!(scene.tag(*verb), Tag::VBD | Tag::VBZ | Tag::VBP)
            && scene.quotation_at(*verb).is_none()
            && reading(scene, *verb)
                .is_some_and(|reading| reading.voice == Voice::Says && reading.stance.is_some())
    };
    (start..at).rev().filter(spoken).find_map(|verb| surface::subject_before(scene, verb))
}

/// The subject right before the verb that this one is joined to.
fn shared_subject(scene: &Scene, at: usize) -> Option<Named> {
    let joined = scene.clauses.relation(at) == Relation::Conj
        && matches!(scene.clauses.word(at.checked_sub(1)?), "and" | "but" | "also" | "later");
    let head = scene.clauses.head(at).filter(|head| joined && *head < at && scene.is_verb(*head))?;
    surface::subject_before(scene, head)
}

/// By the order of words, with the end of the content from the parser where it stands behind the verb.
fn plain_parts(scene: &Scene, at: usize, reading: &Reading) -> Option<Parts> {
    let layout = surface::layout(scene, at, reading.takes(Takes::Person), !reading.takes(Takes::Object))?;
    let grow = |range: Range<usize>| scene.over_quotations(scene.trim(range));
    if layout.fronted {
        let parts: Vec<_> = layout.content.into_iter().map(grow).filter(|part| !part.is_empty()).collect();
        return Some((Some(layout.source), parts));
    }
    let right = layout.content.into_iter().next()?;
    let parsed = content(scene, at, reading)
        .into_iter()
        .flatten()
        .filter(|range| range.start > at)
        .map(|range| range.end)
        .max();
    let end = parsed
        .map_or(right.end, |end| if is_break(scene, end) { end } else { clause_end(scene, end, right.end) });
    Some((Some(layout.source), vec![grow(right.start..end.max(right.start))]))
}

fn is_break(scene: &Scene, at: usize) -> bool {
    matches!(scene.clauses.word(at), "," | "." | ";" | "—" | "–" | "--" | ":")
}

/// The next comma or end behind what the parser cut short.
fn clause_end(scene: &Scene, from: usize, limit: usize) -> usize {
    (from..limit).find(|at| is_break(scene, *at) && scene.quotation_at(*at).is_none()).unwrap_or(limit)
}

/// Where a reported event ends: at the next break, but for what "with", "including" and the like go on to tell.
fn object_end(scene: &Scene, from: usize) -> usize {
    let Some(sentence) = scene.sentence(from.saturating_sub(1)) else { return from };
    // What is quoted ends with its quotation.
    let quotation =
        scene.quotation_at(from.saturating_sub(1)).map_or(usize::MAX, |quotation| quotation.tokens.end - 1);
    let limit = sentence.tokens.end.min(quotation);
    let mut end = clause_end(scene, from, limit);
    while scene.clauses.word(end) == ","
        && matches!(scene.clauses.word(end + 1), "with" | "including" | "among" | "leaving")
    {
        end = clause_end(scene, end + 1, limit);
    }
    let cut = (from..end).find(|at| {
        matches!(scene.clauses.word(*at), "as" | "after" | "while" | "when" | "but" | "because" | "although")
    });
    cut.unwrap_or(end).max(from)
}

/// Whether a noun phrase starts here.
fn opens_object(scene: &Scene, at: usize) -> bool {
    matches!(
        scene.tag(at),
        Tag::DT | Tag::NNP | Tag::NNPS | Tag::PRPS | Tag::JJ | Tag::NNS | Tag::NN | Tag::CD
    )
}

/// "X was criticised by Y for …", "it is believed that …", "X is expected to …".
fn passive_parts(scene: &Scene, at: usize, reading: &Reading) -> Option<Parts> {
    let agent = scene.clauses.child(at, &[Relation::OblAgent]).or_else(|| agent(scene, at));
    let patient = scene.clauses.child(at, &[Relation::NsubjPass, Relation::CsubjPass]);
    let told = reading.takes(Takes::Person);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let rest = right_parts(scene, at, |child| {
        matches!(scene.clauses.relation(child), Relation::Ccomp | Relation::Xcomp)
            || scene.clauses.relation(child) == Relation::Obl
                && Some(child) != agent
                && has_case(scene, child, &["of", "for", "as", "about"])
    });
    let shows_patient =
        !told && patient.is_some_and(|patient| !matches!(scene.clauses.word(patient), "it" | "there"));
    if let Some(patient) = patient.filter(|_| shows_patient) {
        parts.push(scene.trim(scene.clauses.stretch(patient)));
    }
    parts.extend(rest);
    let needs_rest = !reading.takes(Takes::Object);
    if parts.is_empty() || needs_rest && parts.len() < 2 && shows_patient && agent.is_none() {
        return None;
    }
    Some((agent.map(|agent| named(scene, agent)), parts))
}

fn agent(scene: &Scene, at: usize) -> Option<usize> {
    scene
        .clauses
        .children(at)
        .iter()
        .copied()
        .find(|child| scene.clauses.relation(*child) == Relation::Obl && has_case(scene, *child, &["by"]))
}

fn has_case(scene: &Scene, at: usize, words: &[&str]) -> bool {
    scene.clauses.children(at).iter().any(|child| {
        matches!(scene.clauses.relation(*child), Relation::Case | Relation::Mark)
            && words.contains(&scene.clauses.word(*child))
    })
}

/// What is said, thought or wanted.
fn content(scene: &Scene, at: usize, reading: &Reading) -> Option<Vec<Range<usize>>> {
    let clauses = &scene.clauses;
    if reading.takes(Takes::Clause) {
        let clause = |child: &usize| {
            matches!(clauses.relation(*child), Relation::Ccomp)
                || clauses.relation(*child) == Relation::Parataxis
                    && *child < at
                    && clauses.stretch(*child).len() > 2
        };
        if let Some(child) = clauses.children(at).iter().copied().find(clause) {
            let range = cut_at(clauses.stretch(child), at);
            let range =
                if range.start > at { range.start..with_conjuncts(scene, at, range.end) } else { range };
            let range = scene.over_quotations(scene.trim(range));
            return (!range.is_empty()).then(|| vec![range]);
        }
    }
    if reading.quotes() && is_aside(scene, at) {
        return around(scene, at);
    }
    let object =
        reading.takes(Takes::Object) && clauses.child(at, &[Relation::Obj]).is_some_and(|object| object > at);
    if reading.takes(Takes::Clause)
        && !object
        && reading.voice == Voice::Says
        && (scene.tag(at) != Tag::VBG || scene.clauses.word(at.saturating_sub(1)) == ",")
        && let Some(range) = beside(scene, at)
    {
        return Some(vec![scene.over_quotations(range)]);
    }
    if reading.takes(Takes::Infinitive) || reading.takes(Takes::Clause) && reading.voice == Voice::Thinks {
        let wanted = |child: usize| {
            matches!(clauses.relation(child), Relation::Xcomp | Relation::Ccomp)
                || clauses.relation(child) == Relation::Advcl
                    && reading.takes(Takes::Infinitive)
                    && clauses.has(child, Relation::Mark, "to")
        };
        if clauses.children(at).iter().any(|child| *child > at && wanted(*child)) {
            let parts = right_parts(scene, at, |child| {
                wanted(child)
                    || matches!(clauses.relation(child), Relation::Obj | Relation::Iobj)
                        && !reading.takes(Takes::Person)
            });
            if !parts.is_empty() {
                return Some(parts);
            }
        }
    }
    if reading.takes(Takes::Object) && clauses.child(at, &[Relation::Obj]).is_some_and(|object| object > at) {
        let parts = right_parts(scene, at, |child| belongs_to_object(scene, child));
        if reading.stance.is_none() || parts.is_empty() {
            return (!parts.is_empty()).then_some(parts);
        }
        return Some(parts.into_iter().map(|range| range.start..object_end(scene, range.end)).collect());
    }
    if reading.takes(Takes::Object)
        && reading.voice == Voice::Says
        && scene.tag(at) != Tag::VBN
        && opens_object(scene, at + 1)
    {
        return Some(vec![scene.over_quotations(scene.trim(at + 1..object_end(scene, at + 1)))]);
    }
    let after: Vec<&str> = reading.after.iter().copied().collect();
    let phrase = clauses.children(at).iter().copied().find(|child| {
        *child > at
            && matches!(clauses.relation(*child), Relation::Obl | Relation::Advcl | Relation::Xcomp)
            && has_case(scene, *child, &after)
    })?;
    let parts = right_parts(scene, at, |child| {
        child == phrase
            || child > phrase
                && matches!(clauses.relation(child), Relation::Xcomp | Relation::Advcl)
                && has_case(scene, child, &["to", "for"])
    });
    parts.into_iter().map(|range| after_case(scene, range, &after)).map(Some).collect()
}

/// Where the content ends once what the parser hung on the verb behind it is taken in: "said the camp was full and had no
/// water". A conjunct that has its own subject or credits by itself stays out.
fn with_conjuncts(scene: &Scene, at: usize, mut end: usize) -> usize {
    let clauses = &scene.clauses;
    let start = end;
    for child in clauses.children(at).iter().copied().filter(|child| *child >= start) {
        let stretch = clauses.stretch(child);
        let joins = match clauses.relation(child) {
            Relation::Conj => {
                reading(scene, child).is_none()
                    && clauses.child(child, &[Relation::Nsubj]).is_none()
                    && scene.quotation_at(child).is_none()
            }
            Relation::Obl | Relation::Obj | Relation::Advcl => {
                clauses.word(stretch.start.saturating_sub(1)) != ","
            }
            _ => continue,
        };
        if !joins {
            break;
        }
        end = end.max(stretch.end);
    }
    end
}

/// The clause beside a verb of saying that the parser gave none: behind it to the end of the sentence, or, where it ends the
/// sentence after a comma, before it.
fn beside(scene: &Scene, at: usize) -> Option<Range<usize>> {
    let sentence = scene.sentence(at)?.tokens.clone();
    let told = scene.clauses.children(at).iter().copied().filter(|child| {
        *child > at
            && matches!(
                scene.clauses.relation(*child),
                Relation::Obj | Relation::Iobj | Relation::Obl | Relation::OblUnmarked | Relation::Advmod
            )
    });
    let start = told
        .map(|child| scene.clauses.stretch(child))
        .filter(|stretch| !stretch.clone().any(|at| scene.is_verb(at)))
        .map(|stretch| stretch.end)
        .max()
        .unwrap_or(at + 1);
    let finite = |at: &usize| matches!(scene.tag(*at), Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD);
    let right = start.max(at + 1)..sentence.end;
    if right.len() > 2 && right.clone().any(|at| finite(&at)) && scene.clauses.word(right.start) != "," {
        return Some(scene.trim(right));
    }
    if scene.tag(at) == Tag::VBG {
        return None;
    }
    let first = scene
        .clauses
        .child(at, &[Relation::Nsubj])
        .map_or(at, |subject| scene.clauses.stretch(subject).start.min(at));
    let comma = first
        .checked_sub(1)
        .filter(|comma| scene.clauses.word(*comma) == "," && *comma > sentence.start + 1)?;
    let left = sentence.start..comma;
    left.clone().any(|at| finite(&at)).then(|| scene.trim(left))
}

fn belongs_to_object(scene: &Scene, child: usize) -> bool {
    match scene.clauses.relation(child) {
        Relation::Obj | Relation::Xcomp | Relation::Ccomp => true,
        Relation::Obl => has_case(
            scene,
            child,
            &["of", "for", "as", "on", "to", "in", "against", "from", "over", "at", "into", "with"],
        ),
        Relation::Advcl => has_case(scene, child, &["of", "for", "as", "from"]),
        _ => false,
    }
}

/// One range from the first to the last of the chosen children behind the verb; ends where a comma sets one apart.
fn right_parts(scene: &Scene, at: usize, chosen: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut range: Option<Range<usize>> = None;
    for child in scene.clauses.children(at).iter().copied().filter(|child| *child > at && chosen(*child)) {
        let stretch = scene.clauses.stretch(child);
        if stretch.start <= at {
            continue;
        }
        range = match range {
            None => Some(stretch),
            Some(range)
                if scene.clauses.word(stretch.start.saturating_sub(1)) == ","
                    && stretch.start > range.end =>
            {
                Some(range)
            }
            Some(range) => Some(range.start..range.end.max(stretch.end)),
        };
    }
    range
        .map(|range| scene.over_quotations(scene.trim(range)))
        .filter(|range| !range.is_empty())
        .into_iter()
        .collect()
}

/// The range behind its leading preposition.
fn after_case(scene: &Scene, range: Range<usize>, prepositions: &[&str]) -> Range<usize> {
    let leads =
        prepositions.contains(&scene.clauses.word(range.start)) && scene.clauses.word(range.start) != "to";
    if leads && range.len() > 1 { range.start + 1..range.end } else { range }
}

/// The stretch on the side of `at` where the most of it lies.
fn cut_at(stretch: Range<usize>, at: usize) -> Range<usize> {
    if !stretch.contains(&at) {
        return stretch;
    }
    if at - stretch.start > stretch.end - at { stretch.start..at } else { at + 1..stretch.end }
}

/// Whether the verb stands in what it credits: "The camp, he said, is full", "as the minister put it".
fn is_aside(scene: &Scene, at: usize) -> bool {
    match scene.clauses.relation(at) {
        Relation::Parataxis => true,
        Relation::Advcl => has_case(scene, at, &["as"]),
        _ => false,
    }
}

/// What the aside at `at` stands in, without it.
fn around(scene: &Scene, at: usize) -> Option<Vec<Range<usize>>> {
    let whole = scene.clauses.stretch(scene.clauses.head(at)?);
    let aside = scene.clauses.stretch(at);
    let parts = [whole.start..aside.start.max(whole.start), aside.end.min(whole.end)..whole.end];
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| scene.trim(part))
        .filter(|part| !part.is_empty())
        .map(|part| scene.over_quotations(part))
        .collect();
    (!parts.is_empty()).then_some(parts)
}
