//! Sentences, headings, bullets and rows.

use std::ops::Range;

use super::{Token, TokenKind};
use crate::{
    block::{Block, BlockKind},
    lexicon::Abbreviations,
    span::Span,
};

/// A stretch of text that is read as one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding space.
    pub span: Span,
    /// The numbers of its tokens.
    pub tokens: Range<usize>,
    /// The number of its paragraph, from 0.
    pub paragraph: usize,
    /// What sort of text it is.
    pub kind: SentenceKind,
    /// The number of the block of the report that it lies in, where the report has blocks.
    pub block: Option<usize>,
}

/// What sort of text a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SentenceKind {
    /// Running text.
    #[default]
    Prose,
    /// A line of its own without an end mark: a headline, a subheading.
    Heading,
    /// An item of a list.
    Bullet,
    /// A row of a table: cells set apart by bars or tabs.
    Row,
}

/// Tokens of the longest sentence; what goes on is read as another. Nobody writes such sentences, and what is read of each of their
/// words would grow with the square of them.
const LONGEST: usize = 500;

pub(super) fn split(
    text: &str,
    tokens: &[Token],
    abbreviations: &Abbreviations,
    blocks: &[Block],
) -> Vec<Sentence> {
    let wrapped = blocks.is_empty() && is_wrapped(text);
    let mut layout = Layout::of(text, blocks);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    let mut here = tokens.first().and_then(|token| layout.at(token.span.start));
    for next in 1..=tokens.len() {
        let there = tokens.get(next).and_then(|token| layout.at(token.span.start));
        let border = match tokens.get(next) {
            None => Border::Paragraph,
            Some(_) if here != there => Border::Paragraph,
            Some(right) => match here.map(|at| layout.kind(at)) {
                None => border(text, tokens, next, wrapped, abbreviations),
                Some(SentenceKind::Row | SentenceKind::Heading) => Border::None,
                Some(_) if is_end(tokens, next - 1, right, text, abbreviations) => Border::Sentence,
                Some(_) => Border::None,
            },
        };
        let border = match border {
            Border::None if next - start < LONGEST => continue,
            Border::None => Border::Sentence,
            told => told,
        };
        let span = Span::new(tokens[start].span.start, tokens[next - 1].span.end);
        let kind = match here.map(|at| layout.kind(at)) {
            None | Some(SentenceKind::Prose) => kind(text, &tokens[start..next], border),
            Some(told) => told,
        };
        let block = here.map(|at| layout.block(at));
        sentences.push(Sentence { span, tokens: start..next, paragraph, kind, block });
        paragraph += usize::from(border == Border::Paragraph);
        start = next;
        here = there;
    }
    sentences
}

/// The stretches of a text that the layout of its report sets apart, looked up from front to back.
struct Layout {
    /// Where each lies, what its sentences are, and the number of its block.
    stretches: Vec<(Span, SentenceKind, usize)>,
    next: usize,
}

/// Words: a cell of more tells something of its own, whatever stands beside it.
const LONG_CELL: usize = 12;

impl Layout {
    fn of(text: &str, blocks: &[Block]) -> Layout {
        let long = |block: &Block| block.span.slice(text).split_whitespace().nth(LONG_CELL).is_some();
        let mut stretches = Vec::new();
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let cells = blocks
                .get(at + 1..)
                .unwrap_or(&[])
                .iter()
                .take_while(|cell| cell.kind == BlockKind::Cell)
                .count();
            let cells = at + 1..at + 1 + cells;
            match block.kind {
                BlockKind::Row if blocks.get(cells.clone()).unwrap_or(&[]).iter().any(long) => {
                    let inside = |at: usize| Some((blocks.get(at)?.span, SentenceKind::Prose, at));
                    stretches.extend(cells.clone().filter_map(inside));
                }
                kind if kind.is_leaf() => stretches.push((block.span, sort(kind), at)),
                _ => {}
            }
            at = if block.kind == BlockKind::Row { cells.end } else { at + 1 };
        }
        Layout { stretches, next: 0 }
    }

    /// The number of the stretch that holds the byte; asked for bytes in order.
    fn at(&mut self, byte: usize) -> Option<usize> {
        while self.stretches.get(self.next).is_some_and(|(span, ..)| span.end <= byte) {
            self.next += 1;
        }
        self.stretches.get(self.next).filter(|(span, ..)| span.start <= byte).map(|_| self.next)
    }

    fn kind(&self, at: usize) -> SentenceKind {
        self.stretches.get(at).map_or(SentenceKind::Prose, |(_, kind, _)| *kind)
    }

    fn block(&self, at: usize) -> usize {
        self.stretches.get(at).map_or(0, |(.., block)| *block)
    }
}

