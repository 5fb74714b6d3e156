//! What is said, thought or wanted, by the relations around a verb.

use std::ops::Range;

use super::{
    Reading,
    extent::{cut_at_clause, is_break, object_end, opens_object},
    has_case, reading,
};
use crate::{
    lexicon::{Takes, Voice},
    statement::{scene::Scene, surface},
    text::{Relation, Tag},
};

/// What is said, thought or wanted.
pub(super) fn content(scene: &Scene, at: usize, reading: &Reading) -> Option<Vec<Range<usize>>> {
    let clauses = &scene.clauses;
    if reading.takes(Takes::Clause) {
        let clause = |child: &usize| {
            matches!(clauses.relation(*child), Relation::Ccomp)
                || clauses.relation(*child) == Relation::Parataxis
                    && *child < at
                    && clauses.stretch(*child).len() > 2
        };
        // What stands before a verb with an object of its own is another clause: "While X blames Y, Z urged restraint".
        let object = clauses.child(at, &[Relation::Obj]).is_some_and(|object| object > at)
            && !reading.takes(Takes::Person);
        let told = clauses.children(at).iter().copied().find(clause).filter(|child| *child > at || !object);
        if let Some(child) = told {
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
        if reading.stance.is_none() && !parts.is_empty() {
            return Some(parts);
        }
        let whole = |range: Range<usize>| cut_at_clause(scene, range.start..object_end(scene, range.end));
        if !parts.is_empty() {
            return Some(parts.into_iter().map(whole).collect());
        }
    }
    if reading.takes(Takes::Object)
        && reading.voice == Voice::Says
        && scene.tag(at) != Tag::VBN
        && opens_object(scene, at + 1)
    {
        return Some(vec![scene.over_quotations(scene.trim(at + 1..object_end(scene, at + 1)))]);
    }
    let after = reading.after();
    let phrase = clauses.children(at).iter().copied().find(|child| {
        *child > at
            && matches!(clauses.relation(*child), Relation::Obl | Relation::Advcl | Relation::Xcomp)
            && has_case(scene, *child, &after)
            && !surface::is_time(scene, *child)
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
pub(super) fn right_parts(scene: &Scene, at: usize, chosen: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
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
        Relation::Advcl => has_case(scene, at, &["as"]) && says_no_more(scene, at),
        _ => false,
    }
}

/// Whether nothing that is said can follow the verb of an aside: "as the minister put it", not "as the minister announced a raid".
fn says_no_more(scene: &Scene, at: usize) -> bool {
    let told = scene.lexicon.cues.verb(scene.clauses.word(at)).any(|cue| cue.takes(Takes::Person));
    is_break(scene, at + 1) || surface::is_time(scene, at + 1) || told || scene.clauses.word(at + 1) == "it"
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
