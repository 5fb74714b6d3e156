//! Triggers: the words of a report that tell of an event, with what their clauses say of it.

use std::ops::Range;

use super::{Page, site, when};
use crate::{edtf::Edtf, lexicon::EventPhrase, span::Span, text::Tag};

/// Words that tell of an event.
#[derive(Debug, Clone)]
pub(super) struct Trigger {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its last token, which heads it.
    pub(super) head: usize,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Its kind; none for "the incident".
    pub(super) kind: Option<usize>,
    /// The words, in dictionary form.
    pub(super) word: String,
    /// Whether it points back or brings up something new.
    pub(super) turn: Turn,
    /// When its clause says that it was, with the words.
    pub(super) when: Option<(Edtf, Span)>,
    /// Whether that is a start, and it goes on.
    pub(super) goes_on: bool,
    /// The places its clause names, by their place among the mentions, the nearest first.
    pub(super) places: Vec<usize>,
    /// The words for its site.
    pub(super) site: Option<String>,
    /// Its own name.
    pub(super) name: Option<String>,
    /// Whether it tells of many, with nothing that says which: "strikes".
    pub(super) many: bool,
}

/// What the determiner of a trigger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// "The strike", "that attack".
    Back,
    /// "A strike", "two strikes".
    New,
    /// "Another strike", "a separate attack": none of those before.
    Apart,
    /// "Strikes", "bombed".
    Bare,
}

impl Trigger {
    /// Where it stands.
    pub(super) fn span(&self, page: Page<'_>) -> Span {
        let span = |at: usize| page.prose.tokens.get(at).map_or(Span::default(), |token| token.span);
        span(self.tokens.start).cover(span(self.tokens.end.saturating_sub(1)))
    }
}

/// Every trigger of the report, in order, those of names told again among them.
pub(super) fn all(page: Page<'_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = 0;
    while at < page.prose.tokens.len() {
        let next = trigger(page, at);
        at = next.as_ref().map_or(at + 1, |trigger| trigger.tokens.end);
        found.extend(next);
    }
    let names: Vec<(String, Option<usize>)> =
        found.iter().filter_map(|trigger| Some((trigger.name.clone()?, trigger.kind))).collect();
    if !names.is_empty() {
        found.extend(told_by_name(page, &found, &names));
        found.sort_by_key(|trigger| trigger.tokens.start);
    }
    when::settle(page, &mut found);
    found
}

/// The trigger that starts at a token.
fn trigger(page: Page<'_>, at: usize) -> Option<Trigger> {
    let token = page.prose.tokens.get(at)?;
    // "1 March": a month.
    let dates = &page.mentions.dates;
    let after = dates.partition_point(|date| date.span.start < token.span.end);
    let dated = after.checked_sub(1).is_some_and(|last| dates[last].span.overlaps(token.span));
    if dated && token.is_capitalised(&page.report.text) {
        return None;
    }
    let phrase = page.lexicon.events.from_word(&token.lemma).iter().find(|phrase| fits(page, at, phrase))?;
    let tokens = at..at + phrase.words.len();
    is_told(page, &tokens, phrase).then(|| read(page, tokens, phrase.kind, phrase.words.join(" "))).flatten()
}

fn fits(page: Page<'_>, at: usize, phrase: &EventPhrase) -> bool {
    let last = at + phrase.words.len() - 1;
    let words = phrase.words.iter().enumerate();
    let mut same = words.map(|(step, word)| page.lemma(at + step) == word || page.lower(at + step) == word);
    let tag = page.prose.tag(last);
    let noun = tag.is_noun() || phrase.words.len() > 1 || tag == Tag::JJ;
    same.all(|same| same) && if phrase.verb { tag.is_verb() } else { noun && page.prose.tag(at) != Tag::MD }
}

