//! The cause of a number, by trained weights: its event, words that hint at one, the measure and what the report is about
//! speak for each.

use super::{Event, Page, tie::Asked};
use crate::{
    decide::{Decider, Features, Slot},
    lexicon::Cause,
    text::SentenceKind,
};

/// What speaks for a cause, by its number in `Cause::ALL`.
type Scores = [i32; Cause::ALL.len()];

/// The cause of what is asked about, told in the sentence of this number.
pub(super) fn read(
    page: Page<'_>,
    asked: &Asked<'_>,
    number: usize,
    event: Option<&Event>,
    main: Option<&Event>,
    decider: &dyn Decider,
) -> Option<Cause> {
    let mut scores = Scores::default();
    add(&mut scores, event.and_then(|event| event.cause), event.map_or(0, weight));
    add(&mut scores, main.and_then(|event| event.cause), 2);
    add(&mut scores, page.lexicon.events.of_measure(asked.measure), 2);
    add_hints(page, number, &mut scores);
    let best = scores.iter().copied().max().filter(|best| *best > 1)?;
    let at = scores.iter().position(|score| *score == best)?;
    let features = features(page, asked, number, [event, main], at, decider.is_asked_why());
    let causes = Cause::ALL.map(Cause::code);
    let taken = decider.label(Slot::Cause, asked.span, &features, &causes).unwrap_or(at);
    Cause::ALL.get(taken).copied()
}

/// What is said of the causes; `first` is the one that most hints at.
fn features(
    page: Page<'_>,
    asked: &Asked<'_>,
    number: usize,
    events: [Option<&Event>; 2],
    first: usize,
    named: bool,
) -> Features {
    let mut out = Features::new(named);
    let code = |event: Option<&Event>| event.and_then(|event| event.cause).map_or("none", Cause::code);
    let word = |event: Option<&Event>| event.map_or(String::new(), |event| event.word.clone());
    let [own, main] = events;
    let known = if main.is_some_and(|main| main.name.is_some()) { "has a name" } else { "no name" };
    out.put("bias", &[]);
    out.put("first", &[Cause::ALL.get(first).map_or("", |cause| cause.code())]);
    out.put("measure", &[asked.measure]);
    out.put("event", &[code(own)]);
    out.put("event word", &[&word(own)]);
    out.put("main", &[code(main), known]);
    out.put("main word", &[&word(main)]);
    out.put("event and main", &[code(own), code(main)]);
    out.put("event of", &[code(own), asked.measure]);
    out.put("main of", &[code(main), asked.measure]);
    out.put_if(own.is_some() && own == main, "of the main event");
    words(page, number, "word", &mut out);
    let title = (0..number).find(|at| page.prose.sentences.get(*at).is_some_and(|it| it.tokens.len() > 3));
    if let Some(title) = title {
        words(page, title, "title", &mut out);
    }
    let heading = (0..number)
        .rev()
        .take(HEADING)
        .find(|at| page.prose.sentences.get(*at).is_some_and(|it| it.kind == SentenceKind::Heading));
    if let Some(heading) = heading.filter(|heading| Some(*heading) != title) {
        words(page, heading, "heading", &mut out);
    }
    out
}

/// Sentences back that the heading above is looked for.
const HEADING: usize = 12;
/// Words of a sentence that are looked at.
const WORDS: usize = 80;

/// The content words of a sentence, and what they are like.
fn words(page: Page<'_>, number: usize, name: &str, out: &mut Features) {
    let tokens = page.prose.sentences.get(number).map_or(0..0, |sentence| sentence.tokens.clone());
    for at in tokens.take(WORDS) {
        let tag = page.prose.tag(at);
        if tag.is_noun() || tag.is_verb() {
            out.put(name, &[page.lemma(at)]);
        }
    }
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
