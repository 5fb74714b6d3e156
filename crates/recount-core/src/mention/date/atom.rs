//! The pieces of which time expressions are made: tokens, taken apart where they hold more than one word of time.
//!
//! "mid-November" is three pieces, "3Nov2014" too, "10/31/74" five; "1990s" is one with a suffix.

use std::borrow::Cow;

use smol_str::SmolStr;

use crate::{
    lexicon::{Dates, TimeWord},
    span::Span,
    text::{Prose, Sentence, Token, TokenKind},
};

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Atom<'l> {
    pub(super) span: Span,
    /// In lower case, without a closing period.
    pub(super) lower: Cow<'l, str>,
    /// Whether the text has a capital here.
    pub(super) capital: bool,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// Digits at its start, and what follows them.
    pub(super) number: Option<Digits>,
    pub(super) senses: &'l [TimeWord],
    /// Whether it says something of time in itself, so that no expression is far from it.
    pub(super) tells: bool,
}

/// A piece that starts with digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) value: u32,
    /// How many digits; 0 where grouping or decimals make it no number of a date.
    pub(super) length: usize,
    /// "th", "s", "pm", ":30".
    pub(super) suffix: SmolStr,
}

/// The pieces of a sentence.
pub(super) fn atoms<'l>(
    text: &'l str,
    prose: &'l Prose,
    sentence: &Sentence,
    dates: &'l Dates,
) -> Vec<Atom<'l>> {
    let mut atoms = Vec::with_capacity(sentence.tokens.len());
    let mut end = sentence.span.start;
    for token in prose.tokens_of(sentence) {
        let spaced = token.span.start > end;
        end = token.span.end;
        if token.kind == TokenKind::Mark {
            atoms.push(mark(token, spaced));
            continue;
        }
        if is_whole(token) {
            atoms.push(atom(text, token.span, Cow::Borrowed(&*token.lower), spaced, dates));
            continue;
        }
        for (number, span) in pieces(text, token, dates).into_iter().enumerate() {
            let folded = Cow::Owned(crate::text::fold(span.slice(text)));
            atoms.push(atom(text, span, folded, spaced && number == 0, dates));
        }
    }
    atoms
}

/// A mark, which says nothing of time.
fn mark(token: &Token, spaced: bool) -> Atom<'_> {
    Atom {
        span: token.span,
        lower: Cow::Borrowed(without_period(&token.lower)),
        capital: false,
        spaced,
        number: None,
        senses: &[],
        tells: false,
    }
}

fn atom<'l>(text: &str, span: Span, folded: Cow<'l, str>, spaced: bool, dates: &'l Dates) -> Atom<'l> {
    let lower = match folded {
        Cow::Borrowed(word) => Cow::Borrowed(without_period(word)),
        Cow::Owned(word) => Cow::Owned(without_period(&word).to_string()),
    };
    let capital = span.slice(text).chars().next().is_some_and(char::is_uppercase);
    let number = digits(&lower);
    let said = dates.said_by(&lower);
    let tells = said.is_some() || number.is_some() || lower.starts_with("dhul-") || lower.starts_with("zul-");
    Atom { span, lower, capital, spaced, number, senses: said.unwrap_or_default(), tells }
}

fn without_period(word: &str) -> &str {
    word.strip_suffix('.').filter(|bare| !bare.is_empty()).unwrap_or(word)
}

/// Whether nothing can take the token apart.
fn is_whole(token: &Token) -> bool {
    match token.kind {
        TokenKind::Mark => true,
        TokenKind::Number => false,
        TokenKind::Word => !token.lower.bytes().any(|byte| byte == b'-' || byte.is_ascii_digit()),
    }
}

fn digits(lower: &str) -> Option<Digits> {
    if !lower.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let length = lower.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = SmolStr::from(lower.get(length..)?);
    let grouped = suffix.starts_with([',', '.']);
    let value = lower.get(..length)?.parse().ok()?;
    Some(Digits { value, length: if grouped { 0 } else { length }, suffix })
}

/// Where a token falls apart.
fn pieces(text: &str, token: &Token, dates: &Dates) -> Vec<Span> {
    let whole = vec![token.span];
    match token.kind {
        TokenKind::Mark => whole,
        TokenKind::Number => number_pieces(text, token, dates),
        TokenKind::Word => {
            let known =
                !dates.senses(&token.lower).is_empty() || !dates.holidays_from(&token.lower).is_empty();
            if known {
                return whole;
            }
            let parts =
                cut(text, token.span, |left, right| left == '-' || right == '-' || turns(left, right));
            if parts.iter().any(|part| is_time(part.slice(text), dates)) { parts } else { whole }
        }
    }
}

/// Digits with slashes, several periods, a year stuck to a comma, or the name of a month stuck to them.
fn number_pieces(text: &str, token: &Token, dates: &Dates) -> Vec<Span> {
    let words = token.span.slice(text);
    let letters = words.chars().any(char::is_alphabetic);
    let periods = words.matches('.').count();
    let year = words.split_once(',').is_some_and(|(day, year)| {
        day.len() <= 2 && year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
    });
    let border = |left: char, right: char| {
        let either = |mark: char| left == mark || right == mark;
        either('/') || periods > 1 && either('.') || year && either(',') || letters && turns(left, right)
    };
    let parts = cut(text, token.span, border);
    if letters
        && !parts
            .iter()
            .any(|part| part.slice(text).chars().all(char::is_alphabetic) && is_time(part.slice(text), dates))
    {
        return cut(text, token.span, |left, right| left == '/' || right == '/');
    }
    parts
}

/// Whether letters meet digits here.
fn turns(left: char, right: char) -> bool {
    left.is_ascii_digit() && right.is_alphabetic() || left.is_alphabetic() && right.is_ascii_digit()
}

/// Whether the word is the name of a month, weekday, unit or part, or a quarter ("q3").
fn is_time(word: &str, dates: &Dates) -> bool {
    let folded = crate::text::fold(word);
    matches!(&*folded, "q" | "h" | "fy" | "cy")
        || dates.senses(&folded).iter().any(|sense| {
            matches!(
                sense,
                TimeWord::Month(_)
                    | TimeWord::Weekday(_)
                    | TimeWord::Season(_)
                    | TimeWord::Unit(..)
                    | TimeWord::Part(_)
                    | TimeWord::Ordinal(_)
                    | TimeWord::Cardinal(_)
                    | TimeWord::DayPart
            )
        })
}

/// Cuts a span wherever `border` holds between two characters.
fn cut(text: &str, span: Span, border: impl Fn(char, char) -> bool) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start;
    let mut last: Option<char> = None;
    for (at, character) in span.slice(text).char_indices() {
        if last.is_some_and(|last| border(last, character)) {
            parts.push(Span::new(start, span.start + at));
            start = span.start + at;
        }
        last = Some(character);
    }
    parts.push(Span::new(start, span.end));
    parts
}
