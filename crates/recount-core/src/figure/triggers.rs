//! Whether a word of a sentence triggers a measure, in the part it plays.

use super::{Unit, scene::Scene};
use crate::{
    lexicon::{Lexicon, Measure, Part, Trigger},
    text::Prose,
};

/// How far behind a verb the other words of its phrase may stand.
const REACH: usize = 8;

/// A measure that a word triggers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// The number of the measure.
    pub(super) measure: usize,
    /// The words of the phrase beyond the first: the more, the surer.
    pub(super) others: usize,
}

/// The best measure that the token `at` triggers in one of these parts, for what may be counted in `unit`.
pub(super) fn hit(scene: &Scene<'_>, at: usize, parts: &[Part], unit: Option<Unit>) -> Option<Hit> {
    let (lower, lemma) = (scene.lower(at), scene.lemma(at));
    let past = scene.verb_of_past_form(at);
    let singular = if scene.tag(at).is_noun() { lower.strip_suffix('s').unwrap_or("") } else { "" };
    let mut words = vec![lower, lemma, past.as_deref().unwrap_or(""), singular];
    words.dedup();
    let triggers = words.iter().flat_map(|word| scene.lexicon.triggers.of_word(word));
    let fits = |trigger: &&Trigger| {
        parts.contains(&trigger.part)
            && unit.is_none_or(|unit| {
                measure(scene, trigger.measure).is_some_and(|measure| measure.units.contains(&unit))
            })
            && others_fit(scene, at, trigger)
    };
    triggers
        .filter(fits)
        .map(|trigger| Hit { measure: trigger.measure, others: trigger.others.len() })
        .min_by_key(|hit| {
            (
                std::cmp::Reverse(hit.others),
                measure(scene, hit.measure).map_or(u8::MAX, |measure| measure.rank),
            )
        })
}

/// Every measure that the token `at` triggers, in whatever part.
pub(super) fn all(scene: &Scene<'_>, at: usize) -> Vec<(usize, Part)> {
    let (lower, lemma) = (scene.lower(at), scene.lemma(at));
    let mut words = vec![lower, lemma];
    words.dedup();
    let triggers = words.iter().flat_map(|word| scene.lexicon.triggers.of_word(word));
    let mut found: Vec<(usize, Part)> = triggers
        .filter(|trigger| others_fit(scene, at, trigger))
        .map(|trigger| (trigger.measure, trigger.part))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The measures whose words stand most often in a report, the commonest first.
pub(super) fn topics(prose: &Prose, lexicon: &Lexicon) -> Vec<usize> {
    let mut counts = vec![0usize; lexicon.measures.len()];
    for token in &prose.tokens {
        let told = |trigger: &&Trigger| trigger.others.is_empty() && trigger.part != Part::Weak;
        for trigger in lexicon.triggers.of_word(&token.lemma).iter().filter(told) {
            if let Some(count) = counts.get_mut(trigger.measure) {
                *count += 1;
            }
        }
    }
    let mut topics: Vec<usize> = (0..counts.len()).filter(|measure| counts[*measure] > 0).collect();
    topics.sort_by_key(|measure| (std::cmp::Reverse(counts[*measure]), *measure));
    topics
}

fn measure<'l>(scene: &Scene<'l>, number: usize) -> Option<&'l Measure> {
    scene.lexicon.measures.get(number)
}

/// Whether the other words of the phrase are there: right before a noun, in order behind a verb.
fn others_fit(scene: &Scene<'_>, at: usize, trigger: &Trigger) -> bool {
    let is = |at: usize, word: &str| match word {
        "@place" => scene.is_place(at),
        _ => scene.lower(at) == word || scene.lemma(at) == word,
    };
    let noun = matches!(trigger.part, Part::Event | Part::Counted | Part::Weak | Part::Holder);
    let backward = noun
        && trigger
            .others
            .iter()
            .rev()
            .enumerate()
            .all(|(back, word)| at.checked_sub(back + 1).is_some_and(|before| is(before, word)));
    if backward || trigger.others.is_empty() {
        return true;
    }
    let mut reach = within_reach(scene, at);
    trigger.others.iter().all(|word| reach.any(|at| is(at, word)))
}

/// The tokens that may still belong to the phrase of the verb `at`: what stands between dashes or in
/// parentheses is no part of it and does not count.
fn within_reach<'s>(scene: &'s Scene<'_>, at: usize) -> impl Iterator<Item = usize> + 's {
    let mut left = REACH;
    let mut next = at + 1;
    std::iter::from_fn(move || {
        next = behind_insertion(scene, next).unwrap_or(next);
        let here = next;
        left = left.checked_sub(1).filter(|_| !is_border(scene, here))?;
        next += 1;
        Some(here)
    })
}

/// The token behind a pair of dashes or parentheses that opens at `at`.
fn behind_insertion(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let close = match scene.lower(at) {
        "(" => ")",
        dash @ ("–" | "—") => dash,
        _ => return None,
    };
    (at + 1..at + 14).find(|end| scene.lower(*end) == close).map(|end| end + 1)
}

/// Where a phrase cannot go on.
fn is_border(scene: &Scene<'_>, at: usize) -> bool {
    scene.token(at).is_none()
        || matches!(
            scene.lower(at),
            ";" | ":" | "." | "!" | "?" | "who" | "which" | "while" | "but" | "because"
        )
}
