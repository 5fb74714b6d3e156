//! What stands under which heading.

use super::{Sentence, SentenceKind, Token, TokenKind};
use crate::block::{Block, BlockKind};

/// Words: where the layout is not known, a longer line is not taken for a heading of what follows it.
const SHORT: usize = 6;

/// The level of a heading that is guessed.
const GUESSED: u8 = 9;

/// Of each sentence the number of the nearest heading that it stands under; of a heading, of the one that holds it.
pub(super) fn above(tokens: &[Token], sentences: &[Sentence], blocks: &[Block]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut above = Vec::with_capacity(sentences.len());
    for (number, sentence) in sentences.iter().enumerate() {
        let block = sentence.block.and_then(|block| blocks.get(block));
        let level = level(tokens, sentence, block);
        if let Some(level) = level {
            open.retain(|(other, _)| *other < level);
        }
        let outside = block.is_some_and(|block| is_outside(block.kind));
        above.push(open.last().map(|(_, heading)| *heading).filter(|_| !outside));
        open.extend(level.map(|level| (level, number)));
    }
    above
}

/// How deep a heading lies; none where the sentence is no heading.
fn level(tokens: &[Token], sentence: &Sentence, block: Option<&Block>) -> Option<u8> {
    match block.map(|block| block.kind) {
        Some(BlockKind::Title) => Some(0),
        Some(BlockKind::Heading) => block.map(|block| block.level.max(1)),
        Some(_) => None,
        None => is_guessed(tokens, sentence).then_some(GUESSED),
    }
}

/// A short line without numbers.
fn is_guessed(tokens: &[Token], sentence: &Sentence) -> bool {
    let words = tokens.get(sentence.tokens.clone()).unwrap_or(&[]);
    sentence.kind == SentenceKind::Heading
        && words.len() <= SHORT
        && !words.iter().any(|token| token.kind == TokenKind::Number)
}

/// Of each sentence, how many stand before it that are no running head.
pub(super) fn turns(sentences: &[Sentence], blocks: &[Block]) -> Vec<usize> {
    let mut turn = 0;
    let of = |sentence: &Sentence| {
        let block = sentence.block.and_then(|block| blocks.get(block));
        let here = turn;
        turn += usize::from(block.is_none_or(|block| block.kind != BlockKind::RunningHead));
        here
    };
    sentences.iter().map(of).collect()
}

/// What stands at the edge of the page, whatever is told in the middle.
const fn is_outside(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::RunningHead | BlockKind::Footnote | BlockKind::Title)
}
