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
