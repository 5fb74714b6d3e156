//! The period of a figure: when what it counts happened or held.
//!
//! The date of its own clause comes first, then of its sentence, then of the event that the report dates elsewhere. The
//! date of saying it ("officials said on Monday") is not the date of what was said. Where the text does not say, the
//! period stays unknown.

mod decision;
mod ends;
mod event;
mod noted;

use super::{Figure, Reason, Status};
use crate::{
    decide::Decider,
    edtf::{Edtf, End, Point, Precision},
    lexicon::{DatePart, Lexicon},
    mention::{
        DateMention, Mentions,
        date::{Anchor, DateKind, Limit},
    },
    report::Report,
    span::Span,
    text::{Prose, Sentence, SentenceKind, Tag, Token},
};
use decision::Proposals;
use ends::{first, in_days, is_without_bound, joined, last};

/// Fills in the period of every figure that has none, with the words it went by.
pub fn fill(
    report: &Report,
    figures: &mut [Figure],
    prose: &Prose,
    mentions: &Mentions,
    lexicon: &Lexicon,
    decider: &dyn Decider,
) {
    let dater = Dater { prose, mentions, lexicon };
    each(figures, prose, |figure, number| dater.in_sentence(figure, number));
    let elsewhere: Vec<Option<Told>> =
        figures.iter().map(|figure| dater.told_elsewhere(figure, figures)).collect();
    let mut elsewhere = elsewhere.into_iter();
    for figure in figures.iter_mut() {
        dated(figure, elsewhere.next().flatten());
    }
    let main_event = dater.main_event();
    each(figures, prose, |figure, number| dater.inherited(figure, number, main_event.as_ref()));
    if let Some(head) = dater.counted_as_of() {
        each(figures, prose, |figure, _| dater.as_of(figure, head));
    }
    let proposals = Proposals::read(dater, figures);
    for figure in figures.iter_mut() {
        if let Some(period) = proposals.decide(figure, decider) {
            figure.period = period;
        }
    }
    for figure in figures.iter_mut() {
        let number = prose.sentence_at(figure.span.start);
        let told = number.and_then(|number| dater.noted(report, figure, number));
        figure.period = figure.period.filter(|_| told.is_none());
        dated(figure, told);
    }
    // What is told as past is no later than the report.
    if let Some(told) = dater.publication().and_then(|point| Edtf::Point(point).last_day()) {
        for figure in figures.iter_mut().filter(|figure| figure.status == Status::Reported) {
            figure.period = figure.period.map(|period| no_later(period, told));
        }
    }
    // A report that says which day it speaks of speaks of it wherever no other time is told.
    if let Some(head) = dater.counted_as_of().filter(|_| mentions.dated.as_of.is_some()) {
        each(figures, prose, |figure, _| dater.as_of(figure, head));
    }
}

/// A stretch whose end is named to lie behind a day, up to that day.
fn no_later(period: Edtf, told: jiff::civil::Date) -> Edtf {
    match period {
        Edtf::Interval(End::At(start), End::At(end))
            if Edtf::Point(end).first_day().is_some_and(|end| end > told)
                && Edtf::Point(start).last_day().is_some_and(|start| start <= told) =>
        {
            Edtf::Interval(End::At(start), End::At(Precision::Day(told).into()))
        }
        _ => period,
    }
}

/// Gives every figure without a period the one that `told` finds for it.
fn each(figures: &mut [Figure], prose: &Prose, mut told: impl FnMut(&Figure, usize) -> Option<Told>) {
    for figure in figures.iter_mut().filter(|figure| figure.period.is_none()) {
        let found = prose.sentence_at(figure.span.start).and_then(|number| told(figure, number));
        dated(figure, found);
    }
}

