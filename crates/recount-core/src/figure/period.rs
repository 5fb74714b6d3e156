//! The period of a figure: when what it counts happened or held.
//!
//! The date of its own clause comes first, then of its sentence, then of the event that the report dates elsewhere. The
//! date of saying it ("officials said on Monday") is not the date of what was said. Where the text does not say, the
//! period stays unknown.

use super::{Figure, Reason, Status};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    lexicon::Lexicon,
    mention::{
        DateMention, Mentions,
        date::{Anchor, DateKind, Limit},
    },
    span::Span,
    text::{Prose, Sentence, SentenceKind, Tag},
};

/// Fills in the period of every figure that has none, with the words it went by.
pub fn fill(figures: &mut [Figure], prose: &Prose, mentions: &Mentions, lexicon: &Lexicon) {
    let dater = Dater { prose, mentions, lexicon };
    let main_event = dater.main_event();
    for figure in figures.iter_mut() {
        let Some(sentence) = prose.sentence_at(figure.span.start) else { continue };
        let found = dater.in_sentence(figure, sentence);
        let found = found.or_else(|| dater.inherited(figure, sentence, main_event.as_ref()));
        if let Some(told) = found.filter(|_| figure.period.is_none()) {
            figure.period = Some(in_days(told.period));
            figure.because.push(Reason { rule: told.rule, words: told.words });
        }
    }
}

/// A period, and the words that gave it.
#[derive(Debug, Clone)]
struct Told {
    period: Edtf,
    words: Span,
    rule: &'static str,
}

/// What the periods of one report are read from.
#[derive(Debug, Clone, Copy)]
struct Dater<'r> {
    prose: &'r Prose,
    mentions: &'r Mentions,
    lexicon: &'r Lexicon,
}

