//! Which event a number belongs to: that of its clause, else of its sentence, else the one told before, else the main one.

use std::cmp::Reverse;

use super::{Event, Page, Scope, cause, scope, when};
use crate::{
    decide::Decider,
    edtf::Edtf,
    lexicon::{Cause, Lexicon},
    mention::Mentions,
    report::Report,
    span::Span,
    text::{Prose, SentenceKind},
};

/// Sentences back that are looked through for an event.
const REACH: usize = 3;

/// What is asked about: a number and what it counts.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Where the number stands.
    pub span: Span,
    /// The code of the measure.
    pub measure: &'a str,
    /// When it was, where that is known.
    pub period: Option<Edtf>,
    /// ISO 3166 alpha-3: where it was, as far as is known.
    pub countries: &'a [String],
    /// Whether it is ordered, intended or feared.
    pub planned: bool,
    /// Whether it is a rate.
    pub rate: bool,
}

/// What a number is tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tied {
    /// The event, by its place in the list.
    pub event: Option<usize>,
    /// Which part of it.
    pub scope: Option<Scope>,
    /// The cause.
    pub cause: Option<Cause>,
}

/// The events of a report, found by where they are told.
pub struct Ties<'r> {
    page: Page<'r>,
    decider: &'r dyn Decider,
    events: &'r [Event],
    /// Where each is told: first token, token behind the last, event; in order.
    told: Vec<(usize, usize, usize)>,
}

