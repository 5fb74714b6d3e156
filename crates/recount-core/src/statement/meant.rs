//! Who is meant by "he", "it", "the minister" or "its representative": one of those told of before. Where two could be meant, nobody.

use std::ops::Range;

use super::{
    cast::{Cast, Member, is_body_noun, is_office},
    scene::Scene,
};
use crate::{span::Span, text::SentenceKind, text::TokenKind};

/// Sentences of the reporter's own words in which somebody is looked for.
const BACK: usize = 4;

/// Who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant<'c> {
    One(&'c Member),
    Several,
    Nobody,
}

/// What whoever is meant is looked for in.
pub(super) struct Told<'s, 'r> {
    pub(super) scene: &'s Scene<'r>,
    pub(super) cast: &'s Cast,
    /// Where each statement's cue stands, and the words that name its speaker.
    pub(super) placed: &'s [(usize, Option<Span>)],
}

impl<'s> Told<'s, '_> {
    /// "He", "she": the one person of the nearest sentence that tells of any; of two, whoever speaks there.
    pub(super) fn person(&self, token: usize) -> Meant<'s> {
        for tokens in self.back(token) {
            let people = self.cast.within(&tokens).iter().filter(|member| member.is_person);
            let people: Vec<&Member> =
                people.filter(|one| one.acts || self.speaks(one) || self.is_known(one)).collect();
            match self.one_of(&people, true) {
                Meant::Nobody => {}
                found => return found,
            }
        }
        Meant::Nobody
    }

    /// "It": the one body of the nearest sentence in which any speaks or does something.
    pub(super) fn body(&self, token: usize) -> Meant<'s> {
        for tokens in self.back(token) {
            let bodies = self.cast.within(&tokens).iter().filter(|member| !member.is_person);
            let bodies: Vec<&Member> = bodies.filter(|one| one.acts || self.speaks(one)).collect();
            match self.one_of(&bodies, false) {
                Meant::Nobody => {}
                found => return found,
            }
        }
        Meant::Nobody
    }

    /// Whether it is somebody by name who has a first name or an office somewhere, or acts or speaks.
    fn is_known(&self, member: &Member) -> bool {
        let word = self.scene.clauses.word(member.head);
        let known = |other: &Member| {
            other.acts || other.also.is_some() || self.speaks(other) || other.tokens.start < other.head
        };
        member.is_named && self.cast.named(word).any(known)
    }

    fn one_of(&self, members: &[&'s Member], is_person: bool) -> Meant<'s> {
        let word = |member: &Member| self.scene.clauses.word(member.head);
        let mut distinct: Vec<&Member> = Vec::new();
        for member in members {
            if !distinct.iter().any(|known| word(known) == word(member)) {
                distinct.push(member);
            }
        }
        match distinct[..] {
            [] => Meant::Nobody,
            [only] if !(only.is_joined && is_person) => Meant::One(only),
            _ => {
                let spoke: Vec<&Member> = distinct.iter().copied().filter(|one| self.speaks(one)).collect();
                match spoke[..] {
                    [only] if !only.is_joined => Meant::One(only),
                    // Whose clause it is comes before those that its clauses tell of.
                    _ if !is_person => self.main(&distinct),
                    _ => Meant::Several,
                }
            }
        }
    }

    /// The one of them that the sentence's main verb is of.
    fn main(&self, members: &[&'s Member]) -> Meant<'s> {
        let clauses = &self.scene.clauses;
        let is_main = |member: &&&Member| {
            let verb = clauses.head(member.head);
            verb.is_some_and(|verb| clauses.head(verb).is_none())
        };
        let mut main = members.iter().filter(is_main);
        match (main.next(), main.next()) {
            (Some(only), None) => Meant::One(only),
            _ => Meant::Several,
        }
    }

    /// The reporter's own sentences from the token backwards: of its own what stands before it.
    fn back(&self, token: usize) -> Vec<Range<usize>> {
        let here = self.scene.sentence_number(token);
        let sentences = &self.scene.prose.sentences;
        let ranges = (here.saturating_sub(BACK * 6)..=here).rev().filter_map(|number| {
            let sentence = sentences.get(number)?;
            let end = if number == here { token } else { sentence.tokens.end };
            let told = number == here
                || self.is_open(&sentence.tokens)
                    && (sentence.kind != SentenceKind::Heading || self.has_speaker(sentence.span));
            told.then_some(sentence.tokens.start..end)
        });
        ranges.take(BACK + 1).collect()
    }

    fn has_speaker(&self, sentence: Span) -> bool {
        let first = self.placed.partition_point(|(place, _)| *place < sentence.start);
        self.placed.get(first).is_some_and(|(place, naming)| *place < sentence.end && naming.is_some())
    }

    /// Whether the reporter says a word of it.
    pub(super) fn is_open(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| {
            self.scene.token(at).is_some_and(|token| token.kind == TokenKind::Word)
                && self.scene.quotation_at(at).is_none()
        })
    }

    /// Whether the first byte of what is looked at stands within reach.
    pub(super) fn reaches(&self, token: usize, span: Span) -> bool {
        let first = self.back(token).last().and_then(|tokens| self.scene.token(tokens.start));
        first.is_some_and(|first| first.span.start <= span.start)
    }

    /// Whether a statement names it as its speaker.
    pub(super) fn speaks(&self, member: &Member) -> bool {
        let Some(sentence) = self.scene.prose.sentences.get(member.sentence) else { return false };
        let Some(own) = self.scene.token(member.head).map(|token| token.span) else { return false };
        let first = self.placed.partition_point(|(place, _)| *place < sentence.span.start);
        let within = self.placed.iter().skip(first).take_while(|(place, _)| *place < sentence.span.end);
        within.filter_map(|(_, naming)| *naming).any(|naming| {
            let also = member.also.as_ref().and_then(|also| self.scene.span(also.clone()));
            naming.contains(own) || also.is_some_and(|also| naming.contains(also) || also.contains(naming))
        })
    }

    /// Whoever bears the name that a noun alone takes up: "the minister", "the department", "the organisation". Every word of it must be in the name.
    pub(super) fn fuller(&self, member: &Member) -> Option<&'s Member> {
        let scene = self.scene;
        let definite =
            matches!(scene.clauses.word(member.tokens.start), "the" | "its" | "his" | "her" | "their");
        if member.is_named || member.also.is_some() || !definite && member.tokens.len() > 1 {
            return None;
        }
        let own: Vec<&str> = self.content(member.tokens.start..member.tokens.end);
        let mut before = self.cast.before(member.tokens.start);
        let fits = |other: &&Member| {
            let words: Vec<&str> = other.words().map(|at| scene.clauses.word(at)).collect();
            let holds =
                |word: &&str| words.contains(word) || *word == "ministry" && words.contains(&"minister");
            (other.is_named || self.content(other.tokens.clone()).len() > own.len()) && own.iter().all(holds)
        };
        let same = before
            .clone()
            .filter(|other| other.is_person == member.is_person || own == ["ministry"])
            .find(fits);
        let generic =
            scene.lexicon.parties.generic.iter().any(|word| word == scene.clauses.word(member.head));
        let mut any = || {
            before.find(|other| {
                !other.is_person && other.is_named && other.state.is_none() && !self.is_of_a_state(other)
            })
        };
        same.or_else(|| if generic && own.len() == 1 { any() } else { None })
            .or_else(|| self.unplaced(member))
    }

    /// "Cole went to see. … the minister said": who did something last in the paragraph and has no office told.
    fn unplaced(&self, member: &Member) -> Option<&'s Member> {
        let scene = self.scene;
        if !member.is_person || !is_office(scene, scene.clauses.word(member.head)) {
            return None;
        }
        let here = scene.prose.sentences.get(member.sentence)?.paragraph;
        let last = self.cast.before(member.tokens.start);
        let last = last.filter(|other| other.is_person && other.acts).take(1).find(|other| {
            scene.prose.sentences.get(other.sentence).is_some_and(|sentence| sentence.paragraph == here)
        })?;
        (last.is_named && last.also.is_none() && last.tokens.len() == 1).then_some(last)
    }

    fn is_of_a_state(&self, member: &Member) -> bool {
        let words: Vec<String> = member.words().map(|at| self.scene.clauses.word(at).to_string()).collect();
        self.scene.lexicon.parties.body(&words).is_some()
    }

    /// The words that tell something: nouns and adjectives.
    fn content(&self, tokens: Range<usize>) -> Vec<&'s str> {
        let scene = self.scene;
        let tells = |at: &usize| scene.tag(*at).is_noun() || scene.tag(*at) == crate::text::Tag::JJ;
        tokens.filter(tells).map(|at| scene.clauses.word(at)).collect()
    }

    /// The body that somebody with a role alone speaks for: whose it is said to be, else the one that spoke or acted just before.
    pub(super) fn spoken_for(&self, member: &Member) -> Option<&'s Member> {
        let scene = self.scene;
        let role = |at: usize| {
            let lemma = scene.token(at).map_or("", |token| &token.lemma);
            let listed = |word: &str| scene.lexicon.parties.speakers.iter().any(|role| role == word);
            listed(lemma) && !matches!(lemma, "minister" | "ministry")
        };
        if let Some(pronoun) = member.words().find(|at| scene.clauses.word(*at) == "its") {
            return match self.body(pronoun) {
                Meant::One(body) => Some(self.fuller(body).unwrap_or(body)),
                _ => None,
            };
        }
        // "Their counsel": who that is nobody tells.
        let is_others = member
            .words()
            .any(|at| matches!(scene.clauses.word(at), "their" | "his" | "her" | "our" | "my" | "whose"));
        if !member.is_person || !member.words().any(role) || is_others || self.names_a_body(member) {
            return None;
        }
        if let Some(noun) =
            member.words().find(|at| is_body_noun(scene, scene.clauses.word(*at)) && !role(*at))
        {
            let head = scene.clauses.word(noun);
            let before = self.cast.before(member.words().min().unwrap_or(0));
            return before
                .filter(|other| !other.is_person && other.is_named)
                .find(|other| other.words().any(|at| scene.clauses.word(at) == head));
        }
        self.just_before(member).map(|body| self.fuller(body).unwrap_or(body))
    }

    /// The body that acted or spoke last in the paragraph before, or in the sentence before.
    fn just_before(&self, member: &Member) -> Option<&'s Member> {
        let start = member.words().min()?;
        let here = self.scene.prose.sentences.get(member.sentence)?.paragraph;
        for (step, tokens) in self.back(start).into_iter().enumerate() {
            let number = self.scene.sentence_number(tokens.start);
            let paragraph = self.scene.prose.sentences.get(number).map(|sentence| sentence.paragraph);
            if step > 1 && paragraph != Some(here) {
                break;
            }
            let bodies = self.cast.within(&tokens).iter().filter(|member| !member.is_person);
            let bodies: Vec<&Member> = bodies.filter(|one| one.acts || self.speaks(one)).collect();
            match self.one_of(&bodies, false) {
                Meant::One(body) => return Some(body),
                Meant::Several => return None,
                Meant::Nobody => {}
            }
        }
        None
    }

    fn names_a_body(&self, member: &Member) -> bool {
        let scene = self.scene;
        let words: Vec<String> = member.words().map(|at| scene.clauses.word(at).to_string()).collect();
        let named = member.words().any(|at| {
            scene.is_capitalised(at)
                && is_body_noun(scene, scene.clauses.word(at))
                && at != member.tokens.start
        });
        scene.lexicon.parties.body(&words).is_some() || scene.lexicon.parties.other(&words).is_some() || named
    }
}
