//! From what a time expression says to the days it means, with the anchors at hand.
//!
//! Anchors are the day of publication and the last date of the story so far. News counts from publication; a history,
//! which names many years far from its own, counts from the last date it told of.

mod calendar_form;
mod fiscal_form;
mod relative_form;
mod unit_form;

pub(in crate::mention::date) use calendar_form::in_year;

use jiff::civil::Date;

use super::{
    calendar,
    form::{Base, Form, Phrase},
    tense::Tense,
};
use crate::{
    edtf::{Edtf, End, Point, Precision},
    lexicon::{DatePart as Part, DateUnit as Unit, Dates, FiscalYear, Which},
    span::Span,
};

/// From where a report's dates count.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchors {
    /// The day of publication.
    pub(super) publication: Option<Date>,
    /// Whether the report tells of years far from its own, and counts from what it told last.
    pub(super) story: bool,
    /// Whether no verb is in the past: a notice, a programme.
    pub(super) notice: bool,
    /// The one year that all dated statements of the text share, where there are several.
    pub(super) only_year: Option<i16>,
    /// The first year the text states, for dates before it where nothing else is known.
    pub(super) first_year: Option<i16>,
}

/// What a time expression was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Anchor {
    /// Nothing: the expression says it all, or nothing is known.
    #[default]
    Stated,
    /// The day of publication.
    Publication,
    /// A date told before.
    Story,
}

/// A date told before.
#[derive(Debug, Clone, Copy)]
struct Told {
    precision: Precision,
    sentence: usize,
    paragraph: usize,
    /// Whether its year was in the words.
    with_year: bool,
    /// Whether something goes on since then: it is no place in the story.
    since: bool,
    span: Span,
}

/// Where an expression stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) span: Span,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    pub(super) tense: Tense,
    /// Behind "in" or "within": "in two days" is to come.
    pub(super) inside: bool,
    /// In brackets behind a name: the date of a source, not of the story.
    pub(super) cited: bool,
    /// At the head of its sentence.
    pub(super) opens: bool,
    /// Behind "since".
    pub(super) since: bool,
    /// For budget years: when that of the country meant starts.
    pub(super) fiscal: Option<FiscalYear>,
}

/// The days that an expression means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resolved {
    pub(super) value: Option<Edtf>,
    pub(super) anchor: Anchor,
    /// The expression told before from which it was counted.
    pub(super) from: Option<Span>,
}

/// Resolves the expressions of a report in their order.
#[derive(Debug, Clone)]
pub(super) struct Resolver<'l> {
    anchors: Anchors,
    dates: &'l Dates,
    told: Option<Told>,
    place: Place,
    used: Anchor,
}

impl<'l> Resolver<'l> {
    pub(super) fn new(anchors: Anchors, dates: &'l Dates) -> Self {
        Resolver { anchors, dates, told: None, place: Place::default(), used: Anchor::Stated }
    }

    /// The days that the phrase means, and what they were counted from. Remembers them for what comes later.
    pub(super) fn resolve(&mut self, phrase: &Phrase, place: Place) -> Resolved {
        let told = self.told.map(|told| told.span);
        self.place = place;
        self.used = Anchor::Stated;
        let value =
            self.phrase(phrase).map(|value| if phrase.approximate { approximately(value) } else { value });
        let value = value.filter(|value| has_days(*value));
        if let Some(value) = value.filter(|_| !place.cited) {
            self.remember(phrase, value);
        }
        let anchor = if value.is_some() { self.used } else { Anchor::Stated };
        Resolved { value, anchor, from: told.filter(|_| anchor == Anchor::Story) }
    }

