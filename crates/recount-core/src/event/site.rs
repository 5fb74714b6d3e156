//! Where an event was: the places that its clause names behind "in", "on", "near", and the words for a site.

use super::Page;
use crate::{
    mention::PlaceMention,
    text::{Sentence, Tag},
};

/// Beyond this many words a place says nothing of a trigger.
const FAR: usize = 22;

/// The places of the trigger's clause by their number, the nearest first.
pub(super) fn places(page: Page<'_>, head: usize, sentence: usize) -> Vec<usize> {
    let Some(sentence) = page.prose.sentences.get(sentence) else { return Vec::new() };
    let places = &page.mentions.places;
    let start = places.partition_point(|place| place.span.start < sentence.span.start);
    let end = places.partition_point(|place| place.span.start < sentence.span.end);
    let mut near: Vec<(usize, usize)> = (start..end)
        .filter_map(|at| Some((distance(page, head, sentence, places.get(at)?, start..at)?, at)))
        .filter(|(far, _)| *far <= FAR)
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, at)| at).collect()
}

/// How far a place is from a trigger; none where nothing says that anything happened there.
fn distance(
    page: Page<'_>,
    head: usize,
    sentence: &Sentence,
    place: &PlaceMention,
    before: std::ops::Range<usize>,
) -> Option<usize> {
    let tokens = page.prose.tokens_in(place.span);
    let phrase = page.prose.base_noun_phrase(head);
    if phrase.contains(&tokens.start) {
        // "The Gaza war": where it is. "Israel's strike": whose it is.
        let owner = page.lower(tokens.end) == "'s" || page.lower(tokens.end) == "’s";
        return (!owner).then_some(1);
    }
    let follows = before.filter_map(|at| page.mentions.places.get(at)).any(|other| {
        let end = page.prose.tokens_in(other.span).end;
        tokens.start.checked_sub(end).is_some_and(|gap| gap <= 2)
    });
    if !is_where(page, tokens.start, sentence) && !follows {
        return None;
    }
    let (from, to) = if tokens.start < head { (tokens.end, head) } else { (head, tokens.start) };
    let clauses = (from..to)
        .filter(|at| matches!(page.lower(*at), ";" | "while" | "but" | "who" | "which" | "after"))
        .count();
    let behind = if tokens.start < head { 4 } else { 0 };
    let below = if page.prose.dominates(head, tokens.start) { 0 } else { 2 };
    Some(to.saturating_sub(from) + clauses * 6 + behind + below)
}

/// Whether a preposition of place stands before the name, words that belong to it between.
fn is_where(page: Page<'_>, start: usize, sentence: &Sentence) -> bool {
    let roles = &page.lexicon.place_roles;
    let mut at = start;
    for _ in 0..5 {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= sentence.tokens.start) else {
            return false;
        };
        at = before;
        let word = page.lower(at);
        if roles.at.contains(word) {
            return !sits(page, at);
        }
        if word == "of" {
            return true;
        }
        let tag = page.prose.tag(at);
        let belongs =
            tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::DT | Tag::PRPS | Tag::POS | Tag::CD);
        if !belongs || roles.seated.contains(word) {
            return false;
        }
    }
    false
}

/// "Officials in Kyiv": where somebody sits.
fn sits(page: Page<'_>, preposition: usize) -> bool {
    let before = preposition.checked_sub(1).map_or("", |before| page.lower(before));
    page.lexicon.place_roles.seated.contains(before) || page.lexicon.roles.kind(before).is_some()
}

/// The words for the site of an event, in lower case: "al-jaouni school" of "a strike on al-Jaouni school".
pub(super) fn site(page: Page<'_>, head: usize, sentence: usize) -> Option<String> {
    let sentence = page.prose.sentences.get(sentence)?;
    let last = sentence.tokens.end.min(head + 14);
    let sites = &page.lexicon.events.around().sites;
    let noun =
        (head + 1..last).find(|at| sites.contains(page.lemma(*at)) && page.prose.tag(*at).is_noun())?;
    let gap =
        (head + 1..noun).any(|at| matches!(page.lower(at), "," | ";" | "while" | "but" | "that" | "which"));
    let name =
        |at: &usize| page.words(*at).chars().next().is_some_and(char::is_uppercase) || page.lower(*at) == "-";
    let named: Vec<&str> = (head + 1..noun).rev().take_while(name).map(|at| page.lower(at)).collect();
    let words: Vec<&str> = named.into_iter().rev().chain([page.lemma(noun)]).collect();
    (!gap && words.len() > 1).then(|| words.join(" "))
}
