//! Accounts: one value that one report gives for one thing, with every sentence in which it gives it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{source, wording::Wording};
use crate::{
    edtf::Edtf,
    extraction::Extraction,
    figure::{Figure, Source, SourceKind},
    lexicon::{Counting, Lexicon},
    mention::Quantifier,
    signature::Signature,
    span::Span,
};

/// What one report says of one count: its value, on whose word, for when, and the sentences.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// The report's name.
    pub document: String,
    /// The value.
    pub bounds: Bounds,
    /// How it is stated.
    pub quantifier: Quantifier,
    /// The words for who or what is counted, as in the text.
    pub who: Option<String>,
    /// The value with what is counted, as the report words it: "thousands of Afghans".
    pub words: String,
    /// Whom it is credited to; none in the reporter's own voice.
    pub source: Option<Named>,
    /// The publisher, where it credits nobody and is an institution that counts: the account is its own.
    pub own: Option<Named>,
    /// When it happened or held.
    pub period: Option<Edtf>,
    /// When the report was published.
    pub published: Option<Edtf>,
    /// Who published the report.
    pub outlet: Option<String>,
    /// The agencies that its credit lines name.
    pub agencies: Vec<String>,
    /// The sentences, in order of place.
    pub evidence: Vec<Evidence>,
    /// What the sentences are made of, for telling a retelling. It is not carried along: [`Account::reword`] reads it again.
    #[serde(skip)]
    pub wording: Wording,
}

/// A source as named.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Named {
    /// The naming words, as in the text.
    pub text: String,
    /// What kind of source.
    pub kind: SourceKind,
}

/// Where in a report a value stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Evidence {
    /// The figure, in bytes of the report's text.
    pub span: Span,
    /// Its sentence, in bytes of the report's text.
    pub sentence: Span,
    /// The words of the sentence.
    pub text: String,
}

impl Evidence {
    /// The figure's place inside the words of the sentence.
    pub fn within(&self) -> Span {
        let shift = |at: usize| at.saturating_sub(self.sentence.start);
        Span::new(shift(self.span.start), shift(self.span.end))
    }

    /// The figure's words.
    pub fn words(&self) -> &str {
        self.within().slice(&self.text)
    }
}

/// Lowest and highest number stated; open where none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Bounds {
    /// Inclusive; none for "up to 50".
    pub low: Option<u64>,
    /// Inclusive; none for "over 1,000".
    pub high: Option<u64>,
}

impl Bounds {
    /// The lowest number named.
    pub fn least(self) -> u64 {
        self.low.or(self.high).unwrap_or(0)
    }

    /// The highest number named.
    pub fn most(self) -> u64 {
        self.high.or(self.low).unwrap_or(0)
    }

    /// Whether a number can lie inside both.
    pub fn meets(self, other: Bounds) -> bool {
        let below = |low: Option<u64>, high: Option<u64>| low.unwrap_or(0) <= high.unwrap_or(u64::MAX);
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// The smallest bounds that hold both.
    pub fn cover(self, other: Bounds) -> Bounds {
        let low = self.low.zip(other.low).map(|(one, two)| one.min(two));
        let high = self.high.zip(other.high).map(|(one, two)| one.max(two));
        Bounds { low, high }
    }

    /// Whether `inner` lies wholly inside.
    pub fn hold(self, inner: Bounds) -> bool {
        self.cover(inner) == self
    }
}

impl Account {
    /// The account that one figure gives.
    pub fn of(
        figure: &Figure,
        extraction: &Extraction,
        signature: &Arc<Signature>,
        lexicon: &Lexicon,
    ) -> Account {
        let evidence = evidence(figure, extraction);
        Account {
            document: extraction.document.clone(),
            bounds: Bounds { low: figure.low, high: figure.high },
            quantifier: figure.quantifier,
            words: words(figure, &evidence),
            who: figure.who.as_ref().map(|who| who.text.clone()),
            source: figure.source.as_ref().map(Named::of),
            own: Named::publisher(figure, extraction),
            period: figure.period,
            published: extraction.published,
            outlet: extraction.outlet.clone(),
            agencies: extraction.agencies.clone(),
            wording: Wording::read(&evidence.text, &lexicon.common).in_report(Arc::clone(signature)),
            evidence: vec![evidence],
        }
    }

    /// Reads its wording again from its sentences and the 5-grams of its report.
    pub fn reword(&mut self, signature: &Arc<Signature>, lexicon: &Lexicon) {
        let mut wording = Wording::default().in_report(Arc::clone(signature));
        for evidence in &self.evidence {
            wording.take(Wording::read(&evidence.text, &lexicon.common));
        }
        self.wording = wording;
    }