impl Dater<'_> {
    /// The period that the figure's own sentence gives.
    fn in_sentence(&self, figure: &Figure, number: usize) -> Option<Told> {
        let sentence = self.prose.sentences.get(number)?;
        let dates = self.dates_of(sentence);
        let best = dates
            .iter()
            .enumerate()
            .filter(|(_, date)| {
                !date.span.overlaps(figure.span) && self.may_date(date, sentence, figure.span)
            })
            .filter_map(|(at, date)| {
                Some((self.distance(sentence, figure.span, date), at)).filter(|(far, _)| *far < FAR)
            })
            .min()?;
        let date = dates.get(best.1)?;
        let period = self.period_of(figure, dates, best.1, sentence)?;
        Some(Told { period, words: date.span, rule: "date of the sentence" })
    }

    /// The time expressions of a sentence.
    fn dates_of(&self, sentence: &Sentence) -> &[DateMention] {
        let dates = &self.mentions.dates;
        let start = dates.partition_point(|date| date.span.start < sentence.span.start);
        let end = dates.partition_point(|date| date.span.start < sentence.span.end);
        dates.get(start..end).unwrap_or(&[])
    }

    /// Whether a date can be that of an event of its sentence: no source's, none of saying, no header.
    fn may_date(&self, date: &DateMention, sentence: &Sentence, figure: Span) -> bool {
        date.kind == DateKind::Date
            && !is_ancient(date)
            && !self.is_in_superlative(date, sentence)
            && !date.cited
            && !self.is_of_saying(date, sentence, figure)
            && !matches!(date.bound, Some(Limit::Before))
            && !self.mentions.dated.is_header(date.span)
    }

    /// "The deadliest accident this year": the stretch of the comparison, not of the event.
    fn is_in_superlative(&self, date: &DateMention, sentence: &Sentence) -> bool {
        let start = self.prose.tokens_in(date.span).start;
        let before = start.saturating_sub(8).max(sentence.tokens.start)..start;
        let tokens = self.prose.tokens.get(before).unwrap_or(&[]);
        date.this && tokens.iter().any(|token| token.tag == Tag::JJS)
    }

    /// Whether the date is that of saying: "said on Monday", "officials on Thursday reported".
    fn is_of_saying(&self, date: &DateMention, sentence: &Sentence, figure: Span) -> bool {
        let tokens = self.prose.tokens_in(date.span);
        let verb_at = |at: usize| {
            let token = self.prose.tokens.get(at);
            token.is_some_and(|token| token.tag.is_verb() && self.says(&token.lemma))
        };
        let before = (tokens.start.saturating_sub(3)..tokens.start).filter(|at| sentence.tokens.contains(at));
        let near: Vec<usize> = before.collect();
        let told = self.prose.tokens_in(figure).end;
        if (told..told + 3).contains(&tokens.start) {
            return false;
        }
        let close = near.iter().rev().take(2).any(|at| verb_at(*at));
        let behind = sentence.tokens.contains(&tokens.end) && verb_at(tokens.end);
        let governed = self.prose.governing_verb(tokens.start).is_some_and(|verb| {
            let between = if verb < tokens.start { verb..tokens.start } else { tokens.end..verb };
            let near = between.len() <= 6 && !between.into_iter().any(|at| self.is_comma(at));
            near && verb_at(verb)
        });
        close || behind || governed
    }

    fn is_comma(&self, at: usize) -> bool {
        self.prose.tokens.get(at).is_some_and(|token| token.is(","))
    }

    /// Whether the verb says something.
    fn says(&self, lemma: &str) -> bool {
        self.lexicon
            .cues
            .verb(lemma)
            .any(|cue| cue.voice == crate::lexicon::Voice::Says && cue.stance.is_some())
    }

    /// How far a date stands from a figure, in words; clauses between them count for more, and a date that opens the
    /// sentence holds for all of it.
    fn distance(&self, sentence: &Sentence, figure: Span, date: &DateMention) -> usize {
        let (from, to) =
            if date.span.start < figure.start { (date.span, figure) } else { (figure, date.span) };
        let between = self.prose.tokens_in(from).end..self.prose.tokens_in(to).start;
        let tokens = self.prose.tokens.get(between.clone()).unwrap_or(&[]);
        let opens = date.span.start < figure.start
            && self.prose.tokens_in(date.span).start.saturating_sub(sentence.tokens.start) <= 2;
        let clauses = tokens
            .iter()
            .filter(|token| matches!(&*token.lower, ";" | "while" | "but" | "whereas" | "although"))
            .count();
        let commas = tokens
            .iter()
            .filter(|token| matches!(&*token.lower, "," | "and" | "who" | "which" | "that"))
            .count();
        // "Visited on Thursday after a storm killed 48": the clause behind "after" has a time of its own.
        let earlier = date.span.start < figure.start
            && tokens.iter().any(|token| matches!(&*token.lower, "after" | "since"));
        let weight = if earlier { FAR } else { clauses * 12 } + if opens { 0 } else { commas * 3 };
        let distance = if opens { tokens.len() / 2 } else { tokens.len() };
        distance + weight
    }

    /// The period that a date gives a figure.
    fn period_of(
        &self,
        figure: &Figure,
        dates: &[DateMention],
        at: usize,
        sentence: &Sentence,
    ) -> Option<Edtf> {
        let date = dates.get(at)?;
        let value = date.value.filter(|value| !is_without_bound(*value))?;
        if let Some(joined) = joined(dates, at) {
            return Some(joined);
        }
        let publication = self.publication();
        let until = |value: Edtf| match (first(value), publication) {
            (Some(start), Some(end)) => ordered(start, end),
            (Some(start), None) => Some(Edtf::Interval(End::At(start), End::Open)),
            (None, _) => None,
        };
        match date.bound {
            Some(Limit::Since) => until(value),
            Some(Limit::From) if figure.status == Status::Reported && !self.is_possessive(date) => {
                until(value)
            }
            Some(Limit::By) if figure.measure == "ordered_to_leave" => None,
            Some(Limit::By | Limit::Until) => last(value).map(|end| Edtf::Interval(End::Open, End::At(end))),
            Some(Limit::After) => None,
            _ if figure.status == Status::Reported && self.goes_on(date, value, sentence) => until(value),
            _ => Some(value),
        }
    }

    /// "From Friday's quake".
    fn is_possessive(&self, date: &DateMention) -> bool {
        let next = self.prose.tokens_in(date.span).end;
        self.prose.tokens.get(next).is_some_and(|token| token.is("'s"))
    }

    /// "This year" told as what has happened so far: up to publication.
    fn goes_on(&self, date: &DateMention, value: Edtf, _sentence: &Sentence) -> bool {
        let unit =
            matches!(value, Edtf::Point(Point { precision: Precision::Year(_) | Precision::Month(..), .. }));
        let Some(day) = self.mentions.dated.given.and_then(|given| given.day()) else { return false };
        let holds =
            value.first_day().zip(value.last_day()).is_some_and(|(first, last)| first <= day && day < last);
        date.anchor == Anchor::Publication && unit && holds && date.this
    }

    fn publication(&self) -> Option<Point> {
        let dated = &self.mentions.dated;
        let day = dated.given?.day()?;
        Some(Point { uncertain: dated.is_doubtful(), ..Precision::Day(day).into() })
    }

    /// The date of the event that the report is about: the first in its opening that is one of something happening.
    fn main_event(&self) -> Option<Told> {
        let publication = self.mentions.dated.given.and_then(|given| given.day())?;
        let recent = |date: &DateMention| {
            let first = date.value.and_then(|value| value.first_day());
            first.is_some_and(|first| first <= publication && (publication - first).get_days() <= 45)
        };
        self.prose.sentences.iter().take(OPENING).find_map(|sentence| {
            let dates = self.dates_of(sentence);
            let at = dates.iter().position(|date| {
                recent(date)
                    && self.may_date(date, sentence, Span::default())
                    && is_event_date(date)
                    && !self.comes_after(date)
                    && self.is_of_event(date, sentence)
            })?;
            let date = dates.get(at)?;
            let period = joined(dates, at).or(date.value)?;
            Some(Told { period, words: date.span, rule: "date of the event told at the start" })
        })
    }

    /// "On Thursday after a storm": of what followed the event.
    fn comes_after(&self, date: &DateMention) -> bool {
        let next = self.prose.tokens_in(date.span).end;
        self.prose.tokens.get(next).is_some_and(|token| token.is("after") || token.is("following"))
    }

    /// Whether something that happens stands beside the date: "struck on Monday", "Saturday's quake".
    fn is_of_event(&self, date: &DateMention, sentence: &Sentence) -> bool {
        let tokens = self.prose.tokens_in(date.span);
        let around = tokens.start.saturating_sub(25)..tokens.end + 8;
        let event = |at: usize| {
            let token = self.prose.tokens.get(at).filter(|_| sentence.tokens.contains(&at));
            token.is_some_and(|token| self.lexicon.dates.is_event(&token.lemma))
        };
        around.into_iter().any(event)
    }

    /// The period of the event that a figure results from, told in another sentence.
    fn inherited(&self, figure: &Figure, number: usize, main: Option<&Told>) -> Option<Told> {
        let sentence = self.prose.sentences.get(number)?;
        if figure.status != Status::Reported
            || !self.results_from_event(figure)
            || self.speaks_of_another_time(figure, sentence)
            || self.holds_now(figure, sentence)
        {
            return None;
        }
        self.told_before(number, sentence.paragraph).or_else(|| main.cloned())
    }

    /// The last event dated before in the same paragraph.
    fn told_before(&self, number: usize, paragraph: usize) -> Option<Told> {
        let mut before = (number.saturating_sub(REACH)..number).rev();
        before.find_map(|at| {
            let sentence = self.prose.sentences.get(at).filter(|sentence| sentence.paragraph == paragraph)?;
            let dates = self.dates_of(sentence);
            let found = dates
                .iter()
                .rposition(|date| self.may_date(date, sentence, Span::default()) && is_near_event(date))?;
            let period = joined(dates, found).or(dates.get(found)?.value)?;
            Some(Told { period, words: dates.get(found)?.span, rule: "date of the sentence before" })
        })
    }

    /// Whether the measure counts what an event does, not what holds in general.
    fn results_from_event(&self, figure: &Figure) -> bool {
        !STANDING.contains(&figure.measure.as_str()) && figure.per.is_none()
    }

    /// Whether a date of its own keeps the sentence from taking that of another.
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
        self.dates_of(sentence).iter().any(own) || sentence.kind == SentenceKind::Row
    }

    /// Whether the figure is told as what holds at the time of telling, or as a sum so far: "are now in camps", "the toll
    /// rose to 70".
    fn holds_now(&self, figure: &Figure, sentence: &Sentence) -> bool {
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
            match self.prose.tag(verb) {
                Tag::VBP | Tag::VBZ => !self.says(&self.prose.tokens[verb].lemma),
                Tag::VBG => auxiliary("be"),
                _ => false,
            }
        });
        let sum = self
            .prose
            .tokens_of(sentence)
            .iter()
            .any(|token| matches!(&*token.lower, "toll" | "now" | "currently" | "still"));
        present && !matches!(sentence.kind, SentenceKind::Heading) || sum
    }
}