/// What the sentences of a block are.
const fn sort(kind: BlockKind) -> SentenceKind {
    match kind {
        BlockKind::Title | BlockKind::Heading => SentenceKind::Heading,
        BlockKind::Item => SentenceKind::Bullet,
        BlockKind::Row => SentenceKind::Row,
        _ => SentenceKind::Prose,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Border {
    None,
    Sentence,
    Paragraph,
}

/// What lies between the tokens `next - 1` and `next`.
fn border(text: &str, tokens: &[Token], next: usize, wrapped: bool, abbreviations: &Abbreviations) -> Border {
    let (left, right) = (&tokens[next - 1], &tokens[next]);
    let gap = &text[left.span.end..right.span.start];
    // Marks of notes stand in no sentence.
    let gap = gap.rsplit(']').next().unwrap_or(gap);
    // Most words: nothing but an end mark, a line break or wide space can set what follows apart.
    if matches!(gap, "" | " ") && left.kind != TokenKind::Mark && !left.lower.ends_with('.') {
        return Border::None;
    }
    let lines = gap.matches('\n').count();
    let bullet = is_bullet(right);
    if lines == 1 && heads_block(text, tokens, next - 1) {
        return Border::None;
    }
    if lines > 1 || lines == 1 && (bullet || !(wrapped || continues(text, left, right))) {
        return Border::Paragraph;
    }
    if is_end(tokens, next - 1, right, text, abbreviations) {
        // Two spaces after an end mark stand where a page had a new paragraph.
        return Border::Sentence;
    }
    let wide = gap.chars().count() > 1 && lines == 0 && !gap.contains('\t');
    let opens = right.is_capitalised(text) || right.kind == TokenKind::Number || bullet;
    if wide && opens && left.kind == TokenKind::Word { Border::Paragraph } else { Border::None }
}

/// Whether a number stands alone on the first line of a block: the line below says what it counts.
fn heads_block(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &text[tokens[before].span.end..tokens[at].span.start]);
    tokens[at].kind == TokenKind::Number && before.is_none_or(|gap| gap.matches('\n').count() > 1)
}

/// Whether a lone line break goes on with the sentence: the next line starts small and the last did not end.
fn continues(text: &str, left: &Token, right: &Token) -> bool {
    let small = right.span.slice(text).chars().next().is_some_and(char::is_lowercase);
    small && !left.is(".") && !left.is("|") && !left.is(":")
}

/// Whether lines break for width alone: most are about as long as the longest, and go on in small letters.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let long = lines.iter().filter(|line| (50..=110).contains(&line.len())).count();
    let small =
        lines.iter().skip(1).filter(|line| line.chars().next().is_some_and(char::is_lowercase)).count();
    lines.len() >= 4 && long * 2 > lines.len() && small * 4 > lines.len()
}

fn is_bullet(token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && matches!(&*token.lower, "•" | "·" | "*" | "-" | "–" | "▪" | "◦" | "●" | "‣" | "■" | "►")
}

fn is_closer(token: &Token) -> bool {
    matches!(&*token.lower, "\"" | "”" | "'" | "»" | ")" | "]")
}

/// Closing marks that may stand one behind the other.
const CLOSERS: usize = 8;

/// Whether the token `last` ends a sentence before `right`: an end mark, with any closing marks behind it.
fn is_end(tokens: &[Token], last: usize, right: &Token, text: &str, abbreviations: &Abbreviations) -> bool {
    let mut at = last;
    while is_closer(&tokens[at])
        && at + CLOSERS > last
        && at > 0
        && tokens[at - 1].span.end == tokens[at].span.start
    {
        at -= 1;
    }
    if is_closer(right) && right.span.start == tokens[last].span.end {
        return false;
    }
    let mark = &tokens[at];
    let first = right.span.slice(text).chars().next().unwrap_or(' ');
    let opens = first.is_uppercase()
        || first.is_ascii_digit()
        || matches!(first, '"' | '“' | '«' | '(' | '[' | '‘' | '\'' | '@' | '#');
    let spaced = tokens[last].span.end < right.span.start;
    match &*mark.lower {
        "." => {
            (opens || is_bullet(right) || first.is_alphabetic() && !spaced)
                && (spaced || stuck_sentences(tokens, at, right))
        }
        "!" | "?" => opens || is_bullet(right),
        "…" | "..." | "...." | "…." => opens && spaced,
        word if word.ends_with('.') && mark.kind == TokenKind::Word => {
            spaced
                && first.is_uppercase()
                && abbreviations.ends_before(word.trim_end_matches('.'), &right.lower)
        }
        _ => false,
    }
}

