//! Where in a report a sentence stands: at its head, where it says what it is, at its foot, or in between.

use super::{Prose, SentenceKind};
use crate::block::{Block, BlockKind};

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Among the first lines.
    Head,
    /// At the head or foot of page after page.
    Running,
    /// Among the last lines.
    Foot,
    /// Where the report tells what it tells.
    Body,
}

/// Sentences of a layout that is known; where it is not, half as many.
const HEAD: usize = 14;
const FOOT: usize = 10;

/// Words: a longer line of running text at the head tells already.
const LINE: usize = 40;

impl Prose {
    /// Where a sentence of a report with these blocks stands.
    pub fn zone(&self, number: usize, blocks: &[Block]) -> Zone {
        let Some(sentence) = self.sentences.get(number) else { return Zone::Body };
        let block = sentence.block.and_then(|block| blocks.get(block));
        let (head, foot) = if blocks.is_empty() { (HEAD / 2, FOOT / 2) } else { (HEAD, FOOT) };
        let first_page = block.is_none_or(|block| block.page.is_none_or(|page| page <= 1));
        let tells = sentence.kind == SentenceKind::Prose && sentence.tokens.len() > LINE;
        match block.map(|block| block.kind) {
            Some(BlockKind::RunningHead) => Zone::Running,
            Some(BlockKind::Title) => Zone::Head,
            _ if number < head && first_page && !tells => Zone::Head,
            _ if number + foot >= self.sentences.len() => Zone::Foot,
            _ => Zone::Body,
        }
    }
}
