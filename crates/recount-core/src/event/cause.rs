//! The cause of a number: of its event, of words that hint at one, of the measure, of what the report is about.

use super::{Event, Page, tie::Asked};
use crate::lexicon::Cause;

/// What speaks for a cause, by its number in `Cause::ALL`.
type Scores = [i32; Cause::ALL.len()];

/// The cause of what is asked about, told in the sentence of this number.
pub(super) fn read(
    page: Page<'_>,
    asked: &Asked<'_>,
    number: usize,
    event: Option<&Event>,
    main: Option<&Event>,
) -> Option<Cause> {
    let mut scores = Scores::default();
    add(&mut scores, event.and_then(|event| event.cause), event.map_or(0, weight));
    add(&mut scores, main.and_then(|event| event.cause), 2);
    add(&mut scores, page.lexicon.events.of_measure(asked.measure), 2);
    add_hints(page, number, &mut scores);
    let best = scores.iter().copied().max().filter(|best| *best > 1)?;
    let at = scores.iter().position(|score| *score == best)?;
    Cause::ALL.get(at).copied()
}

/// A blast, a fire, a shooting may be of anything.
fn weight(event: &Event) -> i32 {
    if matches!(event.cause, Some(Cause::Accident | Cause::Crime)) { 3 } else { 4 }
}

fn add(scores: &mut Scores, cause: Option<Cause>, weight: i32) {
    let place = cause.and_then(|cause| Cause::ALL.iter().position(|other| *other == cause));
    if let Some(score) = place.and_then(|at| scores.get_mut(at)) {
        *score += weight;
    }
}

/// Words of the sentence that hint at a cause, up to three of each.
fn add_hints(page: Page<'_>, number: usize, scores: &mut Scores) {
    let tokens = page.prose.sentences.get(number).map_or(0..0, |sentence| sentence.tokens.clone());
    let mut hints = Scores::default();
    for at in tokens {
        let word =
            page.lexicon.events.hint(page.lemma(at)).or_else(|| page.lexicon.events.hint(page.lower(at)));
        add(&mut hints, word, 1);
    }
    for (score, hint) in scores.iter_mut().zip(hints) {
        *score += hint.min(3);
    }
}
