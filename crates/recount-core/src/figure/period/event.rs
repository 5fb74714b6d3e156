//! The period that a figure takes from another sentence: from the same figure told elsewhere, from the event told before it,
//! from the event that the report is about, or from the day as of which a situation report counts.

use super::{
    Dater, FAR, Told,
    ends::{is_narrow, joined, ordered},
    is_ancient,
};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    figure::{Figure, Status},
    lexicon::Extent,
    mention::{
        DateMention,
        date::{DateKind, Limit},
    },
    span::Span,
    text::{Sentence, SentenceKind, Tag},
};

/// Measures that hold apart from any one event: how many live in a place or wait for something.
const STANDING: [&str; 5] = ["hosted", "awaiting", "sheltered", "ordered_to_leave", "registered"];

/// Measures that a storm, a quake or an attack has as its result, so that they share its day wherever they are told.
const RESULTS: [&str; 13] = [
    "killed",
    "fled",
    "injured",
    "missing",
    "displaced",
    "homeless",
    "evacuated",
    "rescued",
    "affected",
    "stranded",
    "housing_destroyed",
    "housing_damaged",
    "incidents",
];

/// How many sentences back a dated event of the same paragraph is looked for.
const REACH: usize = 2;

/// How many sentences make up the opening in which the main event is told.
const OPENING: usize = 6;

/// The event that a report is about, and the sentences that tell of other days.
#[derive(Debug, Clone)]
pub(super) struct MainEvent {
    told: Told,
    /// The first sentence that dates another event, from which on the report has moved on.
    moved_on: usize,
}

impl MainEvent {
    /// When it was.
    pub(super) fn period(&self) -> Edtf {
        self.told.period
    }
}

