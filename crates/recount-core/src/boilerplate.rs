//! Words of a report that are not part of what it tells: cookie notices, calls to subscribe, links to other stories, picture
//! credits, footnotes, paragraphs that stand there twice. They are marked, not taken out: offsets stay, and readers show them.

use std::collections::BTreeSet;

pub use crate::lexicon::BoilerplateKind;
use crate::{
    lexicon::Lexicon,
    span::Span,
    text::{Prose, Sentence, Token},
};

/// Words that are not part of what a report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boilerplate {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub kind: BoilerplateKind,
}

/// Tokens: a longer sentence runs on into the report, whatever it opens with.
const LONGEST: usize = 60;

/// Tokens: shorter paragraphs may well be said twice.
const REPEATED: usize = 8;

/// Tokens: a bracket with a picture's credit is short.
const CREDIT: usize = 8;

/// All that is marked in a text, in order of place.
pub fn read(text: &str, prose: &Prose, lexicon: &Lexicon) -> Vec<Boilerplate> {
    let mut found: Vec<Boilerplate> = prose
        .sentences
        .iter()
        .filter_map(|sentence| {
            let kind = sentence_kind(text, prose, sentence, lexicon)?;
            Some(Boilerplate { span: sentence.span, kind })
        })
        .collect();
    found.extend(credits(prose, lexicon));
    found.extend(repeats(text, prose));
    found.sort_by_key(|one| (one.span.start, one.span.end));
    found
}

/// The stretches of text that are not counted, none overlapping, in order.
pub fn set_aside(found: &[Boilerplate]) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    for span in found.iter().filter(|one| !one.kind.is_read()).map(|one| one.span) {
        match stretches.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => stretches.push(span),
        }
    }
    stretches
}

fn sentence_kind(
    text: &str,
    prose: &Prose,
    sentence: &Sentence,
    lexicon: &Lexicon,
) -> Option<BoilerplateKind> {
    let tokens = prose.tokens_of(sentence);
    if tokens.len() > LONGEST {
        return None;
    }
    if is_footnote(text, sentence) {
        return Some(BoilerplateKind::Footnote);
    }
    let words = &lexicon.boilerplate;
    let starts = words.starts.longest(tokens.iter().map(|token| &*token.lower));
    // A word alone says it of a line of its own: "Advertisement", "Copyright 2020 …".
    let starts = starts.filter(|(length, _)| *length > 1 || tokens.len() <= 12);
    starts.map(|(_, kind)| kind).or_else(|| held(tokens, lexicon))
}

/// The kind of which the sentence holds all words.
fn held(tokens: &[Token], lexicon: &Lexicon) -> Option<BoilerplateKind> {
    let words = &lexicon.boilerplate;
    if !tokens.iter().any(|token| words.keys.contains(&token.lower)) {
        return None;
    }
    let line: String = tokens.iter().map(|token| format!(" {}", token.lower)).collect::<String>() + " ";
    let fits = |list: &[String]| list.iter().all(|phrase| line.contains(&format!(" {phrase} ")));
    words.holds.iter().find(|(list, _)| fits(list)).map(|(_, kind)| *kind)
}

/// "*under sanctions": an asterisk right before the first word of a line. A bullet has a space behind it.
fn is_footnote(text: &str, sentence: &Sentence) -> bool {
    let words = sentence.span.slice(text);
    let behind = words.trim_start_matches('*');
    let before = text.get(..sentence.span.start).unwrap_or_default();
    words.starts_with('*')
        && behind.starts_with(char::is_alphanumeric)
        && (before.is_empty() || before.trim_end_matches([' ', '\t']).ends_with('\n'))
}

/// "(AFP/File)", "(Photo by Ana Reis)", "[Reuters photo]": brackets that hold a picture's credit alone.
fn credits<'p>(prose: &'p Prose, lexicon: &'p Lexicon) -> impl Iterator<Item = Boilerplate> + 'p {
    prose.tokens.iter().enumerate().filter(|(_, token)| token.is("(") || token.is("[")).filter_map(
        |(open, first)| {
            let rest = prose.tokens.get(open + 1..)?;
            let close = rest.iter().take(CREDIT + 1).position(|token| token.is(")") || token.is("]"))?;
            let (inside, last) = (rest.get(..close)?, rest.get(close)?);
            is_credit(inside, lexicon)
                .then(|| Boilerplate { span: first.span.cover(last.span), kind: BoilerplateKind::Credit })
        },
    )
}

fn is_credit(inside: &[Token], lexicon: &Lexicon) -> bool {
    let words = inside.iter().flat_map(|token| token.lower.split('/'));
    let credit = words.filter(|word| lexicon.boilerplate.credit.contains(word)).count();
    let number = inside.iter().any(|token| token.lower.starts_with(|first: char| first.is_ascii_digit()));
    credit > 0 && !number
}

/// Paragraphs whose words stood there before.
fn repeats(text: &str, prose: &Prose) -> Vec<Boilerplate> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for paragraph in prose.sentences.chunk_by(|one, other| one.paragraph == other.paragraph) {
        let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { continue };
        let span = first.span.cover(last.span);
        let long = last.tokens.end - first.tokens.start >= REPEATED;
        if long && !seen.insert(span.slice(text)) {
            found.push(Boilerplate { span, kind: BoilerplateKind::Repeat });
        }
    }
    found
}
