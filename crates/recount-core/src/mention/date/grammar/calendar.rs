//! Dates of the calendar: "Monday, 3 March 2014", "March 3rd", "2014-03-03", "3/3/14", "summer of 2014", "Q1 2014".

use super::{Grammar, Read, longest, number::pivot};
use crate::{
    lexicon::{DateUnit as Unit, TimeWord},
    mention::date::form::{Partial, System},
};

impl Grammar<'_> {
    /// A date of the calendar, with or without its weekday.
    pub(super) fn calendar(&self, at: usize) -> Read<Partial> {
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
    fn is_joint(&self, at: usize) -> bool {
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
    fn counts_things(&self, at: usize, end: usize) -> bool {
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

    /// "2014-03-03", "3/3/14", "22.04.2014", "2014-03", "12-2015", "2/15".
    fn numeric(&self, at: usize) -> Read<Partial> {
        let (first, first_length, "") = self.digits(at)? else { return None };
        if !self.is_joint(at + 1) || self.is_stuck(at) {
            return None;
        }
        let mark = self.lower(at + 1);
        let (second, second_length, "") = self.digits(at + 2)? else { return None };
        let third = match self.digits(at + 4) {
            Some((value, length, "")) if self.is(at + 3, mark) && self.is_joint(at + 3) => {
                Some((value, length))
            }
            _ => None,
        };
        let end = at + if third.is_some() { 5 } else { 3 };
        if self.is_joint(end)
            && self.digits(end + 1).is_some()
            && self.lower(end) == mark
            && third.is_none_or(|(_, length)| length != 4)
        {
            return None;
        }
        let partial = match (first_length, second_length, third) {
            (4, 1 | 2, Some((day, 1 | 2))) => ymd(first, second, day),
            (1 | 2, 1 | 2, Some((year, 4))) => month_first(first, second, Some(year)),
            (1 | 2, 1 | 2, Some((year, 2))) if mark != "." => {
                month_first(first, second, Some(pivot(year) as u32))
            }
            (4, 1 | 2, None) if mark != "." && second != first % 100 + 1 => month_of(first, second),
            (1 | 2, 4, None) if mark != "." => month_of(second, first),
            (1 | 2, 1 | 2, None) if mark == "/" => month_first(first, second, None),
            _ => None,
        }?;
        Some((partial, end)).filter(|(partial, _)| exists(partial))
    }

    /// Whether the same mark and a digit stand before without a space: part of a longer code.
    fn is_stuck(&self, at: usize) -> bool {
        at > 1
            && !self.spaced(at)
            && !self.spaced(at - 1)
            && self.lower(at - 1) == self.lower(at + 1)
            && self.digits(at - 2).is_some()
    }

    /// "20161016".
    fn compact(&self, at: usize) -> Read<Partial> {
        let (value, 8, "") = self.digits(at)? else { return None };
        let partial = ymd(value / 10_000, value / 100 % 100, value % 100)?;
        Some((partial, at + 1))
            .filter(|(partial, _)| exists(partial) && (1900..=2100).contains(&partial.year.unwrap_or(0)))
    }

    /// "Summer 2007", "winter of 1791", "the first quarter of 2019", "Q1 2019", "2019 H2", "third quarter".
    fn part_of_year(&self, at: usize) -> Read<Partial> {
        let behind = self.part_name(at).map(|(part, next)| {
            let partial = Partial { part: Some(part), ..Partial::default() };
            let joined = next + usize::from(self.is_joint(next) || self.is_one_of(next, &[",", "of", "in"]));
            match self.year(joined).filter(|(_, end)| !self.counts_things(joined, *end)) {
                Some((year, end)) => (Partial { year: Some(year), ..partial }, end),
                None => (partial, next),
            }
        });
        let before = self.year(at).or_else(|| self.two_digits(at)).and_then(|(year, next)| {
            let next = next + usize::from(self.is_joint(next));
            let (part, end) = self.part_name(next)?;
            Some((Partial { year: Some(year), part: Some(part), ..Partial::default() }, end))
        });
        longest([behind, before])
    }

    fn two_digits(&self, at: usize) -> Read<i16> {
        match self.digits(at) {
            Some((value, 2, "")) if self.is(at + 1, "q") && !self.spaced(at + 1) => {
                Some((pivot(value), at + 1))
            }
            _ => None,
        }
    }

    /// A season, "Q1", "H2", "third quarter": EDTF's code.
    fn part_name(&self, at: usize) -> Read<u8> {
        let article = at + usize::from(self.is(at, "the"));
        if let Some(season) = self.senses(article).iter().find_map(|sense| match sense {
            TimeWord::Season(season) => Some(*season),
            _ => None,
        }) {
            return Some((season, article + 1));
        }
        match (self.lower(at), self.digits(at + 1)) {
            ("q", Some((number @ 1..=4, 1, ""))) if !self.spaced(at + 1) => {
                return Some((32 + number as u8, at + 2));
            }
            ("h", Some((number @ 1..=2, 1, ""))) if !self.spaced(at + 1) => {
                return Some((39 + number as u8, at + 2));
            }
            _ => {}
        }
        let (number, next) = self.ordinal(article).or_else(|| {
            let word = self.lower(article);
            matches!(word, "last" | "final" | "latter")
                .then(|| (if self.unit(article + 1).is_some() { 4 } else { 2 }, article + 1))
        })?;
        if self.unit(next) == Some(Unit::Quarter)
            && !self.is_plural(next)
            && number <= 4
            && !self.is(article, "last")
        {
            return Some((32 + number as u8, next + 1));
        }
        let half =
            self.is(next, "half") && self.is(next + 1, "of") && number <= 2 && self.year(next + 2).is_some();
        half.then(|| (39 + number as u8, next + 1))
    }

    /// "Week 31", "week 3 of 2027".
    fn week(&self, at: usize) -> Read<Partial> {
        let next = at + usize::from(self.is(at, "the"));
        if self.unit(next) != Some(Unit::Week) || self.is_plural(next) {
            return None;
        }
        let (week @ 1..=53, 1 | 2, "") = self.digits(next + 1)? else { return None };
        let partial = Partial { week: Some(week as u8), ..Partial::default() };
        match self.year(next + 3).filter(|_| self.is(next + 2, "of")) {
            Some((year, end)) => Some((Partial { year: Some(year), ..partial }, end)),
            None => Some((partial, next + 2)),
        }
    }

    /// "2014", "the year 2014", "480 BC".
    fn year_alone(&self, at: usize) -> Read<Partial> {
        let article = at + usize::from(self.is(at, "the"));
        let word = article + usize::from(self.is(article, "calendar"));
        let named = self.unit(word) == Some(Unit::Year);
        if named {
            let next = word + 1 + usize::from(self.is(word + 1, "of"));
            let (year, end) = self.year(next)?;
            return Some((Partial { year: Some(year), ..Partial::default() }, end));
        }
        if self.is_one_of(at, &["cy", "fy"]) {
            let (year, end) = self.year(at + 1)?;
            return Some((Partial { year: Some(year), ..Partial::default() }, end));
        }
        let (year, end) = self.year(at)?;
        Some((Partial { year: Some(year), ..Partial::default() }, end))
    }
}

/// Whether the month has such a day (in some year, where none is stated).
fn exists(partial: &Partial) -> bool {
    let Some(day) = partial.day else { return true };
    let Some(month) = partial.month else { return day <= 31 };
    match partial.system {
        System::Gregorian => {
            let year = partial.year.unwrap_or(2000);
            jiff::civil::Date::new(year, month as i8, day as i8).is_ok()
        }
        System::Hijri => day <= 30,
        System::Solar => day <= 31,
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Partial> {
    let partial = month_of(year, month)?;
    (1..=31).contains(&day).then_some(Partial { day: Some(day as u8), ..partial })
}

fn month_of(year: u32, month: u32) -> Option<Partial> {
    ((1..=12).contains(&month) && (1000..=2199).contains(&year)).then(|| Partial {
        year: Some(year as i16),
        month: Some(month as u8),
        ..Partial::default()
    })
}

/// American order, or the other where it is the only one possible.
fn month_first(first: u32, second: u32, year: Option<u32>) -> Option<Partial> {
    let (month, day) = if first <= 12 { (first, second) } else { (second, first) };
    let possible = (1..=12).contains(&month) && (1..=31).contains(&day);
    possible.then(|| Partial {
        year: year.map(|year| year as i16),
        month: Some(month as u8),
        day: Some(day as u8),
        ..Partial::default()
    })
}