fn dated(figure: &mut Figure, told: Option<Told>) {
    if let Some(told) = told.filter(|_| figure.period.is_none()) {
        figure.period = Some(in_days(told.period));
        figure.because.push(Reason { rule: told.rule, words: told.words });
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
        if let Some(told) = self.so_far(figure, sentence, dates) {
            return Some(told);
        }
        // "The quake of January 1 had killed 222 as of Monday": the day of the count, not of what it counts.
        let counted = |date: &DateMention| {
            self.is_as_of(date)
                && self.may_date(date, sentence, figure.span)
                && self.clauses_between(figure.span, date.span) == 0
        };
        let as_of = dates.iter().any(counted);
        let best = dates
            .iter()
            .enumerate()
            .filter(|(_, date)| {
                (!as_of || counted(date))
                    && !date.span.overlaps(figure.span)
                    && self.may_date(date, sentence, figure.span)
                    && !self.is_of_comparison(figure, date)
                    && !self.is_of_another_clause(figure, date, sentence)
            })
            .filter_map(|(at, date)| {
                Some((self.distance(sentence, figure.span, date), at)).filter(|(far, _)| *far < FAR)
            })
            .min()?;
        let date = dates.get(best.1)?;
        let period = self.period_of(figure, dates, best.1)?;
        Some(Told { period, words: date.span, rule: "date of the sentence" })
    }

    /// "As of Monday", "as of 2 p.m. on Monday".
    fn is_as_of(&self, date: &DateMention) -> bool {
        let start = self.prose.tokens_in(date.span).start;
        let before = self.prose.tokens.get(start.saturating_sub(CLOCK)..start).unwrap_or(&[]);
        let clock = |token: &&Token| {
            token.tag == Tag::CD
                || matches!(&*token.lower, "p.m." | "a.m." | "pm" | "am" | "noon" | "midnight" | "on" | ",")
        };
        let rest =
            before.iter().rev().skip_while(clock).take(2).map(|token| &*token.lower).collect::<Vec<_>>();
        date.bound == Some(Limit::AsOf) || rest == ["of", "as"]
    }

    /// "So far", "to date", "have now": what has happened up to the day of publication, in the year where one is named.
    fn so_far(&self, figure: &Figure, sentence: &Sentence, dates: &[DateMention]) -> Option<Told> {
        if figure.status != Status::Reported || figure.per.is_some() {
            return None;
        }
        let tokens = self.prose.tokens_of(sentence);
        let pair = |one: &str, two: &str| {
            tokens.windows(2).find_map(|pair| match pair {
                [left, right] => (left.is(one) && right.is(two)).then(|| left.span.cover(right.span)),
                _ => None,
            })
        };
        let words = pair("so", "far").or_else(|| pair("to", "date")).or_else(|| self.now_done(figure))?;
        let close = self.clauses_between(figure.span, words) == 0;
        let publication = self.publication().filter(|_| close)?;
        let this = dates.iter().find(|date| date.this && date.span.start >= words.end);
        let start = match this {
            Some(this) => first(this.value?),
            None if dates.iter().any(|date| date.bound == Some(Limit::Since)) => return None,
            None => None,
        };
        let period = match start {
            Some(start) => ends::ordered(start, publication)?,
            None => Edtf::Interval(End::Open, End::At(publication)),
        };
        Some(Told { period, words, rule: "date of the sentence" })
    }

    /// The "now" of "have now been evacuated".
    fn now_done(&self, figure: &Figure) -> Option<Span> {
        let verb = self.prose.governing_verb(self.prose.token_at(figure.span.start))?;
        let has = self.prose.auxiliaries(verb).into_iter().find(|at| {
            let token = self.prose.tokens.get(*at);
            token.is_some_and(|token| &*token.lemma == "have" && matches!(token.tag, Tag::VBP | Tag::VBZ))
        })?;
        let now = self.prose.tokens.get(has + 1).filter(|token| token.is("now"))?;
        Some(now.span)
    }

    /// How many marks and conjunctions of clauses stand between two spans.
    fn clauses_between(&self, one: Span, other: Span) -> usize {
        let (from, to) = if one.start < other.start { (one, other) } else { (other, one) };
        let between = self.prose.tokens_in(from).end..self.prose.tokens_in(to).start;
        let tokens = self.prose.tokens.get(between).unwrap_or(&[]);
        tokens.iter().filter(|token| matches!(&*token.lower, ";" | "while" | "but" | "whereas")).count()
    }

    /// "Up from 9,000 on Tuesday": the day of the number compared with.
    fn is_of_comparison(&self, figure: &Figure, date: &DateMention) -> bool {
        let between = self.prose.tokens_in(figure.span).end..self.prose.tokens_in(date.span).start;
        let tokens = self.prose.tokens.get(between).unwrap_or(&[]);
        tokens.windows(2).any(|pair| match pair {
            [left, right] => {
                matches!(&*left.lower, "up" | "down" | "compared" | "against")
                    && matches!(&*right.lower, "from" | "with" | "to")
            }
            _ => false,
        })
    }

    /// "Malawi, which hosts 5,600, will let people in until 31 March"; "14 have drowned since Saturday and six are missing":
    /// the date belongs to another clause than what holds now.
    fn is_of_another_clause(&self, figure: &Figure, date: &DateMention, sentence: &Sentence) -> bool {
        if !self.holds_now(figure, sentence) || sentence.kind == SentenceKind::Heading {
            return false;
        }
        let verb_at = |span: Span| self.prose.governing_verb(self.prose.tokens_in(span).start);
        let (Some(own), Some(other)) = (verb_at(figure.span), verb_at(date.span)) else { return false };
        own != other
            && !self.prose.path_to_root(other).any(|head| head == own)
            && matches!(date.bound, Some(Limit::Since | Limit::By | Limit::Until | Limit::From))
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
            // "He began" tells; a phase that begins on a day happens on it.
            // "In Borno and Adamawa states": no verb, whatever its tag.
            let named = at.checked_sub(1).and_then(|before| self.prose.tokens.get(before));
            let is_region = named.is_some_and(|named| named.tag == Tag::NNP)
                && token.is_some_and(|token| token.is("states"));
            token.filter(|_| !is_region).is_some_and(|token| {
                token.tag.is_verb() && self.says(&token.lemma) && !self.lexicon.dates.is_event(&token.lemma)
            })
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
    fn period_of(&self, figure: &Figure, dates: &[DateMention], at: usize) -> Option<Edtf> {
        let date = dates.get(at)?;
        let value = date.value.filter(|value| !is_without_bound(*value))?;
        if let Some(joined) = joined(dates, at) {
            return Some(joined);
        }
        let until = |value: Edtf| self.until_publication(value);
        // "Which ended on Sunday" and "which will begin on 1 March" bound what they stand beside.
        match self.turn_of(date) {
            Some(Turn::End) if date.bound.is_none() => return up_to(value),
            Some(Turn::Start) if date.bound.is_none() && figure.status == Status::Planned => {
                return first(value).map(|start| Edtf::Interval(End::At(start), End::Open));
            }
            _ => {}
        }
        match date.bound {
            Some(Limit::Since) => until(value),
            Some(Limit::From) if figure.status == Status::Reported && !self.is_possessive(date) => {
                until(value)
            }
            Some(Limit::By) if figure.measure == "ordered_to_leave" => None,
            // "By the end of June" is by its last day.
            Some(Limit::By | Limit::Until) if date.part == Some(DatePart::Late) => {
                value.last_day().and_then(|day| up_to(day.into()))
            }
            Some(Limit::By | Limit::Until) => up_to(value),
            Some(Limit::After) => None,
            _ if figure.status == Status::Reported && self.goes_on(date, value) => until(value),
            _ => Some(value),
        }
    }

    /// Whether the date is that of a start or an end: "a phase that ended on Sunday".
    fn turn_of(&self, date: &DateMention) -> Option<Turn> {
        let at = self.prose.tokens_in(date.span).start;
        let verb = self.prose.governing_verb(at)?;
        let near = at.checked_sub(verb).is_some_and(|words| words <= 4);
        match &*self.prose.tokens.get(verb).filter(|_| near)?.lemma {
            "end" | "finish" | "conclude" => Some(Turn::End),
            "begin" | "start" => Some(Turn::Start),
            _ => None,
        }
    }

    /// "From Friday's quake".
    fn is_possessive(&self, date: &DateMention) -> bool {
        let next = self.prose.tokens_in(date.span).end;
        self.prose.tokens.get(next).is_some_and(|token| token.is("'s"))
    }

    /// "This year" told as what has happened so far: up to publication.
    fn goes_on(&self, date: &DateMention, value: Edtf) -> bool {
        let days =
            value.first_day().zip(value.last_day()).map_or(0, |(first, last)| (last - first).get_days());
        let long = matches!(value, Edtf::Interval(..)) && days > 27;
        let unit = long
            || matches!(
                value,
                Edtf::Point(Point { precision: Precision::Year(_) | Precision::Month(..), .. })
            );
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
}

/// What a date is to what it stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Start,
    End,
}

fn up_to(value: Edtf) -> Option<Edtf> {
    last(value).map(|end| Edtf::Interval(End::Open, End::At(end)))
}

/// How many words an hour of the day has before its day: "as of 2 p.m. on Monday".
const CLOCK: usize = 6;

/// Beyond this many words a date of the same sentence says nothing of the figure.
const FAR: usize = 60;

/// A date of history that no figure of a crisis has: a place named after its battle.
fn is_ancient(date: &DateMention) -> bool {
    date.value.and_then(|value| value.last_day()).is_some_and(|day| day.year() < 1800)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_told_as_past_ends_with_the_report() {
        let cut = |period: &str, told: jiff::civil::Date| {
            no_later(Edtf::parse(period).expect("a period"), told).to_string()
        };
        let told = jiff::civil::date(2027, 10, 31);
        assert_eq!(cut("2027-10-29/2027-11-06", told), "2027-10-29/2027-10-31");
        assert_eq!(cut("2027-10/2027-11-06", told), "2027-10/2027-10-31");
        for kept in ["2027-10-29/2027-10-30", "2027-10", "../2027-11-06", "2027-11-02/2027-11-06"] {
            assert_eq!(cut(kept, told), kept);
        }
    }
}