impl Dater<'_> {
    /// The date of the event that the report is about: the first in its opening that is one of something happening.
    pub(super) fn main_event(&self) -> Option<MainEvent> {
        let mut events = (0..self.prose.sentences.len()).flat_map(|number| self.events_of(number));
        let (_, told) = events.next().filter(|(number, _)| *number < OPENING)?;
        let moved_on = events
            .find(|(_, other)| !overlap(other.period, told.period))
            .map_or(usize::MAX, |(number, _)| number);
        // An opening that dates two events does not say of which a figure is the result.
        (moved_on >= OPENING).then_some(MainEvent { told, moved_on })
    }

    /// The recent events that a sentence dates.
    fn events_of(&self, number: usize) -> Vec<(usize, Told)> {
        let Some(sentence) = self.prose.sentences.get(number).filter(|it| !self.is_caption(it)) else {
            return Vec::new();
        };
        let Some(publication) = self.mentions.dated.given.and_then(|given| given.day()) else {
            return Vec::new();
        };
        let recent = |date: &DateMention| {
            let first = date.value.and_then(|value| value.first_day());
            first.is_some_and(|first| first <= publication && (publication - first).get_days() <= 45)
        };
        let dates = self.dates_of(sentence);
        let event = |at: usize| {
            let date = dates.get(at)?;
            let told = recent(date)
                && self.may_date(date, sentence, Span::default())
                && is_event_date(date)
                && !self.comes_after(date)
                && !self.is_of_toll(date)
                && self.is_of_event(date, sentence);
            let period = joined(dates, at).or(date.value).filter(|_| told)?;
            Some((number, Told { period, words: date.span, rule: "date of the event told at the start" }))
        };
        (0..dates.len()).filter_map(event).collect()
    }

    /// "On Thursday after a storm": of what followed the event.
    fn comes_after(&self, date: &DateMention) -> bool {
        let next = self.prose.tokens_in(date.span).end;
        self.prose.tokens.get(next).is_some_and(|token| token.is("after") || token.is("following"))
    }

    /// "The toll rose to 70 on Monday": the day of the count and not of what it counts.
    fn is_of_toll(&self, date: &DateMention) -> bool {
        let at = self.prose.tokens_in(date.span).start;
        let verb = self.prose.governing_verb(at).and_then(|verb| self.prose.tokens.get(verb));
        verb.is_some_and(|verb| {
            matches!(
                &*verb.lemma,
                "rise"
                    | "climb"
                    | "soar"
                    | "reach"
                    | "top"
                    | "stand"
                    | "jump"
                    | "mount"
                    | "increase"
                    | "pass"
            )
        })
    }

    /// Whether a sentence describes a picture: "is seen in this photo", "(AFP/File)" behind a date.
    pub(super) fn is_caption(&self, sentence: &Sentence) -> bool {
        let tokens = self.prose.tokens_of(sentence);
        let pictured = tokens.iter().any(|token| {
            matches!(
                &*token.lower,
                "photo" | "photograph" | "picture" | "pictured" | "afp" | "reuters" | "getty" | "file"
            )
        });
        // A picture is told in the present with its full date behind it: "Men carry a boat on October 12, 2013."
        let dated = self.dates_of(sentence).iter().any(|date| self.states_year(date));
        let past = tokens.iter().any(|token| token.tag == Tag::VBD);
        dated && (pictured || !past && tokens.iter().any(|token| matches!(token.tag, Tag::VBP | Tag::VBZ)))
    }

    /// Whether the words of a date hold a year.
    fn states_year(&self, date: &DateMention) -> bool {
        let tokens = self.prose.tokens.get(self.prose.tokens_in(date.span)).unwrap_or(&[]);
        tokens
            .iter()
            .any(|token| token.lower.len() == 4 && token.lower.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Whether something that happens stands beside the date: "struck on Monday", "Saturday's quake".
    pub(super) fn is_of_event(&self, date: &DateMention, sentence: &Sentence) -> bool {
        let tokens = self.prose.tokens_in(date.span);
        let around = tokens.start.saturating_sub(25)..tokens.end + 8;
        let event = |at: usize| {
            let token = self.prose.tokens.get(at).filter(|_| sentence.tokens.contains(&at));
            token.is_some_and(|token| self.lexicon.dates.is_event(&token.lemma))
        };
        around.into_iter().any(event)
    }

    /// The period of the event that a figure results from, told in another sentence.
    pub(super) fn inherited(&self, figure: &Figure, number: usize, main: Option<&MainEvent>) -> Option<Told> {
        let sentence = self.prose.sentences.get(number)?;
        if figure.status != Status::Reported
            || STANDING.contains(&figure.measure.as_str())
            || figure.per.is_some()
            || self.speaks_of_another_time(figure, sentence)
            || self.holds_now(figure, sentence)
        {
            return None;
        }
        let main = main.filter(|main| number < main.moved_on && RESULTS.contains(&figure.measure.as_str()));
        self.told_before(number, sentence.paragraph).or_else(|| main.map(|main| main.told.clone()))
    }

    /// The last event dated before in the same paragraph; what is told to go on since a day goes on to publication.
    fn told_before(&self, number: usize, paragraph: usize) -> Option<Told> {
        let mut before = (number.saturating_sub(REACH)..number).rev();
        before.find_map(|at| {
            let sentence = self.prose.sentences.get(at).filter(|sentence| sentence.paragraph == paragraph)?;
            let dates = self.dates_of(sentence);
            let found = dates.iter().rposition(|date| {
                self.may_date(date, sentence, Span::default())
                    && is_near_event(date)
                    && !self.is_of_toll(date)
            })?;
            let date = dates.get(found)?;
            let period = joined(dates, found).or(date.value)?;
            let period =
                if date.bound == Some(Limit::Since) { self.until_publication(period)? } else { period };
            Some(Told { period, words: date.span, rule: "date of the sentence before" })
        })
    }

    /// Whether a date of its own keeps the sentence from taking that of another, or a time that nothing dates: "in the first
    /// week of his presidency".
    fn speaks_of_another_time(&self, figure: &Figure, sentence: &Sentence) -> bool {
        let publication = self.mentions.dated.given.and_then(|given| given.day());
        let own = |date: &DateMention| match date.kind {
            DateKind::Date if is_ancient(date) || self.mentions.dated.is_header(date.span) => false,
            DateKind::Set(_) => true,
            DateKind::Date => {
                let past = date.value.and_then(|value| value.last_day()).zip(publication);
                let long_ago = past.is_some_and(|(last, day)| (day - last).get_days() > 60);
                long_ago
                    || !self.is_of_saying(date, sentence, figure.span)
                        && self.distance(sentence, figure.span, date) < FAR
            }
            _ => false,
        };
        self.dates_of(sentence).iter().any(own)
            || self.names_a_time(sentence)
            || sentence.kind == SentenceKind::Row
    }

    /// "In the first week of …", "in the months after …": a unit of time behind "in" or "during" that no date has.
    fn names_a_time(&self, sentence: &Sentence) -> bool {
        let tokens = self.prose.tokens_of(sentence);
        tokens.windows(4).any(|four| match four {
            [preposition, article, rank, unit] => {
                matches!(&*preposition.lower, "in" | "during" | "over")
                    && article.is("the")
                    && (matches!(&*unit.lower, "week" | "month" | "year" | "days" | "weeks" | "months")
                        && matches!(
                            &*rank.lower,
                            "first" | "second" | "third" | "final" | "opening" | "early"
                        ))
            }
            _ => false,
        })
    }

    /// Whether the figure is told as what holds at the time of telling, or as a sum so far: "are now in camps", "the toll
    /// rose to 70".
    pub(super) fn holds_now(&self, figure: &Figure, sentence: &Sentence) -> bool {
        let at = self.prose.token_at(figure.span.start);
        let verb = self.prose.governing_verb(at);
        let present = verb.is_some_and(|verb| {
            let auxiliary = |lemma: &str| {
                let mut found = self.prose.auxiliaries(verb).into_iter();
                found.any(|at| {
                    self.prose.tokens.get(at).is_some_and(|token| {
                        &*token.lemma == lemma && matches!(token.tag, Tag::VBP | Tag::VBZ)
                    })
                })
            };
            let is_copula = || {
                self.prose.children_as(verb, crate::text::Relation::Cop).any(|at| {
                    self.prose.tokens.get(at).is_some_and(|token| matches!(token.tag, Tag::VBP | Tag::VBZ))
                })
            };
            match self.prose.tag(verb) {
                Tag::VBP | Tag::VBZ => !self.says(&self.prose.tokens[verb].lemma),
                Tag::VBG | Tag::VBN => auxiliary("be") && !auxiliary("have"),
                _ => is_copula(),
            }
        });
        let sum = self
            .prose
            .tokens_of(sentence)
            .iter()
            .any(|token| matches!(&*token.lower, "toll" | "now" | "currently" | "still"));
        present && !matches!(sentence.kind, SentenceKind::Heading) || sum
    }

    /// The period that the same figure has where it is told with a date: of a headline, the one of the body.
    pub(super) fn told_elsewhere(&self, figure: &Figure, figures: &[Figure]) -> Option<Told> {
        let same = |other: &&Figure| {
            other.low == figure.low
                && other.high == figure.high
                && other.measure == figure.measure
                && other.unit == figure.unit
                && other.status == figure.status
                && other.per == figure.per
                && other.span != figure.span
                && other.period.is_some()
        };
        // "Two killed" may be told of two events; a number that nobody repeats by chance is the same.
        let telling = figure.low.is_some_and(|low| low > 9);
        let sentence =
            self.prose.sentence_at(figure.span.start).and_then(|at| self.prose.sentences.get(at))?;
        if !telling && sentence.kind != SentenceKind::Heading || self.speaks_of_another_time(figure, sentence)
        {
            return None;
        }
        let mut told = figures.iter().filter(same);
        let first = told.next()?;
        let agrees = told.all(|other| other.period == first.period);
        let words = first.because.iter().find(|reason| reason.rule.starts_with("date of"))?.words;
        agrees.then_some(Told {
            period: first.period?,
            words,
            rule: "date of the same figure told elsewhere",
        })
    }

    /// The day as of which a situation report counts, where a line at its head says so: "Situation Report No. 2, as of 14
    /// February 2027".
    pub(super) fn counted_as_of(&self) -> Option<(Point, Span)> {
        let dated = &self.mentions.dated;
        if let Some(day) = dated.as_of.and_then(|as_of| as_of.last_day()) {
            return Some((Point::from(Precision::Day(day)), dated.as_of_words.unwrap_or_default()));
        }
        let date = self.mentions.dates.iter().find(|date| {
            let number = self.prose.sentence_at(date.span.start);
            let sentence = number.and_then(|at| self.prose.sentences.get(at));
            number.is_some_and(|number| number < OPENING)
                && sentence.is_some_and(|sentence| sentence.kind == SentenceKind::Heading)
                && date.bound == Some(Limit::AsOf)
        })?;
        let day = date.value?.day()?;
        Some((Point::from(Precision::Day(day)), date.span))
    }

    /// The period of a figure that is told as of a day: a stock holds on it, what happened happened by it.
    pub(super) fn as_of(&self, figure: &Figure, (day, words): (Point, Span)) -> Option<Told> {
        let sentence =
            self.prose.sentence_at(figure.span.start).and_then(|at| self.prose.sentences.get(at))?;
        if figure.status != Status::Reported
            || figure.per.is_some()
            || self.speaks_of_another_time(figure, sentence)
        {
            return None;
        }
        self.counted_on(figure, (day, words), "date of the count at the head")
    }

    /// The period of a figure that was counted on a day.
    pub(super) fn counted_on(
        &self,
        figure: &Figure,
        (day, words): (Point, Span),
        rule: &'static str,
    ) -> Option<Told> {
        let holds = match self.lexicon.measure(&figure.measure).map(|measure| measure.extent)? {
            Extent::Flow => false,
            Extent::Stock => true,
            Extent::Either => !self.is_told_as_done(figure),
        };
        let period = if holds { Edtf::Point(day) } else { Edtf::Interval(End::Open, End::At(day)) };
        (figure.status == Status::Reported).then_some(Told { period, words, rule })
    }

    /// "Were displaced", "displaced 900": a verb in the past says that it happened.
    fn is_told_as_done(&self, figure: &Figure) -> bool {
        let verb = self.prose.governing_verb(self.prose.token_at(figure.span.start));
        verb.is_some_and(|verb| self.prose.tag(verb) == Tag::VBD)
    }

    /// From the start of a date to publication; open where that is not known.
    pub(super) fn until_publication(&self, value: Edtf) -> Option<Edtf> {
        match (super::ends::first(value), self.publication()) {
            (Some(start), Some(end)) => ordered(start, end),
            (Some(start), None) => Some(Edtf::Interval(End::At(start), End::Open)),
            (None, _) => None,
        }
    }
}

fn overlap(one: Edtf, other: Edtf) -> bool {
    let days = |value: Edtf| value.first_day().zip(value.last_day());
    days(one).zip(days(other)).is_some_and(|((first, last), (start, end))| first <= end && start <= last)
}

/// Whether the date is as narrow as an event: a day, a weekend, a few days.
fn is_event_date(date: &DateMention) -> bool {
    let limit = if matches!(date.value, Some(Edtf::Interval(..))) { 31 } else { 10 };
    is_narrow(date, limit) && matches!(date.bound, None | Some(Limit::Since)) && !date.overnight
}

/// Whether the date is narrow enough to hold for what is told next; what goes on since a day may be longer.
fn is_near_event(date: &DateMention) -> bool {
    is_narrow(date, 31) && matches!(date.bound, None | Some(Limit::Since | Limit::From)) && !date.overnight
}