    fn remember(&mut self, phrase: &Phrase, value: Edtf) {
        let precision = match value {
            Edtf::Point(point) => point.precision,
            Edtf::Interval(_, End::At(point)) if matches!(phrase.form, Form::Range(..)) => point.precision,
            Edtf::Interval(..) => return,
        };
        if matches!(precision, Precision::Century(_) | Precision::Decade(_))
            || matches!(phrase.form, Form::Clock)
        {
            return;
        }
        // A year named in passing does not move a story that is told by months.
        if matches!(precision, Precision::Year(_)) && self.is_told_by_months() && !self.place.opens {
            return;
        }
        let with_year = match &phrase.form {
            Form::Calendar(partial) => partial.is_full(),
            Form::Range(_, last) => matches!(&last.form, Form::Calendar(partial) if partial.is_full()),
            Form::Within { .. } => true,
            _ => false,
        };
        let Place { sentence, paragraph, span, since, .. } = self.place;
        self.told = Some(Told { precision, sentence, paragraph, with_year, since, span });
    }

    fn is_told_by_months(&self) -> bool {
        self.told.is_some_and(|told| matches!(told.precision, Precision::Month(..) | Precision::Day(_)))
    }

    fn phrase(&mut self, phrase: &Phrase) -> Option<Edtf> {
        let value = self.form(&phrase.form)?;
        match phrase.part {
            Some(part) => self.part(value, part, &phrase.form),
            None => Some(value),
        }
    }

    fn form(&mut self, form: &Form) -> Option<Edtf> {
        match form {
            Form::Calendar(partial) => self.calendar(partial),
            Form::Decade { year, before_christ } => decade(*year, *before_christ),
            Form::Century { number, before_christ } => century(*number, *before_christ),
            Form::Which { which, count, unit } => self.which(*which, *count, *unit),
            Form::WhichNamed { which, named } => self.which_named(*which, named),
            Form::Within { inner, outer } => {
                let outer = self.phrase(outer)?;
                self.within(inner, outer)
            }
            Form::Nth { index, count, what, outer } => {
                let outer = self.phrase(outer)?;
                self.nth(*index, *count, *what, outer)
            }
            Form::Offset { counts, later, from } => self.offset(counts, *later, from),
            Form::UnitOf { unit, day } => {
                let day = self.phrase(day)?.day()?;
                unit_form::unit_at(Precision::Day(day), *unit, 0)
            }
            Form::Weekdays { weekday, count } => self.weekdays(*weekday, *count),
            Form::Today(days) => self.today(*days),
            Form::Overnight => self.overnight(),
            Form::Holiday { number, year, which, weekend } => self.holiday(*number, *year, *which, *weekend),
            Form::Fiscal { year, part } => self.fiscal(year, *part),
            Form::Range(first, last) => self.range(first, last),
            Form::Clock => self.clock(),
            Form::Duration { count, unit } => self.duration(*count, *unit),
            Form::Set(_) | Form::Reference => None,
        }
    }

    /// The day from which "ago" counts: of publication, or in a history the last one told.
    fn speaking(&mut self) -> Option<Date> {
        if self.anchors.story {
            return self.told_day();
        }
        self.used = Anchor::Publication;
        self.anchors.publication
    }

    /// The last date told from which "later" counts, else publication.
    fn story(&mut self) -> Option<Precision> {
        let near = |told: &Told| {
            self.anchors.story
                || told.paragraph == self.place.paragraph
                || told.sentence + 2 >= self.place.sentence
        };
        if let Some(told) = self.told.filter(near) {
            self.used = Anchor::Story;
            return Some(told.precision);
        }
        if self.anchors.story || self.told.is_some() {
            return None;
        }
        self.used = Anchor::Publication;
        self.anchors.publication.map(Precision::Day)
    }

    fn told_day(&mut self) -> Option<Date> {
        self.used = Anchor::Story;
        match self.told?.precision {
            Precision::Day(day) => Some(day),
            _ => None,
        }
    }

    /// A time of day: the day told last, near by.
    fn clock(&mut self) -> Option<Edtf> {
        let told = self.told.filter(|told| told.sentence + 1 >= self.place.sentence)?;
        self.used = Anchor::Story;
        match told.precision {
            Precision::Day(day) => Some(day.into()),
            _ => None,
        }
    }

