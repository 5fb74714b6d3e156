//! From one date to another: "from 3 to 5 March", "between June 2010 and May 2011", "12–14 July", "1915–17".
//!
//! A range of days in words is one expression. The ends of a hyphen, and of a range of months or years, stay two that are
//! tied to each other, as TimeML has them.

use super::{Found, Grammar, Read};
use crate::{
    lexicon::TimeWord,
    mention::date::form::{Form, Partial, Phrase, System},
};

/// How the two ends are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Words,
    Hyphen,
}

impl Grammar<'_> {
    /// The range that starts here: one expression, or two tied ones. `whole` is the phrase that starts here.
    pub(super) fn range(&self, at: usize, whole: Option<&(Phrase, usize)>) -> Option<Vec<Found>> {
        if let Some(found) = self.days_of_one_month(at, whole) {
            return Some(found);
        }
        let opening = self.lower(at);
        let opens = matches!(opening, "from" | "between");
        let start = at + usize::from(opens);
        let whole = if opens { self.phrase(start) } else { whole.cloned() };
        let (first, next) = self.first_end(start, whole)?;
        let (joint, behind) = self.joint(next, opening)?;
        let (second, end) = self.second_end(behind, &first)?;
        let (first, second) = shared(first, second)?;
        if !opens && !self.is_range_without_opening(start, next, &first, &second, joint)
            || self.counts_after(end, &second)
        {
            return None;
        }
        if joint == Joint::Hyphen || is_coarse(&first) && is_coarse(&second) {
            return Some(vec![
                Found { start, end: next, phrase: first, ranges_on: true },
                Found { start: behind, end, phrase: second, ranges_on: false },
            ]);
        }
        let phrase = Form::Range(Box::new(first), Box::new(second)).into();
        Some(vec![Found { start: at, end, phrase, ranges_on: false }])
    }

    /// "28 and 29 August", "May 6 and 7": two days, not what lies between.
    fn days_of_one_month(&self, at: usize, whole: Option<&(Phrase, usize)>) -> Option<Vec<Found>> {
        let (first, next) = whole
            .filter(|(phrase, _)| matches!(phrase.form, Form::Calendar(_)))
            .cloned()
            .or_else(|| self.day_of(at).map(|(day, end)| (day.into(), end)))?;
        let Form::Calendar(one) = &first.form else { return None };
        if !self.is_one_of(next, &["and", "&", "or"]) || one.day.is_none() {
            return None;
        }
        let (second, end) =
            if one.month.is_some() { self.bare_day_behind(next + 1)? } else { self.phrase(next + 1)? };
        let Form::Calendar(two) = &second.form else { return None };
        let split = one.month.is_some() != two.month.is_some() && two.day.is_some() && one.weekday.is_none();
        if !split || self.is(at.wrapping_sub(1), "between") && at > 0 {
            return None;
        }
        let (first, second) = shared(first, second)?;
        Some(vec![
            Found { start: at, end: next, phrase: first, ranges_on: false },
            Found { start: next + 1, end, phrase: second, ranges_on: false },
        ])
    }

    /// "7" or "7th" behind "May 6 and", with nothing that it could count.
    fn bare_day_behind(&self, at: usize) -> Read<Phrase> {
        let (day, end) = self.day_of(at)?;
        let counts = self.atoms.get(end).is_some_and(|atom| {
            !atom.capital && atom.lower.chars().next().is_some_and(char::is_alphanumeric)
        });
        let ordinal = self.ordinal(at).is_some();
        (ordinal || self.digits(at).is_some() && !counts).then(|| (day.into(), end))
    }

    /// What can open a range: a date, "now", or a day or year that the other end completes.
    fn first_end(&self, at: usize, whole: Read<Phrase>) -> Read<Phrase> {
        let whole = whole.filter(|(phrase, _)| is_end(&phrase.form));
        let bare = self.day_of(at).map(|(day, end)| (Phrase::from(day), end));
        let short = self.short_first_year(at);
        super::longest([whole, short, bare])
    }

    /// "499" before "–493 BC".
    fn short_first_year(&self, at: usize) -> Read<Phrase> {
        let (value @ 1..=2199, 1..=4, "") = self.digits(at)? else { return None };
        let far = (at + 2..at + 4).any(|at| self.has(at + 1, |sense| sense == TimeWord::BeforeChrist));
        let partial = Partial { year: Some(1 - value as i16), ..Partial::default() };
        far.then(|| (partial.into(), at + 1))
    }

    /// "To", "and" behind "between", a hyphen or dash.
    fn joint(&self, at: usize, opening: &str) -> Read<Joint> {
        match self.lower(at) {
            "to" | "until" | "till" | "til" | "through" | "thru" => Some((Joint::Words, at + 1)),
            "and" if opening == "between" => Some((Joint::Words, at + 1)),
            "-" | "–" | "—" | "~" | "--" => {
                let joint =
                    if opening == "from" || opening == "between" { Joint::Words } else { Joint::Hyphen };
                Some((joint, at + 1))
            }
            "/" if !self.spaced(at) => Some((Joint::Hyphen, at + 1)),
            _ => None,
        }
    }

    /// The other end; after a month's day a bare day, after a year two digits.
    fn second_end(&self, at: usize, first: &Phrase) -> Read<Phrase> {
        let at = at + usize::from(self.is(at, "from"));
        let whole = self.phrase(at).filter(|(phrase, _)| is_end(&phrase.form));
        let Form::Calendar(start) = &first.form else { return whole };
        let bare = if start.day.is_some() { self.day_with_year(at) } else { None };
        let short = if start.is_year() { self.short_second_year(at, start.year?) } else { None };
        super::longest([whole, bare, short])
    }

    /// "15", "the 15th", "15, 2014".
    fn day_with_year(&self, at: usize) -> Read<Phrase> {
        let (day, end) = self.day_of(at)?;
        let comma = end + usize::from(self.is(end, ","));
        match self
            .year(comma)
            .filter(|_| comma > end || self.digits(comma).is_some_and(|(_, length, _)| length == 4))
        {
            Some((year, behind)) if behind == comma + 1 => {
                Some((Partial { year: Some(year), ..day }.into(), behind))
            }
            _ => Some((day.into(), end)),
        }
    }

    /// "17" behind "1915–".
    fn short_second_year(&self, at: usize, first: i16) -> Read<Phrase> {
        match self.digits(at) {
            Some((value, 2, "")) if first >= 1000 && !self.spaced(at) && value as i16 > first % 100 => {
                let partial =
                    Partial { year: Some(first - first % 100 + value as i16), ..Partial::default() };
                Some((partial.into(), at + 1))
            }
            _ => None,
        }
    }

    /// Whether, without "from", these two are a range: both dates, and no sum or code.
    fn is_range_without_opening(
        &self,
        start: usize,
        next: usize,
        first: &Phrase,
        second: &Phrase,
        joint: Joint,
    ) -> bool {
        let (Form::Calendar(one), Form::Calendar(two)) = (&first.form, &second.form) else {
            return joint == Joint::Words
                && matches!(first.form, Form::Calendar(_))
                && !matches!(second.form, Form::Clock);
        };
        let years = one.is_year() && two.is_year();
        let ordered = !years || one.year < two.year;
        let alone = self.is_one_of(start.wrapping_sub(1), &["-", "/"]) && start > 0 && !self.spaced(start);
        let words_between = joint == Joint::Words
            && !years
            && (one.is_bare_day() || one.weekday.is_some() && one.day.is_none())
            && self.atoms.get(start.wrapping_sub(1)).is_some_and(|atom| atom.lower == "up");
        let _ = next;
        ordered
            && !alone
            && !words_between
            && (joint == Joint::Words || one.month.is_some() == two.month.is_some())
    }

    /// Whether the second end is in truth a count: "from 2010 to 2012 people".
    fn counts_after(&self, end: usize, second: &Phrase) -> bool {
        let year = matches!(&second.form, Form::Calendar(partial) if partial.is_year());
        year && self.dates.is_counted(self.lower(end))
    }
}

