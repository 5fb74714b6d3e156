//! Sentences that hand out a number to each of several places: "69 were in Wajima, 38 in Suzu and nine in Anamizu".
//!
//! There a place belongs to the number it follows, and to no other. One number before one place is no such sentence,
//! and neither is "30 people were killed and 40 injured in Sindh", where one place holds for both.

use super::site::{Role, Site};
use crate::{
    lexicon::Lexicon,
    span::Span,
    text::{Prose, Tag, Token, TokenKind},
};

/// How many words may stand between a number and its place.
const CLOSE: usize = 6;

/// The number that each place of a sentence belongs to; nothing where the sentence hands out no numbers.
pub(super) fn owners(prose: &Prose, here: &[&Site], lexicon: &Lexicon) -> Vec<Option<Span>> {
    if let Some(owners) = respective(prose, here) {
        return owners;
    }
    let mut owners: Vec<Option<Span>> = Vec::new();
    for (at, site) in here.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| here.get(before).zip(owners.get(before)));
        let joined = before.filter(|(other, _)| is_joined(prose, other, site)).and_then(|(_, owner)| *owner);
        owners.push(joined.or_else(|| number_before(prose, site, lexicon)));
    }
    let mut numbers: Vec<Span> = owners.iter().flatten().copied().collect();
    numbers.dedup();
    if numbers.len() < 2 { vec![None; here.len()] } else { owners }
}

/// The place that a number in brackets stands behind: "from Iran (306), Pakistan (16)", "11,708 from Iran (8,418 deportees)".
pub(super) fn before_brackets<'h, 's>(
    prose: &Prose,
    number: Span,
    here: &[&'h Site<'s>],
) -> Option<&'h Site<'s>> {
    let sentence = prose.sentences.get(here.first()?.sentence)?.tokens.start;
    let at = prose.token_at(number.start);
    let before = prose.tokens.get(sentence..at)?;
    let bracket = sentence + before.iter().rposition(|token| matches!(&*token.lower, "(" | ")"))?;
    let opened = prose.tokens.get(bracket).filter(|token| token.is("("))?;
    let named = here
        .iter()
        .any(|site| site.mention.span.start > opened.span.start && site.mention.span.end <= number.start);
    let behind = |site: &&&'h Site<'s>| prose.tokens_in(site.mention.span).end == bracket;
    here.iter().find(behind).copied().filter(|_| !named)
}

/// "Mocuba and Tete received 12,000 and 4,000 people respectively": as many numbers as places, each to its own in order.
fn respective(prose: &Prose, here: &[&Site]) -> Option<Vec<Option<Span>>> {
    let sentence = prose.sentences.get(here.first()?.sentence)?;
    let tokens = prose.tokens.get(sentence.tokens.clone())?;
    let clause = before_respectively(tokens)?;
    let listed = numbers_listed(clause);
    let end = clause.last()?.span.end;
    let told = |site: &&&Site| {
        !matches!(site.role, Role::Body | Role::Seat | Role::Dateline) && site.mention.span.end <= end
    };
    let places = here.iter().filter(told).count();
    if listed.len() < 2 || listed.len() != places {
        return None;
    }
    let mut numbers = listed.into_iter();
    Some(here.iter().map(|site| if told(&site) { numbers.next() } else { None }).collect())
}

/// The words up to "respectively".
pub(super) fn before_respectively(tokens: &[Token]) -> Option<&[Token]> {
    tokens.get(..tokens.iter().position(|token| token.is("respectively"))?)
}

/// The longest run of numbers that commas and "and" join, a few nouns between them at most: "12,000 people and 4,000".
pub(super) fn numbers_listed(tokens: &[Token]) -> Vec<Span> {
    let is_of_list = |token: &Token| {
        token.tag.is_noun() || matches!(token.tag, Tag::JJ | Tag::DT | Tag::IN | Tag::RB) || is_joint(token)
    };
    longest_list(tokens, |token| token.tag == Tag::CD, is_of_list)
}

/// The longest run of items that commas and "and" join, with nothing but such words between them; words of an item that
/// stand beside each other are one.
pub(super) fn longest_list(
    tokens: &[Token],
    is_item: impl Fn(&Token) -> bool,
    may_join: impl Fn(&Token) -> bool,
) -> Vec<Span> {
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let mut gap: Vec<&Token> = Vec::new();
    for token in tokens {
        if !is_item(token) {
            gap.push(token);
            continue;
        }
        let joined = gap.iter().any(|token| is_joint(token)) && gap.iter().all(|token| may_join(token));
        match runs.last_mut() {
            Some(run) if joined => run.push(token.span),
            Some(run) if gap.is_empty() => {
                run.last_mut().into_iter().for_each(|last| *last = last.cover(token.span));
            }
            _ => runs.push(vec![token.span]),
        }
        gap.clear();
    }
    runs.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

fn is_joint(token: &Token) -> bool {
    matches!(&*token.lower, "," | "and")
}

/// The number that a place follows closely: "38 in Suzu", "two each in the towns of Shika".
fn number_before(prose: &Prose, site: &Site, lexicon: &Lexicon) -> Option<Span> {
    if site.role != Role::At {
        return None;
    }
    let start = prose.tokens_in(site.mention.span).start;
    let before = prose.tokens.get(start.saturating_sub(CLOSE)..start)?;
    let near = before.iter().rev().take_while(|token| token.tag == Tag::CD || is_light(token, lexicon));
    near.into_iter().find(|token| token.tag == Tag::CD).map(|token| token.span)
}

/// Words that may stand between a number and its place without a sentence of its own.
fn is_light(token: &Token, lexicon: &Lexicon) -> bool {
    token.kind != TokenKind::Mark
        && (token.tag.is_noun()
            || lexicon.place_roles.at.contains(&token.lower)
            || matches!(
                &*token.lower,
                "the" | "were" | "was" | "are" | "each" | "of" | "others" | "more" | "died" | "both"
            ))
}

/// Whether commas and "and" alone stand between two places.
fn is_joined(prose: &Prose, one: &Site, two: &Site) -> bool {
    let between = Span::new(one.mention.span.end, two.mention.span.start);
    let tokens = if between.is_empty() { 0..0 } else { prose.tokens_in(between) };
    let tokens = prose.tokens.get(tokens).unwrap_or(&[]);
    tokens.iter().all(|token| matches!(&*token.lower, "," | "and" | "the" | "or" | "city" | "town"))
}
