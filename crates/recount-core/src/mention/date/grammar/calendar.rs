//! Dates of the calendar: "Monday, 3 March 2014", "March 3rd", "2014-03-03", "3/3/14", "summer of 2014", "Q1 2014".

use super::{Grammar, Read, longest, number::pivot, numeric::exists};
use crate::{
    lexicon::{DateUnit as Unit, TimeWord},
    mention::date::form::{Partial, System},
};

impl Grammar<'_> {
    /// A date of the calendar, with or without its weekday.
    pub(super) fn calendar(&self, at: usize) -> Read<Partial> {
        // Only an article or an apostrophe ("the 3rd", "'14") may stand before the first piece that says something of time.
        let opens = || self.tells(at + 1) && self.is_one_of(at, &["the", "'", "’", "‘"]);
        if !self.tells(at) && !opens() {
            return None;
        }
        let Some((weekday, next)) = self.weekday(at) else {
            let (partial, end) = self.date(at)?;
            return Some(self.with_weekday_behind(partial, end));
        };
        let alone = Partial { weekday: Some(weekday), ..Partial::default() };
        let comma = next + usize::from(self.is(next, ",") || self.is(next, "(") || self.is(next, "-"));
        let part = comma + usize::from(self.has(comma, |sense| sense == TimeWord::DayPart));
        let of = part + usize::from(part > comma && (self.is(part, "of") || self.is(part, ",")));
        let article = of + usize::from(self.is(of, "the"));
        let dated = self.date(article).or_else(|| self.bare_day(article, article == of && of == next));
        match dated {
            Some((partial, end)) if partial.day.is_some() => {
                let end = end + usize::from(self.is(next, "(") && self.is(end, ")"));
                Some((Partial { weekday: Some(weekday), ..partial }, end))
            }
            _ => Some((alone, next)),
        }
    }

    /// "19th" or, right behind a weekday, "19".
    fn bare_day(&self, at: usize, plain: bool) -> Read<Partial> {
        let (day, end) = self.day(at)?;
        let ordinal = self.ordinal(at).is_some_and(|(_, ordinal_end)| ordinal_end == end);
        let digits = self.digits(at).is_some();
        let counts = self.unit(end).is_some()
            || self
                .atoms
                .get(end)
                .is_some_and(|atom| !atom.capital && atom.lower.chars().all(char::is_alphabetic));
        (ordinal || plain && digits && !counts)
            .then(|| (Partial { day: Some(day), ..Partial::default() }, end))
    }

    fn with_weekday_behind(&self, partial: Partial, end: usize) -> (Partial, usize) {
        let next = end + usize::from(self.is(end, ",") || self.is(end, "("));
        match self.weekday(next) {
            Some((weekday, behind))
                if partial.day.is_some()
                    && !self.has(behind, |sense| matches!(sense, TimeWord::Month(_)))
                    && self.day(behind).is_none() =>
            {
                let close = usize::from(self.is(end, "(") && self.is(behind, ")"));
                if self.is(end, "(") && close == 0 {
                    return (partial, end);
                }
                (Partial { weekday: Some(weekday), ..partial }, behind + close)
            }
            _ => (partial, end),
        }
    }

    /// "Monday", "Mon."; no plain word that looks like one.
    pub(super) fn weekday(&self, at: usize) -> Read<u8> {
        let weekday = self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Weekday(weekday) => Some(*weekday),
            _ => None,
        })?;
        Some((weekday, at + 1))
    }

    /// A month: its number and calendar.
    fn month(&self, at: usize) -> Read<(u8, System)> {
        if self.is(at, "rabi") || self.is(at, "jumada") {
            return self.numbered_month(at);
        }
        if self.is_one_of(at, &["dhu", "zul", "dhul"])
            || self.lower(at).starts_with("dhul-")
            || self.lower(at).starts_with("zul-")
        {
            let name = if self.lower(at).contains('-') { self.lower(at) } else { self.lower(at + 1) };
            let end = at + if self.lower(at).contains('-') { 1 } else { 2 };
            let month = if name.contains("hij") {
                12
            } else if name.contains("qa") || name.contains("qi") {
                11
            } else {
                return None;
            };
            return Some(((month, System::Hijri), end));
        }
        if self.is_other_word(at) {
            return None;
        }
        let month = self.senses(at).iter().find_map(|sense| match sense {
            TimeWord::Month(month) => Some((*month, System::Gregorian)),
            TimeWord::Hijri(month) => Some((*month, System::Hijri)),
            TimeWord::Solar(month) => Some((*month, System::Solar)),
            _ => None,
        })?;
        Some((month, at + 1))
    }

    /// "may" and "march" in small letters, unless a preposition or digits stand beside them; "$DEC".
    fn is_other_word(&self, at: usize) -> bool {
        let small = self.is_one_of(at, &["may", "march", "mar"])
            && !self.atoms.get(at).is_some_and(|atom| atom.capital);
        let digits = |at: usize| self.digits(at).is_some() || self.ordinal(at).is_some();
        let before = at.checked_sub(1);
        let beside = digits(at + 1)
            || before.is_some_and(|before| {
                digits(before)
                    || self.is_one_of(
                        before,
                        &[
                            "in", "of", "since", "until", "during", "next", "last", "mid", "early", "late",
                            "-",
                        ],
                    )
            });
        let code = before.is_some_and(|before| self.is_one_of(before, &["$", "#", "@"]));
        code || small && !beside && self.atoms.len() > 2
    }

    /// "Rabi al-Awwal", "Jumada al-Thani".
    fn numbered_month(&self, at: usize) -> Read<(u8, System)> {
        let first = if self.is(at, "rabi") { 3 } else { 5 };
        let second = self.lower(at + 1);
        let later = ["thani", "akhir", "akhira", "ii"].iter().any(|word| second.contains(word));
        let known = later || ["awwal", "ula", "i"].iter().any(|word| second.contains(word));
        known.then_some(((first + u8::from(later), System::Hijri), at + 2))
    }

    /// A date without a weekday.
    fn date(&self, at: usize) -> Read<Partial> {
        longest([
            self.day_month(at),
            self.month_day(at),
            self.year_month(at),
            self.numeric(at),
            self.compact(at),
            self.part_of_year(at),
            self.week(at),
            self.year_alone(at),
        ])
    }

    /// "3 March 2014", "the 3rd of March", "31/Oct/1974", "third day of October".
    fn day_month(&self, at: usize) -> Read<Partial> {
        if at > 0 && self.is_one_of(at - 1, &["$", "€", "£", "us$"]) {
            return None;
        }
        let next = at + usize::from(self.is(at, "the"));
        let (day, next) = self.day(next).or_else(|| self.ides(next))?;
        let next = next + usize::from(self.unit(next) == Some(Unit::Day) && self.is(next + 1, "of"));
        let joined = self.is_joint(next);
        let next = next + usize::from(self.is(next, "of") || joined);
        let ((month, system), next) = self.month(next)?;
        let partial = Partial { month: Some(month), day: Some(day), system, ..Partial::default() };
        let (partial, end) = self.with_year(partial, next, joined);
        Some((partial, end)).filter(|(partial, _)| exists(partial))
    }

    fn ides(&self, at: usize) -> Read<u8> {
        (self.is(at, "ides") && self.is(at + 1, "of")).then_some((15, at + 1))
    }

    /// "March 3, 2014", "March the 3rd", "March 2014", "March", "Oct/2", "Dec-2018".
    fn month_day(&self, at: usize) -> Read<Partial> {
        let ((month, system), next) = self.month(at)?;
        let partial = Partial { month: Some(month), system, ..Partial::default() };
        let plain = self.with_year(partial, next, false);
        let article = next + usize::from(self.is(next, "the"));
        let joint = article
            + usize::from(
                self.is_joint(article) || self.is(article, ",") && self.ordinal(article + 1).is_some(),
            );
        let dated = self.day(joint).filter(|(_, end)| !self.goes_on(*end)).map(|(day, end)| {
            self.with_year(Partial { day: Some(day), ..partial }, end, self.is_joint(article))
        });
        longest([Some(plain), dated.filter(|(partial, _)| exists(partial))])
    }

    /// Whether a small number goes on as something other than a day: a unit, "million", a percent sign.
    fn goes_on(&self, at: usize) -> bool {
        self.is_one_of(at, &["%", "percent", "million", "billion", "thousand", "hundred", "per"])
            || self.atoms.get(at).is_some_and(|atom| !atom.spaced && matches!(&*atom.lower, ":" | "."))
                && self.digits(at + 1).is_some()
                && !self.spaced(at + 1)
    }

    /// A hyphen, slash or period without spaces, inside a date.
    pub(super) fn is_joint(&self, at: usize) -> bool {
        self.is_one_of(at, &["-", "/", "."]) && !self.spaced(at) && !self.spaced(at + 1)
    }

    /// Adds the year that follows: ", 2014", "of 2014", "in 2014", "'14", "-2014", "1444 AH".
    fn with_year(&self, partial: Partial, at: usize, joined: bool) -> (Partial, usize) {
        if partial.system != System::Gregorian {
            return self.with_other_year(partial, at);
        }
        let comma = at + usize::from(self.is(at, ",") || self.is_joint(at));
        let word = comma + usize::from(self.is(comma, "of") || self.is(comma, "in"));
        let word = word + usize::from(self.is(word, "the") && self.is(word + 1, "year")) * 2;
        let short = |at: usize| match self.digits(at) {
            Some((value, 2, "")) if joined && self.is_joint(at.wrapping_sub(1)) => {
                Some((pivot(value), at + 1))
            }
            Some((value, 2, "")) if self.is(at.wrapping_sub(1), "of") => Some((pivot(value), at + 1)),
            _ => None,
        };
        match self.year(word).filter(|(_, end)| !self.counts_things(word, *end)).or_else(|| short(word)) {
            Some((year, end)) => (Partial { year: Some(year), ..partial }, end),
            None => (partial, at),
        }
    }

    fn with_other_year(&self, partial: Partial, at: usize) -> (Partial, usize) {
        let next = at + usize::from(self.is(at, ","));
        match self.digits(next) {
            Some((value @ 1200..=1600, 4, "")) => {
                let era = usize::from(self.has(next + 1, |sense| sense == TimeWord::HijriEra));
                (Partial { year: Some(value as i16), ..partial }, next + 1 + era)
            }
            _ => (partial, at),
        }
    }

    /// Whether four digits are a count: "2014 people".
    pub(super) fn counts_things(&self, at: usize, end: usize) -> bool {
        end == at + 1 && self.dates.is_counted(self.lower(end))
    }

    /// "2014 March", "2019-aug-01", "2020/23/Sep".
    fn year_month(&self, at: usize) -> Read<Partial> {
        let (year, next) = self.year(at).filter(|(_, next)| *next == at + 1)?;
        let joint = next + usize::from(self.is_joint(next));
        if let Some((day, behind)) = self.day(joint).filter(|(_, behind)| self.is_joint(*behind)) {
            let ((month, _), end) = self.month(behind + 1)?;
            return Some((
                Partial { year: Some(year), month: Some(month), day: Some(day), ..Partial::default() },
                end,
            ))
            .filter(|(partial, _)| exists(partial));
        }
        let ((month, system), end) =
            self.month(joint).filter(|((_, system), _)| *system == System::Gregorian)?;
        let partial = Partial { year: Some(year), month: Some(month), system, ..Partial::default() };
        // A capital month behind a year may open the next date: "in 2014 March 3".
        let day = self.day(end + usize::from(self.is_joint(end))).filter(|_| self.is_joint(end));
        match day {
            Some((day, end)) => {
                Some((Partial { day: Some(day), ..partial }, end)).filter(|(partial, _)| exists(partial))
            }
            None => Some((partial, end)).filter(|_| self.year(end + 1).is_none()),
        }
    }
}