impl<'r> Ties<'r> {
    /// Of these events of a report.
    pub fn new(
        report: &'r Report,
        prose: &'r Prose,
        mentions: &'r Mentions,
        lexicon: &'r Lexicon,
        decider: &'r dyn Decider,
        events: &'r [Event],
    ) -> Ties<'r> {
        let place = |(at, event): (usize, &Event)| -> Vec<(usize, usize, usize)> {
            let tokens = event.mentions.iter().map(|span| prose.tokens_in(*span));
            tokens.map(|tokens| (tokens.start, tokens.end, at)).collect()
        };
        let mut told: Vec<(usize, usize, usize)> = events.iter().enumerate().flat_map(place).collect();
        told.sort_unstable();
        Ties { page: Page { report, prose, mentions, lexicon }, decider, events, told }
    }

    /// The event, scope and cause of what is asked about.
    pub fn of(&self, asked: &Asked<'_>) -> Tied {
        let number = self.page.prose.sentence_at(asked.span.start);
        let Some(number) = number else { return Tied::default() };
        let Some(sentence) = self.page.prose.sentences.get(number) else { return Tied::default() };
        let event = self.event(asked, number);
        let told = event.and_then(|at| self.events.get(at));
        Tied {
            event,
            scope: scope::read(self.page, asked, sentence, told),
            cause: cause::read(self.page, asked, number, told, self.main(), self.decider),
        }
    }

    fn main(&self) -> Option<&'r Event> {
        self.events.iter().find(|event| event.main)
    }

    /// The event of a number.
    fn event(&self, asked: &Asked<'_>, number: usize) -> Option<usize> {
        let own = self.in_sentence(asked, number);
        // A report on a storm that has a name tells of it wherever no sentence tells of another thing.
        let named = self.main().is_some_and(|main| main.name.is_some());
        // "Have killed 41,020", where the sentence tells of nothing that happened once: of what goes on.
        if own.is_none() && !named && scope::is_perfect(self.page, asked) && !self.tells_once(asked, number) {
            let on = (0..self.events.len()).filter(|at| self.events[*at].lasts && !self.clashes(*at, asked));
            return on.max_by_key(|at| (self.events[*at].mentions.len(), Reverse(*at)));
        }
        let own = own.or_else(|| self.dated(asked));
        let about = |on: bool| self.about(asked).filter(|_| on);
        own.or_else(|| about(named)).or_else(|| self.before(asked, number)).or_else(|| about(!named))
    }

    /// The event whose trigger stands nearest in the sentence: in the number's own clause before any other.
    fn in_sentence(&self, asked: &Asked<'_>, number: usize) -> Option<usize> {
        let sentence = self.page.prose.sentences.get(number)?;
        let own = self.page.prose.tokens_in(asked.span);
        let inside = self.told.iter().filter(|(start, ..)| sentence.tokens.contains(start));
        let far = |(start, end, event): &(usize, usize, usize)| {
            let clash = self.clashes(*event, asked);
            (clash, self.distance(&own, *start, *end), Reverse(*start), *event)
        };
        inside.map(far).min().filter(|(clash, far, ..)| !clash && *far < FAR).map(|(.., event)| event)
    }

    /// Whether the sentence tells of something that happened once and nowhere else; what all is counted since does not tell of it.
    fn tells_once(&self, asked: &Asked<'_>, number: usize) -> bool {
        let Some(sentence) = self.page.prose.sentences.get(number) else { return false };
        if scope::told(self.page, asked, sentence, true) == Some(Scope::Since) {
            return false;
        }
        let mut inside = self.told.iter().filter(|(start, ..)| sentence.tokens.contains(start));
        inside.any(|(.., event)| {
            let event = &self.events[*event];
            !event.lasts && !event.many && !is_elsewhere(event, asked)
        })
    }

    /// Steps from a number to a trigger: those that share a verb are near, clauses between count for more.
    fn distance(&self, own: &std::ops::Range<usize>, start: usize, end: usize) -> usize {
        let prose = self.page.prose;
        let head = end.saturating_sub(1);
        let verb = prose.governing_verb(own.start);
        let shared = verb.is_some_and(|verb| verb == head || prose.governing_verb(head) == Some(verb));
        let below = prose.dominates(head, own.start);
        let (from, to) = if start < own.start { (end, own.start) } else { (own.end, start) };
        let border = |at: &usize| {
            matches!(self.page.lower(*at), ";" | "while" | "but" | "whereas" | "after" | "since")
        };
        let borders = (from..to).filter(border).count();
        let near = if below {
            0
        } else if shared {
            2
        } else {
            8
        };
        near + to.saturating_sub(from) / 2 + borders * 8
    }

    /// Whether what is known of the number speaks against the event.
    fn clashes(&self, event: usize, asked: &Asked<'_>) -> bool {
        let Some(event) = self.events.get(event) else { return true };
        let time = event.when.zip(asked.period).is_some_and(|(when, period)| {
            !event.lasts && when.day().is_some() && period.day().is_some() && !when::meet(when, period)
        });
        time || is_elsewhere(event, asked) && !event.lasts
    }

    /// The one event of the day that the number is dated to.
    fn dated(&self, asked: &Asked<'_>) -> Option<usize> {
        let day = asked.period?.day()?;
        let mut same = (0..self.events.len()).filter(|at| {
            let event = &self.events[*at];
            !event.lasts && event.when.and_then(|when| when.day()) == Some(day) && !self.clashes(*at, asked)
        });
        same.next().filter(|_| same.next().is_none())
    }

    /// The event told last in the sentences before, in the same paragraph or, of a text without any, just before.
    fn before(&self, asked: &Asked<'_>, number: usize) -> Option<usize> {
        let prose = self.page.prose;
        let paragraph = prose.sentences.get(number)?.paragraph;
        let first = number.saturating_sub(REACH);
        let near = (first..number).rev().filter(|at| {
            prose.sentences.get(*at).is_some_and(|sentence| {
                sentence.paragraph == paragraph || sentence.kind == SentenceKind::Heading && *at + 1 == number
            })
        });
        near.filter_map(|at| {
            let sentence = prose.sentences.get(at)?;
            let inside = self.told.iter().filter(|(start, ..)| sentence.tokens.contains(start));
            let fits = |event: &usize| !self.clashes(*event, asked) && !self.events[*event].lasts;
            inside.rev().map(|(.., event)| *event).find(fits)
        })
        .next()
    }

    /// The event that the report is about.
    fn about(&self, asked: &Asked<'_>) -> Option<usize> {
        let main = self.events.iter().position(|event| event.main)?;
        (!self.clashes(main, asked)).then_some(main)
    }
}

/// Whether the event was in other countries than what is asked about.
fn is_elsewhere(event: &Event, asked: &Asked<'_>) -> bool {
    !event.countries.is_empty()
        && !asked.countries.is_empty()
        && !event.countries.iter().any(|country| asked.countries.contains(country))
}

/// Beyond this many steps a trigger of the sentence says nothing of the number.
const FAR: usize = 40;
