//! What went before: the numbers of the sentence that were decided, the last figure, the heading, the column, the topic.

use super::{Look, code};
use crate::{
    decide::{Features, size_word},
    figure::before::Before,
    text::{SentenceKind, Tag, TokenKind},
};

/// What earlier numbers, headings and the report as a whole say.
pub(super) fn read(look: &Look<'_, '_>, out: &mut Features) {
    let scene = look.scene;
    let start = look.quantity.tokens.start;
    match look.noted.last() {
        Some(last) => {
            let measure = last.measure.map_or("none", |measure| code(scene, measure));
            let gap = start.saturating_sub(last.tokens.end);
            out.put("number before", &[measure]);
            out.put("number before, words", &[measure, size_word(gap)]);
            out.put("joined", &[measure, look.word(start.wrapping_sub(1))]);
            let noun = if look.counted.noun.is_some() { "noun" } else { "bare" };
            out.put("number before, noun", &[measure, noun]);
            if gap <= 4 {
                let words: Vec<&str> = (last.tokens.end..start).map(|at| look.word(at)).collect();
                out.put("between", &words);
                out.put(
                    "number before, between",
                    &[measure, words.first().unwrap_or(&""), words.last().unwrap_or(&"")],
                );
            }
            if let Some(figure) = look.noted.iter().rev().find_map(|noted| noted.measure) {
                out.put("figure before", &[code(scene, figure), noun]);
            }
        }
        None => {
            let told = scene.before.near(scene).and_then(|told| told.measure);
            let measure = told.map_or("none", |measure| code(scene, measure));
            let noun = if look.counted.noun.is_some() { "noun" } else { "bare" };
            out.put("sentence before", &[measure]);
            out.put("sentence before, noun", &[measure, noun]);
            out.put("sentence before, word", &[measure, look.word(start.wrapping_sub(1))]);
        }
    }
    above(look, out);
    beside(look, out);
    for (rank, topic) in look.topics.iter().take(3).enumerate() {
        out.put("topic", &[code(scene, *topic)]);
        if rank == 0 {
            out.put(
                "first topic",
                &[code(scene, *topic), if look.counted.noun.is_some() { "noun" } else { "bare" }],
            );
        }
    }
}

/// Content words that are looked at of a sentence, counted from the number.
const WORDS: usize = 30;

/// The content words of the whole sentence by side, and of the sentences before and behind in its paragraph: a bare number counts what
/// they tell of.
fn beside(look: &Look<'_, '_>, out: &mut Features) {
    let prose = look.scene.prose;
    let own = look.scene.tokens();
    say(look, "told left", (own.start..look.quantity.tokens.start).rev(), out);
    say(look, "told right", look.quantity.tokens.end..own.end, out);
    let Some(number) = prose.sentence_at(look.quantity.span.start) else { return };
    let sentence = |at: Option<usize>| {
        let beside = at.and_then(|at| prose.sentences.get(at));
        beside.filter(|beside| beside.paragraph == look.scene.sentence.paragraph)
    };
    if let Some(before) = sentence(number.checked_sub(1)) {
        say(look, "told before", before.tokens.clone().rev(), out);
    }
    if let Some(behind) = sentence(number.checked_add(1)) {
        say(look, "told behind", behind.tokens.clone(), out);
    }
}

fn say(look: &Look<'_, '_>, name: &str, tokens: impl Iterator<Item = usize>, out: &mut Features) {
    let tokens = tokens.filter_map(|at| look.scene.prose.tokens.get(at));
    let tells = |tag: Tag| tag.is_noun() || tag.is_verb() || tag.is_adjective();
    for token in tokens.filter(|token| tells(token.tag) && token.kind == TokenKind::Word).take(WORDS) {
        out.put(name, &[&token.lemma]);
    }
}

/// The heading or the column above.
fn above(look: &Look<'_, '_>, out: &mut Features) {
    let scene = look.scene;
    if let Some(told) = scene.before.above(scene, look.quantity) {
        let measure = told.measure.map_or("some", |measure| code(scene, measure));
        out.put("above", &[measure, told.unit.map_or("", |unit| unit.code())]);
    }
    if scene.sentence.kind != SentenceKind::Heading {
        let bare = if look.counted.noun.is_some() { "noun" } else { "bare" };
        for word in scene.before.headline() {
            out.put("heading", &[word, bare]);
            for class in scene.lexicon.kin.of_verb(word).iter().take(3) {
                out.put("heading kin", &[class, bare]);
            }
        }
    }
    for word in scene.before.header(scene, look.quantity) {
        out.put("header", &[&word]);
        for class in scene.lexicon.kin.of_verb(&word).iter().take(3) {
            out.put("header kin", &[class]);
        }
    }
    for word in Before::label(scene) {
        out.put("row", &[&word]);
        for class in scene.lexicon.kin.of_verb(&word).iter().take(3) {
            out.put("row kin", &[class]);
        }
    }
}