    fn today(&mut self, days: i8) -> Option<Edtf> {
        if self.anchors.story {
            return None;
        }
        calendar::add_days(self.speaking()?, i64::from(days)).map(Edtf::from)
    }

    fn overnight(&mut self) -> Option<Edtf> {
        let day = self.speaking()?;
        Some(calendar::stretch(calendar::add_days(day, -1)?, day))
    }

    /// From the first day of one to the last of the other.
    fn range(&mut self, first: &Phrase, last: &Phrase) -> Option<Edtf> {
        let start = self.end_of_range(first)?;
        let end = self.end_of_range(last)?;
        let end = self.after_start(start, end, last);
        let (start, end) = self.around_publication(start, end, first, last);
        let (first, last) = (lower(start)?, upper(end)?);
        let ordered = first
            .precision
            .first_day()
            .zip(last.precision.last_day())
            .is_none_or(|(first, last)| first <= last);
        ordered.then_some(Edtf::Interval(End::At(first), End::At(last)))
    }

    /// A range without years that holds the day of publication, where it would else begin a year later.
    fn around_publication(&self, start: Edtf, end: Edtf, first: &Phrase, last: &Phrase) -> (Edtf, Edtf) {
        let yearless = |phrase: &Phrase| matches!(&phrase.form, Form::Calendar(partial) if !partial.is_full() && partial.month.is_some());
        let back = || {
            let (start, end) = (a_year_before(start)?, a_year_before(end)?);
            let holds = start.first_day()? <= self.anchors.publication?
                && self.anchors.publication? <= end.last_day()?;
            holds.then_some((start, end))
        };
        if self.anchors.story || !yearless(first) || !yearless(last) {
            return (start, end);
        }
        back().unwrap_or((start, end))
    }

    fn end_of_range(&mut self, phrase: &Phrase) -> Option<Edtf> {
        match phrase.form {
            Form::Reference => self.speaking().map(Edtf::from),
            _ => self.phrase(phrase),
        }
    }

    /// The end, moved on by a week or a year where it names none and lies before the start.
    fn after_start(&self, start: Edtf, end: Edtf, phrase: &Phrase) -> Edtf {
        let (Some(first), Some(last), Form::Calendar(partial)) =
            (start.first_day(), end.last_day(), &phrase.form)
        else {
            return end;
        };
        if last >= first || partial.is_full() {
            return end;
        }
        match end {
            Edtf::Point(Point { precision: Precision::Day(day), .. }) if partial.month.is_none() => {
                let weekday = calendar::weekday(day);
                calendar::add_days(first, calendar_form::days_ahead(first, weekday)).map_or(end, Edtf::from)
            }
            Edtf::Point(Point { precision: Precision::Day(day), .. }) => {
                calendar::add_months(day, 12).map_or(end, Edtf::from)
            }
            Edtf::Point(Point { precision: Precision::Month(year, month), .. }) => {
                Precision::Month(year.saturating_add(1), month).into()
            }
            _ => end,
        }
    }

    /// The part of a stretch: of a week three days, of a year the stretch itself, since nothing says where "early" ends.
    fn part(&mut self, value: Edtf, part: Part, form: &Form) -> Option<Edtf> {
        let week = matches!(form, Form::Which { unit: Unit::Week, count: None, .. });
        let (first, last) = (value.first_day()?, value.last_day()?);
        match part {
            Part::Early if week => Some(calendar::stretch(first, calendar::add_days(first, 2)?)),
            Part::Middle if week => {
                Some(calendar::stretch(calendar::add_days(first, 1)?, calendar::add_days(first, 3)?))
            }
            Part::Late if week => Some(calendar::stretch(calendar::add_days(last, -2)?, last)),
            Part::Rest if week => Some(calendar::stretch(self.speaking()?.max(first), last)),
            Part::Earlier | Part::Later => Some(self.side_of_anchor(value, part).unwrap_or(value)),
            _ => Some(value),
        }
    }