/// Measures that hold apart from any one event: how many live in a place or wait for something.
const STANDING: [&str; 5] = ["hosted", "awaiting", "sheltered", "ordered_to_leave", "registered"];

/// Beyond this many words a date of the same sentence says nothing of the figure.
const FAR: usize = 60;

/// How many sentences back a dated event of the same paragraph is looked for.
const REACH: usize = 2;

/// A date of history that no figure of a crisis has: a place named after its battle.
fn is_ancient(date: &DateMention) -> bool {
    date.value.and_then(|value| value.last_day()).is_some_and(|day| day.year() < 1800)
}

/// How many sentences make up the opening in which the main event is told.
const OPENING: usize = 6;

/// Whether the date is as narrow as an event: a day, a weekend, a few days.
fn is_event_date(date: &DateMention) -> bool {
    let Some((first, last)) = date.value.and_then(|value| value.first_day().zip(value.last_day())) else {
        return false;
    };
    let limit = if matches!(date.value, Some(Edtf::Interval(..))) { 31 } else { 10 };
    (last - first).get_days() <= limit && matches!(date.bound, None | Some(Limit::Since)) && !date.overnight
}

/// Whether the date is narrow enough to hold for what is told next.
fn is_near_event(date: &DateMention) -> bool {
    let Some((first, last)) = date.value.and_then(|value| value.first_day().zip(value.last_day())) else {
        return false;
    };
    (last - first).get_days() <= 31
        && matches!(date.bound, None | Some(Limit::Since | Limit::From))
        && !date.overnight
}

