//! Quotation marks, paired; what stands between them may run over sentences and paragraphs.

use std::ops::Range;

use crate::{
    span::Span,
    text::{Prose, Token, TokenKind},
};

/// A stretch between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The tokens inside, with the marks.
    pub(crate) tokens: Range<usize>,
    /// From mark to mark.
    pub(crate) span: Span,
    /// Whether it has its closing mark; a quotation of several paragraphs has none but in the last.
    pub(crate) closed: bool,
}

/// The marks that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// “ «, or a straight mark before a word.
    Open,
    /// ” », or a straight mark behind one.
    Close,
    /// ‘, or a straight apostrophe before a word.
    OpenSingle,
    /// ’, or a straight apostrophe behind a word or mark.
    CloseSingle,
}

/// Every quotation of the text in order; none lies inside another.
pub(crate) fn read(text: &str, prose: &Prose) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut sentences = prose.sentences.iter().peekable();
    while let Some(first) = sentences.next() {
        let mut range = first.tokens.clone();
        while let Some(next) = sentences.next_if(|next| next.paragraph == first.paragraph) {
            range.end = next.tokens.end;
        }
        read_paragraph(text, prose, range, &mut found);
    }
    found
}

fn read_paragraph(text: &str, prose: &Prose, range: Range<usize>, found: &mut Vec<Quotation>) {
    let mut open: Option<usize> = None;
    let mut at = range.start;
    while at < range.end {
        let (mark, width) = mark(text, &prose.tokens, at).unzip();
        let end = at + width.unwrap_or(1);
        match (mark, open) {
            (Some(Mark::Open), None) => open = Some(at),
            (Some(Mark::Close), Some(start)) => {
                push(prose, start..end, true, found);
                open = None;
            }
            (Some(Mark::Open), Some(start)) if is_start(prose, at) => {
                push(prose, start..at, false, found);
                open = Some(at);
            }
            (Some(Mark::OpenSingle), None) => {
                if let Some(close) = close_single(text, &prose.tokens, at + 1..range.end) {
                    push(prose, at..close + 1, true, found);
                    at = close + 1;
                    continue;
                }
            }
            _ => {}
        }
        at = end;
    }
    if let Some(start) = open {
        push(prose, start..range.end, false, found);
    }
}

fn push(prose: &Prose, tokens: Range<usize>, closed: bool, found: &mut Vec<Quotation>) {
    let Some(inside) = prose.tokens.get(tokens.clone()) else { return };
    if let ([first, .., last], true) = (inside, tokens.len() > 2) {
        found.push(Quotation { tokens: tokens.clone(), span: first.span.cover(last.span), closed });
    }
}

/// Whether a sentence starts at the token.
fn is_start(prose: &Prose, at: usize) -> bool {
    prose.sentences.binary_search_by_key(&at, |sentence| sentence.tokens.start).is_ok()
}

/// The mark at a token and how many tokens it takes.
fn mark(text: &str, tokens: &[Token], at: usize) -> Option<(Mark, usize)> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Mark)?;
    let before = text.get(..token.span.start)?.chars().next_back();
    let behind = |end: usize| text.get(end..).and_then(|rest| rest.chars().next());
    let opens = |end: usize| {
        before.is_none_or(|mark| mark.is_whitespace() || "([—–-".contains(mark))
            && behind(end).is_some_and(|next| !next.is_whitespace())
    };
    let twice =
        tokens.get(at + 1).is_some_and(|next| next.lower == token.lower && next.span.start == token.span.end);
    match token.span.slice(text) {
        "“" | "«" | "„" => Some((Mark::Open, 1)),
        "”" | "»" => Some((Mark::Close, 1)),
        "\"" => Some((if opens(token.span.end) { Mark::Open } else { Mark::Close }, 1)),
        "'" | "’" | "`" | "‘" if twice => {
            Some((if opens(token.span.end + token.span.len()) { Mark::Open } else { Mark::Close }, 2))
        }
        "‘" => Some((Mark::OpenSingle, 1)),
        "'" if opens(token.span.end) => Some((Mark::OpenSingle, 1)),
        "'" | "’" => Some((Mark::CloseSingle, 1)),
        _ => None,
    }
}

/// The closing single mark: the first behind another mark; else the first that is no plural's apostrophe.
fn close_single(text: &str, tokens: &[Token], range: Range<usize>) -> Option<usize> {
    let closes = |at: &usize| {
        tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Mark)
            && matches!(mark(text, tokens, *at), Some((Mark::CloseSingle, _)))
    };
    let before = |at: usize| at.checked_sub(1).and_then(|before| tokens.get(before));
    let mut other = None;
    for at in range.filter(closes) {
        let Some(last) = before(at) else { continue };
        if last.kind == TokenKind::Mark {
            return other.or(Some(at));
        }
        if !last.lower.ends_with('s') {
            other = other.or(Some(at));
        }
    }
    other
}

#[cfg(test)]
mod tests {
    use crate::{lexicon::Lexicon, text::Prose};

    fn check(text: &str, expected: &[&str]) {
        let prose = Prose::read(text, &Lexicon::builtin());
        let found = super::read(text, &prose);
        assert_eq!(found.iter().map(|quotation| quotation.span.slice(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn marks_are_paired() {
        check("“The camp,” she said, “is full.”", &["“The camp,”", "“is full.”"]);
        check("He called it \"a very sad day\" twice.", &["\"a very sad day\""]);
        check("``The camp is full,'' she said.", &["``The camp is full,''"]);
        check("The owners' 'safe zone' was shelled.", &["'safe zone'"]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        check("“We left.\n\n“We walked,” he said.", &["“We left.", "“We walked,”"]);
    }
}