    /// "Earlier this year": from its first day to the anchor's; "later this year": from there to its end.
    fn side_of_anchor(&mut self, value: Edtf, part: Part) -> Option<Edtf> {
        if self.anchors.story || self.used != Anchor::Publication {
            return None;
        }
        let (first, last, day) = (value.first_day()?, value.last_day()?, self.anchors.publication?);
        if !(first..=last).contains(&day) {
            return None;
        }
        Some(if part == Part::Earlier { calendar::stretch(first, day) } else { calendar::stretch(day, last) })
    }
}

fn a_year_before(value: Edtf) -> Option<Edtf> {
    match value {
        Edtf::Point(Point { precision: Precision::Day(day), .. }) => {
            calendar::add_months(day, -12).map(Edtf::from)
        }
        Edtf::Point(Point { precision: Precision::Month(year, month), .. }) => {
            Some(Precision::Month(year.checked_sub(1)?, month).into())
        }
        _ => None,
    }
}

/// Whether every stated end lies inside the years that can be written.
fn has_days(value: Edtf) -> bool {
    let fits = |point: Point| point.precision.first_day().is_some() && point.precision.last_day().is_some();
    let end = |end: End| if let End::At(point) = end { fits(point) } else { true };
    match value {
        Edtf::Point(point) => fits(point),
        Edtf::Interval(first, last) => end(first) && end(last),
    }
}

fn lower(value: Edtf) -> Option<Point> {
    match value {
        Edtf::Point(point) | Edtf::Interval(End::At(point), _) => Some(point),
        Edtf::Interval(..) => None,
    }
}

fn upper(value: Edtf) -> Option<Point> {
    match value {
        Edtf::Point(point) | Edtf::Interval(_, End::At(point)) => Some(point),
        Edtf::Interval(..) => None,
    }
}

/// The same with `~` on its dates. EDTF has none on a decade or century: those are told by their first and last year.
fn approximately(value: Edtf) -> Edtf {
    if let Edtf::Point(Point { precision: Precision::Decade(_) | Precision::Century(_), .. }) = value
        && let (Some(first), Some(last)) = (value.first_day(), value.last_day())
    {
        return approximately(Edtf::between(Precision::Year(first.year()), Precision::Year(last.year())));
    }
    let mark = |point: Point| Point { approximate: true, ..point };
    let end = |end: End| if let End::At(point) = end { End::At(mark(point)) } else { end };
    match value {
        Edtf::Point(point) => Edtf::Point(mark(point)),
        Edtf::Interval(first, last) => Edtf::Interval(end(first), end(last)),
    }
}

fn decade(year: i16, before_christ: bool) -> Option<Edtf> {
    if !before_christ {
        return Some(Precision::Decade(year).into());
    }
    // The 470s BC are 479 to 470 BC, the astronomical years -478 to -469.
    let last = 1i16.checked_sub(year)?;
    Some(Edtf::between(Precision::Year(last.checked_sub(9)?), Precision::Year(last)))
}

fn century(number: i16, before_christ: bool) -> Option<Edtf> {
    let hundreds = number.checked_mul(100)?;
    if !before_christ {
        return Some(Precision::Century(hundreds - 100).into());
    }
    let first = 1i16.checked_sub(hundreds)?;
    Some(Edtf::between(Precision::Year(first), Precision::Year(first.checked_add(99)?)))
}

/// How far a pointer moves from its anchor.
const fn steps(which: Which) -> i64 {
    match which {
        Which::This | Which::Same | Which::That | Which::The => 0,
        Which::Last | Which::Past | Which::Previous => -1,
        Which::Next | Which::Following => 1,
    }
}

/// Whether a pointer counts from the story rather than from the day of speaking.
const fn from_story(which: Which) -> bool {
    matches!(which, Which::Same | Which::That | Which::Previous | Which::Following | Which::The)
}

impl Base {
    /// Whether nothing tells from where to count.
    const fn is_unknown(&self) -> bool {
        matches!(self, Base::Event)
    }
}