/// Decades as years, seasons and quarters as months, so that every reader knows the days.
fn in_days(period: Edtf) -> Edtf {
    let months = |point: Point| {
        let month = |day: jiff::civil::Date| Precision::Month(day.year(), day.month() as u8);
        let ends = point.precision.first_day().zip(point.precision.last_day());
        ends.map_or(Edtf::Point(point), |(first, last)| Edtf::between(month(first), month(last)))
    };
    match period {
        Edtf::Point(Point { precision: Precision::Decade(year), .. }) => {
            Edtf::between(Precision::Year(year), Precision::Year(year.saturating_add(9)))
        }
        Edtf::Point(Point { precision: Precision::Century(year), .. }) => {
            Edtf::between(Precision::Year(year), Precision::Year(year.saturating_add(99)))
        }
        Edtf::Point(point @ Point { precision: Precision::Part(..), .. }) => months(point),
        _ => period,
    }
}

/// Both ends of a range that stand apart: "1985–1987".
fn joined(dates: &[DateMention], at: usize) -> Option<Edtf> {
    let (start, end) = if dates.get(at)?.ranges_on {
        (dates.get(at)?, dates.get(at + 1)?)
    } else {
        let before = dates.get(at.checked_sub(1)?).filter(|before| before.ranges_on)?;
        (before, dates.get(at)?)
    };
    ordered(first(start.value?)?, last(end.value?)?)
}

/// "The past few days": an interval one of whose ends is not known says too little.
const fn is_without_bound(value: Edtf) -> bool {
    matches!(value, Edtf::Interval(End::Unknown, _) | Edtf::Interval(_, End::Unknown))
}

fn first(value: Edtf) -> Option<Point> {
    match value {
        Edtf::Point(point) | Edtf::Interval(End::At(point), _) => Some(point),
        Edtf::Interval(..) => None,
    }
}

fn last(value: Edtf) -> Option<Point> {
    match value {
        Edtf::Point(point) | Edtf::Interval(_, End::At(point)) => Some(point),
        Edtf::Interval(..) => None,
    }
}

/// From one to the other; the one where both are the same, nothing where the end lies before the start.
fn ordered(start: Point, end: Point) -> Option<Edtf> {
    if start == end {
        return Some(Edtf::Point(start));
    }
    let fits = start.precision.first_day()? <= end.precision.last_day()?;
    fits.then_some(Edtf::Interval(End::At(start), End::At(end)))
}
