//! The words that say what a number set alone counts: the line below or above it in a box, the cell below it in a grid.

use std::ops::Range;

use super::{
    before::{cells, column, words_of},
    scene::Scene,
};
use crate::{
    mention::Quantity,
    text::{Sentence, SentenceKind, TokenKind},
};

/// Tokens; a longer line is no caption.
const LONG: usize = 12;
/// Numbers of a run of boxes that are looked at on either side.
const RUN: usize = 8;

/// The caption of a number that stands alone in its line, or in a row of numbers without a header: the scene of its line, and its
/// words there.
pub(super) fn of<'r>(scene: &Scene<'r>, quantity: &Quantity) -> Option<(Scene<'r>, Range<usize>)> {
    if !is_bare(scene) {
        return None;
    }
    let number = scene.prose.sentence_at(scene.sentence.span.start)?;
    if scene.sentence.kind == SentenceKind::Row {
        let below = line(scene, number.checked_add(1)?)?;
        let cell = cells(&below).into_iter().nth(column(scene, quantity.tokens.start))?;
        return (below.sentence.kind == SentenceKind::Row && !cell.is_empty()).then_some((below, cell));
    }
    let caption = line(scene, beside(scene, number)?)?;
    let words = caption.tokens();
    Some((caption, words))
}

/// Whether a sentence holds numbers and marks alone.
pub(super) fn is_bare(scene: &Scene<'_>) -> bool {
    let is_word = |at: usize| scene.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    scene.tokens().len() <= 4 * LONG && !scene.tokens().any(is_word)
}

/// The number of the line that is the caption of a number alone: where boxes follow each other, captions stand on one side of
/// all of them, and what goes before the first or follows the last tells on which.
fn beside(scene: &Scene<'_>, number: usize) -> Option<usize> {
    let alone = |at: usize| scene.prose.sentences.get(at).is_some_and(|line| is_alone(scene, line));
    let step = |at: usize, by: isize| at.checked_add_signed(by).filter(|at| alone(*at));
    let end = |by: isize| (0..RUN).fold(number, |at, _| step(at, by).unwrap_or(at));
    let (first, last) = (end(-2), end(2));
    let caption = |at: Option<usize>| at.filter(|at| line(scene, *at).is_some());
    match (caption(first.checked_sub(1)), caption(last.checked_add(1))) {
        (_, Some(_)) => caption(number.checked_add(1)),
        (Some(_), None) => caption(number.checked_sub(1)),
        (None, None) => None,
    }
}

/// Whether a line holds one number and no word.
fn is_alone(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let tokens = scene.prose.tokens_of(sentence);
    let has = |kind| tokens.iter().any(|token| token.kind == kind);
    tokens.len() <= LONG && has(TokenKind::Number) && !has(TokenKind::Word)
}

/// A short line without a number, as a scene of its own.
fn line<'r>(scene: &Scene<'r>, number: usize) -> Option<Scene<'r>> {
    let sentence = scene.prose.sentences.get(number)?;
    let tokens = scene.prose.tokens_of(sentence);
    let has = |kind| tokens.iter().any(|token| token.kind == kind);
    let long = if sentence.kind == SentenceKind::Row { 4 * LONG } else { LONG };
    let other = Scene { sentence, quantities: &[], ..*scene };
    let tells =
        tokens.len() <= long && !has(TokenKind::Number) && !words_of(&other, other.tokens()).is_empty();
    tells.then_some(other)
}