    /// Its name: the report and the place of its first figure.
    pub fn name(&self) -> (&str, Span) {
        (&self.document, self.evidence.first().map_or(Span::default(), |evidence| evidence.span))
    }

    /// Whether somebody is named for it.
    pub fn is_named(&self) -> bool {
        self.source.as_ref().is_some_and(source::is_named)
    }

    /// Who speaks, where it is known: whom it is credited to, else the publisher whose own it is.
    pub fn voice(&self) -> Option<&Named> {
        self.source.as_ref().or(self.own.as_ref()).filter(|named| source::is_named(named))
    }

    /// The last day the account speaks of: the end of its period, else its publication. Nobody knows more than that day had.
    pub fn as_of(&self) -> Option<Date> {
        let published = self.published.and_then(|published| published.last_day());
        let spoken = self.period.and_then(|period| period.last_day());
        spoken.map(|spoken| published.map_or(spoken, |published| spoken.min(published))).or(published)
    }

    /// Whether `other`, of the same report and about the same thing, only says the same again.
    pub fn repeats(&self, other: &Account, counting: &Counting) -> bool {
        // What costs nothing first: a report may give thousands of numbers for one thing.
        let period = self.period.is_none() || other.period.is_none() || self.period == other.period;
        self.bounds == other.bounds
            && period
            && match (&self.source, &other.source) {
                (Some(one), Some(two)) => source::same(one, two, counting),
                _ => true,
            }
    }

    /// Takes in another telling of the same in the same report: its sentences, and what this one leaves open.
    pub fn take(&mut self, other: Account) {
        let longer = |name: &Option<Named>| name.as_ref().map_or(0, |name| name.text.len());
        if longer(&other.source) > longer(&self.source) {
            self.source = other.source;
        }
        self.own = self.own.take().filter(|_| self.source.is_none());
        self.period = self.period.or(other.period);
        self.who = self.who.take().or(other.who);
        self.wording.take(other.wording);
        self.evidence.extend(other.evidence);
    }
}

impl Named {
    fn of(source: &Source) -> Named {
        Named { text: source.text.clone(), kind: source.kind }
    }

    /// The publisher of a figure that is its own count: its report credits it to nobody, and it is an institution.
    pub fn publisher(figure: &Figure, extraction: &Extraction) -> Option<Named> {
        let (name, kind) = extraction.masthead.institution().filter(|_| figure.source.is_none())?;
        Some(Named { text: name.to_string(), kind })
    }
}

/// On whose word something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceState {
    /// It is credited to a source.
    Credited,
    /// It is the publisher's own count.
    Publisher,
    /// No source is named.
    None,
}

impl SourceState {
    /// Of what is credited to this source, or the own count of this publisher.
    pub const fn of<S, P>(source: Option<&S>, own: Option<&P>) -> SourceState
    where
        S: ?Sized,
    {
        match (source, own) {
            (Some(_), _) => SourceState::Credited,
            (None, Some(_)) => SourceState::Publisher,
            (None, None) => SourceState::None,
        }
    }

    /// The word of every output.
    pub const fn code(self) -> &'static str {
        match self {
            SourceState::Credited => "credited",
            SourceState::Publisher => "publisher",
            SourceState::None => "none",
        }
    }
}

/// The words from the figure to its noun, where the noun follows closely; else both beside each other.
fn words(figure: &Figure, evidence: &Evidence) -> String {
    let Some(who) = &figure.who else { return evidence.words().to_string() };
    let near = who.span.start >= figure.span.end && who.span.end.saturating_sub(figure.span.end) <= NEAR;
    let shift = |at: usize| at.saturating_sub(evidence.sentence.start);
    let stretch = Span::new(shift(figure.span.start), shift(who.span.end)).slice(&evidence.text);
    if near && !stretch.is_empty() {
        stretch.to_string()
    } else {
        format!("{} {}", evidence.words(), who.text)
    }
}

/// Bytes between a figure and the end of its noun phrase for them to be quoted together.
const NEAR: usize = 60;

fn evidence(figure: &Figure, extraction: &Extraction) -> Evidence {
    let passage = extraction.passage_at(figure.span.start);
    Evidence {
        span: figure.span,
        sentence: passage.map_or(figure.sentence, |passage| passage.span),
        text: passage.map(|passage| passage.text.clone()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_meet_where_a_number_fits_both() {
        let bounds = |low, high| Bounds { low, high };
        assert!(bounds(Some(1000), None).meets(bounds(Some(1000), Some(1000))));
        assert!(!bounds(Some(1001), None).meets(bounds(None, Some(1000))));
        assert!(bounds(Some(4), Some(9)).meets(bounds(Some(9), Some(12))));
        assert_eq!(bounds(Some(1), None).cover(bounds(Some(4), Some(9))), bounds(Some(1), None));
    }
}