/// Whether the words tell of something that happened: no service, no "hunger strike", no "ceasefire", no body's name.
fn is_told(page: Page<'_>, tokens: &Range<usize>, phrase: &EventPhrase) -> bool {
    let around = page.lexicon.events.around();
    let before = tokens.start.checked_sub(1).map_or("", |before| page.lower(before));
    let first = page.prose.tokens.get(tokens.start);
    let next = page.lower(tokens.end);
    let hyphen = before == "-" || next == "-";
    let shouted = first.is_some_and(|token| token.is_capitalised(&page.report.text));
    // "Fire Service", "War Office": a body. "Typhoon Yagi" is none.
    let body = shouted
        && page
            .prose
            .tokens
            .get(tokens.end)
            .is_some_and(|next| next.tag == Tag::NNP && page.lexicon.roles.kind(&next.lower).is_some());
    // "Risk of cholera", "to prevent cholera".
    let back = if matches!(before, "of" | "for" | "against") { 2 } else { 1 };
    let feared = tokens.start.checked_sub(back).is_some_and(|at| around.feared.contains(page.lemma(at)));
    let compound = hyphen && !phrase.verb && phrase.words.len() == 1 && next == "-";
    !(around.void.contains(before) || feared || body || compound)
}

/// What is known of the trigger from its clause.
fn read(page: Page<'_>, tokens: Range<usize>, kind: Option<usize>, word: String) -> Option<Trigger> {
    let head = tokens.end.checked_sub(1)?;
    let sentence = page.sentence_of(tokens.start)?;
    Some(Trigger {
        head,
        sentence,
        kind,
        word,
        turn: turn(page, &tokens),
        when: None,
        goes_on: false,
        places: site::places(page, head, sentence),
        site: site::site(page, head, sentence),
        name: name(page, &tokens),
        many: matches!(page.prose.tag(head), Tag::NNS | Tag::NNPS),
        tokens,
    })
}

fn turn(page: Page<'_>, tokens: &Range<usize>) -> Turn {
    let around = page.lexicon.events.around();
    let phrase = page.prose.base_noun_phrase(tokens.end.saturating_sub(1));
    let words = || phrase.clone().filter(|at| *at < tokens.start).map(|at| page.lower(at));
    if words().any(|word| around.apart.contains(word)) {
        return Turn::Apart;
    }
    if words().any(|word| around.back.contains(word) || word == "'s") {
        return Turn::Back;
    }
    if words().any(|word| around.new.contains(word)) { Turn::New } else { Turn::Bare }
}

/// "Typhoon Yagi", "Hurricane Melissa": the capital word behind a capital trigger.
fn name(page: Page<'_>, tokens: &Range<usize>) -> Option<String> {
    let capital = |at: usize| page.words(at).chars().next().is_some_and(char::is_uppercase);
    let next = tokens.end;
    let named = capital(next) && page.words(next).chars().any(char::is_lowercase);
    let ends = page.prose.sentences.get(page.sentence_of(tokens.start)?)?.tokens.end;
    let natural = page.lexicon.events.from_word(page.lemma(tokens.start)).iter().any(|phrase| {
        let kind = phrase.kind.and_then(|kind| page.lexicon.events.kind(kind));
        kind.is_some_and(|kind| kind.code == "storm")
    });
    // "Hurricane Melissa–Haiti": the name goes up to the mark.
    let word = page.lower(next).split(|sign: char| !sign.is_alphabetic()).next().unwrap_or("");
    (natural && named && next < ends && word.len() > 2).then(|| word.to_string())
}

/// The other places at which a named event goes by its name alone: "Yagi made landfall".
fn told_by_name(page: Page<'_>, found: &[Trigger], names: &[(String, Option<usize>)]) -> Vec<Trigger> {
    let covered = |at: usize| {
        let next = found.partition_point(|trigger| trigger.tokens.start <= at);
        next.checked_sub(1).and_then(|last| found.get(last)).is_some_and(|last| at <= last.tokens.end)
    };
    let told = |(at, token): (usize, &crate::text::Token)| {
        let (name, kind) = names.iter().find(|(name, _)| token.is(name))?;
        let capital = token.is_capitalised(&page.report.text);
        let trigger =
            (capital && !covered(at)).then(|| read(page, at..at + 1, *kind, name.clone())).flatten()?;
        Some(Trigger { name: Some(name.clone()), turn: Turn::Back, ..trigger })
    };
    page.prose.tokens.iter().enumerate().filter_map(told).collect()
}