/// Whether a period without a space behind it still ends a sentence ("were chained.It was"): a word of three letters or
/// more on both sides, and no address.
fn stuck_sentences(tokens: &[Token], period: usize, right: &Token) -> bool {
    let Some(left) = period.checked_sub(1).map(|at| &tokens[at]) else { return false };
    let long = |token: &Token| token.kind == TokenKind::Word && token.lower.chars().count() > 2;
    let ends = long(left) || is_closer(left) || left.kind == TokenKind::Number;
    ends && (long(right)
        || is_bullet(right)
        || matches!(&*right.lower, "a" | "in" | "it" | "he" | "we" | "on" | "at" | "(" | "\"" | "“"))
}

fn kind(text: &str, tokens: &[Token], border: Border) -> SentenceKind {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return SentenceKind::Prose };
    let between = &text[first.span.start..last.span.end];
    if between.contains('\t') || tokens.iter().filter(|token| token.is("|")).count() > 1 {
        return SentenceKind::Row;
    }
    if is_bullet(first) {
        return SentenceKind::Bullet;
    }
    let ended = tokens
        .iter()
        .rev()
        .find(|token| !is_closer(token))
        .is_some_and(|token| token.lower.ends_with(['.', '!', '?', '…', ':', ';']));
    if border == Border::Paragraph && !ended && tokens.len() < 40 {
        SentenceKind::Heading
    } else {
        SentenceKind::Prose
    }
}

#[cfg(test)]
mod tests {
    use crate::{lexicon::Lexicon, text::Prose};

    fn check(text: &str, expected: &[&str]) {
        let prose = Prose::read(text, &Lexicon::builtin());
        let found: Vec<&str> = prose.sentences.iter().map(|sentence| sentence.span.slice(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check(
            "Gen. Khan spoke at 5 p.m. on Monday. He left the U.S. The talks failed.",
            &["Gen. Khan spoke at 5 p.m. on Monday.", "He left the U.S.", "The talks failed."],
        );
    }

    #[test]
    fn closing_quotes_belong_to_the_sentence() {
        check("“They left.” Nobody stayed.", &["“They left.”", "Nobody stayed."]);
    }

    #[test]
    fn marks_of_notes_end_no_line_and_hide_no_end() {
        check(
            "Roads were lost.[16][17] The dam[2] Burak held.[a] Nobody died.",
            &["Roads were lost.", "The dam[2] Burak held.", "Nobody died."],
        );
    }

    #[test]
    fn lines_are_paragraphs_unless_they_go_on() {
        check(
            "Camp empties\nThe camp near\nthe river is empty.\n• 12 dead\n• 3 hurt",
            &["Camp empties", "The camp near\nthe river is empty.", "• 12 dead", "• 3 hurt"],
        );
    }

    #[test]
    fn a_number_above_its_words_belongs_to_them() {
        check("321\nhomes burnt\n\nDeaths\n12", &["321\nhomes burnt", "Deaths", "12"]);
    }

    #[test]
    fn no_sentence_goes_on_for_ever() {
        for text in ["killed: 5 ".repeat(2_000), ")".repeat(4_000), "\u{200f}x ".repeat(2_000)] {
            let prose = Prose::read(&text, &Lexicon::builtin());
            assert!(prose.sentences.iter().all(|sentence| sentence.tokens.len() <= super::LONGEST));
            assert_eq!(
                prose.sentences.iter().map(|it| it.tokens.len()).sum::<usize>(),
                prose.tokens.len(),
                "nothing is left out"
            );
        }
    }

    #[test]
    fn lost_spaces_do_not_join_sentences() {
        check(
            "About 15 persons were chained.It was late.additional 300 left.",
            &["About 15 persons were chained.", "It was late.", "additional 300 left."],
        );
    }
}