/// Whether a range may start or end with it.
fn is_end(form: &Form) -> bool {
    !matches!(form, Form::Duration { .. } | Form::Set(_) | Form::Clock | Form::Range(..) | Form::Overnight)
}

/// Whether it is a month, a year or a season: each end of "from 1990 to 1995" has its own place in the calendar.
fn is_coarse(phrase: &Phrase) -> bool {
    matches!(&phrase.form, Form::Calendar(partial) if partial.day.is_none() && partial.weekday.is_none() && partial.week.is_none())
}

/// Both ends with what one states for both: the month, the year, the era.
fn shared(first: Phrase, second: Phrase) -> Option<(Phrase, Phrase)> {
    let (Form::Calendar(one), Form::Calendar(two)) = (&first.form, &second.form) else {
        let bare = |phrase: &Phrase| matches!(&phrase.form, Form::Calendar(partial) if partial.is_bare_day());
        return (!bare(&first) && !bare(&second)).then_some((first, second));
    };
    let (mut one, mut two) = (*one, *two);
    if one.system != two.system && two.month.is_some() && one.month.is_some()
        || one.system != System::Gregorian && one.month.is_none()
    {
        return None;
    }
    if one.is_bare_day() && one.weekday.is_none() {
        one.system = two.system;
        one.month = one.month.or(two.month.map(|month| earlier_month(month, one.day, two.day)));
    }
    if two.day.is_some() && two.month.is_none() && two.weekday.is_none() {
        two.month = one.month.map(|month| if two.day < one.day { month % 12 + 1 } else { month });
        two.system = one.system;
    }
    if one.is_bare_day() && one.weekday.is_none() || two.is_bare_day() && two.weekday.is_none() {
        return None;
    }
    let wraps = one.month.zip(two.month).is_some_and(|(start, end)| start > end);
    if one.year.is_none() && !is_plain_weekday(&one) {
        one.year = two.year.map(|year| year.saturating_sub(i16::from(wraps)));
    }
    if two.year.is_none() && !is_plain_weekday(&two) {
        two.year = one.year.map(|year| year.saturating_add(i16::from(wraps)));
    }
    Some((Phrase { form: Form::Calendar(one), ..first }, Phrase { form: Form::Calendar(two), ..second }))
}

const fn is_plain_weekday(partial: &Partial) -> bool {
    partial.weekday.is_some() && partial.day.is_none()
}

/// The month of "28" in "28 to 3 March".
fn earlier_month(month: u8, first: Option<u8>, last: Option<u8>) -> u8 {
    if first > last { (month + 10) % 12 + 1 } else { month }
}
