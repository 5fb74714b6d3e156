//! Events: the happenings and situations that a report tells of, before any number is read.
//!
//! `trigger` finds the words that tell of one, `when` and `site` what their clauses say of day and place, `merge` which of
//! them are one event, `wider` which lies in which and what the report is about. `tie` then says of a span which event it
//! belongs to, and `scope` which part of it is meant.

mod cause;
mod merge;
mod scope;
mod site;
mod tie;
mod trigger;
mod when;
mod wider;

pub use crate::lexicon::Cause;
pub use scope::Scope;
pub use tie::{Asked, Tied, Ties};
pub use when::told_by;

use crate::{edtf::Edtf, lexicon::Lexicon, mention::Mentions, report::Report, span::Span, text::Prose};

/// Something that happened or goes on, as one report tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The words that first tell of it.
    pub span: Span,
    /// The same, in dictionary form.
    pub word: String,
    /// Its kind, of `lexicon/en/events.toml`; none where only "the incident" is told of.
    pub kind: Option<String>,
    /// Its cause, as HELIX knows it.
    pub cause: Option<Cause>,
    /// Whether it goes on rather than happens once.
    pub lasts: bool,
    /// Whether it is only told of as many: "strikes".
    pub many: bool,
    /// When it happened; of what goes on, from when.
    pub when: Option<Edtf>,
    /// Where the report names that day.
    pub when_words: Option<Span>,
    /// ISO 3166 alpha-3: where it happened.
    pub countries: Vec<String>,
    /// The place, as named first.
    pub place: Option<Span>,
    /// The name the gazetteer shows the place by.
    pub place_name: Option<String>,
    /// The words for the site: "al-Jaouni school".
    pub site: Option<String>,
    /// A name of its own, in lower case: "yagi".
    pub name: Option<String>,
    /// The wider event it lies in, by its place in the list.
    pub within: Option<usize>,
    /// Whether the report is about it.
    pub main: bool,
    /// Every place at which it is told of.
    pub mentions: Vec<Span>,
}

impl Event {
    /// A few words for it: "strike, al-jaouni school, 2024-09-11".
    pub fn label(&self) -> String {
        let named = self
            .name
            .as_ref()
            .map(|name| format!("{} {name}", self.word))
            .filter(|_| Some(&self.word) != self.name.as_ref());
        let place = self.site.clone().or_else(|| self.place_name.clone());
        let day = self.when.map(|when| when.to_string());
        [Some(named.unwrap_or_else(|| self.word.clone())), place, day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The events that a report tells of, in the order in which they are first told.
pub fn read(report: &Report, prose: &Prose, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Event> {
    let page = Page { report, prose, mentions, lexicon };
    let triggers = trigger::all(page);
    let mut events = merge::events(page, &triggers);
    wider::settle(page, &mut events);
    events
}

/// The day a report speaks from: what it tells as past is no later.
pub fn as_of(mentions: &Mentions) -> Option<jiff::civil::Date> {
    mentions.dated.given.and_then(|given| given.last_day())
}

/// A report with all that is known of it.
#[derive(Clone, Copy)]
struct Page<'r> {
    report: &'r Report,
    prose: &'r Prose,
    mentions: &'r Mentions,
    lexicon: &'r Lexicon,
}

impl<'r> Page<'r> {
    /// The words of a token in lower case; nothing past the end.
    fn lower(self, at: usize) -> &'r str {
        self.prose.tokens.get(at).map_or("", |token| &*token.lower)
    }

    /// The dictionary form of a token.
    fn lemma(self, at: usize) -> &'r str {
        self.prose.tokens.get(at).map_or("", |token| &*token.lemma)
    }

    /// The number of the sentence of a token.
    fn sentence_of(self, at: usize) -> Option<usize> {
        self.prose.sentence_at(self.prose.tokens.get(at)?.span.start)
    }

    /// The words of a token as printed.
    fn words(self, at: usize) -> &'r str {
        self.prose.tokens.get(at).map_or("", |token| token.span.slice(&self.report.text))
    }

    /// Whether the verb says something; "began" tells of a start, and "struck" of what happened, as of nothing said.
    fn says(self, verb: usize) -> bool {
        let lemma = self.lemma(verb);
        let says =
            |cue: &crate::lexicon::Cue| cue.voice == crate::lexicon::Voice::Says && cue.stance.is_some();
        let happens =
            self.lexicon.dates.is_event(lemma) || self.lexicon.events.around().start.contains(lemma);
        !happens && self.lexicon.cues.verb(lemma).any(says)
    }
}

#[cfg(test)]
mod tests;
